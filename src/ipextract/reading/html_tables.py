"""Tables of HTML: which places of the grid a cell covers, by the table model of the standard."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ipextract.reading.passages import Block, Sheet, SheetCell
from ipextract.reading.wire import Refusal

_WIDEST = 1000
_TALLEST = 65534
_MOST_PLACES = 1_000_000
#: What the standard reads as a number: white space and digits; what follows does not matter.
_DIGITS = re.compile(r"[ \t\r\n\f]*\+?0*([0-9]{1,9})")


class Rows:
    """The rows of one table as they come; a cell takes the first free place of its row."""

    __slots__ = ("_cells", "_column", "_group", "_outer", "_row", "_taken", "_waiting")

    def __init__(self) -> None:
        self._cells: list[SheetCell] = []
        self._taken: set[tuple[int, int]] = set()
        self._outer: list[list[Block]] = []
        self._waiting: list[tuple[int, int, int, int]] = []
        self._row, self._column, self._group = -1, 0, 0

    def enter(self, element: Any, around: list[Block]) -> None:
        """A row, a group of rows, or a cell begins; ``around`` are the blocks that go on behind the cell."""
        name = element.tag
        if name in ("thead", "tbody", "tfoot"):
            self._end_group()
        elif name == "tr":
            self._row += 1
            self._column = 0
        elif name in ("td", "th"):
            self._row = max(0, self._row)
            if (self._row, 0) in self._taken and not self._column:
                self._uncover()
            while (self._row, self._column) in self._taken:
                self._column += 1
            down, across = _span(element, "rowspan", _TALLEST), max(1, _span(element, "colspan", _WIDEST))
            self._outer.append(around)
            self._waiting.append((self._row, self._column, down, across))
            self._take(down or _WIDEST, across)
            self._column += across

    def leave(self, inside: list[Block]) -> list[Block]:
        """A cell ends with the blocks in it; what goes on behind it comes back."""
        if not self._waiting:
            return inside
        row, column, down, across = self._waiting.pop()
        self._cells.append(SheetCell(row, column, down, across, tuple(inside)))
        return self._outer.pop()

    def sheet(self) -> Sheet:
        """The table, no cell reaching below its last row."""
        self._end_group()
        return Sheet(tuple(self._cells))

    def _uncover(self) -> None:
        """Let a row end before this one where each of its cells reaches down: it leaves no place below it."""
        above = [k for k in range(self._group, len(self._cells)) if self._cells[k].row == self._row - 1]
        wide = max((cell.column + cell.column_span for cell in self._cells), default=0)
        over = [self._cells[k] for k in above]
        if sum(cell.column_span for cell in over) < wide or any(cell.row_span == 1 for cell in over):
            return
        for k in above:
            self._cells[k] = replace(self._cells[k], row_span=1)
        self._taken = {place for place in self._taken if place[0] < self._row}

    def _take(self, down: int, across: int) -> None:
        if len(self._taken) + min(down, _WIDEST) * across > _MOST_PLACES:
            raise Refusal("limit", f"a table has cells that cover more than {_MOST_PLACES} places")
        self._taken |= {(self._row + i, self._column + j) for i in range(min(down, _WIDEST)) for j in range(across)}

    def _end_group(self) -> None:
        """A cell ends with its group of rows; rowspan 0 means down to there."""
        last = self._row
        for k in range(self._group, len(self._cells)):
            cell = self._cells[k]
            most = max(1, last - cell.row + 1)
            down = min(cell.row_span or most, most)
            self._cells[k] = SheetCell(cell.row, cell.column, down, cell.column_span, cell.blocks)
        self._group = len(self._cells)
        self._taken = {place for place in self._taken if place[0] <= last}


def _span(element: Any, name: str, most: int) -> int:
    """How many rows or columns a cell covers, as browsers read it: 2 of "2;" and of " +2px", 1 of words."""
    digits = _DIGITS.match(element.get(name) or "")
    return min(int(digits[1]), most) if digits else 1
