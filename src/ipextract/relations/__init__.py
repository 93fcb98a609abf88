"""Claims → the relations that the text's own words assert; no search for numbers that happen to add up.

Each kind of relation has a module named like it, with a ``find``; what several kinds share is named for what it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from ipextract.distribution import modules
from ipextract.model import Claim, Document, Edge, Mention, Relation
from ipextract.relations.asides import settled, with_asides
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage, passages
from ipextract.rulebook import Rulebook
from ipextract.structure import Sheet, Tree

__all__ = ["FINDERS", "find", "with_asides"]

FINDERS: Final[Mapping[str, Callable[[Ground], Iterable[Relation]]]] = MappingProxyType(
    {name.replace("_", "-"): module.find for name, module in modules("ipextract.relations") if hasattr(module, "find")}
)
"""What finds the relations of each kind."""

#: Kinds of which the numbers of a plan are held against each other: 安排支出 300 万元，其中渔港 200 万元.
_OF_PLANS: Final = ("part", "share", "shares", "sum")


def find(
    document: Document,
    tree: Tree,
    sheets: tuple[Sheet, ...],
    claims: tuple[Claim, ...],
    edges: tuple[Edge, ...],
    rulebook: Rulebook,
    numbers: tuple[Mention, ...] = (),
) -> tuple[Relation, ...]:
    """Every asserted relation, in text order of its last claim; targets take part in their own repeats and sums alone.

    Of the ``numbers`` that are no claims some become one here: those of ``with_asides``.
    """
    facts = tuple(c for c in claims if c.modality == "fact")
    goals = tuple(c for c in claims if c.modality == "target")
    plans = passages(tree, goals, edges) if goals else ()
    ground = Ground(document, sheets, facts, passages(tree, facts, edges), rulebook, goals, plans, numbers)
    told = (relation for finder in FINDERS.values() for relation in finder(ground))
    planned = Ground(document, sheets, goals, _without_facts(plans, facts), rulebook) if goals else None
    aimed = (_softer(relation) for kind in _OF_PLANS if planned is not None for relation in FINDERS[kind](planned))
    found = settled(chain(told, aimed), claims)
    return tuple(sorted(found, key=lambda r: (max(c.char_end for c in r.claims), r.kind, r.rule)))


def _without_facts(plans: tuple[Passage, ...], facts: tuple[Claim, ...]) -> tuple[Passage, ...]:
    """The sentences of plans in which no fact is told, which might be what a plan is compared with."""
    starts = sorted(fact.char_start for fact in facts)

    def alone(passage: Passage) -> bool:
        at = bisect_left(starts, passage.start)
        return at == len(starts) or starts[at] >= passage.start + len(passage.text)

    return tuple(passage for passage in plans if alone(passage))


def _softer(relation: Relation) -> Relation:
    """What is aimed at may be rounded or hoped for part by part: a warning at most."""
    return relation if relation.severity is not None else replace(relation, severity="warning")
