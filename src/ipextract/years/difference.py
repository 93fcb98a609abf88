"""Two reports side by side: what is new, what is gone, what is called or counted otherwise, and how each level grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from ipextract.checks.readings import any_rounding
from ipextract.exact.interval import Interval, meet
from ipextract.model import REAL, Claim, Finding
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices
from ipextract.years.comparison import Comparison
from ipextract.years.keys import Key, period_of, titles
from ipextract.years.levels import Levels, by_part
from ipextract.years.series import growth_over

Status: TypeAlias = Literal["both", "new", "vanished", "changed"]
Judgement: TypeAlias = Literal[
    "confirmed", "contradicted", "omitted", "omitted-fall", "coarse", "disputed", "constant-prices", ""
]

STATUSES: Final[tuple[Status, ...]] = ("both", "changed", "new", "vanished")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in two years; ``earlier`` or ``later`` is ``None`` for what one report lacks.

    ``computed`` is the growth in per cent between the levels, ``growth`` the printed one. ``judgement`` says whether
    the two agree (confirmed, contradicted, coarse: too rounded to tell), that no growth was printed (omitted;
    omitted-fall for a level that fell), that a report prints several levels (disputed), or that the growth is at
    constant prices, which the levels are not (constant-prices). ``changes`` name what of the key differs: unit, basis,
    scope, qualifier; or period, where one is of another part of the year than the other: such levels are not compared.
    ``names`` are the two names where they differ. ``restated`` is the
    level for the earlier year in the later report, where it is another number. ``titles`` are the names of the
    catalogue in Chinese and English, empty for an indicator that it does not know.
    """

    status: Status
    key: Key
    earlier: Claim | None
    later: Claim | None
    growth: Claim | None = None
    computed: Interval | None = None
    judgement: Judgement = ""
    changes: tuple[str, ...] = ()
    names: tuple[str, str] | None = None
    restated: Claim | None = None
    titles: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """The indicator's name as the later report that has it prints it."""
        claim = self.later or self.earlier
        return claim.indicator if claim is not None else self.key.indicator


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows of a comparison, those of both years first, and its findings."""

    comparison: Comparison
    rows: tuple[Row, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What contradicts itself between the two reports."""
        return self.comparison.findings

    def of(self, *statuses: Status) -> tuple[Row, ...]:
        """The rows of some statuses, in order."""
        return tuple(row for row in self.rows if row.status in statuses)


def difference(comparison: Comparison, rulebook: Rulebook, part: str | None = None) -> Difference:
    """The two reports of a comparison side by side, in the order of print of the later one.

    Levels are compared with those of the same ``part`` of the year (see ``Period.inside``), all parts where none is
    named. A series that both reports have for other parts only is a row of its own, which says so.
    """
    then, now = Levels(comparison.earlier, rulebook), Levels(comparison.later, rulebook)
    old, new = by_part(then, comparison.earlier.year), by_part(now, comparison.later.year)
    growths = _growths(comparison.later.claims, now)
    restated = _restated(comparison)
    both: list[Row] = []
    for place, later in new.items():
        earlier = old.get(place)
        if earlier is not None and part in (None, place[1]):
            said = growths.get(place) if _a_year_apart(earlier, later) else None
            row = Row("both", place[0], earlier, later, said, restated=restated.get(earlier.claim_id))
            both.append(_grown(row, rulebook, disputed=place in then.disputed_parts or place in now.disputed_parts))
    paired = {row.key for row in both}
    gone, come = (_first(levels, paired, part) for levels in (old, new))
    shared = [(key, gone[key], later) for key, later in come.items() if key in gone]
    apart = [Row("changed", key, earlier, later, changes=("period",)) for key, earlier, later in shared]
    met = {row.key for row in apart}
    apart = [row for row in apart if part is None or part in (_inside(row.earlier), _inside(row.later))]
    gone, come = ({key: c for key, c in levels.items() if key not in met} for levels in (gone, come))
    if part is not None:
        gone, come = ({key: c for key, c in levels.items() if _inside(c) == part} for levels in (gone, come))
    growth = {key: said for (key, inside), said in growths.items() if key in come and inside == _inside(come[key])}
    changed = [*apart, *_changed(gone, come, growth, rulebook)]
    taken = {claim.claim_id for row in changed for claim in (row.earlier, row.later) if claim is not None}
    fresh = [Row("new", key, None, c, growth.get(key)) for key, c in come.items() if c.claim_id not in taken]
    lost = [Row("vanished", key, c, None) for key, c in gone.items() if c.claim_id not in taken]
    rows = (*both, *changed, *fresh, *lost)
    return Difference(comparison, tuple(replace(row, titles=titles(row.key, rulebook)) for row in rows))


def _first(levels: Mapping[tuple[Key, str], Claim], paired: set[Key], part: str | None) -> dict[Key, Claim]:
    """The level of each series that is in no pair: that of the part that is asked for, else the first."""
    found: dict[Key, Claim] = {}
    for (key, inside), claim in levels.items():
        if key not in paired and (key not in found or inside == part):
            found[key] = claim
    return found


def _inside(claim: Claim | None) -> str:
    return "" if claim is None else period_of(claim).inside


def _a_year_apart(earlier: Claim, later: Claim) -> bool:
    return int(earlier.period.year) + 1 == int(later.period.year)


def _grown(row: Row, rulebook: Rulebook, *, disputed: bool = False) -> Row:
    """The row with the growth between its levels, what that says of the printed one, and both names."""
    earlier, later = row.earlier, row.later
    if earlier is None or later is None:
        return row
    names = None if earlier.indicator == later.indicator else (earlier.indicator, later.indicator)
    computed = growth_over(later, earlier) if later.kind != "share" else None
    judgement: Judgement = "disputed" if disputed else _judgement(computed, row.growth)
    real = row.growth is not None and computed is not None and at_constant_prices(row.growth, later, rulebook)
    if real and row.growth is not None and (judgement == "contradicted" or REAL in row.growth.qualifier.split()):
        judgement = "disputed" if disputed else "constant-prices"
    return replace(row, names=names, computed=None if disputed else computed, judgement=judgement)


def _judgement(computed: Interval | None, growth: Claim | None) -> Judgement:
    """Whether a printed growth is that of the levels, any rounding allowed for the growth."""
    if computed is None:
        return ""
    if growth is None:
        return "omitted-fall" if computed.upper is not None and computed.upper < 0 else "omitted"
    if growth.interval is None or growth.unit != "%" or growth.direction == "flat":
        return ""
    printed = any_rounding(growth)
    if meet(computed, printed) is None:
        return "contradicted"
    wide = computed.width is None or (printed.width is not None and computed.width > 4 * printed.width)
    return "coarse" if wide else "confirmed"


def _growths(claims: Iterable[Claim], levels: Levels) -> dict[tuple[Key, str], Claim]:
    """The growth printed of each series in each part of the year, the most exact print of it."""
    found: dict[tuple[Key, str], Claim] = {}
    for claim in claims:
        level = levels.by_id.get(claim.of or "") if claim.kind == "growth" and not claim.period.spans_years else None
        key = levels.key(level) if level is not None else None
        if key is None or claim.nearest is None:
            continue
        place = key, _inside(level)
        known = found.get(place)
        if known is None or _width(claim) < _width(known):
            found[place] = claim
    return found


def _width(claim: Claim) -> float:
    width = claim.nearest.width if claim.nearest is not None else None
    return float("inf") if width is None else float(width)


def _restated(comparison: Comparison) -> Mapping[str, Claim]:
    """The later report's print of a level that it restates, by the claim id of the earlier one."""
    found: dict[str, Claim] = {}
    for finding in comparison.findings:
        claims = [role.claim for role in finding.roles]
        if finding.rule == "restated" and len(claims) == 2:
            found[claims[0].claim_id] = claims[1]
    return found


def _changed(
    gone: Mapping[Key, Claim], come: Mapping[Key, Claim], growths: Mapping[Key, Claim], rulebook: Rulebook
) -> list[Row]:
    """Indicators that both reports have under keys that differ in one part: counted, limited or based otherwise."""
    rows: list[Row] = []
    free = dict(gone)
    for key, later in come.items():
        if not key.known:
            continue
        near = [(old, parts) for old in free if old.indicator == key.indicator and len(parts := _parts(old, key)) == 1]
        if len(near) == 1:
            old, parts = near[0]
            earlier = free.pop(old)
            said = growths.get(key)
            if _inside(earlier) != _inside(later):
                rows.append(Row("changed", key, earlier, later, None, changes=(*parts, "period")))
                continue
            row = Row("changed", key, earlier, later, None if parts == ("unit",) else said, changes=parts)
            rows.append(_grown(row, rulebook))
    return rows


def _parts(one: Key, other: Key) -> tuple[str, ...]:
    return tuple(name for name in Key._fields if getattr(one, name) != getattr(other, name))
