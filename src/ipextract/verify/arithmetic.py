"""What the second arithmetic is written with: the answers it gives, and interval arithmetic under each reading.

The arithmetic itself is one module a relation kind in kinds/, which turns the figures of a relation into what has to be
decided. It says nothing about verdicts, power or words: judge.py decides, and explanations print the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ipextract.exact.interval import Interval, add, divide, meet, negate, point, scale
from ipextract.verify.record import Broken, Figure, Relation


class Reading(NamedTuple):
    """A quantity under any rounding, under rounding to nearest, and as printed."""

    any: Interval
    nearest: Interval
    printed: Interval


Step: TypeAlias = tuple[str, Reading]
"""An expression over the printed numbers, and its value."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """``steps`` end with what the other numbers leave for the ``checked`` one: the two must share a value.

    ``proves`` is False for an inequality, which is never proved by not being contradicted.
    """

    checked: Step
    steps: tuple[Step, ...]
    proves: bool = True


@dataclass(frozen=True, slots=True)
class Integer:
    """An integer must lie in count·factor: ``steps`` end with the factor."""

    count: int
    expression: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A property of one number that holds or does not, whatever the rounding; ``values`` is what it is about."""

    expression: str
    holds: bool
    values: Interval | None
    rounding: str


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing can be computed, and why."""

    reason: str


Answer: TypeAlias = Meeting | Integer | Room | Silent


def reading(figure: Figure) -> Reading:
    """A figure's own readings; a fall said with a word is negative, a minus in a table is in the number already."""
    if figure.any is None or figure.nearest is None:
        raise Broken(figure.claim_id, "has no interval")
    loose = figure.value is None or figure.ranged or figure.approx != "exact" or figure.hedges
    printed = figure.nearest if loose or figure.value is None else point(figure.value)
    whole = Reading(figure.any, figure.nearest, printed)
    turned = figure.falls and (figure.value is None or figure.value >= 0)
    return each(negate, whole) if turned else whole


def each(compute: Callable[..., Interval], *readings: Reading) -> Reading:
    """``compute`` on the intervals of each reading."""
    return Reading(*(compute(*intervals) for intervals in zip(*readings, strict=True)))


def constantly(interval: Interval) -> Reading:
    """One interval under every reading."""
    return Reading(interval, interval, interval)


def times(reading: Reading, factor: Fraction | int, plus: int = 0) -> Reading:
    """factor·x + plus under every reading."""
    return each(lambda x: add(scale(x, factor), point(plus)), reading)


def product_of(a: Interval, b: Interval) -> Interval:
    """Every x * y of two intervals that are not negative."""
    low = (a.lower or Fraction(0)) * (b.lower or Fraction(0))
    low_open = (a.lower_open and b.lower != 0) or (b.lower_open and a.lower != 0)
    if a.upper is None or b.upper is None:
        return Interval(low, None, low_open)
    high = a.upper * b.upper
    return Interval(low, high, low_open, high > 0 and (a.upper_open or b.upper_open))


def quotient(top: Reading, bottom: Reading) -> Reading | None:
    """Top / bottom over what is not negative above and positive below; ``None`` where nothing is left of either."""
    pairs = [
        (meet(above, Interval(Fraction(0), None)), meet(below, Interval(Fraction(0), None, lower_open=True)))
        for above, below in zip(top, bottom, strict=True)
    ]
    found = [divide(above, below) for above, below in pairs if above is not None and below is not None]
    return Reading(*found) if len(found) == len(pairs) else None


def signed(figure: Figure) -> str:
    """The quote, of a fall with a minus."""
    return f"-{figure.quote}" if figure.falls else figure.quote


def joined(figures: Iterable[Figure], operator: str) -> str:
    """The quotes with an operator between them, falls in brackets."""
    return f" {operator} ".join(f"({s})" if s.startswith("-") else s for s in map(signed, figures))


def running_total(parts: tuple[Figure, ...]) -> tuple[Step, ...]:
    """The sums of the first two, three … parts; of a single part the part itself."""
    steps: list[Step] = [(parts[0].quote, reading(parts[0]))]
    for i, part in enumerate(parts[1:], 2):
        steps.append((joined(parts[:i], "+"), each(add, steps[-1][1], reading(part))))
    return tuple(steps[1:] or steps)


def integer(counted: Figure, expression: str, factor: Reading | None) -> Answer:
    """Some integer is the count times the factor, for what was counted before was whole too."""
    count = counted.exact_count
    if count is None:
        return Silent("the other number is not printed and this one is not an exact count")
    if factor is None:
        return Silent("the rate leaves no other number")
    return Integer(count, f"{counted.quote} * {expression}", ((expression, factor),))


def allowed(figure: Figure) -> Interval:
    """From the least to the most that the rule allows of a figure."""
    low = None if figure.least is None else Fraction(figure.least)
    return Interval(low, None if figure.most is None else Fraction(figure.most))


def fixed(value: int) -> Reading:
    """A whole number under every reading."""
    return constantly(point(value))


def mixed_units(*figures: Figure) -> str:
    """Why figures cannot be held against each other, or an empty text."""
    units = list(dict.fromkeys(figure.unit for figure in figures))
    return f"units differ: {', '.join(units)}" if len(units) > 1 else ""


def mixed_counts(*figures: Figure) -> str:
    """Why figures do not add up, though they may be per head or not; else an empty text."""
    units = list(dict.fromkeys(figure.unit for figure in figures))
    counted = {unit.partition("/")[0] for unit in units}
    return f"units differ: {', '.join(units)}" if len(counted) > 1 else ""


def at_most(small: str, large: str) -> Callable[[Relation], Answer]:
    """Small <= large, for two roles."""

    def answer(relation: Relation) -> Answer:
        less, more = relation.one(small), relation.one(large)
        if reason := mixed_units(less, more):
            return Silent(reason)
        ceiling = each(lambda m: Interval(None, m.upper, upper_open=m.upper_open), reading(more))
        return Meeting((less.quote, reading(less)), ((f"<= {more.quote}", ceiling),), proves=False)

    return answer


def covering(*intervals: Interval) -> Interval:
    """From the lowest end of several intervals to their highest one."""
    lows = [(i.lower, i.lower_open) for i in intervals if i.lower is not None]
    highs = [(i.upper, not i.upper_open) for i in intervals if i.upper is not None]
    low, low_open = min(lows) if len(lows) == len(intervals) else (None, True)
    high, high_closed = max(highs) if len(highs) == len(intervals) else (None, False)
    return Interval(low, high, low_open, not high_closed)
