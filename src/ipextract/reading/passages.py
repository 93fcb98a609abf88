"""Paragraphs and tables of a document without pages → numbered lines, each with a place that a reader can find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from ipextract.model import Furniture, Issue, Line, Page, PageCell, PageTable
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Reading, Refusal

_LEAST_FILLED = 3
_LONGEST_CELL = 400
_MOST_PLACES = 1_000_000

_LEFT_OUT: Final = {
    "lost": ("IPX802", "characters that were lost before the file was written: {n}; numbers may be incomplete"),
    "symbol": ("IPX802", "symbols without a character: {n}; numbers beside them may be incomplete"),
    "picture": ("IPX806", "pictures: {n}; what is printed in them was not read"),
    "numbered": ("IPX821", "paragraphs that are numbered automatically: {n}; their numbers are not in the text"),
    "deleted": ("IPX822", "passages that a tracked change deletes: {n}; they were left out"),
    "hidden": ("IPX822", "hidden passages: {n}; they were left out"),
    "styles": ("IPX822", "there are too many rules of style to follow them all; hidden text may have been read"),
    "struck": ("IPX822", "passages that are struck out: {n}; they were left out"),
    "chart": ("IPX823", "charts and drawings: {n}; they were not read"),
    "formula": ("IPX823", "formulas: {n}; they were not read"),
    "embedded": ("IPX823", "embedded documents: {n}; they were not read"),
    "open-ended": ("IPX824", "the end of the page is not marked; the file may have been cut off"),
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one paragraph; ``level`` as in Line, ``place`` where it is not simply the next paragraph."""

    lines: tuple[str, ...]
    level: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with its place in the grid and what stands in it, which may be a table again."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as the document marks it; whether it is one, or a frame for the looks, is told later."""

    cells: tuple[SheetCell, ...]


Block: TypeAlias = Paragraph | Sheet


def superior(text: str) -> str:
    """Raised digits and signs as the characters for them, so that no number grows by its exponent or note mark."""
    return text.translate(_RAISED)


def inferior(text: str) -> str:
    """Lowered digits and signs as the characters for them."""
    return text.translate(_LOWERED)


_SIGNS = "0123456789+-=()"
_RAISED = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def whole(blocks: Iterable[Block], aside: Iterable[tuple[str, str]], counts: Counter[str], limits: Limits) -> Reading:
    """The reading of a document: ``aside`` are role and text of its furniture, ``counts`` what was left out and why.

    Raises Refusal: ``empty`` or ``no-text`` where nothing is left to read, ``limit`` for too many characters.
    """
    setting = _Setting(limits)
    items = tuple(setting.items(blocks))
    if not setting.chars:
        if counts["picture"]:
            raise Refusal("no-text", "it holds pictures and no text")
        raise Refusal("empty", "it holds no text")
    furniture = tuple(Furniture(role, 1, text) for role, text in aside if text)  # type: ignore[arg-type]
    issues = tuple(
        Issue(code, message.format(n=counts[key])) for key, (code, message) in _LEFT_OUT.items() if counts[key]
    )
    return Reading(Page(1, items), issues, picture=False, glyphs=setting.chars, furniture=furniture)


class _Setting:
    """Numbers lines, paragraphs and tables as it comes to them; ``chars`` is the number of characters so far."""

    __slots__ = ("_limits", "_lines", "_paragraphs", "_tables", "chars")

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lines = self._tables = self.chars = 0
        self._paragraphs: Counter[str] = Counter()  # by the cell they stand in, empty for none

    def items(self, blocks: Iterable[Block], cell: str = "") -> Iterator[Line | PageTable]:
        """The lines and tables of the blocks in order; those of a ``cell`` are counted within it."""
        for block in blocks:
            if isinstance(block, Sheet):
                self._tables += 1
                name = f"table{self._tables}"
                if _is_table(block):
                    yield self._table(block, name)
                    continue
                grid = _is_grid(block)
                for each in _in_order(block):
                    yield from self.items(each.blocks, _cell(name, each) if grid else cell)
            elif any(text.strip() for text in block.lines):
                self._paragraphs[cell] += not block.place
                count = self._paragraphs[cell]
                place = f"{cell}:para{count}" if cell else f"para{count}"
                yield from self._set(block, block.place or place)

    def _table(self, sheet: Sheet, name: str) -> PageTable:
        cells = []
        for cell in _in_order(sheet):
            place = _cell(name, cell)
            lines = tuple(line for each in _paragraphs(cell.blocks) for line in self._set(each, each.place or place))
            cells.append(PageCell(cell.row, cell.column, cell.row_span, cell.column_span, lines))
        return PageTable(1, (0.0, 0.0, 0.0, 0.0), tuple(cells))

    def _set(self, paragraph: Paragraph, place: str) -> Iterator[Line]:
        for text in paragraph.lines:
            if not text.strip():
                continue
            self._lines += 1
            self.chars += len(text)
            if self.chars > self._limits.chars:
                raise Refusal("limit", f"it has more than {self._limits.chars} characters")
            yield Line(1, self._lines, text, level=paragraph.level, place=place)


def _cell(table: str, cell: SheetCell) -> str:
    """The place of a cell: table2:row3:col4."""
    return f"{table}:row{cell.row + 1}:col{cell.column + 1}"


def _in_order(sheet: Sheet) -> list[SheetCell]:
    return sorted(sheet.cells, key=lambda cell: (cell.row, cell.column))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a cell, those of frames within it included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from _paragraphs([inner for cell in _in_order(block) for inner in cell.blocks])


def _is_table(sheet: Sheet) -> bool:
    """Whether a table relates rows and columns, or is but a frame around text or other tables."""
    return _is_grid(sheet) and all(_size(cell) <= _LONGEST_CELL for cell in sheet.cells)


def _is_grid(sheet: Sheet) -> bool:
    """Whether the cells of a table stand in rows and columns, however much text is in them."""
    if not sheet.cells:
        return False
    rows = max(cell.row + cell.row_span for cell in sheet.cells)
    columns = max(cell.column + cell.column_span for cell in sheet.cells)
    if rows < 2 or columns < 2:
        return False
    if rows * columns > _MOST_PLACES:
        raise Refusal("limit", f"a table has {rows} rows and {columns} columns")
    if any(isinstance(block, Sheet) and _is_table(block) for cell in sheet.cells for block in cell.blocks):
        return False
    return sum(_size(cell) > 0 for cell in sheet.cells) >= _LEAST_FILLED


def _size(cell: SheetCell) -> int:
    """The number of characters in a cell, frames within it included."""
    return sum(len(text.strip()) for each in _paragraphs(cell.blocks) for text in each.lines)
