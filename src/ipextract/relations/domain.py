"""DOMAIN: single claims and the limits of what they measure."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS
from ipextract.rulebook import Rulebook


def find(ground: Ground) -> Iterator[Relation]:
    """The claims of a document that have a limit."""
    return _bounds(ground.facts, ground.rulebook)


def _bounds(claims: tuple[Claim, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Each claim that a limit of the domain check speaks of."""
    rule = rulebook.check_named("domain")
    tabled = [c for c in claims if c.origin == "table"]
    below_zero = {c.section for c in tabled if c.kind in LEVELS and c.value is not None and c.value < 0}
    for claim in claims if rule is not None else ():
        limit = rule.limit(claim) if rule is not None else None
        if limit is not None:
            if claim.kind == "growth" and claim.origin == "table" and claim.section in below_zero:
                continue  # what was given back may be more than what there was
            yield Relation("domain", limit.name, (Role("claim", claim),), limit.name, section=claim.section)
