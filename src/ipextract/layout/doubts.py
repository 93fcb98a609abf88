"""Numbers whose print speaks against their characters: where they stand and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import regex
from numpy.typing import NDArray

from ipextract.layout.assemble import Assembled
from ipextract.model import Issue
from ipextract.model.recognition import BEHIND, BESIDE, CUT, DRAWN, HIDDEN, NAMELESS, OVERPRINTED, READERS, TORN

_NUMBER = regex.compile(r"\d+(?:[.,\uff0c\uff0e]\d+)*[%\uff05\u2030]?")
# Fonts of symbols have their ticks and bullets in the private area, and their digits among them.
_LOST = regex.compile(r"(?![\uf020-\uf02f\uf03a-\uf0ff])[\p{Co}\p{Cn}\p{Cs}\p{M}\ufffd]")
# Three digits and more, each by itself: one number set wide, or as many numbers.
_TORN = regex.compile(r"(?<![\d.,\uff0c\uff0e%] ?)\d(?: \d){2,}(?! ?[\d.,\uff0c\uff0e%])")
_CLAUSE = regex.compile(r"[^\uff0c\u3002\uff1b\uff1a\u3001,;\n\t]+")
_NUMERIC = frozenset("0123456789.,%\uff0c\uff0e\uff05\u2030")
_WHY: Final[Mapping[int, str]] = {
    READERS: "the two readers differ here",
    NAMELESS: "a glyph that it touches has no character",
    CUT: "it may go on beyond the end of its line",
    OVERPRINTED: "other print lies over it or below it",
    DRAWN: "what is drawn here does not look like it",
    BESIDE: "something is drawn beside it that is no text",
    BEHIND: "nobody can see it, it stands behind a picture",
    HIDDEN: "there are digits beside it that nobody can see",
    TORN: "it may be one number with the digits beside it, which stand apart from it",
}
_CODES: Final = {f"IPX{code}": code for code in _WHY}

Places = dict[tuple[int, int], int]
"""The places of numbers, each with the code of what speaks against it."""


def doubted(made: Assembled, known: Sequence[Issue]) -> tuple[Issue, ...]:
    """What the readers doubt of the text, each at its place; ``known`` are the issues of the source and of layout.

    A doubt of any character is one of the whole number, and one of a word is one of the numbers of its clause: who
    reads a rise for a fall has the number wrong. Issues that have their number in the text, but no place, get it.
    """
    marked = dict(_marked(made))
    issues = [_placed(issue, marked, made) for issue in known]
    told = {(issue.start, issue.end) for issue in issues}
    new = (_issue(place, why, made) for place, why in sorted(marked.items()) if place not in told)
    return (*issues, *new)


def _placed(issue: Issue, marked: Places, made: Assembled) -> Issue:
    """The issue with the place of the number that it doubts: one marked for its reason, else the only on its page."""
    if issue.start is not None or not issue.quote or issue.code not in _CODES:
        return issue
    for (start, end), why in marked.items():
        same = issue.page in (None, int(made.pages[start])) and why == _CODES[issue.code]
        if same and made.text[start:end].rstrip("%\uff05\u2030") == issue.quote:
            return replace(issue, start=start, end=end)
    whole = regex.compile(rf"(?<![\d.,]){regex.escape(issue.quote)}(?![\d]|[.,]\d)")
    found = [m.span() for m in whole.finditer(made.text) if issue.page in (None, int(made.pages[m.start()]))]
    return replace(issue, start=found[0][0], end=found[0][1]) if len(found) == 1 else issue


def _issue(place: tuple[int, int], why: int, made: Assembled) -> Issue:
    start, end = place
    page, line = int(made.pages[start]), int(made.lines[start])
    where = f"page {page} line {line}" if page else f"line {line}"
    quote = made.text[start:end]
    message = f"{where}: {quote!r} is in doubt: {_WHY[why]}; look at the page"
    return Issue(f"IPX{why}", message, page or None, start, end, quote)


def _marked(made: Assembled) -> Iterator[tuple[tuple[int, int], int]]:
    if made.boxes is not None:
        yield from (((k, k + 1), TORN) for match in _TORN.finditer(made.text) for k in range(*match.span(), 2))
    marks = made.doubts
    lost = [match.start() for match in _LOST.finditer(made.text)]
    if marks is None and not lost:
        return
    if marks is None:
        marks = np.zeros(len(made.text), np.uint16)
    words = _of_words(made.text, marks)
    beside = _reach(made.text, lost)
    for match in _NUMBER.finditer(made.text):
        start, end = match.span()
        why = int(max(marks[max(0, start - 1) : end + 1].max(), words[start:end].max()))
        if why or beside[start:end].any():
            yield (start, end), why or NAMELESS


def _of_words(text: str, marks: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """For each character the doubt of a word in its clause; those of numbers stay their own."""
    found = np.zeros(len(text), np.uint16)
    doubtful = [at for at in np.flatnonzero(marks).tolist() if text[at] not in _NUMERIC]
    if doubtful:
        for match in _CLAUSE.finditer(text):
            start, end = match.span()
            codes = [int(marks[at]) for at in doubtful if start <= at < end]
            found[start:end] = max(codes, default=0)
    for at in doubtful:  # what parts clauses is in none of them
        found[max(0, at - 1) : at + 2] = np.maximum(found[max(0, at - 1) : at + 2], marks[at])
    return found


def _reach(text: str, lost: Sequence[int]) -> NDArray[np.bool_]:
    """The characters that a glyph without a character touches; a point may stand between the two."""
    found = np.zeros(len(text) + 4, np.bool_)
    for at in lost:
        found[[at + 1, at + 3]] = True
        for step in (-1, 1):
            beyond = at + 2 * step
            if 0 <= beyond < len(text) and text[at + step] in ".,\uff0c\uff0e":
                found[beyond + 2] = True
    return found[2 : len(text) + 2]
