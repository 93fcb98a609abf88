"""SUM: totals and their parts, in a sentence, by their names and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.named import sums_of_names
from ipextract.relations.sums import totals
from ipextract.relations.views import sums_by_view


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
        named = list(sums_of_names(passage, known, ground.rulebook))
        known |= {frozenset(claim.claim_id for claim in relation.claims) for relation in named}
        viewed = (
            r for r in sums_by_view(passage, ground.rulebook) if frozenset(c.claim_id for c in r.claims) not in known
        )
        found += [*added, *named, *viewed]
    return found
