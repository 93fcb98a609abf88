"""Headlines: what the line above an item says in short, and the number of the item that it says it of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from ipextract.model import Block, Claim, Document
from ipextract.relations.subjects import Subjects, Tie
from ipextract.rulebook import Rulebook

#: The longest line that may be a headline.
_LINE = 60
#: What ends a sentence or a line that goes on; no headline has it at its end.
_ENDS = "。；;，,：:、"
_FULL_STOP = "。"
#: What the block before a headline is or ends with: none that goes on in the next line.
_ENDED = frozenset(("table", "heading", "title"))
_CLOSES = "。！？…”’」）)】"
_TIES: tuple[Tie, ...] = ("same", "longer", "akin")
#: The day of a release in front of its headline, in brackets: it dates the telling, not what is told.
_DAY = regex.compile(r"^[【〔［\[（(][\p{Nd}\p{Han}./-]{8,12}[】〕］\]）)]")
_TURNED = frozenset(("up", "down"))


class Headed(NamedTuple):
    """A number of a headline and that of its item; ``tie`` is how their names are one, ``exact`` for one frame."""

    above: Claim
    below: Claim
    tie: Tie
    exact: bool


def headed(document: Document, claims: Sequence[Claim], subjects: Subjects, rulebook: Rulebook) -> Iterator[Headed]:
    """The numbers of headlines with the first number of the item that the same words name."""
    starts = [c.char_start for c in claims]

    def inside(block: Block) -> Sequence[Claim]:
        return claims[bisect_left(starts, block.start) : bisect_left(starts, block.end)]

    for headline, body in _items(document):
        text = _DAY.sub("", document.text[headline.start : headline.end].strip())
        below = [c for block in body for c in inside(block)]
        for above in inside(headline):
            yield from _found(above, below, subjects, dated=rulebook.undated(text) != text)


def _items(document: Document) -> Iterator[tuple[Block, list[Block]]]:
    """The headlines of a document with the paragraphs of each, up to the next line that may be one."""
    blocks = [b for b in document.blocks if document.text[b.start : b.end].strip()]
    heads: list[int] = []
    over = True
    for i, block in enumerate(blocks):
        text = document.text[block.start : block.end].strip()
        short = block.kind != "table" and _is_headline(text)
        if short and over:
            heads.append(i)
        over = block.kind in _ENDED or text[-1] in _CLOSES or (short and over)
    for i, j in pairwise((*heads, len(blocks))):
        body = [b for b in blocks[i + 1 : j] if b.kind != "table"]
        if body and _FULL_STOP in document.text[body[0].start : body[0].end]:
            yield blocks[i], body


def _is_headline(line: str) -> bool:
    """True for a short line that is no sentence."""
    return len(line) <= _LINE and "\n" not in line and line[-1] not in _ENDS and _FULL_STOP not in line


def _found(above: Claim, below: Sequence[Claim], subjects: Subjects, *, dated: bool) -> Iterator[Headed]:
    alike = [c for c in below if _same_measure(above, c) and _same_time(above, c, dated=dated)]
    ties = [(subjects.tie(above, c), c) for c in alike]
    for tie in _TIES:
        named = [c for found, c in ties if found == tie]
        if named:
            most = max(subjects.common(above, c) for c in named)
            best = [c for c in named if tie != "akin" or subjects.common(above, c) == most]
            own = [c for c in best if c.scope == above.scope] or best
            exact = own[0].scope == above.scope and own[0].period == above.period
            yield Headed(above, own[0], tie, exact)
            return


def _same_measure(above: Claim, below: Claim) -> bool:
    if above.kind != below.kind or above.unit != below.unit or above.reckoned != below.reckoned:
        return False
    turned = {above.direction, below.direction} == _TURNED
    return not turned and above.within == below.within and above.base == below.base


def _same_time(above: Claim, below: Claim, *, dated: bool) -> bool:
    """True in one period; a headline without a date of its own is of the time of which its item speaks."""
    return above.period == below.period or (not dated and above.period.year == below.period.year)
