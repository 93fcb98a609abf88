"""The rows of a table: their names and labels, how deep each is set, and which are totals, headings or blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from ipextract.model import Cell, Document, Period
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import period_of
from ipextract.structure.grid import Grid
from ipextract.structure.heads import Header, total_of
from ipextract.structure.table import Row
from ipextract.structure.units import bracketed, without_unit

__all__ = ["line_between", "parent_of", "rows_of"]

_ORDERS = (
    regex.compile(r"\p{Han}{1,3}、"),
    regex.compile(r"[（(]\p{Han}{1,3}[）)]"),
    regex.compile(r"\p{Nd}{1,2}[.．、](?!\p{Nd})"),
    regex.compile(r"[（(]\p{Nd}{1,2}[）)]"),
)
_ORDER = regex.compile(r"^(?:\p{Nd}+[.．、]|[#＃*※\-—·•\s])+")
_FOOTNOTE = regex.compile(r"[\[［〔]\S{1,3}[\]］〕]$")
_SHARP = regex.compile(r"[#＃]+")
_BRACKETS = regex.compile(r"[（(][^（()）]*[）)]")
_DASH = regex.compile(r"[-—–－/*]+")
_COLONS = ("：", ":")
_FEWEST_COLUMNS = 3
_EM = 10


class _Marks(NamedTuple):
    """What stands before a label: how deep # or 其中 sets it, whether it is #, and the label without them."""

    which: int
    sharp: bool
    rest: str


def rows_of(grid: Grid, header: Header, parent: str, year: str, rulebook: Rulebook) -> list[Row]:
    """The rows below the head, without their figures; ``parent`` is what a row that only says a kind is a kind of."""
    dates = {"".join(m.printed.split()): m for m in grid.dates(grid.table.cells)}
    rows = [_row(grid, i, header, rulebook) for i in range(header.rows, grid.table.rows)]
    named: list[Row] = []
    for row in rows:
        name = row.name + parent if row.name in rulebook.words["category"] else row.name
        own = bracketed(name, rulebook)
        name = without_unit(name, rulebook)
        date = dates.get(name)
        period = Period() if date is None else period_of(date, rulebook, year)
        spans = row.spans if own else row.unit_spans
        named.append(replace(row, name="" if period else name, period=period, unit=own or row.unit, unit_spans=spans))
    return _indented(named)


def parent_of(grid: Grid, header: Header, rulebook: Rulebook) -> str:
    """The first name below a head, of which labels that only say a kind (城镇, 男性) are kinds; none if it is one."""
    names = (_name(grid, i, header.fronts, rulebook) for i in range(header.rows, grid.table.rows))
    first = without_unit(next(names, ""), rulebook)
    return "" if first.startswith(rulebook.words["category"]) else first


def line_between(text: str, rulebook: Rulebook) -> Row:
    """The heading that a line between two pieces of one table is."""
    label = _bare(text)
    return Row(label, partition=_parts(label, rulebook), cuts=True)


def _parts(label: str, rulebook: Rulebook) -> bool:
    """True for 按地区分, below which the parts of a whole stand."""
    words = rulebook.words
    return label.startswith(words["partition_front"]) and label.endswith(words["partition_end"])


def _row(grid: Grid, i: int, header: Header, rulebook: Rulebook) -> Row:
    """A row with its indent in points, before it is set against those beside it."""
    cells = grid.row(i, header.fronts)
    texts = [grid.text(cell) for cell in cells]
    printed = texts[-1] if texts else ""
    marks = _marks(printed, rulebook)
    label = _bare(marks.rest)
    of_units = grid.cell(i, header.unit_column) if header.unit_column is not None else None
    return Row(
        label=label,
        name=_name(grid, i, header.fronts, rulebook),
        group="".join(texts[:-1]),
        which=marks.which,
        sharp=marks.sharp,
        order=next((k for k, form in enumerate(_ORDERS, 1) if form.match(printed)), 0),
        indent=_left(grid.document, cells[-1]) if printed else 0,
        total=total_of(label, rulebook.words),
        mean=label.endswith(rulebook.words["mean_row"]),
        taken_off=label.startswith(rulebook.words["subtracted_row"]),
        partition=_parts(label, rulebook),
        unit=grid.text(of_units),
        blank=_of_no_figures(grid, i, header.fronts),
        spans=grid.spans(cells),
        unit_spans=grid.spans((of_units,)),
    )


def _name(grid: Grid, i: int, columns: Sequence[int], rulebook: Rulebook) -> str:
    """The name in front of a row, without its number, its # and 其中."""
    parts = list(dict.fromkeys(grid.at(i, j) for j in columns))
    text = "".join(part for part in parts if part and not part.isdigit()) or "".join(parts)
    text = _FOOTNOTE.sub("", _ORDER.sub("", text))
    for word in rulebook.words["of_which"]:
        text = text.removeprefix(word)
    return text.lstrip("：:、　 ")


def _marks(label: str, rulebook: Rulebook) -> _Marks:
    """How deep # or 其中 sets a row below the one it belongs to, and the label without them."""
    sharp = _SHARP.match(label)
    if sharp:
        return _Marks(len(sharp[0]), True, label[sharp.end() :])
    for word in rulebook.words["of_which"]:
        rest = label.removeprefix(word)
        if rest != label and (len(word) > 1 or rest[:1] in _COLONS):
            return _Marks(1, False, rest.lstrip("：:、"))
    return _Marks(0, False, label)


def _bare(label: str) -> str:
    """A label without its enumerator and without what it has in brackets."""
    found = next((match for form in _ORDERS if (match := form.match(label))), None)
    label = label[found.end() :] if found else label
    return _BRACKETS.sub("", label) or label


def _of_no_figures(grid: Grid, i: int, fronts: Sequence[int]) -> bool:
    """True for a row with dashes for figures, which is no heading of what follows, and for one that numbers columns."""
    texts = [text for j in range(grid.table.columns) if j not in fronts and (text := grid.at(i, j))]
    if len(texts) >= _FEWEST_COLUMNS and all(text.isdecimal() for text in texts):
        return [int(text) for text in texts] == list(range(1, len(texts) + 1))
    return bool(texts) and all(_DASH.fullmatch(text) for text in texts)


# --- depth ------------------------------------------------------------------------------------------------------------


def _left(document: Document, cell: Cell) -> int:
    """How far from the left a cell's text begins, in points; a character of a plain text has ten."""
    if document.boxes is None:
        return int(document.columns[cell.start]) * _EM if cell.start < len(document.columns) else 0
    boxes = document.rectangles(cell.start, cell.end)
    return round(boxes[0].x0) if boxes else 0


def _indented(rows: Sequence[Row]) -> list[Row]:
    """Rows with their indents as levels 0, 1, …; all 0 where the labels are centred or set in at random."""
    labelled = [row for row in rows if row.label and not row.blank]
    levels = list(_levels(sorted({row.indent for row in labelled})))
    centred = len(levels) > 3 or (len(levels) > 1 and _centred(labelled))
    if centred or len(levels) < 2:
        return [replace(row, indent=0) for row in rows]
    level = {row.indent: max(k for k, left in enumerate(levels) if row.indent >= left) for row in labelled}
    return [replace(row, indent=level.get(row.indent, 0)) for row in rows]


def _levels(lefts: Sequence[int]) -> Iterator[int]:
    """The points at which levels begin: each more than half a character right of the one before."""
    last: int | None = None
    for left in lefts:
        if last is None or left - last > _EM // 2:
            last = left
            yield left


def _centred(rows: Sequence[Row]) -> bool:
    """True when shorter labels begin further right throughout: they are centred, not set in."""
    pairs = sorted((len(row.label), row.indent) for row in rows)
    falling = all(a[1] >= b[1] for a, b in pairwise(pairs))
    return falling and pairs[0][0] < pairs[-1][0]
