"""Where sentences end: at their stops, and, so that no text takes for ever, within a sentence that never stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

CLOSED: Final = regex.compile(r"[（(][^（()）]*[）)]")
"""A bracket that opens and closes: an aside, whose words say nothing of what stands outside."""

LONGEST: Final = 4000
"""Characters of a sentence; a longer one is read in pieces, for every number of a sentence is held against the others.

No sentence that was written as one comes near it: what does is a list or a table that lost its line ends.
"""


def pieces(pattern: regex.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans in text[start:end] that ``pattern`` takes for sentences, none longer than ``LONGEST``."""
    for match in pattern.finditer(text, start, end):
        low, high = match.span()
        while high - low > LONGEST:
            cut = _cut(text, low, low + LONGEST)
            yield low, cut
            low = cut
        if high > low:
            yield low, high


def overlong(text: str) -> int | None:
    """Where the first sentence begins that is read in pieces; ``None`` when there is none."""
    return next((found.start() for found in _STRETCH.finditer(text) if found.end() - found.start() > LONGEST), None)


_STRETCH: Final = regex.compile(r"[^。！？\n]+")


def _cut(text: str, low: int, high: int) -> int:
    """Where a sentence is cut: behind its last mark in the second half of text[low:high], so in no number."""
    half = (low + high) // 2
    marks = (text.rfind(mark, half, high) for mark in ("；", "，", "、", "）", " "))
    return next((at + 1 for at in marks if at >= 0), high)
