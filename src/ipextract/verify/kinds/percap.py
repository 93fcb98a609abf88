"""Figures per head and the heads, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.exact.interval import Interval, meet, subtract
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, Step, covering, each, quotient, reading, times
from ipextract.verify.record import Broken, Figure, Relation


def recomputed(relation: Relation) -> Answer:
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
        implied.append((f"{level.quote} / {rate.quote} * {rate.whole}", times(ratio, rate.whole)))
    if alone:
        return _near_official(implied[0], relation.official, rates[0].tolerance)
    if people is None:
        return Meeting(implied[1], (implied[0],))
    return Meeting(implied[0], (_population(people, relation.maybe("change")),))


def _near_official(implied: Step, official: tuple[Interval, ...], percent: int | None) -> Answer:
    """Not further from the official numbers than so many per cent of them."""
    if percent is None:
        return Silent("no tolerance is written")
    whole = covering(*official)
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
    before = each(subtract, reading(people), reading(change))
    return f"{people.quote} or {people.quote} - {change.quote}", each(covering, reading(people), before)
