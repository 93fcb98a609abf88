"""DUAL: cases and the persons in them, found by the walk over stages."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground


def find(ground: Ground) -> Iterator[Relation]:
    """Cases with their persons, at one stage or at two."""
    return ground.staged("dual")
