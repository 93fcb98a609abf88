"""Which of two rules speaks where both fit equally well: the one that names the other in its ``before``.

Neither the file of a record, nor its place in it, nor its id says anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Protocol, TypeVar


class Ranked(Protocol):
    """What may stand before others of its table."""

    @property
    def id(self) -> str:
        """Its name in its table."""

    @property
    def before(self) -> tuple[str, ...]:
        """The ids of those that it stands before."""


R = TypeVar("R", bound=Ranked)


def in_order(rules: Iterable[R]) -> tuple[R, ...]:
    """The rules with each before those that it names, else as they come. ValueError names those that stand in a circle.

    >>> from types import SimpleNamespace as Rule
    >>> [rule.id for rule in in_order([Rule(id="a", before=()), Rule(id="b", before=("a",)), Rule(id="c", before=())])]
    ['b', 'a', 'c']
    """
    waiting = {rule.id: rule for rule in rules}
    place = {identity: number for number, identity in enumerate(waiting)}
    behind = {identity: set[str]() for identity in waiting}
    for rule in waiting.values():
        for other in rule.before:
            behind.setdefault(other, set()).add(rule.id)
    sorter = TopologicalSorter({identity: behind[identity] for identity in waiting})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(f"{' before '.join(map(repr, reversed(error.args[1])))}: a circle") from error
    found: list[R] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted((*ready, *sorter.get_ready()), key=place.__getitem__)
        found.append(waiting[ready[0]])
        sorter.done(ready.pop(0))
    return tuple(found)
