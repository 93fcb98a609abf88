"""The two ends of a movement and the direction of its verb, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, each, mixed_units, reading
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Level > prior, or level < prior by the rule goes-down."""
    prior, level = relation.one("prior"), relation.one("level")
    if relation.rule not in ("goes-up", "goes-down"):
        raise Broken(relation.where, f"movement: the rule {relation.rule!r} is unknown")
    if reason := mixed_units(prior, level):
        return Silent(reason)
    if relation.rule == "goes-up":
        step = f"> {prior.quote}", each(lambda p: Interval(p.lower, None, lower_open=True), reading(prior))
    else:
        step = f"< {prior.quote}", each(lambda p: Interval(None, p.upper, upper_open=True), reading(prior))
    return Meeting((level.quote, reading(level)), (step,), proves=False)
