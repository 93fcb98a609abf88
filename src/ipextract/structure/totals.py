"""Which numbers a total closes: 合计 behind a list, 加上 on top of a level, by the cues of rules/cues/total-of.toml.

A list ends before its total; words, units and brackets say how far back it goes. Nothing here looks at how large a
number is: a list that is chosen because it comes to its total can never be found wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import regex

from ipextract.rulebook import Rulebook
from ipextract.rulebook.cues import Cue, ListTest, TotalCondition
from ipextract.structure.links import COUNTED, LIST_MARKS, Spot, part_opened
from ipextract.structure.sentences import CLOSED
from ipextract.structure.tree import APART, CLOSING, Tree

_MARKS: Final = "".join(LIST_MARKS)
_MEASURED: Final = COUNTED | {"ratio"}
_CLAUSE: Final = regex.compile(r"[，；。、,;\n（()）]")
_ITEM: Final = regex.compile(f"[{APART}]")
#: Two names share a noun where so many characters at their end are the same.
_HEAD: Final = 2
_FEWEST: Final = 2
#: A total of fewer digits comes to something by chance, as does a longer list.
_LEAST_DIGITS: Final = 3
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """The ``spots`` of a sentence in order, and its words: ``text``, which begins at ``start`` of the document.

    ``closings`` say for each number where in ``text`` the bracket closes that it stands in, past the end for none.
    """

    text: str
    start: int
    spots: tuple[Spot, ...]
    closings: tuple[int, ...]

    def lead(self, index: int) -> str:
        """The words between a number and the one before it."""
        begin = self.spots[index - 1].end - self.start if index else 0
        return self.text[begin : self.spots[index].start - self.start]

    def outer(self, index: int) -> str:
        """The same without asides."""
        lead = self.lead(index)
        return CLOSED.sub("", lead) if any(mark in lead for mark in CLOSING) else lead

    def between(self, first: int, last: int) -> str:
        """All words between two numbers, and the numbers that stand there."""
        return self.text[self.spots[first].end - self.start : self.spots[last].start - self.start]

    def printed(self, index: int) -> str:
        """A number as printed."""
        spot = self.spots[index]
        return self.text[spot.start - self.start : spot.end - self.start]

    def closed(self, index: int, later: int) -> bool:
        """True where a number stands in a bracket that closes before a later one."""
        return self.closings[index] < self.spots[later].start - self.start


def lined(tree: Tree, start: int, end: int, spots: Sequence[Spot]) -> Line:
    """The numbers of a sentence of the text at [start, end)."""
    inside = (tree.bracket_at(spot.end) for spot in spots)
    closings = tuple((min(tree.brackets[i].end - 1, end) if i >= 0 else end) - start for i in inside)
    return Line(tree.text[start:end], start, tuple(spots), closings)


@dataclass(frozen=True, slots=True)
class Addend:
    """A number (its index) that the words make a part of a total: the cue with the offsets of its word.

    ``refused`` are the numbers between it and the next part that the cue passed over or stopped at, each with why.
    """

    index: int
    cue: Cue
    start: int
    end: int
    refused: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A number (its index) that a word makes a total, and what the list before it holds.

    ``against`` says why words do not assert that the total is that of the list; empty where they do.
    """

    index: int
    cue: Cue
    word: str
    addends: tuple[Addend, ...]
    against: str

    @property
    def parts(self) -> list[int]:
        """The numbers of the list."""
        return [each.index for each in self.addends]


def totals(line: Line, rulebook: Rulebook) -> Iterator[Total]:
    """The numbers of a sentence that a word makes totals, each with the list that it closes."""
    cues = [cue for cue in rulebook.cues_of("total-of") if cue.way == "words"]
    said = {word for cue in cues for word in cue.words}
    if not any(word in line.text for word in said):
        return
    for index, spot in enumerate(line.spots):
        if spot.kind not in COUNTED or _part_itself(line, index, rulebook) or _of_a_sort(line, index):
            continue
        lead = line.lead(index)
        cue, word = next(((each, word) for each in cues if (word := closing(lead, each))), (None, ""))
        if cue is not None:
            yield _total(_Asked(line, index, cue, word, rulebook))


def closing(lead: str, cue: Cue) -> str:
    """The longest word of a cue that opens or ends the words before a number, or that is all of them; else empty."""
    phrase = lead.strip(_MARKS)
    for word in sorted(cue.words, key=len, reverse=True):
        if phrase == word or (cue.at == "edge" and (phrase.endswith(word) or phrase.startswith(word))):
            return word
    return ""


def _part_itself(line: Line, index: int, rulebook: Rulebook) -> bool:
    """True where the words before a number make it a part of what stands before: 其中再融资合计."""
    return any(word in line.outer(index) for word in rulebook.words["of_which"] if len(word) > 1)


def _of_a_sort(line: Line, index: int) -> bool:
    """True for 合计 6 英寸 in 合计 6 英寸产能 247 万片: the number only says of what sort the next one is."""
    behind = index + 1
    if behind >= len(line.spots) or line.spots[behind].kind not in _MEASURED:
        return False
    lead = line.lead(behind).strip()
    return bool(lead) and _CLAUSE.search(lead) is None


def readings(line: Line, total: Total, rulebook: Rulebook) -> Iterator[list[int]]:
    """What else the list before a total may be: every run that ends before it, each level below what is set on top.

    The words leave open where a list begins: 收入 5 亿元，财力 9 亿元；调入 2 亿元，合计 11 亿元 is the sum of two.
    None for a total of few digits and in a long list, where something always comes to it.
    """
    digits = "".join(ch for ch in line.printed(total.index) if ch.isdigit())
    if len(digits.strip("0")) < _LEAST_DIGITS:
        return
    asked = _Asked(line, total.index, total.cue, total.word, rulebook)
    likely = asked.likely
    last = max((k for k, j in enumerate(likely) if asked.stopped(j)), default=-1)
    own = [j for j in likely[last + 1 :] if not _in_passing(asked, j)]
    if len(own) > _MOST:
        return
    for first in range(len(own) - _FEWEST, -1, -1):
        yield own[first:]
    added = next((k for k, j in enumerate(own) if _topping(asked, j)), None)
    for base in reversed(own[:added]) if added else ():
        yield [base, *own[added:]]


# --- the list before a total ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """The number that may be a total, by its index, with its cue and word."""

    line: Line
    index: int
    cue: Cue
    word: str
    rulebook: Rulebook

    @property
    def spot(self) -> Spot:
        """The number itself."""
        return self.line.spots[self.index]

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of the cue's word."""
        lead = self.line.lead(self.index)
        phrase = lead.strip(_MARKS)
        at = len(lead) - len(lead.lstrip(_MARKS))
        if phrase.endswith(self.word):
            at += len(phrase) - len(self.word)
        start = self.spot.start - len(lead) + at
        return start, start + len(self.word)

    @property
    def likely(self) -> list[int]:
        """The numbers before it that its cue takes; where several meet what it prefers, those alone."""
        taken = [j for j in range(self.index) if not self.against(j)]
        wishes = [holds for name, holds in CONDITIONS.items() if name in self.cue.prefers]
        wished = [j for j in taken if all(holds(self, j) for holds in wishes)]
        return wished if len(wished) >= _FEWEST else taken

    def against(self, other: int) -> str:
        """The first condition of the cue that a number before it does not meet; empty for none."""
        return next((n for n, holds in CONDITIONS.items() if n in self.cue.takes and not holds(self, other)), "")

    def stopped(self, other: int) -> str:
        """The condition by which the list ends before a number; empty for none."""
        return next((n for n, holds in CONDITIONS.items() if n in self.cue.stops and not holds(self, other)), "")


def _total(asked: _Asked) -> Total:
    addends = _topped_up(asked, _listed(asked))
    found = Total(asked.index, asked.cue, asked.word, tuple(addends), "")
    against = next((name for name, holds in TESTS.items() if name in asked.cue.asks and not holds(asked, found)), "")
    return Total(found.index, found.cue, found.word, found.addends, against)


def _listed(asked: _Asked) -> list[Addend]:
    """The run of numbers that ends before a total, back to one that stops it or to 其中."""
    line, likely = asked.line, asked.likely
    refused: list[tuple[int, str]] = []
    run: list[Addend] = []
    for j in range(asked.index - 1, -1, -1):
        if j not in likely:
            refused.append((j, asked.against(j) or "outside-brackets"))
            continue
        if why := asked.stopped(j):
            if run:
                run[0] = replace(run[0], refused=(*run[0].refused, (j, why)))
            break
        run.insert(0, Addend(j, asked.cue, *asked.place, tuple(refused)))
        refused = []
        if _opens(asked, j):
            if len(run) > 1 and APART[0] in line.between(j, run[1].index):
                run.pop(0)  # 其中 ended with its own item of a list
            break
    return run


def _opens(asked: _Asked, other: int) -> bool:
    """True for 其中海水 9 吨: a list begins with the number."""
    words = asked.rulebook.words
    return any(word in asked.line.outer(other) for word in (*words["of_which"], *words["among"]))


def _topping(asked: _Asked, other: int) -> bool:
    """True for 加上结转 9 万元: the number is set on top of one before it."""
    return any(word in asked.line.lead(other) for cue in _on_top(asked) for word in cue.words)


def _on_top(asked: _Asked) -> Iterator[Cue]:
    return (cue for cue in asked.rulebook.cues_of("total-of") if cue.way == "on-top")


def _topped_up(asked: _Asked, listed: list[Addend]) -> list[Addend]:
    """The list where 加上 sets some of it on top of a number: that one, and what stands from 加上 on.

    Nothing is left where the number stands in a sentence before.
    """
    added = next((each for each in listed if _topping(asked, each.index)), None)
    if added is None:
        return listed
    base = _below(asked, added.index)
    if base is None:
        return []
    cue = next(_on_top(asked))
    lead = asked.line.lead(added.index)
    word = next(word for word in cue.words if word in lead)
    start = asked.line.spots[added.index].start - len(lead) + lead.index(word)
    beside = (Addend(j, cue, start, start + len(word)) for j in _beside(asked, base))
    return [*beside, *(each for each in listed if each.index >= added.index)]


def _below(asked: _Asked, added: int) -> int | None:
    """收入 50 万元（其中门票 20 万元），加上结转 9 万元: the 50 under the 9; its own parts do not count twice."""
    line, unit = asked.line, asked.line.spots[added].unit
    levels = [j for j in range(added) if line.spots[j].kind in COUNTED and line.spots[j].unit == unit]
    levels = [j for j in levels if not line.closed(j, added) and _no_base(asked, j) and not _in_passing(asked, j)]
    inner = next((j for j in reversed(levels) if part_opened(line.outer(j), asked.rulebook)), None)
    if inner is not None:
        levels = [j for j in levels if j < inner]
    return levels[-1] if levels else None


def _beside(asked: _Asked, base: int) -> list[int]:
    """港务支出 50 万元，转贷支出 9 万元，加上结转 3 万元，支出总计: what is topped up is all of the list before it.

    Its items are called what the total is, and nothing but a comma joins them.
    """
    line = asked.line
    name = _CLAUSE.split(line.outer(asked.index).strip(_MARKS))[-1].removesuffix(asked.word)
    run = [base]
    while name and run[0] > 0 and name in line.spots[run[0]].name:
        before = line.spots[run[0] - 1]
        commas = not any(mark in line.lead(run[0]) for mark in APART)
        if not commas or before.unit != line.spots[base].unit or name not in before.name:
            break
        run.insert(0, run[0] - 1)
    return run


def _no_base(asked: _Asked, other: int) -> bool:
    """False for a level that only says what a rate is of: 完成预算 340 万元的 96.4%, 为预算 340 万元的 1.2 倍."""
    line, rulebook = asked.line, asked.rulebook
    if other + 1 >= len(line.spots):
        return True
    rate = line.spots[other + 1].unit in rulebook.units_of("percent") | rulebook.units_of("times")
    return not (rate and line.lead(other + 1).strip() in rulebook.words["particle"])


def _in_passing(asked: _Asked, other: int) -> bool:
    """True for a level that says why (主要原因是新增补助 3 亿元；加上 …), where the sentence has gone on since."""
    line, words = asked.line, asked.rulebook.words
    ends = (*APART, *words["topped_up"])
    clause = _behind(line.text[: line.spots[other].start - line.start], ends)
    if not any(word in clause for word in words["cause"]):
        return False
    return any(mark in line.between(other, asked.index) for mark in ends)


def _behind(text: str, marks: Sequence[str]) -> str:
    """What stands behind the last of any of the marks."""
    return text[max((text.rfind(mark) + len(mark) for mark in marks if mark in text), default=0) :]


CONDITIONS: Final[Mapping[TotalCondition, Callable[[_Asked, int], bool]]] = MappingProxyType(
    {
        "level": lambda asked, j: asked.line.spots[j].kind in COUNTED,
        "no-base-of-a-rate": _no_base,
        "same-unit": lambda asked, j: asked.line.spots[j].unit == asked.spot.unit,
        "outside-brackets": lambda asked, j: not asked.line.closed(j, asked.index),
        "no-total": lambda asked, j: not _closes(asked, j),
    }
)
"""What ``takes``, ``prefers`` and ``stops`` of a cue of this role may name: conditions for a number of the list."""


def _closes(asked: _Asked, other: int) -> bool:
    """True for a total itself, whose word can mean nothing else."""
    cues = (cue for cue in asked.rulebook.cues_of("total-of") if cue.at == "edge")
    return any(closing(asked.line.lead(other), cue) for cue in cues)


# --- what speaks against a total --------------------------------------------------------------------------------------


def _two_or_more(_: _Asked, found: Total) -> bool:
    """False for 中学 4 所，合计 13 所: the list stands elsewhere."""
    return len(found.addends) >= _FEWEST


def _not_of_the_new(asked: _Asked, found: Total) -> bool:
    """False for 新增 8 家、新设 5 家，总数 60 家: of all, not of the new ones."""
    leads = [asked.line.lead(j) for j in found.parts]
    return not any(word in lead for lead in leads for word in asked.rulebook.words["inflow"])


def _of_one_basis(asked: _Asked, found: Total) -> bool:
    """False for 新制定法律 36 件、废止 5 件，现行有效法律共计 306 件: what stands is no total of what came and went."""
    words = asked.rulebook.words
    standing = (*words["stock"], *words["cumulative"])

    def stands(index: int) -> bool:
        said = _CLAUSE.split(asked.line.outer(index).strip(_MARKS))[-1]
        return any(word in said for word in standing)

    return not stands(asked.index) or any(stands(j) for j in found.parts)


def _begun_here(asked: _Asked, found: Total) -> bool:
    """False for 9 所、中学 4 所，合计 21 所: the list begins in a line that was not read with this one."""
    return found.parts[0] > 0 or bool(asked.line.lead(0).strip())


def _named_like_them(asked: _Asked, found: Total) -> bool:
    """False for 甲 3 件、乙 4 件；库存总计 9 件: behind the semicolon the total has a name that no part shares."""
    lead = asked.line.outer(asked.index)
    if not any(mark in lead for mark in APART):
        return True
    name = _ITEM.split(lead)[-1].strip(_MARKS).removesuffix(found.word)
    return not name or any(name[-_HEAD:] in asked.line.spots[j].name for j in found.parts)


TESTS: Final[Mapping[ListTest, Callable[[_Asked, Total], bool]]] = MappingProxyType(
    {
        "two-or-more": _two_or_more,
        "not-of-the-new": _not_of_the_new,
        "of-one-basis": _of_one_basis,
        "begun-here": _begun_here,
        "named-like-them": _named_like_them,
    }
)
"""What ``asks`` of a cue may name: what a total and its list have to be, else words do not assert that they belong."""
