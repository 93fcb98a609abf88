"""What there was, came in, went out and is left, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval, add, subtract
from ipextract.verify.arithmetic import Answer, Meeting, Silent, each, mixed_units, reading
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Opening + inflow - outflow = closing."""
    opening, inflow, outflow, closing = (relation.one(name) for name in ("opening", "inflow", "outflow", "closing"))
    if reason := mixed_units(opening, inflow, outflow, closing):
        return Silent(reason)
    step = f"{opening.quote} + {inflow.quote} - {outflow.quote}"
    return Meeting((closing.quote, reading(closing)), ((step, each(_left, *map(reading, (opening, inflow, outflow)))),))


def _left(opening: Interval, inflow: Interval, outflow: Interval) -> Interval:
    return subtract(add(opening, inflow), outflow)
