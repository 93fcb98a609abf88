"""The growth of a whole and of its parts, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import add, meet
from ipextract.verify.arithmetic import (
    Answer,
    Meeting,
    Reading,
    Silent,
    Step,
    covering,
    each,
    mixed_units,
    quotient,
    reading,
    signed,
    times,
)
from ipextract.verify.record import Broken, Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Least growth of a part <= growth of the whole <= greatest growth of a part; with weights, what they make."""
    whole, parts = relation.one("whole"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"mix: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    if whole.whole is None or any(figure.direction == "flat" for figure in (whole, *parts)):
        return Silent("a growth is no rate")
    between = each(covering, *(reading(part) for part in parts))
    step = f"between the least and the greatest of {', '.join(part.quote for part in parts)}"
    weighed = _weighed(relation, whole, parts)
    around = all(meet(a, b) is not None for a, b in zip(between[:2], reading(whole)[:2], strict=True))
    if weighed and around:
        return Meeting((signed(whole), reading(whole)), weighed)
    return Meeting((whole.quote, reading(whole)), ((step, between),), proves=False)


def _weighed(relation: Relation, whole: Figure, parts: tuple[Figure, ...]) -> tuple[Step, ...]:
    """The steps to the growth of the whole from levels and growths of the parts; none where that cannot be had."""
    weights = relation.of("weight")
    if len(weights) != len(parts) + 1 or whole.whole is None or mixed_units(*weights):
        return ()
    steps: list[Step] = []
    total: Reading | None = None
    for level, growth in zip(weights[1:], parts, strict=True):
        before = quotient(reading(level), times(reading(growth), Fraction(1, whole.whole), plus=1))
        if before is None:
            return ()
        steps.append((f"{level.quote} / (1 + {signed(growth)})", before))
        total = before if total is None else each(add, total, before)
    ratio = None if total is None else quotient(reading(weights[0]), total)
    if total is None or ratio is None:
        return ()
    made = times(ratio, whole.whole, plus=-whole.whole)
    return (*steps, ("together", total), (f"({weights[0].quote} / that - 1) * {whole.whole}", made))
