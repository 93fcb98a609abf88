"""Notes at the foot of a page or column that stand in the middle of a sentence: they are read when it has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ipextract.model import Line, PageTable
from ipextract.rulebook.layout import LayoutRules

_SMALL = 0.92


def after_the_sentence(items: Sequence[Line | PageTable], rules: LayoutRules) -> list[Line | PageTable]:
    """The items with each note that parts a sentence behind the line in which that sentence ends."""
    sizes = Counter[float]()
    for item in items:
        if isinstance(item, Line) and item.size and item.text:
            sizes[round(item.size, 1)] += len(item.text)
    if not sizes:
        return list(items)
    small = _SMALL * sizes.most_common(1)[0][0]
    found: list[Line | PageTable] = []
    held: list[Line | PageTable] = []
    last: Line | None = None
    k = 0
    while k < len(items):
        stop = _end_of_note(items, k, small, rules)
        if stop > k and last is not None and not _ends(last, rules):
            held += items[k:stop]
            k = stop
            continue
        item = items[k]
        found.append(item)
        last = item if isinstance(item, Line) else None
        if held and (last is None or _ends(last, rules)):
            found += held
            held = []
        k += 1
    return found + held


def _end_of_note(items: Sequence[Line | PageTable], k: int, small: float, rules: LayoutRules) -> int:
    """The index behind the notes that begin at item k and are the last of their column; k itself for no note."""
    first = items[k]
    if not _is_small(first, small) or not isinstance(first, Line) or rules.note.match(first.text.lstrip()) is None:
        return k
    stop = k
    while stop < len(items) and _is_small(items[stop], small) and _place(items[stop]) == _place(first):
        stop += 1
    return stop if stop == len(items) or _place(items[stop]) != _place(first) else k


def _is_small(item: Line | PageTable, small: float) -> bool:
    return isinstance(item, Line) and item.size is not None and item.size < small


def _place(item: Line | PageTable) -> tuple[int, int]:
    return item.page, item.column if isinstance(item, Line) else -1


def _ends(line: Line, rules: LayoutRules) -> bool:
    return line.text.rstrip().rstrip("".join(rules.quotes))[-1:] in rules.sentence_end
