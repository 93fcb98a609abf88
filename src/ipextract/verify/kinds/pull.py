"""What the parts add to a growth, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.verify.arithmetic import Answer, Meeting, Silent, mixed_units, reading, running_total, signed, times
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """The parts, in points, together are the growth."""
    growth, parts = relation.one("growth"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, "pull: two parts are needed")
    if reason := mixed_units(*parts):
        return Silent(reason)
    if growth.whole is None or parts[0].whole is None or growth.direction == "flat":
        return Silent(f"{growth.quote} is no rate of growth")
    steps = running_total(parts)
    grown = times(reading(growth), Fraction(parts[0].whole, growth.whole))
    return Meeting(steps[-1], (*steps[:-1], (signed(growth), grown)))
