"""Whether a share can be its part by its whole: what makes an accusation quieter, never what makes a relation."""

from __future__ import annotations

from ipextract.exact.interval import divide, meet, scale
from ipextract.model import Claim


def fits(part: Claim, whole: Claim, share: Claim, per: int = 100) -> bool:
    """True when the share (an average for ``per`` 1) can be part / whole, under any rounding."""
    if part.interval is None or whole.interval is None or share.interval is None:
        return False
    if (whole.interval.lower or 0) <= 0 or (part.interval.lower or 0) < 0:
        return False
    return meet(scale(divide(part.interval, whole.interval), per), share.interval) is not None
