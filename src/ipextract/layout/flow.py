"""Which printed lines belong together: is a text wrapped at all, where are its margins, where does a paragraph end."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median

import regex

from ipextract.layout.rows import Row, column_gaps, first_token
from ipextract.rulebook.layout import LayoutRules

_NARROWEST = 12.0
#: A line of contents, from where its dots begin.
LEADER = regex.compile(
    r"(?<![.．·•…‥]|[.．·•…‥]\s)(?:[.．·•…‥]\s?){4,}\s*[（(]?\d{1,4}[）)]?$|(?<!…|…\s)(?:…\s?){2,}\s*\d{1,4}$"
)
_POINT = regex.compile(r"[.．]\d")
_INDENT = 1.5
_ROOM_AT_STOP = 0.75
_ROOM_ELSEWHERE = 0.2
_PROSE = 20.0


@dataclass(frozen=True, slots=True)
class Margins:
    """The set of the body text in em: left margin, right margin, the first-line indent that a text export has lost.

    ``spaced`` says that blank lines stand between all lines and mean nothing; ``pitch`` is the line distance and
    ``size`` the em of the body, in points.
    """

    wrapped: bool
    left: float = 0.0
    right: float = 0.0
    lost: float = 0.0
    spaced: bool = False
    pitch: float = 0.0
    size: float = 0.0


def margins(rows: Sequence[Row], rules: LayoutRules) -> Margins:
    """The margins of all rows; a text whose lines are no wrapped lines has ``wrapped=False``."""
    if any(row.line.place for row in rows):
        return Margins(False)  # the format says where its paragraphs end
    if any(row.line.boxes is not None for row in rows):
        return _printed(rows)
    steps = [b.line.number - a.line.number for a, b in itertools.pairwise(rows) if a.line.page == b.line.page]
    spaced = len(steps) >= 2 and sum(step >= 2 for step in steps) >= 0.8 * len(steps)
    running = [row for row in rows if not row.ends and row.form is None and not column_gaps(row.text)]
    right = _wrap_width(rows, running, rules)
    if right is None:
        return Margins(False, spaced=spaced)
    left = median(row.left for row in rows)
    return Margins(True, left, right, _lost_indent(rows, left, right, rules), spaced)


def _wrap_width(rows: Sequence[Row], running: Sequence[Row], rules: LayoutRules) -> float | None:
    """The width at which a text is wrapped, or ``None``: most lines that stop in mid-sentence stop at one width."""
    if len(running) < 2:
        return None
    counts = Counter(round(row.right * 2) for row in running)
    peak = max(counts, key=lambda k: (sum(counts[k + d] for d in (-2, -1, 0, 1, 2)) + counts[k], k))
    right = peak / 2
    near = sum(-3.5 <= row.right - right <= 2.5 for row in running)
    tight = sum(-1.5 <= row.right - right <= 1.5 for row in running)
    beyond = sum(row.right > right + 4 for row in rows)
    flowing = sum(any(mark in rules.clause_end for mark in row.text) for row in rows)
    if right < _NARROWEST or near < 0.75 * len(running) or tight < 0.5 * len(running):
        return None
    if beyond > 0.03 * len(rows) or len(running) < 0.2 * len(rows) or flowing < 0.3 * len(rows):
        return None
    return right


def _lost_indent(rows: Sequence[Row], left: float, right: float, rules: LayoutRules) -> float:
    """Two em where lines that surely begin a paragraph end two em early: an export stripped the first-line indent."""
    seen = hits = 0
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if not (before.ends and right - before.right > 6) or row.form is not None or row.ends or row.left > left + 1:
            continue
        seen += 1
        room = right - row.right
        hits += 1.25 <= room <= 3.0 and room - first_token(after.text, rules) > -0.5
    return 2.0 if seen >= 2 and hits >= 0.6 * seen else 0.0


def margins_of(rows: Sequence[Row], widths: Mapping[int, float], usual: Margins, rules: LayoutRules) -> list[Margins]:
    """The margins for each row: pages of one width are set alike, and so are their columns.

    ``usual`` are the margins of all rows together.
    """
    keys = [(round(widths.get(row.line.page, 0.0)), row.line.column) for row in rows]
    if len(set(keys)) < 2:
        return [usual] * len(rows)
    known = {key: margins([row for row, own in zip(rows, keys, strict=True) if own == key], rules) for key in set(keys)}
    return [known[key] for key in keys]


def _printed(rows: Sequence[Row]) -> Margins:
    body = Counter(row.size for row in rows for _ in row.text).most_common(1)[0][0]
    set_rows = [row for row in rows if abs(row.size - body) <= 0.1 * body] or list(rows)
    lefts = Counter(round(row.left * 4) for row in set_rows)
    # Of two usual left edges the outer one is the margin, the inner one the first-line indent.
    usual = [edge for edge, count in lefts.items() if count >= 0.2 * len(set_rows)] or [min(lefts)]
    rights = sorted(row.right for row in set_rows)
    right = rights[min(len(rights) - 1, int(0.98 * len(rights)))]
    steps = Counter(
        round(b.top - a.top, 0)
        for a, b in itertools.pairwise(rows)
        if a.line.page == b.line.page and b.top - a.top > 0.5 * body
    )
    pitch = steps.most_common(1)[0][0] if steps else 0.0
    return Margins(True, min(usual) / 4, right, pitch=pitch, size=body)


def paragraphs(
    rows: Sequence[Row], tables: Sequence[int], walls: Set[int], edges: Sequence[Margins], rules: LayoutRules
) -> list[list[int]]:
    """The indices of ``rows`` that belong together: a paragraph, a heading, or the rows of one table.

    Nothing is joined across ``walls``, the indices of rows that a ruled table stands before.
    """
    groups: list[list[int]] = []
    for i in range(len(rows)):
        joined = i > 0 and i not in walls and tables[i] == tables[i - 1]
        if joined and (tables[i] or not _breaks(rows, i, len(groups[-1]) == 1, edges, rules)):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _breaks(rows: Sequence[Row], i: int, second: bool, margin: Sequence[Margins], rules: LayoutRules) -> bool:
    """Whether a paragraph ends between rows i-1 and i; ``second`` says that row i-1 began its paragraph."""
    before, row = rows[i - 1], rows[i]
    above, edges = margin[i - 1], margin[i]
    if before.line.place != row.line.place or LEADER.search(before.text):
        return True
    if _POINT.match(row.text) and before.text[-1:].isdigit():
        return False  # 5 at a line end and .4 at the next is one number, whatever the layout
    if not edges.wrapped:
        return not _runs_on(before, row, rules)
    same_page = before.line.page == row.line.page
    if before.size and abs(before.size - row.size) > 0.25 * min(before.size, row.size):
        return True
    if edges.size and same_page and min(before.size, row.size) > 1.2 * edges.size and row.form is None:
        return row.top - before.top > 2.2 * row.size
    if same_page and _apart(before, row, edges):
        return True
    indent = row.left - edges.left
    if indent >= _INDENT and not (second and abs(indent - (before.left - above.left)) < 0.1 and not before.ends):
        return True
    lost = above.lost if second else 0.0
    room = above.right - lost - before.right - first_token(row.text, rules)
    # A line that stops in mid-sentence goes on, unless it stops so early that it is a title or a list item.
    stopped = before.ends or before.form is not None
    short = room > (_ROOM_AT_STOP if stopped else max(2.0, _ROOM_ELSEWHERE * (above.right - above.left)))
    if short:
        return True
    if row.form is not None or row.marked:
        return before.ends or (second and before.form is not None)
    return before.ends and _begins(rows, i, edges, rules)


def _runs_on(before: Row, row: Row, rules: LayoutRules) -> bool:
    """Whether prose goes on in the next line of a text that is wrapped in places only.

    Both lines have clauses, the first is long and stops in mid-sentence, and no number would grow at the seam.
    """
    if before.line.boxes is not None or before.line.page != row.line.page or row.line.number - before.line.number > 1:
        return False
    if before.ends or before.form is not None or row.form is not None or row.marked:
        return False
    if before.right - before.left < _PROSE or (before.text[-1:].isdigit() and row.text[:1].isdigit()):
        return False
    return all(any(mark in rules.clause_end for mark in line.text) for line in (before, row)) and not (
        column_gaps(before.text) or column_gaps(row.text)
    )


def _apart(before: Row, row: Row, edges: Margins) -> bool:
    """Whether more than the usual distance lies between two rows of a page."""
    if edges.pitch:
        return row.top - before.top > 1.4 * edges.pitch
    return not edges.spaced and before.line.boxes is None and row.line.number - before.line.number >= 2


def _begins(rows: Sequence[Row], i: int, edges: Margins, rules: LayoutRules) -> bool:
    """Whether row i ends early by just the indent that was lost: it began a paragraph."""
    if not edges.lost or i + 1 >= len(rows) or rows[i].ends:
        return False
    room = edges.right - rows[i].right
    return 1.0 <= room <= 3.5 and room - first_token(rows[i + 1].text, rules) >= 0.6
