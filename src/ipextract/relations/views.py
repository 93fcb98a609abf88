"""SUM by point of view: 从城乡看，城镇 …，乡村 … divides what the paragraph is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.closed import all_kinds, kinds_of
from ipextract.relations.echoes import near, telling
from ipextract.relations.holders import is_change
from ipextract.relations.loudness import Loudness
from ipextract.relations.misread import comes_out, misread, slipped
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook
from ipextract.structure.names import bare, undone
from ipextract.structure.views import view

#: Names share a measure where so many characters at their end are the same.
_MEASURE: Final = 2
#: A view says that its items are all: what one slip explains is told louder than of a list that may be open.
_CHANCE: Final = Fraction(1, 8)


@dataclass(frozen=True, slots=True)
class _Divided:
    """A sentence that takes a point of view, with the level that it divides and the items that it lists."""

    passage: Passage
    cue: str
    whole: Claim
    items: list[Claim]
    rulebook: Rulebook


def sums_by_view(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """投资 640 亿元。从城乡看，城镇 260 亿元；乡村 380 亿元: a list that the words say to be all adds up.

    A list that names only some of the items (主要, 等) adds up to nothing.
    """
    cue = view(passage.text, rulebook)
    if not cue:
        yield from _kinds_behind(passage, rulebook)
        return
    items = _items(passage, rulebook)
    whole = _whole(passage, items, rulebook) if len(items) > 1 else None
    if whole is None:
        return
    divided = _Divided(passage, cue, whole, items, rulebook)
    loud = _loud(divided)
    if loud is not False and (_complete(divided) or (telling(whole, items) and not _open(divided))):
        yield _sum(divided, "by-view", loud)


def _kinds_behind(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """渔民 90 人。城镇渔民 50 人；乡村渔民 40 人: a sentence of all kinds of what the one before it opens with."""
    if not passage.earlier:
        return
    items = _items(passage, rulebook)
    whole = _whole(replace(passage, earlier=passage.earlier[:1]), items, rulebook) if len(items) > 1 else None
    if whole is None or not kinds_of([item.indicator for item in items], whole.indicator, rulebook):
        return
    divided = _Divided(passage, whole.indicator, whole, items, rulebook)
    loud = _loud(divided)
    same = {(c.scope, c.basis) for c in (whole, *items)}
    if loud is not False and len(same) == 1:
        yield _sum(divided, "kinds-behind", loud)


def _items(passage: Passage, rulebook: Rulebook) -> list[Claim]:
    """The levels that the sentence lists: none of a bracket, no change, none of the year before, no part of one."""
    found = [
        passage.claims[i]
        for i in passage.levels()
        if not passage.depths[i] and passage.wholes[i] is None and not is_change(passage, i, rulebook)
    ]
    items = [claim for claim in found if not claim.prior]
    alike = {(c.unit, c.kind, c.period, c.modality) for c in items}
    names = {c.indicator for c in items}
    return items if len(alike) == 1 and len(names) == len(items) else []


def _whole(passage: Passage, items: list[Claim], rulebook: Rulebook) -> Claim | None:
    """The level that the nearest sentence before that takes no view opens with, where the items carry its measure."""
    parts = rulebook.words["of_which"]
    whole_ones = (p for p in passage.earlier if not view(p.text, rulebook) and not p.text.lstrip().startswith(parts))
    opening = next(whole_ones, None)
    if opening is None or not items:
        return None
    first = items[0]
    levels = (c for i, c in enumerate(opening.claims) if c.kind in LEVELS and not opening.depths[i])
    alike = (c for c in levels if (c.unit, c.kind, c.modality) == (first.unit, first.kind, first.modality))
    whole = next((c for c in alike if not c.prior and c.period == first.period), None)
    if whole is None or not all(_of_its_measure(item, whole, rulebook) for item in items):
        return None
    return whole


def _of_its_measure(item: Claim, whole: Claim, rulebook: Rulebook) -> bool:
    """True for 限额以上单位零售额 of 消费品零售总额, but not for 进口 of 进出口, which names of their own make up."""
    one, other = (bare(undone(claim.indicator, rulebook), rulebook) for claim in (item, whole))
    return one != other and one[-_MEASURE:] == other[-_MEASURE:] and len(one) > _MEASURE


def _loud(divided: _Divided) -> Loudness:
    """How loud it may be said that the items do not make up what is divided.

    Where nothing but the view says that they are all, only what one slip explains is told; of what is far off more
    likely the words were misread.
    """
    whole, items = divided.whole, divided.items
    complete = _complete(divided)
    if misread(whole, items):
        return "suspicion" if complete else False
    if complete or comes_out(whole, items) or near(whole, items, _CHANCE):
        return "warning"
    return "suspicion" if slipped(whole, items) else False


def _complete(divided: _Divided) -> bool:
    """True for 城镇 and 乡村, which are all by definition, and where the last item is the rest."""
    names = [item.indicator for item in divided.items]
    rulebook = divided.rulebook
    return any(word in names[-1] for word in rulebook.words["other"]) or all_kinds(names, rulebook)


def _open(divided: _Divided) -> bool:
    """True for 从行业看，主要有 …: the list names some of the items."""
    passage, last = divided.passage, divided.items[-1]
    said = passage.text[: last.char_end + 1 - passage.start]
    return any(word in said for word in divided.rulebook.words["open_list"])


def _sum(divided: _Divided, rule: str, severity: Severity | None) -> Relation:
    roles = (Role("total", divided.whole), *(Role("part", item) for item in divided.items))
    return Relation(
        kind="sum",
        rule=rule,
        roles=roles,
        cue=divided.cue,
        exhaustive=True,
        section=divided.passage.section,
        severity=severity,
    )
