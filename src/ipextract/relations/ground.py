"""What relations are found in: the facts and goals of a document, sentence by sentence and table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from ipextract.model import Claim, Document, Mention, Relation
from ipextract.relations.asides import Asides
from ipextract.relations.passage import Passage
from ipextract.relations.stages import stages
from ipextract.relations.tables import tabled
from ipextract.rulebook import Rulebook
from ipextract.structure import Sheet

_Found = TypeVar("_Found")


class Ground:
    """A document with its tables, facts and sentences; finders share what they find ``once``.

    ``goals`` are the targets and ``plans`` their sentences: only repeats hold these against each other. ``asides`` are
    the numbers that are no claims, as far as the words hold them against something.
    """

    def __init__(
        self,
        document: Document,
        sheets: tuple[Sheet, ...],
        facts: tuple[Claim, ...],
        prose: tuple[Passage, ...],
        rulebook: Rulebook,
        goals: tuple[Claim, ...] = (),
        plans: tuple[Passage, ...] = (),
        numbers: tuple[Mention, ...] = (),
    ) -> None:
        self.document = document
        self.sheets = sheets
        self.facts = facts
        self.prose = prose
        self.rulebook = rulebook
        self.goals = goals
        self.plans = plans
        self.asides = Asides(document, numbers, (*facts, *goals), rulebook)
        self._once: dict[Callable[[Ground], Any], Any] = {}

    def words(self, kind: str, *names: str) -> tuple[tuple[str, ...], ...] | None:
        """Lists of words of the rule file of a check, ``None`` where the rules have no such check.

        ValueError when the file lacks one.
        """
        rule = self.rulebook.check_named(kind)
        return None if rule is None else tuple(rule.words_of(name) for name in names)

    def once(self, find: Callable[[Ground], _Found]) -> _Found:
        """What ``find`` finds here, looked for when it is first asked for."""
        if find not in self._once:
            self._once[find] = find(self)
        return cast("_Found", self._once[find])

    def tabled(self, kind: str) -> Iterator[Relation]:
        """The relations of a kind within tables, which are walked once for all kinds."""
        return (relation for relation in self.once(_tabled) if relation.kind == kind)

    def staged(self, kind: str) -> Iterator[Relation]:
        """The relations of a kind between stages of a procedure, which are walked once for both kinds."""
        return (relation for relation in self.once(_staged) if relation.kind == kind)


def _tabled(ground: Ground) -> list[Relation]:
    return tabled(ground.document, ground.sheets, ground.facts, ground.rulebook)


def _staged(ground: Ground) -> list[Relation]:
    return [relation for passage in ground.prose for relation in stages(passage, ground.rulebook)]
