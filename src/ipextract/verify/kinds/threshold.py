"""A bound and the level that passed it, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, mixed_units, reading
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Level > bound where the bound was passed, level < bound where it was not reached."""
    level, bound = relation.one("level"), relation.one("bound")
    if reason := mixed_units(level, bound):
        return Silent(reason)
    if bound.value is None or bound.approx not in ("over", "under"):
        return Silent(f"{bound.quote} is no bound")
    beyond = (
        Interval(bound.value, None, lower_open=True)
        if bound.approx == "over"
        else Interval(None, bound.value, upper_open=True)
    )
    return Meeting((level.quote, reading(level)), ((bound.quote, constantly(beyond)),), proves=False)
