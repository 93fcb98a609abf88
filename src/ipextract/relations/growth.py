"""GROWTH: growths with their level and, where it is printed, the level before."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.rates import growths


def find(ground: Ground) -> Iterator[Relation]:
    """The growths of a document."""
    yield from ground.once(in_prose)
    yield from ground.tabled("growth")


def in_prose(ground: Ground) -> list[Relation]:
    """The growths of all sentences."""
    return [relation for passage in ground.prose for relation in growths(passage, ground.rulebook)]
