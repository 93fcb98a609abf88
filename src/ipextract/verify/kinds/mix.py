"""The growth of a whole and of its parts, a second time."""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Meeting, Silent, covering, each, mixed_units, reading
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Least growth of a part <= growth of the whole <= greatest growth of a part."""
    whole, parts = relation.one("whole"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"mix: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    if whole.whole is None or any(figure.direction == "flat" for figure in (whole, *parts)):
        return Silent("a growth is no rate")
    between = each(covering, *(reading(part) for part in parts))
    step = f"between the least and the greatest of {', '.join(part.quote for part in parts)}"
    return Meeting((whole.quote, reading(whole)), ((step, between),), proves=False)
