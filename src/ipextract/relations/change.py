"""CHANGE: changes with their level and what else is printed of it."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.elsewhere import grown_elsewhere
from ipextract.relations.ground import Ground
from ipextract.relations.rates import changes


def find(ground: Ground) -> Iterator[Relation]:
    """The changes of a document."""
    for passage in ground.prose:
        yield from changes(passage, ground.rulebook)
    yield from grown_elsewhere(ground)
    yield from ground.tabled("change")
