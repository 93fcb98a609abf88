"""Characters of a page that nobody who looks at it can see: invisible, white, tiny, clipped away or painted over."""

from __future__ import annotations

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Doubts, Floats
from ipextract.model.recognition import BEHIND
from ipextract.reading.drawings import Drawings
from ipextract.reading.easel import CONTRAST, Easel, Picture
from ipextract.reading.glyphs import Glyphs, PageText
from ipextract.reading.paint import Mask, Paint
from ipextract.reading.pdf_rows import clustered

_TINY = 1.5
_PALE = 190.0
_ALIKE = 80.0
_PLAIN, _CLOSE = 1.0, 2.0
_MOST_LAYERS = 4
# The middle of a glyph, in em above the baseline and as a share of its width: what borders it is left out.
_TOP, _BOTTOM, _SIDE = 0.75, 0.02, 0.1
_BESIDE_THE_PAGE = frozenset((pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP))


def seen(text: PageText, paint: Paint, drawn: Drawings, easel: Easel, *, closely: bool) -> tuple[Mask, Doubts]:
    """Which glyphs of a page are hidden, and what speaks against the others; both of shape (n,).

    The page is drawn as plainly as possible, ``closely`` in any case, else where the way that something is painted
    leaves a doubt. Of glyphs that do not show then, or where something else may be what shows in their place, it is
    asked whether anything changes on the page without them.
    """
    glyphs, run = text.glyphs, text.glyphs.run
    covered, behind, alike = _places(text, drawn, paint)
    clip = paint.clips[run]
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    clipped = (x < clip[:, 0]) | (x > clip[:, 2]) | (y < clip[:, 1]) | (y > clip[:, 3])
    # PDFium gives the clip of an object in a form in the space of the form.
    nested = np.array([int(address) in drawn.nested for address in text.objects], np.bool_)[run]
    unpainted = paint.unpainted[run]
    hidden = (glyphs.sizes < _TINY) | (unpainted & ~behind) | (clipped & ~nested)
    pale = (paint.brightness[run] >= _PALE) & ~unpainted
    pairs = _overlapping(glyphs)
    crossed = np.zeros(len(glyphs), np.bool_)
    crossed[pairs.ravel()] = True
    asked = covered | clipped | crossed | paint.faint[run] | unpainted
    doubts = np.zeros(len(glyphs), np.uint16)
    odd = pale | paint.odd[run] | nested | alike
    if not closely and not (((asked | odd) & ~hidden).any() or _annotated(easel)):
        return hidden, doubts
    middles = _middles(glyphs)
    brightness = np.where(pale, paint.brightness[run], np.nan)
    asked |= ~_shows(glyphs, drawn, easel, behind, middles, brightness)
    asked &= ~hidden
    if asked.any():
        shown = _changes(text, easel, np.flatnonzero(asked & ~unpainted), pairs, middles, brightness)
        pictured = asked & ~shown & behind
        if pictured.any():
            # Print that another program recognised stands behind the picture of it: what shows is as that one read it.
            pictured[pictured] = easel.whole(_CLOSE).contrast(middles[pictured])
            doubts[pictured] = BEHIND
        hidden |= asked & ~shown & ~pictured
    return hidden, doubts


def _annotated(easel: Easel) -> bool:
    """Whether something is laid over the page that may hide its print."""
    page = easel.page.raw
    for k in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, k)
        if note:
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind not in _BESIDE_THE_PAGE:
                return True
    return False


def _shows(glyphs: Glyphs, drawn: Drawings, easel: Easel, behind: Mask, middles: Floats, brightness: Floats) -> Mask:
    """Where something shows that may be the glyph; pale print must not be as bright as its ground."""
    plain = easel.plain(drawn.heavy, _PLAIN)
    found = plain.contrast(middles)
    pale = np.flatnonzero(~np.isnan(brightness))
    found[pale] &= _stands_out(plain, glyphs.boxes[pale], brightness[pale])
    if behind.any():
        whole = easel.whole(_PLAIN)
        found[behind] = whole.contrast(middles[behind])
        pale = np.flatnonzero(behind & ~np.isnan(brightness))
        found[pale] &= _stands_out(whole, glyphs.boxes[pale], brightness[pale])
    return found


def _marks(codes: NDArray[np.uint32]) -> Mask:
    """Which characters are no letters or digits: they stand low, high or small, and their whole box is theirs."""
    found: Mask = (
        (codes < 0x30) | ((codes >= 0x3A) & (codes < 0x40)) | ((codes >= 0x5B) & (codes < 0x61)) | (codes == 0xB7)
    )
    found |= ((codes >= 0x2010) & (codes < 0x2070)) | ((codes >= 0x3000) & (codes < 0x3030))
    found |= ((codes >= 0xFE30) & (codes < 0xFF10)) | ((codes >= 0xFF1A) & (codes < 0xFF21))
    return found


def _middles(glyphs: Glyphs) -> Floats:
    """The part of each box that only the glyph itself reaches."""
    found = glyphs.boxes.copy()
    side = _SIDE * (found[:, 2] - found[:, 0])
    low, top = glyphs.baselines - _BOTTOM * glyphs.sizes, glyphs.baselines - _TOP * glyphs.sizes
    level = (top >= found[:, 1] - glyphs.sizes) & (low <= found[:, 3]) & (top < found[:, 3])
    level &= ~_marks(glyphs.codes)
    found[level, 0] += side[level]
    found[level, 2] -= side[level]
    found[level, 1], found[level, 3] = top[level], low[level]
    return found


def _places(text: PageText, drawn: Drawings, paint: Paint) -> tuple[Mask, Mask, Mask]:
    """Which glyphs something is painted over, which stand where a picture is, which on a ground as bright as they."""
    glyphs = text.glyphs
    x, y = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2, (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    levels = np.array([drawn.painted.get(int(address), -1) for address in text.objects], np.int64)[glyphs.run]
    brightness = paint.brightness[glyphs.run]
    covered, behind, alike = (np.zeros(len(glyphs), np.bool_) for _ in range(3))
    grounds = zip(drawn.areas, drawn.levels, drawn.pictures, drawn.brightness, strict=True)
    for (x0, top, x1, bottom), level, picture, ground in grounds:
        inside = (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        covered |= inside & (levels < level) & (levels >= 0)
        if picture:
            behind |= inside
        else:
            alike |= inside & (np.abs(brightness - ground) < _ALIKE)
    return covered, behind, alike


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
    # Marks may be set into the white of their neighbours.
    mark = _marks(glyphs.codes)
    near &= ~mark[first] & ~mark[second]
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
