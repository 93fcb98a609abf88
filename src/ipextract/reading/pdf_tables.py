"""Ruled tables: the glyphs of each cell, and rows that no line parts."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import regex
from numpy.typing import NDArray

from ipextract.model import Floats, Line, PageCell, PageTable
from ipextract.reading.columns import ink_boxes
from ipextract.reading.pdf_rows import Rows, parted_lines
from ipextract.reading.ruling import Ruling, level_rulings, rulings

_LEAST_CELLS = 4
_LEAST_FILLED = 0.3
_LEAST_ENTRIES = 3
_POINTS = (ord("."), ord(","))
_LEAST_STACK = 3
_SAME = 3.0
_BESIDE = 0.5
_FIGURE = regex.compile(r"[-+\u2212]?(?:\d{1,3}(?:[,\uff0c]\d{3})+|\d+)(?:[.\uff0e]\d+)?[%\uff05]?|[-\u2014\u2026.]+")


def found_tables(strokes: Floats, rows: Rows, page: int) -> list[tuple[PageTable, NDArray[np.int64]]]:
    """The tables that lines on a page rule, each with the indices of its glyphs, from top to bottom."""
    ruled = [made for ruling in rulings(strokes) if (made := fill(ruling, rows, page)) is not None]
    if not len(rows.glyphs):
        return ruled
    em = float(np.median(rows.glyphs.sizes))
    ink = ink_boxes(rows.glyphs, np.arange(len(rows.glyphs)))
    for ruling in level_rulings(strokes, ink, em):
        made = fill(ruling, rows, page)
        # Without upright lines it is a table only if figures stand below each other.
        if made is not None and max(cell.row for cell in made[0].cells) >= len({place[0] for place in ruling.places}):
            ruled.append(made)
    return sorted(ruled, key=lambda made: made[0].box[1])


def fill(ruling: Ruling, rows: Rows, page: int) -> tuple[PageTable, NDArray[np.int64]] | None:
    """The table with its lines and the indices of its glyphs; ``None`` for a frame that is no table."""
    boxes = rows.glyphs.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    owner = np.full(len(x), -1, dtype=np.int64)
    near = np.flatnonzero(
        (x >= ruling.box[0]) & (x < ruling.box[2]) & (y >= ruling.box[1]) & (y < ruling.box[3]),
    )
    x, y = x[near], y[near]
    for k, (x0, top, x1, bottom) in enumerate(ruling.cells):
        owner[near[(x >= x0) & (x < x1) & (y >= top) & (y < bottom)]] = k
    _hang(owner, rows)
    inside = np.flatnonzero(owner >= 0)
    inside = inside[np.argsort(owner[inside], kind="stable")]
    filled = np.unique(owner[inside])
    if len(filled) < _LEAST_CELLS:
        return None
    if len(filled) < _LEAST_FILLED * len(ruling.cells) and not _sparse(ruling, [ruling.places[k] for k in filled]):
        return None
    held: dict[int, list[Line]] = {}
    for k, line in parted_lines(rows, page, inside, owner[inside]):
        held.setdefault(k, []).append(line)
    cells = [PageCell(*place, tuple(held.get(k, ()))) for k, place in enumerate(ruling.places)]
    return PageTable(page, ruling.box, tuple(_unruled_rows(cells))), np.sort(inside)


def _hang(owner: NDArray[np.int64], rows: Rows) -> None:
    """A point or comma at the end of a full line hangs over the rule: it belongs to the digit that it touches."""
    boxes, codes = rows.glyphs.boxes, rows.glyphs.codes
    point = np.isin(codes[1:], _POINTS) & (np.diff(rows.row) == 0)
    touching = np.abs(boxes[1:, 0] - boxes[:-1, 2]) < 0.1 * rows.glyphs.sizes[1:]
    digit = (codes[:-1] >= ord("0")) & (codes[:-1] <= ord("9"))
    at = np.flatnonzero(point & touching & digit & (owner[:-1] >= 0)) + 1
    owner[at] = owner[at - 1]


def _sparse(ruling: Ruling, filled: Sequence[Sequence[int]]) -> bool:
    """Whether a grid of mostly empty cells is a form all the same: most rows have words, two columns figures."""
    height = max(row + down for row, _, down, _ in ruling.places)
    columns = Counter(place[1] for place in filled)
    entered = sum(count >= _LEAST_ENTRIES for count in columns.values())
    return height >= 3 and len({place[0] for place in filled}) >= 0.7 * height and entered >= 2


def _unruled_rows(cells: Sequence[PageCell]) -> list[PageCell]:
    """The cells with those rows parted that stand between the same two lines, as their columns of figures show."""
    found = list(cells)
    for row in sorted({cell.row for cell in cells}, reverse=True):
        own = [cell for cell in found if cell.row == row and cell.row_span == 1]
        levels = _levels(own)
        if len(levels) < _LEAST_STACK:
            continue
        more = len(levels) - 1
        rest = [_grown(cell, row, more) for cell in found if cell not in own]
        found = rest + [part for cell in own for part in _parted(cell, levels)]
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def _levels(cells: Sequence[PageCell]) -> list[float]:
    """The heights of the rows that stand in some cells of one row: those of figures below each other.

    A second column of figures, or else the labels, must stand at the same heights; or all columns together must have
    a figure beside each line of the labels.
    """
    size = min((line.size or 0.0 for cell in cells for line in cell.lines), default=0.0)
    figures = [
        [_height(line) for line in cell.lines]
        for cell in cells
        if cell.lines and all(_FIGURE.fullmatch(line.text.strip()) for line in cell.lines)
    ]
    labels = [[_height(line) for line in cell.lines] for cell in cells if cell.column == 0]
    # Rows may leave some columns empty: together the columns have a figure for each label.
    every: list[float] = []
    for height in sorted(height for stack in figures for height in stack):
        if not every or height - every[-1] > _BESIDE * size:
            every.append(height)
    named = bool(labels) and all(_at(level, labels[0], size) for level in every)
    if named and len(every) >= _LEAST_STACK and all(_at(height, every, size) for height in labels[0]):
        return every
    stacks = [stack for stack in figures if len(stack) >= _LEAST_STACK]
    levels = max(stacks, key=len, default=[])
    beside = [stack for stack in stacks if stack is not levels] or labels
    agree = all(_at(level, stack, size) for stack in beside for level in levels if stack)
    return levels if beside and agree else []


def _at(height: float, stack: Sequence[float], size: float) -> bool:
    """Whether one of the heights is this one."""
    return any(abs(height - other) < _BESIDE * size for other in stack)


def _height(line: Line) -> float:
    return 0.0 if line.boxes is None else float(line.boxes[0, 3])


def _grown(cell: PageCell, row: int, more: int) -> PageCell:
    """A cell after a row of its table has become several."""
    if cell.row > row:
        return replace(cell, row=cell.row + more)
    return replace(cell, row_span=cell.row_span + more) if cell.row + cell.row_span > row else cell


def _parted(cell: PageCell, levels: Sequence[float]) -> list[PageCell]:
    """The cell as one cell for each level; the lines of a label between two levels part where the gap is widest."""
    heights = [_height(line) for line in cell.lines]
    ends: list[float] = []
    for above, below in itertools.pairwise(levels):
        between = [above, *sorted(y for y in heights if above + _SAME < y < below - _SAME), below]
        _, low, high = max((round(b - a), a, b) for a, b in itertools.pairwise(between))
        ends.append((low + high) / 2)
    held: list[list[Line]] = [[] for _ in levels]
    for line, y in zip(cell.lines, heights, strict=True):
        held[bisect(ends, y)].append(line)
    return [replace(cell, row=cell.row + k, lines=tuple(lines)) for k, lines in enumerate(held)]
