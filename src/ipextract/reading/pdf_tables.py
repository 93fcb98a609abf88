"""Ruled tables: PDFium tells whether a page has rules, pdfplumber finds the cells, the characters stay PDFium's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import PageCell, PageTable
from ipextract.reading.pdf_rows import Rows, set_lines

Box = tuple[float, float, float, float]

_THIN = 3.0
_LONG = 8.0
_LEAST_CELLS = 4
_LEAST_FILLED = 0.3
_SNAP = 2.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """A table's cells as boxes in points from the top left corner of the page."""

    box: Box
    cells: tuple[Box, ...]


def has_rules(page: Any) -> bool:
    """Whether a page of PDFium has at least two horizontal and two vertical rules; a drawn rectangle has both."""
    across = down = 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        wide, high = right - left, top - bottom
        across += (wide >= _LONG and high <= _THIN) + 2 * (wide >= _LONG and high > _LONG)
        down += (high >= _LONG and wide <= _THIN) + 2 * (high >= _LONG and wide > _LONG)
        if across >= 2 and down >= 2:
            return True
    return False


def rulings(page: Any, dx: float, dy: float) -> list[Ruling]:
    """The ruled tables of a page of pdfplumber, moved by (dx, dy), without those inside or across a larger one."""
    found = []
    for table in page.find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"}):
        cells = tuple((x0 + dx, top + dy, x1 + dx, bottom + dy) for x0, top, x1, bottom in table.cells)
        if cells:
            found.append(Ruling(_hull(cells), cells))
    found.sort(key=lambda ruling: (-_area(ruling.box), ruling.box))
    kept: list[Ruling] = []
    for ruling in found:
        if not any(_overlap(ruling.box, other.box) > 0.1 * _area(ruling.box) for other in kept):
            kept.append(ruling)
    return sorted(kept, key=lambda ruling: (ruling.box[1], ruling.box[0]))


def fill(ruling: Ruling, rows: Rows, page: int) -> tuple[PageTable, NDArray[np.int64]] | None:
    """The table with its lines and the indices of its glyphs; ``None`` for a frame that is no table."""
    boxes = rows.glyphs.boxes
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    owner = np.full(len(x), -1, dtype=np.int64)
    for k, (x0, top, x1, bottom) in enumerate(ruling.cells):
        owner[(x >= x0) & (x < x1) & (y >= top) & (y < bottom)] = k
    held = [np.flatnonzero(owner == k) for k in range(len(ruling.cells))]
    filled = sum(len(each) > 0 for each in held)
    verticals = _snapped(edge for cell in ruling.cells for edge in (cell[0], cell[2]))
    levels = _snapped(edge for cell in ruling.cells for edge in (cell[1], cell[3]))
    if len(verticals) < 3 or filled < _LEAST_CELLS or filled < _LEAST_FILLED * len(ruling.cells):
        return None
    cells = []
    for (x0, top, x1, bottom), each in zip(ruling.cells, held, strict=True):
        row, column = _nearest(levels, top), _nearest(verticals, x0)
        down, across = max(1, _nearest(levels, bottom) - row), max(1, _nearest(verticals, x1) - column)
        cells.append(PageCell(row, column, down, across, tuple(set_lines(rows, page, each))))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return PageTable(page, ruling.box, tuple(cells)), np.flatnonzero(owner >= 0)


def _snapped(edges: Iterable[float]) -> list[float]:
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > _SNAP:
            found.append(edge)
    return found


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - value))


def _hull(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(a: Box, b: Box) -> float:
    return _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))
