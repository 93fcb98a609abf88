"""Dates → periods: 2024, 2024-12, 2024-03-15, 2024H1, 2024Q3, spans 2021/2025 and 2024-01/2024-11."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from typing import Final

import regex

from ipextract.exact.numeral import Numerals, half_width, parse
from ipextract.model import YEAR_UNKNOWN, Mention, Period
from ipextract.rulebook import PeriodRule, Rulebook

_YEAR = r"(?<!\d)(?:19|20)\d\d(?={})"
#: The rule of a bare year in a table, which no pattern finds.
CELL_YEAR: Final = "cell-year"
_PLAN_YEARS = 5
_FIRST_PLAN = 1951
_CENTURY = 100
PARTS: Final = frozenset(
    ("half", "quarter", "quarters-from-start", "month", "month-in-year", "months-from-start", "month-span")
)
"""Forms of dates that are parts of one year, none of them a day."""

#: Forms that may leave out their year.
_UNDATED: Final = PARTS | {"day-in-year"}
#: A year of four digits that no date has: it makes place for that which is not known.
_STAND_IN = 9999
#: What a month, a day and a quarter may be.
_LIMITS = (("month", 1, 12), ("month_end", 1, 12), ("day", 1, 31), ("day_end", 1, 31), ("quarter", 1, 4))


def period_of(mention: Mention, rulebook: Rulebook, year: str) -> Period:
    """The period that a date mention names, read against the report's ``year``; empty when it sets none."""
    if mention.rule == CELL_YEAR:
        return Period(half_width(mention.printed)[:4])
    rule = next((r for r in rulebook.periods if r.id == mention.rule), None)
    if rule is None or not rule.frame:
        return Period()
    return Period(normal(mention.printed, rule, rulebook.numerals, year))


def normal(printed: str, rule: PeriodRule, numerals: Numerals, year: str) -> str:
    """The normal form of a printed date under its rule; empty when it is no date or needs a year that is unknown.

    A part of such a year needs none: 前8个月 is XXXX-01/XXXX-08.
    """
    match = rule.pattern.search(half_width(printed))
    groups = {} if match is None else {k: parse(v, numerals) for k, v in match.groupdict().items() if v}
    number = {name: int(value) for name, value in groups.items() if value is not None}
    own = number.get("year") or (int(year) if year else 0)
    if not all(low <= number[name] <= high for name, low, high in _LIMITS if name in number):
        return ""
    if not own and (rule.shift or rule.form not in _UNDATED):
        return ""
    first = match is not None and rule.first in match.groupdict().values()
    try:
        shaped = _shaped(own or _STAND_IN, number, rule, first=first)
    except KeyError:  # a part of the date that is printed is no number (一二月)
        return str(own) if own else ""
    return shaped if own else shaped.replace(str(_STAND_IN), YEAR_UNKNOWN)


def _shaped(own: int, number: Mapping[str, int], rule: PeriodRule, *, first: bool) -> str:
    match rule.form:
        case "half":
            return f"{own}H{1 if first else 2}"
        case "quarter":
            return f"{own}Q{number['quarter']}"
        case "quarters-from-start":
            return f"{own}-01/{own}-{3 * number['quarter']:02d}"
        case "year-span":
            return f"{own}/{number['year_end']}"
        case "years-back":
            return f"{own - number['count'] + 1}/{own}" if number["count"] > 1 else ""
        case "years-ago":
            return str(own - number["count"]) if number["count"] <= _CENTURY else ""
        case "relative":
            return str(own + rule.shift)
        case "plan":
            start = _FIRST_PLAN + _PLAN_YEARS * rule.plan
            last = start + _PLAN_YEARS - 1
            return str(last) if first else f"{start}/{last}"
        case _:
            return _monthly(own, number, rule.form)


def _monthly(own: int, number: Mapping[str, int], form: str) -> str:
    match form:
        case "month" | "month-in-year":
            return f"{own}-{number['month']:02d}"
        case "day" | "day-in-year":
            return f"{own}-{number['month']:02d}-{number['day']:02d}"
        case "months-from-start":
            return f"{own}-01/{own}-{number['month']:02d}"
        case "month-span":
            return f"{own}-{number['month']:02d}/{number.get('year_end', own)}-{number['month_end']:02d}"
        case "day-span":
            return _days(own, number)
        case _:
            return str(own)


def _days(own: int, number: Mapping[str, int]) -> str:
    """From one day to another: 2023-03-05/2023-04-12; whole months as such, 2023-04/2023-06."""
    last = number.get("year_end", own)
    first, end = f"{own}-{number['month']:02d}", f"{last}-{number['month_end']:02d}"
    if number["day"] == 1 and number["day_end"] == monthrange(last, number["month_end"])[1]:
        return f"{first}/{end}"
    return f"{first}-{number['day']:02d}/{end}-{number['day_end']:02d}"


def year_of_heading(section: Sequence[str], rulebook: Rulebook) -> str:
    """The one year that the innermost heading with a year names (二、2026年预算草案); empty where it names several."""
    for heading in reversed(section):
        years = set(years_in("".join(heading.split()), rulebook))
        if years:
            return next(iter(years)) if len(years) == 1 else ""
    return ""


def years_in(text: str, rulebook: Rulebook) -> list[str]:
    """The years that a heading names: 2021 and 2022 of 2021年情况和2022年打算."""
    return list(regex.findall(_YEAR.format(rulebook.terms.year_mark), half_width(text)))
