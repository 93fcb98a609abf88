"""A multiple of another level, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.verify.arithmetic import Answer, Meeting, Silent, mixed_units, quotient, reading, signed, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Level / prior = multiple, or 1 + growth = multiple."""
    multiple, growth = relation.one("multiple"), relation.maybe("growth")
    whole = multiple.whole or 1
    checked = (multiple.quote, reading(multiple))
    if growth is not None:
        if growth.whole is None or growth.direction == "flat":
            return Silent(f"{growth.quote} is no rate of growth")
        factor = times(reading(growth), Fraction(whole, growth.whole), plus=whole)
        return Meeting(checked, ((f"1 + {signed(growth)}", factor),))
    level, prior = relation.one("level"), relation.one("prior")
    if reason := mixed_units(level, prior):
        return Silent(reason)
    ratio = quotient(reading(level), reading(prior))
    if ratio is None:
        return Silent("the level is negative or the level before is not positive")
    return Meeting(checked, ((f"{level.quote} / {prior.quote}", times(ratio, Fraction(whole))),))
