"""What is drawn where a glyph stands: its ink on a grid, found on the drawn page or in any grey picture of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.easel import Picture
from ipextract.reading.glyphs import Glyphs, PageText
from ipextract.reading.paint import Paint
from ipextract.reading.pdf_rows import clustered
from ipextract.reading.shapes import GRID, kinds, known, narrow, unlike, vectors

_INK = 0.3
_SMALL, _LARGE = 20.0, 36.0  # pixels that an em takes
_LEAST_CONTRAST = 30
_ALIKE = 0.6  # what the grids of two prints of one glyph have at least in common
_SOLID = 0.85  # a block has no shape that could be held against it
_MIDDLE = 128  # of brightness
# Lengths in em: a glyph that draws nothing, outlines that are the same, and what is looked at around one.
_EMPTY, _SAME_OUTLINE, _NARROW = 0.004, 0.02, 0.7
_EDGE, _ABOVE, _BELOW = 0.04, 0.95, 0.25
_RAISED, _LEAST_DIGIT, _LEAST_STEP, _LOOSE = 0.25, 0.33, 0.25, 0.15
_HAN = (0x4E00, 0x9FFF)
_WIDE = (0x3040, 0xFEFF)
_LIKE_DIGITS = np.frombuffer(b"OoQDlIiSsZzBgqb|[]()/", np.uint8)

Drawing: TypeAlias = Callable[[float], Picture]
"""What draws a page at a scale or at a larger one."""


class Look(NamedTuple):
    """The ink of one glyph, 0 to 1, on a grid that it fills, and the logarithm of its width to its height."""

    grid: Floats
    aspect: float


def look_at(pixels: NDArray[np.uint8]) -> Look | None:
    """The look of what stands in a grey picture, darker or lighter than its edge; ``None`` for nothing or a block."""
    ink = _ink(pixels)
    if ink is None:
        return None
    rows, columns = np.flatnonzero(ink.max(axis=1) > _INK), np.flatnonzero(ink.max(axis=0) > _INK)
    if not len(rows):
        return None
    part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if float(part.mean()) > _SOLID:
        return None
    return Look(_shrunk(_shrunk(part, 0), 1), math.log(part.shape[1] / part.shape[0]))


def _ink(pixels: NDArray[np.uint8]) -> Floats | None:
    edge = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])) if pixels.size else pixels
    if not edge.size:
        return None
    ground = float(np.median(edge))
    away = np.abs(pixels.astype(np.float32) - ground)
    most = float(away.max())
    return away / most if most >= _LEAST_CONTRAST else None


def _shrunk(part: Floats, axis: int) -> Floats:
    """The means of ``GRID`` equal stretches of one axis."""
    size = part.shape[axis]
    edges = np.linspace(0, size, GRID + 1)
    whole = np.floor(edges).astype(np.int64)
    share = (edges - whole).astype(np.float32).reshape((-1, 1) if axis == 0 else (1, -1))
    sums = np.cumsum(part, axis=axis, dtype=np.float32)
    sums = np.concatenate((np.zeros_like(sums.take([0], axis)), sums), axis=axis)
    at = sums.take(whole, axis) * (1 - share) + sums.take(np.minimum(whole + 1, size), axis) * share
    found: Floats = np.diff(at, axis=axis) * (GRID / size)
    return found


class Likeness:
    """Holds what is drawn against what is read, on every page or only where figures of a font are met first."""

    __slots__ = ("_closely", "_met")

    def __init__(self, *, closely: bool) -> None:
        self._closely = closely
        self._met: dict[tuple[str, int], list[Floats]] = {}

    def asked(self, text: PageText, paint: Paint) -> NDArray[np.int64]:
        """The glyphs of a page to look at: those of which a number may hang, with outlines that are in the file."""
        glyphs = text.glyphs
        han = (glyphs.codes >= _HAN[0]) & (glyphs.codes <= _HAN[1])
        telling = np.isin(glyphs.codes, known()) | _beside_digits(glyphs)
        telling |= han & (glyphs.boxes[:, 2] - glyphs.boxes[:, 0] < _NARROW * glyphs.sizes)
        which = np.flatnonzero(telling & paint.embedded[glyphs.run])
        # Words have so many characters that nearly every page would bring a new one: they are looked at with figures.
        return which if self._closely or self._new(text, paint, which) else which[:0]

    def _new(self, text: PageText, paint: Paint, which: NDArray[np.int64]) -> bool:
        """Whether there is a figure of an outline that was not met before in a font of its name."""
        glyphs = text.glyphs
        figures = which[kinds(narrow(glyphs.codes[which])) <= 1]
        if not len(figures):
            return False
        corner = np.stack((glyphs.origins, glyphs.baselines), axis=1)[figures]
        shapes = (text.outlines(figures) - np.tile(corner, 2)) / glyphs.sizes[figures, None]
        fonts, codes = paint.fonts[glyphs.run[figures]], glyphs.codes[figures].astype(np.int64)
        order = np.lexsort((codes, fonts))
        starts = np.flatnonzero(np.diff(fonts[order] << 21 | codes[order], prepend=-1))
        firsts = order[starts]
        low, high = (reach.reduceat(shapes[order], starts) for reach in (np.minimum, np.maximum))
        names = [paint.names[font] for font in fonts[firsts].tolist()]
        found = [self._first(*each) for each in zip(names, codes[firsts].tolist(), low, high, strict=True)]
        return any(found)

    def _first(self, name: str, code: int, low: Floats, high: Floats) -> bool:
        known_shapes = self._met.setdefault((name, code), [])
        if any(float(np.maximum(high - each, each - low).max()) <= _SAME_OUTLINE for each in known_shapes):
            return False
        known_shapes.append(low)
        return True


def _beside_digits(glyphs: Glyphs) -> NDArray[np.bool_]:
    """Marks and letters next to a digit in the order of the file, which may be digits; not those that look like one."""
    digit = kinds(narrow(glyphs.codes)) == 0
    found = np.zeros(len(glyphs), np.bool_)
    found[1:] |= digit[:-1]
    found[:-1] |= digit[1:]
    wide = (glyphs.codes >= _WIDE[0]) & (glyphs.codes <= _WIDE[1])
    return found & ~wide & ~np.isin(glyphs.codes, _LIKE_DIGITS)


def unlike_drawn(text: PageText, which: NDArray[np.int64], paint: Paint, drawn: Drawing) -> NDArray[np.int64]:
    """Those of the glyphs that do not look like what they are read as on the page that ``drawn`` draws.

    What seems unlike on a small page in its own box is looked at on a large one, with the edge found in the picture:
    the box that a font gives may be that of all its glyphs.
    """
    some, tight = text.glyphs.take(which), text.outlines(which)
    wide, high = tight[:, 2] - tight[:, 0], tight[:, 3] - tight[:, 1]
    draws = np.minimum(wide, high) > _EMPTY * some.sizes
    which, some, tight, wide, high = which[draws], some.take(draws), tight[draws], wide[draws], high[draws]
    if not len(which):
        return which
    em = float(np.median(some.sizes))
    ink, aspects = _sampled(tight, drawn(small(em)), paint.brightness[some.run]), np.log(wide / high)
    cells = _cells(text.glyphs)[which]
    loose = tight[:, 2] > cells[:, 2] + _LOOSE * some.sizes
    _measured(ink, aspects, cells, np.flatnonzero(loose), drawn(small(em)))
    # A small digit set high is an index or the mark of a note, whatever the file calls it.
    raised = (some.baselines - tight[:, 3] > _RAISED * some.sizes) | (high < _LEAST_DIGIT * some.sizes)
    found: NDArray[np.bool_] = raised & (kinds(narrow(some.codes)) == 0)
    kept = np.flatnonzero(~np.isnan(ink[:, 0, 0]) & ~found)
    for group in _suspects(some.take(kept), ink[kept], aspects[kept], paint):
        members = kept[group]
        k = int(members[0])
        places = cells[k : k + 1] if loose[k] else _around(some, k, tight[k])
        found[members] = _unlike(int(some.codes[k]), places, drawn(_LARGE / _SMALL * small(em)))
    return which[found]


def _suspects(glyphs: Glyphs, ink: Floats, aspects: Floats, paint: Paint) -> list[NDArray[np.int64]]:
    """Groups of glyphs that deserve a closer look, those of a group alike.

    These are the ones of a font and character that on the average seem to be another, and each that differs much from
    the average of its own.
    """
    if not len(glyphs):
        return []
    kind = paint.fonts[glyphs.run] << 21 | glyphs.codes.astype(np.int64)
    order = np.argsort(kind, kind="stable")
    starts = np.flatnonzero(np.diff(kind[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    means = vectors((np.add.reduceat(ink[order], starts) / sizes[:, None, None]).astype(np.float32))
    middle = (np.add.reduceat(aspects[order], starts) / sizes).astype(np.float32)
    odd = unlike(glyphs.codes[order[starts]], means, middle, sure=False)
    group = np.repeat(np.arange(len(starts)), sizes)
    apart = np.einsum("ij,ij->i", vectors(ink[order]), means[group]) < _ALIKE
    found = [order[k : k + 1] for k in np.flatnonzero(apart).tolist()]
    alike = (order[(group == k) & ~apart] for k in np.flatnonzero(odd).tolist())
    return found + [members for members in alike if len(members)]


def _unlike(code: int, places: Floats, picture: Picture) -> bool:
    """Whether one glyph does not look like what it is read as at any of the places where it may have its edge."""
    seen = [look_at(picture.part(place)) for place in picture.places(places)]
    looks = [look for look in seen if look is not None]
    if len(looks) < len(seen):
        return False
    grids = vectors(np.array([look.grid for look in looks], np.float32))
    aspects = np.array([look.aspect for look in looks], np.float32)
    return bool(unlike(np.full(len(looks), code, np.uint32), grids, aspects).all())


def small(em: float) -> float:
    """The scale on which a page with glyphs of this em is drawn to see whether any is odd."""
    return float(np.clip(_SMALL / em, 1.0, 4.0))


def _around(glyphs: Glyphs, k: int, tight: Floats) -> Floats:
    """Where to look for one glyph: a little around its own box, and from below the baseline to above the line."""
    x0, top, x1, bottom = tight.tolist()
    em, base = float(glyphs.sizes[k]), float(glyphs.baselines[k])
    left, right = float(glyphs.boxes[k, 0]), float(glyphs.boxes[k, 2])
    near = (x0 - _EDGE * em, top - _EDGE * em, x1 + _EDGE * em, bottom + _EDGE * em)
    return np.array([near, (left, base - _ABOVE * em, right, base + _BELOW * em)], np.float32)


def _cells(glyphs: Glyphs) -> Floats:
    """The place of each glyph from its origin to the next one of its row or the end of its box, as high as its line."""
    order, row = clustered(glyphs)
    right = glyphs.boxes[:, 2].copy()
    within = np.flatnonzero(np.diff(row) == 0)
    one, following = order[within], glyphs.origins[order[within + 1]]
    further = following > glyphs.origins[one] + _LEAST_STEP * glyphs.sizes[one]
    right[one[further]] = np.minimum(right[one], following)[further]
    base, em = glyphs.baselines, glyphs.sizes
    return np.stack((glyphs.origins, base - _ABOVE * em, right, base + _BELOW * em), axis=1)


def _measured(ink: Floats, aspects: Floats, cells: Floats, which: NDArray[np.int64], picture: Picture) -> None:
    """The ink and aspect of some glyphs as the picture has them: the box of a drawing may be that of its whole font."""
    for k, place in zip(which.tolist(), picture.places(cells[which]), strict=True):
        look = look_at(picture.part(place))
        ink[k], aspects[k] = (np.nan, 0) if look is None else look


def _sampled(tight: Floats, picture: Picture, brightness: Floats) -> Floats:
    """The ink in the boxes of n glyphs, shape (n, 12, 12); NaN for those that hardly stand out, or are all ink."""
    x0, y0, x1, y1 = picture.onto.boxes(tight).T
    at = (np.arange(GRID, dtype=np.float32)[:, None] + np.float32(0.5)) / np.float32(GRID)
    high, wide = picture.pixels.shape
    across = np.clip(x0 + at * (x1 - x0), 0, wide - 1).astype(np.int32)
    down = np.clip(y0 + at * (y1 - y0), 0, high - 1).astype(np.int32) * np.int32(wide)
    seen = picture.pixels.ravel().take((down[:, None] + across[None]).reshape(GRID * GRID, -1)).astype(np.float32)
    low, top = seen.min(axis=0), seen.max(axis=0)
    spread = np.where(top - low < _LEAST_CONTRAST, np.nan, top - low)
    ink: Floats = np.where(brightness < _MIDDLE, top - seen, seen - low) / spread
    ink[:, ink.mean(axis=0) > _SOLID] = np.nan
    return np.ascontiguousarray(ink.T, dtype=np.float32).reshape(-1, GRID, GRID)
