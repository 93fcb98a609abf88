"""Two prints of one number, in a headline and its item: what 超 and 近 leave of it beside the other print."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ipextract.exact.interval import Interval, point
from ipextract.model.claim import Claim

#: A level may be so many times the bound that it is said to have passed, and no less than a part of what it nears.
_PASSED = 5
_NEARED = Fraction(1, 2)


class Twice(NamedTuple):
    """One of two prints, under any rounding, to nearest and as printed; without the sign of a fall."""

    any: Interval
    nearest: Interval
    printed: Interval


def twice(one: Claim, other: Claim) -> tuple[Twice, Twice]:
    """What each of two prints says of the number; ValueError where one has no interval.

    Two bounds are rounded alike: 超 7300 亿 and 超 7800 亿 are two numbers, 超 7000 亿 and 超 7300 亿 one. A bound is
    passed by a level, not by many times the bound. Two exact prints of one precision are the same or are not.
    """
    return _beside(one, other), _beside(other, one)


def _beside(claim: Claim, other: Claim) -> Twice:
    if claim.interval is None or claim.nearest is None:
        raise ValueError(f"claim {claim.claim_id} has no interval")
    bound = bound_of(claim)
    if bound is not None:
        told = _rounded(bound, claim.approx) if bound_of(other) is not None else _passed(bound, claim.approx)
        return Twice(told, told, told)
    exact = claim.approx == "exact" and not claim.hedges and claim.value_high is None and claim.value is not None
    if exact and claim.value is not None and _one_precision(claim, other):
        told = point(claim.value)
        return Twice(told, told, told)
    loose = claim.nearest if not exact or claim.value is None else point(claim.value)
    return Twice(claim.interval, claim.nearest, loose)


def bound_of(claim: Claim) -> Decimal | None:
    """The bound that a number is said to have passed or not reached (超, 近), ``None`` for any other number."""
    if claim.approx not in ("over", "under") or claim.value_high is not None or not claim.value:
        return None
    reading = claim.interval
    open_ended = reading is not None and (reading.upper is None or claim.approx == "under")
    return abs(claim.value) if open_ended else None


def _rounded(bound: Decimal, approx: str) -> Interval:
    """Up to the next number that is as round: from 7300 to 7400."""
    exponent = bound.normalize().as_tuple().exponent
    step = Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    at = Fraction(bound)
    return Interval(at, at + step, upper_open=True) if approx == "over" else Interval(at - step, at, lower_open=True)


def _passed(bound: Decimal, approx: str) -> Interval:
    at = Fraction(bound)
    return Interval(at, at * _PASSED) if approx == "over" else Interval(at * _NEARED, at)


def _one_precision(one: Claim, other: Claim) -> bool:
    """True for two exact prints with as many decimals of one unit."""
    if other.approx != "exact" or other.hedges or one.nearest is None or other.nearest is None:
        return False
    return one.nearest.width == other.nearest.width
