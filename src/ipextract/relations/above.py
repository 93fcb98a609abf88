"""The sentences before the one at hand, by what it may ask of them; nothing here looks at all of them twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from ipextract.relations.passage import Passage

_Found = TypeVar("_Found")


class Above:
    """What stands before a sentence; ``add`` moves on by one."""

    def __init__(self) -> None:
        self._passages: list[Passage] = []
        self._nearest: dict[Hashable, tuple[int, Any]] = {}

    def add(self, passage: Passage) -> None:
        """Puts a sentence behind those that are there."""
        self._passages.append(passage)

    def nearest(self, key: Hashable, find: Callable[[Passage], _Found | None]) -> _Found | None:
        """What ``find`` finds in the nearest sentence in which it finds anything; ``key`` says what is looked for."""
        seen, known = self._nearest.get(key, (0, None))
        fresh = (found for place in reversed(self._passages[seen:]) if (found := find(place)) is not None)
        nearest: _Found | None = next(fresh, known)
        self._nearest[key] = (len(self._passages), nearest)
        return nearest
