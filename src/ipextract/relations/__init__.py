"""Claims → the relations that the text's own words assert; no search for numbers that happen to add up.

Each kind of relation has a module named like it, with a ``find``; what several kinds share is named for what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ipextract.distribution import modules
from ipextract.model import Claim, Document, Edge, Mention, Relation
from ipextract.relations.asides import settled, with_asides
from ipextract.relations.ground import Ground
from ipextract.relations.passage import passages
from ipextract.rulebook import Rulebook
from ipextract.structure import Sheet, Tree

__all__ = ["FINDERS", "find", "with_asides"]

FINDERS: Final[Mapping[str, Callable[[Ground], Iterable[Relation]]]] = MappingProxyType(
    {name.replace("_", "-"): module.find for name, module in modules("ipextract.relations") if hasattr(module, "find")}
)
"""What finds the relations of each kind."""


def find(
    document: Document,
    tree: Tree,
    sheets: tuple[Sheet, ...],
    claims: tuple[Claim, ...],
    edges: tuple[Edge, ...],
    rulebook: Rulebook,
    numbers: tuple[Mention, ...] = (),
) -> tuple[Relation, ...]:
    """Every asserted relation, in text order of its last claim; targets take part in none but their own repeats.

    Of the ``numbers`` that are no claims some become one here: those of ``with_asides``.
    """
    facts = tuple(c for c in claims if c.modality == "fact")
    goals = tuple(c for c in claims if c.modality == "target")
    plans = passages(tree, goals) if goals else ()
    ground = Ground(document, sheets, facts, passages(tree, facts, edges), rulebook, goals, plans, numbers)
    found = settled((relation for finder in FINDERS.values() for relation in finder(ground)), claims)
    return tuple(sorted(found, key=lambda r: (max(c.char_end for c in r.claims), r.kind, r.rule)))
