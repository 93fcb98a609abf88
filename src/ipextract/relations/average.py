"""AVERAGE: averages with their total and count."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.implied import averages
from ipextract.relations.quotient import quotients


def find(ground: Ground) -> Iterator[Relation]:
    """The averages of a document."""
    for passage in ground.prose:
        found = list(averages(passage, ground.rulebook))
        told = {relation.of_role("average")[0].claim_id for relation in found}
        yield from found
        yield from (r for r in quotients(passage, ground.rulebook) if r.of_role("average")[0].claim_id not in told)
