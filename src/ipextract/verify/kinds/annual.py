"""An average growth per year and the levels at both ends, a second time."""

from __future__ import annotations

import re
from fractions import Fraction

from ipextract.exact.interval import Interval, raised
from ipextract.verify.arithmetic import (
    Answer,
    Meeting,
    Reading,
    Silent,
    each,
    mixed_units,
    product_of,
    reading,
    signed,
    times,
)
from ipextract.verify.record import Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Prior * (1 + growth) ^ years = level; (1 + growth) ^ years - 1 is the growth in all, the years in the cue."""
    if relation.of("mean"):
        return _summed(relation, relation.one("total"), relation.one("mean"))
    total = relation.maybe("total_growth")
    if total is not None:
        return _in_all(relation, total, relation.one("growth"))
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
            (f"{prior.quote} * that", each(product_of, reading(prior), grown)),
        ),
    )


def _summed(relation: Relation, total: Figure, mean: Figure) -> Answer:
    years = _years_of(relation)
    if reason := mixed_units(total, mean):
        return Silent(reason)
    if not 1 < years < 100:
        return Silent(f"{relation.cue} are no years to average over")
    return Meeting((total.quote, reading(total)), ((f"{mean.quote} * {years}", times(reading(mean), years)),))


def _years_of(relation: Relation) -> int:
    digits = re.match("[0-9]+", relation.cue)
    return int(digits[0]) if digits else 0


def _in_all(relation: Relation, total: Figure, growth: Figure) -> Answer:
    years = _years_of(relation)
    if total.whole is None or growth.whole is None or "flat" in (total.direction, growth.direction):
        return Silent(f"{total.quote} and {growth.quote} are no growths in all and per year")
    if not 1 < years < 100:
        return Silent(f"{relation.cue} are no years to average over")
    factor = times(reading(growth), Fraction(1, growth.whole), plus=1)
    if any(_negative(interval) for interval in factor):
        return Silent("a fall by all and more")
    grown: Reading = each(lambda f: raised(f, years), factor)
    one_year = f"1 + {signed(growth)}"
    return Meeting(
        (signed(total), reading(total)),
        (
            (one_year, factor),
            (f"({one_year}) ^ {years}", grown),
            (f"(that - 1) * {total.whole}", times(grown, total.whole, plus=-total.whole)),
        ),
    )


def _negative(a: Interval) -> bool:
    return a.lower is None or a.lower < 0
