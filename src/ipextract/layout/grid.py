"""Tables: ruled ones from a page, and lines in columns, as pieces of text and afterwards as cells of the document."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex

from ipextract.layout.assemble import Link, Piece
from ipextract.layout.glyphs import em
from ipextract.layout.rows import GAP, RULE_ROW, Row
from ipextract.layout.stacked import unstacked
from ipextract.model import Cell, Line, PageTable, Table

_WELL_FORMED = regex.compile(r"[-+]?(?:\d{1,3}(?:[,\uff0c]\d{3})+|\d+)(?:[.\uff0e]\d+)?[%\uff05]?")
_NUMERIC = regex.compile(r"[-+]?[\d.,]+[%\uff05]?")
_ONE_HAN = regex.compile(r"\p{Han}")
_FIRST_DIGITS = regex.compile(r"\d+")
_DIGIT = 0.5  # the width of a digit in em


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell before it has a place in the text; ``lead`` and ``tail`` are printed bars that are no part of it.

    A ``rule`` is a printed line between rows: text, but no cell.
    """

    row: int
    column: int
    pieces: tuple[Piece, ...]
    row_span: int = 1
    column_span: int = 1
    lead: Piece | None = None
    tail: Piece | None = None
    rule: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table as pieces in text order; ``spans`` holds for each cell its first piece and the one after its last."""

    pieces: tuple[Piece, ...]
    cells: tuple[GridCell, ...]
    spans: tuple[tuple[int, int], ...]

    def placed(self, first: int, starts: Sequence[int], ends: Sequence[int]) -> Table:
        """The table of the document, given the offsets of all pieces and the index of the first of this table."""
        rules = [cell.row for cell in self.cells if cell.rule]
        cells = tuple(
            Cell(
                cell.row - sum(row < cell.row for row in rules),
                cell.column,
                cell.row_span,
                cell.column_span,
                starts[first + low],
                max(starts[first + low], ends[first + high - 1]),
            )
            for cell, (low, high) in zip(self.cells, self.spans, strict=True)
            if not cell.rule
        )
        rows = max(cell.row + cell.row_span for cell in cells)
        columns = max(cell.column + cell.column_span for cell in cells)
        return Table(starts[first], ends[first + len(self.pieces) - 1], rows, columns, cells)


def ruled_grid(table: PageTable) -> Grid:
    """A ruled table; the places that a spanning cell covers stay empty."""
    table = unstacked(table)
    rooms: dict[tuple[int, int], float] = defaultdict(float)
    for cell in table.cells:
        widest = max((_width(line) for line in cell.lines), default=0.0)
        rooms[cell.column, cell.column_span] = max(rooms[cell.column, cell.column_span], widest)
    cells = [
        GridCell(
            cell.row,
            cell.column,
            _cell_pieces(cell.lines, rooms[cell.column, cell.column_span]),
            cell.row_span,
            cell.column_span,
        )
        for cell in table.cells
    ]
    return grid_of(cells)


def column_grid(rows: Sequence[Row]) -> Grid:
    """Lines in columns: fields parted by tabs, gaps or bars; a field stands in the column it overlaps."""
    if rows[0].text.startswith("|"):
        return grid_of(_bar_cells(rows))
    all_rows = rows
    every = _names_whole(rows, [_fields(row.line) for row in rows])
    owners = _owners(rows, every)
    kept = [k for k, owner in enumerate(owners) if owner == k]
    rows, fields = [rows[k] for k in kept], [every[k] for k in kept]
    at = {k: r for r, k in enumerate(kept)}
    labels: dict[int, list[Piece]] = {}
    for k, owner in enumerate(owners):
        if owner != k:
            labels.setdefault(at[owner], []).append(Piece(all_rows[k].line, "join", *every[k][0]))
    cells = []
    for r, row in enumerate(fields):
        places = dict(zip(_columns(row, fields, rows, r), row, strict=True))
        for column, (low, high) in places.items():
            own = [Piece(rows[r].line, "cell", low, high)] if rows[r].line.text[low:high].strip() else []
            if column == 0:
                own = sorted([*own, *labels.pop(r, ())], key=lambda piece: piece.line.number if piece.line else 0)
            if own:
                cells.append(GridCell(r, column, tuple(own)))
        if r in labels:
            cells.append(GridCell(r, 0, tuple(labels.pop(r))))
    return grid_of(cells)


def _names_whole(rows: Sequence[Row], every: Sequence[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """The fields of each row, a label set wide in one: the two characters of 合 计 over the width of longer names.

    Only where the other rows have figures in their second column, and behind the label stands a figure or there would
    be a column too many: 男 and 女 may be the heads of two columns.
    """
    texts = [[row.line.text[low:high].strip() for low, high in fields] for row, fields in zip(rows, every, strict=True)]
    others = [fields for fields in texts if not _ONE_HAN.fullmatch(fields[0])]
    widest = max((len(fields) for fields in others), default=0)
    second = [fields[1] for fields in others if len(fields) > 1]
    if sum(bool(_NUMERIC.fullmatch(text)) for text in second) * 2 <= len(second):
        return list(every)
    found: list[list[tuple[int, int]]] = []
    for row, fields, said in zip(rows, every, texts, strict=True):
        wide = len(said) > 2 and all(_ONE_HAN.fullmatch(text) for text in said[:2])
        set_wide = wide and (len(said) > widest or _NUMERIC.fullmatch(said[2])) and not _tabbed(row)
        found.append([(fields[0][0], fields[1][1]), *fields[2:]] if set_wide else fields)
    return found


def _tabbed(row: Row) -> bool:
    return "\t" in row.line.text and row.line.boxes is None


def _owners(rows: Sequence[Row], fields: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """For each row the row whose label it is a part of: itself, or the nearest that has none; else the one above."""
    whole = [k for k, row in enumerate(fields) if len(row) > 1]
    widest = max(len(row) for row in fields)
    found: list[int] = []
    for k, row in enumerate(fields):
        if len(row) > 1 or widest < 2 or rows[k].line.boxes is None or not whole:
            found.append(k)
            continue
        bare = [w for w in whole if abs(w - k) <= 2 and len(fields[w]) < widest and _begins_later(rows[w], rows[k])]
        above = [w for w in whole if w < k]
        found.append(
            min(bare, key=lambda w: abs(rows[w].top - rows[k].top)) if bare else (above or whole)[-1 if above else 0]
        )
    return found


def _begins_later(row: Row, label: Row) -> bool:
    """Whether a row begins right of where a label ends."""
    return row.left >= label.right


def grid_of(cells: Sequence[GridCell]) -> Grid:
    """The table that some cells are, with nothing in the places between them."""
    at = {(cell.row, cell.column): cell for cell in cells}
    widths: defaultdict[int, int] = defaultdict(int)
    for row, column in at:
        widths[row] = max(widths[row], column)
    pieces: list[Piece] = []
    order: list[GridCell] = []
    spans: list[tuple[int, int]] = []
    for r in range(max(widths) + 1):
        for c in range(widths[r] + 1):
            link: Link = "cell" if c else ("row" if r else "block")
            cell = at.get((r, c))
            if cell is None:
                pieces.append(Piece(None, link))
                continue
            if cell.lead is not None:
                pieces.append(Piece(cell.lead.line, link, cell.lead.begin, cell.lead.end))
                link = "join"
            low = len(pieces)
            for k, piece in enumerate(cell.pieces or (Piece(None, link),)):
                pieces.append(Piece(piece.line, piece.link if k else link, piece.begin, piece.end))
            order.append(cell)
            spans.append((low, len(pieces)))
            if cell.tail is not None:
                pieces.append(Piece(cell.tail.line, "join", cell.tail.begin, cell.tail.end))
    return Grid(tuple(pieces), tuple(order), tuple(spans))


def _cell_pieces(lines: Sequence[Line], room: float = math.inf) -> tuple[Piece, ...]:
    """The lines of one cell; two numbers that meet at a line end stay two unless only together they are one.

    ``room`` is the width of the column in points: a line that fills it may have broken a number.
    """
    texts = [line.text.strip() for line in lines]
    pieces: list[Piece] = []
    whole_until = 0
    for k, (line, text) in enumerate(zip(lines, texts, strict=True)):
        link: Link = "join"
        if k and k >= whole_until:
            whole_until = _number_until(texts, k - 1)
            met = texts[k - 1][-1:].isdigit() and text[:1].isdigit()
            if met and k >= whole_until and not (_fills(lines[k - 1], room) and _goes_on(texts[k - 1], text)):
                link = "apart"
        pieces.append(Piece(line, link))
    return tuple(pieces)


def _number_until(texts: Sequence[str], first: int) -> int:
    """Where the number ends that begins in the last word of line ``first`` and is one only with the lines below."""
    words = texts[first].split()[-1:]
    found = first + 1
    for k in range(first + 1, len(texts)):
        word = (texts[k].split() or [""])[0]
        if not word or not _NUMERIC.fullmatch("".join((*words, word))):
            break
        words.append(word)
        alone = all(_WELL_FORMED.fullmatch(each) for each in words)
        if not alone and _WELL_FORMED.fullmatch("".join(words)):
            found = k + 1
        if word != texts[k]:
            break
    return found


def _fills(line: Line, room: float) -> bool:
    return line.size is not None and _width(line) > room - _DIGIT * line.size


def _goes_on(left: str, right: str) -> bool:
    """Whether print that fills its line goes on: decimals without a point of their own, or digits before a word."""
    more = _FIRST_DIGITS.match(right)
    if more is None or not _NUMERIC.fullmatch(left):
        return False
    decimals = "." in left and more.end() == len(right)
    return decimals or (left.isdigit() and right[more.end() : more.end() + 1].isalpha())


def _width(line: Line) -> float:
    if line.boxes is None or not len(line.boxes):
        return 0.0
    return float(np.nanmax(line.boxes[:, 2]) - np.nanmin(line.boxes[:, 0]))


def _fields(line: Line) -> list[tuple[int, int]]:
    """The half-open spans of the fields of a line in columns; between any two tabs of a text is one, maybe empty."""
    text = line.text
    low = len(text) - len(text.lstrip(" \u3000"))
    high = len(text.rstrip())
    pattern = regex.compile("\t") if "\t" in text and line.boxes is None else GAP
    found: list[tuple[int, int]] = []
    for gap in pattern.finditer(text, low, high):
        found.append((low, gap.start()))
        low = gap.end()
    found.append((low, high))
    return found


def _columns(
    row: Sequence[tuple[int, int]], fields: Sequence[Sequence[tuple[int, int]]], rows: Sequence[Row], r: int
) -> list[int]:
    """The column of each field of a row: by order where all rows have as many, else by place under the fullest rows."""
    widest = max(len(each) for each in fields)
    if len(row) == widest or _tabbed(rows[r]):
        return list(range(len(row)))
    full = [_places(rows[k].line, each) for k, each in enumerate(fields) if len(each) == widest]
    hulls = [(min(place[c][0] for place in full), max(place[c][1] for place in full)) for c in range(widest)]
    found: list[int] = []
    for k, (low, high) in enumerate(_places(rows[r].line, row)):
        first = found[-1] + 1 if found else 0
        last = widest - (len(row) - k)
        choice = max(range(first, last + 1), key=lambda c: (min(high, hulls[c][1]) - max(low, hulls[c][0]), -c))
        found.append(choice)
    return found


def _places(line: Line, fields: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Where fields stand from left to right: in points, or in em for a text without geometry."""
    if line.boxes is None:
        # In a text set in columns a space is as wide as a Latin letter.
        return [(2 * em_cells(line.text[:low]), 2 * em_cells(line.text[:high])) for low, high in fields]
    found: list[tuple[float, float]] = []
    for low, high in fields:
        part = line.boxes[low:high]
        part = part[~np.isnan(part[:, 0])]
        found.append((float(part[:, 0].min()), float(part[:, 2].max())) if len(part) else (0.0, 0.0))
    return found


def em_cells(text: str) -> float:
    """The width in em of a text in a fixed pitch, where a space is half an em."""
    return em(text) + text.count(" ") / 4


def _bar_cells(rows: Sequence[Row]) -> list[GridCell]:
    """The cells of rows in bars; a line without a bar before it goes on with the last cell of the line above."""
    cells: list[GridCell] = []
    for row in rows:
        line = row.line
        r = cells[-1].row + 1 if cells else 0
        bars = [i for i, character in enumerate(line.text) if character == "|"]
        if RULE_ROW.fullmatch(row.text):
            cells.append(GridCell(r, 0, (Piece(line, "cell"),), rule=True))
            continue
        begun = 0
        if cells and not row.text.startswith("|"):
            last = cells[-1]
            cells[-1] = replace(last, pieces=(*last.pieces, Piece(line, "join", *_inner(line.text, 0, bars[0]))))
            r, begun = last.row, last.column + 1
        edges = [*bars, len(line.text)] if line.text[bars[-1] + 1 :].strip() else bars
        for c, (low, high) in enumerate(itertools.pairwise(edges), begun):
            tail = Piece(line, "join", high, high + 1) if high == bars[-1] and high == edges[-1] else None
            lead = Piece(line, "cell", low, low + 1)
            own = Piece(line, "join", *_inner(line.text, low + 1, high))
            cells.append(GridCell(r, c, (own,), lead=lead, tail=tail))
    return cells


def _inner(text: str, low: int, high: int) -> tuple[int, int]:
    """text[low:high] as a span without the blanks around it."""
    inside = text[low:high]
    first = low + len(inside) - len(inside.lstrip())
    return first, max(first, low + len(inside.rstrip()))
