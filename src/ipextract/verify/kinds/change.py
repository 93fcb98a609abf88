"""A change, the levels and the growth, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval, subtract
from ipextract.verify.arithmetic import (
    Answer,
    Meeting,
    Silent,
    constantly,
    each,
    fixed,
    joined,
    mixed_units,
    quotient,
    reading,
    signed,
    times,
)
from ipextract.verify.record import Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Level - prior = change; else change / (level - change) = growth; else a count was not negative before."""
    level, change = relation.one("level"), relation.one("change")
    prior, growth = relation.maybe("prior"), relation.maybe("growth")
    if reason := mixed_units(level, *([prior] if prior else [])):
        return Silent(reason)
    if level.unit != change.unit and (level.whole is None or level.whole != change.whole):
        return Silent(f"units differ: {level.unit}, {change.unit}")
    before = f"{level.quote} - {joined([change], '')}"
    if prior is not None:
        left = (f"{level.quote} - {prior.quote}", each(subtract, reading(level), reading(prior)))
        return Meeting((signed(change), reading(change)), (left,))
    if growth is not None:
        return _change_and_growth(level, change, growth, before)
    if level.kind != "count":
        return Silent("neither a level before nor a growth is printed")
    at_least_zero = constantly(Interval(Fraction(0), None))
    return Meeting((before, each(subtract, reading(level), reading(change))), ((">= 0", at_least_zero),), proves=False)


def _change_and_growth(level: Figure, change: Figure, growth: Figure, before: str) -> Answer:
    """Level / (level - change) is 1 / (1 - change / level), in which each number stands once."""
    if growth.whole is None or growth.direction == "flat" or "/" in growth.period:
        return Silent(f"{growth.quote} is no growth over one period")
    fall = -1 if change.falls else 1
    portion = quotient(times(reading(change), fall), reading(level))
    ratio = None if portion is None else quotient(fixed(1), times(portion, -fall, plus=1))
    if ratio is None:
        return Silent("the level before is not positive")
    divided = f"{level.quote} / ({before})"
    return Meeting(
        (signed(growth), reading(growth)),
        ((divided, ratio), (f"({divided} - 1) * {growth.whole}", times(ratio, growth.whole, plus=-growth.whole))),
    )
