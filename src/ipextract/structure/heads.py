"""The head of a table: which of its rows are one, which columns hold labels, and what each column says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import regex

from ipextract.model import Cell, Kind, Period
from ipextract.rulebook import Rulebook
from ipextract.rulebook.lexicon import Lexicon
from ipextract.structure.captions import caption_unit
from ipextract.structure.dates import period_of
from ipextract.structure.grid import Grid
from ipextract.structure.groups import dated_by_groups
from ipextract.structure.sentences import CLOSED
from ipextract.structure.table import Head, Total
from ipextract.structure.units import bracketed, resolved, without_unit

__all__ = ["Header", "caption_rows", "has_codes", "head_rows", "header_of", "total_of", "whole_in"]

_PERCENT = "%"
_PERCENTS = ("%", "％")
_COLONS = ("：", ":")
#: The other way in which something may have moved: 增（减）.
_ASIDE = regex.compile(r"(?<=\p{Han})[（(](\p{Han})[）)]")
_NUMBERED = regex.compile(r"\p{Han}{1,3}、|[（(]\p{Han}{1,3}[）)]\p{Han}|\d{1,2}[.．、]\p{Han}")
_EMPTY = regex.compile(r"[（(][）)]")
_LONGEST_CODE = 9
#: All of a whole in per cent, rounded.
_MOST = 101


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: how many rows it has, the heads, the columns of labels, that of units, the table's unit.

    ``labels`` has the column of units, too, where it stands among them; ``fronts`` are those without it. One of them
    may name places; ``measured`` is what the title of such a table says of all its figures (分区县渔获量). The first
    ``codes`` of them hold the codes of what the next one names (类 | 款 | 项 | 科目名称).
    """

    rows: int
    heads: tuple[Head, ...]
    labels: tuple[int, ...]
    unit_column: int | None
    unit: str
    place_column: int | None = None
    measured: str = ""
    codes: int = 0

    @property
    def fronts(self) -> tuple[int, ...]:
        """The columns that name the rows."""
        return tuple(j for j in self.labels if j != self.unit_column)


def total_of(label: str, words: Lexicon) -> Total | None:
    """What the end of a label says of it: 小计, 合计 or 总计; 全市 alone; ``None`` for the name of a part."""
    ends: tuple[tuple[Total, tuple[str, ...]], ...] = (
        ("subtotal", words["subtotal"]),
        ("total", words["table_total"]),
        ("grand-total", words["grand_total"]),
    )
    found = next((total for total, names in ends if label.endswith(names)), None)
    return found or ("whole-area" if label in words["whole_area"] else None)


def header_of(grid: Grid, caption: str, title: str, year: str, rulebook: Rulebook) -> Header:
    """What the rows above the first number say of the columns; ``caption`` and ``title`` are the lines above them."""
    rows = head_rows(grid)
    top = min(caption_rows(grid, rulebook), rows)
    within = " ".join(dict.fromkeys(grid.text(cell) for (i, _), cell in grid.places.items() if i < top))
    caption = f"{caption}\n{within}".strip()
    labels = _label_columns(grid, rows, rulebook)
    unit = _corner_unit(grid, range(top, rows), labels, rulebook) or caption_unit(caption, rulebook)
    reader = _Reader(grid, range(top, rows), tuple(labels), caption, unit, year, rulebook)
    heads = [_no_share(grid, _head(reader, j), j, rows) for j in range(grid.table.columns)]
    heads = [_moved(reader, head, j, heads) for j, head in enumerate(heads)]
    measured = _measured(dated_by_groups(heads, labels), labels, rulebook)
    named = rulebook.words["unit_header"]
    unit_column = next((j for j, h in enumerate(measured) if h.text in named and _of_units(reader, j)), None)
    place_column = next(
        (j for j in labels if j != unit_column and _of_places(grid, range(top, rows), j, rulebook)), None
    )
    said = "" if place_column is None else _measure_of(title or within, rulebook)
    codes = _code_columns(grid, rows, rulebook)
    return Header(rows, measured, tuple(labels), unit_column, unit, place_column, said, codes)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the head of one column is read with: the grid, the rows of the head, the columns of labels, the caption."""

    grid: Grid
    rows: range
    labels: tuple[int, ...]
    caption: str
    unit: str
    year: str
    rulebook: Rulebook


def head_rows(grid: Grid) -> int:
    """How many rows at the top hold heads: up to the first row with a number that is no date, or with a label alone."""
    columns = range(1, grid.table.columns)
    headed = False
    for i in range(grid.table.rows):
        cells = grid.row(i, columns)
        if any(grid.number(cell) is not None for cell in cells):
            return i
        if headed and grid.at(i, 0) and not any(map(grid.text, cells)) and _begins(grid, i):
            return i
        headed = headed or bool(grid.at(i, 0) and grid.at(i, 1) and grid.cell(i, 0) != grid.cell(i, 1))
    return grid.table.rows


def _begins(grid: Grid, i: int) -> bool:
    """Whether a label below heads is that of a row: 流动资产： or 一、渔政支出 below 项目, not a head in two lines."""
    label = grid.cell(i, 0)
    headed = all(any(grid.at(k, j) for k in range(i)) for j in range(grid.table.columns))
    own = label is not None and (label.row, label.row_span, label.column_span) == (i, 1, 1)
    said = grid.at(i, 0)
    return own and headed and (said[-1:] in _COLONS or _NUMBERED.match(said) is not None)


# --- rows of the caption ----------------------------------------------------------------------------------------------


def caption_rows(grid: Grid, rulebook: Rulebook) -> int:
    """How many rows at the top are no head but the table's title, across it or numbered (表 2　产品), or its unit."""
    most = min(2, grid.table.columns - 1)
    for i in range(grid.table.rows):
        filled = [cell for cell in grid.row(i, range(grid.table.columns)) if grid.text(cell)]
        short = len(filled) <= most and any(test(grid, filled, rulebook) for test in _OF_CAPTION)
        if not short and not _has_entries(grid, filled, rulebook):
            return i
    return grid.table.rows


def _is_numbered(grid: Grid, filled: list[Cell], _: Rulebook) -> bool:
    """True for 表 2 in the first cell."""
    return any(
        m.dimension == "skip" and m.start == cell.start
        for cell in filled[:1]
        for m in grid.mentions.get(cell.start, ())
    )


def _gives_unit(grid: Grid, filled: list[Cell], rulebook: Rulebook) -> bool:
    """True for 单位：吨; 单位 alone is the head of a column."""
    units = rulebook.words["unit_header"]
    return any(grid.text(cell).startswith(units) and grid.text(cell) not in units for cell in filled)


def _has_entries(grid: Grid, filled: list[Cell], rulebook: Rulebook) -> bool:
    """True for 编制单位：渔业局 | 2031年12月 | 单位：吨, a line of entries and dates of which one is the unit."""
    texts = [grid.text(cell) for cell in filled]
    entries = [text for text in texts if any(colon in text for colon in _COLONS)]
    named = tuple(word + colon for word in rulebook.words["unit_header"] for colon in _COLONS)
    dated = {"".join(date.printed.split()) for date in grid.dates(filled)}
    return len(entries) > 1 and any(text.startswith(named) for text in entries) and {*texts} <= {*entries, *dated}


def _is_across(grid: Grid, filled: list[Cell], _: Rulebook) -> bool:
    """True for 各乡渔船情况 across the whole table."""
    return len(filled) == 1 and _is_title(grid, filled[0])


#: What a row above the head may be, by its cells that hold text.
_OF_CAPTION: tuple[Callable[[Grid, list[Cell], Rulebook], bool], ...] = (_is_numbered, _gives_unit, _is_across)


def _is_title(grid: Grid, cell: Cell) -> bool:
    """Whether a cell across the whole table is its title, not the date that all columns below it are of."""
    said = grid.text(cell)
    for date in grid.mentions.get(cell.start, ()):
        said = said.replace("".join(date.printed.split()), "", 1)
    wide = cell.column == 0 and cell.column_span == grid.table.columns > 1
    below = (grid.at(cell.row + cell.row_span, j) for j in range(grid.table.columns))
    return wide and bool(said) and sum(map(bool, below)) > 1


# --- columns of labels ------------------------------------------------------------------------------------------------


def _label_columns(grid: Grid, rows: int, rulebook: Rulebook) -> list[int]:
    """The columns at the left whose cells below the head hold no number, or nothing but the numbers of the rows."""
    found = list(range(_code_columns(grid, rows, rulebook)))
    for j in range(len(found), grid.table.columns):
        numbers = grid.numbers(range(rows, grid.table.rows), j)
        in_order = _in_order(grid, rows, rulebook) if j == 0 else _numbers_lines(grid, rows, j, rulebook)
        if numbers and not in_order:
            break
        found.append(j)
    return found


def _numbers_lines(grid: Grid, rows: int, j: int, rulebook: Rulebook) -> bool:
    """True for a column headed 行次 behind the names of the rows."""
    return any(grid.at(i, j) in rulebook.words["line_header"] for i in range(rows))


def _code_columns(grid: Grid, rows: int, rulebook: Rulebook) -> int:
    """How many columns at the left hold nothing but codes below heads that say so, before one of names; else 0."""
    body, columns = range(rows, grid.table.rows), range(grid.table.columns)
    many = next((j for j in columns if not has_codes(grid, rows, j, rulebook)), 0)
    named = not grid.numbers(body, many) and any(grid.at(i, many) for i in body)
    return many if named else 0


def has_codes(grid: Grid, rows: int, j: int, rulebook: Rulebook) -> bool:
    """True for a column headed 科目编码, or 款 below it, with digits alone."""
    words = rulebook.words
    heads = [text for i in range(rows) if (text := grid.at(i, j))]
    headed = bool(heads) and (heads[-1] in words["code_level"] or any(h.endswith(words["code_header"]) for h in heads))
    filled = [text for i in range(rows, grid.table.rows) if (text := grid.at(i, j))] if headed else []
    coded = [text for text in filled if text.isdecimal() and len(text) <= _LONGEST_CODE]
    others = [text for text in filled if text not in coded]
    return bool(coded) and all(total_of(text, words) for text in others)


def _in_order(grid: Grid, rows: int, rulebook: Rulebook) -> bool:
    """Whether the first column numbers the rows (1, 2, 3 or 序号), which then have their names in the second."""
    body = range(rows, grid.table.rows)
    numbers = grid.numbers(body, 0)
    if any(m.unit or m.value is None for m in numbers) or grid.numbers(body, 1):
        return False
    if not any(grid.at(i, 1) for i in body):
        return False
    return _headed_as_order(grid, rows, rulebook) or _counts_up([int(m.value or 0) for m in numbers])


def _headed_as_order(grid: Grid, rows: int, rulebook: Rulebook) -> bool:
    """True for 序号 or 行业代码 above the first column."""
    words = rulebook.words
    heads = [grid.at(i, 0) for i in range(rows)]
    return any(head in words["order_header"] or head.endswith(words["code_header"]) for head in heads)


def _counts_up(values: list[int]) -> bool:
    """True for 4, 5, 6."""
    return len(values) > 2 and values == list(range(values[0], values[0] + len(values)))


def _of_places(grid: Grid, heads: range, j: int, rulebook: Rulebook) -> bool:
    """True for a column of labels headed 地区 or 县（市、区）."""
    said = next((text for i in reversed(heads) if (text := grid.at(i, j))), "")
    names = rulebook.words["place_header"]
    return said in names or CLOSED.sub("", said) in names


def _measure_of(title: str, rulebook: Rulebook) -> str:
    """渔获量 of 表3　2031年分区县渔获量（吨）; empty where a title says more than what is measured, or nothing."""
    words = rulebook.words
    fronts = "|".join(map(regex.escape, sorted(words["caption_front"], key=len, reverse=True)))
    ends = "|".join(map(regex.escape, sorted(words["caption_end"], key=len, reverse=True)))
    said = CLOSED.sub("", "".join(title.split()))
    found = regex.search(rf"(?:{fronts})(?P<name>\p{{Han}}{{2,16}}?)(?:{ends})?$", said)
    name = "" if found is None else found["name"]
    return "" if any(mark in name for mark in words["list_mark"]) else name


# --- what a column says -----------------------------------------------------------------------------------------------


def _head(reader: _Reader, j: int) -> Head:
    """What the heads of a column say, from the top down: 2023 年 above 产量（吨）."""
    grid, rulebook = reader.grid, reader.rulebook
    cells = list(dict.fromkeys(cell for i in reader.rows if (cell := _cell(reader, i, j)) is not None))
    texts = _once([text for cell in cells if (text := grid.text(cell))])
    text = "".join(texts)
    last = texts[-1] if texts else ""
    dates = grid.dates(cells)
    periods = (period_of(m, rulebook, reader.year) for m in dates)
    unit = _unit(reader, cells, text)
    kind = _kind(text, unit, rulebook) or _caption_kind(reader, unit)
    name = without_unit(text, rulebook)
    for date in dates:
        name = _EMPTY.sub("", name.replace("".join(date.printed.split()), ""))
    priors = (*rulebook.words["last_year"], *rulebook.words["prior_header"])
    prior = text.startswith(priors) if kind == "share" else kind is None and any(word in text for word in priors)
    return Head(
        text=text,
        last=last,
        above="".join(texts[:-1]),
        unit=unit,
        period=next((period for period in periods if period), Period()),
        kind=kind,
        prior=prior,
        name=name,
        measure="" if name in rulebook.words["plain_header"] else name,
        whole=(whole_in(name, rulebook) or "") if kind == "share" else "",
        total=total_of(last, rulebook.words),
        of_which=last.startswith(rulebook.words["of_which"]),
        rate=any(word in last for word in rulebook.words["mean_head"]),
        taken_off=any(word in last for word in rulebook.words["offset_column"]),
        spans=grid.spans(cells),
        dated=tuple((date.start, date.end) for date in dates),
    )


def _cell(reader: _Reader, i: int, j: int) -> Cell | None:
    """The head of a column in one row; an empty cell above another head goes on with the one to its left."""
    grid = reader.grid
    cell = grid.cell(i, j)
    if grid.text(cell) or j in reader.labels or not any(grid.at(k, j) for k in reader.rows if k > i):
        return cell
    left = (grid.cell(i, k) for k in range(j - 1, max(reader.labels, default=-1), -1))
    return next((each for each in left if grid.text(each)), cell)


def whole_in(name: str, rulebook: Rulebook) -> str | None:
    """What stands between 占 and 比重 in a name or in the header of a column; a unit in brackets may follow."""
    lists = rulebook.words
    _, found, rest = name.partition(rulebook.terms.share_of)
    found_at = [at for word in lists["share_header"] if (at := rest.find(word)) > 0]
    whole = rest[: min(found_at)] if found and found_at else ""
    for particle in lists["particle"]:
        whole = whole.removesuffix(particle)
    return whole or None


def _once(texts: list[str]) -> list[str]:
    """The words of a head without those that are printed a second time below each other."""
    return [text for k, text in enumerate(texts) if not k or text != texts[k - 1]]


def _unit(reader: _Reader, cells: list[Cell], text: str) -> str:
    """吨 of 产量（吨）, in the lowest head that has one; % of 比重%, which needs no brackets."""
    units = (bracketed(reader.grid.text(cell), reader.rulebook) for cell in reversed(cells))
    found = next((unit for unit in units if unit), "") or bracketed(text, reader.rulebook)
    return found or (_PERCENT if text.endswith(_PERCENTS) else "")


def _kind(text: str, unit: str, rulebook: Rulebook) -> Kind | None:
    """Growth, change or share, as the words of a head say; 增减 in a unit other than % is a change.

    增（减）额 says 增减额, and 变动（%） by how many per cent.
    """
    words = rulebook.words
    found = resolved(unit, rulebook) if unit else None
    text = _ASIDE.sub(r"\1", text)
    if any(word in text for word in words["change_header"]):
        return "change"
    percent = found is not None and found.dimension == "percent"
    if not percent and text.endswith(words["amount_head"]) and any(word in text for word in words["growth_header"]):
        return "change"
    if any(word in text for word in words["growth_header"]):
        return "growth" if found is None or percent else "change"
    if percent and without_unit(text, rulebook).endswith(words["moved_header"]):
        return "growth"
    return "share" if any(word in text for word in words["share_header"]) else None


def _caption_kind(reader: _Reader, unit: str) -> Kind | None:
    """Growth, where the caption says that the whole table is growth in %: 表 3 出厂价格涨跌幅度（单位：%）."""
    said = any(word in reader.caption for word in reader.rulebook.words["growth_caption"])
    found = resolved(unit or reader.unit, reader.rulebook) if said else None
    return "growth" if found is not None and found.dimension == "percent" else None


def _corner_unit(grid: Grid, heads: range, labels: Sequence[int], rulebook: Rulebook) -> str:
    """百万元 of 项目（百万元） above the labels: that of the figures, where no label has a number that it may be of."""
    body = range(heads.stop, grid.table.rows)
    if any(any(ch.isdigit() for ch in grid.at(i, j)) for i in body for j in labels):
        return ""
    units = (bracketed(grid.at(i, j), rulebook) for i in reversed(heads) for j in labels)
    return next((unit for unit in units if unit), "")


def _no_share(grid: Grid, head: Head, j: int, rows: int) -> Head:
    """The head without its kind where its column holds more than a whole: 资产构成 may head the assets themselves."""
    if head.kind != "share" or head.unit or head.text.endswith(_PERCENTS):
        return head
    numbers = grid.numbers(range(rows, grid.table.rows), j)
    above = any(not m.unit and m.value is not None and m.value > _MOST for m in numbers)
    return replace(head, kind=None, whole="") if above else head


def _moved(reader: _Reader, head: Head, j: int, heads: Sequence[Head]) -> Head:
    """The head as that of a change where it says 增减 alone, and its numbers are printed as finely as levels before it.

    Numbers with more digits behind the point than 126 艘 and 118 艘 are per cent of them.
    """
    said = CLOSED.sub("", head.name)
    if head.kind != "growth" or head.unit or said not in reader.rulebook.words["bare_change_header"]:
        return head
    body = range(reader.rows.stop, reader.grid.table.rows)
    levels = [k for k in range(j) if k not in reader.labels and heads[k].kind is None]
    fine = max((_decimals(reader.grid, body, k) for k in levels), default=-1)
    own = _decimals(reader.grid, body, j)
    marked = any(m.unit for m in reader.grid.numbers(body, j))
    percent = resolved(reader.unit, reader.rulebook) if reader.unit else None
    rate = percent is not None and percent.dimension == "percent"
    return replace(head, kind="change") if levels and own <= fine and not marked and not rate else head


def _decimals(grid: Grid, rows: range, column: int) -> int:
    """How many digits stand behind the point in the numbers of a column, at most."""
    printed = (regex.split(r"[.．]", m.printed) for m in grid.numbers(rows, column))
    return max((len(parts[1]) if len(parts) > 1 else 0 for parts in printed), default=0)


def _measured(heads: tuple[Head, ...], labels: list[int], rulebook: Rulebook) -> tuple[Head, ...]:
    """The heads with what each measures, where they measure several things (新收, 审结), not one over years.

    合计 beside them is of what the row names.
    """
    units, totals = rulebook.words["unit_header"], rulebook.words["table_total"]
    levels = [h for j, h in enumerate(heads) if h.kind is None and j not in labels and h.text and h.text not in units]
    parts = {head.measure for head in levels if head.text not in totals}
    whole = any(head.text in totals for head in levels)
    several = len(parts) + whole > 1 and "" not in parts
    return heads if several else tuple(replace(head, measure="") for head in heads)


def _of_units(reader: _Reader, j: int) -> bool:
    """Whether a column headed 单位 holds units of measure, not the bodies that the word means as well."""
    grid = reader.grid
    filled = [text for i in range(reader.rows.stop, grid.table.rows) if (text := grid.at(i, j))]
    return sum(resolved(text, reader.rulebook) is not None for text in filled) * 2 >= len(filled)
