"""SUM in tables by depth: 一、 with （一） and （二） below it, 201 with 20101 and 20102, a row with those set in.

Depth alone makes a row the whole of others only where most such rows of a table come out: a list may name a few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ipextract.model import Relation
from ipextract.relations.outline import codes
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.relations.table_sums import Line, settled

#: What makes a line of a total in one column and the parts in it; ``None`` where they cannot be added.
LineOf = Callable[[int, FilledRow, Sequence[FilledRow]], Line | None]


#: The depth of what closes all that is open, and of a row of which nothing says how deep it is.
_CLOSES, _UNKNOWN = -1, 0


class _Branch(NamedTuple):
    """A row with the rows directly below it in the tree."""

    whole: FilledRow
    parts: list[FilledRow]


def sums_by_depth(sheet: Filled, line_of: LineOf) -> Iterator[Relation]:
    """Each row of a table that has deeper ones below it, all of them together one structure."""
    lines: list[Line] = []
    for branch in _branches(sheet.rows):
        for j in branch.whole.claims:
            line = line_of(j, branch.whole, branch.parts)
            if line is not None and line.sure:
                lines.append(replace(line, cue=branch.whole.label))
    yield from settled(lines, "nested", "", "table-depth", sheet.section, most="warning")


def _branches(rows: Sequence[FilledRow]) -> Iterator[_Branch]:
    """The rows with others directly below them: by their codes, by enumerators, or by how far they are in."""
    by_code = codes(rows)
    if by_code:
        yield from _grown([(len(code), rows[i]) for i, code in sorted(by_code.items())], _begins, least=1)
        return
    for depth in (_order, _indent):
        marked = [(depth(row), row) for row in rows if not row.read.which]
        if len({own for own, _ in marked if own > _UNKNOWN}) > 1:
            yield from _grown(marked, lambda _whole, _part: True)
            return


def _begins(whole: FilledRow, part: FilledRow) -> bool:
    return part.read.group.startswith(whole.read.group)


def _order(row: FilledRow) -> int:
    return _CLOSES if row.read.rank or row.heading else row.read.order


def _indent(row: FilledRow) -> int:
    return _CLOSES if row.read.rank or row.heading else row.read.indent + 1


def _grown(
    marked: Sequence[tuple[int, FilledRow]], of: Callable[[FilledRow, FilledRow], bool], least: int = 2
) -> Iterator[_Branch]:
    """The branches of rows in order, each with its depth; a row of unknown depth spoils those that it stands in.

    A code has one row below it at ``least``, a label two.
    """
    open_: list[tuple[int, _Branch]] = []
    depths = {id(row): depth for depth, row in marked}
    for depth, row in (*marked, (_CLOSES, None)):
        while open_ and (open_[-1][0] >= depth or row is None or not of(open_[-1][1].whole, row)):
            done = open_.pop()[1]
            one_depth = len({depths[id(part)] for part in done.parts}) == 1  # else something between was not read
            if len(done.parts) >= least and depth != _UNKNOWN and one_depth:
                yield done
        if row is not None and depth > _UNKNOWN:
            if open_:
                open_[-1][1].parts.append(row)
            open_.append((depth, _Branch(row, [])))
