"""Recognised strips of a picture → printed lines: turned straight, put in rows, each character with place and score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ipextract.model import Floats, Line
from ipextract.model.recognition import turned

_LONG = 5.0
_TALL = 1.5
_SAME_ROW = 0.45
_EM_OF_HEIGHT = 0.68
_BODY = 0.15
_APART = 1.1
_COLUMN_GAP = 1.5
_FIGURE_GAP = 0.6
_LEAST_PAIRS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A stretch of print that an engine found in a picture, with what it takes it for.

    ``corners`` has shape (4, 2): top left, top right, bottom right, bottom left, in pixels from the top left corner of
    the picture. ``scores`` and ``centres`` have one value for each character of ``text``: how sure
    it is, 0 to 1, and where along the strip its middle lies, 0 to 1; NaN for the centre of a space.
    """

    corners: Floats
    text: str
    scores: Floats
    centres: Floats

    @property
    def width(self) -> float:
        """The length of the strip along the print, in pixels."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0] + self.corners[2] - self.corners[3])) / 2

    @property
    def height(self) -> float:
        """The length of the strip across the print, in pixels."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0] + self.corners[2] - self.corners[1])) / 2

    @property
    def tall(self) -> bool:
        """True where the print runs from top to bottom: an engine gives the corners as they lie, not as they read."""
        return len(self.text) >= _LEAST_PAIRS and self.height > _TALL * self.width

    @property
    def em(self) -> float:
        """The em of the print in pixels."""
        return _em_pixels(self) or _EM_OF_HEIGHT * self.height


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A strip on the straightened page, in points: its edges, the height of its middle, its characters' middles.

    ``em`` is that of the body text where it is near it, ``step`` what the strip itself shows.
    """

    strip: Strip
    left: float
    right: float
    y: float
    em: float
    step: float
    middles: Floats


def tilt_of(strips: Sequence[Strip]) -> float:
    """The angle in radians, clockwise, at which the print runs: the median of the long strips."""
    angles = []
    for strip in strips:
        if strip.width >= _LONG * strip.height:
            dx, dy = strip.corners[1] - strip.corners[0] + strip.corners[2] - strip.corners[3]
            angles.append(math.atan2(float(dy), float(dx)))
    return float(np.median(angles)) if angles else 0.0


def set_strips(strips: Sequence[Strip], page: int, size: tuple[float, float], scale: float) -> tuple[list[Line], float]:
    """The lines of a page of ``size`` points with ``scale`` points a pixel, and its tilt.

    The boxes are those of the page turned straight about its middle.
    """
    tilt = tilt_of(strips)
    placed = _placed([strip for strip in strips if strip.text.strip()], size, scale, tilt)
    lines = [_line(row, page, number) for number, row in enumerate(_rows(placed), 1)]
    return lines, tilt


def _placed(strips: Sequence[Strip], size: tuple[float, float], scale: float, tilt: float) -> list[_Placed]:
    own = [_em_pixels(strip) for strip in strips]
    ratios = [em / strip.height for em, strip in zip(own, strips, strict=True) if em and strip.height]
    usual = float(np.median(ratios)) if ratios else _EM_OF_HEIGHT
    ems = [scale * (em or usual * strip.height) for em, strip in zip(own, strips, strict=True)]
    weights = [len(strip.text) for strip in strips]
    body = float(np.median(np.repeat(ems, weights))) if ems else 0.0
    found = []
    for strip, em in zip(strips, ems, strict=True):
        # One em for the body text: what a picture shows of it varies by a pixel from line to line.
        size_of = body if abs(em - body) <= _BODY * body else round(2 * em) / 2
        corners = np.concatenate([strip.corners * scale, strip.corners * scale], axis=1).astype(np.float32)
        straight = turned(corners, -tilt, size)[:, :2]
        start, end = (straight[0] + straight[3]) / 2, (straight[1] + straight[2]) / 2
        middles = start[0] + strip.centres * (end[0] - start[0])
        half = np.where([_wide(character) for character in strip.text], size_of / 2, size_of / 4)
        left, right = float(np.nanmin(middles - half)), float(np.nanmax(middles + half))
        found.append(_Placed(strip, left, right, float(start[1] + end[1]) / 2, size_of, em, middles.astype(np.float32)))
    return found


def _em_pixels(strip: Strip) -> float:
    """The usual step from ideograph to ideograph; 0 where there are too few of them."""
    wide = np.array([_ideograph(character) for character in strip.text])
    steps = np.diff(strip.centres)[wide[1:] & wide[:-1]] * strip.width
    return float(np.median(steps)) if len(steps) >= _LEAST_PAIRS else 0.0


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Strips side by side, from top to bottom and from left to right; one over another is a row of its own."""
    rows: list[list[_Placed]] = []
    for each in sorted(placed, key=lambda one: (one.y, one.left)):
        row = rows[-1] if rows else []
        near = bool(row) and each.y - float(np.median([other.y for other in row])) <= _SAME_ROW * each.em
        free = all(min(each.right, other.right) - max(each.left, other.left) < each.em for other in row)
        if near and free:
            row.append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _line(row: Sequence[_Placed], page: int, number: int) -> Line:
    text: list[str] = []
    boxes: list[tuple[float, ...]] = []
    scores: list[float] = []
    blank = (math.nan,) * 4

    def separate(separator: str) -> None:
        if separator and text and not text[-1].isspace():
            text.append(separator)
            boxes.append(blank)
            scores.append(math.nan)

    edge = 0.0
    for each in row:
        if text:
            separate(_between(text[-1], each.strip.text.strip()[0], (each.left - edge) / each.em))
        before = math.nan
        for character, score, middle in zip(each.strip.text, each.strip.scores, each.middles, strict=True):
            if character.isspace():
                separate(" ")
                continue
            if text and _digit(text[-1]) and _digit(character) and middle - before > _APART * each.step:
                separate("\t" if middle - before > (_COLUMN_GAP + 0.5) * each.step else " ")
            half = each.em * (0.5 if _wide(character) else 0.45 if character == "%" else 0.3)
            text.append(character)
            boxes.append((middle - half, each.y - each.em / 2, middle + half, each.y + each.em / 2))
            scores.append(float(score))
            before = middle
        edge = each.right
    if text[-1].isspace():
        text, boxes, scores = text[:-1], boxes[:-1], scores[:-1]
    em = max(row, key=lambda each: len(each.strip.text)).em
    table = np.array(boxes, dtype=np.float32)
    return Line(page, number, "".join(text), table, round(em, 2), scores=np.array(scores, dtype=np.float32))


def _between(left: str, right: str, gap: float) -> str:
    """What stands between two strips of a row, ``gap`` em apart."""
    figures = (_digit(left) or left == "%") and (_digit(right) or right == "-")
    if gap > _COLUMN_GAP or (figures and gap > _FIGURE_GAP):
        return "\t"
    return " " if not _wide(left) and not _wide(right) else ""


def _digit(character: str) -> bool:
    return "0" <= character <= "9"


def _ideograph(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _wide(character: str) -> bool:
    """Whether a character is set a full em wide: ideographs, their marks, Chinese quotes, dashes and dots."""
    return character >= "\u2e80" or character in "\u2014\u2018\u2019\u201c\u201d\u2026\u2030"
