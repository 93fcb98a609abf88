"""A mean of all and those of its kinds, a second time."""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Meeting, Silent, covering, each, mixed_units, reading
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Least mean of a kind <= mean of all <= greatest mean of a kind."""
    whole, parts = relation.one("whole"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"between: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    around = each(covering, *(reading(part) for part in parts))
    step = f"between the least and the greatest of {', '.join(part.quote for part in parts)}"
    return Meeting((whole.quote, reading(whole)), ((step, around),), proves=False)
