"""Several prints of one fact, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval, meet, meet_all
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, mixed_units, reading, signed
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """All prints of one fact share a value; checked is the print that the others agree without."""
    claims = relation.of("claim")
    if len(claims) < 2:
        raise Broken(relation.where, f"repeat: two claims are needed, {len(claims)} are written")
    if reason := mixed_units(*claims):
        return Silent(reason)
    readings = [reading(claim) for claim in claims]
    odd = _odd_one(readings)
    others = [reading for i, reading in enumerate(readings) if i != odd]
    shared = Reading(*(_common([r[k] for r in others], readings[odd][k]) for k in range(3)))
    names = " & ".join(dict.fromkeys(signed(claim) for i, claim in enumerate(claims) if i != odd))
    return Meeting((signed(claims[odd]), readings[odd]), ((names, shared),))


def _odd_one(readings: list[Reading]) -> int:
    """The last print without which the rest agree; of two or of many that disagree, the last one that meets not all."""
    last = len(readings) - 1
    for k in (0, 1):
        column = [reading[k] for reading in readings]
        if meet_all(column) is not None:
            continue
        agreeing = [i for i in range(last + 1) if last > 1 and meet_all(column[:i] + column[i + 1 :]) is not None]
        if agreeing:
            return agreeing[-1]
        return max(j for j in range(last + 1) if any(meet(a, column[j]) is None for a in column[:j]))
    return last


def _common(others: list[Interval], odd: Interval) -> Interval:
    """What the others share; where they disagree too, the first of them that the odd one contradicts."""
    return meet_all(others) or next((each for each in others if meet(each, odd) is None), others[0])
