"""The figures of a row: of each cell with a number its kind, unit and period, each with what says so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from ipextract.model import Cell, Kind, Mention, Period, Reason
from ipextract.rulebook import Rulebook
from ipextract.structure.grid import Grid
from ipextract.structure.heads import Header
from ipextract.structure.table import Figure, Head, Row
from ipextract.structure.units import Resolved, kind_of, resolved

__all__ = ["figures_of", "wholes_of"]

_OPENING, _CLOSING = ("（", "("), ("）", ")")
_PERCENT = "%"
#: What speaks of a level by how much it moved, and what is printed in per cent of one.
_MOVES: Final[tuple[Kind, ...]] = ("growth", "change")
_RATES: Final[tuple[Kind, ...]] = ("growth", "share")
_OF_LEVELS: Final[tuple[Kind, ...]] = (*_MOVES, "share")
_OF_NO_THINGS: Final = ("amount", "percent")
_CENT: Final = Decimal("0.01")
_GROUPED: Final = (",", "，")
_RATED: Final = ("percent", "point")
_NO_RATE = 1000  # no rate is printed so large without its sign
_NO_SIGNED_RATE = 10_000  # nor one so large below a head with the sign: columns of a text may be cut wrongly


def figures_of(
    grid: Grid, i: int, row: Row, header: Header, year: str, rulebook: Rulebook, money: str = ""
) -> Mapping[int, Figure]:
    """The figures of row ``i`` by column; none where a table of several rows has no name for it.

    ``money`` is the unit that amounts have in the tables of the document, empty where they have several.
    """
    reader = _Reader(grid, row, header, year, rulebook, money)
    found: dict[int, Figure] = {}
    for j in range(grid.table.columns) if _is_named(reader) else ():
        cell = grid.cell(i, j)
        if cell is None or j in header.labels or (cell.row, cell.column) != (i, j):
            continue
        figure = _figure(reader, cell, header.heads[j], found)
        if figure is not None:
            found[j] = figure
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the figures of one row are read with."""

    grid: Grid
    row: Row
    header: Header
    year: str
    rulebook: Rulebook
    money: str


def _is_named(reader: _Reader) -> bool:
    """False for a row without a name, but for the only one of a table without labels, which its heads name."""
    header, table = reader.header, reader.grid.table
    only = bool(header.rows) and not header.labels and table.rows - header.rows == 1
    return bool(reader.row.name) or bool(reader.row.period) or only


def _figure(reader: _Reader, cell: Cell, head: Head, before: Mapping[int, Figure]) -> Figure | None:
    """The figure of a cell behind those ``before`` it in its row; ``None`` for words, and for one without a name."""
    mention, flat, fell = _printed(reader, cell, head)
    name, scope = _called(reader, head)
    if (mention is None and not flat) or not name:
        return None
    unit, why = _unit(reader, mention, head, name)
    kind = _kind(mention, head, unit.dimension)
    if kind in _RATES and (mention is None or not mention.unit):
        unit, why = Resolved(_PERCENT, Decimal(1), "percent"), why if unit.id == _PERCENT else Reason("rate")
    levels = {j: level for j, level in before.items() if level.kind not in _MOVES}
    period, period_why = _period(reader, head, levels)
    dated = reader.row.period
    of_last = bool(dated) and kind in _MOVES
    beside = _beside(reader, levels, head, Period() if of_last else period) if kind in _OF_LEVELS else None
    below = fell or _below_zero(reader, cell, mention, kind, unit.dimension)
    return Figure(
        cell=cell,
        mention=mention,
        name=name,
        kind=kind,
        unit=unit.id,
        factor=-unit.factor if below else unit.factor,
        dimension=unit.dimension,
        unit_why=why,
        period=dated or period,
        period_why=Reason("row", reader.row.spans) if dated else period_why,
        beside=beside,
        scope=scope,
    )


def _printed(reader: _Reader, cell: Cell, head: Head) -> tuple[Mention | None, bool, bool]:
    """The number of a cell, whether it says 持平 instead, and whether a word before it says that something fell."""
    if head.kind not in _MOVES:
        return reader.grid.number(cell), False, False
    if reader.grid.text(cell) in reader.rulebook.words["flat"]:
        return None, True, False
    alone = reader.grid.number(cell)
    moved, fell = _moved(reader, cell) if alone is None else (None, False)
    return alone or moved, False, fell


def _moved(reader: _Reader, cell: Cell) -> tuple[Mention | None, bool]:
    """The one number behind 增加 or 减少 in a cell below a head of growth, in % or points, and whether it fell."""
    words, said = reader.rulebook.words, reader.grid.text(cell)
    found = [m for m in reader.grid.mentions.get(cell.start, ()) if m.is_quantity]
    if len(found) != 1 or found[0].dimension not in _RATED or (found[0].value or 0) < 0:
        return None, False
    printed = "".join(found[0].printed.split())
    word = said.removesuffix(printed)
    fell = word in words["fall"]
    return (found[0] if word != said and (fell or word in words["rise"]) else None), fell


def _below_zero(reader: _Reader, cell: Cell, mention: Mention | None, kind: Kind, dimension: str) -> bool:
    """True for （1,234.56） in accounts: an amount or a movement whose cell is nothing but its brackets."""
    said = reader.grid.text(cell)
    alone = said[:1] in _OPENING and said[-1:] in _CLOSING
    above = mention is not None and mention.value is not None and mention.value > 0
    return alone and above and (dimension == "amount" or kind in _MOVES)


def _called(reader: _Reader, head: Head) -> tuple[str, str]:
    """What row and head call a figure, the row alone where the table measures one thing; and the place of its row.

    A row that is a place names none: what its column or the title of the table measures is the name.
    """
    row = reader.row
    plain = head.kind is not None or head.name in reader.rulebook.words["plain_header"]
    if row.place is not None:
        own = row.item + head.measure or reader.header.measured or ("" if plain else head.name)
        if own:
            return own, row.place
    if row.name:
        return row.name + head.measure, ""
    return head.measure or ("" if plain else head.name) or head.text, ""


def _unit(reader: _Reader, mention: Mention | None, head: Head, name: str) -> tuple[Resolved, Reason]:
    """The unit of a cell: its own, else the first of head, row, name and table that is one."""
    if mention is not None and mention.unit:
        return Resolved(mention.unit, Decimal(1), mention.dimension), Reason("cell", ((mention.start, mention.end),))
    row, rulebook = reader.row, reader.rulebook
    rate = head.kind is None and name.endswith(rulebook.words["percent_name"])  # 城镇化率 without a unit
    counted = (_counted(reader, head), Reason("name", (*row.spans, *head.spans)))
    of_table = resolved(reader.header.unit, rulebook)
    counts_else = of_table is not None and of_table.dimension in _OF_NO_THINGS  # 职工人数 in a table of 单位：万元
    money = reader.money if mention is not None and _to_the_cent(mention) else ""
    printed = (
        (head.unit, Reason("head", head.spans)),
        (row.unit, Reason("row", row.unit_spans)),
        (_PERCENT if rate else "", Reason("name", (*row.spans, *head.spans))),
        *((counted,) if counts_else else ()),
        (reader.header.unit, Reason("table")),
        counted,
        (money, Reason("tables")),
    )
    for text, why in printed:
        found = resolved(text, rulebook)
        if found is not None:
            return found, why
    return Resolved("", Decimal(1), "count"), Reason("nothing-said")


def _to_the_cent(mention: Mention) -> bool:
    """True for 1,234.56, as amounts are printed: in groups and to the cent."""
    return not mention.unit and mention.step == _CENT and any(mark in mention.printed for mark in _GROUPED)


def _counted(reader: _Reader, head: Head) -> str:
    """人 of 参会人数 and 股 of 持有股份数量: the unit that begins what the name of a head or row ends with."""
    names, words = (head.name, reader.row.name), reader.rulebook.words["counted_name"]
    ends = ([word for word in words if name.endswith(word)] for name in names)
    said = next((max(found, key=len) for found in ends if found), "")
    fronts = (said[:end] for end in reversed(range(1, len(said))))
    return next((unit for unit in fronts if resolved(unit, reader.rulebook) is not None), "")


def _kind(mention: Mention | None, head: Head, dimension: str) -> Kind:
    """The kind of a number: as its head says, but for what cannot be one.

    持平 is a growth, 0.3 个百分点 a change; 13405 below 比上年增减 is a change, and below 资产构成 a level.
    """
    kind = head.kind or kind_of(dimension)
    if kind in _MOVES and mention is None:
        return "growth"
    if kind in _MOVES and dimension == "point":
        return "change"
    if kind in _RATES and _too_large(mention, kind, head, dimension):
        return "change" if kind == "growth" else kind_of(dimension)
    return kind


def _too_large(mention: Mention | None, kind: Kind, head: Head, dimension: str) -> bool:
    """True for 13405 below 同比增长: no rate is printed so large without its sign, unless the head has it."""
    if mention is None or mention.unit:
        return False
    signed = kind == "growth" and head.unit and dimension == "percent"
    return abs(mention.value or Decimal(0)) >= (_NO_SIGNED_RATE if signed else _NO_RATE)


def _period(reader: _Reader, head: Head, levels: Mapping[int, Figure]) -> tuple[Period, Reason]:
    """The period of the head; a growth or change, and a share without one, is of the latest of the levels before it."""
    latest = max((level.period for level in levels.values()), default=Period())
    if head.period and (head.kind in (None, "share") or not latest):
        return head.period, Reason("head", head.dated)
    if head.kind is not None and latest and not head.prior:
        return latest, Reason("beside")
    if head.prior and reader.year.isdigit():
        return Period(int(reader.year) - 1), Reason("year-before", head.spans)
    return Period(reader.year), Reason("document")


def _beside(reader: _Reader, levels: Mapping[int, Figure], head: Head, period: Period) -> int | None:
    """The column of the last level of a period, else of the last of all; of the year before for its shares alone."""
    own = [j for j in levels if reader.header.heads[j].prior == head.prior]
    return next((j for j in reversed(own) if levels[j].period == period), own[-1] if own else None)


def wholes_of(rows: Sequence[Row]) -> dict[int, Mapping[int, int]]:
    """For each column of shares and each of its rows, by index, the row of 100 that is all of it.

    Where a column has several, each is the whole of what stands between it and the next, above or below as the first
    or the last row of the column says; where neither is one of them, of nothing surely.
    """
    shares: dict[int, list[tuple[int, Figure]]] = {}
    for i, row in enumerate(rows):
        for j, figure in row.figures.items():
            if figure.kind == "share":
                shares.setdefault(j, []).append((i, figure))
    return {j: _wholes(column) for j, column in shares.items() if any(figure.all for _, figure in column)}


def _wholes(column: Sequence[tuple[int, Figure]]) -> Mapping[int, int]:
    whole = [i for i, figure in column if figure.all]
    if len(whole) == 1:
        return {i: whole[0] for i, _ in column}
    if column[0][1].all:
        return {i: whole[bisect_right(whole, i) - 1] for i, _ in column}
    if column[-1][1].all:
        return {i: whole[bisect_left(whole, i)] for i, _ in column}
    return {}
