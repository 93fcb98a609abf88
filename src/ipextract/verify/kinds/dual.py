"""Cases and persons, a second time."""

from __future__ import annotations

from ipextract.exact.interval import Interval, subtract
from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, each, joined, mixed_units, reading
from ipextract.verify.record import Broken, Figure, Relation


def recomputed(relation: Relation) -> Answer:
    """Persons >= cases, or persons - persons >= cases - cases."""
    cases, persons = relation.of("cases"), relation.of("persons")
    if len(cases) != len(persons) or len(cases) not in (1, 2):
        raise Broken(relation.where, "dual: as many persons as cases are needed, one or two of each")
    if reason := mixed_units(*cases) or mixed_units(*persons):
        return Silent(reason)
    floor = each(lambda c: Interval(c.lower, None, lower_open=c.lower_open), _left(cases))
    step = f">= {joined(cases, '-')}"
    return Meeting((joined(persons, "-"), _left(persons)), ((step, floor),), proves=False)


def _left(figures: tuple[Figure, ...]) -> Reading:
    return each(subtract, reading(figures[0]), reading(figures[1])) if len(figures) > 1 else reading(figures[0])
