"""Text in terminal columns: how wide it is, where a line may end, tables that fit. A Chinese character is two wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Final

_ESCAPE: Final = re.compile(r"\x1b\[[\d;]*m")
_TOKEN: Final = re.compile(r"\x1b\[[\d;]*m|.", re.DOTALL)
_IN_NUMBERS: Final = frozenset(".,%:/")
#: Names in the first column of a table are never cut below so many columns.
_NAME: Final = 14
#: Remarks in the last column are never wrapped to less than so many columns.
_REMARK: Final = 12
_GAP: Final = 2
#: What stands before a path that has to go into the next line.
_BEFORE_PATHS: Final = "\uff1a\uff0c\u3001"


def width(text: str) -> int:
    """The columns that a text takes on a terminal, colours not counted."""
    return sum(_wide(ch) for ch in (_ESCAPE.sub("", text) if "\x1b" in text else text))


@lru_cache(maxsize=8192)
def _wide(ch: str) -> int:
    if unicodedata.combining(ch):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1


def parts(before: str, after: str) -> bool:
    """True where a number would be broken between these two characters."""
    if not (before.isnumeric() or before in _IN_NUMBERS):
        return False
    return after.isnumeric() or after in _IN_NUMBERS


def wrapped(text: str, columns: int | None, indent: str = "", hang: str | None = None) -> list[str]:
    """A text as lines of at most so many columns, ``None`` for any; the first after ``indent``, the others ``hang``.

    Lines end at blanks and between Chinese characters, never inside a number or between it and its unit; what cannot
    be broken stands out.
    """
    hanging = indent if hang is None else hang
    if columns is None:
        return [f"{indent}{text}"]
    lines: list[str] = []
    line, room = "", columns - width(indent)
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", columns - width(hanging)
        line += piece
    lines.append(line.rstrip())
    return [f"{hanging if i else indent}{each}".rstrip() for i, each in enumerate(lines)]


def _pieces(text: str) -> Iterable[str]:
    """What may not be broken, each with the blanks behind it."""
    piece, last = "", ""
    for token in _TOKEN.findall(text):
        if token.startswith("\x1b"):
            piece += token
            continue
        if last and _may_end(last, token):
            yield piece
            piece = ""
        piece += token
        last = token
    if piece:
        yield piece


def _may_end(last: str, following: str) -> bool:
    if following == " ":
        return False
    if last == " ":
        return True
    if following == "/" and last in _BEFORE_PATHS:
        return True
    if parts(last, following) or unicodedata.category(following) in ("Pe", "Pf", "Po"):
        return False
    if unicodedata.category(last) in ("Ps", "Pi"):
        return False
    if last in _IN_NUMBERS or (last.isnumeric() and _wide(last) == 1):
        return False
    return _wide(last) == 2 or _wide(following) == 2


def shortened(text: str, columns: int) -> str:
    """A text in at most so many columns: two dots stand for its middle, and no number is cut."""
    if width(text) <= columns:
        return text
    half = (columns - 2) // 2
    end, start = len(text), 0
    while end and width(text[end - 1 :]) <= half:
        end -= 1
    while 0 < end < len(text) and parts(text[end - 1], text[end]):
        end += 1
    while width(text[: start + 1]) + 2 + width(text[end:]) <= columns:
        start += 1
    while start and parts(text[start - 1], text[start]):
        start -= 1
    return f"{text[:start]}..{text[end:]}"


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> Iterable[str]:
    """Rows as lines whose columns start, those in ``right`` end, at the same place on a terminal."""
    if not rows:
        return
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [_padded(cell, wide, at in right) for at, (cell, wide) in enumerate(zip(row, widths, strict=True))]
        yield (" " * _GAP).join(cells).rstrip()


def _padded(cell: str, wide: int, right: bool) -> str:
    blanks = " " * (wide - width(cell))
    return blanks + cell if right else cell + blanks


def table(
    rows: Sequence[Sequence[str]], columns: int | None, indent: str = "", right: Collection[int] = ()
) -> Iterable[str]:
    """A table with its titles in the first row, in so many columns, ``None`` for any.

    Where it is too wide the names in its first column are wrapped, or cut where they have no place to break, then the
    remarks in its last are wrapped, unless that is one of ``right``. Where that is not enough, each row becomes a few
    lines: its name, and below it every other cell that says something behind its title.
    """
    room = None if columns is None or len(rows) < 2 else columns - width(indent)
    widths = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    over = 0 if room is None else max(0, sum(widths) + _GAP * (len(widths) - 1) - room)
    name = max(min(widths[0], _NAME), widths[0] - over) if widths else 0
    last = widths[-1] - (over - (widths[0] - name)) if widths else 0
    if over and last < (widths[-1] if len(widths) - 1 in right else min(_REMARK, widths[-1])):
        yield from _stacked(rows, columns or 0, indent)
        return
    laid = [line for row in rows for line in (_broken(row, name, last) if over else [row])]
    yield from (f"{indent}{line}" for line in aligned(laid, right))


def _broken(row: Sequence[str], name: int, last: int) -> Iterable[Sequence[str]]:
    """A row whose first and last cells are wrapped into as many lines as they take."""
    names, remarks = wrapped(row[0], name), wrapped(row[-1], last)
    if any(width(each) > name for each in names):
        names = [shortened(row[0], name)]
    for number, (first, remark) in enumerate(zip_longest(names, remarks, fillvalue="")):
        yield (first, *(row[1:-1] if not number else [""] * (len(row) - 2)), remark)


def _stacked(rows: Sequence[Sequence[str]], columns: int, indent: str) -> Iterable[str]:
    titles = rows[0]
    for row in rows[1:]:
        yield from (shortened(line, columns) for line in wrapped(row[0], columns, indent))
        cells = [(title, cell) for title, cell in zip(titles[1:], row[1:], strict=True) if cell not in ("", "-")]
        said = [f"{title} {cell}".strip() for title, cell in cells]
        yield from _filled(said, columns, indent + "  ")


def _filled(said: Sequence[str], columns: int, indent: str) -> Iterable[str]:
    """Cells one after the other, as many in a line as have room."""
    line = ""
    for each in said:
        if line and width(indent) + width(line) + _GAP + width(each) > columns:
            yield from wrapped(line, columns, indent)
            line = ""
        line += (" " * _GAP if line else "") + each
    if line:
        yield from wrapped(line, columns, indent)
