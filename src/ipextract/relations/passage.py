"""A sentence with its claims and the words before each: what the relation rules look at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import regex

from ipextract.model import Claim, Document
from ipextract.sentences import CLOSED as CLOSED  # noqa: PLC0414 - offered from here
from ipextract.sentences import pieces

_SENTENCE = regex.compile(r"[^。！？\n]+[。！？\n]?")
LEVELS = frozenset({"count", "amount"})
_OPENING, _CLOSING = ("（", "("), ("）", ")")

REACH = 60
"""How many sentences back in its paragraph a sentence may refer; no paragraph written as one has as many."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence: its claims in order and, for each, the text since the claim before it.

    ``earlier`` are the passages before it in the same paragraph, the nearest first, and at most ``REACH`` of them.
    ``closings`` say for each claim where in ``text`` the bracket closes that it stands in, past the end for none;
    ``depths`` how many brackets are open before it.
    """

    text: str
    start: int
    claims: tuple[Claim, ...]
    leads: tuple[str, ...]
    earlier: tuple[Passage, ...]
    section: tuple[str, ...]
    closings: tuple[int, ...]
    depths: tuple[int, ...]

    def levels(self) -> list[int]:
        """The indices of the claims that are counts or amounts."""
        return [i for i, c in enumerate(self.claims) if c.kind in LEVELS]

    def outer(self, index: int) -> str:
        """The words before claim ``index`` without asides."""
        lead = self.leads[index]
        return CLOSED.sub("", lead) if any(mark in lead for mark in _CLOSING) else lead

    def closed(self, index: int, later: int | None) -> bool:
        """True when claim ``index`` stands in a bracket that closes before claim ``later`` or the sentence's end."""
        end = self.start + len(self.text) if later is None else self.claims[later].char_start
        return self.closings[index] < end - self.start

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
        for start, end in pieces(_SENTENCE, document.text, block.start, block.end):
            low, high = bisect_left(starts, start), bisect_left(starts, end)
            if low == high:
                continue
            inside = tuple(prose[low:high])
            ends = (start, *(c.char_end for c in inside))
            leads = tuple(document.text[at : c.char_start] for at, c in zip(ends, inside, strict=False))
            text = document.text[start:end]
            closings = _closings(text, [c.char_end - start for c in inside])
            depths = _depths(text, [c.char_start - start for c in inside])
            passage = Passage(text, start, inside, leads, earlier, block.section, closings, depths)
            found.append(passage)
            earlier = (passage, *earlier)[:REACH]
    return tuple(found)


def _closings(text: str, ends: list[int]) -> tuple[int, ...]:
    """For each offset in ``ends`` where the bracket around it closes, the length of the text where none does."""
    if not any(mark in text for mark in _CLOSING):
        return (len(text),) * len(ends)
    # From the back: what is on the stack is every closing bracket that no later opening one belongs to.
    open_: list[int] = []
    found: list[int] = []
    at = len(text)
    for end in reversed(ends):
        while at > end:
            at -= 1
            if text[at] in _CLOSING:
                open_.append(at)
            elif text[at] in _OPENING and open_:
                open_.pop()
        found.append(open_[-1] if open_ else len(text))
    return tuple(reversed(found))


def _depths(text: str, starts: list[int]) -> tuple[int, ...]:
    """For each offset in ``starts`` how many more brackets open than close before it."""
    if not any(mark in text for mark in (*_OPENING, *_CLOSING)):
        return (0,) * len(starts)
    depth = at = 0
    found: list[int] = []
    for start in starts:
        depth += sum((ch in _OPENING) - (ch in _CLOSING) for ch in text[at:start])
        at = max(at, start)
        found.append(depth)
    return tuple(found)
