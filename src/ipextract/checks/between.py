"""A mean of all lies between the means of the kinds that all consist of."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import around
from ipextract.checks.readings import hull, in_every_reading, readings
from ipextract.checks.verdicts import not_evaluated, one, printed, settle, several, unusable
from ipextract.exact.interval import Interval, show
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Least part <= whole <= greatest part (roles: whole 1, part >= 2, all of one unit)."""
    whole, parts = one(relation, "whole"), several(relation, "part", 2)
    if reason := unusable(relation, (whole, *parts)):
        return not_evaluated(reason)
    return settle(
        relation,
        rule,
        readings(whole),
        in_every_reading(lambda read: hull(read(part) for part in parts)),
        messages=("low", "high"),
        left=", ".join(printed(part) for part in parts),
        right=printed(whole),
        spell=lambda x: show(x, 4),
        operators=("around", "not around"),
        proves=False,
        slots={"printed": printed(whole), "indicator": whole.indicator, "count": str(len(parts))},
    )


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The mean of all from those of the kinds, one of these from the others and the mean."""
    return around(relation, index)


CHECK: Final = Check(check, ("low", "high", "rounding"), solve, words=("all_of", "folk", "mean"))
