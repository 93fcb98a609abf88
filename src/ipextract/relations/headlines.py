"""Headlines: what the line above an item says in short, and the number of the item that it says it of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import regex

from ipextract.exact.interval import meet
from ipextract.model import Block, Claim, Document
from ipextract.model.twice import bound_of, twice
from ipextract.relations.loudness import Loudness
from ipextract.relations.misprint import slip
from ipextract.relations.passage import Passage
from ipextract.relations.retold import phrase, retold
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
_TELLING_DIGITS = 3
#: What is farther from a bound, but for a point or a power that moved, was hardly meant by it.
_GROSS = 2
_POWERS = (1, 10, 10**4)


class Headed(NamedTuple):
    """A number of a headline and that of its item; ``tie`` is how their names are one, ``exact`` for one frame.

    ``tie`` is ``None``, and ``retold`` true, where the sentence of the item has the words of the headline; ``alone``
    where no other number there has them, too.
    """

    above: Claim
    below: Claim
    tie: Tie | None
    exact: bool
    retold: bool = False
    alone: bool = True


class _Item(NamedTuple):
    """The numbers of a headline's item with their sentences, and what is asked to tell their names."""

    below: Sequence[Claim]
    passages: Mapping[str, Passage]
    subjects: Subjects
    rulebook: Rulebook
    dated: bool


def headed(
    document: Document,
    claims: Sequence[Claim],
    passages: Mapping[str, Passage],
    subjects: Subjects,
    rulebook: Rulebook,
) -> Iterator[Headed]:
    """The numbers of headlines with the number of the item that the same words name; ``passages`` by claim_id."""
    starts = [c.char_start for c in claims]

    def inside(block: Block) -> Sequence[Claim]:
        return claims[bisect_left(starts, block.start) : bisect_left(starts, block.end)]

    for headline, body in _items(document):
        line = document.text[headline.start : headline.end]
        text = _DAY.sub("", line.strip())
        below = [c for block in body for c in inside(block)]
        item = _Item(below, passages, subjects, rulebook, dated=rulebook.undated(text) != text)
        numbers = inside(headline)
        for above in numbers:
            found = _retold(above, line, headline.start, numbers, item) or _named(above, item)
            if found is not None:
                yield found


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


def _retold(above: Claim, line: str, start: int, inside: Sequence[Claim], item: _Item) -> Headed | None:
    """The number of the item whose sentence has the words that the headline has around its own."""
    said = phrase(above, line, start, inside, (item.subjects, item.rulebook))
    scored: list[tuple[Fraction, Claim]] = []
    for below in item.below:
        passage = item.passages.get(below.claim_id)
        if passage is not None and _comparable(above, below, item):
            scored.append((retold(said, below, passage, item.subjects), below))
    most = max((score for score, _ in scored), default=Fraction(0))
    best = [below for score, below in scored if score == most]
    if not most:
        return None
    named = [c for c in best if item.subjects.tie(above, c) == "same"] or best
    beside = (c for _, c in scored if item.passages[c.claim_id] is item.passages[named[0].claim_id])
    own = next((c for c in (*named, *beside) if fits(above, c)), named[0])  # of several, the one that is meant
    exact = own.scope == above.scope and own.period == above.period
    tie = item.subjects.tie(above, own)
    return Headed(above, own, tie, exact, retold=True, alone=len(named) == 1)


def _comparable(above: Claim, below: Claim, item: _Item) -> bool:
    """True for two numbers of one measure and of a time that the headline does not deny; not for two known names."""
    if above.modality != below.modality or not _same_measure(above, below, item.rulebook):
        return False
    ids = {above.indicator_id, below.indicator_id}
    if _part_and_whole(above.indicator, below.indicator, item.rulebook):
        return False
    return (len(ids) == 1 or "" in ids) and (not item.dated or _same_time(above, below, dated=True))


def _part_and_whole(one: str, other: str, rulebook: Rulebook) -> bool:
    """True for 水产品出口 and 水产品进出口, of which one is a part of the other by definition."""

    def says(name: str, namings: tuple[str, ...]) -> bool:
        return any(naming in name for naming in namings)

    for rule in rulebook.definitions.sums:
        wholes = [says(name, rule.whole) for name in (one, other)]
        if wholes[0] != wholes[1]:
            part = other if wholes[0] else one
            if any(says(part, names) for names in rule.parts):
                return True
    return False


def _named(above: Claim, item: _Item) -> Headed | None:
    """The first number of the item whose name is the headline's, or a longer form of it, or has half of its pairs."""
    subjects = item.subjects
    alike = [c for c in item.below if above.unit == c.unit and _same_measure(above, c, item.rulebook)]
    ties = [(subjects.tie(above, c), c) for c in alike if _same_time(above, c, dated=item.dated)]
    for tie in _TIES:
        named = [c for found, c in ties if found == tie]
        if named:
            most = max(subjects.common(above, c) for c in named)
            best = [c for c in named if tie != "akin" or subjects.common(above, c) == most]
            own = [c for c in best if c.scope == above.scope] or best
            exact = own[0].scope == above.scope and own[0].period == above.period
            return Headed(above, own[0], tie, exact)
    return None


def _same_measure(above: Claim, below: Claim, rulebook: Rulebook) -> bool:
    if above.kind != below.kind or above.reckoned != below.reckoned:
        return False
    if above.unit != below.unit and not _counts_alike(above, below, rulebook):
        return False
    turned = {above.direction, below.direction} == _TURNED
    return not turned and above.within == below.within and above.base == below.base


def _counts_alike(above: Claim, below: Claim, rulebook: Rulebook) -> bool:
    """True for 人 and 名, or 家 and 个, which count the same things."""
    return any({above.unit, below.unit} <= set(rule.units) for rule in rulebook.definitions.averages)


def _same_time(above: Claim, below: Claim, *, dated: bool) -> bool:
    """True in one period; a headline without a date of its own is of the time of which its item speaks."""
    return above.period == below.period or (not dated and above.period.year == below.period.year)


def below_headline(pair: Headed) -> Loudness:
    """How loud a headline may be held against its item: surely in the same words, of one frame, a slip apart."""
    if fits(pair.above, pair.below):
        return None
    digits, parted = slip(pair.above, pair.below)
    if parted and pair.tie == "same" and pair.exact and digits >= _TELLING_DIGITS:
        return None
    if pair.retold:
        return "warning" if pair.alone and (parted or _near(pair.above, pair.below)) else "suspicion"
    if not parted:
        return False
    return "warning" if digits >= _TELLING_DIGITS or pair.tie == "same" else "suspicion"


def fits(one: Claim, other: Claim) -> bool:
    """True when two prints can be of one number, rounded to nearest."""
    if one.interval is None or other.interval is None:
        return True
    here, there = twice(one, other)
    return meet(here.nearest, there.nearest) is not None


def _near(one: Claim, other: Claim) -> bool:
    """True for a level on the wrong side of its bound, as far as a slip may bring it, and for two short counts."""
    if not one.value or not other.value:
        return False
    low, high = sorted((abs(Fraction(one.value)), abs(Fraction(other.value))))
    if bound_of(one) is None and bound_of(other) is None:
        return one.kind == "count" and high < _POWERS[1] and one.approx == other.approx == "exact"
    return any(Fraction(power, _GROSS) <= high / low <= power * _GROSS for power in _POWERS)
