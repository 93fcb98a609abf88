"""A printed table as a grid: every place with the cell that covers it, what the cells print and the numbers in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ipextract.model import Cell, Document, Mention, Spans, Table
from ipextract.structure.placed import cut, trimmed

__all__ = ["Grid", "gridded"]

_BESIDE_NUMBERS = "()（）*-−－▲△"


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table with its ``places`` (row, column), merged cells at each of theirs, and the mentions by cell start."""

    document: Document
    table: Table
    places: Mapping[tuple[int, int], Cell]
    mentions: Mapping[int, Sequence[Mention]]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place; ``None`` where there is none."""
        return self.places.get((row, column))

    def row(self, row: int, columns: Iterable[int]) -> list[Cell]:
        """The cells of a row in some columns, each once."""
        found = (self.places.get((row, column)) for column in columns)
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def text(self, cell: Cell | None) -> str:
        """The text of a cell without white space; empty where there is none."""
        return "" if cell is None else "".join(self.document.text[cell.start : cell.end].split())

    def at(self, row: int, column: int) -> str:
        """The text at a place without white space."""
        return self.text(self.places.get((row, column)))

    def spans(self, cells: Iterable[Cell | None]) -> Spans:
        """Where what the cells print stands; none for an empty one."""
        filled = (cell for cell in dict.fromkeys(cells) if cell is not None and self.text(cell))
        placed = (trimmed(cut(self.document.text, cell.start, cell.end)) for cell in filled)
        return tuple((text.at[0], text.at[-1] + 1) for text in placed)

    def number(self, cell: Cell) -> Mention | None:
        """The one quantity that fills a cell, or ``None``."""
        found = [m for m in self.mentions.get(cell.start, ()) if m.is_quantity]
        if len(found) != 1:
            return None
        rest = self.text(cell).replace("".join(found[0].printed.split()), "", 1)
        return found[0] if not rest.strip(_BESIDE_NUMBERS) else None

    def numbers(self, rows: Iterable[int], column: int) -> list[Mention]:
        """The quantities that fill cells of a column, each cell once."""
        cells = dict.fromkeys(self.places.get((row, column)) for row in rows)
        return [m for cell in cells if cell is not None and (m := self.number(cell)) is not None]

    def dates(self, cells: Iterable[Cell]) -> list[Mention]:
        """The dates that cells print."""
        return [m for cell in cells for m in self.mentions.get(cell.start, ()) if m.dimension == "date"]


def gridded(document: Document, table: Table, mentions: Sequence[Mention], starts: Sequence[int]) -> Grid:
    """The grid of a table; ``starts`` are those of the mentions of the document."""
    inside: dict[int, Sequence[Mention]] = {}
    for cell in table.cells:
        inside[cell.start] = mentions[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]
    places = {
        (cell.row + i, cell.column + j): cell
        for cell in table.cells
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }
    return Grid(document, table, places, inside)
