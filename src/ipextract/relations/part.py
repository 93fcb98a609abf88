"""PART: parts and the whole they are of, in a sentence, between sentences, by their names and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Relation, Role
from ipextract.relations import sum as sums
from ipextract.relations.beyond import beyond
from ipextract.relations.entries import entries
from ipextract.relations.ground import Ground
from ipextract.relations.increase import increases
from ipextract.relations.named import parts_of_names
from ipextract.relations.parts import parts
from ipextract.relations.taken import taken
from ipextract.relations.wider import wider


def find(ground: Ground) -> Iterator[Relation]:
    """The parts of a document; between sentences none that a sentence or a table states."""
    found = ground.once(stated)
    known = {pair(relation) for relation in found}
    yield from found
    yield from (relation for relation in wider(ground.prose, ground.rulebook) if pair(relation) not in known)
    for entry in ground.once(entries):
        if entry.whole:
            roles = (Role("whole", entry.cell), Role("part", entry.told))
            yield Relation("part", "entry-of-all", roles, entry.heading, section=entry.told.section, severity="warning")
    yield from parts_of_names(ground.facts, ground.prose, ground.rulebook)
    yield from beyond(ground)
    yield from (relation for relation in taken(ground) if pair(relation) not in known)
    for passage in ground.prose:
        yield from increases(passage, ground.rulebook)


def stated(ground: Ground) -> list[Relation]:
    """The parts that a sentence or a table states."""
    found: list[Relation] = []
    for passage, added in zip(ground.prose, ground.once(sums.stated), strict=True):
        found += parts(passage, added, ground.rulebook)
    return [*found, *ground.tabled("part")]


def pair(relation: Relation) -> frozenset[str]:
    """The ids of the claims of a relation, whoever plays what."""
    return frozenset(claim.claim_id for claim in relation.claims)
