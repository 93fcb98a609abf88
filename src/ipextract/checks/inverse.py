"""Pieces to solve a relation for one of its numbers: what is left for it, under some rounding of all the others."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Solve
from ipextract.checks.readings import any_rounding, down_to, hull, up_to
from ipextract.exact.interval import Interval, divide, meet, scale
from ipextract.model import Claim, Relation
from ipextract.rulebook.checks import CheckRule

ALL: Final = Interval(None, None)
"""Any value: the relation does not hang on the number."""

_FROM_ZERO = Interval(Fraction(0), None)
_POSITIVE = Interval(Fraction(0), None, lower_open=True)


def at_most(small: str, large: str) -> Solve:
    """One number is no larger than another."""

    def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
        claims = {r.name: r.claim for r in relation.roles}
        if relation.roles[index].name == small:
            return up_to(any_rounding(claims[large]))
        return down_to(any_rounding(claims[small]))

    return solve


class Rates:
    """The widest readings of a relation's claims, by role."""

    def __init__(self, relation: Relation, rule: CheckRule, rate: str) -> None:
        self.claims: dict[str, Claim] = {r.name: r.claim for r in relation.roles}
        self._rate = rate
        rated = self.claims.get(rate)
        self.per: int = (rule.whole(rated.unit) if rated is not None else None) or 0

    def __call__(self, role: str) -> Interval | None:
        """What plays a role, ``None`` when nothing does or it has no interval."""
        claim = self.claims.get(role)
        return None if claim is None or claim.interval is None else any_rounding(claim)

    def rate(self) -> Interval | None:
        """The rate as a plain ratio, ``None`` when its unit is none of a rate or it only says that nothing changed."""
        claim = self.claims.get(self._rate)
        if not self.per or claim is None or claim.interval is None or claim.direction == "flat":
            return None
        return scale(any_rounding(claim), Fraction(1, self.per))


def over(a: Interval, b: Interval) -> Interval:
    """Every x / y of two intervals, cut to x >= 0 and y > 0; ValueError when nothing is left of either."""
    above, below = meet(a, _FROM_ZERO), meet(b, _POSITIVE)
    if above is None or below is None:
        raise ValueError("no such quotient")
    return divide(above, below)


def times(a: Interval, b: Interval) -> Interval:
    """Every x·y of two intervals; both are cut to what is not negative; ValueError when nothing is left."""
    a_, b_ = meet(a, _FROM_ZERO), meet(b, _FROM_ZERO)
    if a_ is None or b_ is None or a_.lower is None or b_.lower is None:
        raise ValueError("no such product")
    low_open = (a_.lower_open and b_.lower > 0) or (b_.lower_open and a_.lower > 0)
    if a_.upper is None or b_.upper is None:
        return Interval(a_.lower * b_.lower, None, low_open)
    high = a_.upper * b_.upper
    return Interval(a_.lower * b_.lower, high, low_open, high > 0 and (a_.upper_open or b_.upper_open))


def around(relation: Relation, index: int) -> Interval:
    """The whole lies around its parts; a part may be anything unless it alone reaches out to the whole."""
    parts = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    reach = hull(parts)
    if relation.roles[index].name == "whole":
        return reach
    whole = any_rounding(relation.of_role("whole")[0])
    if meet(whole, reach) is not None:
        return ALL
    above = reach.upper is not None and whole.lower is not None and whole.lower >= reach.upper
    return down_to(whole) if above else up_to(whole)
