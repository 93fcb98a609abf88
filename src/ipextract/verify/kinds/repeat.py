"""Several prints of one fact, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval, meet, meet_all, point
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, constantly, mixed_units, reading, signed
from ipextract.verify.record import Broken, Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """All prints of one fact share a value; checked is the print that the others agree without."""
    claims = relation.of("claim")
    if len(claims) < 2:
        raise Broken(relation.where, f"repeat: two claims are needed, {len(claims)} are written")
    if relation.rule == "headline":
        above, below = claims[:2]
        return Meeting((below.quote, _told(below, above)), ((above.quote, _told(above, below)),))
    if reason := mixed_units(*claims):
        return Silent(reason)
    readings = [reading(claim) for claim in claims]
    odd = _odd_one(readings)
    others = [reading for i, reading in enumerate(readings) if i != odd]
    shared = Reading(*(_common([r[k] for r in others], readings[odd][k]) for k in range(3)))
    names = " & ".join(dict.fromkeys(signed(claim) for i, claim in enumerate(claims) if i != odd))
    return Meeting((signed(claims[odd]), readings[odd]), ((names, shared),))


def _told(figure: Figure, beside: Figure) -> Reading:
    """What a print leaves of its number next to another: two bounds are as round as printed, two exact ones exact."""
    if figure.any is None or figure.nearest is None or figure.value is None:
        return reading(figure)
    if _is_bound(figure):
        at = abs(figure.value)
        step = _roundness(at) if _is_bound(beside) else None
        if figure.approx == "over":
            return constantly(Interval(at, at * 5) if step is None else Interval(at, at + step, upper_open=True))
        return constantly(Interval(at / 2, at) if step is None else Interval(at - step, at, lower_open=True))
    if _is_plain(figure) and _is_plain(beside) and figure.nearest.width == _width(beside):
        return constantly(point(figure.value))
    return Reading(figure.any, figure.nearest, point(figure.value) if _is_plain(figure) else figure.nearest)


def _is_bound(figure: Figure) -> bool:
    if figure.approx not in ("over", "under") or figure.ranged or not figure.value or figure.any is None:
        return False
    return figure.approx == "under" or figure.any.upper is None


def _is_plain(figure: Figure) -> bool:
    return figure.approx == "exact" and not figure.hedges and not figure.ranged and figure.value is not None


def _width(figure: Figure) -> Fraction | None:
    return None if figure.nearest is None else figure.nearest.width


def _roundness(value: Fraction) -> Fraction:
    """The weight of the last digit of a number that is no zero: 100 of 7300."""
    step = Fraction(1)
    while (value / step).denominator > 1:
        step /= 10
    while (value / (step * 10)).denominator == 1:
        step *= 10
    return step


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
