"""Characters of a page that nobody who looks at it can see: invisible, white, tiny, clipped away or painted over."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.drawings import Drawings
from ipextract.reading.frame import Frame, between
from ipextract.reading.glyphs import PageText

_TINY = 1.5
_PALE = 190.0
_FAINT_ALPHA = 100
_CONTRAST = 40.0
_SCALE = 2.0
Render: TypeAlias = Callable[[float], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class _Paint:
    """How each text object is painted: not at all, only as a clip, its brightness (0 to 255), its clip in the frame."""

    unpainted: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    brightness: Floats
    clips: Floats


def unseen(text: PageText, drawn: Drawings, shown: Frame, render: Render) -> NDArray[np.bool_]:
    """Which glyphs cannot be seen; ``shown`` is the frame of the page as it is shown, ``render`` draws it.

    The page is rendered only where the way that its text is painted leaves a doubt.
    """
    glyphs, run = text.glyphs, text.glyphs.run
    paint = _paint(text)
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    levels = np.array([drawn.painted.get(int(address), -1) for address in text.objects], np.int64)[run]
    covered = np.zeros(len(glyphs), np.bool_)
    behind = np.zeros(len(glyphs), np.bool_)
    for (x0, top, x1, bottom), level, picture in zip(drawn.areas, drawn.levels, drawn.pictures, strict=True):
        inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        covered |= inside & (levels < level) & (levels >= 0)
        if picture:
            behind |= inside
    clip = paint.clips[run]
    clipped = (x < clip[:, 0]) | (x > clip[:, 2]) | (y < clip[:, 1]) | (y > clip[:, 3])
    # PDFium gives the clip of an object in a form in the space of the form.
    nested = np.array([int(address) in drawn.nested for address in text.objects], np.bool_)[run]
    hidden = (glyphs.sizes < _TINY) | (paint.unpainted[run] & ~behind) | (clipped & ~nested)
    pale = (paint.brightness[run] >= _PALE) & ~paint.unpainted[run]
    doubtful = (covered | clipped | pale | paint.doubtful[run] | paint.unpainted[run]) & ~hidden
    if doubtful.any():
        asked = np.flatnonzero(doubtful)
        hidden[asked] = ~_inked(render, text, shown, asked, np.where(pale, paint.brightness[run], np.nan)[asked])
    return hidden


def _paint(text: PageText) -> _Paint:
    count = len(text.objects)
    unpainted, doubtful = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    brightness = np.zeros(count, np.float32)
    clips = np.tile(np.array([-np.inf, -np.inf, np.inf, np.inf], np.float32), (count, 1))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for k, address in enumerate(text.objects.tolist()):
        if not address:
            continue
        item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(item)
        unpainted[k] = mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        doubtful[k] = mode == pdfium.FPDF_TEXTRENDERMODE_CLIP
        fills = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
        if fills and pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
            brightness[k] = 0.3 * red.value + 0.59 * green.value + 0.11 * blue.value
            doubtful[k] |= alpha.value < _FAINT_ALPHA
        path = pdfium.FPDFPageObj_GetClipPath(item)
        if path and (parts := pdfium.FPDFClipPath_CountPaths(path)) > 0:
            clips[k] = _clip(path, parts, text.frame)
    return _Paint(unpainted, doubtful, brightness, clips)


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


def _inked(
    render: Render, text: PageText, shown: Frame, asked: NDArray[np.int64], brightness: Floats
) -> NDArray[np.bool_]:
    """Whether the rendered page shows something in the box of each glyph asked for.

    Pale print has to stand out from what is behind it, so that dark print beside it does not speak for it.
    """
    pixels = render(_SCALE)
    scale = pixels.shape[1] / shown.width
    a, b, c, d, e, f = between(text.frame, shown)
    boxes = Frame((a, b, c, d, e, f), shown.width, shown.height).boxes(text.glyphs.boxes[asked]) * scale
    high, wide = pixels.shape[:2]
    low = np.floor(boxes[:, :2]).astype(np.int64).clip(0)
    top = np.minimum(np.ceil(boxes[:, 2:]).astype(np.int64), (wide, high))
    found = np.zeros(len(asked), np.bool_)
    for k in range(len(asked)):
        part = pixels[low[k, 1] : top[k, 1], low[k, 0] : top[k, 0]]
        if part.size:
            found[k] = int(part.max()) - int(part.min()) >= _CONTRAST
            if found[k] and not np.isnan(brightness[k]):
                found[k] = abs(float(np.median(part)) - brightness[k]) >= _CONTRAST
    return found
