"""A change leaves a level of the period before that agrees with the printed one and with the printed growth."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import ALL, Rates, over
from ipextract.checks.readings import Readings, any_rounding, divided, falls, in_every_reading, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    rate,
    settle,
    speller,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, add, point, scale, show, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The change agrees with the level and what else is printed (roles: level 1, change 1, prior and growth 0 or 1).

    With a prior, level - prior meets the change; else with a growth, change / (level - change) meets the growth; else a
    count cannot have been negative before.
    """
    level, change = one(relation, "level"), one(relation, "change")
    prior, growth = one_or_none(relation, "prior"), one_or_none(relation, "growth")
    if reason := unusable(relation, (level, prior) if prior else ()):
        return not_evaluated(reason)
    if not _same_measure(rule, level, change):
        return not_evaluated(f"units differ: {level.unit}, {change.unit}")
    if prior is not None:
        return _against_prior(relation, rule, level, change, prior)
    if growth is not None:
        return _against_growth(relation, rule, level, change, growth)
    if level.kind != "count":
        return not_evaluated("neither a level before nor a growth is printed")
    before = in_every_reading(lambda read: subtract(read(level), read(change)))
    spell = speller(level)
    any_value = Interval(Fraction(0), None)
    return settle(
        relation,
        rule,
        before,
        Readings(any_value, any_value, any_value),
        messages=("below_zero", "below_zero"),
        left=f"{_difference(level, change)} {total_of(before.printed, spell)}",
        right="0",
        spell=spell,
        operators=(">=", "<"),
        proves=False,
        slots={"printed": rate(change), "indicator": level.indicator},
    )


def _against_prior(relation: Relation, rule: CheckRule, level: Claim, change: Claim, prior: Claim) -> Outcome:
    computed = in_every_reading(lambda read: subtract(read(level), read(prior)))
    spell = speller(change)
    return settle(
        relation,
        rule,
        readings(change),
        computed,
        messages=("change", "change"),
        left=f"{numeral(level)} - {numeral(prior)} {total_of(computed.printed, spell)}",
        right=rate(change),
        spell=spell,
        slots={"printed": rate(change), "limit": printed(prior), "indicator": level.indicator},
    )


def _against_growth(relation: Relation, rule: CheckRule, level: Claim, change: Claim, growth: Claim) -> Outcome:
    per = rule.whole(growth.unit)
    if per is None or growth.direction == "flat" or growth.period.spans_years:
        return not_evaluated(f"{growth.quote} is no growth over one period")
    # level / (level - change) as 1 / (1 - change / level): each number stands in it once, so the interval is tight.
    sign = -1 if falls(change) else 1
    part = divided(scaled(readings(change), sign), readings(level))
    ratio = divided(1, scaled(part, -sign, shift=1)) if part else None
    if ratio is None:
        return not_evaluated("growth needs a level before that is positive")
    computed = scaled(ratio, per, shift=-per)
    value = total_of(computed.printed, lambda x: ("+" if x > 0 else "") + show(x, 4) + growth.unit)
    return settle(
        relation,
        rule,
        readings(growth),
        computed,
        messages=("growth", "growth"),
        left=f"{numeral(level)} / ({_difference(level, change)}) - 1 {value}",
        right=rate(growth),
        spell=lambda x: show(x, 4),
        slots={"printed": rate(growth), "indicator": level.indicator},
    )


def _same_measure(rule: CheckRule, level: Claim, change: Claim) -> bool:
    same_rate = rule.whole(level.unit) is not None and rule.whole(level.unit) == rule.whole(change.unit)
    return level.unit == change.unit or same_rate


def _difference(level: Claim, change: Claim) -> str:
    return f"{numeral(level)} - {numeral(change)}".replace("- -", "+ ")


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """With a level before: level - prior is the change. With a growth alone: level - level / (1 + g) is."""
    claims = {r.name: r.claim for r in relation.roles}
    level, change = any_rounding(claims["level"]), any_rounding(claims["change"])
    name = relation.roles[index].name
    if "prior" in claims:
        prior = any_rounding(claims["prior"])
        values = {"change": subtract(level, prior), "level": add(prior, change), "prior": subtract(level, change)}
        return values.get(name, ALL)
    read = Rates(relation, rule, "growth")
    growth = read.rate() if "growth" in claims else None
    if growth is None:
        return None
    factor = add(growth, point(1))
    before = over(level, factor)
    match name:
        case "growth":
            return scale(add(over(level, subtract(level, change)), point(-1)), read.per)
        case "change":
            return subtract(level, before)
        case _:
            return None


CHECK: Final = Check(check, ("change", "growth", "below_zero", "rounding"), solve, words=("total_end",), telling=True)
