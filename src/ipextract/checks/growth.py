"""A growth rate leaves a level of the period before that can have been: the printed one, or a whole number."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check, Unprinted
from ipextract.checks.inverse import Rates, over, times
from ipextract.checks.readings import Readings, divided, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    rate,
    settle,
    settle_integer,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, add, point, scale, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule, *, message: str = "off") -> Outcome:
    """The growth meets level / prior - 1 (roles: level 1, growth 1, prior 0 or 1); the growth is the checked number.

    Without a prior, level / (1 + growth) must hold an integer when the level is an exact count. ``message`` is what is
    said where a prior is missed.
    """
    level, growth, prior = one(relation, "level"), one(relation, "growth"), one_or_none(relation, "prior")
    if reason := unusable(relation, (level, prior) if prior else ()):
        return not_evaluated(reason)
    per = rule.whole(growth.unit)
    if per is None:
        return not_evaluated(f"{growth.unit} is no unit of a growth")
    if growth.period.spans_years:
        return not_evaluated("a growth over several years does not say from which level")
    if prior is None:
        return _unnamed(relation, rule, level, growth, per)
    ratio = divided(readings(level), readings(prior))
    if ratio is None:
        return not_evaluated("growth needs a level that is not negative and a prior that is positive")
    checked = _printed_growth(rule, growth)
    if checked is None:
        return not_evaluated(f"{growth.quote} says that nothing changed in loose words")
    computed = scaled(ratio, per, shift=-per)
    value = total_of(computed.printed, lambda x: ("+" if x > 0 else "") + show(x, 4) + growth.unit)
    return settle(
        relation,
        rule,
        checked,
        computed,
        messages=(message, message),
        left=f"{numeral(level)} / {numeral(prior)} - 1 {value}",
        right=rate(growth),
        spell=lambda x: show(x, 4),
        slots={"limit": printed(prior), "indicator": level.indicator},
    )


def _unnamed(relation: Relation, rule: CheckRule, level: Claim, growth: Claim, per: int) -> Outcome:
    if level.kind != "count" or level.interval is None or not level.interval.exact or not level.value:
        return not_evaluated("the level before is not printed and the level is not an exact count")
    if growth.direction == "flat":
        return not_evaluated(f"{growth.quote} gives no rate")
    factor = divided(1, scaled(readings(growth), Fraction(1, per), shift=1))
    if factor is None:
        return not_evaluated(f"{growth.quote} leaves no level before")
    count = int(level.value)
    return settle_integer(
        relation,
        rule,
        count,
        factor,
        message="no_integer",
        left=f"{numeral(level)} / (1 {rate(growth).replace('+', '+ ').replace('-', '- ')})",
        implied=lambda n: f"{'+' if count > n else ''}{show(per * (Fraction(count, n) - 1), 2)}{growth.unit}",
        slots={"printed": rate(growth), "indicator": level.indicator},
    )


def _printed_growth(rule: CheckRule, growth: Claim) -> Readings | None:
    if growth.direction != "flat":
        return readings(growth)
    limit = rule.limit(growth)
    if limit is None or limit.least is None or limit.most is None:
        return None
    band = Interval(Fraction(limit.least), Fraction(limit.most))
    return Readings(band, band, band)


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Level = prior · (1 + growth), where a level before is printed."""
    read = Rates(relation, rule, "growth")
    level, prior, growth = read("level"), read("prior"), read.rate()
    if level is None or prior is None or growth is None:
        return None
    factor = add(growth, point(1))
    match relation.roles[index].name:
        case "growth":
            return scale(add(over(level, prior), point(-1)), read.per)
        case "level":
            return times(prior, factor)
        case _:
            return over(level, factor)


CHECK: Final = Check(
    check,
    ("off", "no_integer", "rounding"),
    solve,
    Unprinted("level", "growth", plus=1, printed_as=("prior",)),
    telling=True,
)
