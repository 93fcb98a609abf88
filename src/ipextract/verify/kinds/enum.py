"""A count and the names beside it, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, reading
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """The count is that of the names; at least that where the names are examples."""
    count = relation.one("count")
    if count.any is None or not count.any.exact:
        return Silent(f"{count.quote} is no exact count")
    names = Fraction(len(relation.cue.split("; ")))
    most = names + relation.cue.count(" & ")  # what may be two names or one
    complete = relation.record.get("exhaustive") is True
    named = Interval(names, most) if complete else Interval(names, None)
    return Meeting((count.quote, reading(count)), ((f"{names} names", constantly(named)),), proves=complete)
