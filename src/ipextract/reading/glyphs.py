"""The characters of one PDF page as PDFium sees them, as arrays: no words, no lines, no order is taken from it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Floats

_STRAIGHT = math.radians(2)
_MADE_UP = {0x02, 0x2D, 0xFFFE}  # PDFium puts hyphens in where a Latin word is broken
_SPACES = {0x20, 0xA0}
_UNPRINTED = {0x00A0, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0x3000, 0xFEFF}


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """Printed characters, n of them: code points, boxes (n, 4), origins, baselines, em sizes; all else has shape (n,).

    Points from the top left corner of the page. ``order`` is the place in the file, ``spaced`` says that a space is
    printed after the glyph: boxes may overlap a narrow one. ``missing`` counts glyphs without a character, ``turned``
    the ones that are not set upright, ``outside`` the ones off the page; the last two are not among the n.
    """

    codes: NDArray[np.uint32]
    boxes: Floats
    origins: Floats
    baselines: Floats
    sizes: Floats
    order: NDArray[np.int64]
    spaced: NDArray[np.bool_]
    missing: int = 0
    turned: int = 0
    outside: int = 0

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> Glyphs:
        """The glyphs that an index or mask selects."""
        return Glyphs(
            self.codes[which],
            self.boxes[which],
            self.origins[which],
            self.baselines[which],
            self.sizes[which],
            self.order[which],
            self.spaced[which],
        )


def char_count(text_page: object) -> int:
    """How many characters, made-up ones included, a text page of PDFium holds; -1 when it failed."""
    return int(pdfium.FPDFText_CountChars(text_page))


def page_glyphs(text_page: object, count: int, left: float, top: float, width: float, height: float) -> Glyphs:
    """The printed characters of a text page of PDFium; ``left`` and ``top`` are the page corner in user space."""
    codes: list[int] = []
    numbers: list[tuple[float, float, float, float, float, float, float]] = []
    spaced: set[int] = set()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, matrix_at, x_at, y_at = ctypes.byref(box), ctypes.byref(matrix), ctypes.byref(x), ctypes.byref(y)
    unicode, loose, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    text_object, address = pdfium.FPDFText_GetTextObject, ctypes.addressof
    last, size, turn = -1, 0.0, 0.0
    missing = turned = 0
    high = 0
    for i in range(count):
        code = unicode(text_page, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if 0 < code <= 0x20 or code in _UNPRINTED:
            if code in _SPACES and not pdfium.FPDFText_IsGenerated(text_page, i):
                spaced.add(len(codes) - 1)
            continue
        if code in _MADE_UP and pdfium.FPDFText_IsGenerated(text_page, i) == 1:
            continue
        if not loose(text_page, i, box_at) or not origin(text_page, i, x_at, y_at):
            continue
        held = text_object(text_page, i)
        here = address(held.contents) if held else -1
        if here != last or here == -1:
            last = here
            pdfium.FPDFText_GetMatrix(text_page, i, matrix_at)
            size = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
            turn = math.atan2(matrix.b, matrix.a)
        if abs(turn) > _STRAIGHT:
            turned += 1
            continue
        if code == 0 or 0x7F <= code < 0xA0:
            missing += 1
            code = 0xFFFD
        if box.right <= box.left or size <= 0:
            continue
        codes.append(code)
        edges = (box.left - left, top - box.top, box.right - left, top - box.bottom)
        numbers.append((*edges, x.value - left, top - y.value, size))
    return gathered(codes, numbers, spaced, (width, height), missing=missing, turned=turned)


def gathered(
    codes: Sequence[int],
    numbers: Sequence[tuple[float, float, float, float, float, float, float]],
    spaced: Set[int],
    page: tuple[float, float],
    *,
    missing: int = 0,
    turned: int = 0,
) -> Glyphs:
    """Glyphs of rows (x0, top, x1, bottom, origin, baseline, em) without those off the ``page`` (width, height)."""
    width, height = page
    table = np.array(numbers, dtype=np.float32).reshape(-1, 7)
    middle = (table[:, 0] + table[:, 2]) / 2
    inside = (middle >= 0) & (middle <= width) & (table[:, 5] >= 0) & (table[:, 5] <= height + 1)
    kept = table[inside]
    return Glyphs(
        codes=np.array(codes, dtype=np.uint32)[inside],
        boxes=np.ascontiguousarray(kept[:, :4]),
        origins=kept[:, 4],
        baselines=kept[:, 5],
        sizes=kept[:, 6],
        order=np.flatnonzero(inside),
        spaced=np.isin(np.flatnonzero(inside), list(spaced)),
        missing=missing,
        turned=turned,
        outside=int(len(table) - len(kept)),
    )
