"""Printed lines measured: where they begin and end in em, how they end, which of them are rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from ipextract.layout.glyphs import code_points, em, widths
from ipextract.model import Line
from ipextract.rulebook.layout import HeadingForm, LayoutRules

GAP = regex.compile(r"(?<=[^\s，；、：])(?:[^\S\t]*\t\s*|[^\S\u3000]{2,}|[^\S\u3000]*\u3000\s*)(?=\S)")
RULE_ROW = regex.compile(r"\|[\s:|\-—–─]+\|")
_CLAUSE = regex.compile(r"[。！？；]|，(?!\d{3})")
_LONGEST_FIELD = 24.0
_CLOSE = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A printed line: its ``left`` and ``right`` edge in em of the body text, its ``top`` and ``size`` in points.

    ``form`` is the heading form it begins with; it ``ends`` where a sentence ends, ``pauses`` where a clause does.
    """

    line: Line
    text: str
    left: float
    right: float
    top: float
    size: float
    form: HeadingForm | None
    marked: bool
    ends: bool
    pauses: bool


def measure(lines: Sequence[Line], rules: LayoutRules) -> list[Row]:
    """The rows of all lines, in order; widths are taken from boxes where there are any, else from the characters."""
    if not lines:
        return []
    sizes = Counter[float]()
    for line in lines:
        if line.size:
            sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    lengths = np.array([len(line.text) for line in lines])
    total = np.concatenate(([0], np.cumsum(widths(code_points("".join(line.text for line in lines)))))) / 4
    ends = np.cumsum(lengths)
    set_width = total[ends] - total[ends - lengths]
    rows: list[Row] = []
    for line, width in zip(lines, set_width.tolist(), strict=True):
        text = line.text.strip()
        top = 0.0
        if line.boxes is None:
            indent = em(line.text[: len(line.text) - len(line.text.lstrip())]) if line.text[:1].isspace() else 0.0
            trail = em(line.text[len(line.text.rstrip()) :]) if line.text[-1:].isspace() else 0.0
            left, right = indent, width - trail
        else:
            seen = line.boxes[~np.isnan(line.boxes[:, 0])]
            left, right, top = 0.0, 0.0, 0.0
            if len(seen):
                left, right = float(seen[:, 0].min()) / body, float(seen[:, 2].max()) / body
                top = float(seen[:, 3].max())
        core = text.rstrip("".join(rules.quotes)) or text
        rows.append(
            Row(
                line=line,
                text=text,
                left=left,
                right=right,
                top=top,
                size=line.size or 0.0,
                form=heading_form(text, rules),
                marked=rules.marker.match(text) is not None,
                ends=core[-1:] in rules.sentence_end,
                pauses=core[-1:] in rules.clause_end,
            )
        )
    return rows


def heading_form(text: str, rules: LayoutRules) -> HeadingForm | None:
    """The form of heading that ``text`` begins with, the outermost first."""
    for form in rules.headings:
        if form.pattern.match(text):
            return form
    return None


def first_token(text: str, rules: LayoutRules) -> float:
    """The width in em of what a line break cannot part at the beginning: a Latin run or an ideograph with its stops."""
    i = 0
    while i < len(text) and "!" <= text[i] <= "~":
        i += 1
    i = max(i, 1)
    while i < len(text) and text[i] in rules.closing and not "!" <= text[i] <= "~":
        i += 1
    return em(text[:i])


def _is_sentence(row: Row) -> bool:
    """True for a line of a text that has clauses between its blanks, and no figure alone."""
    if row.line.boxes is not None or "\t" in row.text or not _CLAUSE.search(row.text):
        return False
    return not any(field[:1].isdigit() and not _CLAUSE.search(field) for field in GAP.split(row.text))


def column_gaps(text: str) -> int:
    """How many gaps between columns a line has: a tab, two spaces or an ideographic space between characters."""
    if "\t" not in text and "  " not in text and "\u3000" not in text:
        return 0
    return len(GAP.findall(text))


def tabular(rows: Sequence[Row], *, wrapped: bool, full: Sequence[float]) -> list[int]:
    """For each row the number of the table it belongs to, 0 for prose; a table is two rows or more in columns.

    ``full`` is for each row where a line of prose would end.
    """
    gaps = [column_gaps(row.text) for row in rows]
    gaps = [
        0 if many and ((many == 1 and row.form is not None) or _is_sentence(row)) else many
        for many, row in zip(gaps, rows, strict=True)
    ]
    pipes = [row.text.startswith("|") and row.text.count("|") >= 2 for row in rows]
    pipes = [piped or _ends_piped(rows, j) for j, piped in enumerate(pipes)]
    found = [0] * len(rows)
    number = 0
    i = 0
    while i < len(rows):
        j = i
        while j < len(rows) and (
            pipes[j] if pipes[i] else not pipes[j] and (gaps[j] > 0 or _wrapped_label(rows, gaps, i, j))
        ):
            j += 1
        if j > i and (_piped(rows[i:j]) if pipes[i] else _columns(rows[i:j], gaps[i:j], wrapped=wrapped, full=full[i])):
            number += 1
            found[i:j] = [number] * (j - i)
        i = max(j, i + 1)
    return found


def _ends_piped(rows: Sequence[Row], j: int) -> bool:
    """Whether a line is the end of a row in bars that did not fit: both have the bars of the row below together."""
    if not 0 < j < len(rows) - 1:
        return False
    above, text, below = (rows[k].text for k in (j - 1, j, j + 1))
    begun = above.startswith("|") and not above.endswith("|")
    ended = text.endswith("|") and not text.startswith("|") and below.startswith("|")
    return begun and ended and above.count("|") + text.count("|") == below.count("|")


def _wrapped_label(rows: Sequence[Row], gaps: Sequence[int], first: int, j: int) -> bool:
    """Whether row j holds only a part of the label of a row of figures: it stands close, left of all figures."""
    row = rows[j]
    near = [k for k in (j - 1, j + 1, j + 2) if first <= k < len(rows) and gaps[k] > 0]
    if row.line.boxes is None or row.form is not None or row.marked or row.ends or not near or near == [j - 1]:
        return False
    return all(
        rows[k].line.page == row.line.page
        and abs(rows[k].top - row.top) <= _CLOSE * row.size * (1 + (k == j + 2))
        and row.right < second_field(rows[k].line) / (row.size or 1.0)
        for k in near[:2]
    )


def second_field(line: Line) -> float:
    """Where the second field of a line in columns begins, in points."""
    gap = GAP.search(line.text.rstrip())
    if gap is None or line.boxes is None:
        return 0.0
    return float(line.boxes[gap.end(), 0])


def _piped(rows: Sequence[Row]) -> bool:
    return len(rows) >= 2 and not all(RULE_ROW.fullmatch(row.text) for row in rows)


def _columns(rows: Sequence[Row], gaps: Sequence[int], *, wrapped: bool, full: float) -> bool:
    if len(rows) == 1:
        return gaps[0] >= 2 and not (wrapped and rows[0].right > full - 3)
    if wrapped:
        longest = sorted(max(em(field) for field in GAP.split(row.text)) for row in rows)
        if longest[len(longest) // 2] > _LONGEST_FIELD:
            return False
    return len(rows) >= 3 or any(character.isdigit() for row in rows for character in row.text)
