"""The head of a table: what each column says of unit, period and kind, and what stands in front of the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import regex

from ipextract.claims.metadata import Metadata
from ipextract.claims.period import period_of
from ipextract.claims.units import bracketed, resolved, without_unit
from ipextract.claims.whole import whole_in
from ipextract.model import Cell, Document, Kind, Mention, Period, Spans, Table
from ipextract.rulebook import Rulebook
from ipextract.structure.placed import cut, trimmed

_ORDER = regex.compile(r"^(?:\p{Nd}+[.．、]|[#＃*※\-—·•\s])+")
_PERCENT = "%"
_PERCENTS = ("%", "％")
#: All of a whole in per cent, rounded.
_MOST = 101
_FOOTNOTE = regex.compile(r"[\[［〔]\S{1,3}[\]］〕]$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's header says: its words, the unit in them, a period and the kind of its numbers.

    ``measure`` is what it measures, where the table measures several things; ``whole`` is what its shares are of.
    ``heads`` and ``dated`` are the spans of its heads and of the dates in them.
    """

    text: str
    unit: str
    period: Period
    kind: Kind | None
    prior: bool
    measure: str = ""
    whole: str = ""
    heads: Spans = ()
    dated: Spans = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: its rows, what each column says, the label columns and the units of rows and table.

    ``parent`` is the first label below it, of which labels that only say a kind (城镇, 男性) are kinds.
    """

    rows: int
    columns: tuple[Column, ...]
    labels: tuple[int, ...]
    unit_column: int | None
    unit: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with everything its cells are read with.

    ``dates`` are the dates of its cells as printed; ``totals`` the rows that are the whole of a column of shares.
    """

    document: Document
    table: Table
    mentions: dict[int, list[Mention]]
    grid: dict[tuple[int, int], Cell]
    rulebook: Rulebook
    meta: Metadata
    caption: str
    section: tuple[str, ...]
    paragraph: int
    dates: dict[str, Mention]
    totals: dict[str, str]

    def text(self, cell: Cell | None) -> str:
        """The text of a cell without white space; empty where there is none."""
        return "" if cell is None else "".join(self.document.text[cell.start : cell.end].split())

    def spans(self, cells: Iterable[Cell | None]) -> Spans:
        """Where what the cells print stands; none for an empty one."""
        filled = (cell for cell in dict.fromkeys(cells) if cell is not None and self.text(cell))
        placed = (trimmed(cut(self.document.text, cell.start, cell.end)) for cell in filled)
        return tuple((text.at[0], text.at[-1] + 1) for text in placed)

    def number(self, cell: Cell) -> Mention | None:
        """The one quantity that fills a cell, or ``None``."""
        found = [m for m in self.mentions.get(cell.start, []) if m.is_quantity]
        if len(found) != 1:
            return None
        rest = self.text(cell).replace("".join(found[0].printed.split()), "", 1)
        return found[0] if not rest.strip("()（）*-−－▲△") else None


def header_of(sheet: Sheet) -> Header:
    """What the rows above the first number say of the columns."""
    rows = _header_rows(sheet)
    top = min(_caption_rows(sheet), rows)
    within = " ".join(dict.fromkeys(sheet.text(cell) for (i, _), cell in sheet.grid.items() if i < top))
    sheet = replace(sheet, caption=f"{sheet.caption}\n{within}".strip())
    labels = _label_columns(sheet, rows)
    told = (_column(sheet, j, range(top, rows), labels) for j in range(sheet.table.columns))
    columns = _measured(sheet, tuple(_no_share(sheet, each, j, rows) for j, each in enumerate(told)), labels)
    named = sheet.rulebook.words["unit_header"]
    unit_column = next((j for j, c in enumerate(columns) if c.text in named and _of_units(sheet, j, rows)), None)
    named_rows = (label_of(sheet, i, [j for j in labels if j != unit_column]) for i in range(rows, sheet.table.rows))
    parent = without_unit(next(named_rows, ""), sheet.rulebook)
    parent = "" if parent.startswith(sheet.rulebook.words["category"]) else parent
    return Header(rows, columns, tuple(labels), unit_column, _caption_unit(sheet), parent)


def _no_share(sheet: Sheet, column: Column, j: int, rows: int) -> Column:
    """The column without its kind where it holds more than a whole: 资产构成 may head the assets themselves."""
    if column.kind != "share" or column.unit or column.text.endswith(_PERCENTS):
        return column
    cells = dict.fromkeys(sheet.grid.get((i, j)) for i in range(rows, sheet.table.rows))
    numbers = [m for cell in cells if cell is not None and (m := sheet.number(cell)) is not None]
    above = any(not m.unit and m.value is not None and m.value > _MOST for m in numbers)
    return replace(column, kind=None, whole="") if above else column


def _of_units(sheet: Sheet, j: int, rows: int) -> bool:
    """Whether a column headed 单位 holds units of measure, not the bodies that the word means as well."""
    texts = [sheet.text(sheet.grid.get((i, j))) for i in range(rows, sheet.table.rows)]
    filled = [text for text in texts if text]
    return sum(resolved(text, sheet.rulebook) is not None for text in filled) * 2 >= len(filled)


def _caption_rows(sheet: Sheet) -> int:
    """How many rows at the top are no head but the table's title, across it or numbered (表 2　产品), or its unit."""
    most = min(2, sheet.table.columns - 1)
    for i in range(sheet.table.rows):
        row = [sheet.grid[(i, j)] for j in range(sheet.table.columns) if (i, j) in sheet.grid]
        filled = [cell for cell in dict.fromkeys(row) if sheet.text(cell)]
        if len(filled) > most or not any(test(sheet, filled) for test in _OF_CAPTION):
            return i
    return sheet.table.rows


def _is_numbered(sheet: Sheet, filled: list[Cell]) -> bool:
    """True for 表 2 in the first cell."""
    return any(
        m.dimension == "skip" and m.start == cell.start
        for cell in filled[:1]
        for m in sheet.mentions.get(cell.start, [])
    )


def _gives_unit(sheet: Sheet, filled: list[Cell]) -> bool:
    """True for 单位：吨; 单位 alone is the head of a column."""
    units = sheet.rulebook.words["unit_header"]
    return any(sheet.text(cell).startswith(units) and sheet.text(cell) not in units for cell in filled)


def _is_across(sheet: Sheet, filled: list[Cell]) -> bool:
    """True for 各乡渔船情况 across the whole table."""
    return len(filled) == 1 and _is_title(sheet, filled[0])


#: What a row above the head may be, by its cells that hold text.
_OF_CAPTION: tuple[Callable[[Sheet, list[Cell]], bool], ...] = (_is_numbered, _gives_unit, _is_across)


def _is_title(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell across the whole table is its title, not the date that all columns below it are of."""
    said = sheet.text(cell)
    for date in sheet.mentions.get(cell.start, []):
        said = said.replace("".join(date.printed.split()), "", 1)
    wide = cell.column == 0 and cell.column_span == sheet.table.columns > 1
    below = (sheet.text(sheet.grid.get((cell.row + cell.row_span, j))) for j in range(sheet.table.columns))
    return wide and bool(said) and sum(map(bool, below)) > 1


def _measured(sheet: Sheet, columns: tuple[Column, ...], labels: list[int]) -> tuple[Column, ...]:
    """The columns with what each measures, where they measure several things (新收, 审结), not one over years."""
    names = {
        c.measure
        for j, c in enumerate(columns)
        if c.kind is None and j not in labels and c.text not in sheet.rulebook.words["unit_header"]
    }
    several = len(names) > 1 and "" not in names
    return columns if several else tuple(replace(c, measure="") for c in columns)


def _header_rows(sheet: Sheet) -> int:
    """How many rows at the top hold headers: up to the first row with a number that is no date, at least one."""
    for i in range(sheet.table.rows):
        cells = [sheet.grid[(i, j)] for j in range(1, sheet.table.columns) if (i, j) in sheet.grid]
        if any(sheet.number(cell) is not None for cell in cells):
            return i
    return sheet.table.rows


def _label_columns(sheet: Sheet, header_rows: int) -> list[int]:
    """The columns at the left whose body cells hold no number."""
    found: list[int] = []
    for j in range(sheet.table.columns):
        cells = [sheet.grid[(i, j)] for i in range(header_rows, sheet.table.rows) if (i, j) in sheet.grid]
        if any(sheet.number(cell) is not None for cell in cells) and not (j == 0 and _in_order(sheet, header_rows)):
            break
        found.append(j)
    return found


def _in_order(sheet: Sheet, header_rows: int) -> bool:
    """Whether the first column numbers the rows (1, 2, 3 or 序号), which then have their names in the second."""
    body = range(header_rows, sheet.table.rows)
    first = dict.fromkeys(sheet.grid.get((i, 0)) for i in body)
    names = [sheet.grid.get((i, 1)) for i in body]
    numbers = [m for cell in first if cell is not None and (m := sheet.number(cell)) is not None]
    if any(m.unit or m.value is None for m in numbers) or any(c is not None and sheet.number(c) for c in names):
        return False
    if not any(sheet.text(cell) for cell in names):
        return False
    return _headed_as_order(sheet, header_rows) or _counts_up([int(m.value or 0) for m in numbers])


def _headed_as_order(sheet: Sheet, header_rows: int) -> bool:
    """True for 序号 or 行业代码 above the first column."""
    words = sheet.rulebook.words
    heads = [sheet.text(sheet.grid.get((i, 0))) for i in range(header_rows)]
    return any(head in words["order_header"] or head.endswith(words["code_header"]) for head in heads)


def _counts_up(values: list[int]) -> bool:
    """True for 4, 5, 6."""
    return len(values) > 2 and values == list(range(values[0], values[0] + len(values)))


def _column(sheet: Sheet, j: int, rows: range, labels: list[int]) -> Column:
    """What the heads of a column say, from the top down: 2023 年 above 产量（吨）."""
    words = sheet.rulebook.words
    cells = list(dict.fromkeys(cell for i in rows if (cell := _head(sheet, i, j, rows, labels)) is not None))
    text = "".join(sheet.text(cell) for cell in cells)
    dates = [m for cell in cells for m in sheet.mentions.get(cell.start, []) if m.dimension == "date"]
    periods = (period_of(m, sheet.rulebook, sheet.meta.year) for m in dates)
    unit = _head_unit(sheet, cells, text)
    measure = without_unit(text, sheet.rulebook)
    for date in dates:
        measure = measure.replace("".join(date.printed.split()), "")
    kind = _column_kind(text, unit, sheet.rulebook) or _caption_kind(sheet, unit)
    prior = kind is None and any(word in text for word in (*words["last_year"], *words["prior_header"]))
    return Column(
        text=text,
        unit=unit,
        period=next((period for period in periods if period), Period()),
        kind=kind,
        prior=prior,
        measure="" if measure in words["plain_header"] else measure,
        whole=(whole_in(measure, sheet.rulebook) or "") if kind == "share" else "",
        heads=sheet.spans(cells),
        dated=tuple((date.start, date.end) for date in dates),
    )


def _head_unit(sheet: Sheet, cells: list[Cell], text: str) -> str:
    """吨 of 产量（吨）, in the lowest head that has one; % of 比重%, which needs no brackets."""
    for cell in reversed(cells):
        unit = bracketed(sheet.text(cell), sheet.rulebook)
        if unit:
            return unit
    return bracketed(text, sheet.rulebook) or (_PERCENT if text.endswith(_PERCENTS) else "")


def _head(sheet: Sheet, i: int, j: int, rows: range, labels: list[int]) -> Cell | None:
    """The head of a column in one row; an empty cell above another head goes on with the one to its left."""
    cell = sheet.grid.get((i, j))
    if sheet.text(cell) or i + 1 not in rows or j in labels or not sheet.text(sheet.grid.get((i + 1, j))):
        return cell
    left = (sheet.grid.get((i, k)) for k in range(j - 1, max(labels, default=-1), -1))
    return next((each for each in left if sheet.text(each)), cell)


def _column_kind(text: str, unit: str, rulebook: Rulebook) -> Kind | None:
    """Growth, change or share, as the words of a head say; 增减 in a unit other than % is a change."""
    words = rulebook.words
    found = resolved(unit, rulebook) if unit else None
    if any(word in text for word in words["change_header"]):
        return "change"
    percent = found is not None and found[2] == "percent"
    if not percent and text.endswith(words["amount_head"]) and any(word in text for word in words["growth_header"]):
        return "change"
    if any(word in text for word in words["growth_header"]):
        return "growth" if found is None or percent else "change"
    return "share" if any(word in text for word in words["share_header"]) else None


def _caption_kind(sheet: Sheet, unit: str) -> Kind | None:
    """Growth, where the caption says that the whole table is growth in %: 表 3 出厂价格涨跌幅度（单位：%）."""
    said = any(word in sheet.caption for word in sheet.rulebook.words["growth_caption"])
    found = resolved(unit or _caption_unit(sheet), sheet.rulebook) if said else None
    return "growth" if found is not None and found[2] == "percent" else None


def _caption_unit(sheet: Sheet) -> str:
    for word in sheet.rulebook.words["unit_header"]:
        found = regex.search(rf"{regex.escape(word)}[:：]\s*([^\s，,；;）)]+)", sheet.caption)
        if found:
            return found[1]
    return bracketed(sheet.caption, sheet.rulebook)


def label_of(sheet: Sheet, i: int, columns: list[int]) -> str:
    """The name in front of a row, without its number, its # and 其中."""
    parts = list(dict.fromkeys(sheet.text(sheet.grid.get((i, j))) for j in columns))
    text = "".join(p for p in parts if p and not p.isdigit()) or "".join(parts)
    text = _FOOTNOTE.sub("", _ORDER.sub("", text))
    for word in sheet.rulebook.words["of_which"]:
        text = text.removeprefix(word)
    return text.lstrip("：:、　 ")
