"""Printed lines with their numbers underlined, as compilers show source: whole where there is room, else in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ipextract.writing.columns import parts, width

#: So much of a line is shown where nothing else bounds it; a paragraph of a text file may have thousands of characters.
LONGEST: Final = 96
#: Characters of a line on each side of a number that are looked at: a file may be a single line.
FAR: Final = 2000
#: Context on each side of a number below which each number gets a row of its own, in terminal columns.
_LEAST: Final = 8
_DOTS: Final = "..."


class Printed(NamedTuple):
    """A printed line: text[start:end] of a document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What to underline, text[start:end], and what to say of it."""

    start: int
    end: int
    label: str


class _Shown(NamedTuple):
    """A mark in its row: the column it starts at, how wide it is and its label."""

    column: int
    wide: int
    label: str


def rows(
    line: Printed,
    marks: Sequence[Mark],
    columns: int,
    shown: Callable[[str], str],
    paint: Callable[[str], str],
) -> Iterator[str]:
    """The line with carets below its marks and a label beside or below each; a row of at most so many columns.

    ``shown`` makes one character safe for a terminal, ``paint`` colours a number. What has no room gives way to dots;
    numbers that have no room beside each other get a row each, and no number is ever cut.
    """
    cells = _cells(line, shown)
    found = _merged([Mark(each.start - line.start, each.end - line.start, each.label) for each in marks])
    whole = [(0, len(cells))]
    if _taken(cells, whole) <= columns:
        yield from _row(cells, found, whole, columns, paint)
    else:
        yield from _rows(cells, found, columns, paint)


def _rows(cells: list[str], marks: list[Mark], columns: int, paint: Callable[[str], str]) -> Iterator[str]:
    windows = _fitting(cells, marks, columns)
    if windows is None:
        middle = len(marks) // 2
        yield from _rows(cells, marks[:middle], columns, paint)
        yield from _rows(cells, marks[middle:], columns, paint)
    else:
        yield from _row(cells, marks, windows, columns, paint)


def _row(
    cells: list[str], marks: list[Mark], windows: list[tuple[int, int]], columns: int, paint: Callable[[str], str]
) -> Iterator[str]:
    drawn, places = _drawn(cells, marks, windows, paint)
    yield drawn
    for each in _carets(places, columns):
        yield paint(each)


def _cells(line: Printed, shown: Callable[[str], str]) -> list[str]:
    """What each character of the line is shown as: blanks in a row are one, those at its ends are nothing."""
    cells: list[str] = []
    blank = True
    for ch in line.text[line.start : line.end]:
        cell = shown(ch)
        if cell.isspace() or not cell:
            cell = "" if blank or not cell else " "
        blank = blank if not cell else cell == " "
        cells.append(cell)
    for at in range(len(cells) - 1, -1, -1):
        if cells[at].strip():
            break
        cells[at] = ""
    return cells


def _merged(marks: Sequence[Mark]) -> list[Mark]:
    """The marks in order, those that lie in each other as one."""
    found: list[Mark] = []
    for each in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if found and each.start < found[-1].end:
            last = found.pop()
            labels = last.label.split(", ")
            label = last.label if each.label in labels else f"{last.label}, {each.label}"
            found.append(Mark(last.start, max(last.end, each.end), label))
        else:
            found.append(each)
    return found


def _fitting(cells: list[str], marks: list[Mark], columns: int) -> list[tuple[int, int]] | None:
    """Which parts of a line to show, as much around each mark as fits; ``None`` where that would be too little."""
    if len(marks) > 1 and sum(width("".join(cells[mark.start : mark.end])) for mark in marks) > columns:
        return None
    least = 0 if len(marks) == 1 else _LEAST
    fitting = _windows(cells, marks, least)
    if _taken(cells, fitting) > columns:
        return fitting if len(marks) == 1 else None
    for context in range(least + 2, columns, 2):
        wider = _windows(cells, marks, context)
        if _taken(cells, wider) > columns:
            break
        fitting = wider
    return fitting


def _windows(cells: list[str], marks: list[Mark], context: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for mark in marks:
        start, end = _left(cells, mark.start, context), _right(cells, mark.end, context)
        if found and start - found[-1][1] <= len(_DOTS) and width("".join(cells[found[-1][1] : start])) <= len(_DOTS):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _left(cells: list[str], start: int, context: int) -> int:
    """Where a part begins so many columns before a mark, not inside another number."""
    at, room = start, context
    while at and width(cells[at - 1]) <= room:
        at -= 1
        room -= width(cells[at])
    while 0 < at < start and parts(cells[at - 1], cells[at]):
        at += 1
    return at


def _right(cells: list[str], end: int, context: int) -> int:
    at, room = end, context
    while at < len(cells) and width(cells[at]) <= room:
        room -= width(cells[at])
        at += 1
    while end < at < len(cells) and parts(cells[at - 1], cells[at]):
        at -= 1
    return at


def _taken(cells: list[str], windows: list[tuple[int, int]]) -> int:
    """The columns that parts of a line take with the dots between and around them."""
    shown = sum(width("".join(cells[start:end])) for start, end in windows)
    gaps = len(windows) - 1 + _before(cells, windows) + _after(cells, windows)
    return shown + len(_DOTS) * gaps


def _before(cells: list[str], windows: list[tuple[int, int]]) -> bool:
    return any(cells[: windows[0][0]])


def _after(cells: list[str], windows: list[tuple[int, int]]) -> bool:
    return any(cells[windows[-1][1] :])


def _drawn(
    cells: list[str], marks: list[Mark], windows: list[tuple[int, int]], paint: Callable[[str], str]
) -> tuple[str, list[_Shown]]:
    """The parts as one row, and where each mark stands in it."""
    row, at = (_DOTS if _before(cells, windows) else ""), len(_DOTS) * _before(cells, windows)
    places: list[_Shown] = []
    for number, (start, end) in enumerate(windows):
        if number:
            row, at = row + _DOTS, at + len(_DOTS)
        inside = start
        for mark in (each for each in marks if start <= each.start < end):
            plain, number_ = "".join(cells[inside : mark.start]), "".join(cells[mark.start : mark.end])
            at += width(plain)
            row += plain + paint(number_)
            places.append(_Shown(at, max(1, width(number_)), mark.label))
            at += width(number_)
            inside = mark.end
        rest = "".join(cells[inside:end])
        row, at = row + rest, at + width(rest)
    return row.rstrip() + (_DOTS if _after(cells, windows) else ""), places


def _carets(places: list[_Shown], columns: int) -> Iterator[str]:
    """Carets below the marks, each label behind its own where there is room, else in a row further down."""
    row = ""
    waiting: list[_Shown] = []
    ends = [each.column for each in places[1:]] + [columns + 1]
    for each, end in zip(places, ends, strict=True):
        row += " " * (each.column - width(row)) + "^" * each.wide
        if width(row) + 1 + width(each.label) < end:
            row += f" {each.label}"
        else:
            waiting.append(each)
    yield row
    while waiting:
        row, waiting = _labels(waiting, columns)
        yield row


def _labels(waiting: list[_Shown], columns: int) -> tuple[str, list[_Shown]]:
    """A row with the last of the labels and all before it that have room, strokes for the others; and the others."""
    placed: list[tuple[int, str]] = []
    left: list[_Shown] = []
    end = columns + 1
    for each in reversed(waiting):
        start = each.column if placed else max(0, min(each.column, columns - width(each.label)))
        if not placed or start + width(each.label) < end:
            placed.append((start, each.label))
        else:
            placed.append((start, "|"))
            left.append(each)
        end = start
    row = ""
    for start, label in reversed(placed):
        row += " " * (start - width(row)) + label
    return row, left[::-1]
