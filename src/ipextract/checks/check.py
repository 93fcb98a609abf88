"""What a check is: all that is known of the relations of one kind, in one module named like the kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ipextract.exact.interval import Interval
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

Judge: TypeAlias = Callable[[Relation, CheckRule], Outcome]
"""What a relation comes to; ValueError for one that lacks a role, which is our fault and not the report's."""

Solve: TypeAlias = Callable[[Relation, int, CheckRule], Interval | None]
"""The values of the number in the role at an index for which the relation holds, under some rounding of the others.

A fall has negative values. ``None`` where no formula says; ValueError when the others leave no value at all.
"""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A number that is not printed but was counted, so that ``counted`` / (``plus`` + ``rate``) must be whole.

    ``counted`` and ``rate`` are roles; so are ``printed_as``, where one of which is filled the number is printed.
    """

    counted: str
    rate: str
    plus: int
    printed_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """How the relations of one kind are judged, and what would mend one that is violated.

    ``messages`` and ``words`` are the messages and lists of words that the rule file must have. Without ``solve`` no
    number is proposed in place of a printed one. ``one_value``: one value alone would do, so a mere suspicion has a
    correction, too. ``telling``: of many values few would do, so a correction that settles the relation is evidence.
    ``of_words``: the words around a number are judged, which checks no number. ``across``: the relation is one of two
    reports, and no report.json holds it.
    """

    judge: Judge
    messages: tuple[str, ...]
    solve: Solve | None = None
    unprinted: Unprinted | None = None
    words: tuple[str, ...] = ()
    one_value: bool = False
    telling: bool = False
    of_words: bool = False
    across: bool = False
