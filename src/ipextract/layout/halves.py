"""Tables set side by side under one frame (收入 with its figures, then 支出 with its own) as the tables they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from ipextract.model import Cell, Table

_FIGURE = regex.compile(r"[-+−－]?[\d.,，]+[%％‰]?|[-—–/*]+")
_LEAST_LABELS = 3
_FEW = 0.2
_MOST = 0.6
_ENDING = 2


def halves(tables: Iterable[Table], text: str) -> Iterator[Table]:
    """Each table itself, or the two that stand side by side in it; both keep its place in the text.

    One that goes on with such a table, with nothing printed between and no head of its own, is split where that was.
    """
    last: Table | None = None
    split: int | None = None
    for table in tables:
        at = _filled(table, text)
        goes_on = last is not None and last.columns == table.columns and not text[last.end : table.start].strip()
        before, last, split = split, table, _split(table, at)
        if split is None and goes_on and before is not None and _is_headless(at, before):
            split = before
        if split is None:
            yield table
        else:
            yield from _two(table, split)


def _is_headless(at: Mapping[tuple[int, int], str], split: int) -> bool:
    """Whether a table has nothing but names in its two columns of labels, and nothing but figures in the others."""
    return all((_FIGURE.fullmatch(words) is None) == (column in (0, split)) for (_, column), words in at.items())


def _two(table: Table, split: int) -> Iterator[Table]:
    left = [_clipped(cell, split) for cell in table.cells if cell.column < split]
    right = [replace(cell, column=cell.column - split) for cell in table.cells if cell.column >= split]
    yield replace(table, columns=split, cells=tuple(left))
    yield replace(table, columns=table.columns - split, cells=tuple(right))


def _clipped(cell: Cell, split: int) -> Cell:
    return replace(cell, column_span=min(cell.column_span, split - cell.column))


def _filled(table: Table, text: str) -> Mapping[tuple[int, int], str]:
    """The words of each cell that has some, without white space, at its first place."""
    found = {(cell.row, cell.column): "".join(text[cell.start : cell.end].split()) for cell in table.cells}
    return {place: words for place, words in found.items() if words}


def _split(table: Table, at: Mapping[tuple[int, int], str]) -> int | None:
    """The column of labels where the second table begins; ``None`` for one table."""
    columns: list[list[str]] = [[] for _ in range(table.columns)]
    first = _first(at)
    for (row, column), words in at.items():
        if row >= first:
            columns[column].append(words)
    kinds = [_kind(column) for column in columns]
    if not kinds or kinds[0] != "label":
        return None
    heads = _heads(at, table.columns)
    for split in range(2, table.columns - 1):
        if kinds[split] != "label" or kinds[split - 1] != "figures" or kinds[split + 1] != "figures":
            continue
        left, right = heads[:split], heads[split:]
        if _above(at, range(split)) == _above(at, range(split, table.columns)):
            continue  # one table whose rows go on beside it (structure/unfolded.py)
        alike = left[0][-_ENDING:] == right[0][-_ENDING:] != ""
        if alike or (left[1:] == right[1:] and all(left[1:])):
            return split
    return None


def _kind(body: Sequence[str]) -> str:
    """What stands in a column below the heads: labels, of which there are several, figures, or neither throughout."""
    share = sum(_FIGURE.fullmatch(words) is not None for words in body) / max(1, len(body))
    if len(body) < _LEAST_LABELS:
        return "figures" if share == 1 else ""
    return "label" if share <= _FEW else "figures" if share >= _MOST else ""


def _first(at: Mapping[tuple[int, int], str]) -> int:
    """The first row with a figure."""
    return min((row for (row, _), words in at.items() if _FIGURE.fullmatch(words)), default=0)


def _heads(at: Mapping[tuple[int, int], str], columns: int) -> list[str]:
    """The head of each column: the last words in it above the first figure of the table."""
    first = _first(at)
    return [next((at[row, j] for row in reversed(range(first)) if (row, j) in at), "") for j in range(columns)]


def _above(at: Mapping[tuple[int, int], str], columns: range) -> list[tuple[int, int, str]]:
    """All words of some columns above the first figure, without a title across the table, by row and column in them."""
    first = _first(at)
    titles = {row for row in range(first) if sum(place[0] == row for place in at) == 1}
    inside = ((row, j - columns[0], words) for (row, j), words in at.items() if j in columns and row < first)
    return [each for each in sorted(inside) if each[0] not in titles]
