"""SUM by point of view: 从城乡看，城镇 …，乡村 … divides what the paragraph is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ipextract.exact.interval import add, meet
from ipextract.model import PRIOR, Claim, Relation, Role, Severity
from ipextract.relations.holders import is_change
from ipextract.relations.nearly import nearly_all
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook
from ipextract.structure.names import bare, undone
from ipextract.structure.views import view

#: Names share a measure where so many characters at their end are the same.
_MEASURE: Final = 2


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

    Where they do not say so, only a list that leaves nothing over, or would but for one slip, is told of.
    """
    cue = view(passage.text, rulebook)
    if not cue:
        return
    items = _items(passage, rulebook)
    whole = _whole(passage, items, rulebook) if len(items) > 1 else None
    if whole is None:
        return
    divided = _Divided(passage, cue, whole, items, rulebook)
    relation = next((made for form in _FORMS if (made := form(divided)) is not None), None)
    if relation is not None:
        yield relation


def _items(passage: Passage, rulebook: Rulebook) -> list[Claim]:
    """The levels that the sentence lists: none of a bracket, no change, none of the year before, no part of one."""
    found = [
        passage.claims[i]
        for i in passage.levels()
        if not passage.depths[i] and passage.wholes[i] is None and not is_change(passage, i, rulebook)
    ]
    items = [claim for claim in found if claim.qualifier != PRIOR]
    alike = {(c.unit, c.kind, c.period, c.modality) for c in items}
    names = {c.indicator for c in items}
    return items if len(alike) == 1 and len(names) == len(items) else []


def _whole(passage: Passage, items: list[Claim], rulebook: Rulebook) -> Claim | None:
    """The level that the nearest sentence before that takes no view opens with, where the items carry its measure."""
    opening = next((place for place in passage.earlier if not view(place.text, rulebook)), None)
    if opening is None or not items:
        return None
    first = items[0]
    levels = (c for i, c in enumerate(opening.claims) if c.kind in LEVELS and not opening.depths[i])
    alike = (c for c in levels if (c.unit, c.kind, c.modality) == (first.unit, first.kind, first.modality))
    whole = next((c for c in alike if c.qualifier != PRIOR and c.period == first.period), None)
    if whole is None or not all(_of_its_measure(item, whole, rulebook) for item in items):
        return None
    return whole


def _of_its_measure(item: Claim, whole: Claim, rulebook: Rulebook) -> bool:
    """True for 限额以上单位零售额 of 消费品零售总额, but not for 进口 of 进出口, which names of their own make up."""
    one, other = (bare(undone(claim.indicator, rulebook), rulebook) for claim in (item, whole))
    return one != other and one[-_MEASURE:] == other[-_MEASURE:] and len(one) > _MEASURE


def _all_of_it(divided: _Divided) -> Relation | None:
    """城镇 and 乡村: the items are all that there is by definition, or the last one is the rest."""
    if not _complete(divided):
        return None
    return _sum(divided, "by-view", exhaustive=True, severity="warning")


def _complete(divided: _Divided) -> bool:
    names = [item.indicator for item in divided.items]
    rulebook = divided.rulebook
    if any(word in names[-1] for word in rulebook.words["other"]):
        return True
    return any(_labelled(names, each.names) for each in rulebook.definitions.complete)


def _labelled(names: list[str], labels: tuple[str, ...]) -> bool:
    """True for 城镇零售额 and 乡村零售额; 乡村水产品零售额 is not all that 城镇零售额 leaves."""
    if len(names) != len(labels) or not all(label in name for label, name in zip(labels, names, strict=True)):
        return False
    of = {name.replace(label, "", 1) for label, name in zip(labels, names, strict=True)}
    return len(of) == 1 and not any(name.startswith(labels[0]) for name in names[1:])


def _leaving_nothing(divided: _Divided) -> Relation | None:
    """The items come to the whole: they are all, though the words do not say so."""
    known = [c.nearest for c in divided.items if c.nearest is not None and c.approx == "exact"]
    if len(known) < len(divided.items) or divided.whole.nearest is None:
        return None
    if meet(add(*known), divided.whole.nearest) is None:
        return None
    return _sum(divided, "covers-whole", exhaustive=False)


def _but_for_one_slip(divided: _Divided) -> Relation | None:
    if not nearly_all(divided.whole, divided.items, divided.passage.text, divided.rulebook):
        return None
    return _sum(divided, "but-for-one-slip", exhaustive=False, severity="suspicion")


#: What a list of items may be, asked in order.
_FORMS: tuple[Callable[[_Divided], Relation | None], ...] = (_all_of_it, _leaving_nothing, _but_for_one_slip)


def _sum(divided: _Divided, rule: str, *, exhaustive: bool, severity: Severity | None = None) -> Relation:
    roles = (Role("total", divided.whole), *(Role("part", item) for item in divided.items))
    return Relation(
        kind="sum",
        rule=rule,
        roles=roles,
        cue=divided.cue,
        exhaustive=exhaustive,
        section=divided.passage.section,
        severity=severity,
    )
