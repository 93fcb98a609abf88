"""PERCAP: figures per inhabitant with their levels."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.implied import percapita


def find(ground: Ground) -> Iterator[Relation]:
    """The figures per inhabitant of a document."""
    return percapita(ground.document.text, ground.facts, ground.prose, ground.rulebook)
