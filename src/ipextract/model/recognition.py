"""How sure print was read: recognised print and print that speaks against its characters, and how far it is askew."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

SURE: Final = Decimal("0.90")
"""Below this confidence the reading of a number is in doubt."""

READERS, NAMELESS, CUT, OVERPRINTED = 801, 802, 803, 804
DRAWN, BESIDE, BEHIND, HIDDEN, TORN = 810, 811, 812, 813, 814
"""What speaks against a character, numbered as the issue (IPX801 and so on) that says so.

801: the two readers differ. 802: a glyph that it touches has no character. 803: the number may go on beyond the end of
its line. 804: other print lies over it or below it. 810: what is drawn does not look like it. 811: something is drawn
beside it that is no text. 812: nobody sees it, it stands behind a picture. 813: nobody can see the digits beside it.
814: it may be one of the digits of a number that are set apart.
"""


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
