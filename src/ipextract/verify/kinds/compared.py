"""Two numbers and which of them is said to be the larger, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval, add, negate
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, each, mixed_units, reading, times
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """More or less than the other, by so much where it is printed; below or above zero where both moved one way."""
    zero = Fraction(0)
    if relation.rule in ("both-fall", "both-rise"):
        rate = relation.one("rate")
        side = Interval(None, zero) if relation.rule == "both-fall" else Interval(zero, None)
        return Meeting((rate.quote, reading(rate)), ((relation.cue, constantly(side)),), proves=False)
    level, other = relation.one("level"), relation.one("other")
    if reason := mixed_units(level, other):
        return Silent(reason)
    if relation.rule in ("more-by", "less-by"):
        by = relation.one("by")
        far = reading(by)
        up = relation.rule == "more-by"
        turned = each(negate, far) if (by.falls and (by.value or 0) >= 0) == up else far
        step = f"{other.quote} {'+' if up else '-'} {by.quote}", each(add, reading(other), turned)
    elif relation.rule == "said-more":
        step = f"> {other.quote}", each(lambda o: Interval(o.lower, None, lower_open=True), reading(other))
    elif relation.rule == "doubled":
        twice = times(reading(other), Fraction(9, 5))
        step = f">= 1.8 * {other.quote}", each(lambda o: Interval(o.lower, None, o.lower_open), twice)
    elif relation.rule == "said-less":
        step = f"< {other.quote}", each(lambda o: Interval(None, o.upper, upper_open=True), reading(other))
    else:
        raise Broken(relation.where, f"compared: the rule {relation.rule!r} is unknown")
    return Meeting((level.quote, reading(level)), (step,), proves=relation.rule.endswith("by"))
