"""A total that its parts do not make: a slip of the hand, or other words than those were meant.

Whoever adds up makes small mistakes; whoever prints makes one slip in one number. A total that is far off and that no
slip explains was read together with numbers that it is not the sum of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from ipextract.exact.interval import Interval, add, meet, point, scale, subtract
from ipextract.model import Claim
from ipextract.model.slips import reaches

_FAR = Fraction(1, 4)
_GREAT = Fraction(10**4)
_NOTHING = point(0)


def comes_out(total: Claim, parts: Sequence[Claim], less: Sequence[Claim] = ()) -> bool:
    """True when the parts without what is taken off make the total under some rounding."""
    together = subtract(_together(parts), _together(less))
    return total.interval is not None and meet(total.interval, together) is not None


def total_slipped(total: Claim, parts: Sequence[Claim]) -> bool:
    """True when one slip in the total alone explains why they do not come out."""
    return total.interval is not None and reaches(total, _together(parts))


def slipped(total: Claim, parts: Sequence[Claim], less: Sequence[Claim] = ()) -> bool:
    """True when one slip in the total, in one part or in what is taken off explains why they do not come out."""
    if less:
        return _slipped_beside(total, parts, less)
    intervals = [c.interval for c in parts if c.interval is not None]
    if total.interval is None or not intervals:
        return False
    if reaches(total, add(*intervals)):
        return True
    before = accumulate(intervals, add, initial=point(0))
    behind = list(accumulate(reversed(intervals), add, initial=point(0)))[-2::-1]
    return any(
        reaches(part, subtract(total.interval, add(*others)))
        for part, *others in zip(parts, before, behind, strict=False)
    )


def _slipped_beside(total: Claim, parts: Sequence[Claim], less: Sequence[Claim]) -> bool:
    """The same of numbers on both sides: each may be what the others of both leave for it."""
    sides = (tuple(parts), (total, *less))
    known = [[c.interval or _NOTHING for c in side] for side in sides]
    for i, side in enumerate(sides):
        other = add(*known[1 - i])
        for k, claim in enumerate(side):
            beside = (each for j, each in enumerate(known[i]) if j != k)
            if reaches(claim, subtract(other, add(*beside))):
                return True
    return False


def misread(total: Claim, parts: Sequence[Claim], less: Sequence[Claim] = ()) -> bool:
    """True when a total is further from its parts than one who adds up goes wrong, and no slip explains it."""
    if comes_out(total, parts, less):
        return False
    if abs(distance(total, parts, less)) <= abs(_value(total)) * _FAR:
        return False
    return not (slipped(total, parts, less) or (not less and _of_another_power(total, parts)))


def one_too_many(total: Claim, parts: Sequence[Claim]) -> Claim | None:
    """The part without which the others make the total: it was left out of it, or is none of its parts."""
    if total.interval is None or comes_out(total, parts):
        return None
    left = distance(total, parts)
    likely = (p for p in parts if p.interval is not None and -left in p.interval and _value(p))
    return next((p for p in likely if comes_out(total, [c for c in parts if c is not p])), None)


def distance(total: Claim, parts: Sequence[Claim], less: Sequence[Claim] = ()) -> Fraction:
    """The total and what is taken off, without the parts, as printed."""
    return sum(map(_value, less), _value(total)) - sum(map(_value, parts), Fraction(0))


def _of_another_power(total: Claim, parts: Sequence[Claim]) -> bool:
    """True where 亿 for 万, or 万 for 亿, in one of the numbers explains what is off."""
    if total.interval is None:
        return False
    for power in (_GREAT, 1 / _GREAT):
        if meet(scale(total.interval, power), _together(parts)) is not None:
            return True
        for part, others in zip(parts, _others(parts), strict=True):
            moved = None if part.interval is None else add(others, scale(part.interval, power))
            if moved is not None and meet(total.interval, moved) is not None:
                return True
    return False


def _others(parts: Sequence[Claim]) -> Iterator[Interval]:
    """For each part the sum of all the others."""
    known = [_NOTHING if c.interval is None else c.interval for c in parts]
    before = accumulate(known[:-1], add, initial=_NOTHING)
    behind = list(accumulate(reversed(known[1:]), add, initial=_NOTHING))
    return map(add, before, reversed(behind))


def _together(parts: Sequence[Claim]) -> Interval:
    return add(*(c.interval for c in parts if c.interval is not None))


def _value(claim: Claim) -> Fraction:
    return Fraction(claim.value or 0)
