"""Table cells → claims: indicator from the row label, unit and period from headers and caption."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import regex

from ipextract.claims.basis import of_name
from ipextract.claims.draft import Draft
from ipextract.claims.metadata import Metadata
from ipextract.claims.period import period_of
from ipextract.claims.phrase import Phrase
from ipextract.interval import Interval, scale
from ipextract.model import Cell, Direction, Document, Kind, Mention, Table
from ipextract.rulebook import MASKS, Rulebook

_BRACKET = regex.compile(r"[（(]([^（()）]*)[）)]")
_ORDER = regex.compile(r"^(?:\p{Nd}+[.．、]|[#＃*※\-—·•\s])+")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column's header says: its words, the unit in them, a period and the kind of its numbers."""

    text: str
    unit: str
    period: str
    kind: Kind | None
    prior: bool


@dataclass(frozen=True, slots=True)
class _Header:
    """The head of a table: its rows, what each column says, the label columns and the units of rows and table."""

    rows: int
    columns: tuple[_Column, ...]
    labels: tuple[int, ...]
    unit_column: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with everything its cells are read with."""

    document: Document
    table: Table
    mentions: dict[int, list[Mention]]
    grid: dict[tuple[int, int], Cell]
    rulebook: Rulebook
    meta: Metadata
    caption: str
    section: tuple[str, ...]
    paragraph: int

    def text(self, cell: Cell | None) -> str:
        return "" if cell is None else "".join(self.document.text[cell.start : cell.end].split())

    def number(self, cell: Cell) -> Mention | None:
        """The one quantity that fills a cell, or ``None``."""
        found = [m for m in self.mentions.get(cell.start, []) if m.is_quantity]
        if len(found) != 1:
            return None
        rest = self.text(cell).replace("".join(found[0].printed.split()), "", 1)
        return found[0] if not rest.strip("()（）*-−－▲△") else None


def read_tables(document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, meta: Metadata) -> list[Draft]:
    """The claims of every table of the document, one for each cell that holds one number, in text order."""
    drafts: list[Draft] = []
    above: _Header | None = None
    starts = [m.start for m in mentions]
    for number, table in enumerate(document.tables):
        block = next((i for i, b in enumerate(document.blocks) if b.start == table.start), 0)
        inside: dict[int, list[Mention]] = {}
        for cell in table.cells:
            low, high = bisect_left(starts, cell.start), bisect_left(starts, cell.end)
            inside[cell.start] = list(mentions[low:high])
        sheet = _Sheet(
            document=document,
            table=table,
            mentions=inside,
            grid=_grid(table),
            rulebook=rulebook,
            meta=meta,
            caption=_caption(document, block),
            section=document.blocks[block].section if document.blocks else (),
            paragraph=-1 - number,
        )
        header = _header(sheet)
        if header.rows == 0 and above is not None and len(above.columns) == table.columns:
            header = replace(above, rows=0)  # a line such as 二、按形态分 cuts a table in two; the head still holds
        above = header
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


def _caption(document: Document, block: int) -> str:
    """The short lines directly above a table: its title and its 单位 line."""
    lines: list[str] = []
    for above in reversed(document.blocks[max(0, block - 2) : block]):
        text = document.text[above.start : above.end].strip()
        if len(text) > 60 or above.kind == "table":
            break
        lines.insert(0, text)
    return "\n".join(lines)


def _header(sheet: _Sheet) -> _Header:
    rows = _header_rows(sheet)
    columns = tuple(_column(sheet, j, rows) for j in range(sheet.table.columns))
    named = sheet.rulebook.words["unit_header"]
    unit_column = next((j for j, c in enumerate(columns) if c.text in named), None)
    return _Header(rows, columns, tuple(_label_columns(sheet, rows)), unit_column, _caption_unit(sheet))


def _cells(sheet: _Sheet, header: _Header) -> Iterator[Draft]:
    for i in range(header.rows, sheet.table.rows):
        label = _label(sheet, i, [j for j in header.labels if j != header.unit_column])
        own_unit = sheet.text(sheet.grid.get((i, header.unit_column))) if header.unit_column is not None else ""
        row: list[Draft] = []
        for j in range(sheet.table.columns):
            cell = sheet.grid.get((i, j))
            if cell is None or j in header.labels or (cell.row, cell.column) != (i, j):
                continue
            draft = _cell(sheet, cell, label, (own_unit, header.unit), header.columns[j], row)
            if draft is not None:
                row.append(draft)
                yield draft


def _header_rows(sheet: _Sheet) -> int:
    """How many rows at the top hold headers: up to the first row with a number that is no date, at least one."""
    for i in range(sheet.table.rows):
        cells = [sheet.grid[(i, j)] for j in range(1, sheet.table.columns) if (i, j) in sheet.grid]
        if any(sheet.number(cell) is not None for cell in cells):
            return i
    return sheet.table.rows


def _label_columns(sheet: _Sheet, header_rows: int) -> list[int]:
    """The columns at the left whose body cells hold no number."""
    found: list[int] = []
    for j in range(sheet.table.columns):
        cells = [sheet.grid[(i, j)] for i in range(header_rows, sheet.table.rows) if (i, j) in sheet.grid]
        if any(sheet.number(cell) is not None for cell in cells):
            break
        found.append(j)
    return found


def _column(sheet: _Sheet, j: int, header_rows: int) -> _Column:
    words = sheet.rulebook.words
    cells = dict.fromkeys(sheet.grid[(i, j)] for i in range(header_rows) if (i, j) in sheet.grid)
    text = "".join(sheet.text(cell) for cell in cells)
    dates = [m for cell in cells for m in sheet.mentions.get(cell.start, []) if m.dimension == "date"]
    period = next((p for p in (period_of(m, sheet.rulebook, sheet.meta.year) for m in dates) if p), "")
    kind: Kind | None = None
    if any(word in text for word in words["growth_header"]):
        kind = "growth"
    elif any(word in text for word in words["share_header"]):
        kind = "share"
    inside = _BRACKET.search(text)
    prior = any(word in text for word in words["last_year"]) and kind is None
    return _Column(text, inside[1] if inside else "", period, kind, prior)


def _label(sheet: _Sheet, i: int, columns: list[int]) -> str:
    parts = list(dict.fromkeys(sheet.text(sheet.grid.get((i, j))) for j in columns))
    text = "".join(p for p in parts if p)
    text = _ORDER.sub("", text)
    for word in sheet.rulebook.words["of_which"]:
        text = text.removeprefix(word)
    return text.lstrip("：:、　 ")


def _cell(
    sheet: _Sheet, cell: Cell, label: str, units: tuple[str, str], column: _Column, row: list[Draft]
) -> Draft | None:
    words = sheet.rulebook.words
    flat = sheet.text(cell) in words["flat"]
    mention = None if flat else sheet.number(cell)
    if mention is None and not (flat and column.kind == "growth"):
        return None
    in_label = _BRACKET.search(label)
    name = _BRACKET.sub("", label) if in_label and _measures(in_label[1], sheet.rulebook) else label
    printed = mention.unit if mention is not None else ""
    own = in_label[1] if in_label and _measures(in_label[1], sheet.rulebook) else ""
    unit, factor, dimension = _unit(sheet, mention, (column.unit, own or units[0], units[1]))
    kind = column.kind or _kind(dimension)
    if kind == "count":
        kind, unit = _per_head(name, unit, sheet.rulebook)
    if kind in ("growth", "share") and not printed:
        unit, factor, dimension = "%", Decimal(1), "percent"
    value = Decimal(0) if mention is None or mention.value is None else mention.value * factor
    any_rounding, nearest = _readings(sheet, mention, factor)
    level = next(
        (d for d in reversed(row) if d.level and not d.prior and d.period == _period(sheet, column, row)), None
    )
    if level is None:
        level = next((d for d in reversed(row) if d.level and not d.prior), None)
    change = kind in ("growth", "change")
    return Draft(
        kind=kind,
        value=value.quantize(Decimal(1)) if factor > 1 and value == value.to_integral() else value,
        unit=unit,
        interval=any_rounding,
        nearest=nearest,
        approx=mention.approx if mention is not None else "exact",
        indicator=name if not change and kind != "share" else (level.indicator if level is not None else name),
        scope=sheet.meta.area,
        period=_period(sheet, column, row),
        basis=of_name(name, unit, words, percent=dimension == "percent"),
        start=mention.start if mention is not None else cell.start,
        end=mention.end if mention is not None else cell.end,
        sentence=-1 - cell.start,
        paragraph=sheet.paragraph,
        section=sheet.section,
        rule="table-cell",
        phrase=Phrase(name),
        clause=None,
        direction=_direction(kind, value, flat=flat),
        base=words["bases"][0] if kind == "growth" else None,
        of=level if change or kind == "share" else None,
        hedges=mention.hedges if mention is not None else (),
        table=True,
        prior=column.prior,
    )


def _direction(kind: Kind, value: Decimal, *, flat: bool) -> Direction | None:
    if kind not in ("growth", "change"):
        return None
    if flat:
        return "flat"
    return "down" if value < 0 else "up"


def _period(sheet: _Sheet, column: _Column, row: list[Draft]) -> str:
    """The column's own period; a growth column speaks of the latest level beside it."""
    if column.period and column.kind is None:
        return column.period
    levels = [d.period for d in row if d.level and d.period]
    if column.kind is not None and levels:
        return max(levels)
    year = sheet.meta.year
    return str(int(year) - 1) if column.prior and year.isdigit() else year


def _measures(text: str, rulebook: Rulebook) -> bool:
    return _resolved(text, rulebook) is not None


def _resolved(text: str, rulebook: Rulebook) -> tuple[str, Decimal, str] | None:
    """A printed unit such as 亿元 or 万人 as unit, factor and dimension; ``None`` when it is no unit."""
    factor = Decimal(1)
    rest = text.strip()
    while rest:
        found = rulebook.unit(rest)
        if found is not None:
            return found.id, factor, found.dimension
        above, slash, below = rest.partition("/")
        head = rulebook.unit(above) if slash else None
        if head is not None:
            return f"{head.id}/{below}", factor, "measure"
        if rest[0] not in rulebook.numerals.powers:
            return None
        factor *= rulebook.numerals.powers[rest[0]]
        rest = rest[1:]
    return None


def _unit(sheet: _Sheet, mention: Mention | None, printed: tuple[str, ...]) -> tuple[str, Decimal, str]:
    """The unit of a cell: its own, else the first of column, row label and caption that names one."""
    if mention is not None and mention.unit:
        return mention.unit, Decimal(1), mention.dimension
    for text in printed:
        found = _resolved(text, sheet.rulebook)
        if found is not None:
            return found
    return "", Decimal(1), "count"


def _caption_unit(sheet: _Sheet) -> str:
    for word in sheet.rulebook.words["unit_header"]:
        found = regex.search(rf"{regex.escape(word)}[:：]\s*([^\s，,；;）)]+)", sheet.caption)
        if found:
            return found[1]
    found = _BRACKET.search(sheet.caption)
    return found[1] if found else ""


def _per_head(name: str, unit: str, rulebook: Rulebook) -> tuple[Kind, str]:
    """每万人口…拥有量 in 件 is a ratio in 件/万人: the rules for prose say so of the label, too."""
    row = name + MASKS["count"][0]
    for rule in rulebook.claims:
        found = rule.pattern.search(row) if rule.kind == "ratio" and rule.unit else None
        if found is not None and rule.unit:
            groups = found.groupdict()
            return "ratio", rule.unit.format(unit=unit, per=groups.get("per") or "", who=groups.get("who") or "")
    return "count", unit


def _kind(dimension: str) -> Kind:
    if dimension == "amount":
        return "amount"
    return "ratio" if dimension in ("percent", "times") else "count"


def _readings(sheet: _Sheet, mention: Mention | None, factor: Decimal) -> tuple[Interval | None, Interval | None]:
    if mention is None:
        half: Fraction = sheet.rulebook.flat_width
        return Interval(-half, half), Interval(-half, half)
    if mention.interval is None or mention.nearest is None:
        return None, None
    step = mention.step
    exact = factor == 1 and mention.dimension == "bare" and step == 1
    if exact and mention.value is not None:
        point = Interval(Fraction(mention.value), Fraction(mention.value))
        return point, point
    return scale(mention.interval, factor), scale(mention.nearest, factor)
