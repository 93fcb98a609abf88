"""A part and its whole, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.decimals import last_place
from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, each, mixed_units, reading, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Σ part <= whole; a whole of which only a floor is told is, to nearest, below the next of its last digit."""
    whole, parts = relation.one("whole"), relation.of("part")
    if not parts:
        raise Broken(relation.where, "part: a part is needed, none is written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    steps = running_total(parts)
    ceiling = each(lambda w: Interval(None, w.upper, upper_open=w.upper_open), reading(whole))
    told = last_place(whole.value) if whole.approx == "over" and whole.value and whole.value > 0 else None
    if told is not None and told[0] > 1 and ceiling.nearest.upper is None:
        below = Interval(None, (whole.value or Fraction(0)) + told[1], upper_open=True)
        ceiling = Reading(ceiling.any, below, below)
    return Meeting(steps[-1], (*steps[:-1], (f"<= {whole.quote}", ceiling)), proves=False)
