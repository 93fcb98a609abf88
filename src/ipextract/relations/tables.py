"""Tables: totals by row and by column, parts below their whole, and rates beside their levels.

What is one structure in a table (a total and its parts) holds in each of its columns. A column that does not come out
is told apart from a structure that was misread by the other columns, and by whether one slip would explain it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, pairwise

from ipextract.exact.interval import add, meet
from ipextract.model import Claim, Document, Relation, Role, Severity, SourceFormat
from ipextract.relations.misread import distance, misread, one_too_many, slipped
from ipextract.relations.narrower import adds_up
from ipextract.relations.outline import Force, Group, groups, rank, siblings
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Row, Sheet, sheets
from ipextract.relations.table_parts import parts_below
from ipextract.relations.table_rates import rates
from ipextract.rulebook import Rulebook

_ALL = 100
_COARSE = Fraction(1, 20)
_PAIR = 2
#: Formats in which a number may have been put in the column beside its own.
_LAID: tuple[SourceFormat, ...] = ("pdf", "image", "text")
_REST = Fraction(1, 20)
_PROOF = 3


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
        sums = [*_by_rows(sheet, rulebook, laid=document.format in _LAID), *_by_columns(sheet, rulebook)]
        found += sums
        summed = {(r.of_role("total")[0].claim_id, c.claim_id) for r in sums for c in r.of_role("part")}
        found += parts_below(sheet, summed, rulebook)
        found += rates(sheet, rulebook)
    return found


# --- totals and their parts -------------------------------------------------------------------------------------------


def _by_rows(sheet: Sheet, rulebook: Rulebook, *, laid: bool) -> Iterator[Relation]:
    """Totals over rows, column by column; ``laid`` where the columns are told by where the numbers stand."""
    rows, sure = siblings(sheet.rows)
    place = {id(row): i for i, row in enumerate(rows)}
    done: set[frozenset[str]] = set()

    def lines_of(group: Group) -> list[Line]:
        certain = (sure or group.force == "named") and not (laid and _ragged(group))
        found = (_line(j, group.total, group.parts, rulebook, sure=certain) for j in group.total.claims)
        return [line for line in found if line is not None]

    def weigh(group: Group) -> tuple[int, int]:
        lines = lines_of(group)
        good = sum(map(_holds, lines))
        return good, len(lines) - good

    for group in groups(rows, rulebook, weigh):
        first = group.force in ("stated", "placed") and place[id(group.total)] < place[id(group.parts[0])]
        lines = [replace(line, closed=not (first or group.cut)) for line in lines_of(group)]
        for relation in settled(lines, group.force, group.cue, "table-rows", sheet.section):
            claims = frozenset(c.claim_id for c in relation.claims)
            if claims not in done:
                done.add(claims)
                yield relation


def _ragged(group: Group) -> bool:
    """True when a part has no number in a column of levels of its total: the others may stand in a column beside it."""
    levels = [j for j, claim in group.total.claims.items() if claim.kind in LEVELS]
    return any(j not in part.claims for part in group.parts for j in levels)


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
        if not _coarse(line) or (force != "placed" and _by_nearest(line)):
            yield _sum(line, cue, rule, section, None, exhaustive=force != "placed")
    left = Counter(distance(line.total, line.parts) for line in bad)
    if len(bad) >= _PROOF and (min(left) > 0 or max(left) < 0):
        return  # a column or row of the parts is not among those that were read
    # what one part hands to another is in both and in the total once: in its own line and in every sum over it
    passed = {distance(line.total, line.parts) for line in bad if one_too_many(line.total, line.parts) is not None}
    for line in bad:
        if _of_another_grain(line, good) or _rounded_off(line):
            continue
        off = distance(line.total, line.parts)
        if off in passed and (left[off] > 1 or len(line.parts) == _PAIR):
            continue
        if off > 0 and left[off] > 1 and not line.closed:
            continue  # the same is left out of the list in several columns
        loud = _loudness(line, force, telling, len(bad), len(lines))
        if not isinstance(loud, bool):
            cap: Severity | None = "suspicion" if off in passed else loud
            yield _sum(line, cue, rule, section, cap, exhaustive=force != "placed")


def _loudness(line: Line, force: Force, good: int, bad: int, lines: int) -> Severity | bool | None:
    """The cap of a line that does not come out (``None`` for none), or True where the structure is not certain."""
    if _nested(line) or _one_is_all(line) or _numbering(line):
        return True
    if force == "placed" and not (good > 1 and good >= 2 * bad):
        return True
    slip = slipped(line.total, line.parts)
    if not slip and misread(line.total, line.parts):
        return True
    if force == "placed":
        return "warning" if slip else "suspicion"
    left = distance(line.total, line.parts)
    if not line.closed and left > 0 and not (slip and bad == 1 and good >= _PROOF):
        # what the list leaves out may be the rest
        small = left <= Fraction(line.total.value or 0) * _REST
        return "suspicion" if slip and line.sure and good >= bad and not small else True
    if not line.sure and not (slip and bad == 1 and good >= _PROOF):
        return True  # where cells are empty a number may stand in its neighbour's column
    if good and good >= bad:
        return None if line.sure else "warning"
    if slip and line.sure and bad == 1:
        return None if force == "stated" else "warning"
    alone = lines == 1 and len(line.parts) > _PAIR
    return "suspicion" if force == "stated" and line.sure and line.closed and alone else True


def _one_is_all(line: Line) -> bool:
    """True when one of three parts or more is the total: the others stand in a column that is not theirs."""
    return len(line.parts) > _PAIR and any(part.value == line.total.value for part in line.parts)


def _numbering(line: Line) -> bool:
    """True when the numbers follow each other by one: they number the rows or columns."""
    claims = (line.total, *line.parts)
    values = sorted(int(c.printed) for c in claims if c.printed.isdecimal())
    return len(values) == len(claims) and all(after - before == 1 for before, after in pairwise(values))


def _of_another_grain(line: Line, good: Sequence[Line]) -> bool:
    """True for decimals where all that comes out in the same unit is whole: rates, under a head that was not read."""
    alike = [other for other in good if other.total.unit == line.total.unit]
    return bool(alike) and _decimals(line) and not any(map(_decimals, alike))


def _rounded_off(line: Line) -> bool:
    """True where some numbers of a line are printed in whole and others in decimals, and rounding those explains it."""
    whole = [c for c in (line.total, *line.parts) if not _in_decimals(c)]
    return 0 < len(whole) <= len(line.parts) and abs(distance(line.total, line.parts)) < len(whole)


def _decimals(line: Line) -> bool:
    return any(map(_in_decimals, (line.total, *line.parts)))


def _in_decimals(claim: Claim) -> bool:
    return any(mark in claim.printed for mark in ".．")


def _by_nearest(line: Line) -> bool:
    """True when a line comes out with every number rounded to nearest."""
    known = [c.nearest for c in line.parts if c.nearest is not None]
    return line.total.nearest is not None and meet(line.total.nearest, add(*known)) is not None


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


def _sum(
    line: Line, cue: str, rule: str, section: tuple[str, ...], severity: Severity | None, *, exhaustive: bool
) -> Relation:
    roles = (Role("total", line.total), *(Role("part", part) for part in line.parts))
    return Relation("sum", rule, roles, cue, exhaustive=exhaustive, section=section, severity=severity)


def _by_columns(sheet: Sheet, rulebook: Rulebook) -> Iterator[Relation]:
    """A column 合计 before or behind the columns of its parts, row by row."""
    numbered = sorted({j for row in sheet.rows for j in row.claims})
    for j in numbered:
        if not rank(sheet.heads[j].last, rulebook):
            continue
        same = _beside(sheet, j, numbered, rulebook)
        place = same.index(j)
        above = sheet.heads[j].above
        behind = _until_total(same[place + 1 :], above, sheet, rulebook)
        before = _until_total(same[:place][::-1], above, sheet, rulebook)[::-1]
        usual = behind if place == 0 or (len(behind) > 1 and len(before) < _PAIR) else before
        other = behind if usual is before else []
        lines = _side(sheet, j, usual, rulebook)
        turned = _side(sheet, j, other, rulebook)
        if sum(map(_holds, turned)) > sum(map(_holds, lines)):
            lines = turned
        yield from settled(lines, "stated", sheet.heads[j].last, "table-columns", sheet.section)


def _side(sheet: Sheet, j: int, columns: Sequence[int], rulebook: Rulebook) -> list[Line]:
    """The lines of a column 合计 with the columns on one side of it; none where one is taken off or has no name.

    Nor any that is off by what a row hands from one column to another, which is in both and in the total once, or by
    what stands in the total of a row that is not parted.
    """
    words = rulebook.words
    parts = [k for k in columns if not sheet.heads[k].last.startswith(words["of_which"])]
    offset = words["offset_column"]
    if any(not sheet.heads[k].last or any(word in sheet.heads[k].last for word in offset) for k in parts):
        return []
    lines = [line for row in sheet.rows if (line := _across(row, j, parts, rulebook)) is not None]
    handed = {-(c.value or 0) for row in sheet.rows for k in parts if (c := row.claims.get(k)) is not None}
    unsplit = [
        row.claims[j].value or 0 for row in sheet.rows if j in row.claims and not any(k in row.claims for k in parts)
    ]
    known = {*handed, *unsplit, sum(unsplit)}
    return [line for line in lines if _holds(line) or distance(line.total, line.parts) not in known]


def _beside(sheet: Sheet, j: int, numbered: Sequence[int], rulebook: Rulebook) -> list[int]:
    """The columns below the head that column ``j`` stands below; of a head within it the total, where it has one."""
    above = sheet.heads[j].above
    within: dict[str, list[int]] = {}
    for k in numbered:
        head = sheet.heads[k]
        if head.above != above and head.above.startswith(above):
            within.setdefault(head.above, []).append(k)
    totals = {name: next((k for k in ks if rank(sheet.heads[k].last, rulebook)), None) for name, ks in within.items()}
    inner = {k for name, ks in within.items() for k in ks if totals[name] in (None, k)}
    return [k for k in numbered if sheet.heads[k].above == above or k in inner]


def _until_total(columns: Sequence[int], above: str, sheet: Sheet, rulebook: Rulebook) -> list[int]:
    """The columns up to the next total of the same head."""
    found: list[int] = []
    for k in columns:
        if rank(sheet.heads[k].last, rulebook) and sheet.heads[k].above == above:
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
