"""The characters of one PDF page as PDFium sees them, as arrays: no words, no lines, no order is taken from it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Doubts, Floats
from ipextract.reading.calls import fast
from ipextract.reading.frame import Box, Frame, frame

_STRAIGHT = 2.0
_DOT = 0.22  # in em: the most that a decimal point measures
_WIDE_POINT = 0xFF0E
_WIDE_DIGITS = (0xFF10, 0xFF19)
NAMELESS_GLYPH = 0xFFFD
_MADE_UP = (0x02, 0x2D, 0xFFFE)  # PDFium puts hyphens in where a Latin word is broken
_BROKEN_HYPHEN = (0x02, 0xFFFE)  # and gives one that is printed there another code
_SPACES = (0x20, 0xA0)
_SOFT_HYPHEN = 0xAD
_PROBE = 16
_LEAST_LARGE = 0x3000
_EMPTY = 0.004  # of the height of a line: PDFium gives a glyph that draws nothing a thousandth of an em
_UNPRINTED = (0x00A0, 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0x3000, 0xFEFF)


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """Printed characters, n of them: code points, boxes (n, 4), origins, baselines, em sizes; all else has shape (n,).

    Points from the top left corner of the page with its text upright. ``order`` is the place in the file, ``spaced``
    says that a space is printed after the glyph: boxes may overlap a narrow one. ``run`` counts the text objects of
    the page. ``doubts`` are those of Line. ``turned`` counts the glyphs that do not stand as most do, ``outside`` those
    off the page; neither are among the n.
    """

    codes: NDArray[np.uint32]
    boxes: Floats
    origins: Floats
    baselines: Floats
    sizes: Floats
    order: NDArray[np.int64]
    spaced: NDArray[np.bool_]
    run: NDArray[np.int64]
    doubts: Doubts
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
            self.run[which],
            self.doubts[which],
        )

    def nameless(self) -> int:
        """How many of them have no character."""
        return int(np.count_nonzero(self.codes == NAMELESS_GLYPH))


@dataclass(frozen=True, slots=True, eq=False)
class PageText:
    """The glyphs of a page, how its text is turned (degrees to the left) and in which frame, and its text objects.

    ``objects`` are the addresses of the text objects, in the order of ``Glyphs.run``. ``page`` is the address of the
    text page of PDFium, good while that is open, and ``listed`` the places of the glyphs in it by their ``order``.
    """

    glyphs: Glyphs
    turn: int
    frame: Frame
    objects: NDArray[np.uint64]
    page: int
    listed: NDArray[np.int64]

    def outlines(self, which: NDArray[np.int64]) -> Floats:
        """Boxes (n, 4) in the frame around what some of the glyphs draw."""
        edges = np.zeros((len(which), 4))
        first = edges.ctypes.data
        for k, i in enumerate(self.listed[self.glyphs.order[which]].tolist()):
            place = first + 32 * k
            _TIGHT(self.page, i, place, place + 8, place + 16, place + 24)
        return self.frame.boxes(edges[:, [0, 2, 1, 3]].astype(np.float32))


_UNICODE = fast(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_OBJECT = fast(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
_UNMAPPED = fast(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_BOX = fast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_TIGHT = fast(pdfium.FPDFText_GetCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)


def char_count(text_page: object) -> int:
    """How many characters, made-up ones included, a text page of PDFium holds; -1 when it failed."""
    return int(pdfium.FPDFText_CountChars(text_page))


def page_text(text_page: object, count: int, box: Box) -> PageText:
    """The printed characters of a text page of PDFium; ``box`` is the page in user space: left, bottom, right, top."""
    at = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
    codes = _codes(text_page, count)
    corners = np.zeros((count, 4), dtype=np.float32)
    first = corners.ctypes.data
    boxed = map(_BOX, repeat(at), range(count), range(first, first + 16 * count, 16))
    printed = np.fromiter(boxed, np.bool_, count)
    codes, halves = _whole_characters(codes)
    spaces = [
        i for i in np.flatnonzero(np.isin(codes, _SPACES)).tolist() if not pdfium.FPDFText_IsGenerated(text_page, i)
    ]
    for i in np.flatnonzero(np.isin(codes, _MADE_UP)).tolist():
        printed[i] &= pdfium.FPDFText_IsGenerated(text_page, i) != 1
        if codes[i] in _BROKEN_HYPHEN and pdfium.FPDFText_IsHyphen(text_page, i) == 1:
            codes[i] = ord("-")
    blank = ((codes > 0) & (codes <= 0x20)) | np.isin(codes, _UNPRINTED)
    printed &= ~halves
    _draw_blanks(text_page, np.flatnonzero(blank & printed), codes, corners)
    printed &= codes != 0x20
    listed = np.flatnonzero(printed)
    held = _objects(at, listed)
    found = codes[listed]
    found[_unmapped(at, listed, found, held) | (found == 0) | ((found >= 0x7F) & (found < 0xA0))] = NAMELESS_GLYPH
    begins = np.diff(held, prepend=held[:1] + 1) != 0
    run = np.cumsum(begins | (held == 0)) - 1
    starts = np.flatnonzero(np.diff(run, prepend=-1))
    sizes, angles = _set_how(text_page, listed[starts].tolist())
    turn, straight = _usual_turn(angles[run])
    upright = frame(box, turn)
    boxes = upright.boxes(corners[listed])
    origins, baselines = _origins(text_page, listed, run, starts, boxes, sizes, upright)
    spaced = np.zeros(len(listed), dtype=np.bool_)
    before = np.searchsorted(listed, spaces) - 1
    spaced[before[before >= 0]] = True
    em = sizes[run]
    _name_points(text_page, listed, found, em, baselines, upright)
    kept = straight & (boxes[:, 2] > boxes[:, 0]) & (em > 0)
    glyphs = Glyphs(
        codes=found,
        boxes=boxes,
        origins=origins,
        baselines=baselines,
        sizes=em,
        order=np.arange(len(listed)),
        spaced=spaced,
        run=run,
        doubts=np.zeros(len(listed), np.uint16),
    )
    counted = replace(
        on_page(glyphs.take(kept), upright.width, upright.height), turned=int(np.count_nonzero(~straight))
    )
    return PageText(counted, turn, upright, held[starts], at or 0, listed)


def _codes(text_page: object, count: int) -> NDArray[np.uint32]:
    """The code points of all characters, halves of surrogate pairs each by itself."""
    units = np.zeros(count + 1, np.uint16)
    written = pdfium.FPDFText_GetText(text_page, 0, count, units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
    # What is no text for PDFium is missing there, and what is more than one unit takes more: then each is asked for.
    if written == count + 1 and not ((units >= 0xD800) & (units < 0xE000)).any():
        return units[:count].astype(np.uint32)
    at = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
    return np.fromiter(map(_UNICODE, repeat(at), range(count)), np.uint32, count)


def _objects(at: int | None, listed: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The addresses of the text objects of some characters; those of one object stand together."""
    count = len(listed)
    found = np.zeros(count, np.uint64)
    if not count:
        return found
    probes = np.unique(np.append(np.arange(0, count, _PROBE), count - 1))
    found[probes] = _asked(_OBJECT, at, listed[probes], np.uint64)
    same = found[probes[1:]] == found[probes[:-1]]
    between = np.searchsorted(probes, np.arange(count), side="right") - 1
    inner = np.minimum(between, max(0, len(same) - 1))
    known = same[inner] if len(same) else np.ones(count, np.bool_)
    found[known] = found[probes[between]][known]
    rest = np.flatnonzero(~known)
    found[rest] = _asked(_OBJECT, at, listed[rest], np.uint64)
    return found


def _unmapped(
    at: int | None, listed: NDArray[np.int64], codes: NDArray[np.uint32], held: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Which characters stand for the code that they have in their font, which gives them no other.

    Such codes are small as a rule; of the others one of each kind and object is asked for.
    """
    found = np.zeros(len(listed), np.bool_)
    small = np.flatnonzero(codes < _LEAST_LARGE)
    found[small] = _asked(_UNMAPPED, at, listed[small], np.int32) == 1
    large = np.flatnonzero(codes >= _LEAST_LARGE)
    if len(large):
        fonts = {address: _font(address) for address in np.unique(held[large]).tolist()}
        font = np.array([fonts[address] for address in held[large].tolist()], np.uint64)
        kinds = (font << np.uint64(21)) ^ codes[large].astype(np.uint64)
        _, firsts, which = np.unique(kinds, return_index=True, return_inverse=True)
        found[large] = (_asked(_UNMAPPED, at, listed[large[firsts]], np.int32) == 1)[which]
    return found


def _font(address: int) -> int:
    """A number for the font of a text object, the same for all objects that have it."""
    if not address:
        return 0
    font = pdfium.FPDFTextObj_GetFont(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))
    return ctypes.addressof(font.contents) if font else 0


def _asked(function: Callable[..., Any], at: int | None, which: NDArray[np.int64], kind: type) -> NDArray[Any]:
    answers = (function(at, i) for i in which.tolist())
    return np.fromiter(answers, kind, len(which))


def _draw_blanks(text_page: object, blanks: NDArray[np.int64], codes: NDArray[np.uint32], corners: Floats) -> None:
    """Tell the blanks that draw something from those that do not, in ``codes`` itself: the latter become spaces.

    A glyph with a low code and without a character is none of the control characters that the code would be; some
    files call a minus a soft hyphen, and whatever else draws something is no blank.
    """
    at = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
    edges = np.zeros(4)
    places = [edges.ctypes.data + 8 * k for k in range(4)]
    for i in blanks.tolist():
        high = float(np.abs(corners[i, 2:] - corners[i, :2]).max())
        if not high or not _TIGHT(at, i, *places):
            codes[i] = 0x20
            continue
        # The box around what is set askew says nothing of it, and it is not read in any case.
        askew = abs(math.remainder(pdfium.FPDFText_GetCharAngle(text_page, i), math.pi / 2)) > math.radians(_STRAIGHT)
        if askew or min(abs(edges[1] - edges[0]), abs(edges[3] - edges[2])) <= _EMPTY * high:
            codes[i] = 0x20
        else:
            codes[i] = ord("-") if codes[i] == _SOFT_HYPHEN else NAMELESS_GLYPH


def _name_points(
    text_page: object,
    listed: NDArray[np.int64],
    codes: NDArray[np.uint32],
    em: Floats,
    baselines: Floats,
    upright: Frame,
) -> None:
    """Make decimal points of the nameless glyphs that print a dot on the baseline, in ``codes`` itself.

    Typesetting systems keep the point behind a digit in a font of their own that names it for nobody else.
    """
    nameless = np.flatnonzero((codes == NAMELESS_GLYPH) | _private(codes))
    if not len(nameless):
        return
    digit = _digit(codes)
    dots = [
        k for k in nameless.tolist() if _is_dot(text_page, int(listed[k]), float(em[k]), float(baselines[k]), upright)
    ]
    for k in dots:
        if k and digit[k - 1]:
            codes[k] = _WIDE_POINT if codes[k - 1] >= _WIDE_DIGITS[0] else ord(".")


def _is_dot(text_page: object, index: int, em: float, baseline: float, upright: Frame) -> bool:
    """Whether the ink of a character is a small spot that stands on the baseline."""
    edges = [ctypes.c_double() for _ in range(4)]
    if not pdfium.FPDFText_GetCharBox(text_page, index, *edges):
        return False
    left, right, bottom, top = (edge.value for edge in edges)
    x0, y0, x1, y1 = upright.boxes(np.array([[left, bottom, right, top]], np.float32))[0].tolist()
    small = 0 < x1 - x0 <= _DOT * em and 0 < y1 - y0 <= _DOT * em
    return bool(small and -_DOT / 2 * em <= baseline - y1 <= _DOT * em)


def _private(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return ((codes >= 0xE000) & (codes < 0xF900)) | (codes >= 0xF0000)


def _digit(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return ((codes >= 0x30) & (codes <= 0x39)) | ((codes >= _WIDE_DIGITS[0]) & (codes <= _WIDE_DIGITS[1]))


def _whole_characters(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Surrogate pairs as one character, in the place of the second half; which places hold first halves."""
    high = (codes >= 0xD800) & (codes < 0xDC00)
    if not high.any():
        return codes, high
    pairs = np.flatnonzero(high[:-1] & (codes[1:] >= 0xDC00) & (codes[1:] < 0xE000))
    codes = codes.copy()
    codes[pairs + 1] = 0x10000 + ((codes[pairs] - 0xD800) << 10) + (codes[pairs + 1] - 0xDC00)
    return codes, high


def _set_how(text_page: object, firsts: Sequence[int]) -> tuple[Floats, Floats]:
    """The em in points and the angle in degrees of the runs that begin at these characters."""
    matrix = pdfium.FS_MATRIX()
    at = ctypes.byref(matrix)
    sizes, angles = np.zeros(len(firsts), np.float32), np.zeros(len(firsts), np.float32)
    for k, i in enumerate(firsts):
        pdfium.FPDFText_GetMatrix(text_page, i, at)
        sizes[k] = pdfium.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
        angles[k] = math.degrees(math.atan2(matrix.b, matrix.a))
    return sizes, angles


def _usual_turn(angles: Floats) -> tuple[int, NDArray[np.bool_]]:
    """The right angle that most glyphs are turned by, and which of them are."""
    nearest = np.round(angles / 90)
    straight = np.abs(angles - 90 * nearest) <= _STRAIGHT
    quarter = nearest.astype(np.int64) % 4
    usual = int(np.bincount(quarter[straight], minlength=4).argmax())
    return 90 * usual, straight & (quarter == usual)


def _origins(
    text_page: object,
    listed: NDArray[np.int64],
    run: NDArray[np.int64],
    starts: NDArray[np.int64],
    boxes: Floats,
    sizes: Floats,
    upright: Frame,
) -> tuple[Floats, Floats]:
    """The origin of each glyph in the frame: asked of PDFium once a run where the boxes tell the others.

    A loose box begins at the origin and ends a fixed distance below the baseline, but for fonts that give no ascent.
    """
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)

    def origin(k: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(text_page, int(listed[k]), x_at, y_at)
        return upright.point(x.value, y.value)

    if not len(listed):
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    firsts = np.array([origin(k) for k in starts.tolist()], dtype=np.float32).reshape(-1, 2)
    lows = boxes[starts, 3]
    across, down = boxes[:, 0].copy(), firsts[run, 1] + (boxes[:, 3] - lows[run])
    loose = np.abs(firsts[:, 0] - boxes[starts, 0]) <= 0.01 * sizes
    asked = ~loose[run] | (np.abs(boxes[:, 3] - lows[run]) > 0.005 * sizes[run])
    for k in np.flatnonzero(asked).tolist():
        across[k], down[k] = origin(k)
    return across, down


def on_page(glyphs: Glyphs, width: float, height: float) -> Glyphs:
    """The glyphs without those off a page of this size; ``outside`` says how many."""
    middle = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    inside = (middle >= 0) & (middle <= width) & (glyphs.baselines >= 0) & (glyphs.baselines <= height + 1)
    return replace(glyphs.take(inside), outside=int(len(glyphs) - np.count_nonzero(inside)))


def gathered(
    codes: Sequence[int],
    numbers: Sequence[tuple[float, float, float, float, float, float, float]],
    spaced: Set[int],
    page: tuple[float, float],
) -> Glyphs:
    """Glyphs of rows (x0, top, x1, bottom, origin, baseline, em) without those off the ``page`` (width, height)."""
    table = np.array(numbers, dtype=np.float32).reshape(-1, 7)
    places = np.arange(len(table))
    glyphs = Glyphs(
        codes=np.array(codes, dtype=np.uint32),
        boxes=np.ascontiguousarray(table[:, :4]),
        origins=table[:, 4],
        baselines=table[:, 5],
        sizes=table[:, 6],
        order=places,
        spaced=np.isin(places, list(spaced)),
        run=np.zeros(len(table), np.int64),
        doubts=np.zeros(len(table), np.uint16),
    )
    return on_page(glyphs, *page)
