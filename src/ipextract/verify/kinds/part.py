"""A part and its whole, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, each, mixed_units, reading, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Σ part <= whole."""
    whole, parts = relation.one("whole"), relation.of("part")
    if not parts:
        raise Broken(relation.where, "part: a part is needed, none is written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    steps = running_total(parts)
    ceiling = each(lambda w: Interval(None, w.upper, upper_open=w.upper_open), reading(whole))
    return Meeting(steps[-1], (*steps[:-1], (f"<= {whole.quote}", ceiling)), proves=False)
