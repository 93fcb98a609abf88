"""Claims → the relations that the text's own words assert; no search for numbers that happen to add up."""

from __future__ import annotations

from ipextract.model import Claim, Document, Edge, Relation
from ipextract.relations.above import Above
from ipextract.relations.counted import named_items, open_sums
from ipextract.relations.facts import bounds, new_bodies, wordings
from ipextract.relations.implied import averages, percapita
from ipextract.relations.named import parts_of_names, rates_of_names, rates_of_two, sector_shares, sums_of_names
from ipextract.relations.parts import parts
from ipextract.relations.passage import Passage, passages
from ipextract.relations.rates import changes, growths, shares
from ipextract.relations.repeats import repeats
from ipextract.relations.stages import stages
from ipextract.relations.sums import totals
from ipextract.relations.tables import tabled
from ipextract.relations.wholes import mixes, whole_shares
from ipextract.relations.wider import wider
from ipextract.rulebook import Rulebook
from ipextract.structure import Tree

__all__ = ["find"]


def find(
    document: Document, tree: Tree, claims: tuple[Claim, ...], edges: tuple[Edge, ...], rulebook: Rulebook
) -> tuple[Relation, ...]:
    """Every asserted relation, in text order of its last claim; targets take part in none."""
    facts = tuple(c for c in claims if c.modality == "fact")
    prose = passages(tree, facts, edges)
    sums: list[Relation] = []
    growing: list[Relation] = []
    found: list[Relation] = []
    above = Above(rulebook)
    for passage in prose:
        added = totals(passage, rulebook)
        found += parts(passage, added, rulebook)
        added += sums_of_names(passage, {frozenset(c.claim_id for c in r.claims) for r in added}, rulebook)
        sums += added
        found += shares(passage, above, rulebook)
        found += sector_shares(passage, above, rulebook)
        growing += growths(passage, rulebook)
        found += changes(passage, rulebook)
        found += _of_sentence(passage, rulebook)
        above.add(passage)
    found += [*sums, *growing, *mixes(sums, growing)]
    found += tabled(document, facts, rulebook)
    found += repeats(document, facts, prose, rulebook)
    known = {_pair(r) for r in found if r.kind == "part"}
    found += (r for r in wider(prose, rulebook) if _pair(r) not in known)
    found += percapita(document.text, facts, prose, rulebook)
    found += parts_of_names(facts, prose, rulebook)
    found += bounds(facts, rulebook)
    found += wordings(facts, rulebook)
    return tuple(sorted(found, key=lambda r: (max(c.char_end for c in r.claims), r.kind, r.rule)))


def _pair(relation: Relation) -> frozenset[str]:
    return frozenset(claim.claim_id for claim in relation.claims)


def _of_sentence(passage: Passage, rulebook: Rulebook) -> list[Relation]:
    """What stands in one sentence and needs no other relation."""
    found = [*whole_shares(passage, rulebook), *stages(passage, rulebook), *averages(passage, rulebook)]
    found += [
        *rates_of_names(passage, rulebook),
        *rates_of_two(passage, rulebook),
        *named_items(passage, rulebook),
        *open_sums(passage, rulebook),
    ]
    return [*found, *new_bodies(passage, rulebook)]
