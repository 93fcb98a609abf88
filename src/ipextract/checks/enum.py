"""A count of things that are named beside it."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, down_to, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, unusable
from ipextract.exact.interval import Interval, point
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

JOINT = "; "
"""Joins the names in the cue of a relation."""


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The count is that of the names in the cue, or at least that where they are but examples (role: count 1)."""
    count = one(relation, "count")
    if reason := unusable(relation):
        return not_evaluated(reason)
    if count.interval is None or not count.interval.exact:
        return not_evaluated(f"{printed(count)} is no exact count")
    names = relation.cue.split(JOINT)
    number = point(len(names))
    named = Readings(number, number, number)
    return settle(
        relation,
        rule,
        readings(count),
        named if relation.exhaustive else Readings(*map(down_to, named)),
        messages=("few", "many"),
        left=f"{len(names)} names",
        right=numeral(count),
        operators=("=", "!=") if relation.exhaustive else ("<=", ">"),
        proves=relation.exhaustive,
        slots={"printed": printed(count), "count": str(len(names)), "formula": " / ".join(names)},
    )


def solve(relation: Relation, _: int, __: CheckRule) -> Interval | None:
    """As many as there are names, or at least as many."""
    names = point(len(relation.cue.split(JOINT)))
    return names if relation.exhaustive else down_to(names)


CHECK: Final = Check(check, ("few", "many", "rounding"), solve, one_value=True)
