"""Tables: totals by row and by column, parts below their whole, and rates beside their levels.

What is one structure in a table (a total and its parts) holds in each of its columns. A column that does not come out
is told apart from a structure that was misread by the other columns, and by whether one slip would explain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate
from typing import Literal, TypeAlias

from ipextract.interval import add, meet, point, subtract
from ipextract.model import Claim, Document, Relation, Role, Severity
from ipextract.relations.narrower import adds_up
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Row, Sheet, sheets
from ipextract.relations.table_parts import parts_below
from ipextract.relations.table_rates import rates
from ipextract.rulebook import Rulebook
from ipextract.slips import reaches

_ALL = 100
_COARSE = Fraction(1, 20)
_NEAR = Fraction(1, 2)
_REST = Fraction(1, 20)
_PROOF = 3
#: Rows of 100 %, of which any may be the whole of the others; in a table of more, 100 says nothing of the kind.
_MOST_WHOLES = 10

#: What makes a row or column the whole of others: its own name, a full set of names, a heading, its place alone.
Force: TypeAlias = Literal["stated", "named", "asserted", "placed"]


@dataclass(frozen=True, slots=True)
class Line:
    """A total and its parts in one column or row.

    ``sure`` where nothing in the table makes the parts doubtful; ``closed`` where nothing can be left out of them: they
    stand above their total, or are said to part it.
    """

    total: Claim
    parts: tuple[Claim, ...]
    sure: bool = True
    closed: bool = True


def tabled(document: Document, claims: tuple[Claim, ...], rulebook: Rulebook) -> list[Relation]:
    """The relations within the tables of a document."""
    found: list[Relation] = []
    for sheet in sheets(document, claims, rulebook) if document.tables else ():
        sums = [*_by_rows(sheet, rulebook), *_by_columns(sheet, rulebook)]
        found += sums
        summed = {(r.of_role("total")[0].claim_id, c.claim_id) for r in sums for c in r.of_role("part")}
        found += parts_below(sheet, summed, rulebook)
        found += rates(sheet, rulebook)
    return found


# --- totals and their parts -------------------------------------------------------------------------------------------


def _by_rows(sheet: Sheet, rulebook: Rulebook) -> Iterator[Relation]:
    """Totals over rows, column by column."""
    rows, sure = _siblings(sheet.rows)
    place = {id(row): i for i, row in enumerate(rows)}
    done: set[frozenset[str]] = set()
    for total, parts, cue, force in _groups(rows, rulebook):
        first = force in ("stated", "placed") and place[id(total)] < place[id(parts[0])]
        certain = sure or force == "named"
        lines = [line for j in total.claims if (line := _line(j, total, parts, rulebook, sure=certain)) is not None]
        lines = [replace(line, closed=not first) for line in lines]
        for relation in settled(lines, force, cue, "table-rows", sheet.section):
            claims = frozenset(c.claim_id for c in relation.claims)
            if claims not in done:
                done.add(claims)
                yield relation


def _siblings(rows: Sequence[Row]) -> tuple[list[Row], bool]:
    """The rows of one level with the headings between them, and whether nothing makes their level doubtful.

    Rows with # or 其中 are parts of a part. Behind them an unmarked row may be one, too; enumerators tell.
    """
    order = min((row.order for row in rows if row.order and row.claims), default=0)
    numbered = order and sum(row.order == order for row in rows if row.claims) > 1
    kept: list[Row] = []
    sure, marked = True, False
    least = min((row.indent for row in rows if row.claims), default=0)
    deeper = [row for row in rows if row.claims and row.indent > least]
    inner = bool(deeper) and sum(row.indent == least and bool(row.claims) for row in rows) == 1
    level = least + 1 if inner else least
    for i, row in enumerate(rows):
        if row.heading:
            kept.append(row)
            continue
        if row.which or row.indent > level:
            marked = marked or bool(row.which)
            continue
        if numbered and row.order != order and i and not _first_of(rows, i):
            sure = False
            continue
        if marked and not numbered and not deeper:
            sure = False
        kept.append(row)
    return kept, sure


def _first_of(rows: Sequence[Row], i: int) -> bool:
    """True for the first row, or the first behind a heading, and for the last: where totals stand."""
    return i == 0 or rows[i - 1].heading or i == len(rows) - 1


def _groups(rows: Sequence[Row], rulebook: Rulebook) -> Iterator[tuple[Row, list[Row], str, Force]]:
    """Each total row with the rows of its parts, the cue and its force."""
    yield from _stated(rows, rulebook)
    yield from _partitions(rows, rulebook)
    body = [row for row in rows if row.claims]
    yield from _sets(body, rulebook)
    if not any(row.heading for row in rows) and len(body) > 2 and not any(rank(r.label, rulebook) for r in body):
        yield body[0], body[1:], body[0].label, "placed"
    wholes = [row for row in body if any(c.kind == "share" and c.value == _ALL for c in row.claims.values())]
    for whole in wholes if len(body) > 2 and len(wholes) <= _MOST_WHOLES else ():
        yield whole, [row for row in body if row is not whole], whole.label, "placed"


def rank(label: str, rulebook: Rulebook) -> int:
    """1 for 小计, 2 for 合计, 3 for 总计 at the end of a label, 0 for the name of a part."""
    for place, word in enumerate(("subtotal", "table_total", "grand_total"), 1):
        if label.endswith(rulebook.words[word]):
            return place
    return 2 if label in rulebook.words["whole_area"] else 0


def _stated(rows: Sequence[Row], rulebook: Rulebook) -> Iterator[tuple[Row, list[Row], str, Force]]:
    """合计, 小计 and 总计: at the top of their parts when the first row is one, else at the bottom."""
    segment: list[Row] = []
    for row in (*rows, None):
        if row is not None and not row.heading:
            segment.append(row)
            continue
        yield from _reduce(segment, rulebook)[1]
        segment = []


_Found: TypeAlias = list[tuple[Row, list[Row], str, Force]]


def _reduce(rows: Sequence[Row], rulebook: Rulebook) -> tuple[list[Row], _Found]:
    """The rows that are part of no total within, and every total with its parts."""
    if not rows:
        return [], []
    ranks = [rank(row.label, rulebook) for row in rows]
    if not ranks[0]:
        return _bottom(rows, ranks)
    heads = [i for i, r in enumerate(ranks) if r >= ranks[0]]
    found: _Found = []
    outer: list[Row] = []
    for i, end in zip(heads, (*heads[1:], len(rows)), strict=True):
        inner, more = _reduce(rows[i + 1 : end], rulebook)
        found += more
        named = rows[i].group and all(row.group for row in inner)
        if len(inner) > 1 and not (named and not any(row.group == rows[i].group for row in inner)):
            force: Force = "placed" if rows[i].label in rulebook.words["whole_area"] else "stated"
            found.append((rows[i], inner, rows[i].label, force))
        outer.append(rows[i])
    return outer, found


def _bottom(rows: Sequence[Row], ranks: Sequence[int]) -> tuple[list[Row], _Found]:
    """Totals below their parts: each takes what stands open above it up to the last total of its own rank."""
    open_: list[tuple[int, Row]] = []
    found: _Found = []
    for row, own in zip(rows, ranks, strict=True):
        if own:
            taken: list[Row] = []
            while open_ and open_[-1][0] < own:
                taken.insert(0, open_.pop()[1])
            if len(taken) > 1:
                found.append((row, taken, row.label, "stated"))
        open_.append((own, row))
    return [row for _, row in open_], found


def _partitions(rows: Sequence[Row], rulebook: Rulebook) -> Iterator[tuple[Row, list[Row], str, Force]]:
    """一、按地区分 … 二、按形态分 …: each heading parts the same whole, the last row before the first heading."""
    words = rulebook.words
    total: Row | None = None
    heading: Row | None = None
    parts: list[Row] = []
    before: Row | None = None
    for row in (*rows, Row("", {}, heading=True)):
        if not row.heading:
            parts.append(row)
            before = row
            continue
        if heading is not None and total is not None and len(parts) > 1:
            yield total, parts, heading.label, "asserted"
        by = row.label.startswith(words["partition_front"]) and row.label.endswith(words["partition_end"])
        if by and total is None:
            total = before
        if not by:
            total = None
        heading, parts = (row if by else None), []


def _sets(rows: Sequence[Row], rulebook: Rulebook) -> Iterator[tuple[Row, list[Row], str, Force]]:
    """第一产业, 第二产业, 第三产业 below a whole: names that together leave nothing out."""
    for names in (each.split("、") for each in rulebook.words["complete_set"]):
        for i in range(1, len(rows) - len(names) + 1):
            labels = [row.label for row in rows[i : i + len(names)]]
            tails = {label.removeprefix(name) for label, name in zip(labels, names, strict=True)}
            fronts = all(label.startswith(name) for label, name in zip(labels, names, strict=True))
            groups = {row.group for row in rows[i : i + len(names)]}
            if fronts and len(tails) == len(groups) == 1:
                yield rows[i - 1], list(rows[i : i + len(names)]), "、".join(labels), "named"


def _line(j: int, total: Row, parts: Sequence[Row], rulebook: Rulebook, *, sure: bool) -> Line | None:
    """The total and the parts in one column, where all are levels, or shares, of one unit and period."""
    whole = total.claims[j]
    inside = [row.claims.get(j) for row in parts]
    found = [c for c in inside if c is not None]
    if len(found) < 2 or not summable(whole, found, rulebook):
        return None
    if any(row.label.endswith(rulebook.words["mean_row"]) for row in (total, *parts)):
        return None
    if any(row.label.startswith(rulebook.words["subtracted_row"]) for row in parts):
        return None
    return Line(whole, tuple(found), sure=sure and len(found) == len(inside))


def summable(total: Claim, parts: Sequence[Claim], rulebook: Rulebook) -> bool:
    """True for levels, or shares of one whole, of one unit and period, all printed exactly."""
    claims = (total, *parts)
    if total.kind not in (*LEVELS, "share") or any(c.kind != total.kind for c in claims):
        return False
    if len({(c.unit, c.period, c.modality) for c in claims}) > 1 or any(c.hedges or c.interval is None for c in claims):
        return False
    if total.kind == "share":
        return total.value == _ALL
    names = rulebook.words["average_name"]
    return not any(w in c.indicator for c in parts for w in names) and all(adds_up(c, rulebook) for c in parts)


def settled(lines: Sequence[Line], force: Force, cue: str, rule: str, section: tuple[str, ...]) -> Iterator[Relation]:
    """The lines of one structure as relations, as loud as its words and its other lines allow."""
    good: list[Line] = []
    bad: list[Line] = []
    for line in lines:
        (good if _holds(line) else bad).append(line)
    telling = sum(not _coarse(line) for line in good)
    for line in good:
        if force != "placed" or not _coarse(line):
            yield _sum(line, cue, rule, section, None, exhaustive=force != "placed")
    for line in bad:
        loud = _loudness(line, force, telling, len(bad), len(lines))
        if not isinstance(loud, bool):
            yield _sum(line, cue, rule, section, loud, exhaustive=force != "placed")


def _loudness(line: Line, force: Force, good: int, bad: int, lines: int) -> Severity | bool | None:
    """The cap of a line that does not come out (``None`` for none), or True where the structure is not certain."""
    if _nested(line):
        return True
    if force == "placed" and not (good > 1 and good >= 2 * bad):
        return True
    slip = _slipped(line)
    total, parts = Fraction(line.total.value or 0), sum(Fraction(c.value or 0) for c in line.parts)
    if force == "placed":
        return "warning" if slip else "suspicion"
    if not line.closed and parts < total and not (slip and bad == 1 and good >= _PROOF):
        # what the list leaves out may be the rest
        return "suspicion" if slip and good >= bad and total - parts > total * _REST else True
    if good and good >= bad:
        return None if line.sure or slip else "warning"
    if slip and line.sure and bad == 1:
        return None if force == "stated" else "warning"
    return "suspicion" if force == "stated" and line.sure and lines == 1 and _near(line) else True


def _holds(line: Line) -> bool:
    left = add(*(c.interval for c in line.parts if c.interval is not None))
    return line.total.interval is not None and meet(line.total.interval, left) is not None


def _coarse(line: Line) -> bool:
    """True when rounding leaves so much room that coming out tells nothing."""
    width = sum((c.interval.width or 0 for c in (line.total, *line.parts) if c.interval is not None), Fraction(0))
    size = abs(Fraction(line.total.value or 0))
    return size == 0 or width > size * _COARSE


def _nested(line: Line) -> bool:
    """True when one of the parts is itself the sum of those that follow: the list has a level that nothing marks."""
    values = [Fraction(c.value or 0) for c in line.parts]
    sums = list(accumulate(values, initial=Fraction(0)))
    last = {each: i for i, each in enumerate(sums)}
    # Parts i+1 to k come to part i where the sum up to k is the sum up to i and part i once more.
    return any(value > 0 and last.get(sums[i + 1] + value, 0) > i + 2 for i, value in enumerate(values))


def _near(line: Line) -> bool:
    total, parts = Fraction(line.total.value or 0), sum(Fraction(c.value or 0) for c in line.parts)
    return abs(total - parts) <= abs(total) * _NEAR


def _slipped(line: Line) -> bool:
    """True when one slip in the total or in one part explains why the line does not come out."""
    total = line.total.interval
    intervals = [c.interval for c in line.parts if c.interval is not None]
    if total is None or not intervals:
        return False
    if reaches(line.total, add(*intervals)):
        return True
    before = accumulate(intervals, add, initial=point(0))
    behind = list(accumulate(reversed(intervals), add, initial=point(0)))[-2::-1]
    return any(
        reaches(part, subtract(total, add(*others))) for part, *others in zip(line.parts, before, behind, strict=False)
    )


def _sum(
    line: Line, cue: str, rule: str, section: tuple[str, ...], severity: Severity | None, *, exhaustive: bool
) -> Relation:
    roles = (Role("total", line.total), *(Role("part", part) for part in line.parts))
    return Relation("sum", rule, roles, cue, exhaustive=exhaustive, section=section, severity=severity)


def _by_columns(sheet: Sheet, rulebook: Rulebook) -> Iterator[Relation]:
    """A column 合计 before or behind the columns of its parts, row by row."""
    words = rulebook.words
    numbered = sorted({j for row in sheet.rows for j in row.claims})
    for j in numbered:
        if not rank(sheet.heads[j].last, rulebook):
            continue
        same = [k for k in numbered if sheet.heads[k].above == sheet.heads[j].above or not sheet.heads[j].above]
        place = same.index(j)
        behind = _until_total(same[place + 1 :], sheet, rulebook)
        before = _until_total(same[:place][::-1], sheet, rulebook)[::-1]
        parts = behind if place == 0 or (len(behind) > 1 and len(before) < 2) else before
        parts = [k for k in parts if not sheet.heads[k].last.startswith(words["of_which"])]
        offset = words["offset_column"]
        if any(not sheet.heads[k].last or any(word in sheet.heads[k].last for word in offset) for k in parts):
            continue
        lines = [line for row in sheet.rows if (line := _across(row, j, parts, rulebook)) is not None]
        yield from settled(lines, "stated", sheet.heads[j].last, "table-columns", sheet.section)


def _until_total(columns: Sequence[int], sheet: Sheet, rulebook: Rulebook) -> list[int]:
    found: list[int] = []
    for k in columns:
        if rank(sheet.heads[k].last, rulebook):
            break
        found.append(k)
    return found


def _across(row: Row, j: int, parts: Sequence[int], rulebook: Rulebook) -> Line | None:
    """The total of one row and the levels beside it of its unit and period."""
    whole = row.claims.get(j)
    if whole is None or whole.kind not in LEVELS:
        return None
    found = [c for k in parts if (c := row.claims.get(k)) is not None and c.kind in LEVELS]
    alike = [c for c in found if c.unit == whole.unit and c.period == whole.period]
    if len(alike) < 2 or len(alike) < len(found) or not summable(whole, alike, rulebook):
        return None
    return Line(whole, tuple(alike))
