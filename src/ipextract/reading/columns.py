"""Where the print of a page stands in columns: gutters found in the white of the page, and the order of its parts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.frame import Box
from ipextract.reading.glyphs import Glyphs
from ipextract.reading.pdf_rows import set_rows

_STEP = 2.0  # points of page for one field of the map of white
_LEAST_ROWS = 6
_LEAST_HAN = 6
_GUTTER = 0.8
_FULL = 2.0
_WIDE = 8.0
_HAN = (0x4E00, 0x9FFF)
_DEEPEST = 6
_VALLEY = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Glyphs that are read before those of the next part; ``column`` is 0 where they stand across the page."""

    which: NDArray[np.int64]
    column: int


def parts(glyphs: Glyphs, walls: Sequence[Box], width: float) -> list[Part]:
    """The parts of a page in reading order; ``walls`` are boxes that no gutter runs through, as those of tables."""
    everything = np.arange(len(glyphs))
    if len(glyphs) < 4 * _LEAST_HAN * _LEAST_ROWS // 2:
        return [Part(everything, 0)]
    return _split(glyphs, everything, walls, width, 0, 0)


def _split(
    glyphs: Glyphs, which: NDArray[np.int64], walls: Sequence[Box], width: float, column: int, depth: int
) -> list[Part]:
    gutter = _gutter(glyphs, which, walls) if depth < _DEEPEST and len(which) else None
    if gutter is None:
        return [Part(which, column)] if len(which) else []
    x, top, bottom = gutter
    middle = (glyphs.boxes[which, 0] + glyphs.boxes[which, 2]) / 2
    base = glyphs.baselines[which]
    above, below = base < top, base > bottom
    left, right = ~above & ~below & (middle < x), ~above & ~below & (middle >= x)
    found: list[Part] = []
    for chosen, part_of_page in ((above, True), (left, False), (right, False), (below, True)):
        own = column if part_of_page else _twelfth(glyphs, which[chosen], width)
        found += _split(glyphs, which[chosen], walls, width, own, depth + 1)
    return found


def _twelfth(glyphs: Glyphs, which: NDArray[np.int64], width: float) -> int:
    """The twelfth of the page in which a column begins, from 1: it names the column on every page alike."""
    return 1 + int(12 * max(0.0, float(glyphs.boxes[which, 0].min())) / width)


def _gutter(glyphs: Glyphs, which: NDArray[np.int64], walls: Sequence[Box]) -> tuple[float, float, float] | None:
    """The longest upright strip of white between two columns of prose: its x, its top and its bottom; or ``None``."""
    ink = ink_boxes(glyphs, which)
    left, right = float(ink[:, 0].min()), float(ink[:, 2].max())
    em = float(np.partition(glyphs.sizes[which], len(which) // 2)[len(which) // 2])
    if right - left < 3 * _WIDE * em or not _thin_somewhere(ink, left, right):
        return None
    top, bottom = float(ink[:, 1].min()), float(ink[:, 3].max())
    white = _white(np.concatenate([ink, np.array(walls, np.float32).reshape(-1, 4)]), (left, top, right, bottom))
    best: tuple[float, float, float] | None = None
    tallest = 0.0
    for x, first, last in _strips(white, em):
        strip = (left + x * _STEP, top + first * _STEP, top + (last + 1) * _STEP)
        if strip[2] - strip[1] > tallest and _parts_prose(glyphs, which, strip, em):
            best, tallest = strip, strip[2] - strip[1]
    return best


def ink_boxes(glyphs: Glyphs, which: NDArray[np.int64]) -> Floats:
    """The boxes of glyphs without the blank half of wide punctuation."""
    found = glyphs.boxes[which].copy()
    opening, closing = _half_blank()
    codes = np.minimum(glyphs.codes[which], 0xFFFF)
    half = (found[:, 2] - found[:, 0]) / 2
    found[:, 0] += half * opening[codes]
    found[:, 2] -= half * closing[codes]
    return found


@lru_cache(maxsize=1)
def _half_blank() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each code point whether it is wide punctuation that opens, and whether it is such that closes."""
    opening, closing = np.zeros(0x10000, np.bool_), np.zeros(0x10000, np.bool_)
    for low, high in ((0x2018, 0x201E), (0x3000, 0x3020), (0xFF00, 0xFF60)):
        for code in range(low, high):
            kind = unicodedata.category(chr(code))
            opening[code], closing[code] = kind in {"Ps", "Pi"}, kind in {"Pe", "Pf", "Po"}
    return opening, closing


def _thin_somewhere(ink: Floats, left: float, right: float) -> bool:
    """Whether some place has so much less print than both its sides that it may be a gutter."""
    size = int((right - left) / _STEP) + 2
    change = np.zeros(size, np.int64)
    # Rounded, so that of glyphs side by side each step counts one.
    np.add.at(change, np.round((ink[:, 0] - left) / _STEP).astype(np.int64), 1)
    np.add.at(change, np.round((ink[:, 2] - left) / _STEP).astype(np.int64), -1)
    rows = np.cumsum(change)
    # A gutter is at least three steps wide; narrower valleys are chance.
    rows[1:-1] = np.maximum(np.maximum(rows[:-2], rows[2:]), rows[1:-1])
    beside = np.minimum(np.maximum.accumulate(rows), np.maximum.accumulate(rows[::-1])[::-1])
    inner = slice(size // 6, size - size // 6)
    deep = beside - rows >= np.maximum(_LEAST_ROWS, _VALLEY * beside)
    empty = (beside > rows) & (rows <= 0.1 * rows.max())
    return bool(np.any((deep | empty)[inner]))


def _white(boxes: Floats, hull: Box) -> NDArray[np.bool_]:
    """A map of the hull in steps: where nothing is printed."""
    left, top, right, bottom = hull
    wide, high = int((right - left) / _STEP) + 2, int((bottom - top) / _STEP) + 2
    x = ((boxes[:, 0::2] - left) / _STEP).astype(np.int64).clip(0, wide - 2)
    y = ((boxes[:, 1::2] - top) / _STEP).astype(np.int64).clip(0, high - 2)
    change = np.zeros((high, wide), np.int32)
    np.add.at(change, (y[:, 0], x[:, 0]), 1)
    np.add.at(change, (y[:, 1] + 1, x[:, 1] + 1), 1)
    np.add.at(change, (y[:, 0], x[:, 1] + 1), -1)
    np.add.at(change, (y[:, 1] + 1, x[:, 0]), -1)
    # In place: cumsum would widen the map to 64 bits.
    np.cumsum(change, axis=0, out=change)
    np.cumsum(change, axis=1, out=change)
    free: NDArray[np.bool_] = change == 0
    return free


def _strips(white: NDArray[np.bool_], em: float) -> list[tuple[float, int, int]]:
    """Upright strips of white in the middle of a map, wide enough for a gutter: x of the middle, first and last row."""
    high, wide = white.shape
    rows = np.arange(high, dtype=np.int32)[:, None]
    run = np.where(white, np.int32(-1), rows)  # the last row with print, at or above each place
    np.maximum.accumulate(run, axis=0, out=run)
    np.subtract(rows, run, out=run)
    ends = np.argmax(run, axis=0)
    longest = run[ends, np.arange(wide)]
    found: dict[tuple[int, int], list[int]] = {}
    least = _LEAST_ROWS * em / _STEP
    for x in range(wide // 6, wide - wide // 6):
        if longest[x] >= least:
            found.setdefault((int(ends[x] - longest[x] + 1), int(ends[x])), []).append(x)
    strips = []
    for (first, last), places in found.items():
        inside: NDArray[np.bool_] = np.all(white[first : last + 1], axis=0)
        a = b = places[len(places) // 2]
        while a > 0 and inside[a - 1]:
            a -= 1
        while b + 1 < wide and inside[b + 1]:
            b += 1
        # Up to two steps of white are lost to the edges of what stands beside it.
        if a > 0 and b + 1 < wide and (b - a + 3) * _STEP >= _GUTTER * em:
            strips.append(((a + b + 1) / 2, first, last))
    return sorted(strips, key=lambda strip: strip[1] - strip[2])[:4]


def _parts_prose(glyphs: Glyphs, which: NDArray[np.int64], strip: tuple[float, float, float], em: float) -> bool:
    x, top, bottom = strip
    middle, base = (glyphs.boxes[which, 0] + glyphs.boxes[which, 2]) / 2, glyphs.baselines[which]
    beside = (base >= top) & (base <= bottom)
    counts = [_rows_of_prose(glyphs.take(which[beside & side]), em) for side in (middle < x, middle >= x)]
    return min(counts) >= 1 and max(counts) >= _LEAST_ROWS


def _rows_of_prose(glyphs: Glyphs, em: float) -> int:
    """How many rows some glyphs are set in if they are wrapped prose, which fills its column; else 0."""
    if not len(glyphs):
        return 0
    rows = set_rows(glyphs)
    count = int(rows.row[-1])
    starts = np.searchsorted(rows.row, np.arange(1, count + 1))
    left, right = (rows.glyphs.boxes[:, k] for k in (0, 2))
    lows, highs = np.minimum.reduceat(left, starts), np.maximum.reduceat(right, starts)
    han = (rows.glyphs.codes >= _HAN[0]) & (rows.glyphs.codes <= _HAN[1])
    prose = (np.add.reduceat(han.astype(np.int64), starts) >= _LEAST_HAN) & (highs - lows >= _WIDE * em)
    full = highs >= float(highs.max()) - _FULL * em
    # The last row of a column that ends early is often short.
    wanted = 0.5 * count if count > 2 else 1
    return count if np.count_nonzero(prose) >= wanted and np.count_nonzero(full) >= wanted else 0
