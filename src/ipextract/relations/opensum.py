"""OPENSUM: a number for a list that does not call itself its sum."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_APART = "；;"
_LEAST_ITEMS = 3


def find(ground: Ground) -> Iterator[Relation]:
    """The numbers for all of a list in the sentence before."""
    for passage in ground.prose:
        yield from open_sums(passage, ground.rulebook)


def open_sums(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """甲 9 件，乙 19 件、丙 1 件；…。综合办理 30 件: the list of the sentence before, and a number for all of it."""
    words = rulebook.words
    if not passage.earlier or not passage.claims:
        return
    total = passage.claims[0]
    cue = next((word for word in words["open_total"] if word in passage.leads[0]), "")
    if not cue or total.kind != "count":
        return
    above = passage.earlier[0]
    for items in _lists(above):
        parts = [c for c in items if c.unit == total.unit and c.kind == total.kind and c.scope == total.scope]
        stages = any(word in c.indicator for c in parts for word in words["stage_words"])
        if len(parts) < max(_LEAST_ITEMS, len(items)) or stages:
            continue
        roles = (Role("total", total), *(Role("part", part) for part in parts))
        yield Relation("opensum", "list-before", roles, cue, section=passage.section, severity="suspicion")
        return


def _lists(passage: Passage) -> Iterator[list[Claim]]:
    """The numbers of a sentence between its semicolons."""
    items: list[Claim] = []
    for i, claim in enumerate(passage.claims):
        if any(mark in passage.leads[i] for mark in _APART):
            yield items
            items = []
        items.append(claim)
    yield items
