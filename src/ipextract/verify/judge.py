"""From the arithmetic to a verdict, written a second time: readings, power, and what may be called proved."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ipextract.exact.interval import Interval, gap, integers, meet, scale
from ipextract.verify.arithmetic import Answer, Integer, Meeting, Room, Silent
from ipextract.verify.recompute import recompute
from ipextract.verify.record import Relation

_SPEAKS: Final = Fraction(1, 20)
"""A check that notices fewer other values than this reports nothing."""

_PROVES: Final = Fraction(1, 2)
"""A check that notices fewer other values than this proves nothing."""

_AROUND: Final = Fraction(1, 10)
"""How far other values lie from the printed one, as a part of it."""

_TRIALS: Final = 400

_AGREES: Final = frozenset({"holds", "compatible"})
"""What an echo is never: it proves nothing and would notice nothing."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a relation comes to; ``apart`` is the distance of a contradiction as printed, ``None`` without one."""

    verdict: str
    rounding: str = ""
    computed: Interval | None = None
    power: Fraction = Fraction(0)
    apart: Fraction | None = None
    reason: str = ""


def judged(relation: Relation) -> tuple[Answer, Judged] | None:
    """The arithmetic of a relation and its verdict; ``None`` for a kind that cannot be recomputed."""
    answer = recompute(relation)
    if answer is None:
        return None
    echo = relation.record.get("echo") is True
    loose = any(figure.approx != "exact" or figure.hedges for figure in relation.figures)
    if isinstance(answer, Silent):
        return answer, Judged("not_evaluated", reason=answer.reason)
    if isinstance(answer, Room):
        if answer.holds:
            return answer, Judged("compatible", computed=answer.values, power=Fraction(1))
        return answer, Judged("violated", answer.rounding, answer.values, Fraction(1))
    found = _met(answer, loose) if isinstance(answer, Meeting) else _whole(answer, loose)
    if echo and found.verdict in _AGREES:
        return answer, Judged("compatible", computed=found.computed)
    return answer, found


def _met(answer: Meeting, loose: bool) -> Judged:
    checked, left = answer.checked[1], answer.steps[-1][1]
    for rounding, number, computed in (("any", checked.any, left.any), ("nearest", checked.nearest, left.nearest)):
        if meet(number, computed) is None:
            return _contradicted(
                rounding, computed, _shifts_noticed(number, computed), gap(checked.printed, left.printed)
            )
    power = _shifts_noticed(checked.nearest, left.nearest)
    return _agreed(left.nearest, power, proves=answer.proves and not loose)


def _whole(answer: Integer, loose: bool) -> Judged:
    factor = answer.steps[-1][1]
    for rounding, each in (("any", factor.any), ("nearest", factor.nearest)):
        base = scale(each, answer.count)
        if integers(base) is None:
            return _contradicted(rounding, base, _counts_noticed(answer.count, each), None)
    power = _counts_noticed(answer.count, factor.nearest)
    return _agreed(scale(factor.nearest, answer.count), power, proves=not loose)


def _contradicted(rounding: str, computed: Interval, power: Fraction, apart: Fraction | None) -> Judged:
    if power < _SPEAKS:
        return Judged("not_evaluated", "", computed, power, reason="too coarse to tell")
    return Judged("violated", rounding, computed, power, apart)


def _agreed(computed: Interval, power: Fraction, *, proves: bool) -> Judged:
    return Judged("holds" if proves and power >= _PROVES else "compatible", "", computed, power)


def _shifts_noticed(checked: Interval, computed: Interval) -> Fraction:
    """The share of shifts of the checked number, up to a tenth of it either way, after which it meets nothing."""
    ends = [abs(end) for end in (checked.lower, checked.upper) if end is not None]
    reach = (sum(ends, Fraction(0)) / len(ends) if ends else Fraction(0)) * _AROUND or Fraction(1)
    first = -reach
    last = reach
    if computed.lower is not None and checked.upper is not None:
        first = max(first, computed.lower - checked.upper)
    if computed.upper is not None and checked.lower is not None:
        last = min(last, computed.upper - checked.lower)
    return 1 - max(last - first, Fraction(0)) / (2 * reach)


def _counts_noticed(count: int, factor: Interval) -> Fraction:
    """The share of other counts nearby for which no integer lies in count·factor; of many, evenly spaced ones."""
    reach = max(int(count * _AROUND), 10)
    first, last = max(1, count - reach), count + reach
    if count < 1 or factor.width is None or factor.width * first > 1:
        return Fraction(0)
    every = -(-(last - first) // _TRIALS)
    others = [n for n in range(first, last + 1, every) if n != count]
    return Fraction(sum(integers(scale(factor, n)) is None for n in others), len(others))
