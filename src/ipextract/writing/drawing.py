"""Small drawings as SVG: a printed number against the computed one, and an indicator over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

from ipextract.interval import Interval, show

_WIDE: Final = 340
_LEFT, _RIGHT = 14, 326
_LABEL: Final = 34
_WHOLES: Final = 6


class Bar(NamedTuple):
    """A row of a drawing: what it says, its interval under any rounding and under rounding to nearest."""

    label: str
    any: Interval
    nearest: Interval
    role: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Where values stand between the left and the right end of a drawing; exact, so that no value is too large."""

    low: Fraction
    high: Fraction

    def at(self, value: Fraction) -> str:
        """The place of a value, in tenths of a unit."""
        span = self.high - self.low
        share = Fraction(1, 2) if not span else min(max((value - self.low) / span, Fraction(0)), Fraction(1))
        return show(Fraction(round((_LEFT + share * (_RIGHT - _LEFT)) * 10), 10), 1)


def axis_of(values: Iterable[Fraction]) -> Axis:
    """An axis on which all values stand with a margin of a tenth either side."""
    known = list(values) or [Fraction(0)]
    low, high = min(known), max(known)
    margin = (high - low) / 8 or abs(high) / 10 or Fraction(1)
    return Axis(low - margin, high + margin)


def bars(rows: Sequence[Bar], gap_label: str, says: str) -> Markup:
    """Rows of bars on one axis with the gap between the first two shaded; ``says`` is the drawing in words."""
    axis = axis_of(end for row in rows for each in (row.any, row.nearest) for end in _ends(each))
    parts = [_row(row, 8 + 38 * i, axis) for i, row in enumerate(rows)]
    height = 38 * len(rows) + 6
    between = _between(rows[0].nearest, rows[1].nearest) if len(rows) > 1 else None
    if between is not None:
        left, right = (Fraction(axis.at(end)) for end in between)
        parts.insert(0, _shade(left, right, height))
        if gap_label:
            middle = show((left + right) / 2, 1)
            parts.append(
                Markup('<text class="gap" x="{}" y="{}">{}</text>').format(middle, height + 8, _short(gap_label))
            )
            height += 14
    return _svg(parts, height, says)


def wholes(row: Bar, label: str, says: str) -> Markup:
    """An interval in which no whole number lies, above the whole numbers on both sides of it."""
    ends = list(_ends(row.any)) + list(_ends(row.nearest))
    first, last = (min(ends) // 1, -(-max(ends) // 1)) if ends else (0, 0)
    numbers = [int(first), int(last)] if last - first > _WHOLES else list(range(int(first), int(last) + 1))
    axis = axis_of([*ends, *map(Fraction, numbers)])
    parts = [_row(row, 8, axis), Markup('<text x="0" y="56">{}</text>').format(_short(label))]
    parts.append(Markup('<path class="axis" d="M{} 68H{}"/>').format(_LEFT, _RIGHT))
    for number in numbers:
        x = axis.at(Fraction(number))
        parts.append(
            Markup('<circle class="whole" cx="{0}" cy="68" r="4"/><text class="tick" x="{0}" y="86">{1}</text>').format(
                x, _short(str(number))
            )
        )
    return _svg(parts, 90, says)


def sparkline(values: Sequence[tuple[str, Fraction]], says: str) -> Markup:
    """A series as a line with a dot for each period, the last one marked; equal steps between periods."""
    width, height = 120, 36
    low, high = min(value for _, value in values), max(value for _, value in values)
    span = high - low
    places: list[tuple[str, str]] = []
    for i, (_, value) in enumerate(values):
        x = 6 + Fraction(width - 12) * i / max(1, len(values) - 1)
        y = 6 + (height - 12) * (1 - (value - low) / span if span else Fraction(1, 2))
        places.append((show(x, 1), show(Fraction(y), 1)))
    line = " ".join(f"{x},{y}" for x, y in places)
    dots = Markup("").join(
        Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format("last" if i == len(places) - 1 else "dot", x, y, 3)
        for i, (x, y) in enumerate(places)
    )
    return Markup(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<polyline points="{}"/>{}</svg>'
    ).format(says, width, height, width, height, line, dots)


def shares(parts: Sequence[tuple[str, int]], says: str) -> Markup:
    """A bar cut in proportion to counts, each part with its class."""
    total = sum(count for _, count in parts) or 1
    cuts = [0]
    for _, count in parts:
        cuts.append(cuts[-1] + count)
    rects = Markup("").join(
        Markup('<rect class="{}" x="{}" width="{}" height="10"/>').format(
            name, one * 200 // total, (other * 200 // total) - one * 200 // total
        )
        for (name, count), (one, other) in zip(parts, pairwise(cuts), strict=True)
        if count
    )
    return Markup(
        '<svg class="shares" role="img" aria-label="{}" viewBox="0 0 200 10" preserveAspectRatio="none">{}</svg>'
    ).format(says, rects)


def _svg(parts: Iterable[Markup], height: int, says: str) -> Markup:
    return Markup('<svg class="draw" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(
        says, _WIDE, height, Markup("").join(parts)
    )


def _row(row: Bar, top: int, axis: Axis) -> Markup:
    """The words of a row, then a thin line for any rounding and a thick one (a dot where it is exact) for nearest."""
    y = top + 18
    words = Markup('<text x="0" y="{}">{}</text>').format(top + 4, _short(row.label))
    base = Markup('<path class="axis" d="M{} {}H{}"/>').format(_LEFT, y, _RIGHT)
    thin = Markup('<path class="{} thin" d="M{} {}H{}"/>').format(
        row.role, _start(row.any, axis), y, _end(row.any, axis)
    )
    if row.nearest.exact and row.nearest.lower is not None:
        shape = Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(row.role, axis.at(row.nearest.lower), y)
    else:
        left, right = Fraction(_start(row.nearest, axis)), Fraction(_end(row.nearest, axis))
        wide = max(right - left, Fraction(4))
        left = (left + right - wide) / 2
        shape = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="10" rx="2"/>').format(
            row.role, show(left, 1), y - 5, show(wide, 1)
        )
    arrows = Markup("").join(_arrow(x, y, row.role) for x in _open_sides(row.nearest))
    return words + base + thin + shape + arrows


def _start(value: Interval, axis: Axis) -> str:
    return str(_LEFT) if value.lower is None else axis.at(value.lower)


def _end(value: Interval, axis: Axis) -> str:
    return str(_RIGHT) if value.upper is None else axis.at(value.upper)


def _open_sides(value: Interval) -> list[tuple[int, int]]:
    return [side for end, side in ((value.lower, (_LEFT, -1)), (value.upper, (_RIGHT, 1))) if end is None]


def _arrow(side: tuple[int, int], y: int, role: str) -> Markup:
    x, turn = side
    return Markup('<path class="{}" d="M{} {}l{} -6v12z"/>').format(role, x + 9 * turn, y, -9 * turn)


def _between(one: Interval, other: Interval) -> tuple[Fraction, Fraction] | None:
    """The ends between which nothing of either lies; ``None`` where they touch."""
    for below, above in ((one, other), (other, one)):
        if below.upper is not None and above.lower is not None and below.upper < above.lower:
            return below.upper, above.lower
    return None


def _shade(left: Fraction, right: Fraction, height: int) -> Markup:
    return Markup('<rect class="apart" x="{}" y="14" width="{}" height="{}"/>').format(
        show(left, 1), show(right - left, 1), height - 14
    )


def _ends(value: Interval) -> Iterable[Fraction]:
    return (end for end in (value.lower, value.upper) if end is not None)


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "\u2026"
