"""SUM: totals and their parts, in a sentence, by their names and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.named import sums_of_names
from ipextract.relations.sums import totals


def find(ground: Ground) -> Iterator[Relation]:
    """The sums of a document."""
    yield from ground.once(in_prose)
    yield from ground.tabled("sum")


def stated(ground: Ground) -> list[list[Relation]]:
    """For each sentence the sums that its own words state."""
    return [totals(passage, ground.rulebook) for passage in ground.prose]


def in_prose(ground: Ground) -> list[Relation]:
    """The sums of all sentences, with those that names declare."""
    found: list[Relation] = []
    for passage, added in zip(ground.prose, ground.once(stated), strict=True):
        known = {frozenset(claim.claim_id for claim in relation.claims) for relation in added}
        found += [*added, *sums_of_names(passage, known, ground.rulebook)]
    return found
