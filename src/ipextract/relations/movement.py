"""MOVEMENT: the two ends of a movement and the verb between them: 由 44 件增加到 53 件."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ipextract.model import Claim, Edge, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

#: What stands between the numbers of a ratio (1∶0.62), of which either may be said to go up.
_RATIO = frozenset("：:∶")
#: Quantities of these dimensions are more when they are said to get better (提高, 提升); a time or a size may be less.
_BETTER = frozenset({"percent", "amount", "count"})


class _Words(NamedTuple):
    """The lists of rules/checks/movement.toml."""

    up: tuple[str, ...]
    better: tuple[str, ...]
    down: tuple[str, ...]
    reaching: tuple[str, ...]
    graded: tuple[str, ...]
    ranked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two ends with the edge that joins them, and the words from 由 to the first and between the two."""

    earlier: Claim
    level: Claim
    front: str
    between: str


def find(ground: Ground) -> Iterator[Relation]:
    """The movements of a document whose verb says whether there is more or less."""
    lists = ground.words("movement", *_Words._fields)
    words = _Words(*lists) if lists is not None else None
    for passage in ground.prose if words is not None else ():
        for i, level in enumerate(passage.claims):
            for earlier, edge in passage.before[i]:
                if words is not None and ground.rulebook.moves(earlier.rule):
                    yield from _moved(passage, _ends(passage, earlier, level, edge), words, ground.rulebook)


def _ends(passage: Passage, earlier: Claim, level: Claim, edge: Edge) -> _Ends:
    front = passage.text[edge.start + 1 - passage.start : earlier.char_start - passage.start]
    between = passage.text[earlier.char_end - passage.start : level.char_start - passage.start]
    return _Ends(earlier, level, front, between)


def _moved(passage: Passage, ends: _Ends, words: _Words, rulebook: Rulebook) -> Iterator[Relation]:
    verb, rest = _verb(ends.between, words)
    if not verb or not _plain(ends, rest, words, rulebook):
        return
    if verb in words.better and not _more_is_better(ends.level, rulebook):
        return
    rule = "goes-down" if verb in words.down else "goes-up"
    roles = (Role("prior", ends.earlier), Role("level", ends.level))
    yield Relation("movement", rule, roles, verb, section=passage.section)


def _verb(between: str, words: _Words) -> tuple[str, str]:
    """The verb of movement before 到 and what follows: 增加 of 增加到; empty where there is none or more than one."""
    known = sorted((*words.up, *words.better, *words.down), key=len, reverse=True)
    found = [(between.find(verb + to), verb, to) for verb in known for to in words.reaching if verb + to in between]
    if not found:
        return "", ""
    at, verb, to = min(found, key=lambda each: (each[0], -len(each[1])))
    before, rest = between[:at], between[at + len(verb) + len(to) :]
    several = any(other in before + rest for other in known)
    return ("", "") if several else (verb, rest)


def _plain(ends: _Ends, rest: str, words: _Words, rulebook: Rulebook) -> bool:
    """False for 由下降 3%回升到下降 1%, 由 3 级提升到 2 级, 排名由 5 提高到 3 and 1∶20 提高到 1∶15."""
    signs = (*rulebook.words["rise"], *rulebook.words["fall"])
    if any(word in ends.front + rest for word in signs):
        return False
    if ends.level.unit in words.graded or ends.level.indicator.endswith(words.ranked):
        return False
    return not any(mark in claim.printed for claim in (ends.earlier, ends.level) for mark in _RATIO)


def _more_is_better(level: Claim, rulebook: Rulebook) -> bool:
    """True for 由 61%提高到 65%; a time or a distance that gets better may be shorter."""
    unit = rulebook.unit(level.unit)
    return (unit is not None and unit.dimension in _BETTER and level.kind != "ratio") or level.unit in ("%", "‰")
