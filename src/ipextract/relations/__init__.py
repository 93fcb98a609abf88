"""Claims → the relations that the text's own words assert; no search for numbers that happen to add up."""

from __future__ import annotations

from ipextract.model import Claim, Document, Relation
from ipextract.relations.facts import bounds, wordings
from ipextract.relations.lists import parts, totals
from ipextract.relations.passage import passages
from ipextract.relations.rates import changes, growths, shares
from ipextract.relations.repeats import repeats
from ipextract.relations.tables import tabled
from ipextract.rulebook import Rulebook

__all__ = ["find"]


def find(document: Document, claims: tuple[Claim, ...], rulebook: Rulebook) -> tuple[Relation, ...]:
    """Every asserted relation, in text order of its last claim; targets take part in none."""
    facts = tuple(c for c in claims if c.modality == "fact")
    prose = passages(document, facts)
    found: list[Relation] = []
    for number, passage in enumerate(prose):
        sums = totals(passage, rulebook)
        found += sums
        found += parts(passage, sums, rulebook)
        found += shares(passage, prose[:number], rulebook)
        found += growths(passage, rulebook)
        found += changes(passage, rulebook)
    found += tabled(document, facts, rulebook)
    found += repeats(document, facts, prose, rulebook)
    found += bounds(facts, rulebook)
    found += wordings(facts, rulebook)
    return tuple(sorted(found, key=lambda r: (max(c.char_end for c in r.claims), r.kind, r.rule)))
