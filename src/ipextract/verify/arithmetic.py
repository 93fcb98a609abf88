"""The arithmetic of each relation kind, written a second time: one function a kind, in ``SIMPLE`` or further.py.

Each function turns the figures of a relation into what has to be decided. It says nothing about verdicts, power or
words: judge.py decides, and explanations print the steps. A kind that is not in the table is reported as not
recomputed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ipextract.exact.interval import Interval, add, divide, integers, meet, meet_all, negate, point, scale, subtract
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


def quotient(top: Reading, bottom: Reading) -> Reading | None:
    """Top / bottom over what is not negative above and positive below; ``None`` where nothing is left of either."""
    pairs = [
        (meet(above, Interval(Fraction(0), None)), meet(below, Interval(Fraction(0), None, lower_open=True)))
        for above, below in zip(top, bottom, strict=True)
    ]
    found = [divide(above, below) for above, below in pairs if above is not None and below is not None]
    return Reading(*found) if len(found) == len(pairs) else None


def _sign(figure: Figure) -> str:
    return f"-{figure.quote}" if figure.falls else figure.quote


def joined(figures: Iterable[Figure], operator: str) -> str:
    """The quotes with an operator between them, falls in brackets."""
    return f" {operator} ".join(f"({s})" if s.startswith("-") else s for s in map(_sign, figures))


def _sum(relation: Relation) -> Answer:
    """Σ part = total."""
    total, parts = relation.one("total"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"sum: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(total, *parts):
        return Silent(reason)
    return Meeting((total.quote, reading(total)), running_total(parts))


def _part(relation: Relation) -> Answer:
    """Σ part <= whole."""
    whole, parts = relation.one("whole"), relation.of("part")
    if not parts:
        raise Broken(relation.where, "part: a part is needed, none is written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    steps = running_total(parts)
    ceiling = each(lambda w: Interval(None, w.upper, upper_open=w.upper_open), reading(whole))
    return Meeting(steps[-1], (*steps[:-1], (f"<= {whole.quote}", ceiling)), proves=False)


def running_total(parts: tuple[Figure, ...]) -> tuple[Step, ...]:
    """The sums of the first two, three … parts; of a single part the part itself."""
    steps: list[Step] = [(parts[0].quote, reading(parts[0]))]
    for i, part in enumerate(parts[1:], 2):
        steps.append((joined(parts[:i], "+"), each(add, steps[-1][1], reading(part))))
    return tuple(steps[1:] or steps)


def _share(relation: Relation) -> Answer:
    """Part / whole = share, the whole printed or part and rest; without either an integer lies in part / share."""
    part, whole, share = relation.one("part"), relation.maybe("whole"), relation.one("share")
    rest = relation.maybe("rest")
    if reason := mixed_units(part, *(each for each in (whole, rest) if each)):
        return Silent(reason)
    if share.whole is None:
        return Silent(f"{share.unit} is no unit of a share")
    if rest is not None:
        return _share_of_two(part, rest, share)
    if whole is None:
        return integer(part, f"{share.whole} / {share.quote}", quotient(_point(share.whole), reading(share)))
    ratio = quotient(reading(part), reading(whole))
    if ratio is None:
        return Silent("the part is negative or the whole is not positive")
    divided = f"{part.quote} / {whole.quote}"
    return Meeting(
        (share.quote, reading(share)),
        ((divided, ratio), (f"{divided} * {share.whole}", times(ratio, share.whole))),
    )


def _share_of_two(part: Figure, rest: Figure, share: Figure) -> Answer:
    """1 / (1 + rest / part), in which each number stands once."""
    others = quotient(reading(rest), reading(part))
    ratio = None if others is None else quotient(_point(1), times(others, 1, plus=1))
    if ratio is None or share.whole is None:
        return Silent("the part is not positive or the rest is negative")
    divided = f"{part.quote} / ({part.quote} + {rest.quote})"
    return Meeting(
        (share.quote, reading(share)),
        ((divided, ratio), (f"{divided} * {share.whole}", times(ratio, share.whole))),
    )


def _growth(relation: Relation) -> Answer:
    """Level / prior - 1 = growth; without a prior an integer lies in level / (1 + growth)."""
    level, growth, prior = relation.one("level"), relation.one("growth"), relation.maybe("prior")
    if reason := mixed_units(level, *([prior] if prior else [])):
        return Silent(reason)
    if growth.whole is None or "/" in growth.period:
        return Silent(f"{growth.quote} is no growth over one period")
    flat = growth.direction == "flat"
    if prior is None:
        one_plus = None if flat else times(reading(growth), Fraction(1, growth.whole), plus=1)
        factor = None if one_plus is None else quotient(_point(1), one_plus)
        return integer(level, f"1 / (1 + {_sign(growth)})", factor)
    ratio = quotient(reading(level), reading(prior))
    if ratio is None:
        return Silent("the level is negative or the level before is not positive")
    if flat and (growth.least is None or growth.most is None):
        return Silent(f"{growth.quote} says that nothing changed in loose words")
    checked = constantly(_between(growth)) if flat else reading(growth)
    divided = f"{level.quote} / {prior.quote}"
    return Meeting(
        (_sign(growth), checked),
        ((divided, ratio), (f"({divided} - 1) * {growth.whole}", times(ratio, growth.whole, plus=-growth.whole))),
    )


def _change(relation: Relation) -> Answer:
    """Level - prior = change; else change / (level - change) = growth; else a count was not negative before."""
    level, change = relation.one("level"), relation.one("change")
    prior, growth = relation.maybe("prior"), relation.maybe("growth")
    if reason := mixed_units(level, *([prior] if prior else [])):
        return Silent(reason)
    if level.unit != change.unit and (level.whole is None or level.whole != change.whole):
        return Silent(f"units differ: {level.unit}, {change.unit}")
    before = f"{level.quote} - {joined([change], '')}"
    if prior is not None:
        left = (f"{level.quote} - {prior.quote}", each(subtract, reading(level), reading(prior)))
        return Meeting((_sign(change), reading(change)), (left,))
    if growth is not None:
        return _change_and_growth(level, change, growth, before)
    if level.kind != "count":
        return Silent("neither a level before nor a growth is printed")
    at_least_zero = constantly(Interval(Fraction(0), None))
    return Meeting((before, each(subtract, reading(level), reading(change))), ((">= 0", at_least_zero),), proves=False)


def _change_and_growth(level: Figure, change: Figure, growth: Figure, before: str) -> Answer:
    """Level / (level - change) is 1 / (1 - change / level), in which each number stands once."""
    if growth.whole is None or growth.direction == "flat" or "/" in growth.period:
        return Silent(f"{growth.quote} is no growth over one period")
    fall = -1 if change.falls else 1
    portion = quotient(times(reading(change), fall), reading(level))
    ratio = None if portion is None else quotient(_point(1), times(portion, -fall, plus=1))
    if ratio is None:
        return Silent("the level before is not positive")
    divided = f"{level.quote} / ({before})"
    return Meeting(
        (_sign(growth), reading(growth)),
        ((divided, ratio), (f"({divided} - 1) * {growth.whole}", times(ratio, growth.whole, plus=-growth.whole))),
    )


def _repeat(relation: Relation) -> Answer:
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
    names = " & ".join(dict.fromkeys(_sign(claim) for i, claim in enumerate(claims) if i != odd))
    return Meeting((_sign(claims[odd]), readings[odd]), ((names, shared),))


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


def _domain(relation: Relation) -> Answer:
    """Least <= value <= most; of a fall its size."""
    claim = relation.one("claim")
    if claim.least is None and claim.most is None:
        return Silent("no limit is known for such a number")
    size = times(reading(claim), -1) if claim.falls else reading(claim)
    limits = _between(claim)
    return Meeting((claim.quote, size), ((f"in {limits}", constantly(limits)),), proves=False)


def _wording(relation: Relation) -> Answer:
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


def integer(counted: Figure, expression: str, factor: Reading | None) -> Answer:
    """Some integer is the count times the factor, for what was counted before was whole too."""
    count = counted.exact_count
    if count is None:
        return Silent("the other number is not printed and this one is not an exact count")
    if factor is None:
        return Silent("the rate leaves no other number")
    return Integer(count, f"{counted.quote} * {expression}", ((expression, factor),))


def _between(figure: Figure) -> Interval:
    low = None if figure.least is None else Fraction(figure.least)
    return Interval(low, None if figure.most is None else Fraction(figure.most))


def _point(value: int) -> Reading:
    return constantly(point(value))


def mixed_units(*figures: Figure) -> str:
    """Why figures cannot be held against each other, or an empty text."""
    units = list(dict.fromkeys(figure.unit for figure in figures))
    return f"units differ: {', '.join(units)}" if len(units) > 1 else ""


SIMPLE: Mapping[str, Callable[[Relation], Answer]] = MappingProxyType(
    {
        "sum": _sum,
        "part": _part,
        "share": _share,
        "growth": _growth,
        "change": _change,
        "repeat": _repeat,
        "domain": _domain,
        "wording": _wording,
    }
)
"""The arithmetic of the kinds that look at one number, or at one and those it is made of."""
