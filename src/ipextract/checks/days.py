"""The share of a year that some of its days are."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import over, times
from ipextract.checks.readings import Readings, any_rounding, divided, hull, readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, total_of, unusable
from ipextract.exact.interval import Interval, point, scale, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_COMMON: Final = 365
_LEAP: Final = 366


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The rate meets days / days of the year (roles: days 1, rate 1); the rate is the checked number.

    Where the year is not printed it may be a leap year or not.
    """
    days, rate = one(relation, "days"), one(relation, "rate")
    if reason := unusable(relation):
        return not_evaluated(reason)
    per = rule.whole(rate.unit)
    if per is None:
        return not_evaluated(f"{rate.unit} is no unit of a rate")
    lengths = _lengths(days, rate)
    parts = [divided(readings(days), Readings(*(point(length),) * 3)) for length in lengths]
    each = [scaled(part, per) for part in parts if part is not None]
    if not each:
        return not_evaluated("a year has no days less than none")
    made = Readings(*(hull(intervals) for intervals in zip(*each, strict=True)))
    left = f"{numeral(days)} / {' or '.join(map(str, lengths))}"
    return settle(
        relation,
        rule,
        readings(rate),
        made,
        messages=("low", "high"),
        left=f"{left} {total_of(made.printed, lambda x: show(x, 2) + rate.unit)}",
        right=printed(rate),
        spell=lambda x: show(x, 2),
        slots={"printed": printed(rate), "limit": printed(days), "indicator": days.indicator},
    )


def _lengths(*claims: Claim) -> list[int]:
    """How many days the year may have that the claims are of."""
    year = next((claim.period.year for claim in claims if claim.period.year), "")
    if not year:
        return [_COMMON, _LEAP]
    number = int(year)
    return [_LEAP if number % 4 == 0 and (number % 100 or number % 400 == 0) else _COMMON]


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """The days from the rate, the rate from the days."""
    days, rate = one(relation, "days"), one(relation, "rate")
    per = rule.whole(rate.unit)
    if per is None:
        return None
    year = hull(point(length) for length in _lengths(days, rate))
    if relation.roles[index].name == "days":
        return scale(times(any_rounding(rate), year), Fraction(1, per))
    return scale(over(any_rounding(days), year), per)


CHECK: Final = Check(
    check, ("low", "high", "rounding"), solve, words=("day", "counted", "good", "rate", "of_them", "shorter")
)
