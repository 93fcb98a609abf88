"""The lines and tables of a page in reading order, and pages whose order this reader does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Line, PageTable
from ipextract.reading.columns import Part
from ipextract.reading.pdf_rows import Rows, parted_lines, set_rows

_LEAST_ROWS = 6
_LEAST_HAN = 6
_GUTTER = 0.8
_FULL = 2.0
_NEAR = 1.1
_ASKEW = 0.3
_LEAST_ASKEW = 3


def arranged(
    rows: Rows, free: NDArray[np.int64], split: Sequence[Part], tables: Sequence[PageTable], page: int
) -> tuple[Line | PageTable, ...]:
    """The lines of the ``free`` glyphs part by part, each table before the first line of its column that is below it.

    The parts count among the free glyphs.
    """
    if len(split) == 1:
        found = parted_lines(rows, page, free, np.zeros(len(free), np.int64))
        lines = [line for _, line in found]
    else:
        lines = []
        for part in split:
            own = set_rows(rows.glyphs.take(free[np.sort(part.which)]))
            every = np.arange(len(own.glyphs))
            above = lines[-1].number if lines else 0
            found = parted_lines(own, page, every, np.zeros(len(every), np.int64), column=part.column, above=above)
            lines += [line for _, line in found]
    items: list[Line | PageTable] = list(lines)
    for table in reversed(tables):
        items.insert(_before(items, table), table)
    return tuple(items)


def _before(items: Sequence[Line | PageTable], table: PageTable) -> int:
    """The place of the first item that is printed below the table, in the column in which the table stands."""
    last = len(items)
    for k, item in enumerate(items):
        if isinstance(item, PageTable):
            if item.box[1] > table.box[1]:
                return k
            continue
        if item.boxes is None:
            continue
        x0, x1 = float(np.nanmin(item.boxes[:, 0])), float(np.nanmax(item.boxes[:, 2]))
        if item.column and (x1 <= table.box[0] or x0 >= table.box[2]):
            continue
        if float(item.boxes[0, 3]) > table.box[1]:
            return k
        last = k + 1
    return last


@dataclass(frozen=True, slots=True)
class _Segment:
    """A part of a row between wide gaps, in points; ``prose`` when it has several ideographs."""

    x0: float
    x1: float
    y: float
    em: float
    prose: bool


def unknown_order(lines: Sequence[Line]) -> str:
    """Why the order of these lines is not known, or an empty string."""
    glyphs = sum(len(line.text) for line in lines)
    if glyphs >= 40 and len(lines) > 0.6 * glyphs:
        return "its text runs from top to bottom"
    for column in {line.column for line in lines}:
        if _two_columns([segment for line in lines if line.column == column for segment in _segments(line)]):
            return "its text is set in columns that it does not tell apart"
    return ""


def _segments(line: Line) -> list[_Segment]:
    if line.boxes is None or not line.size:
        return []
    found: list[_Segment] = []
    start = 0
    for part in line.text.split("\t"):
        boxes = line.boxes[start : start + len(part)]
        start += len(part) + 1
        boxes = boxes[~np.isnan(boxes[:, 0])]
        if len(boxes):
            han = sum("\u4e00" <= character <= "\u9fff" for character in part)
            x0, x1 = float(boxes[:, 0].min()), float(boxes[:, 2].max())
            prose = han >= _LEAST_HAN and x1 - x0 >= 8 * line.size
            found.append(_Segment(x0, x1, float(boxes[0, 3]), line.size, prose))
    return found


def _two_columns(segments: Sequence[_Segment]) -> bool:
    """Whether prose stands left and right of one gutter on enough rows, each side filling its column."""
    prose = [segment for segment in segments if segment.prose]
    pairs = []
    for left in prose:
        beside = [
            right
            for right in prose
            if right.x0 - left.x1 >= _GUTTER * left.em and abs(right.y - left.y) < _NEAR * left.em
        ]
        if beside:
            pairs.append((left, min(beside, key=lambda right: (abs(right.y - left.y), right.x0))))
    pairs.sort(key=lambda pair: pair[0].y)
    # Rows beside each other at different heights can only be columns: reading them by height would mix them.
    if sum(abs(right.y - left.y) > _ASKEW * left.em for left, right in pairs) >= _LEAST_ASKEW:
        return True
    run: list[tuple[_Segment, _Segment]] = []
    for pair in pairs:
        low = max([left.x1 for left, _ in run] + [pair[0].x1])
        high = min([right.x0 for _, right in run] + [pair[1].x0])
        crossed = run and any(
            run[-1][0].y < each.y < pair[0].y - 0.5 * pair[0].em
            and each.x0 < low - each.em
            and each.x1 > high + each.em
            for each in segments
        )
        if high - low < 0.5 * pair[0].em or crossed:
            run = []
        run.append(pair)
        if len(run) >= _LEAST_ROWS and _filled(run):
            return True
    return False


def _filled(run: Sequence[tuple[_Segment, _Segment]]) -> bool:
    """Whether most segments of both sides reach the end of their column, as wrapped prose does and lists do not."""
    for side in (0, 1):
        ends = [pair[side].x1 for pair in run]
        edge = max(ends)
        if sum(edge - end <= _FULL * run[0][side].em for end in ends) < 0.6 * len(run):
            return False
    return True
