"""Exact intervals over the rationals: add, scale, divide, meet. No text, no floats.

An end that is ``None`` is infinite. Every operation is exact, so two intervals either meet or they do not;
there is no tolerance to tune.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

Exact: TypeAlias = int | Fraction | Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A set of rationals between two ends, each open, closed or (``None``) infinite; an infinite end is always open.

    Raises ValueError when no rational lies inside: reversed ends, or equal ends of which one is open.
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    def __post_init__(self) -> None:
        # One spelling for one set, so that == compares sets.
        if self.lower is None and not self.lower_open:
            object.__setattr__(self, "lower_open", True)
        if self.upper is None and not self.upper_open:
            object.__setattr__(self, "upper_open", True)
        if self.lower is None or self.upper is None or (self.lower is self.upper and not self.lower_open):
            return
        if self.lower > self.upper:
            raise ValueError(f"interval ends are reversed: {self.lower} > {self.upper}")
        if self.lower == self.upper and (self.lower_open or self.upper_open):
            raise ValueError(f"interval is empty: both ends are {self.lower} and one of them is open")

    @property
    def exact(self) -> bool:
        """True when exactly one rational lies inside."""
        return self.lower is not None and self.lower == self.upper

    @property
    def width(self) -> Fraction | None:
        """The distance between the ends, ``None`` when one is infinite."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    def __contains__(self, value: Exact) -> bool:
        point = Fraction(value)
        if self.lower is not None and (point < self.lower or (self.lower_open and point == self.lower)):
            return False
        return not (self.upper is not None and (point > self.upper or (self.upper_open and point == self.upper)))

    def __str__(self) -> str:
        left = "(" if self.lower_open else "["
        right = ")" if self.upper_open else "]"
        low = "-inf" if self.lower is None else show(self.lower)
        high = "inf" if self.upper is None else show(self.upper)
        return f"{left}{low}, {high}{right}"


def point(value: Exact) -> Interval:
    """The interval that holds one value."""
    exact = Fraction(value)
    return Interval(exact, exact)


def show(value: Fraction, digits: int = 6) -> str:
    """A rational as a plain decimal, rounded to ``digits`` places where it does not end sooner."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = round(value * 10**digits)
    whole, part = divmod(abs(scaled), 10**digits)
    tail = f"{part:0{digits}d}".rstrip("0") if part else ""
    return ("-" if scaled < 0 else "") + str(whole) + (f".{tail}" if tail else "")


def add(*terms: Interval) -> Interval:
    """The sum of intervals: every x + y + … with x, y, … taken from each."""
    if not terms:
        return point(0)
    low, high = terms[0].lower, terms[0].upper
    for term in terms[1:]:
        low = None if low is None or term.lower is None else low + term.lower
        high = None if high is None or term.upper is None else high + term.upper
    return Interval(low, high, any(t.lower_open for t in terms), any(t.upper_open for t in terms))


def negate(a: Interval) -> Interval:
    """Every -x with x in ``a``."""
    low = None if a.upper is None else -a.upper
    high = None if a.lower is None else -a.lower
    return Interval(low, high, a.upper_open, a.lower_open)


def subtract(a: Interval, b: Interval) -> Interval:
    """Every x - y with x in ``a`` and y in ``b``."""
    return add(a, negate(b))


def scale(a: Interval, factor: Exact) -> Interval:
    """Every factor·x with x in ``a``; a factor of 0 gives the point 0."""
    k = Fraction(factor)
    if k == 1:
        return a
    if k == 0:
        return point(0)
    if k < 0:
        return negate(scale(a, -k))
    low = None if a.lower is None else a.lower * k
    high = None if a.upper is None else a.upper * k
    return Interval(low, high, a.lower_open, a.upper_open)


def divide(a: Interval, b: Interval) -> Interval:
    """Every x / y with x in ``a`` and y in ``b`` without 0; both intervals must be non-negative.

    Raises ValueError when an end is negative (split off the sign first) or ``b`` holds nothing but 0. Where ``b``
    reaches down to 0 the quotient has no upper end.
    """
    if a.lower is None or b.lower is None or a.lower < 0 or b.lower < 0:
        raise ValueError("divide needs non-negative intervals")
    if b.upper == 0:
        raise ValueError("division by the point zero")
    low, low_open = Fraction(0), a.lower_open
    if a.lower > 0:
        low, low_open = (Fraction(0), True) if b.upper is None else (a.lower / b.upper, a.lower_open or b.upper_open)
    if a.upper == 0:
        return point(0)
    if a.upper is None or b.lower == 0:
        return Interval(low, None, low_open)
    return Interval(low, a.upper / b.lower, low_open, a.upper_open or b.lower_open)


def raised(a: Interval, power: int) -> Interval:
    """Every x ** power with x in ``a``, which must not be negative; ValueError where it is, or for a power below 1."""
    if a.lower is None or a.lower < 0 or power < 1:
        raise ValueError("raised needs a non-negative interval and a power of 1 or more")
    high = None if a.upper is None else a.upper**power
    return Interval(a.lower**power, high, a.lower_open, a.upper_open)


def meet(a: Interval, b: Interval) -> Interval | None:
    """What two intervals share, or ``None`` when they are disjoint."""
    if a == b:  # the same fact printed again, of which a report has thousands
        return a
    low, low_open = _tighter(a.lower, a.lower_open, b.lower, b.lower_open, larger=True)
    high, high_open = _tighter(a.upper, a.upper_open, b.upper, b.upper_open, larger=False)
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Interval(low, high, low_open, high_open)


def meet_all(intervals: Iterable[Interval]) -> Interval | None:
    """What all intervals share, or ``None`` when no value lies in every one."""
    rest = iter(intervals)
    shared: Interval | None = next(rest, Interval(None, None))
    for each in rest:
        if shared is None:
            return None
        shared = meet(shared, each)
    return shared


def integers(a: Interval) -> tuple[int | None, int | None] | None:
    """The least and greatest integer inside (``None`` for an infinite end), or ``None`` when there is no integer."""
    low = high = None
    if a.lower is not None:
        low = ceil(a.lower)
        if a.lower_open and low == a.lower:
            low += 1
    if a.upper is not None:
        high = floor(a.upper)
        if a.upper_open and high == a.upper:
            high -= 1
    if low is not None and high is not None and low > high:
        return None
    return low, high


def gap(a: Interval, b: Interval) -> Fraction:
    """The distance between two intervals: 0 when their closures touch."""
    if a.lower is not None and b.upper is not None and a.lower > b.upper:
        return a.lower - b.upper
    if b.lower is not None and a.upper is not None and b.lower > a.upper:
        return b.lower - a.upper
    return Fraction(0)


def _tighter(
    x: Fraction | None, x_open: bool, y: Fraction | None, y_open: bool, *, larger: bool
) -> tuple[Fraction | None, bool]:
    if x is None:
        return y, y_open
    if y is None:
        return x, x_open
    if x == y:
        return x, x_open or y_open
    return (x, x_open) if (x > y) == larger else (y, y_open)
