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
    """The sums of all sentences, with those that names declare.

    What names make up by definition is said once, and not as parts that need not be all.
    """
    found: list[Relation] = []
    for passage, added in zip(ground.prose, ground.once(stated), strict=True):
        known = {_ids(relation) for relation in added if relation.exhaustive}
        named = list(sums_of_names(passage, known, ground.rulebook))
        defined = {_ids(relation) for relation in named}
        open_ = [relation for relation in added if _ids(relation) not in defined]
        known |= defined | {_ids(relation) for relation in open_}
        viewed = (r for r in sums_by_view(passage, ground.rulebook) if _ids(r) not in known)
        found += [*open_, *named, *viewed]
    return found


def _ids(relation: Relation) -> frozenset[str]:
    return frozenset(claim.claim_id for claim in relation.claims)
