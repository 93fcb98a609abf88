"""A growth and the levels, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.verify.arithmetic import (
    Answer,
    Meeting,
    Silent,
    allowed,
    constantly,
    fixed,
    integer,
    mixed_units,
    quotient,
    reading,
    signed,
    times,
)
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Level / prior - 1 = growth; without a prior an integer lies in level / (1 + growth)."""
    level, growth, prior = relation.one("level"), relation.one("growth"), relation.maybe("prior")
    if reason := mixed_units(level, *([prior] if prior else [])):
        return Silent(reason)
    if growth.whole is None or "/" in growth.period:
        return Silent(f"{growth.quote} is no growth over one period")
    flat = growth.direction == "flat"
    if prior is None:
        one_plus = None if flat else times(reading(growth), Fraction(1, growth.whole), plus=1)
        factor = None if one_plus is None else quotient(fixed(1), one_plus)
        return integer(level, f"1 / (1 + {signed(growth)})", factor)
    ratio = quotient(reading(level), reading(prior))
    if ratio is None:
        return Silent("the level is negative or the level before is not positive")
    if flat and (growth.least is None or growth.most is None):
        return Silent(f"{growth.quote} says that nothing changed in loose words")
    checked = constantly(allowed(growth)) if flat else reading(growth)
    divided = f"{level.quote} / {prior.quote}"
    return Meeting(
        (signed(growth), checked),
        ((divided, ratio), (f"({divided} - 1) * {growth.whole}", times(ratio, growth.whole, plus=-growth.whole))),
    )
