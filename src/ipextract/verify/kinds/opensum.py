"""A list and a number for all of it, a second time."""

from __future__ import annotations

from ipextract.exact.interval import meet
from ipextract.verify.arithmetic import Answer, Meeting, Silent, covering, each, mixed_units, reading, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Greatest part <= total <= Σ part; where that is met, Σ part = total."""
    total, parts = relation.one("total"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"opensum: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(total, *parts):
        return Silent(reason)
    steps = running_total(parts)
    greatest = max(parts, key=lambda part: part.value or 0)
    between = each(covering, reading(greatest), steps[-1][1])
    printed = reading(total)
    inside = all(meet(*pair) is not None for pair in ((printed.any, between.any), (printed.nearest, between.nearest)))
    if inside:
        return Meeting((total.quote, printed), steps)
    return Meeting((total.quote, printed), (*steps, (f"from {greatest.quote} to that", between)))
