"""The text as a tree: paragraph › sentence › clause, with its brackets; cut once, for everybody who reads it.

A sentence ends with 。！？ or its line, a clause with ，；：, too, and in a headline where white space parts it.
A bracket opens clauses of its own, but for a short one inside a name: 在校（园）生, 颗粒物（PM10）. Offsets are
half-open and count the characters of the document text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import regex

from ipextract.model import BlockKind, Document
from ipextract.structure.sentences import pieces

OPENING: Final = "（("
CLOSING: Final = "）)"
#: What ends the subject of a clause and all that carried it on.
APART: Final = "；;"

_SENTENCE = regex.compile(r"[^。！？\n]*[。！？\n]?[”’」）]?")
_NAMED = regex.compile(r"[（(](?:[^（()）\d，；。]{1,6}|[A-Za-z][A-Za-z0-9.&+/\-]{0,9})[）)]")
_MARK = regex.compile(r"[（(）)\n]")
_CLAUSE_END = regex.compile(r"[，；：,;。！？\n（()）]")
#: A line that may be a headline of two parts, how short no part is, and between which characters they meet.
_HEADLINE = regex.compile(r"[^。；;！？\n]{10,64}")
_PART: Final = 5
_MEETS = regex.compile(r"(?<=[\p{Han}%％”》])(?=[\p{Han}“《])")


Distance: TypeAlias = Literal["clause", "sentence", "paragraph", "heading", "title", "document"]
_FAR: Final[Mapping[BlockKind, Distance]] = MappingProxyType({"heading": "heading", "title": "title"})


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

    def distance(self, offset: int, other: int) -> Distance:
        """How far ``offset`` stands from ``other``: in its clause, sentence, paragraph, or further off."""
        one, two = self.sentence_at(offset), self.sentence_at(other)
        if one < 0:
            return "document"
        paragraph = self.sentences[one].paragraph
        if two < 0 or paragraph != self.sentences[two].paragraph:
            return _FAR.get(self.paragraphs[paragraph].kind, "document")
        if one != two:
            return "paragraph"
        return "clause" if self.clause_at(offset) == self.clause_at(other) else "sentence"

    def bracket_at(self, offset: int) -> int:
        """The index of the innermost bracket around ``offset``, names in brackets left out; -1 outside of brackets."""
        return _innermost(self.brackets, self._bracket_starts, offset)

    def depth(self, offset: int) -> int:
        """How many brackets stand around ``offset``."""
        found, i = 0, self.bracket_at(offset)
        while i >= 0:
            found, i = found + (not self.brackets[i].named), self.brackets[i].outer
        return found

    def outside(self, start: int, end: int) -> Iterator[str]:
        """The stretches of text[start:end] outside of brackets that open and close in it, for those are asides."""
        at = start
        first, behind = bisect_left(self._bracket_starts, start), bisect_left(self._bracket_starts, end)
        for bracket in self.brackets[first:behind]:
            if bracket.start >= at and bracket.end <= end:
                yield self.text[at : bracket.start]
                at = bracket.end
        yield self.text[at:end]

    def plain(self, start: int, end: int) -> str:
        """text[start:end] without the brackets that open and close in it."""
        return "".join(self.outside(start, end))

    def parted(self, start: int, end: int) -> bool:
        """True when ； stands between two offsets outside of brackets: what was spoken of is over."""
        if all(self.text.find(mark, start, end) < 0 for mark in APART):
            return False
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
    starts: list[int] = []
    text = document.text
    for block in document.blocks:
        if block.kind == "table":
            continue
        brackets += _brackets(text, block.start, block.end, len(brackets))
        starts += [bracket.start for bracket in brackets[len(starts) :]]
        paragraphs.append(Paragraph(block.start, block.end, block.kind, block.section))
        for start, end in pieces(_SENTENCE, text, block.start, block.end):
            first = len(clauses)
            found = _stretches(text, start, end, brackets, starts)
            for low, high, mark in _parted(found, _parts(document, start, end)):
                clauses.append(Clause(low, high, len(sentences), _innermost(brackets, starts, low), mark))
            sentences.append(Sentence(start, end, len(paragraphs) - 1, first, len(clauses)))
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


def _stretches(
    text: str, start: int, end: int, brackets: Sequence[Bracket], starts: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """What stands between the marks of a sentence and those of its brackets, each with the mark before it."""
    at, mark = start, ""
    for match in _CLAUSE_END.finditer(text, start, end):
        low = match.start()
        around = bisect_right(starts, low) - 1
        if around >= 0 and brackets[around].named and low < brackets[around].end:
            continue
        if low > at:
            yield at, low, mark
        at, mark = low + 1, match[0]
    if end > at:
        yield at, end, mark


def _parts(document: Document, start: int, end: int) -> list[int]:
    """Where the parts of a headline begin that only white space parts in print: 渔港建设加快 年卸货超过 8 万吨."""
    line = document.text[start:end].strip()
    if _HEADLINE.fullmatch(line) is None:
        return []
    columns, lines, found = document.columns, document.lines, [start]
    for meeting in _MEETS.finditer(document.text, start + 1, end):
        at = meeting.start()
        gap = lines[at] == lines[at - 1] and columns[at] - columns[at - 1] > 1
        if gap and at - found[-1] >= _PART <= end - at:
            found.append(at)
    return found[1:]


def _parted(stretches: Iterator[tuple[int, int, str]], parts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The stretches, each cut where a part of its headline begins."""
    for start, end, mark in stretches:
        at, before = start, mark
        for part in parts:
            if at < part < end:
                yield at, part, before
                at, before = part, ""
        yield at, end, before


def _innermost(brackets: Sequence[Bracket], starts: Sequence[int], offset: int) -> int:
    """The index of the innermost bracket around ``offset``, names in brackets left out; -1 for none."""
    i = bisect_left(starts, offset) - 1
    while i >= 0 and (brackets[i].named or brackets[i].end <= offset):
        i = brackets[i].outer
    return i
