"""A sentence with its claims and the words before each: what the relation rules look at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from ipextract.model import Claim, Document

_SENTENCE = regex.compile(r"[^。！？\n]+[。！？\n]?")
LEVELS = frozenset({"count", "amount"})

#: A bracket that opens and closes: an aside, whose words say nothing of what stands outside.
CLOSED = regex.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its claims in order and, for each, the text since the claim before it.

    ``earlier`` are the passages before it in the same paragraph, the nearest first.
    """

    text: str
    start: int
    claims: tuple[Claim, ...]
    leads: tuple[str, ...]
    earlier: tuple[Passage, ...]
    section: tuple[str, ...]

    def levels(self) -> list[int]:
        """The indices of the claims that are counts or amounts."""
        return [i for i, c in enumerate(self.claims) if c.kind in LEVELS]

    def outer(self, index: int) -> str:
        """The words before claim ``index`` without asides."""
        return CLOSED.sub("", self.leads[index])

    def closed(self, index: int, later: int | None) -> bool:
        """True when claim ``index`` stands in a bracket that closes before claim ``later`` or the sentence's end."""
        end = self.start + len(self.text) if later is None else self.claims[later].char_start
        depth = 0
        for ch in self.text[self.claims[index].char_end - self.start : end - self.start]:
            depth += (ch in "（(") - (ch in "）)")
            if depth < 0:
                return True
        return False

    def lead_between(self, first: int, last: int) -> str:
        """All words between claim ``first`` and claim ``last``."""
        return self.text[self.claims[first].char_end - self.start : self.claims[last].char_start - self.start]


def passages(document: Document, claims: tuple[Claim, ...]) -> tuple[Passage, ...]:
    """The sentences of the document's prose that hold a claim."""
    prose = [c for c in claims if c.origin == "prose"]
    starts = [c.char_start for c in prose]
    found: list[Passage] = []
    for block in document.blocks:
        if block.kind == "table":
            continue
        earlier: tuple[Passage, ...] = ()
        for match in _SENTENCE.finditer(document.text, block.start, block.end):
            low, high = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if low == high:
                continue
            inside = tuple(prose[low:high])
            ends = (match.start(), *(c.char_end for c in inside))
            leads = tuple(document.text[end : c.char_start] for end, c in zip(ends, inside, strict=False))
            passage = Passage(match[0], match.start(), inside, leads, earlier, block.section)
            found.append(passage)
            earlier = (passage, *earlier)
    return tuple(found)
