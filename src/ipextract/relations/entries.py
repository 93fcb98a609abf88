"""Rows of annexed tables that prose goes through one by one, below a heading that has the words of the table's title.

支出决算表 with a row 港务运行, and （三）支出决算具体情况 with 港务运行（项）…支出决算为 12.6 万元.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim
from ipextract.relations.ground import Ground
from ipextract.relations.subjects import bare_names
from ipextract.structure import Row, Sheet

_ENUMERATOR: Final = regex.compile(r"^[（(]?[\p{Nd}\p{Han}]{1,3}[）)、．.]\s*")
_FULL_STOP: Final = "。"
_SHORTEST: Final = 4


class Entry(NamedTuple):
    """A number of prose and the cell that has it; ``whole`` where the table is of more than the heading speaks of."""

    told: Claim
    cell: Claim
    heading: str
    whole: bool


class _Listed(NamedTuple):
    """A cell under the only head or that of all, its row's label, and the words of the title without 表."""

    cell: Claim
    label: str
    core: str


def entries(ground: Ground) -> list[Entry]:
    """The levels of prose under such a heading, each with the rows of its name of the tables that it may be from."""
    subjects = ground.once(bare_names)
    at = {claim.char_start: claim for claim in ground.facts if claim.origin == "table" and claim.kind == "amount"}
    listed: dict[str, list[_Listed]] = {}
    for sheet in ground.sheets if at else ():
        for row in _rows(sheet, at):
            listed.setdefault(row.core, []).append(row)
    if subjects is None or not listed:
        return []
    found: list[Entry] = []
    for claim in ground.facts:
        if claim.origin != "prose" or claim.kind != "amount" or not claim.section or claim.prior:
            continue
        heading, name = _ENUMERATOR.sub("", claim.section[-1]), subjects.of(claim)
        found += (
            Entry(claim, each.cell, heading, whole=not heading.startswith(core))
            for core, rows in listed.items()
            if core in heading
            for each in rows
            if _names(name, each) and _one_frame(claim, each.cell)
        )
    return found


def _rows(sheet: Sheet, at: dict[int, Claim]) -> Iterator[_Listed]:
    """The rows of a sheet that stand once in it, each with its number for all of it."""
    title = sheet.title.rpartition(_FULL_STOP)[2]
    core = title[:-1]
    if len(core) < _SHORTEST:
        return
    labels = [row.label for row in sheet.rows if row.figures]
    for row in sheet.rows:
        cell = at.get(_all_of(row, sheet))
        if cell is not None and len(row.label) >= _SHORTEST and labels.count(row.label) == 1:
            yield _Listed(cell, row.label, core)


def _all_of(row: Row, sheet: Sheet) -> int:
    """Where the number for all of a row stands: under a head that says so, or the only one of the row; -1 for none."""
    totals = [f for j, f in row.figures.items() if sheet.heads[j].total is not None]
    figures = totals or list(row.figures.values())
    one = len(figures) == 1 and (bool(totals) or len({j for r in sheet.rows for j in r.figures}) == 1)
    return figures[0].place.start if one else -1


def _names(name: str, listed: _Listed) -> bool:
    """True for 港务运行支出决算, which is the row 港务运行 of a table 支出决算表; 港务运行预算 is not."""
    rest = name.removeprefix(listed.label)
    return rest not in ("", name) and listed.core.endswith(rest)


def _one_frame(one: Claim, other: Claim) -> bool:
    return one.unit == other.unit and one.period == other.period and one.modality == other.modality
