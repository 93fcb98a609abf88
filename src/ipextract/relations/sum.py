"""SUM: totals and their parts, in a sentence, by their names, over time and in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipextract.model import Relation
from ipextract.relations.ground import Ground
from ipextract.relations.named import sums_of_names
from ipextract.relations.net import nets
from ipextract.relations.spans import sums_of_spans
from ipextract.relations.sums import totals
from ipextract.relations.views import sums_by_view


def find(ground: Ground) -> Iterator[Relation]:
    """The sums of a document."""
    yield from ground.once(in_prose)
    yield from ground.tabled("sum")
    yield from nets(ground)
    yield from sums_of_spans(ground)


def stated(ground: Ground) -> list[list[Relation]]:
    """For each sentence the sums that its own words state."""
    return [totals(passage, ground.rulebook) for passage in ground.prose]


def in_prose(ground: Ground) -> list[Relation]:
    """The sums of all sentences, with those that names and views declare; an echo only of what no words say.

    What names make up by definition is said once, and not as parts that need not be all.
    """
    found: list[Relation] = []
    for passage, added in zip(ground.prose, ground.once(stated), strict=True):
        closed = _members(relation for relation in added if relation.exhaustive)
        told = list(sums_of_names(passage, closed, ground.rulebook))
        defined = _members(told)
        told = [*(r for r in added if not r.echo and not _members([r]) <= defined), *told]
        echoes = (relation for relation in added if relation.echo)
        for relation in (*sums_by_view(passage, ground.rulebook), *echoes):
            if not _members([relation]) <= _members(told):
                told.append(relation)
        found += told
    return found


def _members(relations: Iterable[Relation]) -> set[frozenset[str]]:
    """The claims of each relation."""
    return {frozenset(claim.claim_id for claim in relation.claims) for relation in relations}
