"""Tables: totals by row and by column, parts below their whole, and rates beside their levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ipextract.model import Claim, Document, Relation, SourceFormat
from ipextract.relations.misread import distance
from ipextract.relations.narrower import adds_up
from ipextract.relations.outline import Group, codes, divided, enumerated, groups, siblings
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow, filled
from ipextract.relations.table_formulas import sums_by_formula
from ipextract.relations.table_heads import sums_by_upper_head
from ipextract.relations.table_names import sums_by_name, sums_of_sides
from ipextract.relations.table_parts import parts_below
from ipextract.relations.table_periods import run_up_in_order, sums_over_time
from ipextract.relations.table_rates import rates
from ipextract.relations.table_ratios import mixes, ratios
from ipextract.relations.table_statements import sums_by_sign
from ipextract.relations.table_sums import FEW, Line, holds, likely, settled, telling
from ipextract.relations.table_trees import sums_by_depth
from ipextract.rulebook import Rulebook
from ipextract.structure import Head, Sheet

_ALL = 100
_PAIR = 2
#: Formats in which a number may have been put in the column beside its own.
_LAID: tuple[SourceFormat, ...] = ("pdf", "image", "text")


def tabled(
    document: Document, sheets: Sequence[Sheet], claims: tuple[Claim, ...], rulebook: Rulebook
) -> list[Relation]:
    """The relations within the tables of a document."""
    found: list[Relation] = []
    for sheet in filled(sheets, claims):
        laid = document.format in _LAID
        sums = _once(
            [
                *_by_rows(sheet, rulebook, laid=laid),
                *_by_columns(sheet, rulebook, laid=laid),
                *_by_words(sheet, rulebook),
            ]
        )
        found += sums
        summed = {(r.of_role("total")[0].claim_id, c.claim_id) for r in sums for c in r.of_role("part")}
        found += parts_below(sheet, summed, rulebook)
        found += _once([*rates(sheet, rulebook), *ratios(sheet, rulebook)])
        found += run_up_in_order(sheet, rulebook)
        found += mixes(sheet, rulebook)
    found += sums_of_sides(sheets, claims, rulebook)
    return found


def _by_words(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """What formulas, names and enumerators say besides 合计."""
    coded = bool(codes(sheet.rows))
    yield from sums_by_formula(sheet)
    yield from sums_by_name(sheet, rulebook)
    yield from sums_by_upper_head(sheet, rulebook)
    yield from sums_over_time(sheet, rulebook)
    yield from sums_by_sign(sheet, rulebook)
    yield from sums_by_depth(sheet, lambda j, whole, parts: _line(j, whole, parts, rulebook, sure=True, coded=coded))


def _once(found: Sequence[Relation]) -> list[Relation]:
    """The relations without those that say of the same numbers what one before them says."""
    said: dict[frozenset[str], Relation] = {}
    for relation in found:
        said.setdefault(frozenset(c.claim_id for c in relation.claims), relation)
    return list(said.values())


# --- totals and their parts -------------------------------------------------------------------------------------------


def _by_rows(sheet: Filled, rulebook: Rulebook, *, laid: bool) -> Iterator[Relation]:
    """Totals over rows, column by column; ``laid`` where the columns are told by where the numbers stand."""
    rows, sure = siblings(sheet.rows)
    coded = bool(codes(sheet.rows))
    place = {id(row): i for i, row in enumerate(sheet.rows)}
    listed = list(enumerated(sheet.rows))
    done: set[frozenset[str]] = set()

    def lines_of(group: Group) -> list[Line]:
        certain = (sure or group.force == "named" or group in listed) and not (laid and _ragged(group))
        found = (_line(j, group.total, group.parts, rulebook, sure=certain) for j in group.total.claims)
        return [line for line in found if line is not None]

    def weigh(group: Group) -> tuple[int, int]:
        lines = lines_of(group)
        good = sum(map(holds, lines))
        return good, len(lines) - good

    for group in (*listed, *divided(sheet.rows, rulebook), *groups(rows, rulebook, weigh)):
        first = group.force in ("stated", "placed") and place[id(group.total)] < place[id(group.parts[0])]
        closed = coded or not (first or group.cut)
        lines = [replace(line, closed=closed) for line in lines_of(group)]
        for relation in settled(lines, group.force, group.cue, "table-rows", sheet.section):
            claims = frozenset(c.claim_id for c in relation.claims)
            if claims not in done:
                done.add(claims)
                yield relation


def _ragged(group: Group) -> bool:
    """True when a part has no number in a column of levels of its total: the others may stand in a column beside it."""
    levels = [j for j, claim in group.total.claims.items() if claim.kind in LEVELS]
    return any(part.claims and j not in part.claims for part in group.parts for j in levels)


def _line(
    j: int, total: FilledRow, parts: Sequence[FilledRow], rulebook: Rulebook, *, sure: bool, coded: bool = False
) -> Line | None:
    """The total and the parts in one column, where all are levels, or shares, of one unit and period.

    ``coded`` are items of accounts, where 基本工资 is what was paid, not what one earns. Items without any number are
    nothing; one part is all of a total beside such items, and of a code the only one below it.
    """
    whole = total.claims[j]
    filled_in = [row for row in parts if row.claims]
    inside = [c for row in filled_in if (c := row.claims.get(j)) is not None]
    found = telling(whole, inside)
    least = 1 if coded or len(filled_in) < len(parts) or len(found) < len(inside) else _PAIR
    if len(found) < least or not summable(whole, found, rulebook, coded=coded):
        return None
    if any(row.read.mean for row in (total, *parts)) or any(row.read.taken_off for row in parts):
        return None
    line = Line(whole, tuple(found), sure=sure and len(inside) == len(filled_in))
    return line if len(found) >= _PAIR or likely(line) else None


def summable(total: Claim, parts: Sequence[Claim], rulebook: Rulebook, *, coded: bool = False) -> bool:
    """True for levels, or shares of one whole, of one unit and period, all printed exactly."""
    claims = (total, *parts)
    if total.kind not in (*LEVELS, "share") or any(c.kind != total.kind for c in claims):
        return False
    if len({(c.unit, c.period, c.modality) for c in claims}) > 1 or any(c.hedges or c.interval is None for c in claims):
        return False
    if total.kind == "share":
        return total.value == _ALL
    names = rulebook.words["average_name"]
    if any(w in c.indicator for c in parts for w in names):
        return False
    return coded or all(adds_up(c, rulebook) for c in parts)


def _by_columns(sheet: Filled, rulebook: Rulebook, *, laid: bool) -> Iterator[Relation]:
    """A column 合计 before or behind the columns of its parts, row by row; where ``laid``, a cell may be elsewhere."""
    numbered = sorted({j for row in sheet.rows for j in row.claims})
    for j in numbered:
        if sheet.heads[j].total is None:
            continue
        same = _beside(sheet, j, numbered)
        place = same.index(j)
        above = sheet.heads[j].above
        behind = _until_total(same[place + 1 :], above, sheet)
        before = _until_total(same[:place][::-1], above, sheet)[::-1]
        usual = behind if place == 0 or (len(behind) > 1 and len(before) < _PAIR) else before
        other = behind if usual is before else []
        lines = _side(sheet, j, usual, rulebook, laid=laid)
        turned = _side(sheet, j, other, rulebook, laid=laid)
        if sum(map(holds, turned)) > sum(map(holds, lines)):
            lines = turned
        yield from settled(lines, "stated", sheet.heads[j].last, "table-columns", sheet.section)


def _side(sheet: Filled, j: int, columns: Sequence[int], rulebook: Rulebook, *, laid: bool) -> list[Line]:
    """The lines of a column 合计 with the columns on one side of it; none where one is taken off or has no name.

    Nor any that is off by what a row hands from one column to another, which is in both and in the total once, or by
    what stands in the total of a row that is not parted.
    """
    parts = [k for k in columns if not sheet.heads[k].of_which]
    if any(_no_part(sheet.heads[k]) for k in parts):
        return []
    lines = [line for row in sheet.rows if (line := _across(row, j, parts, rulebook, laid=laid)) is not None]
    known = {*_handed(sheet, parts), *_unparted(sheet, j, parts)}
    return [line for line in lines if holds(line) or distance(line.total, line.parts) not in known]


def _no_part(head: Head) -> bool:
    """True for the column 抵销, which is taken off, and for one whose head was not read."""
    return head.taken_off or not head.last


def _handed(sheet: Filled, parts: Sequence[int]) -> Iterator[Decimal]:
    """By how much a line is off where a row hands all of one column to another: 上解 of 市本级 to 省级."""
    for row in sheet.rows:
        handed = (row.claims[k].value or Decimal(0) for k in parts if k in row.claims)
        yield from (-value for value in handed if abs(value) >= FEW)


def _unparted(sheet: Filled, j: int, parts: Sequence[int]) -> list[Decimal]:
    """What stands in 合计 of the rows without a number in any part, each and together."""
    rows = (row for row in sheet.rows if j in row.claims and not any(k in row.claims for k in parts))
    values = [value for row in rows if abs(value := row.claims[j].value or Decimal(0)) >= FEW]
    return [*values, sum(values, Decimal(0))] if values else []


def _beside(sheet: Filled, j: int, numbered: Sequence[int]) -> list[int]:
    """The columns below the head that column ``j`` stands below; of a head within it the total, where it has one."""
    above = sheet.heads[j].above
    within: dict[str, list[int]] = {}
    for k in numbered:
        head = sheet.heads[k]
        if head.above != above and head.above.startswith(above):
            within.setdefault(head.above, []).append(k)
    totals = {name: next((k for k in ks if sheet.heads[k].total is not None), None) for name, ks in within.items()}
    inner = {k for name, ks in within.items() for k in ks if totals[name] in (None, k)}
    return [k for k in numbered if sheet.heads[k].above == above or k in inner]


def _until_total(columns: Sequence[int], above: str, sheet: Filled) -> list[int]:
    """The columns up to the next total of the same head."""
    found: list[int] = []
    for k in columns:
        if sheet.heads[k].total is not None and sheet.heads[k].above == above:
            break
        found.append(k)
    return found


def _across(row: FilledRow, j: int, parts: Sequence[int], rulebook: Rulebook, *, laid: bool) -> Line | None:
    """The total of one row and the levels beside it of its unit and period."""
    whole = row.claims.get(j)
    if whole is None or whole.kind not in LEVELS:
        return None
    found = telling(whole, [c for k in parts if (c := row.claims.get(k)) is not None and c.kind in LEVELS])
    alike = [c for c in found if c.unit == whole.unit and c.period == whole.period]
    if not alike or len(alike) < len(found) or len(parts) < _PAIR or not summable(whole, alike, rulebook):
        return None
    line = Line(whole, tuple(alike), sure=not laid or all(k in row.claims for k in parts))
    return line if len(alike) >= _PAIR or likely(line) else None
