"""SUM in tables that lead from one numbered row to the next: 一、营业收入, 减：营业成本, 加：投资收益, 二、营业利润."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ipextract.model import Claim, Relation
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.relations.table_sums import Line, settled
from ipextract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class _Step:
    """A numbered row, what is added to it and taken off it, and the numbered row that it leads to."""

    start: FilledRow
    plus: list[FilledRow] = field(default_factory=list)
    minus: list[FilledRow] = field(default_factory=list)


def sums_by_sign(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """Each step of a table whose rows say whether they are added or taken off, all steps one structure."""
    lines = [line for step, end in _steps(sheet.rows, rulebook) for line in _lines(step, end)]
    yield from settled(lines, "nested", "", "table-signs", sheet.section, most="warning")


def _steps(rows: tuple[FilledRow, ...], rulebook: Rulebook) -> Iterator[tuple[_Step, FilledRow]]:
    """一、 with all rows up to 二、, where the first of them says its sign; a sign goes on for the rows below it."""
    words = rulebook.words
    step: _Step | None = None
    into: list[FilledRow] | None = None
    for row in rows:
        if row.read.order == 1 and row.claims:
            if step is not None and into is not None:
                yield step, row
            step, into = _Step(row), None
        elif row.heading or row.read.rank:
            step = None
        elif step is None or row.read.which or row.read.order:
            continue
        elif row.label.startswith(words["subtracted_row"]):
            into = step.minus
            into.append(row)
        elif row.label.startswith(words["added_row"]):
            into = step.plus
            into.append(row)
        elif into is None:
            step = None
        else:
            into.append(row)


def _lines(step: _Step, end: FilledRow) -> Iterator[Line]:
    """The numbers of a step in each column in which its two ends are printed; an empty cell between is nothing."""
    for j, total in end.claims.items():
        start = step.start.claims.get(j)
        plus, minus = (tuple(row.claims[j] for row in side if j in row.claims) for side in (step.plus, step.minus))
        if start is not None and minus and _alike((total, start, *plus, *minus)):
            yield Line(total, (start, *plus), less=minus, cue=end.label)


def _alike(claims: tuple[Claim, ...]) -> bool:
    one = len({(c.kind, c.unit, c.period, c.modality) for c in claims}) == 1
    return one and claims[0].kind in LEVELS and not any(c.hedges or c.interval is None for c in claims)
