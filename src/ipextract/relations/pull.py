"""PULL: what the parts of a whole add to its growth, and the growth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ipextract.model import ANNUAL, Claim, Kind, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

#: How many sentences back in its paragraph the growth of the whole may stand.
_ABOVE = 4
_CLAUSE = regex.compile(r"[，；：:;,]")
_LISTS = ("output", "contributing", "consumption", "investment", "net_exports")
#: 三次产业 names all of them, 产业 alone does not.
_SHORT = 2


def find(ground: Ground) -> Iterator[Relation]:
    """三次产业分别拉动增长 0.2、2.1 和 2.7 个百分点: the parts of a known whole, with its growth in the paragraph."""
    for passage in ground.prose:
        for whole_names, parts in partitions(passage, "change", ground):
            growth = _growth(passage, parts, whole_names, ground.rulebook)
            if growth is not None:
                roles = (Role("growth", growth), *(Role("part", part) for part in parts))
                yield Relation("pull", "pulls-of-parts", roles, parts[0].base or "", section=passage.section)


def partitions(passage: Passage, kind: Kind, ground: Ground) -> Iterator[tuple[tuple[str, ...], list[Claim]]]:
    """The contributions of a sentence where they are those of all parts of a known whole, which is told by its names.

    A kind is ``change`` (points) or ``ratio`` (per cent of the growth).
    """
    rules = {rule.id for rule in ground.rulebook.claims if rule.form == "contribution"}
    rates = ground.words("pull", "contributing") or ((),)
    told = [
        i
        for i, c in enumerate(passage.claims)
        if c.kind == kind and (c.rule in rules or c.indicator.endswith(rates[0]))
    ]
    lists = ground.words("pull", *_LISTS) if len(told) > 1 else None
    if lists is None:
        return
    output, _, *uses = lists
    by_sector = [each.parts for each in ground.rulebook.definitions.sums if set(output) & set(each.whole)]
    for names in (*by_sector, tuple(uses)):
        together = ground.rulebook.words["sectors"] if names in by_sector else ()
        named = _Names(names, together, ground.rulebook.words["list_mark"])
        members = [passage.claims[i] for i in told]
        if len(told) == len(names) and _of_each(passage, told, named) and _alike(members):
            yield output, members


@dataclass(frozen=True, slots=True)
class _Names:
    """The namings of each part, the words that name all of them at once, and the marks of a list."""

    parts: tuple[tuple[str, ...], ...]
    together: tuple[str, ...]
    marks: tuple[str, ...]


def _of_each(passage: Passage, told: list[int], names: _Names) -> bool:
    """True where each number is of another part: named before it, or in a list before all of them, as 三次产业 is."""
    if all(i - 1 in told and passage.leads[i].strip() in names.marks for i in told[1:]):
        return _all_before(_window(passage, told, 0), names)
    of = [_last_named(_window(passage, told, n), names) for n in range(len(told))]
    return None not in of and len(set(of)) == len(names.parts)


def _window(passage: Passage, told: list[int], n: int) -> str:
    """The words before a contribution, back to the one before it."""
    start = passage.claims[told[n - 1]].char_end - passage.start if n else 0
    return passage.text[start : passage.claims[told[n]].char_start - passage.start]


def _all_before(said: str, names: _Names) -> bool:
    """True for 第一产业、第二产业和第三产业 in this order, for 第一、二、三产业 and for 三次产业."""
    places = _places(said, names)
    if -1 not in places:
        return places == sorted(places)
    if max(places) < 0:
        return any(word in said for word in names.together if len(word) > _SHORT)
    listed = _CLAUSE.split(said[: places[-1]])[-1]
    marks = sum(listed.count(mark) for mark in names.marks)
    return max(places[:-1]) < 0 and marks == len(names.parts) - 1


def _last_named(said: str, names: _Names) -> int | None:
    """The part that is named last; ``None`` where none is."""
    places = _places(said, names)
    return places.index(max(places)) if max(places) >= 0 else None


def _places(said: str, names: _Names) -> list[int]:
    """Where each part is named last, -1 for nowhere."""
    return [max(said.rfind(name) for name in each) for each in names.parts]


def _alike(parts: list[Claim]) -> bool:
    return len({(c.scope, c.period, c.unit) for c in parts}) == 1


def _growth(passage: Passage, parts: list[Claim], names: tuple[str, ...], rulebook: Rulebook) -> Claim | None:
    """The growth of the whole in this sentence or one before it in the paragraph, over one year and of one place."""
    near = (c for place in (passage, *passage.earlier[:_ABOVE]) for c in reversed(place.claims))
    grown = (c for c in near if c.kind == "growth" and c.base == rulebook.terms.year_ago)
    mine = (c for c in grown if c.indicator in names and ANNUAL not in c.qualifier.split())
    return next((c for c in mine if c.period == parts[0].period and parts[0].scope in ("", c.scope)), None)
