"""A level is so many times the one before it as is printed, and grew by one time less."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import Rates, over, times
from ipextract.checks.readings import divided, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    rate,
    settle,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, add, point, scale, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The multiple meets level / prior, or 1 + growth (roles: multiple 1; level and prior 1 each, or growth 1)."""
    multiple, growth = one(relation, "multiple"), one_or_none(relation, "growth")
    if growth is not None:
        return _beside_growth(relation, rule, multiple, growth)
    level, prior = one(relation, "level"), one(relation, "prior")
    if reason := unusable(relation, (level, prior)):
        return not_evaluated(reason)
    plain = divided(readings(level), readings(prior))
    if plain is None:
        return not_evaluated("a multiple needs a level that is not negative and a prior that is positive")
    ratio = scaled(plain, _whole(multiple, rule))
    return settle(
        relation,
        rule,
        readings(multiple),
        ratio,
        messages=("level", "level"),
        left=f"{numeral(level)} / {numeral(prior)} {total_of(ratio.printed, lambda x: show(x, 4))}",
        right=numeral(multiple),
        spell=lambda x: show(x, 4),
        slots={"printed": printed(multiple), "limit": printed(prior), "indicator": level.indicator},
    )


def _beside_growth(relation: Relation, rule: CheckRule, multiple: Claim, growth: Claim) -> Outcome:
    if reason := unusable(relation):
        return not_evaluated(reason)
    per = rule.whole(growth.unit)
    if per is None or growth.direction == "flat":
        return not_evaluated(f"{growth.quote} is no rate of growth")
    whole = _whole(multiple, rule)
    factor = scaled(readings(growth), Fraction(whole, per), shift=whole)
    base = "1" if whole == 1 else f"{whole}{multiple.unit}"
    moved = rate(growth).replace("+", "+ ").replace("-", "- ")
    return settle(
        relation,
        rule,
        readings(multiple),
        factor,
        messages=("growth", "growth"),
        left=f"{base} {moved} {total_of(factor.printed, lambda x: show(x, 4))}",
        right=numeral(multiple),
        spell=lambda x: show(x, 4),
        slots={"printed": printed(multiple), "limit": rate(growth), "indicator": multiple.indicator},
    )


def _whole(multiple: Claim, rule: CheckRule) -> int:
    """What stands for once as much: 100 where the multiple is told in per cent, 1 where it is told in times."""
    return rule.whole(multiple.unit) or 1


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Multiple = level / prior = 1 + growth."""
    read = Rates(relation, rule, "growth")
    name, told, growth = relation.roles[index].name, read("multiple"), read.rate()
    if told is None:
        return None
    whole = _whole(read.claims["multiple"], rule)
    multiple = scale(told, Fraction(1, whole))
    if growth is not None:
        once = add(growth, point(1))
        return scale(once, whole) if name == "multiple" else scale(add(multiple, point(-1)), read.per)
    level, prior = read("level"), read("prior")
    if level is None or prior is None:
        return None
    values = {"multiple": scale(over(level, prior), whole), "level": times(prior, multiple)}
    return values[name] if name in values else over(level, multiple)


CHECK: Final = Check(check, ("level", "growth", "rounding"), solve, telling=True)
