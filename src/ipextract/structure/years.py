"""Bare years that stand where a table has dates: in its head (2029 | 2030 | 2031E) or as the names of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import regex

from ipextract.exact.numeral import half_width
from ipextract.model import Cell, Document, Mention
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import CELL_YEAR
from ipextract.structure.grid import Grid
from ipextract.structure.heads import caption_rows, head_rows
from ipextract.structure.unfolded import unfolded

__all__ = ["with_years"]

_YEAR: Final = regex.compile(r"((?:19|20)\d\d)[AEFP]?")
_ASIDE: Final = regex.compile(r"(?<=.)[（(]((?:19|20)\d\d[AEFP]?)[）)]$")
#: How many years side by side say that they are years; of rows, which nothing heads as years, as many.
_FEWEST_HEADS, _FEWEST_ROWS = 2, 3
#: Years of a series are a year apart, or as many as here.
_STEPS: Final = (1, 5, 10)


def with_years(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook) -> tuple[Mention, ...]:
    """The numbers of a document with the bare years of its tables as dates, which count nothing."""
    starts = [m.start for m in mentions]
    found: dict[int, Mention] = {}
    for table in document.tables:
        grid, _ = unfolded(document, table, mentions, starts, rulebook)
        for cell in (*_heads(grid, rulebook), *_names(grid, rulebook), *_aside(grid)):
            year = _dated(grid, cell)
            if year is not None:
                found[year.start] = year
    return tuple(found.get(m.start, m) for m in mentions) if found else mentions


def _dated(grid: Grid, cell: Cell) -> Mention | None:
    """The year in a cell, or in the brackets that end it, as a date; ``None`` where it is no mention of its own."""
    inside = grid.mentions.get(cell.start, ())
    said = _ASIDE.search(grid.text(cell))
    if len(inside) != 1 or "".join(inside[0].printed.split()) != (said[1] if said else grid.text(cell)):
        return None
    return replace(
        inside[0],
        dimension="date",
        value=None,
        unit="",
        interval=None,
        nearest=None,
        rule=CELL_YEAR,
        reason="date",
        step=None,
    )


def _heads(grid: Grid, rulebook: Rulebook) -> Iterator[Cell]:
    """The years of the first row of numbers, where it has no label of its own and other cells of words, others below.

    A year alone counts where a word beside it heads figures, too (2031 | 比上年增长).
    """
    columns = range(1, grid.table.columns)
    first = next((i for i in range(grid.table.rows) if any(_counts(grid, i, j) for j in columns)), None)
    if first is None or _counts(grid, first, 0):
        return
    cells = [cell for j in columns if (cell := grid.cell(first, j)) is not None and _counts(grid, first, j)]
    years = [_year(grid, cell) for cell in cells]
    if not _is_series(years) or _any_date(grid, first, columns) or not _stands_free(grid, first, years, rulebook):
        return
    if len(years) >= _FEWEST_HEADS or _stands_among_heads(grid, first, cells):
        below = (cell for i in range(first + 1, grid.table.rows) for cell in grid.row(i, columns))
        if any(_year(grid, cell) is None and grid.number(cell) is not None for cell in below):
            yield from dict.fromkeys(cells)


def _aside(grid: Grid) -> Iterator[Cell]:
    """The heads that have a bare year in brackets, where several do: 每船产量（2029A） | 每船产量（2030E）."""
    found = [
        cell
        for i in range(head_rows(grid))
        for cell in grid.row(i, range(1, grid.table.columns))
        if _bracketed(grid, cell)
    ]
    if len(found) >= _FEWEST_HEADS:
        yield from found


def _bracketed(grid: Grid, cell: Cell) -> bool:
    return _ASIDE.search(half_width(grid.text(cell))) is not None and grid.number(cell) is None


def _stands_among_heads(grid: Grid, first: int, years: list[Cell]) -> bool:
    """True for 2031 | 比上年增长: a year that is alone has a word beside it that heads figures, too."""
    below = range(first + 1, grid.table.rows)
    beside = (j for j in range(1, grid.table.columns) if grid.cell(first, j) not in years)
    return any(_heads_figures(grid, first, j, below) for j in beside)


def _stands_free(grid: Grid, first: int, years: list[int | None], rulebook: Rulebook) -> bool:
    """True for years that no label of their row claims; those that come again stand below heads of their own."""
    again = 1 < len(set(years)) < len(years)
    return first > 0 if again else not _is_labelled(grid, first, rulebook)


def _heads_figures(grid: Grid, i: int, j: int, below: range) -> bool:
    """True for a word above figures."""
    return any(ch.isalpha() for ch in grid.at(i, j)) and bool(grid.numbers(below, j))


def _is_labelled(grid: Grid, i: int, rulebook: Rulebook) -> bool:
    """True for 海带 | 2029 | 2030 below a head: a head of several rows has no other label in its last."""
    above = {grid.at(k, 0) for k in range(caption_rows(grid, rulebook), i)}
    return bool(above) and bool(grid.at(i, 0)) and grid.at(i, 0) not in above


def _names(grid: Grid, rulebook: Rulebook) -> Iterator[Cell]:
    """The years that name the rows, where the column says 年份 or has nothing but a series of them."""
    first = next((i for i in range(grid.table.rows) if _counts(grid, i, 0)), None)
    if not first or grid.table.columns < 2:  # without a head nothing says that they name rows
        return
    cells = [cell for i in range(first, grid.table.rows) for cell in grid.row(i, (0,)) if grid.text(cell)]
    years = [_year(grid, cell) for cell in cells]
    headed = grid.at(first - 1, 0) in rulebook.words["year_header"]
    if (headed and None not in years and len(set(years)) == len(years)) or (
        len(set(years)) == len(years) >= _FEWEST_ROWS and not grid.at(first - 1, 0) and _is_series(years)
    ):
        yield from cells


def _counts(grid: Grid, i: int, j: int) -> bool:
    """True for a place that has a number, or a year with what it is (2031E)."""
    cell = grid.cell(i, j)
    return cell is not None and (grid.number(cell) is not None or _year(grid, cell) is not None)


def _year(grid: Grid, cell: Cell) -> int | None:
    """2031 of 2031 and 2031E; ``None`` for what is no bare year."""
    found = _YEAR.fullmatch(half_width(grid.text(cell)))
    return int(found[1]) if found else None


def _is_series(years: Sequence[int | None]) -> bool:
    """True for 2029, 2030, 2031 and for 2031, 2026: years that are as far apart from each other, up or down.

    The same years may come again below another head each time: 2030, 2031, 2030, 2031. A year alone is one.
    """
    known = [year for year in years if year is not None]
    turn = list(dict.fromkeys(known))
    if not turn or len(known) != len(years) or known != turn * (len(known) // len(turn)):
        return False
    steps = {after - before for before, after in pairwise(turn)}
    return len(turn) == 1 or (len(steps) == 1 and abs(min(steps)) in _STEPS)


def _any_date(grid: Grid, rows: int, columns: range) -> bool:
    """Whether the rows above have a date already, so that what stands below counts something."""
    return any(grid.dates(grid.row(i, columns)) for i in range(rows))
