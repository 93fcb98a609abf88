"""AVERAGE: averages with their total and count."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.implied import averages


def find(ground: Ground) -> Iterator[Relation]:
    """The averages of a document."""
    for passage in ground.prose:
        yield from averages(passage, ground.rulebook)
