"""SHARE and SHARES in tables by the names of columns: 不良率, 完成预算 of 执行数 and 预算数; parts of 100."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from ipextract.exact.interval import add, meet, point, subtract
from ipextract.model import Claim, Relation, Role
from ipextract.model.slips import reaches
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.relations.table_names import bare
from ipextract.relations.table_rates import Rated, per_cent, settled_rates
from ipextract.rulebook import Rulebook

_ALL = 100
_FEWEST = 3
#: What rounding may take from or add to 100 at most.
_MOST_OFF = 1


class _Ratio(NamedTuple):
    """The columns of a rate, of what it is of, and of what it is by; and what says so."""

    rate: int
    part: int
    whole: int
    told: str


def ratios(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """What each column of rates asserts whose name, or whose words, say of which columns it is made."""
    for ratio in _ratios(sheet, rulebook):
        found = (_rated(row, ratio, sheet) for row in sheet.rows)
        yield from settled_rates([rated for rated in found if rated is not None])


def _ratios(sheet: Filled, rulebook: Rulebook) -> Iterator[_Ratio]:
    """By definition 不良贷款率 is 不良贷款 by 贷款余额; 完成预算的% is 执行数 by 预算数, where there is one of each."""
    columns = sorted({j for row in sheet.rows for j in row.claims})
    names = {j: bare(sheet.heads[j].last, rulebook) for j in columns}
    for definition in rulebook.definitions.rates:
        found = [_only(names, each) for each in (definition.rate, definition.part, definition.whole)]
        rate, part, whole = found
        if rate is not None and part is not None and whole is not None and len(set(found)) == len(found):
            yield _Ratio(rate, part, whole, definition.told)
    words = rulebook.words
    done = [j for j in columns if names[j].endswith(words["carried_out"])]
    planned = [j for j in columns if names[j].endswith(words["planned_header"])]
    completed = [j for j in columns if any(word in names[j] for word in words["completion_header"])]
    if len(done) == len(planned) == len(completed) == 1:
        yield _Ratio(completed[0], done[0], planned[0], names[completed[0]])


def _only(names: dict[int, str], wanted: tuple[str, ...]) -> int | None:
    """The only column called by one of the names."""
    found = [j for j, name in names.items() if name in wanted]
    return found[0] if len(found) == 1 else None


def _rated(row: FilledRow, ratio: _Ratio, sheet: Filled) -> Rated | None:
    """The rate of a row with its levels, where all are printed exactly and both levels in one unit."""
    claims = [row.claims.get(j) for j in (ratio.rate, ratio.part, ratio.whole)]
    known = [c for c in claims if c is not None and c.interval is not None and not c.hedges]
    if len(known) < len(claims):
        return None
    rate, part, whole = known
    computed = per_cent(part.interval, whole.interval)
    same = part.unit == whole.unit and part.kind == whole.kind and part.kind in LEVELS
    if not same or rate.unit != "%" or computed is None or (part.value or 0) < 0 or (whole.value or 0) <= 0:
        return None
    roles = (Role("part", part), Role("whole", whole), Role("share", rate))
    return Rated(Relation("share", "table-ratio", roles, ratio.told, section=sheet.section), computed, rate, False)


def mixes(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """Columns of 构成 or 比重 whose last row is the rest: they come to 100, as those beside them do."""
    columns = _columns_of_shares(sheet)
    rested = {j: found for j, found in columns.items() if _closed(found, rulebook)}
    groups = [[claim for _, claim in found] for found in rested.values()]
    good = [group for group in groups if _whole(group)]
    for group in groups:
        if group in good or (len(good) >= len(groups) - len(good) and _slipped(group)):
            roles = tuple(Role("share", claim) for claim in group)
            cue = group[-1].indicator
            yield Relation(
                "shares", "table-mix", roles, cue, exhaustive=True, section=sheet.section, severity="warning"
            )


def _columns_of_shares(sheet: Filled) -> dict[int, list[tuple[FilledRow, Claim]]]:
    """By column the shares above the first heading, those of rows that are parts of parts left out."""
    found: dict[int, list[tuple[FilledRow, Claim]]] = {}
    for row in sheet.rows:
        if row.heading:
            break
        for j, claim in row.claims.items():
            if claim.kind == "share" and claim.unit == "%" and not row.read.which:
                found.setdefault(j, []).append((row, claim))
    return found


def _closed(column: list[tuple[FilledRow, Claim]], rulebook: Rulebook) -> bool:
    """True for three parts or more of which the last is the rest and none is all, a total, or set in."""
    if len(column) < _FEWEST or any(claim.interval is None or claim.hedges for _, claim in column):
        return False
    if any(row.read.rank or row.read.indent or claim.value == _ALL for row, claim in column):
        return False
    return column[-1][0].label.startswith(rulebook.words["other"]) and len({row.read.order for row, _ in column}) == 1


def _whole(group: list[Claim]) -> bool:
    """True where shares come to 100 under some rounding."""
    together = add(*(c.interval for c in group if c.interval is not None))
    return meet(together, point(_ALL)) is not None


def _slipped(group: list[Claim]) -> bool:
    """True where one slip in one share keeps them from 100."""
    values = [Fraction(c.value or 0) for c in group]
    if abs(sum(values, Fraction()) - _ALL) <= _MOST_OFF:
        return False
    intervals = [c.interval for c in group if c.interval is not None]
    others = (add(*intervals[:i], *intervals[i + 1 :]) for i in range(len(intervals)))
    return any(reaches(claim, subtract(point(_ALL), rest)) for claim, rest in zip(group, others, strict=True))
