"""The tables of a document with their claims: those that go on with each other as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ipextract.model import Claim
from ipextract.structure import Formula, Head, Row, Sheet

__all__ = ["Filled", "FilledRow", "filled"]


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a table as it was ``read``, with its claims by column."""

    read: Row
    claims: Mapping[int, Claim]

    @property
    def label(self) -> str:
        """What the row is called where it stands."""
        return self.read.label

    @property
    def heading(self) -> bool:
        """True for a row that cuts the table and has no claims."""
        return self.read.heading


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its claims, put together again where a row such as 二、按形态分 cuts it in pieces.

    ``formulas`` are what it prints of its own columns, by their numbers ``numbered``, and of its rows ``lined``.
    """

    rows: tuple[FilledRow, ...]
    heads: tuple[Head, ...]
    section: tuple[str, ...]
    formulas: tuple[Formula, ...] = ()
    numbered: Mapping[str, int] = field(default_factory=dict)
    lined: Mapping[str, Row] = field(default_factory=dict)


def filled(sheets: Sequence[Sheet], claims: tuple[Claim, ...]) -> Iterator[Filled]:
    """The tables of a document that hold claims, without rows that hold no figures where others do."""
    at = {claim.char_start: claim for claim in claims if claim.origin == "table"}
    found: list[Filled] = []
    for sheet in sheets:
        rows = tuple(_line(row, at) for row in _with_empty_items([row for row in sheet.rows if not row.blank]))
        lined = {key: sheet.rows[i] for key, i in sheet.lined.items()}
        if sheet.line is not None and found:
            cut = FilledRow(sheet.line, {})
            known = {**lined, **found[-1].lined}
            found[-1] = replace(found[-1], rows=(*found[-1].rows, cut, *rows), lined=known)
        elif found and (_goes_on(found[-1], sheet) or _counts_on(found[-1], sheet, rows)):
            found[-1] = replace(found[-1], rows=(*found[-1].rows, *rows), lined={**found[-1].lined, **lined})
        else:
            found.append(Filled(rows, sheet.heads, sheet.section, sheet.formulas, sheet.numbered, lined))
    return (table for table in found if any(row.claims for row in table.rows))


def _goes_on(before: Filled, sheet: Sheet) -> bool:
    """True for a form on its next page: with the same heads it prints the same formula, and begins within its rows."""
    heads = [head.text for head in sheet.heads] == [head.text for head in before.heads]
    return heads and bool(sheet.formulas) and sheet.formulas == before.formulas and "1" not in sheet.lined


def _counts_on(before: Filled, sheet: Sheet, rows: Sequence[FilledRow]) -> bool:
    """True for accounts on their next page, below the same heads: their codes go on from the last before them."""
    heads = [head.text for head in sheet.heads] == [head.text for head in before.heads]
    earlier = [row for row in before.rows if row.claims]
    later = [row.read.group for row in rows if row.claims and not row.read.rank]
    if not heads or not earlier or not later or sheet.section != before.section:
        return False
    last = earlier[-1].read.group
    return all(code.isdecimal() for code in (last, *later)) and last < later[0] and len(earlier) > 1


def _with_empty_items(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, with those marked as blank that have no figures and head nothing.

    二、外交支出 between 一、 and 三、 that have some, or directly before 合计, and 结余分配 between 合计 and 总计.
    """
    orders = {row.order for row in rows if row.figures}
    for i, row in enumerate(rows):
        behind = next((other for other in rows[i + 1 :] if other.figures or other.cuts), None)
        numbered = row.order in orders and row.order and not row.partition
        listed = numbered and (behind is None or behind.order == row.order or (behind.rank and not behind.order))
        empty = _is_empty(row) and (listed or _between_totals(rows, i))
        yield replace(row, blank=True) if empty else row


def _is_empty(row: Row) -> bool:
    return row.heading and not row.cuts


def _between_totals(rows: Sequence[Row], i: int) -> bool:
    """True for a row without enumerator between 合计 and 总计: the total behind it takes in the one before it."""
    before = next((row.rank for row in reversed(rows[:i]) if row.rank and row.figures), 0)
    behind = next((row.rank for row in rows[i + 1 :] if row.rank and row.figures), 0)
    return not rows[i].order and 0 < before < behind


def _line(row: Row, at: Mapping[int, Claim]) -> FilledRow:
    claims = ((j, at.get(figure.place.start)) for j, figure in row.figures.items())
    return FilledRow(row, {j: claim for j, claim in claims if claim is not None})
