"""Glyphs on a page → printed rows: clustered by baseline, boundaries between numbers from the gaps that are printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Floats, Line
from ipextract.model.recognition import OVERPRINTED
from ipextract.reading.glyphs import Glyphs

_SAME_ROW = 0.3
_TWICE = 0.22
_ON_EACH_OTHER, _ON_ITSELF = 0.6, 0.45  # of the width of a digit; print of one object may be set tight
_DIGIT_GAP = 0.18
_LEAST_GAP = 0.05
_WORD_GAP = 0.15
_COLUMN_GAP = 1.5
_FIGURE_GAP = 0.6
_LEAST_PAIRS = 3
_SMALL = 0.92
_MARK_ROOM = 1.5  # in em: the mark of a footnote stands before its text


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Glyphs in reading order with their 1-based rows; ``overprinted`` of them cover others."""

    glyphs: Glyphs
    row: NDArray[np.int64]
    overprinted: int


def set_rows(glyphs: Glyphs) -> Rows:
    """The rows of a page from top to bottom, each from left to right, glyphs that are painted twice only once."""
    if not len(glyphs):
        return Rows(glyphs, np.zeros(0, np.int64), 0)
    order, row = _by_baseline(glyphs)
    sorted_glyphs = glyphs.take(order)
    row = _raised(sorted_glyphs, row)
    order = np.lexsort((sorted_glyphs.boxes[:, 0], row))
    sorted_glyphs, row = sorted_glyphs.take(order), row[order]
    twice = _painted_twice(sorted_glyphs, row)
    kept = np.flatnonzero(~twice)
    single, row = sorted_glyphs.take(kept), row[kept]
    over = _overprinted(single, row)
    if over.any():
        single = replace(single, doubts=np.where(over, np.uint16(OVERPRINTED), single.doubts))
    _, numbered = np.unique(row, return_inverse=True)
    return Rows(single, numbered.astype(np.int64) + 1, int(over.sum()))


def clustered(glyphs: Glyphs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The glyphs row by row from left to right, as indices, and the rows that their baselines make, from 0."""
    if not len(glyphs):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order, row = _by_baseline(glyphs)
    across = np.lexsort((glyphs.boxes[order, 0], row))
    return order[across], row[across]


def _by_baseline(glyphs: Glyphs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.argsort(glyphs.baselines, kind="stable")
    base, size = glyphs.baselines[order], glyphs.sizes[order]
    step = np.diff(base) > _SAME_ROW * np.minimum(size[1:], size[:-1])
    return order, np.concatenate(([0], np.cumsum(step)))


def _raised(glyphs: Glyphs, row: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows of small print that stand as superscript or subscript in the row beside them join that row."""
    count = int(row[-1]) + 1
    if count < 2:
        return row
    starts = np.searchsorted(row, np.arange(count))
    stops = np.append(starts[1:], len(row))
    sizes, bases = _middles(glyphs.sizes, row, starts, stops), _middles(glyphs.baselines, row, starts, stops)
    lefts = np.minimum.reduceat(glyphs.boxes[:, 0], starts)
    rights = np.maximum.reduceat(glyphs.boxes[:, 2], starts)
    into = np.arange(count)
    for r in range(count):
        for other in (r + 1, r - 1):
            if not 0 <= other < count or sizes[r] >= _SMALL * sizes[other]:
                continue
            near = abs(bases[r] - bases[other]) < 0.6 * sizes[other]
            if (
                near
                and lefts[r] >= lefts[other] - _MARK_ROOM * sizes[other]
                and rights[r] <= rights[other] + sizes[other]
            ):
                into[r] = other
                break
    return np.asarray(into[into[row]], dtype=np.int64)


def _middles(values: Floats, row: NDArray[np.int64], starts: NDArray[np.int64], stops: NDArray[np.int64]) -> Floats:
    """The upper median of each row; ``row`` is sorted."""
    found: Floats = values[np.lexsort((values, row))][(starts + stops) // 2]
    return found


def _painted_twice(glyphs: Glyphs, row: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which glyphs repeat the same glyph at nearly the same place."""
    x, codes = glyphs.boxes[:, 0], glyphs.codes
    width = glyphs.boxes[:, 2] - x
    reach = np.minimum(_TWICE * glyphs.sizes, 0.6 * width)
    twice = np.zeros(len(codes), dtype=np.bool_)
    for back in (1, 2, 3):
        if len(codes) <= back:
            break
        same = (codes[back:] == codes[:-back]) & (row[back:] == row[:-back])
        low = np.abs(glyphs.baselines[back:] - glyphs.baselines[:-back]) < _TWICE * glyphs.sizes[back:]
        twice[back:] |= same & low & (x[back:] - x[:-back] < reach[back:])
    return twice


def _overprinted(glyphs: Glyphs, row: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which digits stand on other digits: one step from digit to digit is far less than what a digit takes."""
    digit = _digits(glyphs.codes)
    step, width = np.diff(glyphs.boxes[:, 0]), (glyphs.boxes[:, 2] - glyphs.boxes[:, 0])[:-1]
    reach = np.where(np.diff(glyphs.run) != 0, _ON_EACH_OTHER, _ON_ITSELF)
    near = (step < reach * width) & (np.diff(row) == 0) & digit[1:] & digit[:-1]
    found = np.zeros(len(digit), dtype=np.bool_)
    found[1:] |= near
    found[:-1] |= near
    return found


def set_lines(rows: Rows, page: int, which: NDArray[np.int64] | None = None) -> list[Line]:
    """The rows, or those of the selected glyphs, as lines with a space or tab where the print shows a boundary."""
    chosen = np.arange(len(rows.glyphs)) if which is None else which
    return [line for _, line in parted_lines(rows, page, chosen, np.zeros(len(chosen), np.int64))]


def parted_lines(
    rows: Rows, page: int, which: NDArray[np.int64], part: NDArray[np.int64], *, column: int = 0, above: int = 0
) -> list[tuple[int, Line]]:
    """The lines of the selected glyphs, each with its part: glyphs of different parts are in different lines.

    ``part`` does not go down; within a part the glyphs stand in the order of ``rows``. Lines are counted from
    ``above``.
    """
    glyphs, row = rows.glyphs.take(which), rows.row[which]
    if not len(glyphs):
        return []
    begins = np.concatenate(([True], (np.diff(row) != 0) | (np.diff(part) != 0)))
    separators = _separators(glyphs, np.cumsum(begins))
    places = np.arange(len(row)) + np.concatenate(([0], np.cumsum(separators != 0)[:-1]))
    size = len(row) + int((separators != 0).sum())
    codes = np.empty(size, dtype="<u4")
    boxes = np.full((size, 4), np.nan, dtype=np.float32)
    codes[places] = glyphs.codes
    boxes[places] = glyphs.boxes
    doubts = None
    if glyphs.doubts.any():
        doubts = np.zeros(size, dtype=np.uint16)
        doubts[places] = glyphs.doubts
    codes[places[separators != 0] + 1] = separators[separators != 0]
    text = codes.tobytes().decode("utf-32-le", "replace")
    starts = np.flatnonzero(begins)
    stops = np.append(starts[1:], len(row))
    sizes = _middles(glyphs.sizes, np.cumsum(begins), starts, stops).tolist()
    lines: list[tuple[int, Line]] = []
    for a, b, number, owner, em in zip(
        places[starts].tolist(), places[stops - 1].tolist(), row[starts].tolist(), part[starts].tolist(), sizes,
        strict=True,
    ):  # fmt: skip
        part_doubts = None if doubts is None else doubts[a : b + 1]
        line = Line(page, above + number, text[a : b + 1], boxes[a : b + 1], round(em, 2), column=column)
        lines.append((owner, line if part_doubts is None else replace(line, doubts=part_doubts)))
    return lines


def _separators(glyphs: Glyphs, row: NDArray[np.int64]) -> NDArray[np.uint32]:
    """For each glyph the separator that follows it in its row: 0, a space or a tab."""
    found = np.zeros(len(row), dtype=np.uint32)
    if len(row) < 2:
        return found
    em = np.minimum(glyphs.sizes[1:], glyphs.sizes[:-1])
    digit, narrow = _digits(glyphs.codes), glyphs.codes < 0x2000
    gap = _gaps(glyphs, row, digit)
    spaced = glyphs.spaced[:-1] & (np.diff(glyphs.order) == 1)
    digits, latin = digit[1:] & digit[:-1], narrow[1:] & narrow[:-1]
    jump = np.maximum(glyphs.sizes[1:], glyphs.sizes[:-1]) > 1.25 * em
    jump |= np.abs(np.diff(glyphs.baselines)) > 0.15 * em
    space = (digits & ((gap > np.where(spaced, _LEAST_GAP, _DIGIT_GAP) * em) | jump)) | (latin & (gap > _WORD_GAP * em))
    result = np.where(space, ord(" "), 0)
    # Figures that stand well apart are columns of a table; in prose the tab becomes a space again.
    after = digit[:-1] | (glyphs.codes[:-1] == ord("%"))
    before = digit[1:] | (glyphs.codes[1:] == ord("-"))
    columns = (gap > _COLUMN_GAP * em) | (after & before & (gap > _FIGURE_GAP * em))
    result = np.where(columns, ord("\t"), result)
    result[np.diff(row) != 0] = 0
    found[:-1] = result
    return found


def _gaps(glyphs: Glyphs, row: NDArray[np.int64], digit: NDArray[np.bool_]) -> Floats:
    """The white between neighbours in points, shape (n - 1,).

    The box of a glyph from a substitute font may reach beyond its advance; digits are set in one pitch, so the usual
    step from digit to digit bounds what a digit takes.
    """
    x = glyphs.boxes[:, 0]
    gap = x[1:] - glyphs.boxes[:-1, 2]
    step = np.diff(glyphs.origins)
    em = glyphs.sizes[:-1]
    pairs = digit[1:] & digit[:-1] & (np.diff(row) == 0) & (step > 0.3 * em) & (step < 0.7 * em)
    if np.count_nonzero(pairs) < _LEAST_PAIRS:
        return gap
    pitch = np.float32(np.median(step[pairs] / em[pairs])) * em
    return np.where(digit[:-1] & digit[1:] & (step > pitch), np.maximum(gap, step - pitch), gap)


def _digits(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return ((codes >= 0x30) & (codes <= 0x39)) | ((codes >= 0xFF10) & (codes <= 0xFF19))
