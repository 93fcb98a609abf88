"""A table as the relation rules look at it: rows with their labels, marks and depth, columns with their heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from ipextract.model import Cell, Claim, Document, Table
from ipextract.rulebook import Rulebook

_ORDERS = (
    regex.compile(r"\p{Han}{1,3}、"),
    regex.compile(r"[（(]\p{Han}{1,3}[）)]"),
    regex.compile(r"\p{Nd}{1,2}[.．、](?!\p{Nd})"),
    regex.compile(r"[（(]\p{Nd}{1,2}[）)]"),
)
_SHARP = regex.compile(r"[#＃]+")
_BRACKETS = regex.compile(r"[（(][^（()）]*[）)]")
_DASH = regex.compile(r"[-—–－/*]+")
_FEWEST_COLUMNS = 3
_LONGEST_HEADING = 24
_EM = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label without marks, its claims by column, and what its print says of its level.

    ``which`` is the depth of its # or 其中 (0 for none), ``sharp`` where it is #; ``order`` is the style of its
    enumerator (1 for 一、 and 2 for the same in brackets), ``indent`` how far its label is set in. A ``heading`` cuts
    the table in two and has no claims.
    """

    label: str
    claims: Mapping[int, Claim]
    which: int = 0
    sharp: bool = False
    order: int = 0
    indent: int = 0
    group: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: all its words, the lowest of them and the words above it."""

    text: str
    last: str
    above: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table, put together again where a line such as 二、按形态分 cuts it in pieces."""

    rows: tuple[Row, ...]
    heads: tuple[Head, ...]
    section: tuple[str, ...]


def sheets(document: Document, claims: tuple[Claim, ...], rulebook: Rulebook) -> Iterator[Sheet]:
    """The tables of a document that hold claims."""
    inside = [c for c in claims if c.origin == "table"]
    starts = [c.char_start for c in inside]
    pieces: list[Sheet] = []
    end, columns = 0, 0
    for table in document.tables:
        low, high = bisect_left(starts, table.start), bisect_left(starts, table.end)
        sheet = _sheet(document, table, inside[low:high], rulebook)
        between = document.text[end : table.start].strip() if pieces else ""
        goes_on = pieces and columns == table.columns and not any(head.text for head in sheet.heads)
        if goes_on and len(between) <= _LONGEST_HEADING and "\n" not in between:
            line = Row(_bare(between), {}, heading=True)
            pieces[-1] = replace(pieces[-1], rows=(*pieces[-1].rows, line, *sheet.rows))
        else:
            pieces.append(sheet)
        end, columns = table.end, table.columns
    yield from (sheet for sheet in pieces if any(row.claims for row in sheet.rows))


def _sheet(document: Document, table: Table, claims: Sequence[Claim], rulebook: Rulebook) -> Sheet:
    at = {
        (cell.row + i, cell.column + j): cell
        for cell in table.cells
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }
    held = _held(table, claims)
    first = min((row for row, _ in held), default=table.rows)
    numbered = {column for _, column in held}
    fronts = list(range(min(numbered, default=1)))
    heads = tuple(_head(document, at, j, first, fronts) for j in range(table.columns))
    units = rulebook.words["unit_header"]
    fronts = [j for j in fronts if heads[j].text not in units] or fronts[:1]
    filled = (i for i in range(first, table.rows) if not _of_no_figures(document, at, i, fronts, table.columns))
    rows = [_row(document, at, i, fronts, held, table.columns, rulebook) for i in filled]
    section = claims[0].section if claims else ()
    return Sheet(_indented(rows), heads, section)


def _of_no_figures(
    document: Document, at: Mapping[tuple[int, int], Cell], i: int, fronts: Sequence[int], columns: int
) -> bool:
    """True for a row with dashes for figures, which is no heading of what follows, and for one that numbers columns."""
    texts = [text for j in range(columns) if j not in fronts and (text := _text(document, at.get((i, j))))]
    if len(texts) >= _FEWEST_COLUMNS and all(text.isdecimal() for text in texts):
        return [int(text) for text in texts] == list(range(1, len(texts) + 1))
    return bool(texts) and all(_DASH.fullmatch(text) for text in texts)


def _held(table: Table, claims: Sequence[Claim]) -> dict[tuple[int, int], Claim]:
    """The claim of each cell that holds one."""
    starts = [c.char_start for c in claims]
    found: dict[tuple[int, int], Claim] = {}
    for cell in table.cells:
        i = bisect_left(starts, cell.start)
        if i < len(claims) and claims[i].char_start < max(cell.end, cell.start + 1):
            found[cell.row, cell.column] = claims[i]
    return found


def _text(document: Document, cell: Cell | None) -> str:
    return "" if cell is None else "".join(document.text[cell.start : cell.end].split())


def _head(document: Document, at: Mapping[tuple[int, int], Cell], j: int, rows: int, fronts: Sequence[int]) -> Head:
    """A column's head; an empty upper cell goes on with the one to its left."""
    texts: list[str] = []
    for i in range(rows):
        text = _text(document, at.get((i, j)))
        if not text and i + 1 < rows and j not in fronts and _text(document, at.get((i + 1, j))):
            lefts = (_text(document, at.get((i, k))) for k in range(j - 1, max(fronts, default=-1), -1))
            text = next((each for each in lefts if each), "")
        if text and text not in texts[-1:]:
            texts.append(text)
    return Head("".join(texts), texts[-1] if texts else "", "".join(texts[:-1]))


def _row(
    document: Document,
    at: Mapping[tuple[int, int], Cell],
    i: int,
    fronts: Sequence[int],
    held: Mapping[tuple[int, int], Claim],
    columns: int,
    rulebook: Rulebook,
) -> Row:
    cells = list(dict.fromkeys(cell for j in fronts if (cell := at.get((i, j))) is not None))
    texts = [_text(document, cell) for cell in cells]
    label = texts[-1] if texts else ""
    group = "".join(texts[:-1])
    claims = {j: held[i, j] for j in range(columns) if (i, j) in held}
    indent = _left(document, cells[-1]) if cells and label else 0
    order = next((k for k, form in enumerate(_ORDERS, 1) if form.match(label)), 0)
    which, name = _marks(label, rulebook)
    sharp = _SHARP.match(label) is not None
    heading = bool(label) and not claims
    return Row(_bare(name), claims, which, sharp, order, indent, group, heading)


def _marks(label: str, rulebook: Rulebook) -> tuple[int, str]:
    """How deep # or 其中 sets a row below the one it belongs to, and the label without them."""
    sharp = _SHARP.match(label)
    if sharp:
        return len(sharp[0]), label[sharp.end() :]
    for word in rulebook.words["of_which"]:
        rest = label.removeprefix(word)
        if rest != label and (len(word) > 1 or rest[:1] in ("：", ":")):
            return 1, rest.lstrip("：:、")
    return 0, label


def _bare(label: str) -> str:
    """A label without its enumerator and without its unit in brackets."""
    for form in _ORDERS:
        found = form.match(label)
        if found:
            label = label[found.end() :]
            break
    return _BRACKETS.sub("", label) or label


def _left(document: Document, cell: Cell) -> int:
    """How far from the left a cell's text begins, in points; a character of a plain text has ten."""
    if document.boxes is None:
        return int(document.columns[cell.start]) * _EM if cell.start < len(document.columns) else 0
    boxes = document.rectangles(cell.start, cell.end)
    return round(boxes[0].x0) if boxes else 0


def _indented(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows with their indents as levels 0, 1, …; all 0 where the labels are centred or set in at random."""
    lefts = sorted({row.indent for row in rows if row.label})
    levels: list[int] = []
    for left in lefts:
        if not levels or left - levels[-1] > _EM // 2:
            levels.append(left)
    centred = len(levels) > 3 or (len(levels) > 1 and _centred(rows))
    if centred or len(levels) < 2:
        return tuple(replace(row, indent=0) for row in rows)
    level = {row.indent: max(k for k, left in enumerate(levels) if row.indent >= left) for row in rows if row.label}
    return tuple(replace(row, indent=level.get(row.indent, 0)) for row in rows)


def _centred(rows: Sequence[Row]) -> bool:
    """True when shorter labels begin further right throughout: they are centred, not set in."""
    pairs = sorted((len(row.label), row.indent) for row in rows if row.label)
    falling = all(a[1] >= b[1] for a, b in pairwise(pairs))
    return falling and pairs[0][0] < pairs[-1][0]
