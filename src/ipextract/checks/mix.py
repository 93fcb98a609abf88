"""The growth of a whole lies between those of its parts, and where their levels are printed is what these make."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import ALL, around
from ipextract.checks.readings import (
    Readings,
    divided,
    hull,
    in_every_reading,
    readings,
    scaled,
)
from ipextract.checks.verdicts import not_evaluated, numeral, one, rate, settle, several, signed, unusable
from ipextract.exact.interval import Interval, add, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Least part <= whole <= greatest part (roles: whole 1, part >= 2, all growths; level: what grew, as evidence).

    With what grew as weights (role: weight, the total and then each part) whole meets total / sum(part / (1 + g)) - 1.
    """
    whole, parts = one(relation, "whole"), several(relation, "part", 2)
    if reason := unusable(relation, (whole, *parts)):
        return not_evaluated(reason)
    if rule.whole(whole.unit) is None or any(each.direction == "flat" for each in (whole, *parts)):
        return not_evaluated("growths must be rates")
    computed = in_every_reading(lambda read: hull(read(part) for part in parts))
    told = ", ".join(rate(part) for part in parts)
    between = settle(
        relation,
        rule,
        readings(whole),
        computed,
        messages=("low", "high"),
        left=told,
        right=rate(whole),
        spell=lambda x: show(x, 4),
        operators=("around", "not around"),
        proves=False,
        slots={"printed": rate(whole), "indicator": whole.indicator, "count": str(len(parts))},
    )
    weights = relation.of_role("weight")
    weighed = _weighed(relation, rule, whole, parts) if len(weights) == len(parts) + 1 else None
    return between if weighed is None or between.verdict == "violated" else weighed


def _weighed(relation: Relation, rule: CheckRule, whole: Claim, parts: tuple[Claim, ...]) -> Outcome | None:
    """The whole's growth against that which the parts' levels and growths make; ``None`` where they make none."""
    total, *levels = relation.of_role("weight")
    per = rule.whole(whole.unit)
    if per is None or unusable(relation, (total, *levels)):
        return None
    computed = _made(total, levels, parts, per)
    if computed is None:
        return None
    before = " + ".join(f"{numeral(level)} / (1 {signed(g)})" for level, g in zip(levels, parts, strict=True))
    return settle(
        relation,
        rule,
        readings(whole),
        computed,
        messages=("weighed", "weighed"),
        left=f"{numeral(total)} / ({before}) - 1",
        right=rate(whole),
        spell=lambda x: show(x, 4),
        slots={"printed": rate(whole), "indicator": whole.indicator, "count": str(len(parts))},
    )


def _made(total: Claim, levels: list[Claim], parts: tuple[Claim, ...], per: int) -> Readings | None:
    before: list[Readings] = []
    for level, growth in zip(levels, parts, strict=True):
        one_before = divided(readings(level), scaled(readings(growth), Fraction(1, per), shift=1))
        if one_before is None:
            return None
        before.append(one_before)
    ratio = divided(readings(total), Readings(*(add(*each) for each in zip(*before, strict=True))))
    return None if ratio is None else scaled(ratio, per, shift=-per)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The whole from its parts, a part from the others and the whole; levels may be anything."""
    return around(relation, index) if relation.roles[index].name in ("whole", "part") else ALL


CHECK: Final = Check(
    check, ("low", "high", "weighed", "rounding"), solve, words=("current_prices", "dividing", "prices")
)
