"""What is said of recognised print: how sure it is, from where on a number is in doubt, and how far it is askew."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

SURE: Final = Decimal("0.90")
"""Below this confidence the reading of a number is in doubt."""


def lowest(scores: NDArray[np.float32] | None, start: int, end: int) -> Decimal | None:
    """The confidence of the character of [start, end) that was recognised worst, to two places, rounded down."""
    if scores is None:
        return None
    known = scores[start:end]
    known = known[~np.isnan(known)]
    if not len(known):
        return None
    return Decimal(f"{known.min():.4f}").quantize(Decimal("0.01"), rounding=ROUND_DOWN)


def turned(boxes: NDArray[np.float32], angle: float, size: tuple[float, float]) -> NDArray[np.float32]:
    """Boxes (n, 4) with their middles turned clockwise about that of a page of ``size``; their sides stay as long."""
    x, y = (boxes[:, 0] + boxes[:, 2] - size[0]) / 2, (boxes[:, 1] + boxes[:, 3] - size[1]) / 2
    dx = x * math.cos(angle) - y * math.sin(angle) - x
    dy = x * math.sin(angle) + y * math.cos(angle) - y
    return boxes + np.stack([dx, dy, dx, dy], axis=1).astype(np.float32)
