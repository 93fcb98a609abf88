"""Two places in a ranking and the way between them, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval, add, negate
from ipextract.verify.arithmetic import Answer, Meeting, each, reading
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """A smaller number after a rise, a larger one after a fall; by the steps where they are printed."""
    prior, level, steps = relation.one("prior"), relation.one("level"), relation.maybe("steps")
    ways = {"climbs": False, "climbs-by": False, "drops": True, "drops-by": True}
    if relation.rule not in ways:
        raise Broken(relation.where, f"rank: the rule {relation.rule!r} is unknown")
    down = ways[relation.rule]
    if steps is not None:
        moved = reading(steps) if down else each(negate, reading(steps))
        sign = "+" if down else "-"
        step = f"{prior.quote} {sign} {steps.quote}", each(add, reading(prior), moved)
    elif down:
        step = f"> {prior.quote}", each(lambda p: Interval(p.lower, None, lower_open=True), reading(prior))
    else:
        step = f"< {prior.quote}", each(lambda p: Interval(None, p.upper, upper_open=True), reading(prior))
    return Meeting((level.quote, reading(level)), (step,), proves=steps is not None)
