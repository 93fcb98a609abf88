"""A number lies within the limits of what it measures: a share of a whole within 0 and 100 per cent."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, falls, readings, scaled
from ipextract.checks.verdicts import not_evaluated, one, printed, rate, settle, unusable
from ipextract.exact.interval import Interval, negate, show
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The claim meets least..most of the first limit that covers it (role: claim 1); no limit, no evaluation."""
    claim = one(relation, "claim")
    if reason := unusable(relation):
        return not_evaluated(reason)
    limit = rule.limit(claim)
    if limit is None:
        return not_evaluated("no limit is known for such a number")
    least = None if limit.least is None else Fraction(limit.least)
    most = None if limit.most is None else Fraction(limit.most)
    allowed = Interval(least, most)
    # A limit on a fall speaks of its size.
    sign = -1 if falls(claim) else 1
    return settle(
        relation,
        rule,
        scaled(readings(claim), sign),
        Readings(allowed, allowed, allowed),
        messages=("low", "high"),
        left=rate(claim) if claim.kind in {"growth", "change"} else printed(claim),
        right=str(allowed),
        operators=("in", "not in"),
        proves=False,
        cap=limit.severity,
        slots={
            "printed": printed(claim),
            "limit": f"{show((most if most is not None else least) or Fraction(0))}{claim.unit}",
            "indicator": claim.indicator,
        },
    )


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """What the limit allows; of a fall, whose size the limit speaks of, the negative of it."""
    limit = rule.limit(relation.roles[index].claim)
    if limit is None:
        return None
    least = None if limit.least is None else Fraction(limit.least)
    most = None if limit.most is None else Fraction(limit.most)
    allowed = Interval(least, most)
    return negate(allowed) if falls(relation.roles[index].claim) else allowed


CHECK: Final = Check(check, ("low", "high", "rounding"), solve)
