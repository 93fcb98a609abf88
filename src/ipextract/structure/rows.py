"""The rows of a table: their names and labels, how deep each is set, and which are totals, headings or blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from ipextract.exact.numeral import half_width
from ipextract.model import Cell, Document, Period
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import period_of
from ipextract.structure.formulas import numbering, signs_of
from ipextract.structure.grid import Grid
from ipextract.structure.heads import Header, total_of
from ipextract.structure.sentences import CLOSED
from ipextract.structure.table import Row
from ipextract.structure.units import bracketed, without_unit

__all__ = ["line_between", "parent_of", "rows_of"]

_ORDERS = (
    regex.compile(r"\p{Han}{1,3}、"),
    regex.compile(r"[（(]\p{Han}{1,3}[）)]"),
    regex.compile(r"\p{Nd}{1,2}[.．、](?!\p{Nd})"),
    regex.compile(r"[（(]\p{Nd}{1,2}[）)]"),
)
_ANY_HAN = regex.compile(r"\p{Han}")
_BULLETS = "*※-—·•"
_FOOTNOTE = regex.compile(r"[\[［〔]\S{1,3}[\]］〕]$")
_SHARP = regex.compile(r"[#＃]+")
_DASH = regex.compile(r"[-—–－/*]+")
_COLONS = ("：", ":")
_FEWEST_COLUMNS = 3
#: How many digits the codes of budgets have: 类 three, 款 and 项 two more each.
_CODE_LENGTHS = {3, 5, 7}
_EM = 10


class _Marks(NamedTuple):
    """What stands before a label: its enumerator, its depth by # or 其中, whether it is #; and the label itself."""

    order: int
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
    rows = _indented(named)
    depths = _code_depths(grid, header) if header.codes else ()
    return [replace(row, indent=depth) for row, depth in zip(rows, depths, strict=True)] if depths else rows


def _code_depths(grid: Grid, header: Header) -> Sequence[int]:
    """How deep the codes of each row set it: 201 | 06 | 01 by how many there are, 20106 by how many digits it has."""
    body = range(header.rows, grid.table.rows)
    codes = [[text for j in range(header.codes) if (text := grid.at(i, j)).isdecimal()] for i in body]
    if header.codes > 1:
        return [max(0, len(each) - 1) for each in codes]
    longest = sorted({len(code) for each in codes for code in each})
    even = set(longest) <= _CODE_LENGTHS
    return [longest.index(len(each[0])) if each else 0 for each in codes] if even and len(longest) > 1 else ()


def parent_of(grid: Grid, header: Header, rulebook: Rulebook) -> str:
    """The first name below a head, of which labels that only say a kind (城镇, 男性) are kinds; none if it is one."""
    texts = [grid.at(header.rows, j) for j in header.fronts] if header.rows < grid.table.rows else []
    first = without_unit(_name([text for text in texts if text], rulebook), rulebook)
    return "" if first.startswith(rulebook.words["category"]) else first


def line_between(text: str, rulebook: Rulebook) -> Row:
    """The heading that a line between two pieces of one table is."""
    rest = _marks(text, rulebook).rest
    label = CLOSED.sub("", rest) or rest
    return Row(label, partition=_parts(label, rulebook), cuts=True)


def _parts(label: str, rulebook: Rulebook) -> bool:
    """True for 按地区分, below which the parts of a whole stand."""
    words = rulebook.words
    return label.startswith(words["partition_front"]) and label.endswith(words["partition_end"])


def _row(grid: Grid, i: int, header: Header, rulebook: Rulebook) -> Row:
    """A row with its indent in points, before it is set against those beside it."""
    cells = [cell for cell in grid.row(i, header.fronts) if grid.text(cell)]
    texts = [grid.text(cell) for cell in cells]
    marks = _marks(texts[-1] if texts else "", rulebook)
    label = CLOSED.sub("", marks.rest) or marks.rest
    column = header.place_column
    place = None if column is None else _place(grid.at(i, column), rulebook)
    others = grid.row(i, [j for j in header.fronts if j != column]) if place is not None else ()
    of_units = grid.cell(i, header.unit_column) if header.unit_column is not None else None
    return Row(
        label=label,
        name=_name(texts, rulebook),
        group="".join(texts[:-1]),
        which=marks.which,
        sharp=marks.sharp,
        order=marks.order,
        indent=_left(grid.document, cells[-1]) if cells else 0,
        total=total_of(label, rulebook.words),
        mean=label.endswith(rulebook.words["mean_row"]),
        taken_off=label.startswith(rulebook.words["subtracted_row"]),
        partition=_parts(label, rulebook),
        unit=grid.text(of_units),
        blank=_of_no_figures(grid, i, header.fronts, rulebook),
        spans=grid.spans(cells),
        unit_spans=grid.spans((of_units,)),
        place=place,
        item=_name([text for cell in others if (text := grid.text(cell)) and not text.isdigit()], rulebook),
    )


def _place(label: str, rulebook: Rulebook) -> str | None:
    """东湾县 of 其中：东湾县 and 东湾县小计, empty for 合计 and 全市; ``None`` for 小计, which does not say whose."""
    rest = _marks(label, rulebook).rest
    name = CLOSED.sub("", rest) or rest
    words = rulebook.words
    if name in (*words["table_total"], *words["grand_total"], *words["whole_area"]):
        return ""
    endings = (*words["subtotal"], *words["table_total"], *words["grand_total"])
    return next((name.removesuffix(end) for end in endings if name.endswith(end)), name) or None


def _name(texts: Sequence[str], rulebook: Rulebook) -> str:
    """What a row is called by its labels together, without those that only number it, and without their marks."""
    parts = list(dict.fromkeys(texts))
    telling = [part for part in parts if not part.isdigit()] or parts
    return "".join(_unsigned(_marks(part, rulebook).rest, rulebook) for part in telling)


def _unsigned(label: str, rulebook: Rulebook) -> str:
    """库存设备 of 减：库存设备, which says how a sum is made and not what is counted."""
    signs = (*rulebook.words["subtracted_row"], *rulebook.words["added_row"])
    return next((label.removeprefix(sign) for sign in signs if sign[-1:] in _COLONS and label.startswith(sign)), label)


def _marks(label: str, rulebook: Rulebook) -> _Marks:
    """The marks before a label, in whatever order: 一、#渔业, （1）其中：海水, and the label without footnote."""
    order, which, sharp, before = 0, 0, False, ""
    label = _FOOTNOTE.sub("", label)
    while label != before:
        before, label = label, label.lstrip(_BULLETS)
        sharps = _SHARP.match(label)
        if sharps and not which:
            which, sharp, label = len(sharps[0]), True, label[sharps.end() :]
        rest = _behind_of_which(label, rulebook)
        which, label = (which, label) if rest is None else (which or 1, rest)
        style, label = _enumerated(label, rulebook)
        order = order or style
    return _Marks(order, which, sharp, label)


def _behind_of_which(label: str, rulebook: Rulebook) -> str | None:
    """What stands behind 其中 or 含：; ``None`` for 含磷废水, which is a name."""
    for word in rulebook.words["of_which"]:
        rest = label.removeprefix(word)
        if rest != label and (len(word) > 1 or rest[:1] in _COLONS):
            return rest.lstrip("：:、")
    return None


def _enumerated(label: str, rulebook: Rulebook) -> tuple[int, str]:
    """The style of the enumerator that a label begins with, 0 for none, and what stands behind it; 牛、羊 has none."""
    numerals = rulebook.numerals.digits.keys() | rulebook.numerals.powers.keys()
    for style, form in enumerate(_ORDERS, 1):
        found = form.match(label)
        if found and numerals.issuperset(_ANY_HAN.findall(found[0])):
            return style, label[found.end() :]
    return 0, label


def _of_no_figures(grid: Grid, i: int, fronts: Sequence[int], rulebook: Rulebook) -> bool:
    """True for a row with dashes for figures, which is no heading of what follows, and for one that numbers columns.

    It may say what makes a column up: 1, 2, 3=1+2.
    """
    texts = [text for j in range(grid.table.columns) if j not in fronts and (text := grid.at(i, j))]
    if any("=" in half_width(text) for text in texts):
        return bool(numbering(dict(enumerate(texts)), signs_of(rulebook)))
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
