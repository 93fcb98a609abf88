"""A number of years, months or days between two dates, a second time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ipextract.exact.interval import Interval
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, reading
from ipextract.verify.record import Broken, Relation

_PLAN = "span-of-plan"
_LEAP, _COMMON = 2024, 2023
_YEAR = 12


def recomputed(relation: Relation) -> Answer:
    """The difference of the two dates, or one more where both ends are counted, as they are of a plan."""
    span = relation.one("span")
    try:
        first, last = (_written(end) for end in relation.cue.split("; "))
    except ValueError as error:
        raise Broken(relation.where, f"span: {relation.cue!r} are no two dates") from error
    steps = _steps(relation.rule, first, last)
    if not steps or min(steps) <= 0:
        return Silent(f"{relation.cue} are no two dates, the earlier first")
    low = min(steps) + (relation.rule == _PLAN)
    both = Interval(Fraction(low), Fraction(max(steps)) + 1)
    return Meeting((span.quote, reading(span)), ((relation.cue, constantly(both)),))


def _written(end: str) -> tuple[int, int, int]:
    """Year, month and day; a year has four figures, what is not written is 0."""
    parts = end.split("-")
    whole = parts if len(parts[0]) >= len("2000") else ["0", *parts]
    year, month, day = map(int, [*whole, "0", "0"][:3])
    return year, month, day


def _steps(rule: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> list[int]:
    at = {"span-of-years": 0, _PLAN: 0, "span-of-months": 1}.get(rule, 2)
    if not first[at] or not last[at]:
        return []
    if at == 0:
        return [last[0] - first[0]]
    turn = not first[0] and last[1:] < first[1:]
    if at == 1:
        turn = not first[0] and last[1] < first[1]
        return [_YEAR * (last[0] - first[0] + turn) + last[1] - first[1]]
    try:
        if first[0]:
            return [date(*last).toordinal() - date(*first).toordinal()]
        return [date(y + turn, *last[1:]).toordinal() - date(y, *first[1:]).toordinal() for y in (_COMMON, _LEAP)]
    except ValueError:
        return []
