"""Who speaks of whom: a cue between two numbers joins them, and conditions that have names say to which of several.

A cue is a record of rules/cues/. The conditions look at words, units, brackets and periods, never at how large a number
is: a relation that only stands where its numbers fit could not accuse them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import regex

from ipextract.model import Kind, Period, Unit
from ipextract.rulebook import Rulebook
from ipextract.rulebook.cues import Cue, PartCondition
from ipextract.rulebook.definitions import Definitions
from ipextract.rulebook.lexicon import Lexicon
from ipextract.structure.sentences import CLOSED
from ipextract.structure.tree import Tree

COUNTED: Final[frozenset[Kind]] = frozenset({"count", "amount"})
"""The kinds of number that parts add up in."""

LIST_MARKS: Final = frozenset("、，；,; \n（(")
"""What stands between the items of a list."""

_CLAUSE: Final = regex.compile(r"[，；。：、,;:\n]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A number that may be joined: offsets, what it counts, and the words since the number before, asides left out."""

    start: int
    end: int
    kind: Kind
    unit: Unit
    name: str
    period: Period
    lead: str = ""
    target: bool = False
    prior: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """Whom a cue joins a number to: an index into the candidates, and by which condition each nearer one was refused.

    ``start`` and ``end`` are the offsets of the cue's word.
    """

    cue: Cue
    start: int
    end: int
    chosen: int
    refused: tuple[tuple[int, str], ...]


def opened(cue: Cue, lead: str, lists: Lexicon) -> tuple[int, str] | None:
    """Where in the words before a number a cue stands, and its word; ``None`` where it does not.

    不包括 is no cue, nor the 含 of a longer word, nor what names parts in a clause before that of the number.
    """
    if cue.at == "mark":
        bare = lead.strip()
        word = next((w for w in cue.words if bare.startswith(w)), "")
        behind = bare.lstrip("".join(cue.words))
        return (lead.index(word), word) if word and not behind.startswith(lists["aside_added"]) else None
    for word in cue.words:
        at = lead.rfind(word)
        if at < 0 or (word in lists["includes"] and "，" in lead[at + len(word) :]):
            continue
        before = lead[at - 1 : at] if at else ""
        if before not in lists["negating"] and (len(word) > 1 or not before or before in LIST_MARKS):
            return at, word
    return None


def part_opened(lead: str, rulebook: Rulebook) -> str:
    """The word before a number that opens a list of parts, 其中 or 包括; empty for none."""
    found = (opened(cue, lead, rulebook.words) for cue in rulebook.cues_of("part-of") if cue.at == "word")
    return next((word for each in found if each is not None for word in each[1:]), "")


def joined(
    cue: Cue, place: tuple[int, int], source: Spot, candidates: Iterable[Spot], tree: Tree, rulebook: Rulebook
) -> Joint | None:
    """The first of ``candidates``, the nearest first, that meets every condition of the cue; ``None`` where none does.

    ``place`` are the offsets of the cue's word.
    """
    asked = _Asked(source, tree, rulebook)
    refused: list[tuple[int, str]] = []
    for k, each in enumerate(candidates):
        against = next(
            (name for name, holds in CONDITIONS.items() if name in cue.takes and not holds(asked, each)), None
        )
        if against is None:
            return Joint(cue, *place, k, tuple(refused))
        refused.append((k, against))
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """The number that is to be joined, and where conditions look things up."""

    source: Spot
    tree: Tree
    rulebook: Rulebook

    @property
    def lists(self) -> Lexicon:
        """The lists of words."""
        return self.rulebook.words


def changes(lead: str, lists: Lexicon) -> bool:
    """True before what a level rose, fell or differs by (增加 13 万辆), which holds no parts of it."""
    lead = lead.rstrip()
    for word in (*lists["particle"], *lists["slightly"], *lists["grammar_de"]):
        lead = lead.removesuffix(word)
    if lead.endswith(lists["inflow"]):
        return lead.endswith(lists["net_change"])
    return lead.endswith((*lists["rise"], *lists["fall"], *lists["more"], *lists["less"], *lists["short_or_over"]))


def compared(lead: str, behind: str, lists: Lexicon) -> bool:
    """True for 350 元 in 比常规的 350 元高出近 1 倍: what a level is held against holds none of its parts."""
    clause = _CLAUSE.split(lead)[-1]
    return any(word in clause for word in lists["comparing_with"]) and behind.startswith(
        (*lists["more"], *lists["less"])
    )


def one_measure(one: str, other: str, definitions: Definitions) -> bool:
    """False for the names of two measures of one thing: 产值 is no part of 增加值, nor 支出 of 收入."""
    measures = [definitions.measure(CLOSED.sub("", name)) for name in (one, other)]
    return not all(measures) or measures[0] == measures[1]


def _outside_brackets(asked: _Asked, each: Spot) -> bool:
    """The number stands in no bracket that closes before the one that is to be joined."""
    return not asked.tree.closes_before(each.end, asked.source.start)


def measures(text: str, end: int, particles: tuple[str, ...]) -> bool:
    """True behind the 115 亿元 of 115 亿元的 104% and the 45 艘 of 45 艘的 2 倍: it is there to measure by."""
    particle = next((word for word in particles if text.startswith(word, end)), "")
    at = end + len(particle)
    return bool(particle) and text[at : at + 2].lstrip(" ")[:1].isdigit()


def _not_compared(asked: _Asked, each: Spot) -> bool:
    if measures(asked.tree.text, each.end, asked.lists["particle"]):
        return False
    return not compared(each.lead, asked.tree.text[each.end : asked.source.start], asked.lists)


def _same_year(asked: _Asked, each: Spot) -> bool:
    """17 亿元（2018 年末：20 亿元）: the number in brackets is the same of another year."""
    years = {each.period.year, asked.source.period.year}
    return "" in years or len(years) == 1


CONDITIONS: Final[Mapping[PartCondition, Callable[[_Asked, Spot], bool]]] = MappingProxyType(
    {
        "fact": lambda asked, each: each.target == asked.source.target,
        "level": lambda _, each: each.kind in COUNTED,
        "not-prior": lambda _, each: not each.prior,
        "same-unit": lambda asked, each: each.unit == asked.source.unit,
        "outside-brackets": _outside_brackets,
        "not-a-change": lambda asked, each: not changes(each.lead, asked.lists),
        "not-compared": _not_compared,
        "one-measure": lambda asked, each: one_measure(each.name, asked.source.name, asked.rulebook.definitions),
        "same-year": _same_year,
    }
)
"""What a cue's ``takes`` may name: conditions for the number that another one is to be joined to."""
