"""SUM over time: parts of a year that leave no month out make up the longer part, under one name and of one place.

1—10月进出口 312 亿元，11月 28 亿元，1—11月 340 亿元: what came in up to October and in November came in up to November.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ipextract.model import Claim, Relation, Role, Severity, apart
from ipextract.relations.ground import Ground
from ipextract.relations.misread import comes_out, slipped
from ipextract.relations.months import Months, tilings
from ipextract.rulebook import Rulebook

#: What came in adds up; what there is at the end of a month does not.
_ADDS: Final = frozenset({"flow", "new"})


def sums_of_spans(ground: Ground) -> Iterator[Relation]:
    """Each part of a year and the shorter ones that make it up: two, or several of one length.

    Monthly figures are revised, which no report says of each: only what one slip explains warns, all else is a note.
    """
    for levels in _by_name(ground).values():
        for (first, last), total in levels.items():
            for parts in tilings(first, last, levels):
                loud: Severity = "warning" if comes_out(total, parts) or slipped(total, parts) else "info"
                roles = (Role("total", total), *(Role("part", each) for each in parts))
                yield Relation(
                    "sum",
                    "sum-of-spans",
                    roles,
                    total.period,
                    exhaustive=True,
                    section=total.section,
                    severity=loud,
                )


def _by_name(ground: Ground) -> Mapping[tuple[str, ...], dict[Months, Claim]]:
    """The amounts of each name, place, basis, unit and year by their months, the first print of each."""
    found: dict[tuple[str, ...], dict[Months, Claim]] = {}
    for claim in ground.facts:
        months = claim.period.months if _adds(claim, ground.rulebook) else None
        if months is not None:
            key = (
                claim.indicator_id or claim.indicator,
                claim.scope,
                claim.qualifier,
                claim.basis,
                claim.unit,
                claim.period.year,
            )
            found.setdefault(key, {}).setdefault(months, claim)
    return found


def _adds(claim: Claim, rulebook: Rulebook) -> bool:
    """True for an amount of prose that grows from month to month; averages, rates and bounds do not add up."""
    words = rulebook.words
    if (
        claim.kind not in ("amount", "count")
        or claim.origin != "prose"
        or claim.basis not in _ADDS
        or claim.unit.is_rate
    ):
        return False
    if claim.within is not None or apart(claim.qualifier) or claim.approx != "exact" or len(claim.indicator) < 2:
        return False
    return not claim.indicator.endswith(words["mean_ending"]) and not any(
        word in claim.indicator for word in words["average_name"]
    )
