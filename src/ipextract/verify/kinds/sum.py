"""Parts and their total, a second time."""

from __future__ import annotations

from ipextract.exact.interval import subtract
from ipextract.verify.arithmetic import Answer, Meeting, Silent, each, mixed_counts, reading, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Σ part - Σ less = total."""
    total, parts, less = relation.one("total"), relation.of("part"), relation.of("less")
    if not parts:
        raise Broken(relation.where, "sum: a part is needed, none is written")
    if reason := mixed_counts(total, *parts, *less):
        return Silent(reason)
    steps = list(running_total(parts))
    for figure in less:
        steps.append((f"{steps[-1][0]} - {figure.quote}", each(subtract, steps[-1][1], reading(figure))))
    return Meeting((total.quote, reading(total)), tuple(steps))
