"""Relations that rest on print which somebody should look at first: they accuse the reading, not the report."""

from __future__ import annotations

from dataclasses import replace

from ipextract.model import Relation
from ipextract.recognition import SURE


def doubted(relation: Relation) -> Relation:
    """The relation with the claims whose reading is in doubt.

    These are claims that were recognised with little confidence; and, since what was recognised never contradicts what
    needed no recognition, all recognised claims of a relation that has claims of both kinds.
    """
    recognised = [claim for claim in relation.claims if claim.confidence is not None]
    mixed = len(recognised) < len(relation.claims)
    found = (c.claim_id for c in recognised if mixed or (c.confidence is not None and c.confidence < SURE))
    doubts = tuple(dict.fromkeys(found))
    return replace(relation, doubts=doubts) if doubts else relation
