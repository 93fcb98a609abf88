"""The words around a number, a second time."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.exact.interval import Interval, integers, meet, subtract
from ipextract.verify.arithmetic import Answer, Room, Silent, each, quotient, reading, signed, times
from ipextract.verify.record import Broken, Figure, Relation

OF_WORDS = True
"""What is judged is no number: nothing is covered by it."""

_ALLOWED: Final = {"rise-said": (0, None), "fall-said": (None, 0), "two-digits-said": (10, None)}
"""From where to where a growth lies that words say goes up, down, or up by two digits."""


def recomputed(relation: Relation) -> Answer:
    """A hedged count leaves room for a whole number; one number has one hedge."""
    claim = relation.one("claim")
    if relation.rule == "stacked-hedges":
        return Room(f"{claim.quote}: {claim.hedges}", claim.hedges < 2, claim.any if claim.hedges > 1 else None, "")
    if relation.rule == "new-body":
        return Room(f"{claim.quote} over a year before the start", False, claim.any, "")
    if relation.rule == "percent-for-points":
        return _points(claim, relation.one("level"), relation.one("prior"))
    if relation.rule in _ALLOWED:
        low, high = _ALLOWED[relation.rule]
        allowed = Interval(None if low is None else Fraction(low), None if high is None else Fraction(high))
        holds = meet(reading(claim).any, allowed) is not None
        return Room(f"{signed(claim)}: {relation.cue}", holds, allowed, "" if holds else "any")
    if relation.rule == "part-of-a-thing":
        room = reading(claim).any
        return Room(claim.quote, not room.exact and integers(room) is not None, room, "")
    if relation.rule != "hedge-on-odd":
        raise Broken(relation.where, f"wording: the rule {relation.rule!r} is unknown")
    if claim.kind != "count":
        return Silent("only counts must be whole numbers")
    room = reading(claim).any
    return Room(f"{claim.quote} in {room}", integers(room) is not None, room, "any")


def _points(claim: Figure, level: Figure, prior: Figure) -> Answer:
    """What is printed in per cent is the growth from one percentage to the other, or else not their difference."""
    grown = quotient(reading(level), reading(prior))
    if grown is None:
        return Silent("the level before is not positive")
    growth, apart = times(grown, 100, plus=-100), each(subtract, reading(level), reading(prior))
    own = reading(claim)
    holds = meet(own.nearest, growth.nearest) is not None or meet(own.nearest, apart.nearest) is None
    return Room(f"{signed(claim)}: {prior.quote} -> {level.quote}", holds, None if holds else claim.any, "")
