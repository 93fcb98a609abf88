"""SUM in tables by the upper of two rows of heads: 合计, 出国费, 接待费, each above 预算数 and 决算数."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ipextract.model import Relation
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.relations.table_sums import Line, likely, settled, telling
from ipextract.rulebook import Rulebook

_PAIR = 2


class _Sum(NamedTuple):
    """A column of totals and the columns of its parts below other upper heads."""

    total: int
    parts: tuple[int, ...]
    cue: str


def sums_by_upper_head(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """Each total among upper heads that stand above the same lower ones, row by row and lower head by lower head."""
    columns = sorted({j for row in sheet.rows for j in row.claims})
    lower = Counter(sheet.heads[j].last for j in columns if sheet.heads[j].above)
    found: dict[str, list[Line]] = {}
    for last in [last for last, times in lower.items() if last and times > _PAIR]:
        group = [j for j in columns if sheet.heads[j].last == last and sheet.heads[j].above]
        for each in _sums([(j, sheet.heads[j].above) for j in group], rulebook):
            lines = (_line(row, each) for row in sheet.rows)
            found.setdefault(each.cue, []).extend(line for line in lines if line is not None)
    for cue, told in found.items():
        yield from settled(told, "stated", cue, "table-columns", sheet.section)


def _sums(heads: Sequence[tuple[int, str]], rulebook: Rulebook) -> Iterator[_Sum]:
    """合计 of all that no 小计 takes in, and each 小计 of those whose heads begin with what stands before it."""
    words = rulebook.words
    inner: set[int] = set()
    for j, head in heads:
        front = _before(head, words["subtotal"])
        parts = [k for k, other in heads if k != j and front and other.startswith(front)]
        if len(parts) > 1:
            inner |= set(parts)
            yield _Sum(j, tuple(parts), head)
    for j, head in heads:
        rest = tuple(k for k, _ in heads if k != j and k not in inner)
        if head in (*words["table_total"], *words["grand_total"]) and len(rest) > 1:
            yield _Sum(j, rest, head)


def _before(head: str, words: Sequence[str]) -> str:
    """公车费 of 公车费小计; empty for other heads."""
    return next((head.removesuffix(word) for word in words if head.endswith(word)), "")


def _line(row: FilledRow, each: _Sum) -> Line | None:
    """The numbers of a row; ``None`` where one of several is not printed, or is no level in the unit of the total."""
    whole = row.claims.get(each.total)
    inside = [row.claims[k] for k in each.parts if k in row.claims]
    if whole is None or len(inside) < len(each.parts):
        return None
    claims = (whole, *inside)
    one = len({(c.kind, c.unit, c.period, c.modality) for c in claims}) == 1
    if not one or whole.kind not in LEVELS or any(c.hedges or c.interval is None for c in claims):
        return None
    line = Line(whole, tuple(telling(whole, inside)))
    return line if len(line.parts) > 1 or likely(line) else None
