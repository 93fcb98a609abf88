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
from ipextract.years.keys import Key, titles
from ipextract.years.levels import Levels
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
    constant prices, which the levels are not (constant-prices). ``changes`` name what of
    the key differs: unit, basis, scope, qualifier. ``names`` are the two names where they differ. ``restated`` is the
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


def difference(comparison: Comparison, rulebook: Rulebook) -> Difference:
    """The two reports of a comparison side by side, in the order of print of the later one."""
    then, now = Levels(comparison.earlier, rulebook), Levels(comparison.later, rulebook)
    old, new = then.current(comparison.earlier.year), now.current(comparison.later.year)
    growths = _growths(comparison.later.claims, now)
    restated = _restated(comparison)
    both: list[Row] = []
    for key, later in new.items():
        earlier = old.get(key)
        if earlier is not None and _same_part(earlier, later):
            said = growths.get(key) if earlier.period.settled == later.period.before else None
            row = Row("both", key, earlier, later, said, restated=restated.get(earlier.claim_id))
            both.append(_grown(row, rulebook, disputed=key in then.disputed or key in now.disputed))
    paired = {row.key for row in both}
    gone = {key: claim for key, claim in old.items() if key not in paired}
    come = {key: claim for key, claim in new.items() if key not in paired}
    changed = _changed(gone, come, growths, rulebook)
    taken = {claim.claim_id for row in changed for claim in (row.earlier, row.later) if claim is not None}
    fresh = [Row("new", key, None, c, growths.get(key)) for key, c in come.items() if c.claim_id not in taken]
    lost = [Row("vanished", key, c, None) for key, c in gone.items() if c.claim_id not in taken]
    rows = (*both, *changed, *fresh, *lost)
    return Difference(comparison, tuple(replace(row, titles=titles(row.key, rulebook)) for row in rows))


def _same_part(earlier: Claim, later: Claim) -> bool:
    """True for two years, or the same month or quarter of two years."""
    return earlier.period.settled.part == later.period.settled.part


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


def _growths(claims: Iterable[Claim], levels: Levels) -> dict[Key, Claim]:
    """The growth printed of each series, the most exact print of it."""
    found: dict[Key, Claim] = {}
    for claim in claims:
        level = levels.by_id.get(claim.of or "") if claim.kind == "growth" and not claim.period.spans_years else None
        key = levels.key(level) if level is not None else None
        if key is None or claim.nearest is None:
            continue
        known = found.get(key)
        if known is None or _width(claim) < _width(known):
            found[key] = claim
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
            row = Row("changed", key, earlier, later, None if parts == ("unit",) else said, changes=parts)
            rows.append(_grown(row, rulebook))
    return rows


def _parts(one: Key, other: Key) -> tuple[str, ...]:
    return tuple(name for name in Key._fields if getattr(one, name) != getattr(other, name))
