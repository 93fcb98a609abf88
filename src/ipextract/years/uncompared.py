"""What a report says against the year before that its neighbour cannot confirm or deny, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ipextract.model import ANNUAL, COMPARABLE, PRIOR, REAL, Claim, Period
from ipextract.years.keys import Key
from ipextract.years.levels import Levels

#: Reasons for which a claim that looks back has no counterpart; they are told in both languages.
SEVERAL_YEARS: Final = "it is told of several years"
CONSTANT: Final = "it is at constant prices"
OTHER_BASIS: Final = "it is said to be on a comparable basis"
AVERAGE: Final = "it is an average over years"
OTHER_BASE: Final = "it is not against the year before"
DEFINES: Final = "it says what is counted"
ABSENT: Final = "the report of the year before does not have it"
DISPUTED: Final = "the report of the year before prints several numbers for it"
OTHER_PART: Final = "the report of the year before has it for another part of the year"
LOOKS_BACK: Final = "the report of the year before has it as a number of an earlier report"
_DIFFERS: Final = {
    "unit": "the report of the year before has it in another unit",
    "basis": "the report of the year before counts it otherwise",
    "qualifier": "the report of the year before has it under another qualifier",
    "scope": "the report of the year before has it for another scope",
}

REASONS: Final = (
    SEVERAL_YEARS, CONSTANT, OTHER_BASIS, AVERAGE, OTHER_BASE, DEFINES, ABSENT, DISPUTED, OTHER_PART, LOOKS_BACK,
    *_DIFFERS.values(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A claim of the later report that speaks of the year before, and why nothing of the earlier report meets it."""

    claim: Claim
    reason: str


def of_rate(claim: Claim) -> str:
    """Why a growth or change is none over the level of the year before by its own words, or an empty text."""
    said = claim.qualifier.split()
    if REAL in said:
        return CONSTANT
    if COMPARABLE in said:
        return OTHER_BASIS
    if ANNUAL in said:
        return AVERAGE
    return SEVERAL_YEARS if claim.period.spans_years else OTHER_BASE


def of_level(then: Levels, key: Key, period: Period | None) -> str:
    """Why the earlier report has no level of a series and period."""
    if period is not None and then.prints(key, period):
        fact = then.fact(key, period)
        return LOOKS_BACK if fact is not None and PRIOR in fact.qualifier.split() else DISPUTED
    year = "" if period is None else period.year
    near = {other for other, at in then if other.indicator == key.indicator and at.year == year}
    if key in near:
        return OTHER_PART
    for name, reason in _DIFFERS.items():
        if any(other._replace(**{name: getattr(key, name)}) == key for other in near):
            return reason
    return ABSENT
