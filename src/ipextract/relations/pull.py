"""PULL: what the parts of a whole add to its growth, and the growth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from ipextract.model import ANNUAL, Claim, Kind, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.structure.names import one_name

#: How many sentences back in its paragraph the growth of the whole may stand.
_ABOVE = 4
_CLAUSE = regex.compile(r"[，；：:;,]")
_LISTS = ("output", "contributing", "consumption", "investment", "net_exports")
#: 三次产业 names all of them, 产业 alone does not.
_SHORT = 2


def find(ground: Ground) -> Iterator[Relation]:
    """三次产业分别拉动增长 0.2、2.1 和 2.7 个百分点: the parts of a known whole, with its growth."""
    for passage in ground.prose:
        for output, parts in partitions(passage, "change", ground):
            growth = _growth(passage, parts, output, ground)
            if growth is not None:
                roles = (Role("growth", growth), *(Role("part", part) for part in parts))
                yield Relation("pull", "pulls-of-parts", roles, parts[0].base or "", section=passage.section)


def partitions(passage: Passage, kind: Kind, ground: Ground) -> Iterator[tuple[tuple[str, ...], list[Claim]]]:
    """The contributions of all parts of a known whole, by its names; the last of them stands in the sentence.

    A kind is ``change`` (points) or ``ratio`` (per cent of the growth). The parts stand in one sentence or in several
    of a paragraph, with no other contribution between them.
    """
    lists = ground.words("pull", *_LISTS)
    if lists is None:
        return
    output, rates, *uses = lists
    rules = {rule.id for rule in ground.rulebook.claims if rule.form == "contribution"}
    told = list(_told(passage, kind, rules, rates))
    if not told:
        return
    above = passage.earlier[:_ABOVE]
    told = [*(each for place in reversed(above) for each in _told(place, kind, rules, rates)), *told]
    by_sector = [each.parts for each in ground.rulebook.definitions.sums if set(output) & set(each.whole)]
    for parts in (*by_sector, tuple(uses)):
        together = ground.rulebook.words["sectors"] if parts in by_sector else ()
        names = _Names(parts, together, ground.rulebook.words["list_mark"])
        last = told[-len(parts) :]
        members = [each.claim for each in last]
        if len(last) == len(parts) and _of_each(last, names) and _alike(members):
            yield output, members


@dataclass(frozen=True, slots=True)
class _Told:
    """A contribution with its sentence and the words before it, back to the one before or to the sentence's start."""

    passage: Passage
    index: int
    said: str

    @property
    def claim(self) -> Claim:
        return self.passage.claims[self.index]


def _told(passage: Passage, kind: Kind, rules: set[str], rates: tuple[str, ...]) -> Iterator[_Told]:
    """The contributions of a sentence: those that a rule reads so, and 第二产业贡献率."""
    start = 0
    for i, claim in enumerate(passage.claims):
        if claim.kind == kind and (claim.rule in rules or claim.indicator.endswith(rates)):
            yield _Told(passage, i, passage.text[start : claim.char_start - passage.start])
            start = claim.char_end - passage.start


@dataclass(frozen=True, slots=True)
class _Names:
    """The namings of each part, the words that name all of them at once, and the marks of a list."""

    parts: tuple[tuple[str, ...], ...]
    together: tuple[str, ...]
    marks: tuple[str, ...]


def _of_each(told: list[_Told], names: _Names) -> bool:
    """True where each number is of another part: named before it, or in a list before all of them, as 三次产业 is."""
    if all(_goes_on(one, other, names) for one, other in pairwise(told)):
        return _all_before(told[0].said, names)
    of = [_last_named(each.said, names) for each in told]
    return None not in of and len(set(of)) == len(names.parts)


def _goes_on(one: _Told, other: _Told, names: _Names) -> bool:
    """True for two numbers of one list."""
    return one.passage is other.passage and other.passage.leads[other.index].strip() in names.marks


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


def _growth(passage: Passage, parts: list[Claim], names: tuple[str, ...], ground: Ground) -> Claim | None:
    """The growth of the whole over one year, of the same place and period: the nearest of its sentence and paragraph.

    Elsewhere it has to be the only one that is printed.
    """
    first = parts[0]

    def mine(claim: Claim) -> bool:
        yearly = claim.kind == "growth" and claim.base == ground.rulebook.terms.year_ago
        if not yearly or claim.period != first.period or ANNUAL in claim.qualifier.split():
            return False
        named = any(one_name(claim.indicator, name, ground.rulebook) for name in names)
        return named and first.scope in ("", claim.scope)

    near = (c for place in (passage, *passage.earlier[:_ABOVE]) for c in reversed(place.claims) if mine(c))
    nearest = next(near, None)
    if nearest is not None:
        return nearest
    far = [c for place in ground.prose for c in place.claims if mine(c)]
    return far[0] if len({c.value for c in far}) == 1 else None
