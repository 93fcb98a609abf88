"""Dates → periods: 2024, 2024-12, 2024-03-15, 2024H1, 2024Q3, spans 2021/2025 and 2024-01/2024-11."""

from __future__ import annotations

from decimal import Decimal

import regex

from ipextract.model import Mention
from ipextract.numeral import Numerals, parse
from ipextract.rulebook import PeriodRule, Rulebook

_PLAN_YEARS = 5
_FIRST_PLAN = 1951


def period_of(mention: Mention, rulebook: Rulebook, year: str) -> str:
    """The period that a date mention names, read against the report's ``year``; empty when it sets none."""
    rule = next((r for r in rulebook.periods if r.id == mention.rule), None)
    if rule is None or not rule.frame:
        return ""
    return normal(mention.printed, rule, rulebook.numerals, year)


def normal(printed: str, rule: PeriodRule, numerals: Numerals, year: str) -> str:
    """The normal form of a printed date under its rule; empty when the year is needed and unknown."""
    match = rule.pattern.search(printed)
    groups = {} if match is None else {k: v for k, v in match.groupdict().items() if v}
    own = _number(groups.get("year"), numerals) or year
    month, day = _two(groups.get("month"), numerals), _two(groups.get("day"), numerals)
    if not own:
        return ""
    match rule.form:
        case "month" | "month-in-year":
            return f"{own}-{month}"
        case "day" | "day-in-year":
            return f"{own}-{month}-{day}"
        case "half":
            return f"{own}H{1 if groups['half'] == rule.first else 2}"
        case "quarter":
            return f"{own}Q{_number(groups['quarter'], numerals)}"
        case "quarters-from-start":
            return f"{own}-01/{own}-{3 * int(_number(groups['quarter'], numerals)):02d}"
        case "months-from-start":
            return f"{own}-01/{own}-{month}"
        case "month-span":
            return f"{own}-{month}/{own}-{_two(groups.get('month_end'), numerals)}"
        case "year-span":
            return f"{own}/{_number(groups.get('year_end'), numerals)}"
        case "years-back":
            return f"{int(own) - int(_number(groups['count'], numerals)) + 1}/{own}"
        case "relative":
            return str(int(own) + rule.shift)
        case "plan":
            first = _FIRST_PLAN + _PLAN_YEARS * rule.plan
            return f"{first}/{first + _PLAN_YEARS - 1}"
        case _:
            return own


def _number(printed: str | None, numerals: Numerals) -> str:
    value: Decimal | None = parse(regex.sub(r"\s", "", printed), numerals) if printed else None
    return "" if value is None else str(int(value))


def _two(printed: str | None, numerals: Numerals) -> str:
    number = _number(printed, numerals)
    return f"{int(number):02d}" if number else ""
