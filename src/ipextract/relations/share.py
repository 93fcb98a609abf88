"""SHARE: shares with their part and whole, in a sentence, by their names and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation
from ipextract.relations.above import Above
from ipextract.relations.completed import completions
from ipextract.relations.ground import Ground
from ipextract.relations.named import rates_of_names, rates_of_two, sector_shares
from ipextract.relations.rates import shares
from ipextract.relations.together import shared_together


def find(ground: Ground) -> Iterator[Relation]:
    """The shares of a document; the whole may stand in a sentence above."""
    above = Above()
    for passage in ground.prose:
        structure = list(sector_shares(passage, above, ground.rulebook))
        told = {relation.claims[-1].claim_id for relation in structure}
        yield from (each for each in shares(passage, ground.rulebook) if each.claims[-1].claim_id not in told)
        yield from completions(passage, ground.rulebook)
        yield from structure
        yield from rates_of_names(passage, ground.rulebook)
        yield from rates_of_two(passage, ground.rulebook)
        above.add(passage)
    yield from shared_together(ground)
    yield from ground.tabled("share")
