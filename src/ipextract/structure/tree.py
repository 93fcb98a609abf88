"""The text as a tree: paragraph › sentence › clause, with its brackets; cut once, for everybody who reads it.

A sentence ends with 。！？ or its line, a clause with ，；：, too. A bracket opens clauses of its own, but for a short
one inside a name: 在校（园）生, 颗粒物（PM10）. Offsets are half-open and count the characters of the document text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from ipextract.model import BlockKind, Document
from ipextract.sentences import pieces

OPENING: Final = "（("
CLOSING: Final = "）)"
#: What ends the subject of a clause and all that carried it on.
APART: Final = "；;"

_SENTENCE = regex.compile(r"[^。！？\n]*[。！？\n]?[”’」）]?")
_NAMED = regex.compile(r"[（(](?:[^（()）\d，；。]{1,6}|[A-Za-z][A-Za-z0-9.&+/\-]{0,9})[）)]")
_MARK = regex.compile(r"[（(）)\n]")
_CLAUSE_END = regex.compile(r"[，；：,;。！？\n（()）]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of prose: a paragraph, title or heading, below the headings of its ``section``."""

    start: int
    end: int
    kind: BlockKind
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ``paragraph`` (its index); its clauses are those from ``first`` up to ``last``."""

    start: int
    end: int
    paragraph: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of ``sentence``, in ``bracket`` (indices, -1 for none); ``mark`` is what stands before it, if any."""

    start: int
    end: int
    sentence: int
    bracket: int
    mark: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with its marks, in ``outer`` (an index, -1 for none); ``named`` where it is a part of a name."""

    start: int
    end: int
    outer: int
    named: bool


class Tree:
    """The paragraphs, sentences, clauses and brackets of a text, each in text order, and who stands where."""

    __slots__ = (
        "_bracket_starts",
        "_clause_starts",
        "_sentence_starts",
        "brackets",
        "clauses",
        "paragraphs",
        "sentences",
        "text",
    )

    def __init__(
        self,
        text: str,
        paragraphs: tuple[Paragraph, ...],
        sentences: tuple[Sentence, ...],
        clauses: tuple[Clause, ...],
        brackets: tuple[Bracket, ...],
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.sentences = sentences
        self.clauses = clauses
        self.brackets = brackets
        self._sentence_starts = [s.start for s in sentences]
        self._clause_starts = [c.start for c in clauses]
        self._bracket_starts = [b.start for b in brackets]

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds ``offset``, -1 in a table or between paragraphs."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return i if i >= 0 and offset < self.sentences[i].end else -1

    def clause_at(self, offset: int) -> int:
        """The index of the clause that holds ``offset``, -1 on a mark between two clauses."""
        i = bisect_right(self._clause_starts, offset) - 1
        return i if i >= 0 and offset < self.clauses[i].end else -1

    def bracket_at(self, offset: int) -> int:
        """The index of the innermost bracket around ``offset``, names in brackets left out; -1 outside of brackets."""
        i = bisect_left(self._bracket_starts, offset) - 1
        while i >= 0 and (self.brackets[i].named or self.brackets[i].end <= offset):
            i = self.brackets[i].outer
        return i

    def depth(self, offset: int) -> int:
        """How many brackets stand around ``offset``."""
        found, i = 0, self.bracket_at(offset)
        while i >= 0:
            found, i = found + (not self.brackets[i].named), self.brackets[i].outer
        return found

    def outside(self, start: int, end: int) -> Iterator[str]:
        """The stretches of text[start:end] outside of brackets that open and close in it, for those are asides."""
        at = start
        for bracket in self.brackets[bisect_right(self._bracket_starts, start - 1) :]:
            if bracket.start >= end:
                break
            if bracket.start >= at and bracket.end <= end:
                yield self.text[at : bracket.start]
                at = bracket.end
        yield self.text[at:end]

    def plain(self, start: int, end: int) -> str:
        """text[start:end] without the brackets that open and close in it."""
        return "".join(self.outside(start, end))

    def parted(self, start: int, end: int) -> bool:
        """True when ； stands between two offsets outside of brackets: what was spoken of is over."""
        return any(mark in part for part in self.outside(start, end) for mark in APART)

    def closes_before(self, offset: int, later: int) -> bool:
        """True when ``offset`` stands in a bracket that closes before ``later``."""
        i = self.bracket_at(offset)
        return i >= 0 and self.brackets[i].end <= later


def grown(document: Document) -> Tree:
    """The tree of a document's prose; tables have one of their own."""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    brackets: list[Bracket] = []
    text = document.text
    for block in document.blocks:
        if block.kind == "table":
            continue
        own = _brackets(text, block.start, block.end, len(brackets))
        cuts = _cuts(text, block.start, block.end, own, len(brackets))
        paragraphs.append(Paragraph(block.start, block.end, block.kind, block.section))
        for start, end in pieces(_SENTENCE, text, block.start, block.end):
            first = len(clauses)
            clauses += _clauses(text, start, end, len(sentences), cuts)
            sentences.append(Sentence(start, end, len(paragraphs) - 1, first, len(clauses)))
        brackets += own
    return Tree(text, tuple(paragraphs), tuple(sentences), tuple(clauses), tuple(brackets))


def _brackets(text: str, start: int, end: int, first: int) -> list[Bracket]:
    """The brackets of a paragraph that close in their line, as they open; the first has the index ``first``."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, start, end):
        if match[0] == "\n":
            opened.clear()
        elif match[0] in OPENING:
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.end()))
    found: list[Bracket] = []
    around: list[int] = []
    for low, high in sorted(pairs):
        while around and found[around[-1]].end <= low:
            around.pop()
        outer = first + around[-1] if around else -1
        found.append(Bracket(low, high, outer, _NAMED.fullmatch(text, low, high) is not None))
        around.append(len(found) - 1)
    return found


def _cuts(text: str, start: int, end: int, brackets: list[Bracket], first: int) -> deque[tuple[int, int]]:
    """The marks between the clauses of a paragraph in text order, each with the bracket (-1) that stands behind it."""
    around: list[int] = []
    found: deque[tuple[int, int]] = deque()
    at = 0
    for low in (match.start() for match in _CLAUSE_END.finditer(text, start, end)):
        while at < len(brackets) and brackets[at].start <= low:
            around.append(at)
            at += 1
        while around and brackets[around[-1]].end <= low:
            around.pop()
        if around and brackets[around[-1]].named:
            continue
        if around and brackets[around[-1]].end == low + 1:
            around.pop()
        found.append((low, first + around[-1] if around else -1))
    return found


def _clauses(text: str, start: int, end: int, sentence: int, cuts: deque[tuple[int, int]]) -> Iterator[Clause]:
    """The clauses of a sentence: what stands between its marks and the marks of its brackets."""
    at, mark, holder = start, "", -1
    while cuts and cuts[0][0] < end:
        low, behind = cuts.popleft()
        if low > at:
            yield Clause(at, low, sentence, holder, mark)
        at, mark, holder = low + 1, text[low], behind
    if end > at:
        yield Clause(at, end, sentence, holder, mark)
