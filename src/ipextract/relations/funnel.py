"""FUNNEL: the stages of a procedure, found by the walk over stages."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground


def find(ground: Ground) -> Iterator[Relation]:
    """Each stage of a procedure and the one before it."""
    return ground.staged("funnel")
