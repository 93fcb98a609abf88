"""Growth, change and share columns of a table, held against the level columns beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ipextract.exact.interval import Interval, add, divide, meet, negate, point, scale, subtract
from ipextract.model import Claim, Relation, Role
from ipextract.model.slips import reaches
from ipextract.relations.loudness import Loudness
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled, FilledRow
from ipextract.rulebook import Rulebook

_ALL = 100
#: A share so many times off was misread.
_MISREAD = 4
#: More faults than a few in one column are another basis, unless many times as many rows come out.
_FEW, _TIMES = 3, 4
_FROM_ZERO = Interval(Fraction(0), None)
_POSITIVE = Interval(Fraction(0), None, lower_open=True)


class Rated(NamedTuple):
    """A relation that a rate column asserts of one row, what the other numbers make of the rate, and its column."""

    relation: Relation
    computed: Interval
    rate: Claim
    real: bool


def rates(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """What each rate column asserts, as loud as the rows that come out allow."""
    wholes = _wholes(sheet)
    columns: dict[tuple[int, str], list[Rated]] = {}
    for row in sheet.rows:
        by_id = {c.claim_id: c for c in row.claims.values()}
        for j, claim in row.claims.items():
            level = by_id.get(claim.of or "")
            if level is None:
                continue
            found = _rate(sheet, row, claim, level, wholes, rulebook)
            if found is not None:
                columns.setdefault((j, claim.kind), []).append(found)
    for each in columns.values():
        yield from settled_rates(each)


def _rate(
    sheet: Filled, row: FilledRow, claim: Claim, level: Claim, wholes: Mapping[int, FilledRow], rulebook: Rulebook
) -> Rated | None:
    if claim.kind == "share":
        return _share(sheet, row, claim, level, wholes)
    prior = _prior(row, claim, level)
    if prior is None or any(c.interval is None for c in (claim, level, prior)):
        return None
    real = any(word in level.indicator for word in rulebook.words["real_growth_name"])
    if claim.kind == "growth":
        return _growth(sheet, claim, level, prior, real=real)
    return _change(sheet, claim, level, prior, rulebook) if claim.kind == "change" else None


def _prior(row: FilledRow, claim: Claim, level: Claim) -> Claim | None:
    """The level of the year before in the same row: the only one of its unit and name."""
    found = [
        c
        for c in row.claims.values()
        if c.kind == level.kind
        and c.unit == level.unit
        and c.indicator == level.indicator
        and c.claim_id != level.claim_id
        and (c.prior or _year_before(c.period, level.period))
    ]
    return found[0] if len(found) == 1 and not claim.hedges else None


def _year_before(one: str, other: str) -> bool:
    a, b = one[:4], other[:4]
    return a.isdigit() and b.isdigit() and int(a) + 1 == int(b) and one[4:] == other[4:]


def _growth(sheet: Filled, claim: Claim, level: Claim, prior: Claim, *, real: bool) -> Rated | None:
    below = meet(prior.interval or _POSITIVE, _POSITIVE)
    above = meet(level.interval or _FROM_ZERO, _FROM_ZERO)
    if level.unit in ("%", "‰"):
        return None  # how a rate grows is printed in points as often as in per cent of it
    if level.kind not in (*LEVELS, "ratio") or below is None or above is None or claim.unit != "%":
        return None
    if (Fraction(prior.value or 0)) <= 0:
        return None
    computed = scale(add(divide(above, below), point(-1)), _ALL)
    roles = (Role("level", level), Role("growth", claim), Role("prior", prior))
    relation = Relation("growth", "table-growth", roles, claim.base or "", section=sheet.section)
    flat = claim.direction == "flat"
    return None if flat else Rated(relation, computed, claim, real)


def _change(sheet: Filled, claim: Claim, level: Claim, prior: Claim, rulebook: Rulebook) -> Rated | None:
    points = rulebook.units_of("point")
    same = claim.unit == level.unit or (level.unit in ("%", "‰") and claim.unit in points)
    if not same or level.interval is None or prior.interval is None:
        return None
    roles = (Role("level", level), Role("change", claim), Role("prior", prior))
    relation = Relation("change", "table-change", roles, claim.base or "", section=sheet.section)
    return Rated(relation, subtract(level.interval, prior.interval), claim, False)


def _wholes(sheet: Filled) -> dict[int, FilledRow]:
    """For each column of shares the row that is all of it: the only one with 100."""
    found: dict[int, list[FilledRow]] = {}
    for row in sheet.rows:
        for j, claim in row.claims.items():
            if claim.kind == "share" and claim.value == _ALL:
                found.setdefault(j, []).append(row)
    return {j: rows[0] for j, rows in found.items() if len(rows) == 1}


def _share(sheet: Filled, row: FilledRow, claim: Claim, level: Claim, wholes: Mapping[int, FilledRow]) -> Rated | None:
    """The share of a row in the row that is all of the column."""
    whole = _whole(row, claim, level, wholes)
    if whole is None or claim.unit != "%" or claim.interval is None:
        return None
    computed = per_cent(level.interval, whole.interval)
    if computed is None:
        return None
    if meet(computed, claim.interval) is None:
        whole, computed = _of_row_above(sheet, row, level, claim) or (whole, computed)
    roles = (Role("part", level), Role("whole", whole), Role("share", claim))
    relation = Relation("share", "table-share", roles, claim.base or "", section=sheet.section)
    return Rated(relation, computed, claim, False)


def _whole(row: FilledRow, claim: Claim, level: Claim, wholes: Mapping[int, FilledRow]) -> Claim | None:
    """The 300 吨 of the row 合计 whose share is 100, for a row of the same column of levels."""
    top = wholes.get(_column_of(row, claim))
    whole = top.claims.get(_column_of(row, level)) if top is not None and top is not row else None
    if whole is None or level.kind not in LEVELS or (whole.value or 0) <= 0:
        return None
    return whole if (whole.unit, whole.period) == (level.unit, level.period) else None


def _column_of(row: FilledRow, claim: Claim) -> int:
    return next(j for j, c in row.claims.items() if c is claim)


def per_cent(part: Interval | None, whole: Interval | None) -> Interval | None:
    """The share of a part, at least zero, in a whole above zero; ``None`` where one is neither."""
    above, below = meet(part or _FROM_ZERO, _FROM_ZERO), meet(whole or _POSITIVE, _POSITIVE)
    return None if above is None or below is None else scale(divide(above, below), _ALL)


def _of_row_above(sheet: Filled, row: FilledRow, level: Claim, share: Claim) -> tuple[Claim, Interval] | None:
    """The nearest row above that the share fits: rows behind 其中 are often in parts of the row that they belong to."""
    column = _column_of(row, level)
    place = next(i for i, other in enumerate(sheet.rows) if other is row)
    for above in reversed(sheet.rows[:place]):
        whole = above.claims.get(column)
        if whole is None or whole.unit != level.unit or (whole.value or 0) <= (level.value or 0):
            continue
        computed, nearest = per_cent(level.interval, whole.interval), per_cent(level.nearest, whole.nearest)
        if computed is None or nearest is None or share.nearest is None:
            continue
        if meet(nearest, share.nearest) is not None:
            return whole, computed
    return None


def settled_rates(column: list[Rated]) -> Iterator[Relation]:
    """Rows that come out prove how a column was made; one that does not is then a fault, else another basis."""
    good = [rated for rated in column if _holds(rated)]
    bad = [rated for rated in column if not _holds(rated)]
    yield from (rated.relation for rated in good)
    for rated in bad:
        cap = _loudness(rated, len(good), len(bad))
        if cap is not False:
            yield replace(rated.relation, severity=cap)


def _loudness(rated: Rated, good: int, bad: int) -> Loudness:
    """How loud it may be said that a row does not come out, in a column in which ``good`` do and ``bad`` do not."""
    if rated.real or _far(rated) or _of_another_basis(good, bad):
        return False
    slip = reaches(rated.rate, _unsigned(rated)) or _level_slip(rated)
    if good == 1 and not slip:
        return False
    if good > 2 and good >= 3 * bad:
        return None if slip else "warning"
    return "suspicion"


def _of_another_basis(good: int, bad: int) -> bool:
    """True for 按可比价增长 in a column where 5 rows of 12 do not come out of the levels printed."""
    return good < max(1, bad) or (bad > _FEW and good < _TIMES * bad)


def _far(rated: Rated) -> bool:
    """True for a share several times what the levels make of it: it stands below another head, 毛利率 perhaps."""
    if rated.rate.kind != "share":
        return False
    printed, low, high = rated.rate.value or 0, rated.computed.lower or 0, rated.computed.upper
    return printed * _MISREAD < low or (high is not None and printed > high * _MISREAD)


def _holds(rated: Rated) -> bool:
    """True for 增长 10% beside 110 吨 and 100 吨."""
    return rated.rate.interval is not None and meet(_signed(rated.rate), rated.computed) is not None


def _signed(rate: Claim) -> Interval:
    """-3 for 下降 3%."""
    interval = rate.interval or point(0)
    falls = rate.direction == "down" and rate.kind in ("growth", "change") and (rate.value or 0) >= 0
    return negate(interval) if falls else interval


def _unsigned(rated: Rated) -> Interval:
    """What the levels make of 3 where 下降 3% is printed."""
    falls = rated.rate.direction == "down" and (rated.rate.value or 0) >= 0
    return negate(rated.computed) if falls else rated.computed


def _level_slip(rated: Rated) -> bool:
    """True for 增长 10% beside 190 吨 and 100 吨: one slip in a level or in the level before explains the rate."""
    claims = {role.name: role.claim for role in rated.relation.roles}
    rate = _signed(rated.rate)
    if rated.relation.kind == "change":
        return _slip_in_difference(claims["level"], claims["prior"], rate)
    ratio = meet(scale(rate, Fraction(1, _ALL)), Interval(None, None))
    if ratio is None:
        return False
    if rated.relation.kind == "growth":
        return _slip_in_ratio(claims["level"], claims["prior"], add(ratio, point(1)))
    return _slip_in_ratio(claims["part"], claims["whole"], ratio)


def _slip_in_difference(level: Claim, prior: Claim, change: Interval) -> bool:
    """True for 增加 10 吨 beside 190 吨 and 100 吨."""
    if level.interval is None or prior.interval is None:
        return False
    return reaches(level, add(prior.interval, change)) or reaches(prior, subtract(level.interval, change))


def _slip_in_ratio(top: Claim, bottom: Claim, ratio: Interval) -> bool:
    """True for 占 10% beside 19 吨 and 100 吨: the ratio is that of one of them to what the other was meant to be."""
    above, below, quotient = (meet(i or _POSITIVE, _POSITIVE) for i in (top.interval, bottom.interval, ratio))
    if above is None or below is None or quotient is None:
        return False
    inverse = divide(point(1), quotient)
    return reaches(bottom, _product(above, inverse)) or reaches(top, _product(below, quotient))


def _product(a: Interval, b: Interval) -> Interval:
    """The hull of x·y for positive x and y."""
    low = (a.lower or Fraction(0)) * (b.lower or Fraction(0))
    high = None if a.upper is None or b.upper is None else a.upper * b.upper
    return Interval(low, high)
