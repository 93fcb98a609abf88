"""A series as a small picture: a line over an axis of years, with what is missing and what was restated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

from ipextract.exact.interval import show
from ipextract.writing.drawing import fitting

_WIDE, _HIGH = 200, 84
_LEFT, _RIGHT = 16, 184
_TOP, _BOTTOM = 18, 46
_AXIS: Final = 66
#: Years that have a number below the axis; of more only the first and the last.
_NAMED: Final = 5
#: Half a character of a period at the size of the drawing's text.
_HALF: Final = Fraction(7, 2)


class Spot(NamedTuple):
    """One period of a curve: its level as printed, and the levels that other reports print for it instead."""

    period: str
    quote: str
    value: Fraction
    others: tuple[Fraction, ...] = ()


def curve(spots: Sequence[Spot], says: str) -> Markup:
    """The levels over the years, a broken line where years are missing, a diamond for each other print.

    ``says`` is the picture in words. The axis of values starts at none of them in particular: the picture shows the
    course, the numbers at its ends say how much.
    """
    across = _across([spot.period for spot in spots])
    values = [value for spot in spots for value in (spot.value, *spot.others)]
    low, high = min(values), max(values)
    places = [(x, _height(spot.value, low, high)) for x, spot in zip(across, spots, strict=True)]
    parts = [Markup('<path class="axis" d="M4 {}H{}"/>').format(_AXIS, _WIDE - 4)]
    for (one, start), (other, end) in pairwise(zip(spots, places, strict=True)):
        name = "line" if _next(one.period, other.period) else "line miss"
        parts.append(Markup('<path class="{}" d="M{} {}L{} {}"/>').format(name, *_texts(*start, *end)))
    for spot, (x, y) in zip(spots, places, strict=True):
        parts.append(Markup('<circle class="dot" cx="{}" cy="{}" r="3"/>').format(*_texts(x, y)))
        for value in spot.others:
            there = _height(value, low, high)
            parts.append(Markup('<path class="other" d="M{} {}l4 4l-4 4l-4 -4z"/>').format(*_texts(x, there - 4)))
    parts += _years(across, spots)
    parts += _ends(spots, places)
    return Markup(
        '<svg class="spark" role="img" aria-label="{0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}">{3}</svg>'
    ).format(says, _WIDE, _HIGH, Markup("").join(parts))


def missing(periods: Sequence[str]) -> bool:
    """True where years lie between two of the periods of a series."""
    return any(not _next(one, other) for one, other in pairwise(periods))


def _next(one: str, other: str) -> bool:
    years = [_year(each) for each in (one, other)]
    return years[0] is None or years[1] is None or years[1] - years[0] <= 1


def _year(period: str) -> int | None:
    found = re.match(r"\d{4}", period)
    return int(found[0]) if found else None


def _across(periods: Sequence[str]) -> list[Fraction]:
    """Where the periods stand: by their years, or in equal steps where two are of one year."""
    years = [_year(each) for each in periods]
    known = [each for each in years if each is not None]
    steps = known if len(set(known)) == len(periods) else list(range(len(periods)))
    span = steps[-1] - steps[0]
    return [_LEFT + Fraction((step - steps[0]) * (_RIGHT - _LEFT), span or 1) for step in steps]


def _height(value: Fraction, low: Fraction, high: Fraction) -> Fraction:
    share = (value - low) / (high - low) if high > low else Fraction(1, 2)
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _years(across: Sequence[Fraction], spots: Sequence[Spot]) -> list[Markup]:
    """A tick for each period, and its name where there is room for it."""
    found = []
    last = len(spots) - 1
    halves = [_HALF * len(spot.period) for spot in spots]
    tight = any(b - a < one + other for (a, one), (b, other) in pairwise(zip(across, halves, strict=True)))
    for i, (x, spot) in enumerate(zip(across, spots, strict=True)):
        found.append(Markup('<path class="axis" d="M{} {}v4"/>').format(show(x, 1), _AXIS))
        middle = show(min(max(x, halves[i]), _WIDE - halves[i]), 1)
        if i in (0, last) or (last < _NAMED and not tight):
            found.append(Markup('<text class="year" x="{}" y="{}">{}</text>').format(middle, _HIGH - 3, spot.period))
    return found


def _ends(spots: Sequence[Spot], places: Sequence[tuple[Fraction, Fraction]]) -> list[Markup]:
    """The first and the last level as printed, on the side of the line where nothing is drawn."""
    if len(spots) < 2:
        return [_end(spots[0].quote, 0, places[0][1] - 7, "first")]
    rises = [places[1][1] < places[0][1], places[-1][1] < places[-2][1]]
    first = places[0][1] + (14 if rises[0] else -7)
    last = places[-1][1] + (-7 if rises[1] else 14)
    return [_end(spots[0].quote, 0, first, "first"), _end(spots[-1].quote, _WIDE, last, "final")]


def _end(quote: str, x: int, y: Fraction, name: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(name, x, show(y, 1), fitting(quote, _WIDE // 2))


def _texts(*values: Fraction) -> list[str]:
    return [show(value, 1) for value in values]
