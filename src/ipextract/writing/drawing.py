"""Small drawings as SVG: a printed number against the computed one, and a bar of counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

from ipextract.exact.interval import Interval, show

_WIDE: Final = 340
_LEFT, _RIGHT = 14, 326
_WHOLES: Final = 6

#: Widths of a character at the size of the drawing's text: a Han character, and the widest digit of common fonts.
_FULL, _HALF = 12, 8

#: The rows of a drawing of two intervals: words above the first line, the gap between, words below the second.
_UPPER, _LOWER = 28, 64


class Bar(NamedTuple):
    """A row of a drawing: what it says, its interval under any rounding, under rounding to nearest, and as printed."""

    label: str
    any: Interval
    nearest: Interval
    role: str
    printed: Interval | None = None


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
    """An axis on which all values stand with a margin of an eighth either side."""
    known = list(values) or [Fraction(0)]
    low, high = min(known), max(known)
    margin = (high - low) / 8 or abs(high) / 10 or Fraction(1)
    return Axis(low - margin, high + margin)


def bars(upper: Bar, lower: Bar, gap_label: str, says: str) -> Markup:
    """Two intervals on one axis, the gap between them shaded and named; ``says`` is the drawing in words."""
    rows = (upper, lower)
    axis = axis_of(
        end for row in rows for each in (row.any, row.nearest, row.printed or row.nearest) for end in _ends(each)
    )
    parts = [
        _words(upper.label, 12), _words(lower.label, _LOWER + 24),
        _row(upper, _UPPER, axis), _row(lower, _LOWER, axis),
    ]  # fmt: skip
    between = _between(upper, lower)
    if between is not None:
        left, right = (Fraction(axis.at(end)) for end in between)
        parts.insert(0, _gap(left, right, gap_label))
    return _svg(parts, _LOWER + 30, says)


def wholes(row: Bar, label: str, says: str) -> Markup:
    """An interval in which no whole number lies, above the whole numbers on both sides of it."""
    ends = list(_ends(row.any)) + list(_ends(row.nearest))
    first, last = (min(ends) // 1, -(-max(ends) // 1)) if ends else (0, 0)
    numbers = [int(first), int(last)] if last - first > _WHOLES else list(range(int(first), int(last) + 1))
    axis = axis_of([*ends, *map(Fraction, numbers)])
    places = [Fraction(axis.at(Fraction(number))) for number in numbers]
    room = min((right - left for left, right in pairwise(places)), default=Fraction(_WIDE))
    told = numbers if all(_width(str(number)) < room for number in numbers) else [numbers[0], numbers[-1]]
    wide = _WIDE // min(len(told), 2) - _HALF
    parts = [
        _words(row.label, 12), _row(row, _UPPER, axis), _words(label, _LOWER + 32),
        Markup('<path class="axis" d="M{} {}H{}"/>').format(_LEFT, _LOWER - 12, _RIGHT),
    ]  # fmt: skip
    for number, x in zip(numbers, places, strict=True):
        parts.append(Markup('<circle class="whole" cx="{}" cy="{}" r="4"/>').format(show(x, 1), _LOWER - 12))
        if number in told:
            parts.append(_beside(x, _LOWER + 8, fitting(str(number), wide), "tick"))
    return _svg(parts, _LOWER + 38, says)


def shares(parts: Sequence[tuple[str, int]]) -> Markup:
    """A bar cut in proportion to counts, each part with its class; it repeats numbers that stand beside it."""
    total = sum(count for _, count in parts) or 1
    cuts = [0]
    for _, count in parts:
        cuts.append(cuts[-1] + count)
    rects = Markup("").join(
        Markup("<rect class={} x={} width={} height=10 />").format(
            name, one * 200 // total, (other * 200 // total) - one * 200 // total
        )
        for (name, count), (one, other) in zip(parts, pairwise(cuts), strict=True)
        if count
    )
    return Markup('<svg class=shares aria-hidden=true viewBox="0 0 200 10" preserveAspectRatio=none>{}</svg>').format(
        rects
    )


def fitting(text: str, room: int) -> str:
    """A text that fits into ``room`` units of the drawing, cut with an ellipsis where it does not."""
    if _width(text) <= room:
        return text
    left = room - _FULL
    kept = 0
    for ch in text:
        left -= _advance(ch)
        if left < 0:
            break
        kept += 1
    return text[:kept] + "\u2026"


def _svg(parts: Iterable[Markup], height: int, says: str) -> Markup:
    return Markup('<svg class="draw" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(
        says, _WIDE, height, Markup("").join(parts)
    )


def _words(text: str, y: int) -> Markup:
    return Markup('<text x="0" y="{}">{}</text>').format(y, fitting(text, _WIDE))


def _beside(x: Fraction, y: int, text: str, name: str) -> Markup:
    """A text whose middle stands at ``x``, or as near to it as the drawing has room for the whole of it."""
    half = Fraction(_width(text), 2)
    middle = min(max(x, half), max(_WIDE - half, half))
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(name, show(middle, 1), y, text)


def _row(row: Bar, y: int, axis: Axis) -> Markup:
    """A thin line for any rounding, a thick one (a dot where it is exact) for nearest, a tick at what is printed."""
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
        if row.printed is not None and row.printed.exact and row.printed.lower is not None:
            shape += Markup('<path class="{} thin" d="M{} {}v16"/>').format(row.role, axis.at(row.printed.lower), y - 8)
    arrows = Markup("").join(_arrow(x, turn, y, row.role) for x, turn in _open_sides(row.nearest))
    return base + thin + shape + arrows


def _start(value: Interval, axis: Axis) -> str:
    return str(_LEFT) if value.lower is None else axis.at(value.lower)


def _end(value: Interval, axis: Axis) -> str:
    return str(_RIGHT) if value.upper is None else axis.at(value.upper)


def _open_sides(value: Interval) -> list[tuple[int, int]]:
    return [side for end, side in ((value.lower, (_LEFT, -1)), (value.upper, (_RIGHT, 1))) if end is None]


def _arrow(x: int, turn: int, y: int, role: str) -> Markup:
    return Markup('<path class="{}" d="M{} {}l{} -7v14z"/>').format(role, x + 12 * turn, y, -12 * turn)


def _between(upper: Bar, lower: Bar) -> tuple[Fraction, Fraction] | None:
    """The ends between which nothing lies of what is printed, else of either interval; ``None`` where they touch."""
    printed = _apart(upper.printed or upper.nearest, lower.printed or lower.nearest)
    return printed or _apart(upper.nearest, lower.nearest) or _apart(upper.any, lower.any)


def _apart(one: Interval, other: Interval) -> tuple[Fraction, Fraction] | None:
    for below, above in ((one, other), (other, one)):
        if below.upper is not None and above.lower is not None and below.upper < above.lower:
            return below.upper, above.lower
    return None


def _gap(left: Fraction, right: Fraction, label: str) -> Markup:
    """The space between two ends, with its name inside, or beside it where it is too narrow."""
    shade = Markup('<rect class="apart" x="{}" y="{}" width="{}" height="{}"/>').format(
        show(left, 1), _UPPER, show(right - left, 1), _LOWER - _UPPER
    )
    edges = Markup('<path class="edge" d="M{0} {2}V{3}M{1} {2}V{3}"/>').format(
        show(left, 1), show(right, 1), _UPPER, _LOWER
    )
    if not label:
        return shade + edges
    label = fitting(label, _WIDE // 2)
    wide = _width(label) + 10
    middle = (left + right) / 2
    if right - left < wide:
        middle = right + Fraction(wide, 2) if right + wide <= _WIDE else left - Fraction(wide, 2)
    return shade + edges + _beside(middle, (_UPPER + _LOWER) // 2 + 4, label, "gap")


def _ends(value: Interval) -> Iterable[Fraction]:
    return (end for end in (value.lower, value.upper) if end is not None)


def _width(text: str) -> int:
    return sum(map(_advance, text))


def _advance(ch: str) -> int:
    return _FULL if unicodedata.east_asian_width(ch) in "WF" else _HALF
