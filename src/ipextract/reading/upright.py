"""Which way up a picture of print is: where it reads poorly, a part of it is read four ways and the best is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ipextract.reading.strips import Strip

Read: TypeAlias = Callable[[NDArray[np.uint8]], list[Strip]]

_POOR = 0.85
_PART = 800
_BETTER = 1.5
_CHANCE = 0.5
_TURNS = (90, 180, 270)


def turned_upright(picture: NDArray[np.uint8], turn: int) -> NDArray[np.uint8]:
    """A picture (h, w, 3) whose print is turned to the left by ``turn`` degrees, with its print upright."""
    return np.ascontiguousarray(np.rot90(picture, -(turn // 90)))


def turn_of(picture: NDArray[np.uint8], strips: Sequence[Strip], read: Read) -> int:
    """By how many degrees print is turned to the left: 0, 90, 180 or 270.

    ``strips`` are those of the picture as it is; where they read well, nothing more is read.
    """
    if not strips or not _poor(strips):
        return 0
    part = _part(picture, strips)
    worth = {turn: _worth(read(turned_upright(part, turn))) for turn in (0, *_TURNS)}
    best = max(_TURNS, key=lambda turn: worth[turn])
    return best if worth[best] > _BETTER * worth[0] else 0


def _poor(strips: Sequence[Strip]) -> bool:
    """Whether most print runs from top to bottom, or is read as if by chance."""
    scores = np.concatenate([strip.scores for strip in strips])
    return 2 * sum(strip.tall for strip in strips) > len(strips) or float(scores.mean()) < _POOR


def _worth(strips: Sequence[Strip]) -> float:
    """How much of level print is read how surely, beyond what chance reads."""
    return sum(float(np.maximum(strip.scores - _CHANCE, 0).sum()) for strip in strips if not strip.tall)


def _part(picture: NDArray[np.uint8], strips: Sequence[Strip]) -> NDArray[np.uint8]:
    """The square of the picture with the most print in it; the places of print are known, whichever way up it is."""
    middles = np.array([strip.corners.mean(axis=0) for strip in strips])
    sizes = np.array([strip.width * strip.height for strip in strips])
    near = np.abs(middles[:, None] - middles[None]).max(axis=2) <= _PART / 2
    x, y = middles[int(np.argmax(near @ sizes))]
    high, wide = picture.shape[:2]
    left, top = (int(np.clip(at - _PART / 2, 0, max(0, end - _PART))) for at, end in ((x, wide), (y, high)))
    return picture[top : top + _PART, left : left + _PART]
