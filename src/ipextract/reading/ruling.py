"""Lines on a page → the cells of ruled tables, whether their sides are closed or open."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.frame import Box

_SNAP = 2.0
_JOIN = 3.0
_SHORTEST = 4.0
_OPEN_SIDE = 10.0
_MOST = 4000
_LEAST_LEVEL = 3
_STRIP = 0.5
_SINGLE_ROW = 5  # the lines of four columns: the head alone, or the last row of a table on the page before


@dataclass(frozen=True, slots=True)
class Ruling:
    """A table's cells as boxes in points, each with its place in the grid: row, column, rows, columns."""

    box: Box
    cells: tuple[Box, ...]
    places: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line: its place across its direction (``at``) and where it begins and ends."""

    at: float
    low: float
    high: float


def rulings(strokes: Floats) -> list[Ruling]:
    """The ruled tables that lines (n, 4) draw, from top to bottom, without those inside or across a larger one."""
    across = strokes[:, 2] - strokes[:, 0] >= strokes[:, 3] - strokes[:, 1]
    level = _merged(strokes[across][:, [1, 3, 0, 2]])
    upright = _merged(strokes[~across][:, [0, 2, 1, 3]])
    if len(level) < 2 or not upright or len(level) + len(upright) > _MOST:
        return []
    found = [ruling for group in _touching(level, upright) if (ruling := _grid(*group)) is not None]
    found.sort(key=lambda ruling: (-_area(ruling.box), ruling.box))
    kept: list[Ruling] = []
    for ruling in found:
        if not any(_overlap(ruling.box, other.box) > 0.1 * _area(ruling.box) for other in kept):
            kept.append(ruling)
    return sorted(kept, key=lambda ruling: (ruling.box[1], ruling.box[0]))


def level_rulings(strokes: Floats, print_boxes: Floats, em: float) -> list[Ruling]:
    """The tables that have level lines only, their columns parted by the white between what is printed (n, 4)."""
    across = strokes[:, 2] - strokes[:, 0] >= strokes[:, 3] - strokes[:, 1]
    level = sorted(_merged(strokes[across][:, [1, 3, 0, 2]]), key=lambda line: line.at)
    upright = _merged(strokes[~across][:, [0, 2, 1, 3]])
    found: list[Ruling] = []
    for group in _alike(level):
        top, bottom = group[0].at, group[-1].at
        walled = any(line.low < bottom - _JOIN and line.high > top + _JOIN for line in upright)
        if len(group) >= _LEAST_LEVEL and not walled:
            ruling = _bands(group, print_boxes, em)
            if ruling is not None:
                found.append(ruling)
    return found


def _alike(level: Sequence[_Rule]) -> list[list[_Rule]]:
    """Lines of one length below each other, from top to bottom."""
    groups: list[list[_Rule]] = []
    for line in level:
        for group in groups:
            if abs(group[0].low - line.low) <= _JOIN and abs(group[0].high - line.high) <= _JOIN:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


def _bands(level: Sequence[_Rule], boxes: Floats, em: float) -> Ruling | None:
    """The cells of the bands between level lines; the tallest band tells the columns."""
    left, right = level[0].low, level[0].high
    rows = _places([line.at for line in level])
    if len(rows) < _LEAST_LEVEL:
        return None
    across, down = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (across >= left) & (across <= right)
    bands = [boxes[inside & (down >= top) & (down < low)] for top, low in itertools.pairwise(rows)]
    tallest = max(range(len(bands)), key=lambda k: rows[k + 1] - rows[k])
    body = bands[tallest]
    if not len(body):
        return None
    first, last = float(body[:, 0].min()), float(body[:, 2].max())
    strips = [(low, high) for low, high in _white(body, first, last) if high - low >= _STRIP * em]
    cells: list[Box] = []
    places: list[tuple[int, int, int, int]] = []
    for r, band in enumerate(bands):
        white = _white(band, left, right)
        edges = [(0, left), *_open(strips, white), (len(strips) + 1, right)]
        for (low, x0), (high, x1) in itertools.pairwise(edges):
            cells.append((x0, rows[r], x1, rows[r + 1]))
            places.append((r, low, 1, high - low))
    return Ruling((left, rows[0], right, rows[-1]), tuple(cells), tuple(places)) if strips else None


def _white(boxes: Floats, left: float, right: float) -> list[tuple[float, float]]:
    """The white between boxes from left to right, the margins at both ends included."""
    found: list[tuple[float, float]] = []
    reach = left
    for low, high in sorted((float(a), float(b)) for a, b in boxes[:, [0, 2]]):
        if low >= reach:
            found.append((reach, low))
        reach = max(reach, high)
    return [*found, (reach, max(reach, right))]


def _open(strips: Sequence[tuple[float, float]], white: Sequence[tuple[float, float]]) -> Iterator[tuple[int, float]]:
    """For each strip between columns that is open in a band, its number from 1 and the place where to part the band."""
    for k, (low, high) in enumerate(strips, 1):
        parts = [(max(low, a), min(high, b)) for a, b in white if min(high, b) - max(low, a) > 0]
        if parts:
            a, b = max(parts, key=lambda part: part[1] - part[0])
            yield k, (a + b) / 2


def _merged(lines: Floats) -> list[_Rule]:
    """Lines given as (at, at, low, high), those that lie on or beside each other as one, without the short ones."""
    order = np.lexsort((lines[:, 2], np.round((lines[:, 0] + lines[:, 1]) / 2, 2)))
    found: list[_Rule] = []
    for group in _near([((a + b) / 2, low, high) for a, b, low, high in lines[order].tolist()]):
        at = sum(line[0] for line in group) / len(group)
        low, high = group[0][1], group[0][2]
        for _, begin, end in [*sorted(group, key=lambda line: line[1])[1:], (0.0, float("inf"), 0.0)]:
            if begin <= high + _JOIN:
                high = max(high, end)
                continue
            if high - low >= _SHORTEST:
                found.append(_Rule(at, low, high))
            low, high = begin, end
    return found


def _near(lines: Sequence[tuple[float, float, float]]) -> Iterator[list[tuple[float, float, float]]]:
    group: list[tuple[float, float, float]] = []
    for line in lines:
        if group and line[0] - group[0][0] > _SNAP:
            yield sorted(group, key=lambda each: each[1])
            group = []
        group.append(line)
    if group:
        yield sorted(group, key=lambda each: each[1])


def _touching(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Iterator[tuple[list[_Rule], list[_Rule]]]:
    """The groups of lines that meet each other, one after the other."""
    rows = np.array([(line.at, line.low, line.high) for line in level])
    columns = np.array([(line.at, line.low, line.high) for line in upright])
    meets = (columns[None, :, 0] >= rows[:, None, 1] - _JOIN) & (columns[None, :, 0] <= rows[:, None, 2] + _JOIN)
    meets &= (rows[:, None, 0] >= columns[None, :, 1] - _JOIN) & (rows[:, None, 0] <= columns[None, :, 2] + _JOIN)
    free = np.ones(len(level), np.bool_)
    while free.any():
        own = np.zeros(len(level), np.bool_)
        own[int(np.argmax(free))] = True
        while True:
            down = meets[own].any(axis=0)
            grown = own | meets[:, down].any(axis=1)
            if (grown == own).all():
                break
            own = grown
        free &= ~own
        if down.any():
            yield [level[k] for k in np.flatnonzero(own).tolist()], [upright[k] for k in np.flatnonzero(down).tolist()]


def _grid(level: Sequence[_Rule], upright: Sequence[_Rule]) -> Ruling | None:
    """The cells between lines that meet; ``None`` where they part no two columns or no two rows."""
    left, right = min(line.low for line in level), max(line.high for line in level)
    columns = _places([line.at for line in upright])
    # A table with open sides has cells beyond its outermost upright lines.
    columns = [*([left] if columns[0] - left > _OPEN_SIDE else []), *columns]
    columns = [*columns, *([right] if right - columns[-1] > _OPEN_SIDE else [])]
    rows = _places([line.at for line in level])
    if len(columns) < 3 or len(rows) < 2 or (len(rows) == 2 and len(columns) < _SINGLE_ROW):
        return None
    lines = _covered(level, rows, columns)
    walls = _covered(upright, columns, rows).T
    walls[:, 0] |= columns[0] == left
    walls[:, -1] |= columns[-1] == right
    cells: list[Box] = []
    places: list[tuple[int, int, int, int]] = []
    for r, c, down, across in _areas(lines, walls):
        if lines[r, c : c + across].all() and lines[r + down, c : c + across].all():
            cells.append((columns[c], rows[r], columns[c + across], rows[r + down]))
            places.append((r, c, down, across))
    if not cells:
        return None
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    return Ruling(box, tuple(cells), tuple(places))


def _places(values: Sequence[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _JOIN:
            found.append(value)
    return found


def _covered(rules: Sequence[_Rule], at: Sequence[float], steps: Sequence[float]) -> NDArray[np.bool_]:
    """For each place and each step between two neighbours of ``steps`` whether a line runs there."""
    found = np.zeros((len(at), len(steps) - 1), np.bool_)
    places, middles = np.array(at), (np.array(steps[1:]) + np.array(steps[:-1])) / 2
    for rule in rules:
        k = int(np.argmin(np.abs(places - rule.at)))
        found[k] |= (middles >= rule.low) & (middles <= rule.high)
    return found


def _areas(lines: NDArray[np.bool_], walls: NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """The rectangles of fields with no line between them: row, column, rows, columns; from top to bottom."""
    height, width = lines.shape[0] - 1, lines.shape[1]
    free = np.ones((height, width), np.bool_)
    for r in range(height):
        for c in range(width):
            if not free[r, c]:
                continue
            across = 1
            while c + across < width and free[r, c + across] and not walls[r, c + across]:
                across += 1
            down = 1
            while r + down < height and _goes_on(lines, walls, free, r + down, c, across):
                down += 1
            free[r : r + down, c : c + across] = False
            yield r, c, down, across


def _goes_on(
    lines: NDArray[np.bool_], walls: NDArray[np.bool_], free: NDArray[np.bool_], r: int, c: int, across: int
) -> bool:
    """Whether the fields of row r below an area belong to it: no line above them and no wall between them."""
    span = slice(c, c + across)
    return bool(not lines[r, span].any() and free[r, span].all() and not walls[r, c + 1 : c + across].any())


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(a: Box, b: Box) -> float:
    return _area((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))
