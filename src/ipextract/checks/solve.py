"""What one number of a relation may be for the relation to hold under some rounding of all the others."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ipextract.checks.check import Unprinted
from ipextract.checks.readings import falls
from ipextract.checks.registry import check_of
from ipextract.exact.interval import Interval, negate
from ipextract.model import Claim, Relation
from ipextract.rulebook.checks import CheckRule


def span(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """The values of the claim in role ``index`` that satisfy the relation; ``None`` where no formula says.

    The values are of the claim as printed: the size of a fall where a word says that it falls. Raises ValueError when
    the other numbers leave no value at all.
    """
    solve = check_of(relation.kind).solve
    claim = relation.roles[index].claim
    found = solve(relation, index, rule) if solve is not None else None
    if found is None:
        return None
    return negate(found) if falls(claim) and (claim.value is None or claim.value >= 0) else found


def leaves_whole(relation: Relation, index: int, rule: CheckRule) -> Callable[[Fraction, Fraction], bool] | None:
    """Whether a value of the claim in role ``index``, printed to a step, leaves a whole number that can have been.

    ``None`` for relations that do not ask for one, and for hedged rates.
    """
    unprinted = check_of(relation.kind).unprinted
    pair = _counted(relation, unprinted) if unprinted is not None else None
    per = rule.whole(pair[1].unit) if pair is not None else None
    if unprinted is None or pair is None or per is None:
        return None
    counted, rate = pair
    sign, shift = (-1 if falls(rate) else 1), unprinted.plus

    def ratio(value: Fraction) -> Fraction:
        return shift + sign * value / per

    if relation.roles[index].claim.claim_id == rate.claim_id:
        count = int(counted.value or 0)
        return lambda value, step: _whole_between(count, *sorted((ratio(value - step), ratio(value + step))))
    if rate.interval is None or rate.interval.lower is None or rate.interval.upper is None:
        return None
    low, high = sorted((ratio(rate.interval.lower), ratio(rate.interval.upper)))
    return lambda value, _: value.denominator == 1 and _whole_between(value.numerator, low, high)


def _whole_between(count: int, low: Fraction, high: Fraction) -> bool:
    """True when a whole number above 0 lies between count/high and count/low."""
    if low <= 0 or high <= low or count <= 0:
        return False
    least = count * high.denominator // high.numerator + 1
    return least * low.numerator < count * low.denominator


def _counted(relation: Relation, unprinted: Unprinted) -> tuple[Claim, Claim] | None:
    """The exact count and the plain rate of a relation without a printed whole or level before."""
    if any(role.name in unprinted.printed_as for role in relation.roles):
        return None
    claims = {role.name: role.claim for role in relation.roles}
    rate, counted = claims.get(unprinted.rate), claims.get(unprinted.counted)
    if rate is None or counted is None or rate.hedges or rate.approx != "exact" or rate.direction == "flat":
        return None
    exact = counted.kind == "count" and counted.interval is not None and counted.interval.exact
    return (counted, rate) if exact and counted.value else None
