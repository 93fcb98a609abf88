"""SUM in tables by what they print of their own columns and rows: 3=1+2, 第一项加第二项之和，等于第三项."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipextract.model import Claim, Relation
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled
from ipextract.relations.table_sums import Line, settled
from ipextract.structure import Formula, Row


def sums_by_formula(sheet: Filled) -> Iterator[Relation]:
    """What each printed formula says of every row, or of every column."""
    for formula in sheet.formulas:
        found = _by_column(sheet, formula) if formula.axis == "columns" else _by_row(sheet, formula)
        lines = [line for held in found if (line := _line(held, formula)) is not None]
        yield from settled(lines, "stated", formula.text, "table-formula", sheet.section)


def _by_column(sheet: Filled, formula: Formula) -> Iterator[dict[str, Claim]]:
    """The numbers of each row by the numbers of their columns."""
    places = {key: sheet.numbered[key] for key in formula.keys if key in sheet.numbered}
    for row in sheet.rows:
        yield {key: row.claims[j] for key, j in places.items() if j in row.claims}


def _by_row(sheet: Filled, formula: Formula) -> Iterator[dict[str, Claim]]:
    """The numbers of each column by the numbers of their rows."""
    rows = {key: read for key in formula.keys if (read := _row(sheet, key)) is not None}
    held = {key: row.claims for row in sheet.rows for key, read in rows.items() if row.read is read}
    for j in dict.fromkeys(j for claims in held.values() for j in claims):
        yield {key: claims[j] for key, claims in held.items() if j in claims}


def _row(sheet: Filled, key: str) -> Row | None:
    """The row that bears a number; where none does, the only total between those that bear the ones beside it."""
    if key in sheet.lined or not key.isdecimal():
        return sheet.lined.get(key)
    ends = [sheet.lined.get(str(int(key) + step)) for step in (-1, 1)]
    places = [i for i, row in enumerate(sheet.rows) if any(row.read is end for end in ends)]
    inside = sheet.rows[places[0] + 1 : places[1]] if len(places) == len(ends) else ()
    totals = [row.read for row in inside if row.read.rank]
    return totals[0] if len(totals) == 1 else None


def _line(held: Mapping[str, Claim], formula: Formula) -> Line | None:
    """The numbers of one row or column; ``None`` where one is not printed, or is no level of the unit of the others."""
    claims = [held[key] for key in formula.keys if key in held]
    if len(claims) < len(formula.keys) or len({(c.unit, c.kind, c.modality) for c in claims}) > 1:
        return None
    if claims[0].kind not in LEVELS or any(c.hedges or c.interval is None for c in claims):
        return None
    parts = tuple(held[key] for key in formula.parts)
    return Line(held[formula.total], parts, less=tuple(held[key] for key in formula.less))
