"""Whether two places that print a number under one name print the same fact: by what else the two have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ipextract.exact.interval import Interval, meet, negate
from ipextract.model import Claim

#: Numbers of other names that two tables must agree in, and how many for each that they differ in: two tables of a
#: city and of its districts have all their labels and some of their numbers in common.
_TABLES_AGREE = 3
_TABLES_SHARE = 4
#: A name with so many values in a report is that of an attribute which many things have.
_ATTRIBUTE = 3
_TELLING = 3
_SEVERAL = 2

_Pair = tuple[Claim, Claim]


class Alike:
    """How often each two places agree and differ; ``place`` gives that of a claim: a table, a paragraph."""

    def __init__(self, pairs: Iterable[_Pair], place: Callable[[Claim], int]) -> None:
        self._place = place
        self._agree: Counter[tuple[int, int]] = Counter()
        self._differ: Counter[tuple[int, int]] = Counter()
        for one, other in pairs:
            key = place(one), place(other)
            if not agree(one, other):
                self._differ[key] += 1
            elif _telling(one):
                self._agree[key] += 1

    def tables(self, one: Claim, other: Claim) -> bool:
        """True when two tables agree in nearly all that they have in common."""
        key = self._place(one), self._place(other)
        return self._agree[key] >= max(_TABLES_AGREE, _TABLES_SHARE * self._differ[key])

    def but_one(self, one: Claim, other: Claim) -> bool:
        """True when two tables have a few numbers in common and differ in this one alone."""
        key = self._place(one), self._place(other)
        return self._differ[key] == 1 and self._agree[key] > 1

    def once(self, one: Claim, other: Claim) -> bool:
        """True when two places differ in this one number alone."""
        return self._differ[self._place(one), self._place(other)] == 1

    def alone(self, one: Claim, other: Claim) -> bool:
        """True when the two places have no other name in common."""
        key = self._place(one), self._place(other)
        return self._agree[key] + self._differ[key] == 1

    def paragraphs(self, one: Claim, other: Claim) -> bool:
        """False when two paragraphs, or one and a table, differ in several numbers, and in more than they share."""
        key = self._place(one), self._place(other)
        return self._differ[key] < _SEVERAL or self._agree[key] >= self._differ[key]


def agree(one: Claim, other: Claim) -> bool:
    """True when two numbers can be one, rounded to nearest; a rise and a fall cannot."""
    if {one.direction, other.direction} == {"up", "down"} and (one.value or other.value):
        return False
    here, there = _unsigned(one), _unsigned(other)
    return here is None or there is None or meet(here, there) is not None


def _unsigned(claim: Claim) -> Interval | None:
    """The nearest reading of a number; of a fall that a table prints as -7.3 that of 下降7.3%."""
    nearest = claim.nearest
    if nearest is None or claim.direction != "down" or claim.value is None or claim.value >= 0:
        return nearest
    return negate(nearest)


def _telling(claim: Claim) -> bool:
    return sum(ch.isdigit() for ch in claim.printed) >= _TELLING and claim.value not in (0, 100)


def many_values(claims: Sequence[Claim], *, changed: int = 0) -> bool:
    """True when a name has three values or more in a report, were so many ``changed``: that of several things."""
    known = sorted((c for c in claims if c.value is not None), key=lambda c: c.value or 0)
    apart: list[Claim] = []
    for claim in known:
        if not apart or not agree(apart[-1], claim):
            apart.append(claim)
    return len(apart) + changed >= _ATTRIBUTE
