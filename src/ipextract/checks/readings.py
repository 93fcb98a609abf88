"""A claim read three ways (any rounding, nearest rounding, as printed), and the power of a check over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ipextract.exact.interval import Interval, add, divide, integers, meet, negate, point, scale
from ipextract.model import Claim

Read: TypeAlias = Callable[[Claim], Interval]

NEIGHBOURHOOD = Fraction(1, 10)
"""How far from its print a number is moved to see whether a check would notice: a tenth of its value either way."""

_LEAST_STEPS = 10
_MOST_TRIALS = 400
_SIGNED = frozenset({"growth", "change", "difference"})


class Readings(NamedTuple):
    """One quantity under any rounding, under nearest rounding and as printed (a point, or ``nearest`` for a hedge)."""

    any: Interval
    nearest: Interval
    printed: Interval


def falls(claim: Claim) -> bool:
    """True for a growth, change or difference downward: its readings are negative."""
    return claim.kind in _SIGNED and claim.direction == "down"


def any_rounding(claim: Claim) -> Interval:
    """The widest reading of a claim, negative for a fall; ValueError when it has no interval."""
    if claim.interval is None:
        raise ValueError(f"claim {claim.claim_id} has no interval")
    return _signed(claim, claim.interval)


def nearest_rounding(claim: Claim) -> Interval:
    """The reading of a claim under nearest rounding, negative for a fall; ValueError when it has no interval."""
    if claim.nearest is None:
        raise ValueError(f"claim {claim.claim_id} has no interval")
    return _signed(claim, claim.nearest)


def as_printed(claim: Claim) -> Interval:
    """The printed value as a point, negative for a fall; the nearest reading of a hedged number or a range."""
    if claim.value is None or claim.value_high is not None or claim.approx != "exact" or claim.hedges:
        return nearest_rounding(claim)
    if claim.kind == "count" and claim.interval is not None and claim.interval.exact:
        return claim.interval
    return _signed(claim, point(claim.value))


def in_every_reading(compute: Callable[[Read], Interval]) -> Readings:
    """What ``compute`` makes of the claims it reads, under each of the three readings."""
    return Readings(compute(any_rounding), compute(nearest_rounding), compute(as_printed))


def readings(claim: Claim) -> Readings:
    """The three readings of one claim."""
    return in_every_reading(lambda read: read(claim))


def scaled(each: Readings, factor: Fraction | int, shift: int = 0) -> Readings:
    """factor·x + shift for every x, under each reading."""
    return Readings(*(add(scale(interval, factor), point(shift)) for interval in each))


def divided(top: Readings | int, bottom: Readings) -> Readings | None:
    """Every x / y with x >= 0 and y > 0 under each reading, or ``None`` when a reading has no such values."""
    over = top if isinstance(top, Readings) else Readings(point(top), point(top), point(top))
    found: list[Interval] = []
    for a, b in zip(over, bottom, strict=True):
        above = meet(a, Interval(Fraction(0), None))
        below = meet(b, Interval(Fraction(0), None, lower_open=True))
        if above is None or below is None:
            return None
        found.append(divide(above, below))
    return Readings(*found)


def up_to(a: Interval) -> Interval:
    """Every value that is at most some value of ``a``."""
    return Interval(None, a.upper, upper_open=a.upper_open)


def down_to(a: Interval) -> Interval:
    """Every value that is at least some value of ``a``."""
    return Interval(a.lower, None, lower_open=a.lower_open)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The shortest interval that holds all of the given ones; ValueError for none."""
    each = list(intervals)
    if not each:
        raise ValueError("the hull of nothing")
    low = min(each, key=lambda a: (a.lower is not None, a.lower or 0, a.lower_open))
    high = max(each, key=lambda a: (a.upper is None, a.upper or 0, not a.upper_open))
    return Interval(low.lower, high.upper, low.lower_open, high.upper_open)


def shift_power(checked: Interval, computed: Interval) -> Fraction:
    """The power of a comparison: how many other values of the checked number it would have caught, from 0 to 1.

    Move the checked interval by every d up to ``NEIGHBOURHOOD`` of its middle either way (of 1 where the middle is 0);
    the power is the share of those d after which it no longer meets the computed interval.
    """
    ends = [abs(e) for e in (checked.lower, checked.upper) if e is not None]
    half = (sum(ends, Fraction(0)) / len(ends) if ends else Fraction(0)) * NEIGHBOURHOOD or Fraction(1)
    low = high = None
    if computed.lower is not None and checked.upper is not None:
        low = computed.lower - checked.upper
    if computed.upper is not None and checked.lower is not None:
        high = computed.upper - checked.lower
    first = -half if low is None or low < -half else low
    last = half if high is None or high > half else high
    return Fraction(1) if last <= first else 1 - (last - first) / (2 * half)


def integer_power(count: int, factor: Interval) -> Fraction:
    """The power of asking for an integer in count·factor: the share of other counts that leave none, from 0 to 1.

    The other counts are the positive integers within ``NEIGHBOURHOOD`` of the count and at least 10 either way; of more
    than 400 of them, evenly spaced ones are tried. Nothing was ever counted to less than one.
    """
    half = max(int(count * NEIGHBOURHOOD), _LEAST_STEPS)
    first, last = max(1, count - half), count + half
    if count < 1 or factor.width is None or factor.width * first > 1:
        return Fraction(0)
    tried = [n for n in range(first, last + 1, -(-(last - first) // _MOST_TRIALS)) if n != count]
    return Fraction(sum(_holds_none(n, factor) for n in tried), len(tried))


def _holds_none(n: int, factor: Interval) -> bool:
    """True when no integer lies in n·factor: ``integers(scale(factor, n)) is None`` in whole numbers only."""
    if factor.lower is None or factor.upper is None:
        return integers(scale(factor, n)) is None
    least = -(-n * factor.lower.numerator // factor.lower.denominator)
    if factor.lower_open and least * factor.lower.denominator == n * factor.lower.numerator:
        least += 1
    most = n * factor.upper.numerator // factor.upper.denominator
    if factor.upper_open and most * factor.upper.denominator == n * factor.upper.numerator:
        most -= 1
    return least > most


def _signed(claim: Claim, interval: Interval) -> Interval:
    # A table prints the minus itself; prose says it with a word.
    return negate(interval) if falls(claim) and (claim.value is None or claim.value >= 0) else interval
