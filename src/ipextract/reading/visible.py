"""Characters of a page that nobody who looks at it can see: invisible, white, tiny, clipped away or painted over."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Doubts, Floats
from ipextract.reading.drawings import Drawings
from ipextract.reading.easel import CONTRAST, Easel, Mask, Picture
from ipextract.reading.frame import Frame
from ipextract.reading.glyphs import Glyphs, PageText
from ipextract.reading.pdf_rows import clustered
from ipextract.recognition import BEHIND

_TINY = 1.5
_PALE = 190.0
_FAINT_ALPHA = 100
_PLAIN, _CLOSE = 1.0, 2.0
_MOST_LAYERS = 4
# The middle of a glyph, in em above the baseline and as a share of its width: what borders it is left out.
_TOP, _BOTTOM, _SIDE = 0.75, 0.02, 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """Which glyphs are ``hidden``, and the ``doubts`` of those that are not; both of shape (n,).

    ``looked`` is the page as it was drawn to find out.
    """

    hidden: Mask
    doubts: Doubts
    looked: Picture


@dataclass(frozen=True, slots=True, eq=False)
class _Paint:
    """How each text object is painted: not at all, only as a clip, its brightness (0 to 255), its clip in the frame."""

    unpainted: Mask
    doubtful: Mask
    brightness: Floats
    clips: Floats


def seen(text: PageText, drawn: Drawings, easel: Easel) -> Seen:
    """Which glyphs of a page can be seen.

    Once the page is drawn as plainly as possible. Of glyphs that do not show then, or where something else may be what
    shows in their place, it is asked whether anything changes on the page without them.
    """
    glyphs, run = text.glyphs, text.glyphs.run
    paint = _paint(text)
    plain = easel.without(drawn.heavy, _PLAIN, pictures=False)
    middles = _middles(glyphs)
    shows = plain.contrast(middles)
    covered, behind = _below(text, drawn)
    clip = paint.clips[run]
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    clipped = (x < clip[:, 0]) | (x > clip[:, 2]) | (y < clip[:, 1]) | (y > clip[:, 3])
    # PDFium gives the clip of an object in a form in the space of the form.
    nested = np.array([int(address) in drawn.nested for address in text.objects], np.bool_)[run]
    unpainted = paint.unpainted[run]
    hidden = (glyphs.sizes < _TINY) | (unpainted & ~behind) | (clipped & ~nested)
    pale = (paint.brightness[run] >= _PALE) & ~unpainted
    if pale.any():
        shows[pale] &= _stands_out(plain, glyphs.boxes[pale], paint.brightness[run[pale]])
    pairs = _overlapping(glyphs)
    crossed = np.zeros(len(glyphs), np.bool_)
    crossed[pairs.ravel()] = True
    asked = (~shows | covered | clipped | crossed | paint.doubtful[run] | unpainted) & ~hidden
    doubts = np.zeros(len(glyphs), np.uint16)
    if asked.any():
        brightness = np.where(pale, paint.brightness[run], np.nan)
        shown = _changes(text, easel, np.flatnonzero(asked & ~unpainted), pairs, middles, brightness)
        pictured = asked & ~shown & behind
        if pictured.any():
            # Print recognised by another program stands behind the picture of it: it shows, as somebody else read it.
            pictured[pictured] = easel.whole(_CLOSE).contrast(middles[pictured])
            doubts[pictured] = BEHIND
        hidden |= asked & ~shown & ~pictured
    return Seen(hidden, doubts, plain)


def _middles(glyphs: Glyphs) -> Floats:
    """The part of each box that only the glyph itself reaches."""
    found = glyphs.boxes.copy()
    side = _SIDE * (found[:, 2] - found[:, 0])
    low, top = glyphs.baselines - _BOTTOM * glyphs.sizes, glyphs.baselines - _TOP * glyphs.sizes
    level = (top >= found[:, 1] - glyphs.sizes) & (low <= found[:, 3]) & (top < found[:, 3])
    # Marks that end a clause stand low and small: their whole box is theirs.
    mark = (glyphs.codes >= 0x3001) & (glyphs.codes <= 0x3002) | (glyphs.codes >= 0xFF01) & (glyphs.codes <= 0xFF0F)
    mark |= (glyphs.codes < 0x30) | (glyphs.codes == ord("_"))
    level &= ~mark
    found[level, 0] += side[level]
    found[level, 2] -= side[level]
    found[level, 1], found[level, 3] = top[level], low[level]
    return found


def _below(text: PageText, drawn: Drawings) -> tuple[Mask, Mask]:
    """Which glyphs something is painted over, and which stand where a picture is."""
    glyphs = text.glyphs
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    levels = np.array([drawn.painted.get(int(address), -1) for address in text.objects], np.int64)[glyphs.run]
    covered = np.zeros(len(glyphs), np.bool_)
    behind = np.zeros(len(glyphs), np.bool_)
    for (x0, top, x1, bottom), level, picture in zip(drawn.areas, drawn.levels, drawn.pictures, strict=True):
        inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        covered |= inside & (levels < level) & (levels >= 0)
        if picture:
            behind |= inside
    return covered, behind


def _stands_out(plain: Picture, boxes: Floats, brightness: Floats) -> Mask:
    """Whether pale print differs from what is behind it, so that dark print beside it does not speak for it."""
    grounds = [float(np.median(part)) if part.size else 255.0 for part in map(plain.part, plain.places(boxes))]
    found: Mask = np.abs(np.array(grounds, np.float32) - brightness) >= CONTRAST
    return found


def _overlapping(glyphs: Glyphs) -> NDArray[np.int64]:
    """Pairs of neighbours, shape (m, 2), of two text objects that stand on each other and are not the same print."""
    order, row = clustered(glyphs)
    if len(order) < 2:
        return np.zeros((0, 2), np.int64)
    first, second = order[:-1], order[1:]
    step = glyphs.boxes[second, 0] - glyphs.boxes[first, 0]
    width = glyphs.boxes[first, 2] - glyphs.boxes[first, 0]
    near = (np.diff(row) == 0) & (glyphs.run[first] != glyphs.run[second]) & (step < 0.6 * width)
    near &= glyphs.codes[first] != glyphs.codes[second]
    return np.stack((first[near], second[near]), axis=1)


def _changes(
    text: PageText,
    easel: Easel,
    asked: NDArray[np.int64],
    pairs: NDArray[np.int64],
    middles: Floats,
    brightness: Floats,
) -> Mask:
    """Which of the glyphs ``asked`` for leave a trace: the page without them is another.

    Objects that stand on each other are not taken off at once, or each would speak for the other. Pale print, which
    has a ``brightness``, must differ from what is behind it: white print on black print blots it out and shows nothing.
    """
    glyphs = text.glyphs
    found = np.zeros(len(glyphs), np.bool_)
    if not len(asked):
        return found
    scale = _CLOSE * (2 if float(glyphs.sizes[asked].min()) < 6 else 1)
    layers = _layers(glyphs.run[asked], glyphs.run[pairs])
    whole = easel.whole(scale)
    for layer in range(int(layers.max()) + 1):
        runs = np.flatnonzero(layers == layer)
        objects = [int(address) for address in text.objects[runs] if address]
        bare = easel.without(objects, scale)
        own = asked[np.isin(glyphs.run[asked], runs)]
        places = whole.places(middles[own])
        change = np.abs(whole.pixels.astype(np.int16) - bare.pixels) >= CONTRAST
        found[own] = [bool(change[y0:y1, x0:x1].any()) for x0, y0, x1, y1 in places.tolist()]
        pale = own[~np.isnan(brightness[own])]
        found[pale] &= _stands_out(bare, glyphs.boxes[pale], brightness[pale])
    return found


def _layers(asked: NDArray[np.int64], pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each text object the layer in which it is taken off the page, -1 for those that stay; pairs are parted."""
    beside: dict[int, set[int]] = {}
    for one, other in pairs.tolist():
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    runs = np.unique(asked)
    found = np.full(int(runs[-1]) + 1, -1, np.int64)
    for run in runs.tolist():
        taken = {int(found[other]) for other in beside.get(run, ()) if other < len(found)}
        found[run] = next((layer for layer in range(_MOST_LAYERS - 1) if layer not in taken), _MOST_LAYERS - 1)
    return found


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
