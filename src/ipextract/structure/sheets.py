"""Document and mentions → its tables as they were read, each once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

import regex

from ipextract.model import Document, Mention, Table
from ipextract.rulebook import Rulebook
from ipextract.structure.captions import common_money
from ipextract.structure.cells import figures_of, wholes_of
from ipextract.structure.dates import year_of_heading
from ipextract.structure.grid import Grid, gridded
from ipextract.structure.heads import Header, header_of
from ipextract.structure.lined import with_formulas
from ipextract.structure.rows import line_between, parent_of, rows_of
from ipextract.structure.table import Row, Sheet
from ipextract.structure.unfolded import pieces, unfolded

__all__ = ["sheets"]

_LONGEST_LINE = 60
_LONGEST_PIECE = 12
_MOST_PIECES = 6
_FIGURES = regex.compile(r"(?:^|\s)[-+]?[\d,.]{2,}(?=\s|$)")
_TITLE_LINES = 8
_LONGEST_HEADING = 24
_MOST_NOTES, _LONGEST_NOTE = 4, 240


class _Above(NamedTuple):
    """What a table that begins with figures has from the one above: its head, and what its kinds are kinds of."""

    header: Header
    parent: str


class _Around(NamedTuple):
    """What stands around a table: the lines above it, its title, the headings it is below, and the year of them."""

    caption: str
    title: str
    section: tuple[str, ...]
    year: str


def sheets(document: Document, mentions: Sequence[Mention], year: str, rulebook: Rulebook) -> tuple[Sheet, ...]:
    """The tables of a document in text order; ``year`` is that of the report, for tables that name none."""
    found: list[Sheet] = []
    aboves: dict[int, _Above] = {}
    before = _before(document)
    width = 0
    starts = [m.start for m in mentions]
    blocks = {block.start: i for i, block in reversed(tuple(enumerate(document.blocks)))}
    titles = _titles(document, rulebook)
    money = common_money(document.text, rulebook)
    for number, table in enumerate(document.tables):
        block = blocks.get(table.start, 0)
        caption = _caption(document, block, rulebook.words["unit_header"])
        section = document.blocks[block].section if document.blocks else ()
        around = _Around(caption, titles[number], section, year_of_heading((*section, caption), rulebook) or year)
        whole, width = unfolded(document, table, mentions, starts, rulebook, width)
        for piece in pieces(whole, rulebook):
            grid = gridded(document, piece, mentions, starts)
            header = header_of(grid, caption, around.title, around.year, rulebook)
            parent = parent_of(grid, header, rulebook)
            last = before[number] if number not in aboves else number
            above = aboves.get(last)
            line = None
            if above is not None:
                meets = last != number and not document.text[document.tables[last].end : table.start].strip()
                header, parent, goes_on = _below(above, header, parent, meets=meets)
                # Tables side by side have pieces that do not follow each other.
                follows = goes_on and last >= number - 1
                line = _line(document, document.tables[number - 1], table, rulebook) if follows else None
            aboves[number] = _Above(header, parent)
            sheet = _sheet(grid, aboves[number], around, number, line, rulebook, money)
            found.append(with_formulas(sheet, grid, header, _notes(document, block, rulebook), rulebook))
    return tuple(found)


def _sheet(
    grid: Grid, head: _Above, around: _Around, number: int, line: Row | None, rulebook: Rulebook, money: str
) -> Sheet:
    """The table that a grid is, below its head; ``line`` is what cuts it from the table ``number`` - 1."""
    header = head.header
    rows = [
        replace(row, figures=figures_of(grid, header.rows + i, row, header, around.year, rulebook, money))
        for i, row in enumerate(rows_of(grid, header, head.parent, around.year, rulebook))
    ]
    return Sheet(
        number=number,
        start=grid.table.start,
        heads=header.heads,
        rows=tuple(rows),
        unit=header.unit,
        year=around.year,
        caption=around.caption,
        title=around.title,
        section=around.section,
        line=line,
        wholes=wholes_of(rows),
    )


def _below(above: _Above, own: Header, parent: str, *, meets: bool) -> tuple[Header, str, bool]:
    """The head of a table below another and what its kinds are kinds of, and whether it goes on with that table.

    ``meets`` where nothing is printed between them.
    """
    if len(above.header.heads) == len(own.heads):
        if own.rows == 0 or (meets and _goes_on(above.header, own)):
            return _carried(above.header, own), above.parent, True
        if meets and _ends_head(above.header, own):
            return replace(above.header, rows=own.rows), above.parent, True
        if meets and not own.unit and _alike(above.header, own):
            return replace(own, unit=above.header.unit), parent, False
    elif meets and own.rows == 0:
        return _narrowed(above.header, own) or own, parent, False
    return own, parent, False


def _before(document: Document) -> list[int]:
    """For each table the number of the one that it may go on with, -1 for none: the one before it.

    Tables side by side, which have one place in the text, go on with those that stood in their places.
    """
    numbers = range(len(document.tables))
    places = [tuple(group) for _, group in groupby(numbers, key=lambda number: document.tables[number].start)]
    found: list[int] = []
    for earlier, own in pairwise(((), *places)):
        last = earlier[-1] if earlier and len(own) == 1 else -1
        found += earlier if len(earlier) == len(own) else [last] * len(own)
    return found


def _goes_on(above: Header, own: Header) -> bool:
    """Whether a table goes on with one that it meets: nothing stands above its figures but labels of theirs."""
    columns = [j for j in range(len(own.heads)) if j not in above.labels]
    said = any(own.heads[j].text for j in columns)
    return bool(above.rows) and not said and any(above.heads[j].text for j in columns)


def _ends_head(above: Header, own: Header) -> bool:
    """Whether one row above figures has nothing but the ends of a few heads that broke with the page."""
    said = [j for j, head in enumerate(own.heads) if head.text]
    few = own.rows == 1 and bool(said) and len(said) * 2 < len(own.heads)
    return few and bool(above.rows) and min(said) > 0 and all(above.heads[j].text for j in said)


def _alike(above: Header, own: Header) -> bool:
    """Whether a table meets one whose figures have the same heads, but for their dates."""
    columns = [j for j in range(len(own.heads)) if j not in above.labels]
    same = [own.heads[j].name == above.heads[j].name for j in columns]
    return above.labels == own.labels and sum(same) * 2 > len(same)


def _carried(above: Header, own: Header) -> Header:
    """The head of the table above, over figures without one of their own: 二、按形态分 may cut a table in two."""
    return replace(above, rows=0, labels=own.labels if len(above.labels) == len(above.heads) else above.labels)


def _narrowed(above: Header, own: Header) -> Header | None:
    """The head of a table of several columns of labels over a last row 合计 that has one; ``None`` over others."""
    figures = above.heads[max(above.labels, default=-1) + 1 :]
    if own.labels != (0,) or len(above.labels) < len(own.heads) - len(figures) or len(own.heads) - 1 != len(figures):
        return None
    return Header(0, (above.heads[max(above.labels)], *figures), own.labels, None, above.unit)


def _notes(document: Document, block: int, rulebook: Rulebook) -> Iterator[str]:
    """The lines directly below a table that may say how its columns make each other up."""
    for below in document.blocks[block + 1 : block + 1 + _MOST_NOTES]:
        text = document.text[below.start : below.end]
        if below.kind == "table" or len(text) > _LONGEST_NOTE:
            return
        if any(word in text for word in rulebook.words["formula_equals"]):
            yield text


def _line(document: Document, before: Table, table: Table, rulebook: Rulebook) -> Row | None:
    """The heading between two pieces of one table; ``None`` where more than a heading stands there."""
    between = document.text[before.end : table.start].strip()
    return line_between(between, rulebook) if len(between) <= _LONGEST_HEADING and "\n" not in between else None


def _caption(document: Document, block: int, units: tuple[str, ...]) -> str:
    """The short lines directly above a table: its title and its 单位 line.

    The latter may stand further up, above pieces of a head that is set in several lines.
    """
    lines: list[str] = []
    for above in reversed(document.blocks[max(0, block - 2) : block]):
        text = document.text[above.start : above.end].strip()
        if len(text) > _LONGEST_LINE or above.kind == "table":
            break
        lines.insert(0, text)
    if not any(word in line for line in lines for word in units):
        lines[:0] = _unit_line(document, block, units)
    return "\n".join(lines)


def _unit_line(document: Document, block: int, units: tuple[str, ...]) -> list[str]:
    """The line 单位：万元 above the pieces of a table's head: short lines and rows without a figure."""
    for above in reversed(document.blocks[max(0, block - _MOST_PIECES) : block]):
        text = document.text[above.start : above.end].strip()
        if any(f"{word}{colon}" in text for word in units for colon in "：:"):
            return [text] if len(text) <= _LONGEST_LINE else []
        if _FIGURES.search(text) or (len(text) > _LONGEST_PIECE and above.kind != "table"):
            break
    return []


def _titles(document: Document, rulebook: Rulebook) -> list[str]:
    """For each table the short lines above it without its unit; a table that goes on keeps those of the one before."""
    found: list[str] = []
    starts = [block.start for block in document.blocks]
    for table in document.tables:
        block = bisect_right(starts, table.start) - 1
        title = "".join(reversed(list(_title_lines(document, block, rulebook))))
        found.append(title or (found[-1] if found else ""))
    return found


def _title_lines(document: Document, block: int, rulebook: Rulebook) -> Iterator[str]:
    """The short lines above a block, the nearest first, without its unit and rows of heads that are set apart."""
    for above in reversed(document.blocks[max(0, block - _TITLE_LINES) : block]):
        text = "".join(document.text[above.start : above.end].split())
        apart = above.kind == "table" and not any(ch.isdigit() for ch in text)
        if not apart and (above.kind == "table" or len(text) > _LONGEST_LINE):
            return
        if not apart and not text.startswith(rulebook.words["unit_header"]):
            yield text
