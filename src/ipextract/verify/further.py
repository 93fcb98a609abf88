"""The second arithmetic of the kinds that look at several numbers at once: stages, figures per head, mixes, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ipextract.exact.interval import Interval, meet, point, subtract
from ipextract.verify.arithmetic import (
    SIMPLE,
    Answer,
    Meeting,
    Reading,
    Silent,
    Step,
    integer,
    joined,
    mixed_units,
    quotient,
    reading,
    running_total,
)
from ipextract.verify.arithmetic import constantly as always
from ipextract.verify.arithmetic import each as on_each
from ipextract.verify.arithmetic import times as multiplied
from ipextract.verify.record import Broken, Figure, Relation


def _below(small: str, large: str) -> Callable[[Relation], Answer]:
    """Small <= large, for two roles."""

    def answer(relation: Relation) -> Answer:
        less, more = relation.one(small), relation.one(large)
        if reason := mixed_units(less, more):
            return Silent(reason)
        ceiling = on_each(lambda m: Interval(None, m.upper, upper_open=m.upper_open), reading(more))
        return Meeting((less.quote, reading(less)), ((f"<= {more.quote}", ceiling),), proves=False)

    return answer


def _dual(relation: Relation) -> Answer:
    """Persons >= cases, or persons - persons >= cases - cases."""
    cases, persons = relation.of("cases"), relation.of("persons")
    if len(cases) != len(persons) or len(cases) not in (1, 2):
        raise Broken(relation.where, "dual: as many persons as cases are needed, one or two of each")
    if reason := mixed_units(*cases) or mixed_units(*persons):
        return Silent(reason)
    floor = on_each(lambda c: Interval(c.lower, None, lower_open=c.lower_open), _left(cases))
    step = f">= {joined(cases, '-')}"
    return Meeting((joined(persons, "-"), _left(persons)), ((step, floor),), proves=False)


def _left(figures: tuple[Figure, ...]) -> Reading:
    return on_each(subtract, reading(figures[0]), reading(figures[1])) if len(figures) > 1 else reading(figures[0])


def _percap(relation: Relation) -> Answer:
    """Level / figure per head * heads per unit is one population."""
    levels, rates, people = relation.of("level"), relation.of("per"), relation.maybe("population")
    alone = len(levels) == 1 and people is None and bool(relation.official)
    if len(levels) != len(rates) or len(levels) + (people is not None) + alone != 2:
        raise Broken(relation.where, "percap: two levels with a figure each are needed, or one and a population")
    implied: list[Step] = []
    for level, rate in zip(levels, rates, strict=True):
        unit, slash, _ = rate.unit.rpartition("/")
        if rate.whole is None or (slash and unit != level.unit):
            return Silent(f"{rate.quote} is no figure of {level.unit} per head")
        ratio = quotient(reading(level), reading(rate))
        if ratio is None:
            return Silent("the level is negative or the figure is not positive")
        implied.append((f"{level.quote} / {rate.quote} * {rate.whole}", multiplied(ratio, rate.whole)))
    if alone:
        return _near_official(implied[0], relation.official, rates[0].tolerance)
    if people is None:
        return Meeting(implied[1], (implied[0],))
    return Meeting(implied[0], (_population(people, relation.maybe("change")),))


def _near_official(implied: Step, official: tuple[Interval, ...], percent: int | None) -> Answer:
    """Not further from the official numbers than so many per cent of them."""
    if percent is None:
        return Silent("no tolerance is written")
    whole = _covering(*official)
    if whole.lower is None or whole.upper is None:
        return Silent("an official number has no end")
    slack = Fraction(percent, 100)
    wide = Interval(whole.lower * (1 - slack), whole.upper * (1 + slack))
    expression, value = implied
    if meet(value.any, Interval(whole.lower / 2, whole.upper * 2)) is None:
        return Silent("so many people live in another place")
    loosely = (expression, value._replace(nearest=value.any))
    return Meeting(loosely, ((f"official {whole}, {percent} % off at most", Reading(wide, wide, whole)),), proves=False)


def _population(people: Figure, change: Figure | None) -> Step:
    if change is None:
        return people.quote, reading(people)
    before = on_each(subtract, reading(people), reading(change))
    return f"{people.quote} or {people.quote} - {change.quote}", on_each(_covering, reading(people), before)


def _average(relation: Relation) -> Answer:
    """Total / count = average; without a count an integer lies in total / average, of this year or the one before."""
    total, count, average = relation.one("total"), relation.maybe("count"), relation.one("average")
    if average.unit.split("/")[0] != total.unit:
        return Silent(f"units differ: {total.unit}, {average.unit}")
    grown = relation.maybe("total_growth"), relation.maybe("average_growth")
    if count is None and grown[0] is not None and grown[1] is not None:
        return _average_before(total, average, grown[0], grown[1])
    if count is None:
        return integer(total, f"1 / {average.quote}", quotient(always(point(1)), reading(average)))
    ratio = quotient(reading(total), reading(count))
    if ratio is None:
        return Silent("the total is negative or the count is not positive")
    return Meeting((average.quote, reading(average)), ((f"{total.quote} / {count.quote}", ratio),))


def _average_before(total: Figure, average: Figure, of_total: Figure, of_average: Figure) -> Answer:
    """The total of the year before is this year's over one plus its growth, and the average likewise."""
    ratios: list[Reading] = []
    for growth in (of_average, of_total):
        if growth.whole is None or growth.direction == "flat":
            return Silent(f"{growth.quote} gives no rate")
        ratios.append(multiplied(reading(growth), Fraction(1, growth.whole), plus=1))
    slower = quotient(*ratios)
    factor = None if slower is None else quotient(slower, reading(average))
    return integer(total, f"(1 + {of_average.quote}) / (1 + {of_total.quote}) / {average.quote}", factor)


def _shares(relation: Relation) -> Answer:
    """Σ share = one whole."""
    shares = relation.of("share")
    if len(shares) < 2:
        raise Broken(relation.where, f"shares: two shares are needed, {len(shares)} are written")
    if reason := mixed_units(*shares):
        return Silent(reason)
    whole = shares[0].whole
    if whole is None:
        return Silent(f"{shares[0].unit} is no unit of a share")
    steps = running_total(shares)
    return Meeting(steps[-1], (*steps[:-1], (str(whole), always(point(whole)))))


def _mix(relation: Relation) -> Answer:
    """Least growth of a part <= growth of the whole <= greatest growth of a part."""
    whole, parts = relation.one("whole"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"mix: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(whole, *parts):
        return Silent(reason)
    if whole.whole is None or any(figure.direction == "flat" for figure in (whole, *parts)):
        return Silent("a growth is no rate")
    between = on_each(_covering, *(reading(part) for part in parts))
    step = f"between the least and the greatest of {', '.join(part.quote for part in parts)}"
    return Meeting((whole.quote, reading(whole)), ((step, between),), proves=False)


def _enum(relation: Relation) -> Answer:
    """The count is that of the names; at least that where the names are examples."""
    count = relation.one("count")
    if count.any is None or not count.any.exact:
        return Silent(f"{count.quote} is no exact count")
    names = Fraction(len(relation.cue.split("; ")))
    complete = relation.record.get("exhaustive") is True
    named = Interval(names, names) if complete else Interval(names, None)
    return Meeting((count.quote, reading(count)), ((f"{names} names", always(named)),), proves=complete)


def _opensum(relation: Relation) -> Answer:
    """Greatest part <= total <= Σ part; where that is met, Σ part = total."""
    total, parts = relation.one("total"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"opensum: two parts are needed, {len(parts)} are written")
    if reason := mixed_units(total, *parts):
        return Silent(reason)
    steps = running_total(parts)
    greatest = max(parts, key=lambda part: part.value or 0)
    between = on_each(_covering, reading(greatest), steps[-1][1])
    printed = reading(total)
    inside = all(meet(*pair) is not None for pair in ((printed.any, between.any), (printed.nearest, between.nearest)))
    if inside:
        return Meeting((total.quote, printed), steps)
    return Meeting((total.quote, printed), (*steps, (f"from {greatest.quote} to that", between)))


def _covering(*intervals: Interval) -> Interval:
    """From the lowest end of several intervals to their highest one."""
    lows = [(i.lower, i.lower_open) for i in intervals if i.lower is not None]
    highs = [(i.upper, not i.upper_open) for i in intervals if i.upper is not None]
    low, low_open = min(lows) if len(lows) == len(intervals) else (None, True)
    high, high_closed = max(highs) if len(highs) == len(intervals) else (None, False)
    return Interval(low, high, low_open, not high_closed)


RECOMPUTED: Mapping[str, Callable[[Relation], Answer]] = MappingProxyType(
    {
        **SIMPLE,
        "funnel": _below("later", "earlier"),
        "stock": _below("flow", "stock"),
        "dual": _dual,
        "percap": _percap,
        "average": _average,
        "shares": _shares,
        "mix": _mix,
        "enum": _enum,
        "opensum": _opensum,
    }
)
"""The arithmetic of each relation kind."""


def recompute(relation: Relation) -> Answer | None:
    """What has to be decided of a relation; ``None`` for a kind that has no second arithmetic."""
    arithmetic = RECOMPUTED.get(relation.kind)
    if arithmetic is None:
        return None
    for figure in relation.figures:
        if figure.any is None or figure.nearest is None:
            return Silent(f"{figure.quote} has no value")
    if len({figure.modality for figure in relation.figures}) > 1:
        return Silent("some numbers are facts and some are targets")
    return arithmetic(relation)
