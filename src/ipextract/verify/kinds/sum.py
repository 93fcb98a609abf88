"""Parts and their total, a second time."""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Meeting, Silent, mixed_counts, reading, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Σ part = total."""
    total, parts = relation.one("total"), relation.of("part")
    if len(parts) < 2:
        raise Broken(relation.where, f"sum: two parts are needed, {len(parts)} are written")
    if reason := mixed_counts(total, *parts):
        return Silent(reason)
    return Meeting((total.quote, reading(total)), running_total(parts))
