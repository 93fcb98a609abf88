"""A goal of last year's report beside the outcome: a note, for goals are missed lawfully."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import down_to, falls, in_every_reading, readings, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, one_or_none, printed, rate, settle
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The outcome is no less than the goal, or no more where that is a ceiling (roles: goal or ceiling 1, outcome 1).

    The outcome is the checked number.
    """
    ceiling, outcome = one_or_none(relation, "ceiling"), one(relation, "outcome")
    goal = one(relation, "goal") if ceiling is None else ceiling
    if goal.interval is None or outcome.interval is None:
        return not_evaluated("the goal or the outcome has no value")
    if goal.unit != outcome.unit:
        return not_evaluated(f"units differ: {goal.unit}, {outcome.unit}")
    # A fall that was to be 3 % may be more of a fall.
    limit = up_to if ceiling is not None or (goal.approx == "under") != falls(goal) else down_to
    return settle(
        relation,
        rule,
        readings(outcome),
        in_every_reading(lambda read: limit(read(goal))),
        messages=("short", "short"),
        left=numeral(goal),
        right=numeral(outcome),
        operators=("->", "->"),
        proves=False,
        slots={"limit": _said(goal), "printed": _said(outcome), "indicator": outcome.indicator},
    )


def _said(claim: Claim) -> str:
    return rate(claim) if claim.kind == "growth" else printed(claim)


CHECK: Final = Check(check, ("short", "rounding"), across=True)
