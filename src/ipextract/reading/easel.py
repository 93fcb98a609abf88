"""A page drawn in grey, whole or without some of its objects, and what shows in the boxes of its glyphs."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.bounds import drawn
from ipextract.reading.frame import Frame, between
from ipextract.reading.limits import Limits
from ipextract.reading.paint import Mask

CONTRAST = 40
_ABOUT = 0.1
_ACROSS, _DOWN = 3, 5
_STEPS_ACROSS, _STEPS_DOWN = ((2 * np.arange(n, dtype=np.int32) + 1)[:, None] for n in (_ACROSS, _DOWN))


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Grey pixels (rows, columns) of a page, and the matrix that takes points of the frame of its text to them."""

    pixels: NDArray[np.uint8]
    onto: Frame

    def places(self, boxes: Floats) -> NDArray[np.int64]:
        """The pixels that boxes (n, 4) of the text's frame touch: first and last column and row, last ones excluded."""
        high, wide = self.pixels.shape
        found = self.onto.boxes(boxes)
        low = np.floor(found[:, :2] + 1e-3).astype(np.int64)
        top = np.maximum(np.ceil(found[:, 2:] - 1e-3).astype(np.int64), low + 1)
        return np.concatenate((np.clip(low, 0, (wide, high)), np.clip(top, 0, (wide, high))), axis=1)

    def contrast(self, boxes: Floats) -> Mask:
        """In which boxes (n, 4) something shows."""
        places = self.places(boxes)
        found = np.zeros(len(boxes), np.bool_)
        inside = np.flatnonzero((places[:, 2] > places[:, 0]) & (places[:, 3] > places[:, 1]))
        # Most print shows in a few pixels of its box: only where those are alike all of them are looked at.
        x0, y0, x1, y1 = places[inside].T.astype(np.int32)
        across = x0 + (_STEPS_ACROSS * (x1 - x0)) // (2 * _ACROSS)
        down = (y0 + (_STEPS_DOWN * (y1 - y0)) // (2 * _DOWN)) * np.int32(self.pixels.shape[1])
        seen = self.pixels.ravel().take((down[:, None] + across[None]).reshape(_ACROSS * _DOWN, -1))
        found[inside] = seen.max(axis=0, initial=0).astype(np.int16) - seen.min(axis=0, initial=255) >= CONTRAST
        for k in inside[~found[inside]].tolist():
            part = self.part(places[k])
            found[k] = int(part.max()) - int(part.min()) >= CONTRAST
        return found

    def part(self, place: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The pixels of one of ``places``."""
        x0, y0, x1, y1 = place.tolist()
        return self.pixels[y0:y1, x0:x1]


@dataclass(slots=True, eq=False)
class Easel:
    """Draws one page of PDFium; ``shown`` is the frame of the page as it is shown, ``upright`` that of its text."""

    page: Any
    number: int
    limits: Limits
    shown: Frame
    upright: Frame
    _plain: Picture | None = None

    def plain(self, heavy: Iterable[int], scale: float) -> Picture:
        """The page without what takes long to draw, at this scale or a greater one; drawn once."""
        if self._plain is None or self._plain.onto.width < (scale - _ABOUT) * self.shown.width:
            self._plain = self.without(heavy, scale, pictures=False)
        return self._plain

    def whole(self, scale: float) -> Picture:
        """The page as it looks."""
        return self._framed(drawn(self.page, self.number, self.limits, scale))

    def without(self, objects: Iterable[int], scale: float, *, pictures: bool = True) -> Picture:
        """The page without the objects at these addresses; without ``pictures`` none may be left on it."""
        with _inactive(objects):
            return self._framed(drawn(self.page, self.number, self.limits, scale, pictures=pictures))

    def _framed(self, pixels: NDArray[np.uint8]) -> Picture:
        scale = pixels.shape[1] / self.shown.width
        a, b, c, d, e, f = (scale * value for value in between(self.upright, self.shown))
        return Picture(pixels, Frame((a, b, c, d, e, f), pixels.shape[1], pixels.shape[0]))


@contextmanager
def _inactive(objects: Iterable[int]) -> Iterator[None]:
    items = [ctypes.cast(address, pdfium.FPDF_PAGEOBJECT) for address in objects]
    try:
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, 0)
        yield
    finally:
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item, 1)
