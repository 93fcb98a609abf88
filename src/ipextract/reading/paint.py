"""How the text objects of a page are painted: in which mode and colour, within which clip, under which marks."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.calls import fast
from ipextract.reading.frame import Frame

Mask = NDArray[np.bool_]

_OPAQUE, _FAINT = 255, 100
_MOST_MARKS = 16
_LONGEST = 512
_FILLED = frozenset((pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP))
_STROKED = frozenset((pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP))
_BOTH = frozenset((pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP))
_PLAIN = frozenset((pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE))

_MODE = fast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_TRANSPARENT = fast(pdfium.FPDFPageObj_HasTransparency, ctypes.c_int, ctypes.c_void_p)
_MARKS = fast(pdfium.FPDFPageObj_CountMarks, ctypes.c_int, ctypes.c_void_p)
_MARK = fast(pdfium.FPDFPageObj_GetMark, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_ulong)
_ENTRIES = fast(pdfium.FPDFPageObjMark_CountParams, ctypes.c_int, ctypes.c_void_p)
_NUMBERED = fast(pdfium.FPDFPageObj_GetMarkedContentID, ctypes.c_int, ctypes.c_void_p)
_FONT = fast(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t, ctypes.c_void_p)


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """How each of n text objects is painted; all of shape (n,) but the ``clips`` (n, 4), in points of the frame.

    ``unpainted`` not at all; ``faint`` as good as not, or only as a clip; ``odd`` in a way that only the drawn page can
    tell: transparent, in a layer, in no plain colour. ``brightness`` is 0 to 255. ``replaced``
    are those that the file gives another text than their glyphs have. ``fonts`` are numbers of their fonts, whose
    ``names`` are empty for those of drawings; ``embedded`` says whether the file has the outlines of their glyphs.
    """

    unpainted: Mask
    faint: Mask
    odd: Mask
    replaced: Mask
    embedded: Mask
    brightness: Floats
    clips: Floats
    fonts: NDArray[np.int64]
    names: tuple[str, ...]


class _Font(NamedTuple):
    """A font of the page: its number, its name, whether its outlines are in the file."""

    number: int
    name: str
    embedded: bool


def paint_of(objects: Sequence[int], frame: Frame) -> Paint:
    """The paint of the text objects at these addresses, 0 for none."""
    count = len(objects)
    unpainted, faint, odd, replaced, embedded = (np.zeros(count, np.bool_) for _ in range(5))
    fonts = np.full(count, -1, np.int64)
    brightness = np.zeros(count, np.float32)
    clips = np.tile(np.array([-np.inf, -np.inf, np.inf, np.inf], np.float32), (count, 1))
    known: dict[int, _Font] = {}
    for k, address in enumerate(objects):
        if not address:
            continue
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        mode = _MODE(address)
        unpainted[k] = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        bright, alpha = _colour(item, mode)
        brightness[k] = bright
        faint[k] = mode == pdfium.FPDF_TEXTRENDERMODE_CLIP or alpha < _FAINT
        layered, replaced[k] = _marks(address)
        odd[k] = layered or mode not in _PLAIN or alpha < _OPAQUE or _TRANSPARENT(address) == 1
        font = _font(address, known)
        embedded[k], fonts[k] = font.embedded, font.number
        path = pdfium.FPDFPageObj_GetClipPath(item)
        if path and (parts := pdfium.FPDFClipPath_CountPaths(path)) > 0:
            clips[k] = _clip(path, parts, frame)
    names = tuple(font.name for font in known.values())
    return Paint(unpainted, faint, odd, replaced, embedded, brightness, clips, fonts, names)


def brightness_of(item: Any, asked: Any = pdfium.FPDFPageObj_GetFillColor) -> tuple[float, int]:
    """The brightness and opacity, 0 to 255, of the filling of an object, or of its outline; opacity 0 for no colour."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not asked(item, red, green, blue, alpha):
        return 0.0, 0
    return 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value, alpha.value


def _colour(item: Any, mode: int) -> tuple[float, int]:
    if mode in _FILLED:
        return brightness_of(item)
    if mode in _STROKED:
        return brightness_of(item, pdfium.FPDFPageObj_GetStrokeColor)
    if mode in _BOTH:
        filled, stroked = brightness_of(item), brightness_of(item, pdfium.FPDFPageObj_GetStrokeColor)
        return min(filled[0], stroked[0]), max(filled[1], stroked[1])
    return 0.0, _OPAQUE


def _marks(address: int) -> tuple[bool, bool]:
    """Whether an object belongs to a layer, and whether the file gives it another text."""
    layered = replaced = False
    marks = [_MARK(address, k) for k in range(min(max(0, _MARKS(address)), _MOST_MARKS))]
    entries = [_ENTRIES(mark) for mark in marks]
    # Most objects have a mark with a number and no more, by which the outline of the document finds them.
    if sum(entries) <= (_NUMBERED(address) >= 0):
        return False, False
    length = ctypes.c_ulong()
    for handle, count in zip(marks, entries, strict=True):
        if count < 1:
            continue
        mark = ctypes.cast(handle, pdfium.FPDF_PAGEOBJECTMARK)
        name = (ctypes.c_ushort * 4)()
        pdfium.FPDFPageObjMark_GetName(mark, name, 8, length)
        layered |= length.value == 6 and bytes(name)[:4] == "OC".encode("utf-16-le")
        said = pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length)
        replaced |= bool(said) and length.value > 2
    return layered, replaced


def _font(address: int, known: dict[int, _Font]) -> _Font:
    """The font of a text object; one without a name has drawings as glyphs."""
    font = _FONT(address) or 0
    if font not in known:
        handle = ctypes.cast(font, pdfium.FPDF_FONT)
        name = (ctypes.c_char * _LONGEST)()
        length = pdfium.FPDFFont_GetBaseFontName(handle, name, _LONGEST) if font else 0
        called = name.raw[: length - 1].decode("utf-8", "replace") if 1 < length <= _LONGEST else ""
        known[font] = _Font(len(known), called, not font or pdfium.FPDFFont_GetIsEmbedded(handle) == 1)
    return known[font]


def _clip(path: Any, parts: int, frame: Frame) -> tuple[float, float, float, float]:
    """The box in which all parts of a clip overlap; curved ones count with the box around them."""
    x, y = ctypes.c_float(), ctypes.c_float()
    left, top, right, bottom = -math.inf, -math.inf, math.inf, math.inf
    for part in range(parts):
        count = pdfium.FPDFClipPath_CountPathSegments(path, part)
        segments = (pdfium.FPDFClipPath_GetPathSegment(path, part, k) for k in range(count))
        points = [frame.point(x.value, y.value) for each in segments if pdfium.FPDFPathSegment_GetPoint(each, x, y)]
        if points:
            left, top = max(left, min(p[0] for p in points)), max(top, min(p[1] for p in points))
            right, bottom = min(right, max(p[0] for p in points)), min(bottom, max(p[1] for p in points))
    return left, top, right, bottom
