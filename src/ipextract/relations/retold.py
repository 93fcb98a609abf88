"""Whether the item below a headline says in full what the headline says in short: by the words that both have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import regex

from ipextract.model import Claim
from ipextract.relations.passage import Passage
from ipextract.relations.subjects import Subjects
from ipextract.rulebook import Rulebook

_CLAUSE = regex.compile(r"[，。；：！？,;:\s]")
_HAN = regex.compile(r"\p{Han}+")
#: Three in four pairs of neighbouring characters of a headline stand in the sentence of its item, if it is retold.
_RETOLD = Fraction(3, 4)
#: So many pairs at least say of what a headline speaks.
_FEWEST = 4
_HEAD = 2
_HALF = Fraction(1, 2)
#: So many of its characters, where they stand in another order.
_REORDERED = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The pairs of neighbouring characters around a number, those of its noun, and the end of what is measured."""

    pairs: frozenset[str]
    noun: frozenset[str]
    head: str


def phrase(above: Claim, line: str, start: int, inside: Sequence[Claim], words: tuple[Subjects, Rulebook]) -> Phrase:
    """What a headline that starts at ``start`` says of one of the numbers that it has ``inside``."""
    subjects, rulebook = words
    lead = _without(line[: above.char_start - start], start, inside)
    behind = _clause_behind(_without(line, start, inside), above.char_end - start)
    for word in rulebook.words["nation_level"]:
        lead = lead.replace(word, " ")
    noun = _pairs(behind) if above.kind == "count" else frozenset[str]()
    head = "" if above.kind == "count" else subjects.of(above)[-_HEAD:]
    return Phrase(_pairs(rulebook.undated(lead)) | noun, noun, head)


def retold(said: Phrase, below: Claim, passage: Passage, subjects: Subjects) -> Fraction:
    """The share of a headline's pairs that stand around a number of its item; 0 where what they measure differs."""
    if len(said.pairs) < _FEWEST:
        return Fraction(0)
    at = below.char_start - passage.start
    behind = _clause_behind(passage.text, at + below.char_end - below.char_start)
    if said.noun and len(said.noun & _pairs(behind)) < _HALF * len(said.noun):
        return Fraction(0)
    alike = (c.char_end for c in passage.claims if c.kind == below.kind and c.unit == below.unit)
    since = max((end - passage.start for end in alike if end <= below.char_start), default=0)
    lead = passage.text[since:at]  # what is said of another number of the kind is not said of this one
    if said.head and not any(_in_order(said.head, text) for text in (_CLAUSE.split(lead)[-1], subjects.of(below))):
        return Fraction(0)
    found = Fraction(len(said.pairs & (_pairs(lead) | _pairs(behind))), len(said.pairs))
    if found >= _RETOLD or (found >= _HALF and _reordered(said, lead + behind)):
        return found
    return Fraction(0)


def _reordered(said: Phrase, text: str) -> bool:
    """True for 经营主体完成信用修复 and 为经营主体修复信用: nearly all characters, in another order."""
    letters = {letter for pair in said.pairs for letter in pair}
    return len(letters & set(text)) >= _REORDERED * len(letters)


def _without(text: str, start: int, claims: Sequence[Claim]) -> str:
    """A text from offset ``start`` on with blanks in place of its numbers."""
    for claim in claims:
        first, last = claim.char_start - start, claim.char_end - start
        if first >= 0 and last <= len(text):
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def _clause_behind(text: str, end: int) -> str:
    return _CLAUSE.split(text[end:], maxsplit=1)[0]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))


def _in_order(short: str, text: str) -> bool:
    """True when the characters of a name stand in a text in their order: 营收 in 营业收入."""
    rest = iter(text)
    return bool(short) and all(ch in rest for ch in short)
