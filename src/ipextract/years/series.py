"""One indicator over the years: each level with its growth as printed and as computed, and where it was printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ipextract.checks.readings import nearest_rounding
from ipextract.exact.interval import Interval, add, divide, meet, point, scale
from ipextract.model import Claim, Period, apart
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices
from ipextract.years.edition import Edition
from ipextract.years.keys import Key, before, settled, titles
from ipextract.years.levels import Levels, coarseness

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Print:
    """A level as one report prints it, with the growth that this report prints of it."""

    claim: Claim
    edition: Edition
    growth: Claim | None = None

    @property
    def own(self) -> bool:
        """True when the report speaks of its own year, False where it looks back."""
        return self.claim.period.year == self.edition.year and settled(self.claim)


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series.

    ``prints`` are all levels printed for it, the one that the series takes (``level``) first. ``implied`` is the
    interval of the level one year before that follows from the level and its printed growth (nearest rounding);
    ``computed`` the growth in per cent over the level of one year before, where the series has that. ``apart`` is True
    when the prints contradict each other: the level was restated.
    """

    period: Period
    prints: tuple[Print, ...]
    implied: Interval | None
    computed: Interval | None
    apart: bool

    @property
    def level(self) -> Claim:
        """The claim that the series takes."""
        return self.prints[0].claim

    @property
    def growth(self) -> Claim | None:
        """The growth printed with the level, by any report."""
        return next((each.growth for each in self.prints if each.growth is not None), None)


@dataclass(frozen=True, slots=True)
class Series:
    """The levels of one key in order of period: its name as printed last, its ``titles`` in the catalogue (zh, en)."""

    key: Key
    name: str
    points: tuple[Point, ...]
    titles: tuple[str, str] = ("", "")


def series_of(editions: Sequence[Edition], rulebook: Rulebook) -> tuple[Series, ...]:
    """Every series of some reports, in the order in which the latest of them prints it, then by key.

    A level is taken from the report of its own year, the latest of them where there are several; else from the one that
    looks back least.
    """
    prints: dict[Key, dict[Period, list[Print]]] = {}
    for edition in sorted(editions, key=lambda each: (each.year, each.name), reverse=True):
        levels = Levels(edition, rulebook)
        growths = _growths(edition)
        for key, period in levels:
            claim = levels.fact(key, period) or min(levels.prints(key, period), key=coarseness)
            said = next((growths[c.claim_id] for c in levels.prints(key, period) if c.claim_id in growths), None)
            prints.setdefault(key, {}).setdefault(period, []).append(Print(claim, edition, said))
    return tuple(_series(key, periods, rulebook) for key, periods in prints.items())


def implied_prior(level: Claim, growth: Claim) -> Interval | None:
    """The levels of the period before that level and growth leave under nearest rounding; ``None`` where none do."""
    if level.nearest is None or growth.nearest is None or growth.unit not in ("%", "‰"):
        return None
    if growth.direction == "flat" or growth.period.spans_years or apart(growth.qualifier):
        return None
    whole = _HUNDRED if growth.unit == "%" else 10 * _HUNDRED
    factor = add(scale(nearest_rounding(growth), Fraction(1, whole)), point(1))
    return _divided(level.nearest, factor)


def growth_over(level: Claim, prior: Claim) -> Interval | None:
    """The growth in per cent of one level over another under nearest rounding; ``None`` for what cannot grow so."""
    if level.nearest is None or prior.nearest is None or level.unit != prior.unit:
        return None
    ratio = _divided(level.nearest, prior.nearest)
    return None if ratio is None else add(scale(ratio, _HUNDRED), point(-_HUNDRED))


def _divided(top: Interval, bottom: Interval) -> Interval | None:
    above = meet(top, Interval(Fraction(0), None))
    below = meet(bottom, Interval(Fraction(0), None, lower_open=True))
    return None if above is None or below is None else divide(above, below)


def _series(key: Key, periods: dict[Period, list[Print]], rulebook: Rulebook) -> Series:
    ordered = {period: sorted(found, key=_standing) for period, found in sorted(periods.items())}
    points: list[Point] = []
    for period, found in ordered.items():
        best = found[0]
        said = next((each for each in found if each.growth is not None), None)
        last = ordered.get(before(period) or Period())
        points.append(
            Point(
                period,
                tuple(found),
                _implied(said, rulebook) if said is not None else None,
                growth_over(best.claim, last[0].claim) if last else None,
                _apart(each.claim for each in found),
            )
        )
    return Series(key, points[-1].level.indicator, tuple(points), titles(key, rulebook))


def _implied(each: Print, rulebook: Rulebook) -> Interval | None:
    """The level before that a printed growth leaves; none where the growth is at constant prices."""
    if each.growth is None or at_constant_prices(each.growth, each.claim, rulebook):
        return None
    return implied_prior(each.claim, each.growth)


def _standing(each: Print) -> tuple[bool, int, tuple[bool, Fraction, int]]:
    """Least for the print that the series takes: of the report's own year, then the latest report."""
    year = int(each.edition.year) if each.edition.year.isdigit() else 0
    return not each.own, -year if each.own else year, coarseness(each.claim)


def _apart(claims: Iterable[Claim]) -> bool:
    shared: Interval | None = Interval(None, None)
    for claim in claims:
        if claim.interval is not None:
            shared = None if shared is None else meet(shared, claim.interval)
    return shared is None


def _growths(edition: Edition) -> dict[str, Claim]:
    """The growth over the year before of each level that has one, by the level's claim id."""
    found: dict[str, Claim] = {}
    for claim in edition.claims:
        if claim.kind == "growth" and claim.of and not apart(claim.qualifier) and not claim.period.spans_years:
            found.setdefault(claim.of, claim)
    return found


def listed(series: Iterable[Series], wanted: str) -> tuple[Series, ...]:
    """The series of an indicator: by id, by name as printed in any year, or, where neither fits, by part of a name."""
    known = tuple(series)
    exact = tuple(each for each in known if wanted in (each.key.indicator, *_names(each)))
    return exact or tuple(each for each in known if any(wanted in name for name in _names(each)))


def _names(series: Series) -> set[str]:
    return {
        series.name,
        *filter(None, series.titles),
        *(each.claim.indicator for point in series.points for each in point.prints),
    }
