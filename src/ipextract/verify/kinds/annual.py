"""An average growth per year and the levels at both ends, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval, raised
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, each, mixed_units, reading, signed, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Prior * (1 + growth) ^ years = level, the years being those between the two periods."""
    level, prior, growth = relation.one("level"), relation.one("prior"), relation.one("growth")
    if reason := mixed_units(level, prior):
        return Silent(reason)
    first, last = prior.period[:4], level.period[:4]
    years = int(last) - int(first) if first.isdigit() and last.isdigit() else 0
    if growth.whole is None or growth.direction == "flat" or not 1 < years < 100:
        return Silent(f"{growth.quote} is no growth per year over several years")
    factor = times(reading(growth), Fraction(1, growth.whole), plus=1)
    if any(_negative(interval) for interval in (*factor, *reading(prior))):
        return Silent("a fall by all and more, or a level before that is not positive")
    grown: Reading = each(lambda f: raised(f, years), factor)
    one_year = f"1 + {signed(growth)}"
    return Meeting(
        (level.quote, reading(level)),
        (
            (one_year, factor),
            (f"({one_year}) ^ {years}", grown),
            (f"{prior.quote} * that", each(_product, reading(prior), grown)),
        ),
    )


def _negative(a: Interval) -> bool:
    return a.lower is None or a.lower < 0


def _product(a: Interval, b: Interval) -> Interval:
    """Every x * y of two intervals that are not negative."""
    low = (a.lower or Fraction(0)) * (b.lower or Fraction(0))
    low_open = (a.lower_open and b.lower != 0) or (b.lower_open and a.lower != 0)
    if a.upper is None or b.upper is None:
        return Interval(low, None, low_open)
    high = a.upper * b.upper
    return Interval(low, high, low_open, high > 0 and (a.upper_open or b.upper_open))
