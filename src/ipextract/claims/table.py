"""Table cells → claims: indicator from the row label, unit and period from headers and caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

import regex

from ipextract.claims.basis import Judged, of_name
from ipextract.claims.draft import Draft, Link, Reason
from ipextract.claims.heads import Column, Header, Sheet, header_of, label_of
from ipextract.claims.metadata import Metadata
from ipextract.claims.period import period_of
from ipextract.claims.phrase import Phrase
from ipextract.claims.plans import year_of_heading
from ipextract.claims.run import Dated
from ipextract.claims.units import bracketed, kind_of, per_head, resolved, without_unit
from ipextract.exact.interval import Interval, scale
from ipextract.model import Cell, Direction, Document, Kind, Mention, Period, Spans, Table, Unit
from ipextract.rulebook import Rulebook

_ALL = Decimal(100)
_PERCENT = "%"
#: What speaks of a level by how much it moved, and what is printed in per cent of one.
_MOVES: tuple[Kind, ...] = ("growth", "change")
_RATES: tuple[Kind, ...] = ("growth", "share")
_EXACT = Context(prec=160)
_LONGEST_LINE = 60
_LONGEST_PIECE = 12
_MOST_PIECES = 6
_FIGURES = regex.compile(r"(?:^|\s)[-+]?[\d,.]{2,}(?=\s|$)")
_NO_RATE = 1000  # no rate is printed so large without its sign
_NO_SIGNED_RATE = 10_000  # nor one so large below a head with the sign: columns of a text may be cut wrongly


def read_tables(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, meta: Metadata) -> list[Draft]:
    """The claims of every table of the document, one for each cell that holds one number, in text order."""
    drafts: list[Draft] = []
    above: Header | None = None
    starts = [m.start for m in mentions]
    blocks = {block.start: i for i, block in reversed(tuple(enumerate(document.blocks)))}
    for number, table in enumerate(document.tables):
        block = blocks.get(table.start, 0)
        inside: dict[int, list[Mention]] = {}
        for cell in table.cells:
            low, high = bisect_left(starts, cell.start), bisect_left(starts, cell.end)
            inside[cell.start] = list(mentions[low:high])
        caption = _caption(document, block, rulebook.words["unit_header"])
        section = document.blocks[block].section if document.blocks else ()
        year = year_of_heading((*section, caption), rulebook) or meta.year
        sheet = Sheet(
            document=document,
            table=table,
            mentions=inside,
            grid=_grid(table),
            rulebook=rulebook,
            meta=replace(meta, year=year),
            caption=caption,
            section=section,
            paragraph=-1 - number,
            dates={"".join(m.printed.split()): m for found in inside.values() for m in found if m.dimension == "date"},
            totals={},
        )
        header = header_of(sheet)
        if header.rows == 0 and above is not None and len(above.columns) == table.columns:
            labels = header.labels if len(above.labels) == table.columns else above.labels
            header = replace(
                above, rows=0, labels=labels
            )  # a line such as 二、按形态分 cuts a table in two; the head still holds
        above = header
        sheet.totals.update(_totals(sheet, header))
        drafts += _cells(sheet, header)
    return drafts


def _grid(table: Table) -> dict[tuple[int, int], Cell]:
    """Every grid place with the cell that covers it, merged cells at each of their places."""
    return {
        (cell.row + i, cell.column + j): cell
        for cell in table.cells
        for i in range(cell.row_span)
        for j in range(cell.column_span)
    }


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


class _Levels:
    """What growth and shares of a row can speak of: its last level, that of each period, and the latest period.

    ``label`` are the spans of what stands in front of the row.
    """

    def __init__(self, label: Spans) -> None:
        self.label = label
        self.last: Draft | None = None
        self.of: dict[str, Draft] = {}
        self.latest = Period()

    def add(self, draft: Draft) -> None:
        """Takes in the next cell of the row."""
        if not draft.level:
            return
        self.latest = max(self.latest, draft.period)
        if not draft.prior:
            self.last = self.of[draft.period] = draft


def _unit_line(document: Document, block: int, units: tuple[str, ...]) -> list[str]:
    """The line 单位：万元 above the pieces of a table's head: short lines and rows without a figure."""
    for above in reversed(document.blocks[max(0, block - _MOST_PIECES) : block]):
        text = document.text[above.start : above.end].strip()
        if any(f"{word}{colon}" in text for word in units for colon in "：:"):
            return [text] if len(text) <= _LONGEST_LINE else []
        if _FIGURES.search(text) or (len(text) > _LONGEST_PIECE and above.kind != "table"):
            break
    return []


def _cells(sheet: Sheet, header: Header) -> Iterator[Draft]:
    for i in range(header.rows, sheet.table.rows):
        label = label_of(sheet, i, [j for j in header.labels if j != header.unit_column])
        own_unit = sheet.text(sheet.grid.get((i, header.unit_column))) if header.unit_column is not None else ""
        if not label and (header.labels or not header.rows or sheet.table.rows - header.rows > 1):
            continue
        label = _of_parent(sheet, label, header.parent)
        row = _Levels(sheet.spans(sheet.grid.get((i, j)) for j in header.labels if j != header.unit_column))
        for j in range(sheet.table.columns):
            cell = sheet.grid.get((i, j))
            if cell is None or j in header.labels or (cell.row, cell.column) != (i, j):
                continue
            draft = _cell(sheet, cell, label, (own_unit, header.unit), header.columns[j], row)
            if draft is not None:
                row.add(draft)
                yield draft


def _totals(sheet: Sheet, header: Header) -> dict[str, str]:
    """The row that is the whole of each column of shares, by the column's head: the first with 100."""
    found: dict[str, str] = {}
    for j, column in enumerate(header.columns):
        for i in range(header.rows, sheet.table.rows) if column.kind == "share" else ():
            cell = sheet.grid.get((i, j))
            number = sheet.number(cell) if cell is not None else None
            if number is not None and number.value == _ALL:
                label = label_of(sheet, i, [k for k in header.labels if k != header.unit_column])
                found[column.text] = without_unit(label, sheet.rulebook)
                break
    return found


def _of_parent(sheet: Sheet, label: str, parent: str) -> str:
    """城镇常住人口 for the row 城镇 of a table of 常住人口: a mere kind keeps what it is a kind of."""
    return label + parent if label in sheet.rulebook.words["category"] else label


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the number of a cell measures: kind and unit, with the factor and the dimension of the unit as printed."""

    kind: Kind
    unit: str
    factor: Decimal
    dimension: str

    @property
    def moves(self) -> bool:
        """True for a growth or a change, which speak of a level beside them."""
        return self.kind in _MOVES

    @property
    def relative(self) -> bool:
        """True for what speaks of a level beside it: growth, change and share."""
        return self.moves or self.kind == "share"


def _cell(sheet: Sheet, cell: Cell, label: str, units: tuple[str, str], column: Column, row: _Levels) -> Draft | None:
    """The claim of one cell; 持平 is one in a column of growth, and other words are none."""
    filled = _filled(sheet, cell, column)
    if filled is None:
        return None
    mention, flat = filled
    own_unit = bracketed(label, sheet.rulebook)
    label = without_unit(label, sheet.rulebook)
    dated = _label_period(sheet, label)
    label = "" if dated else label
    name = label + column.measure if label else column.measure or column.text
    if not name:
        return None
    measure = _measure(sheet, mention, name, column, (own_unit or units[0], units[1]))
    value = _EXACT.multiply(_value(mention), measure.factor)
    widest, nearest = _readings(sheet, mention, measure.factor, measure.dimension)
    period, dated_by = _period(sheet, column, row)
    level = row.last if dated and measure.moves else row.of.get(period, row.last)
    of = level if measure.relative else None
    place = cell if mention is None else mention
    basis, basis_why = _basis(sheet, name, measure.unit, column, of)
    base, base_why = _base(sheet, measure, column, value)
    return Draft(
        kind=measure.kind,
        value=_in_whole(value) if measure.factor > 1 else value,
        unit=Unit(measure.unit),
        interval=widest,
        nearest=nearest,
        approx="exact" if mention is None else mention.approx,
        indicator=name if of is None else of.indicator,
        scope=sheet.meta.area,
        period=dated or period,
        basis=basis,
        start=place.start,
        end=place.end,
        sentence=-1 - cell.start,
        paragraph=sheet.paragraph,
        section=sheet.section,
        rule="table-cell",
        phrase=Phrase(name),
        clause=None,
        direction=_direction(measure, value, flat=flat),
        base=base,
        of=of,
        owner=None if of is None else _row_link(of, mention or cell),
        hedges=mention.hedges if mention is not None else (),
        table=True,
        prior=column.prior,
        why={
            "indicator": _named_by(row, column, label=label, of=of),
            "scope": Reason("document"),
            "period": Reason("row", row.label) if dated else dated_by,
            "basis": basis_why,
            "base": base_why,
        },
    )


def _filled(sheet: Sheet, cell: Cell, column: Column) -> tuple[Mention | None, bool] | None:
    """The number of a cell, or that it says 持平 below a head of growth; ``None`` for other words."""
    flat = sheet.text(cell) in sheet.rulebook.words["flat"]
    mention = None if flat else sheet.number(cell)
    return None if mention is None and not (flat and column.kind in _MOVES) else (mention, flat)


def _named_by(row: _Levels, column: Column, *, label: str, of: Draft | None) -> Reason:
    """What named a cell: its level, its row, its column, or both of them."""
    if of is not None:
        return Reason("level", of.why["indicator"].spans)
    if not label:
        return Reason("head", column.heads)
    return Reason("row-and-head", (*row.label, *column.heads)) if column.measure else Reason("row", row.label)


def _row_link(level: Draft, at: Mention | Cell) -> Link:
    """A cell of growth or share speaks of the level before it in its row."""
    return Link(level, "level-of-row", at.start, at.end)


def _measure(sheet: Sheet, mention: Mention | None, name: str, column: Column, units: tuple[str, str]) -> _Measure:
    """Kind and unit of a number, as its cell, its column, its row and the table say; ``units`` are the last two's."""
    percent = column.kind is None and name.endswith(sheet.rulebook.words["percent_name"])  # 城镇化率 without a unit
    rate = (_PERCENT,) if percent else ()
    unit, factor, dimension = _unit(sheet, mention, (column.unit, units[0], *rate, units[1]))
    kind = _kind(mention, column, dimension)
    if kind == "count":
        kind, unit = per_head(name, unit, sheet.rulebook)
    if kind in _RATES and (mention is None or not mention.unit):
        return _Measure(kind, _PERCENT, Decimal(1), "percent")
    return _Measure(kind, unit, factor, dimension)


def _kind(mention: Mention | None, column: Column, dimension: str) -> Kind:
    """The kind of a number: as its head says, but for what cannot be one.

    持平 is a growth, 0.3 个百分点 a change; 13405 below 比上年增减 is a change, and below 资产构成 a level.
    """
    kind = column.kind or kind_of(dimension)
    if kind in _MOVES and mention is None:
        return "growth"
    if kind in _MOVES and dimension == "point":
        return "change"
    if kind in _RATES and _too_large(mention, kind, column, dimension):
        return "change" if kind == "growth" else kind_of(dimension)
    return kind


def _too_large(mention: Mention | None, kind: Kind, column: Column, dimension: str) -> bool:
    """True for 13405 below 同比增长: no rate is printed so large without its sign, unless the head has it."""
    if mention is None or mention.unit:
        return False
    signed = kind == "growth" and column.unit and dimension == "percent"
    return abs(_value(mention)) >= (_NO_SIGNED_RATE if signed else _NO_RATE)


def _in_whole(value: Decimal) -> Decimal:
    """30000 for 3.0000 万 and the like: no digits behind the point where a factor left none."""
    return value.quantize(Decimal(1), context=_EXACT) if value == value.to_integral() else value


def _value(mention: Mention | None) -> Decimal:
    return Decimal(0) if mention is None or mention.value is None else mention.value


def _label_period(sheet: Sheet, label: str) -> Period:
    """The period of a row whose label is nothing but a date: years in rows, measures in columns."""
    found = sheet.dates.get(label)
    return period_of(found, sheet.rulebook, sheet.meta.year) if found is not None else Period()


def _base(sheet: Sheet, measure: _Measure, column: Column, value: Decimal) -> tuple[str | None, Reason]:
    """What a number is of: the year before for a growth; for a share what its head names, else the row that is 100."""
    if measure.moves:
        return sheet.rulebook.terms.year_ago, Reason("usual")
    if measure.kind != "share":
        return None, Reason("nothing-said")
    if column.whole:
        return column.whole, Reason("head", column.heads)
    return None if value == _ALL else sheet.totals.get(column.text), Reason("row-of-all")


def _basis(sheet: Sheet, name: str, unit: str, column: Column, level: Draft | None) -> Judged:
    """The level's basis; else what name and head say: 年末数 stands."""
    if level is not None:
        return Judged(level.basis, level.why["basis"])
    return of_name(
        name + column.text, name, unit, sheet.rulebook.words, percent=unit in sheet.rulebook.units_of("percent")
    )


def _direction(measure: _Measure, value: Decimal, *, flat: bool) -> Direction | None:
    """Down for -3.1 in a column of growth, flat for 持平; a level has none."""
    if not measure.moves:
        return None
    if flat:
        return "flat"
    return "down" if value < 0 else "up"


def _period(sheet: Sheet, column: Column, row: _Levels) -> Dated:
    """The column's own period; a growth column speaks of the latest level beside it."""
    if column.period and (column.kind is None or not row.latest):
        return Dated(column.period, Reason("head", column.dated))
    if column.kind is not None and row.latest:
        return Dated(row.latest, Reason("beside"))
    year = sheet.meta.year
    if column.prior and year.isdigit():
        return Dated(Period(int(year) - 1), Reason("year-before", column.heads))
    return Dated(Period(year), Reason("document"))


def _unit(sheet: Sheet, mention: Mention | None, printed: tuple[str, ...]) -> tuple[str, Decimal, str]:
    """The unit of a cell: its own, else the first of column, row label and caption that names one."""
    if mention is not None and mention.unit:
        return mention.unit, Decimal(1), mention.dimension
    for text in printed:
        found = resolved(text, sheet.rulebook)
        if found is not None:
            return found
    return "", Decimal(1), "count"


def _readings(
    sheet: Sheet, mention: Mention | None, factor: Decimal, dimension: str
) -> tuple[Interval | None, Interval | None]:
    """The readings of a cell; a bare integer is exact where things are counted, and rounded where head or row say %."""
    if mention is None:
        half: Fraction = sheet.rulebook.flat_width
        return Interval(-half, half), Interval(-half, half)
    if mention.interval is None or mention.nearest is None:
        return None, None
    step = mention.step
    exact = factor == 1 and mention.dimension == "bare" and step == 1 and dimension == "count"
    if exact and mention.value is not None:
        point = Interval(Fraction(mention.value), Fraction(mention.value))
        return point, point
    return scale(mention.interval, factor), scale(mention.nearest, factor)
