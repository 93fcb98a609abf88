"""Which paragraph is the title of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipextract.layout.flow import Margins
from ipextract.layout.rows import Row
from ipextract.rulebook.layout import LayoutRules

#: A shorter line that the name of a page holds may be the name of a column or of its site.
_LEAST = 8


def title_of(
    firsts: Sequence[Row | None],
    spans: Sequence[tuple[int, int]],
    text: str,
    edges: Margins,
    names: Sequence[str],
    rules: LayoutRules,
) -> int | None:
    """The index of the title: what the format marks, the largest print of the first page, a line named like a report.

    ``firsts`` holds the first row of each paragraph and ``None`` for a table, ``spans`` where each stands in the text,
    ``names`` what a web page says its name is. Where nothing else tells, it is a first line that is no sentence.
    """
    marked = _marked(firsts)
    named = _named(firsts, spans, text, names, marked)
    if named is None:
        named = marked
    if named is not None and spans[named][1] - spans[named][0] <= rules.longest_title:
        return named
    short = list(_opening(firsts, spans, text, rules))
    if edges.size:
        largest = max((_size(firsts[k]) for k in short), default=0.0)
        if largest > 1.15 * edges.size:
            return next(k for k in short if _size(firsts[k]) == largest)
    else:
        formed = next((k for k in short if rules.report.match(dense(text[slice(*spans[k])]))), None)
        if formed is not None:
            return formed
    row = firsts[0] if firsts else None
    if row is None or not short or short[0] != 0 or len(firsts) < 2:
        return None
    line = text[slice(*spans[0])]
    stops = any(character in rules.title_stop for character in line)
    return None if row.form is not None or row.pauses or stops or line.isdigit() else 0


def dense(text: str) -> str:
    """A line without its spaces and the characters of no width that web pages have."""
    return "".join(character for character in text if not character.isspace() and character not in "\u200b\ufeff")


def _size(row: Row | None) -> float:
    return row.size if row is not None else 0.0


def _marked(firsts: Sequence[Row | None]) -> int | None:
    """What the format marks as title, or the one heading of the first level, with everything below it."""
    levels = {k: row.line.level for k, row in enumerate(firsts) if row is not None}
    title = next((k for k, level in levels.items() if level == 0), None)
    first = firsts[0] if firsts else None
    if title is None and first is not None and first.form is None:
        return 0 if [k for k, level in levels.items() if level == 1] == [0] else None
    return title


def _named(
    firsts: Sequence[Row | None], spans: Sequence[tuple[int, int]], text: str, names: Sequence[str], marked: int | None
) -> int | None:
    """The paragraph that the page is named after: of all that its name holds whole, the longest."""
    for name in map(dense, names):
        best, most = None, _LEAST - 1
        for k, row in enumerate(firsts):
            line = dense(text[slice(*spans[k])]) if row is not None else ""
            longer = len(line) > most or (len(line) == most and k == marked)
            if longer and _holds(name, line):
                best, most = k, len(line)
        if best is not None:
            return best
    return None


def _holds(name: str, line: str) -> bool:
    """Whether ``line`` stands in ``name`` between signs, or at one of its ends."""
    at = name.find(line)
    behind = name[at + len(line) : at + len(line) + 1]
    return at >= 0 and not name[max(0, at - 1) : at].isalnum() and not behind.isalnum()


def _opening(
    firsts: Sequence[Row | None], spans: Sequence[tuple[int, int]], text: str, rules: LayoutRules
) -> Iterator[int]:
    """The short lines of the first page before its prose."""
    first = [(k, row) for k, row in enumerate(firsts) if row is not None and row.line.page == 1]
    if not first:
        return
    prose = (k for k, _ in first if any(character in rules.sentence_stop for character in text[slice(*spans[k])]))
    stop = next(prose, first[-1][0])
    for k, row in first:
        fits = 0 < spans[k][1] - spans[k][0] <= rules.longest_title
        if k < stop and row.form is None and fits and (k + 1 == len(firsts) or firsts[k + 1] is not None):
            yield k
