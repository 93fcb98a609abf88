"""ENUM: a count of things that are named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from ipextract.model import Relation, Role, Severity
from ipextract.relations.among import READERS
from ipextract.relations.ground import Ground
from ipextract.relations.listings import DOUBT, JOINT, listings
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_NAME = regex.compile(r"[“《]([^“”《》]+)[”》]")


def named_items(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """“甲”“乙”两宗: as many things as names; “甲”“乙”等 5 项: at least as many."""
    words = rulebook.words
    for i, claim in enumerate(passage.claims):
        if claim.kind != "count" or claim.unit not in words["named_unit"] or claim.approx != "exact":
            continue
        said = passage.leads[i].rstrip()
        if not said.endswith(words["named_end"]) or not said:
            continue
        among = next((word for word in words["and_others"] if said.endswith(word)), "")
        names = _quoted_names(said.removesuffix(among).rstrip(), words["list_mark"])
        if len(names) > 1:
            rule, sure = "quoted-names", not among
        elif among:
            names = _plain_names(said.removesuffix(among), rulebook)
            rule, sure = "names-among", False
        else:
            continue
        if len(names) > 1:
            cap: Severity = "warning" if rule == "quoted-names" else "info"
            cue = JOINT.join(name.replace(JOINT, " ").replace(DOUBT, " ") for name in names)
            yield Relation("enum", rule, (Role("count", claim),), cue, sure, passage.section, cap)


def _quoted_names(said: str, marks: tuple[str, ...]) -> list[str]:
    """The names in quotation marks or brackets of titles that end ``said``, joined by nothing, a comma or a mark."""
    names: list[str] = []
    behind = 0
    for found in _quoted(marks).finditer(said):
        names = [*(names if found.start() == behind else ()), found["name"]]
        behind = found.end()
    return names if behind == len(said) else []


@cache
def _quoted(marks: tuple[str, ...]) -> regex.Pattern[str]:
    """A name in quotation marks or brackets of titles and what joins it with the next."""
    joints = "|".join(regex.escape(mark) for mark in marks)
    return regex.compile(rf"[“《](?P<name>[^“”《》\n]{{1,60}})[”》](?:，|{joints}){{0,2}}")


def _plain_names(said: str, rulebook: Rulebook) -> list[str]:
    """The items of 甲、乙、丙 before 等: only what the marks part, for 和 may belong to a name."""
    mark = rulebook.terms.and_mark
    clause = regex.split(r"[，。；：,;:\n（()）“”《》]", said)[-1]
    names = [name.strip() for name in clause.split(mark)]
    return names if all(names) else []


def find(ground: Ground) -> Iterator[Relation]:
    """The counts of things that are named one by one, in their sentence or behind it."""
    for passage in ground.prose:
        yield from named_items(passage, ground.rulebook)
    yield from listings(ground, READERS)
