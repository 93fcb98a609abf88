"""The sentences before the one at hand, by what it may ask of them; nothing here looks at all of them twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from ipextract.model import Claim
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_Found = TypeVar("_Found")

_MOST: Final = 20
"""Numbers of one name that a share is held against: the nearest ones."""


class Above:
    """What stands before a sentence; ``add`` moves on by one."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._passages: list[Passage] = []
        self._named: dict[tuple[str, ...], list[Claim]] = {}
        self._nearest: dict[Hashable, tuple[int, Any]] = {}

    def add(self, passage: Passage) -> None:
        """Puts a sentence behind those that are there."""
        self._passages.append(passage)
        for claim in passage.claims:
            name = core(claim.indicator, self._rulebook)
            self._named.setdefault((name, claim.unit, claim.period.year, claim.scope), []).append(claim)

    def named(self, name: str, part: Claim) -> list[Claim]:
        """The numbers of a core name in the unit, year and scope of ``part``, the nearest first."""
        return self._named.get((name, part.unit, part.period.year, part.scope), [])[: -_MOST - 1 : -1]

    def nearest(self, key: Hashable, find: Callable[[Passage], _Found | None]) -> _Found | None:
        """What ``find`` finds in the nearest sentence in which it finds anything; ``key`` says what is looked for."""
        seen, known = self._nearest.get(key, (0, None))
        fresh = (found for place in reversed(self._passages[seen:]) if (found := find(place)) is not None)
        nearest: _Found | None = next(fresh, known)
        self._nearest[key] = (len(self._passages), nearest)
        return nearest


def core(base: str, rulebook: Rulebook) -> str:
    """The noun of a whole without 全部, 总 … before it and 总数 … behind it."""
    name = base
    for prefix in (*rulebook.words["whole_prefix"], *rulebook.words["area_word"]):
        name = name.removeprefix(prefix)
    return bare(name, rulebook)


def bare(name: str, rulebook: Rulebook) -> str:
    """A name without 总数, 总额 … behind it."""
    for suffix in rulebook.words["whole_suffix"]:
        name = name.removesuffix(suffix)
    return name


def undone(name: str, rulebook: Rulebook) -> str:
    """契税收入 of 契税收入完成 and 契税收入安排."""
    verbs = (*rulebook.words["tail_verb"], *rulebook.words["planned_verb"])
    return next((name.removesuffix(verb) for verb in verbs if name.endswith(verb)), name)
