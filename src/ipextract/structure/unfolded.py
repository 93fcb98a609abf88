"""Tables with panels of the same heads side by side: as one table, the rows of each panel below those before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ipextract.model import Cell, Document, Mention, Table
from ipextract.rulebook import Rulebook
from ipextract.structure.grid import Grid, gridded
from ipextract.structure.heads import caption_rows, has_codes, head_rows
from ipextract.structure.units import bracketed

__all__ = ["pieces", "unfolded"]

#: A panel has a column of labels and one of figures.
_NARROWEST = 2


def unfolded(
    document: Document,
    table: Table,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    rulebook: Rulebook,
    before: int = 0,
) -> tuple[Grid, int]:
    """The grid of a table with its panels below each other, and how wide a panel is, 0 for a table with one.

    ``starts`` are those of the mentions. A table without a head goes on with panels as wide as those ``before``.
    """
    grid = gridded(document, table, mentions, starts)
    rows = head_rows(grid)
    width = _width(grid, rows, rulebook) if rows else before
    if not width or table.columns % width or table.columns == width:
        return grid, 0
    return gridded(document, _below_each_other(table, width, rows), mentions, starts), width


def _width(grid: Grid, rows: int, rulebook: Rulebook) -> int:
    """How many columns wide the panels are, whose heads come again beside each other; 0 for a table with one."""
    columns = grid.table.columns
    heads = range(min(caption_rows(grid, rulebook), rows), rows)
    each = [tuple(grid.at(i, j) for i in heads) for j in range(columns)]
    for width in range(_NARROWEST, columns // 2 + 1):
        panels = range(0, columns, width)
        if columns % width or not heads or any(each[j] != each[j % width] for j in range(columns)):
            continue
        merged = any(
            cell.column < j < cell.column + cell.column_span
            for cell in grid.table.cells
            for j in panels
            if cell.row >= heads[0]
        )
        if not merged and _are_panels(grid, rows, panels, [said[-1] for said in each[:width]], rulebook):
            return width
    return 0


def _are_panels(grid: Grid, rows: int, panels: range, heads: Sequence[str], rulebook: Rulebook) -> bool:
    """Whether each panel below the same heads names its rows, maybe behind their codes, and has figures of them."""
    body, width = range(rows, grid.table.rows), len(heads)
    codes = next((k for k in range(width) if not all(has_codes(grid, rows, j + k, rulebook) for j in panels)), 0)
    named = bool(heads[codes]) and all(_labels(grid, j + codes, body, heads[codes], rulebook) for j in panels)
    return named and all(any(grid.numbers(body, k) for k in range(j + codes + 1, j + width)) for j in panels)


def _labels(grid: Grid, j: int, body: range, name: str, rulebook: Rulebook) -> bool:
    """Whether a column names rows: it holds words, years below 年份, or codes below 科目编码."""
    cells = [cell for i in body for cell in grid.row(i, (j,)) if grid.text(cell)]
    dated = name in rulebook.words["year_header"]
    coded = name.endswith(rulebook.words["code_header"]) and any(grid.text(cell).isdecimal() for cell in cells)
    return bool(cells) and (dated or coded or all(grid.number(cell) is None for cell in cells))


def _below_each_other(table: Table, width: int, rows: int) -> Table:
    """The rows of the first panel and those of the others below it, without the ``rows`` of their heads."""
    body = table.rows - rows
    cells = (
        replace(
            cell,
            row=cell.row + cell.column // width * body,
            column=cell.column % width,
            column_span=min(cell.column_span, width),
        )
        for cell in table.cells
        if cell.column < width or cell.row >= rows
    )
    return replace(table, rows=rows + table.columns // width * body, columns=width, cells=tuple(cells))


# --- heads further down -----------------------------------------------------------------------------------------------


def pieces(grid: Grid, rulebook: Rulebook) -> list[Table]:
    """The table, cut where a row says the first head again and others beside it: 内容 | 收费金额 below 内容 | 件数.

    So it is where a head of other columns stands between rows of figures, with the line across the table above it.
    """
    table, rows = grid.table, head_rows(grid)
    inner = list(_inner_heads(grid, rows, rulebook))
    cuts = sorted({*inner, *(i for i in _first_again(grid, rows) if not any(_is_title_of(grid, k, i) for k in inner))})
    edges = [0, *cuts, table.rows]
    if not cuts or any(cell.row < i < cell.row + cell.row_span for cell in table.cells for i in cuts):
        return [table]
    return [
        _narrowed(
            replace(
                table,
                rows=end - begin,
                cells=tuple(replace(cell, row=cell.row - begin) for cell in table.cells if begin <= cell.row < end),
            )
        )
        for begin, end in pairwise(edges)
    ]


def _first_again(grid: Grid, rows: int) -> list[int]:
    """The rows that begin with the first word of the head and go on with other heads than it."""
    columns = range(1, grid.table.columns)
    first = grid.at(rows - 1, 0) if rows else ""
    heads = [grid.at(rows - 1, j) for j in columns]
    return [
        i
        for i in range(rows + 1, grid.table.rows - 1)
        if first
        and grid.at(i, 0) == first
        and not any(grid.number(cell) for cell in grid.row(i, columns))
        and any(grid.at(i, j) for j in columns)
        and [grid.at(i, j) for j in columns] != heads
    ]


def _inner_heads(grid: Grid, rows: int, rulebook: Rulebook) -> Iterator[int]:
    """Where rows of words that head the figures below them begin, behind rows of figures."""
    table = grid.table
    counted = [any(grid.number(cell) is not None for cell in _cells(grid, i)) for i in range(table.rows)]
    i = max(rows, 1)
    while i < table.rows:
        end = i + 1
        if counted[i] or not _is_of_heads(grid, i):
            i = end
            continue
        while end < table.rows and not counted[end] and _is_of_heads(grid, end):
            end += 1
        begin = i
        while begin > rows and _is_across(grid, begin - 1):
            begin -= 1
        above = next((k for k in reversed(range(begin)) if counted[k]), -1)
        own = above >= 0 and end < table.rows and counted[end]
        if own and (_starts(grid, end) != _starts(grid, above) or _says_units(grid, end - 1, begin < i, rulebook)):
            yield begin
        i = end


def _is_of_heads(grid: Grid, i: int) -> bool:
    """Whether a row has words in all of its places, in two cells or more."""
    cells = [grid.cell(i, j) for j in range(grid.table.columns)]
    words = [
        any(ch.isalpha() for ch in grid.text(cell)) and not grid.mentions.get(cell.start) for cell in cells if cell
    ]
    return None not in cells and all(words) and len(set(cells)) > 1


def _is_across(grid: Grid, i: int) -> bool:
    cell = grid.cell(i, 0)
    return cell is not None and cell.column_span == grid.table.columns > 1 and bool(grid.text(cell))


def _is_title_of(grid: Grid, begin: int, head: int) -> bool:
    """Whether nothing but lines across the table stands between a row and a head below it."""
    return begin < head and all(_is_across(grid, i) for i in range(begin, head))


def _says_units(grid: Grid, i: int, below_title: bool, rulebook: Rulebook) -> bool:
    """Whether the last head says what it counts: 类别 | 数量（人） and, below a line across, 类别 | 人数."""
    last = grid.at(i, grid.table.columns - 1)
    return bool(bracketed(last, rulebook)) or (below_title and last.endswith(rulebook.words["counted_name"]))


def _cells(grid: Grid, i: int) -> list[Cell]:
    return grid.row(i, range(grid.table.columns))


def _starts(grid: Grid, i: int) -> list[int]:
    """The columns in which the cells of a row begin."""
    return [cell.column for cell in _cells(grid, i)]


def _narrowed(table: Table) -> Table:
    """A table without the columns in which none of its cells begins."""
    starts = sorted({cell.column for cell in table.cells})
    cells = tuple(
        replace(
            cell,
            column=bisect_left(starts, cell.column),
            column_span=bisect_left(starts, cell.column + cell.column_span) - bisect_left(starts, cell.column),
        )
        for cell in table.cells
    )
    return replace(table, columns=len(starts), cells=cells)
