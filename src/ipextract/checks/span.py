"""A number of years, months or days and the two dates that it lies between."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, unusable
from ipextract.exact.interval import Interval, point
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

JOINT = "; "
"""Joins the two dates in the cue of a relation."""

_MONTHS: Final = 12
_YEAR_DIGITS: Final = 4
_ANY_YEARS: Final = (2023, 2024)
"""A common year and a leap year, for days that are printed without one."""


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """As many as from the one date to the other, whether or not both ends are counted (role: span 1)."""
    span = one(relation, "span")
    if reason := unusable(relation):
        return not_evaluated(reason)
    between = _between(relation)
    if between is None:
        return not_evaluated(f"{relation.cue} are no two dates, the earlier first")
    said = f"{between.lower}" if between.exact else f"{between.lower}-{between.upper}"
    return settle(
        relation,
        rule,
        readings(span),
        Readings(between, between, between),
        messages=("off", "off"),
        left=f"{relation.cue.replace(JOINT, ' - ')}: {said}",
        right=numeral(span),
        operators=("~", "!="),
        slots={"printed": printed(span), "count": said, "formula": relation.cue.replace(JOINT, " - ")},
    )


def _between(relation: Relation) -> Interval | None:
    """From the count without the first end to that with both; ``None`` for what are no dates."""
    first, last = (_parts(each) for each in relation.cue.split(JOINT))
    if relation.rule == "span-of-plan":  # a plan of three years has both its ends
        years = last.year - first.year + 1 if first.year and last.year else 0
        return point(years) if years > 1 else None
    if relation.rule == "span-of-years":
        counts = [last.year - first.year] if first.year and last.year else []
    elif relation.rule == "span-of-months":
        counts = [_months(first, last)] if first.month and last.month else []
    else:
        counts = _days(first, last) if first.day and last.day else []
    if not counts or min(counts) < 1:
        return None
    return Interval(Fraction(min(counts)), Fraction(max(counts) + 1))


class _Date(NamedTuple):
    """A date as far as it is printed, 0 for what is not."""

    year: int
    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in a year; ValueError where that has no such day."""
        return date(year, self.month, self.day)


def _parts(text: str) -> _Date:
    """2031, 2031-05, 2031-05-04, 05-04 or 05."""
    numbers = [int(each) for each in text.split("-")]
    if len(text.split("-", maxsplit=1)[0]) < _YEAR_DIGITS:
        numbers.insert(0, 0)
    year, month, day = (*numbers, 0, 0)[:3]
    return _Date(year, month, day)


def _months(first: _Date, last: _Date) -> int:
    """The months from one date to the other; where no year is printed and the last comes before, into the next."""
    if not first.year and last.month < first.month:
        return last.month + _MONTHS - first.month
    return (last.year - first.year) * _MONTHS + last.month - first.month


def _days(first: _Date, last: _Date) -> list[int]:
    """The days from one date to the other; in any year where none is printed, and in the next where it comes before."""
    try:
        if first.year:
            return [(date(*last) - date(*first)).days]
        turn = last < first
        return [(last.in_year(year + turn) - first.in_year(year)).days for year in _ANY_YEARS]
    except ValueError:
        return []


def solve(relation: Relation, _: int, __: CheckRule) -> Interval | None:
    """As many as from the one date to the other."""
    return _between(relation)


CHECK: Final = Check(
    check,
    ("off", "rounding"),
    solve,
    words=("years", "months", "days", "between", "running", "behind", "until", "other", "plans"),
    one_value=True,
)
