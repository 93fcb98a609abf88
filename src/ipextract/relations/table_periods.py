"""SUM and PART in tables over time: quarters and months make up the year, and what has run up does not fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.months import Months, tilings
from ipextract.relations.narrower import adds_up
from ipextract.relations.passage import LEVELS
from ipextract.relations.sheet import Filled
from ipextract.relations.table_sums import Line, settled
from ipextract.rulebook import Rulebook

_FLOW: Final = "flow"
_RUN_UP: Final = "cumulative"


class _Series(NamedTuple):
    """The levels of one name in a row or a column by their months: what came in, and what has run up by then."""

    flows: dict[Months, Claim]
    sums: dict[Months, Claim]


def sums_over_time(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """一季度 to 四季度 beside 全年, 1—5月 and 6月 beside 1—6月, 累计 of two months and 当月 between them."""
    found: dict[tuple[Months, int], list[Line]] = {}
    for series in _all_series(sheet, rulebook):
        for months, total in series.flows.items():
            for parts in tilings(*months, series.flows):
                found.setdefault((months, len(parts)), []).append(Line(total, tuple(parts), cue=total.period))
        run_up = sorted(series.sums.items())
        for ((_, before), earlier), ((_, now), later) in pairwise(run_up):
            added = series.flows.get((before + 1, now))
            if added is not None:
                found.setdefault(((0, 0), 2), []).append(Line(later, (earlier, added), cue=later.period))
    for lines in found.values():
        yield from settled(lines, "named", "", "table-periods", sheet.section, most="warning")


def run_up_in_order(sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """1—5月 is a part of 1—6月, and 累计 of May of that of June: amounts that run up do not fall."""
    for series in _all_series(sheet, rulebook):
        spans = {months: claim for months, claim in series.flows.items() if months[0] == 1 and claim.period.is_span}
        yield from _in_order(spans, "suspicion", sheet, rulebook)
        yield from _in_order(series.sums, "warning", sheet, rulebook)


def _in_order(levels: Mapping[Months, Claim], cap: Severity, sheet: Filled, rulebook: Rulebook) -> Iterator[Relation]:
    """Each level with the next one; none of those that may be below zero."""
    signed = rulebook.words["signed_name"]
    ordered = [claim for _, claim in sorted(levels.items())]
    for earlier, later in pairwise(ordered):
        below = any((c.value or 0) < 0 or any(word in c.indicator for word in signed) for c in (earlier, later))
        if not below:
            roles = (Role("whole", later), Role("part", earlier))
            yield Relation("part", "table-run-up", roles, later.period, section=sheet.section, severity=cap)


def _all_series(sheet: Filled, rulebook: Rulebook) -> Iterator[_Series]:
    """The series along each row and each column."""
    along = [list(row.claims.values()) for row in sheet.rows]
    down: dict[int, list[Claim]] = {}
    for row in sheet.rows:
        for j, claim in row.claims.items():
            down.setdefault(j, []).append(claim)
    yield from _series(along, rulebook)
    yield from _series(_with_beside(down, rulebook), rulebook)


def _with_beside(down: Mapping[int, list[Claim]], rulebook: Rulebook) -> Iterator[list[Claim]]:
    """Each column, and one of what has run up together with the column before it of the same name for the month."""
    for j, claims in down.items():
        run_up = all(claim.basis == _RUN_UP for claim in claims)
        names = {_plain(claim, rulebook) for k in (j - 1, j) for claim in down.get(k, ())}
        yield [*down.get(j - 1, ()), *claims] if run_up and len(names) == 1 else claims


def _plain(claim: Claim, rulebook: Rulebook) -> str:
    """产量 of 当月产量 and of 累计产量."""
    name = claim.indicator
    for word in (*rulebook.words["this_month"], *rulebook.words["cumulative"]):
        name = name.replace(word, "")
    return name


def _series(groups: Iterable[list[Claim]], rulebook: Rulebook) -> Iterator[_Series]:
    """The levels of each group by name, place, unit and year; none where two are of the same months."""
    for claims in groups:
        found: dict[tuple[str, ...], _Series] = {}
        doubtful: set[tuple[str, ...]] = set()
        for claim in claims:
            months = claim.period.months if _adds(claim, rulebook) else None
            if months is None:
                continue
            key = (_plain(claim, rulebook), claim.scope, claim.unit, claim.period.year, claim.modality, claim.kind)
            series = found.setdefault(key, _Series({}, {}))
            side = series.sums if claim.basis == _RUN_UP else series.flows
            if side.setdefault((1, months[1]) if claim.basis == _RUN_UP else months, claim) is not claim:
                doubtful.add(key)
        yield from (series for key, series in found.items() if key not in doubtful)


def _adds(claim: Claim, rulebook: Rulebook) -> bool:
    """True for an exact level of what comes in; means, rates and what there is at a date do not add up."""
    exact = not claim.hedges and claim.interval is not None and not claim.unit.is_rate
    return claim.kind in LEVELS and exact and claim.basis in (_FLOW, _RUN_UP) and adds_up(claim, rulebook)
