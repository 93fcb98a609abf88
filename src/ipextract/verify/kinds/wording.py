"""The words around a number, a second time."""

from __future__ import annotations

from ipextract.exact.interval import integers
from ipextract.verify.arithmetic import Answer, Room, Silent, reading
from ipextract.verify.record import Broken, Relation

OF_WORDS = True
"""What is judged is no number: nothing is covered by it."""


def recomputed(relation: Relation) -> Answer:
    """A hedged count leaves room for a whole number; one number has one hedge."""
    claim = relation.one("claim")
    if relation.rule == "stacked-hedges":
        return Room(f"{claim.quote}: {claim.hedges}", claim.hedges < 2, claim.any if claim.hedges > 1 else None, "")
    if relation.rule == "new-body":
        return Room(f"{claim.quote} over a year before the start", False, claim.any, "")
    if relation.rule != "hedge-on-odd":
        raise Broken(relation.where, f"wording: the rule {relation.rule!r} is unknown")
    if claim.kind != "count":
        return Silent("only counts must be whole numbers")
    room = reading(claim).any
    return Room(f"{claim.quote} in {room}", integers(room) is not None, room, "any")
