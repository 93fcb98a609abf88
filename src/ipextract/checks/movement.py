"""A level that is said to have gone up is more than before, and one that is said to have gone down is less."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding, in_every_reading, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, unusable
from ipextract.exact.interval import Interval
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Prior < level, or prior > level by the rule goes-down (roles: prior 1, level 1); level is the checked number."""
    prior, level = one(relation, "prior"), one(relation, "level")
    if reason := unusable(relation, (prior, level)):
        return not_evaluated(reason)
    down = relation.rule == "goes-down"
    message = "not_down" if down else "not_up"
    return settle(
        relation,
        rule,
        readings(level),
        in_every_reading(lambda read: _below(read(prior)) if down else _above(read(prior))),
        messages=(message, message),
        left=numeral(prior),
        right=numeral(level),
        spell=speller(level),
        operators=(">", "<=") if down else ("<", ">="),
        proves=False,
        slots={"printed": printed(level), "limit": printed(prior), "indicator": level.indicator},
    )


def _above(a: Interval) -> Interval:
    """Every value that is more than some value of ``a``."""
    return Interval(a.lower, None, lower_open=True)


def _below(a: Interval) -> Interval:
    """Every value that is less than some value of ``a``."""
    return Interval(None, a.upper, upper_open=True)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """Above or below the other end."""
    claims = {r.name: r.claim for r in relation.roles}
    name = relation.roles[index].name
    other = any_rounding(claims["prior" if name == "level" else "level"])
    up = (relation.rule != "goes-down") == (name == "level")
    return _above(other) if up else _below(other)


CHECK: Final = Check(
    check, ("not_up", "not_down", "rounding"), solve, words=("up", "better", "down", "reaching", "graded", "ranked")
)
