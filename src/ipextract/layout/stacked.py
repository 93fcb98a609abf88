"""Rows stacked within the cells of one row (木船 / 钢船 beside 12 / 8) as the rows they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from ipextract.model import Line, PageCell, PageTable

__all__ = ["unstacked"]

_NAME = regex.compile(r"#?[\p{L}（(].*")
_FIGURE = regex.compile(r"[-+−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?\s?(?:[%％‰]|\p{Han}{1,3})?")
_FIELD = regex.compile(r"[^\t]+")
_DASH = regex.compile(r"[-—–－/]{1,2}")


def unstacked(table: PageTable) -> PageTable:
    """The table with a row for each line of the rows in which every cell that prints something has as many lines.

    The first of them has names, the others hold a figure or a dash on each line, or as many of them, with tabs between,
    as they have columns. Only where the format says where lines
    end: on a page a cell may be too narrow for its name and its number, which both go on in the next line.
    """
    by_row: dict[int, list[PageCell]] = {}
    table = replace(table, cells=tuple(each for cell in table.cells for each in _untabbed(cell)))
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    tall = {i: many for i, cells in by_row.items() if (many := _stack(cells)) > 1}
    if not tall:
        return table
    rows = max(cell.row + cell.row_span for cell in table.cells)
    at = [i + sum(many - 1 for k, many in tall.items() if k < i) for i in range(rows + 1)]
    cells = [each for cell in table.cells for each in _placed(cell, tall, at)]
    return replace(table, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _stack(cells: Sequence[PageCell]) -> int:
    """How many rows the cells of one row are; 1 where they are no stack."""
    own = sorted((cell for cell in cells if cell.row_span == 1), key=lambda cell: cell.column)
    filled = [_lines(cell) for cell in own if _lines(cell)]
    many = {len(lines) for lines in filled}
    if len(filled) < 2 or len(many) > 1 or any(line.boxes is not None for lines in filled for line in lines):
        return 1
    names, *others = ([line.text.strip() for line in lines] for lines in filled)
    figures = [text for texts in others for text in texts if not _DASH.fullmatch(text)]
    told = all(_NAME.fullmatch(name) for name in names) and bool(figures) and all(map(_FIGURE.fullmatch, figures))
    return many.pop() if told else 1


def _untabbed(cell: PageCell) -> list[PageCell]:
    """A cell across several columns as one for each, where tabs part every line of it so; else the cell itself."""
    lines = _lines(cell)
    fields = [[field for field in _FIELD.finditer(line.text) if field[0].strip()] for line in lines]
    parted = bool(lines) and all(line.boxes is None and len(own) > 1 for line, own in zip(lines, fields, strict=True))
    if not parted or cell.row_span > 1 or any(len(own) != cell.column_span for own in fields):
        return [cell]
    return [
        replace(
            cell,
            column=cell.column + k,
            column_span=1,
            # Blanks keep what stands behind them at its place in the line.
            lines=tuple(
                replace(line, text=" " * own[k].start() + own[k][0]) for line, own in zip(lines, fields, strict=True)
            ),
        )
        for k in range(cell.column_span)
    ]


def _lines(cell: PageCell) -> list[Line]:
    return [line for line in cell.lines if line.text.strip()]


def _placed(cell: PageCell, tall: Mapping[int, int], at: Sequence[int]) -> list[PageCell]:
    """A cell where it stands among the rows that are there now; the lines of a stack as cells of their own."""
    if cell.row not in tall or cell.row_span > 1:
        return [replace(cell, row=at[cell.row], row_span=at[cell.row + cell.row_span] - at[cell.row])]
    lines = _lines(cell) or cell.lines
    if not lines:
        return [replace(cell, row=at[cell.row] + k) for k in range(tall[cell.row])]
    return [replace(cell, row=at[cell.row] + k, lines=(line,)) for k, line in enumerate(lines)]
