"""Tables of a text without columns: cells parted by single blanks, or printed as lists in quotes.

An export that sets one blank between cells loses the empty ones, so a table is one only where each of its rows is
whole: as many figures as its head has columns for. A row that is not leaves all of it in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

import regex

from ipextract.layout.assemble import Piece
from ipextract.layout.grid import Grid, GridCell, grid_of
from ipextract.layout.rows import Row
from ipextract.model import Line
from ipextract.rulebook.layout import LayoutRules

__all__ = ["Found", "spaced_tables"]

_FIGURE = regex.compile(
    r"[-+−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％‰]?"
    r"|[（(](?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％]?[）)]|[-—–－/…]{1,3}"
)
_YEAR = regex.compile(r"(?:19|20)\d\d[AEFP]?")
_CODE = regex.compile(r"\d{1,7}")
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\S+")
_CLAUSE = regex.compile(r"，(?!\d{3})")
_QUOTED = r"(?:'[^']*'|\"[^\"]*\"|[-+]?\d[\d.]*|[A-Za-z]{2,5})"
_LIST = regex.compile(rf"\[\s*{_QUOTED}(?:\s*,\s*{_QUOTED})+\s*\],?")
_ITEM = regex.compile(_QUOTED)
_FEWEST_WORDS = 3
_MOST_WORDS = 40
_LEAST_ROWS = 2
_SIDES = 2


class Found(NamedTuple):
    """A table among the rows of a text: the index of its first row, that after its last, and its cells."""

    first: int
    stop: int
    grid: Grid


def spaced_tables(rows: Sequence[Row], taken: Sequence[int], walls: Set[int], rules: LayoutRules) -> list[Found]:
    """The tables among the rows that are in none yet, for which ``taken`` is 0; ``walls`` as for paragraphs."""
    found: list[Found] = []
    i = free = 0
    while i < len(rows):
        table = None
        text = rows[i].text
        if not taken[i] and rows[i].line.boxes is None and (text[:1] == "[" or text.count(" ") >= _FEWEST_WORDS - 1):
            free_rows = takewhile(lambda k: not taken[k] and k not in walls, range(i + 1, len(rows)))
            own = chain((rows[i],), (rows[k] for k in free_rows))
            above = rows[i - 1] if i > free and not taken[i - 1] and i not in walls else None
            table = _listed(i, own) if text[:1] == "[" else _spaced(i, own, above, rules)
        if table is not None:
            found.append(table)
            i = free = table.stop
        else:
            i += 1
    return found


# --- lists ------------------------------------------------------------------------------------------------------------


def _listed(first: int, rows: Iterable[Row]) -> Found | None:
    """Rows printed as ['渔船', '1,310', '4.2'], all of one length."""
    cells: list[GridCell] = []
    wide = many = 0
    for row in takewhile(lambda row: _LIST.fullmatch(row.text), rows):
        items = [item.span() for item in _ITEM.finditer(row.line.text)]
        if many and len(items) != wide:
            break
        wide = len(items)
        cells += _list_cells(many, row.line, items)
        many += 1
    return Found(first, first + many, grid_of(cells)) if many >= _LEAST_ROWS else None


def _list_cells(row: int, line: Line, items: Sequence[tuple[int, int]]) -> Iterator[GridCell]:
    """The items of a list without their quotes; what stands between them leads the next, the end trails the last."""
    text = line.text
    at = len(text) - len(text.lstrip())
    for column, (low, high) in enumerate(items):
        begin, end = (low + 1, high - 1) if text[low] in "'\"" else (low, high)
        tail = Piece(line, "join", end, len(text.rstrip())) if column == len(items) - 1 else None
        lead = Piece(line, "cell", at, begin)
        yield GridCell(row, column, (Piece(line, "join", begin, end),), lead=lead, tail=tail)
        at = end


# --- single blanks ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of a line between its blanks, and which of them are figures."""

    line: Line
    spans: tuple[tuple[int, int], ...]
    figures: tuple[bool, ...]

    @property
    def said(self) -> list[str]:
        """The words themselves."""
        return [self.line.text[low:high] for low, high in self.spans]

    @property
    def counted(self) -> int:
        """How many figures end the line."""
        return next((k for k, figure in enumerate(reversed(self.figures)) if not figure), len(self.figures))

    def cell(self, row: int, column: int, words: range, across: int = 1) -> GridCell:
        """The cell that some words side by side fill."""
        piece = Piece(self.line, "cell", self.spans[words[0]][0], self.spans[words[-1]][1])
        return GridCell(row, column, (piece,), 1, across)


def _words(row: Row, rules: LayoutRules) -> _Words | None:
    """The words of a row; ``None`` for a line of prose or on a page."""
    text = row.line.text
    prose = any(mark in rules.sentence_stop for mark in row.text) or _CLAUSE.search(text)
    if prose or row.line.boxes is not None:
        return None
    spans = tuple(word.span() for word in _WORD.finditer(text))
    if len(spans) > _MOST_WORDS:
        return None
    return _Words(row.line, spans, tuple(_FIGURE.fullmatch(text, *span) is not None for span in spans))


def _spaced(first: int, rows: Iterator[Row], above: Row | None, rules: LayoutRules) -> Found | None:
    """The table whose head is the first row; ``above`` may be the line of the titles of its two sides."""
    head = _words(next(rows), rules)
    if head is None or not _heads(head):
        return None
    body = _body(rows, rules)
    titles = _words(above, rules) if above is not None else None
    return _two_sided(first, head, titles, body) if _panel(head) else _plain(first, head, body)


def _heads(words: _Words) -> bool:
    """True for 指标 产量 产值 and 指标 2030 2031: words, or years behind the first of them."""
    said = words.said
    years = [text for text, figure in zip(said, words.figures, strict=True) if figure]
    return len(said) >= _FEWEST_WORDS and not words.figures[0] and all(map(_YEAR.fullmatch, years))


def _body(rows: Iterator[Row], rules: LayoutRules) -> Iterator[_Words]:
    """The lines below a head, up to prose or the head of another table."""
    for row in rows:
        words = _words(row, rules)
        if words is None:
            return
        yield words


def _plain(first: int, head: _Words, body: Iterable[_Words]) -> Found | None:
    """A table with its labels at the left; ``None`` where a row has fewer or more figures than the others."""
    rows: list[_Words] = []
    last = 0
    for words in body:
        if not words.counted and _heads(words):
            break
        rows.append(words)
        last = len(rows) if words.counted else last
    rows = rows[:last]
    whole = [words for words in rows if words.counted]
    counts = {words.counted for words in whole}
    labels = len(head.spans) - max(counts, default=0)
    if len(whole) < _LEAST_ROWS or len(counts) > 1 or labels < 1 or not all(_labelled(each, labels) for each in whole):
        return None
    if labels > 1 and max(len(each.spans) - each.counted for each in whole) < labels:
        return None
    cells = [head.cell(0, column, range(column, column + 1)) for column in range(len(head.spans))]
    for r, words in enumerate(rows, 1):
        cells += _row_cells(r, words, labels)
    return Found(first, first + len(rows) + 1, grid_of(cells))


def _labelled(words: _Words, labels: int) -> bool:
    """Whether a row has a name before its figures, and before that nothing but codes, in as many columns at most."""
    *codes, name = words.said[: len(words.spans) - words.counted] or [""]
    coded = labels == 1 or (len(codes) < labels and all(map(_CODE.fullmatch, codes)))
    return coded and _LETTER.search(name) is not None


def _row_cells(row: int, words: _Words, labels: int) -> Iterator[GridCell]:
    many = len(words.spans) - words.counted
    codes = many - 1 if labels > 1 and words.counted else 0
    for column in range(codes):
        yield words.cell(row, column, range(column, column + 1))
    yield words.cell(row, labels - 1, range(codes, many))
    for k in range(words.counted):
        yield words.cell(row, labels + k, range(many + k, many + k + 1))


# --- two sides --------------------------------------------------------------------------------------------------------


def _panel(head: _Words) -> int:
    """How many columns each side has where the heads of figures come again: 2 of 项目 预算数 项目 预算数; else 0."""
    said = head.said
    wide, odd = divmod(len(said), 2)
    return wide if not odd and wide > 1 and said[1:wide] == said[wide + 1 :] else 0


def _two_sided(first: int, head: _Words, titles: _Words | None, body: Iterable[_Words]) -> Found | None:
    """A table with two sides, each with a label and its figures; ``None`` where a figure may be of either."""
    wide = _panel(head)
    if titles is not None and (len(titles.spans) != _SIDES or any(titles.figures)):
        titles = None
    top = 0 if titles is None else 1
    names = [head.said[0], head.said[wide]] if titles is None else titles.said
    rows = _sided(body, wide, names)
    both = [entries for _, entries in rows or () if len(entries) == _SIDES]
    if rows is None or len(both) < _LEAST_ROWS or not any(words.counted for words, _ in rows):
        return None
    cells = [head.cell(top, column, range(column, column + 1)) for column in range(_SIDES * wide)]
    if titles is not None:
        cells += [titles.cell(0, side * wide, range(side, side + 1), wide) for side in range(_SIDES)]
    for r, (words, entries) in enumerate(rows, top + 1):
        places = ((side * wide + k, word) for side, entry in entries.items() for k, word in enumerate(entry))
        cells += [words.cell(r, column, range(word, word + 1)) for column, word in places]
    return Found(first - top, first + len(rows) + 1, grid_of(cells))


def _sided(body: Iterable[_Words], wide: int, names: Sequence[str]) -> list[tuple[_Words, Mapping[int, range]]] | None:
    """The rows below the head with the words of each side; ``None`` where a row with figures does not say whose."""
    rows: list[tuple[_Words, Mapping[int, range]]] = []
    for words in body:
        entries = _entries(words, wide) or []
        side = _side(words.said[entries[0][0]], names) if len(entries) == 1 else 0
        if not entries or side is None:
            return None if words.counted else rows
        rows.append((words, dict(enumerate(entries, side))))
    return rows


def _entries(words: _Words, wide: int) -> list[range] | None:
    """The labels of a row, each with its figures or none of them; ``None`` for more than two or some of them."""
    starts = [k for k, figure in enumerate(words.figures) if not figure]
    entries = [range(low, high) for low, high in pairwise((*starts, len(words.spans)))]
    if (
        not entries
        or len(entries) > _SIDES
        or words.figures[0]
        or any(len(entry) not in (1, wide) for entry in entries)
    ):
        return None
    return entries


def _side(label: str, names: Sequence[str]) -> int | None:
    """The side on which a label stands alone: 其他支出 ends with what one of them is called; ``None`` for neither."""
    ends = [label.endswith(name) for name in names]
    return ends.index(True) if sum(ends) == 1 else None
