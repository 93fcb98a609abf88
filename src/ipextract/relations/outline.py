"""The outline of a table: which rows are of one level, and which of them are the totals of which others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from ipextract.relations.sheet import FilledRow
from ipextract.rulebook import Rulebook
from ipextract.structure import Row

_ALL = 100
#: Rows of 100 %, of which any may be the whole of the others; in a table of more, 100 says nothing of the kind.
_MOST_WHOLES = 10
#: What cuts a table at its end.
_END = FilledRow(Row("", cuts=True), {})

#: What makes a row or column the whole of others: its own name, a full set of names, a heading, its depth, its place.
Force: TypeAlias = Literal["stated", "named", "asserted", "nested", "placed"]


@dataclass(frozen=True, slots=True)
class Group:
    """A total row with the rows of its parts, the cue that says so and its force.

    ``cut`` where the parts begin behind a heading with rows above it, of which more may be parts.
    """

    total: FilledRow
    parts: list[FilledRow]
    cue: str
    force: Force
    cut: bool = False


#: In how many columns a group comes out and in how many it does not.
Weigh: TypeAlias = Callable[[Group], tuple[int, int]]


def siblings(rows: Sequence[FilledRow]) -> tuple[list[FilledRow], bool]:
    """The rows of one level with the headings between them, and whether nothing makes their level doubtful.

    A page that ends between rows with codes parts nothing. Rows with # or 其中 are parts of a part. Behind them an
    unmarked row may be one, too; enumerators tell.
    """
    order = _order(rows)
    level, deeper = _level(rows)
    code = min(map(len, codes(rows).values()), default=0)
    kept: list[FilledRow] = []
    sure, marked = True, False
    for i, row in enumerate(rows):
        if row.heading:
            kept += [row] if row.label or not code else []
        elif row.read.which or row.read.indent > level or len(row.read.group) > code > 0:
            marked = marked or bool(row.read.which)
        elif order and _closes(row, kept):
            kept.append(row)
        elif order and row.read.order != order and not _first_of(rows, i):
            sure = sure and row.read.order > order
        else:
            sure = sure and not (marked and not order and not deeper)
            kept.append(row)
    return kept, sure


def _closes(row: FilledRow, kept: Sequence[FilledRow]) -> bool:
    """True for 合计 and 总计 below a list with enumerators, and for what 总计 adds to 合计: 年初结转 without one."""
    closed = row.read.total in ("total", "grand-total")
    before = next((each for each in reversed(kept) if each.read.order or each.read.rank), None)
    added = before is not None and before.read.total == "total"
    return not row.read.order and (closed or added)


def codes(rows: Sequence[FilledRow]) -> dict[int, str]:
    """By place the codes 201, 20101, 2010101 of the rows, where all but totals have one and one begins with another."""
    found = {i: row.read.group for i, row in enumerate(rows) if row.claims and row.read.group.isdecimal()}
    bare = [row for i, row in enumerate(rows) if row.claims and i not in found and not row.read.rank]
    if bare or not any(b.startswith(a) and a != b for a, b in pairwise(found.values())):
        return {}
    return found


def _order(rows: Sequence[FilledRow]) -> int:
    """The style of enumerator of 一、渔业 and 二、林业, the highest of all, where several rows have it; else 0."""
    orders = [row.read.order for row in rows if row.read.order and row.claims]
    order = min(orders, default=0)
    return order if orders.count(order) > 1 else 0


def _level(rows: Sequence[FilledRow]) -> tuple[int, bool]:
    """How far the rows of the level are set in at most, and whether others are set in further.

    Below one row that stands out (合计) the level is that of the rows that it holds.
    """
    indents = [row.read.indent for row in rows if row.claims]
    least = min(indents, default=0)
    deeper = any(indent > least for indent in indents)
    return (least + 1 if deeper and indents.count(least) == 1 else least), deeper


def _first_of(rows: Sequence[FilledRow], i: int) -> bool:
    """True for the first row, or the first behind a heading, and for the last: where totals stand."""
    return i == 0 or rows[i - 1].heading or i == len(rows) - 1


def groups(rows: Sequence[FilledRow], rulebook: Rulebook, weigh: Weigh) -> Iterator[Group]:
    """Each total row with the rows of its parts."""
    yield from _stated(rows, weigh)
    yield from _partitions(rows)
    body = [row for row in rows if row.claims]
    yield from _sets(body, rulebook)
    if not any(row.heading for row in rows) and len(body) > 2 and not any(row.read.rank for row in body):
        yield Group(body[0], body[1:], body[0].label, "placed")
    wholes = [row for row in body if any(c.kind == "share" and c.value == _ALL for c in row.claims.values())]
    for whole in wholes if len(body) > 2 and len(wholes) <= _MOST_WHOLES else ():
        yield Group(whole, [row for row in body if row is not whole], whole.label, "placed")


def _stated(rows: Sequence[FilledRow], weigh: Weigh) -> Iterator[Group]:
    """合计, 小计 and 总计: at the top of their parts when the first row is one, else at the bottom.

    A table that goes on from the page before begins with neither: where the totals do not come out the other way round
    is tried.
    """
    segment: list[FilledRow] = []
    open_ = False
    for row in (*rows, None):
        if row is not None and not row.heading:
            segment.append(row)
            continue
        if segment:
            yield from (replace(g, cut=open_ and g.parts[0] is segment[0]) for g in _either(segment, weigh))
        open_ = open_ or bool(segment)
        segment = []


def _either(rows: Sequence[FilledRow], weigh: Weigh) -> list[Group]:
    """The totals of adjoining rows, read from the end at which more of them come out."""
    ranks = [row.read.rank for row in rows]
    first = next((i for i, own in enumerate(ranks) if own), None)
    if first is None:
        return []
    usual = _reduce(rows)[1]
    good, bad = _weighed(usual, weigh)
    if not bad:
        return usual
    other = _reduce(rows[first:])[1] if first else _bottom(rows, ranks)[1]
    more, fewer = _weighed(other, weigh)
    return other if more > good and fewer <= more else usual


def _weighed(found: Sequence[Group], weigh: Weigh) -> tuple[int, int]:
    each = [weigh(group) for group in found]
    return sum(good for good, _ in each), sum(bad for _, bad in each)


def enumerated(rows: Sequence[FilledRow]) -> Iterator[Group]:
    """（七）总计 with （一） to （六） before it: its enumerator says that it closes their list, and where that begins.

    Where （三） is no row but the label of 1. and 2., these are parts themselves.
    """
    for i, row in enumerate(rows):
        order = row.read.order
        if not row.read.rank or order <= 1:
            continue
        start = next((k for k in range(i - 1, -1, -1) if _bounds(rows[k], order)), -1)
        parts = _leaves([each for each in rows[start + 1 : i] if not each.heading], order)
        if start >= 0 and len(parts) > 1 and not any(part.read.rank for part in parts):
            yield Group(row, parts, row.label, "stated")


def _bounds(row: FilledRow, order: int) -> bool:
    """True for 二、 and a heading before a list of （一） and （二）; a page that ends between two rows is none."""
    return bool(row.label) if row.heading else row.read.order < order


def _leaves(rows: Sequence[FilledRow], order: int) -> list[FilledRow]:
    """The rows of an order, and the deeper ones whose labels name the row above them that has no figures.

    None where a deeper row may be of the row above it as well as of a label that was not read.
    """
    found: list[FilledRow] = []
    group, named = "", False
    for row in rows:
        if row.read.order == order:
            group, named = row.read.group, False
            found.append(row)
            continue
        named = named or len(row.read.group) > len(group)
        if not named:
            return []
        found.append(row)
    return found


def _reduce(rows: Sequence[FilledRow]) -> tuple[list[FilledRow], list[Group]]:
    """The rows that are part of no total within, and every total with its parts."""
    if not rows:
        return [], []
    ranks = [row.read.rank for row in rows]
    if not ranks[0]:
        return _bottom(rows, ranks)
    heads = [i for i, r in enumerate(ranks) if r >= ranks[0]]
    found: list[Group] = []
    outer: list[FilledRow] = []
    for i, end in zip(heads, (*heads[1:], len(rows)), strict=True):
        inner, more = _reduce(rows[i + 1 : end])
        found += more
        named = rows[i].read.group and all(row.read.group for row in inner)
        if len(inner) > 1 and not (named and not any(row.read.group == rows[i].read.group for row in inner)):
            force: Force = "placed" if rows[i].read.total == "whole-area" else "stated"
            found.append(Group(rows[i], inner, rows[i].label, force))
        outer.append(rows[i])
    return outer, found


def _bottom(rows: Sequence[FilledRow], ranks: Sequence[int]) -> tuple[list[FilledRow], list[Group]]:
    """Totals below their parts: each takes what stands open above it up to the last total of its own rank."""
    open_: list[tuple[int, FilledRow]] = []
    found: list[Group] = []
    for row, own in zip(rows, ranks, strict=True):
        if own:
            taken: list[FilledRow] = []
            while open_ and open_[-1][0] < own:
                taken.insert(0, open_.pop()[1])
            taken = _without_details(taken)
            if len(taken) > 1:
                found.append(Group(row, taken, row.label, "stated"))
        open_.append((own, row))
    return [row for _, row in open_], found


def _without_details(rows: Sequence[FilledRow]) -> list[FilledRow]:
    """The parts of a total without 一、 and 二、 behind 年初结转, which follows 合计 and is divided into them."""
    first = next((i for i, row in enumerate(rows) if row.read.rank), len(rows))
    last = next((i for i, row in enumerate(rows) if i > first and row.claims and not row.read.order), len(rows))
    return [row for i, row in enumerate(rows) if i < last or not row.read.order]


def _partitions(rows: Sequence[FilledRow]) -> Iterator[Group]:
    """一、按地区分 … 二、按形态分 …: each heading parts the same whole, the last row before the first heading."""
    total: FilledRow | None = None
    heading: FilledRow | None = None
    parts: list[FilledRow] = []
    before: FilledRow | None = None
    for row in (*rows, _END):
        if not row.heading:
            parts.append(row)
            before = row
            continue
        if heading is not None and total is not None and len(parts) > 1:
            yield Group(total, parts, heading.label, "asserted")
        by = row.read.partition
        if by and total is None:
            total = before
        if not by:
            total = None
        heading, parts = (row if by else None), []


def divided(rows: Sequence[FilledRow], rulebook: Rulebook) -> Iterator[Group]:
    """A row with names behind it that leave nothing out, whatever they are divided into in turn.

    第二产业 with 采矿业 and 制造业 between it and 第三产业; 其中 before the first of the names says no less.
    """
    body = [row for row in rows if row.claims]
    for names in (each.names for each in rulebook.definitions.complete):
        places = [[i for i, row in enumerate(body) if row.label == name] for name in names]
        first = [found[0] for found in places if len(found) == 1]
        if len(first) == len(names) and first == sorted(first) and first[0] > 0:
            parts = [body[i] for i in first]
            alike = len({part.read.group for part in parts}) == 1 and not any(
                row.read.which for row in body[: first[0]]
            )
            if alike and (first[-1] - first[0] >= len(names) or parts[0].read.which):
                yield Group(body[first[0] - 1], parts, "、".join(names), "named")


def _sets(rows: Sequence[FilledRow], rulebook: Rulebook) -> Iterator[Group]:
    """第一产业, 第二产业, 第三产业 below a whole: names that together leave nothing out."""
    for names in (each.names for each in rulebook.definitions.complete):
        for i in range(1, len(rows) - len(names) + 1):
            labels = [row.label for row in rows[i : i + len(names)]]
            tails = {label.removeprefix(name) for label, name in zip(labels, names, strict=True)}
            fronts = all(label.startswith(name) for label, name in zip(labels, names, strict=True))
            within = {row.read.group for row in rows[i : i + len(names)]}
            if fronts and len(tails) == len(within) == 1:
                yield Group(rows[i - 1], list(rows[i : i + len(names)]), "、".join(labels), "named")
