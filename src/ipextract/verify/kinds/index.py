"""An index and its growth, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.verify.arithmetic import Answer, Meeting, Silent, reading, signed, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """(Level - 100) / 100 = growth."""
    level, growth = relation.one("level"), relation.one("growth")
    if growth.whole is None or growth.direction == "flat":
        return Silent(f"{growth.quote} is no rate of growth")
    computed = times(reading(level), Fraction(growth.whole, 100), plus=-growth.whole)
    return Meeting((signed(growth), reading(growth)), ((f"({level.quote} - 100) / 100 * {growth.whole}", computed),))
