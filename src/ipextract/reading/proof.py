"""What the page itself says for and against its text: what can be seen, what looks otherwise, what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ipextract.model.recognition import BESIDE, DRAWN, HIDDEN
from ipextract.reading.drawings import Drawings
from ipextract.reading.drawn import Likeness, small, unlike_drawn
from ipextract.reading.easel import Easel
from ipextract.reading.glyphs import Glyphs, PageText
from ipextract.reading.paint import Mask, Paint, paint_of
from ipextract.reading.pdf_rows import clustered
from ipextract.reading.visible import seen

# Lengths in em.
_TOUCHING = 0.15
_LOW, _TALL, _AT, _INTO = 0.4, 1.2, 0.3, 0.15  # what may be a digit beside another one
_ABOVE, _BELOW = 1.1, 0.35
_SPOT, _ON, _UNDER = 0.22, 0.02, 0.08  # how high a point is at most, where it and where a comma ends


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """The ``glyphs`` that can be seen, with what speaks against each, and which of all glyphs are ``hidden``.

    ``replaced`` says that the file gives some figures another text than their glyphs have.
    """

    glyphs: Glyphs
    hidden: Mask
    replaced: bool


def proved(text: PageText, drawings: Drawings, easel: Easel, likeness: Likeness, *, closely: bool) -> Proof:
    """The glyphs of a page that bear a look at the page as it is drawn; ``closely`` looks at every page."""
    glyphs = text.glyphs
    paint = paint_of(text.objects.tolist(), text.frame)
    which = likeness.asked(text, paint)
    if len(which):
        # Drawn once for all that follows.
        easel.plain(drawings.heavy, small(float(np.median(glyphs.sizes[which]))))
    hidden, doubts = seen(text, paint, drawings, easel, closely=closely or len(which) > 0)
    which = which[~hidden[which]]
    if len(which):
        doubts[unlike_drawn(text, which, paint, partial(easel.plain, drawings.heavy))] = DRAWN
    doubts[_unlike_marks(text, paint, hidden)] = DRAWN
    doubts[_beside_figures(glyphs, drawings)] = BESIDE
    if hidden.any():
        doubts[_beside_hidden(glyphs, hidden)] = HIDDEN
    replaced = bool((paint.replaced[glyphs.run] & _numeric(glyphs.codes)).any())
    return Proof(replace(glyphs, doubts=doubts).take(~hidden), hidden, replaced)


def _beside_hidden(glyphs: Glyphs, hidden: Mask) -> NDArray[np.int64]:
    """The digits that touch digits or points which cannot be seen: what is left of a number is none."""
    order, row = clustered(glyphs)
    first, second = order[:-1], order[1:]
    gap = glyphs.boxes[second, 0] - glyphs.boxes[first, 2]
    near = (np.diff(row) == 0) & (np.abs(gap) < _TOUCHING * glyphs.sizes[first])
    numeric = _numeric(glyphs.codes)
    near &= numeric[first] & numeric[second] & (hidden[first] != hidden[second])
    return np.concatenate((first[near], second[near]))


def _beside_figures(glyphs: Glyphs, drawings: Drawings) -> NDArray[np.int64]:
    """The digits beside which something is drawn that is as high as a digit and stands where one would."""
    digits = np.flatnonzero(_digits(glyphs.codes))
    figures = drawings.figures
    if not len(digits) or not len(figures):
        return digits[:0]
    digits = digits[np.argsort(glyphs.baselines[digits], kind="stable")]
    bases, sizes = glyphs.baselines[digits], glyphs.sizes[digits]
    reach = float(sizes.max())
    lows = np.searchsorted(bases, figures[:, 3] - _BELOW * reach)
    highs = np.searchsorted(bases, figures[:, 3] + _ABOVE * reach)
    found = []
    for (left, top, right, bottom), low, high in zip(figures.tolist(), lows.tolist(), highs.tolist(), strict=True):
        near = digits[low:high]
        em, base, boxes = sizes[low:high], bases[low:high], glyphs.boxes[near]
        level = (top > base - _ABOVE * em) & (bottom < base + _BELOW * em)
        level &= (bottom - top > _LOW * em) & (bottom - top < _TALL * em)
        gap = np.maximum(left - boxes[:, 2], boxes[:, 0] - right)
        found.append(near[level & (gap < _AT * em) & (gap > -_INTO * em)])
    return np.concatenate(found)


def _unlike_marks(text: PageText, paint: Paint, hidden: Mask) -> NDArray[np.int64]:
    """Commas between digits that are drawn as points, and points that are drawn as commas."""
    glyphs = text.glyphs
    comma, point = glyphs.codes == ord(","), glyphs.codes == ord(".")
    # The box of a drawing is what its font says, not what it draws.
    named = np.array([bool(name) for name in paint.names] + [False], np.bool_)[paint.fonts[glyphs.run]]
    which = np.flatnonzero((comma | point) & ~hidden & paint.embedded[glyphs.run] & named & _between_digits(glyphs))
    if not len(which):
        return which
    # Those of one font and character are alike.
    _, firsts, alike = np.unique(
        2 * paint.fonts[glyphs.run[which]] + comma[which], return_index=True, return_inverse=True
    )
    some = which[firsts]
    tight, em, base = text.outlines(some), glyphs.sizes[some], glyphs.baselines[some]
    spot = (tight[:, 3] - tight[:, 1] < _SPOT * em) & (tight[:, 3] < base + _ON * em)
    return which[np.where(comma[some], spot, tight[:, 3] > base + _UNDER * em)[alike]]


def _between_digits(glyphs: Glyphs) -> Mask:
    """Which glyphs have a digit on both sides of them in the order of the file."""
    found = np.zeros(len(glyphs), np.bool_)
    digit = _digits(glyphs.codes)
    found[1:-1] = digit[:-2] & digit[2:]
    return found


def _numeric(codes: NDArray[np.uint32]) -> Mask:
    return _digits(codes) | np.isin(codes, np.frombuffer(b".,%-", np.uint8))


def _digits(codes: NDArray[np.uint32]) -> Mask:
    found: Mask = ((codes >= 0x30) & (codes <= 0x39)) | ((codes >= 0xFF10) & (codes <= 0xFF19))
    return found
