"""A level that is said to have passed a bound lies beyond it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, any_rounding, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, unusable
from ipextract.exact.interval import Interval
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Level > bound, or < where the bound is not reached (roles: level 1, bound 1); level is the checked number."""
    level, bound = one(relation, "level"), one(relation, "bound")
    if reason := unusable(relation, (level, bound)):
        return not_evaluated(reason)
    beyond = _beyond(bound)
    if beyond is None:
        return not_evaluated(f"{printed(bound)} is no bound")
    over = bound.approx == "over"
    return settle(
        relation,
        rule,
        readings(level),
        Readings(beyond, beyond, beyond),
        messages=("not_over", "not_over") if over else ("not_under", "not_under"),
        left=numeral(level),
        right=printed(bound),
        spell=speller(level),
        operators=("in", "not in"),
        proves=False,
        slots={"printed": printed(level), "limit": printed(bound), "indicator": level.indicator},
    )


def _beyond(bound: Claim) -> Interval | None:
    """Every value on the far side of a bound."""
    if bound.value is None:
        return None
    at = Fraction(bound.value)
    return Interval(at, None, lower_open=True) if bound.approx == "over" else Interval(None, at, upper_open=True)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The level lies beyond the bound, the bound on this side of the level."""
    level, bound = relation.of_role("level")[0], relation.of_role("bound")[0]
    if relation.roles[index].name == "level":
        return _beyond(bound)
    most = any_rounding(level)
    if bound.approx == "over":
        return Interval(None, most.upper, upper_open=True)
    return Interval(most.lower, None, lower_open=True)


CHECK: Final = Check(check, ("not_over", "not_under", "rounding"), solve, words=("passing", "otherwise"))
