"""Whether a share can be its part by its whole: what makes an accusation quieter, never what makes a relation."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.exact.interval import Interval, divide, meet, scale
from ipextract.model import Claim
from ipextract.model.slips import reaches

#: A share that is so many times what was computed, or as much less, was never meant for that whole.
_GROSS: Final = 2


def fits(part: Claim, whole: Claim, share: Claim, per: int = 100) -> bool:
    """True when the share (an average for ``per`` 1) can be part / whole, under any rounding."""
    if part.interval is None or whole.interval is None or share.interval is None:
        return False
    if (whole.interval.lower or 0) <= 0 or (part.interval.lower or 0) < 0:
        return False
    return meet(scale(divide(part.interval, whole.interval), per), share.interval) is not None


def misjoined(part: Claim, whole: Claim, share: Claim, per: int) -> bool:
    """True for 30 艘 of 12 艘 at 44.7%: far from what the share says, and no slip of one number explains it."""
    values = (part.value, whole.value, share.value)
    if any(value is None or value <= 0 for value in values) or fits(part, whole, share, per):
        return False
    of, all_, said = (Fraction(value) for value in values if value is not None)
    if of == all_:
        return True  # 8 寸晶圆 twice: the part was read as its whole
    computed = of / all_ * per
    if said / _GROSS <= computed <= said * _GROSS:
        return False
    return not _slipped(part, whole, share, per)


def _slipped(part: Claim, whole: Claim, share: Claim, per: int) -> bool:
    """True when one slip in any of the three numbers parts the share from part / whole; no share is more than all."""
    a, b, c = part.interval, whole.interval, share.interval
    if a is None or b is None or c is None:
        return False
    less = (part.value or 0) <= (whole.value or 0)
    return (
        (less and reaches(share, scale(divide(a, b), per)))
        or reaches(part, _product(b, c, per))
        or reaches(whole, scale(divide(a, c), per))
    )


def _product(whole: Interval, share: Interval, per: int) -> Interval:
    """The parts of a positive whole that a positive share may be."""
    low = None if whole.lower is None or share.lower is None else whole.lower * share.lower / per
    high = None if whole.upper is None or share.upper is None else whole.upper * share.upper / per
    return Interval(low, high)
