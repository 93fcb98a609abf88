"""A number and its allowed, a second time."""

from __future__ import annotations

from ipextract.verify.arithmetic import Answer, Meeting, Silent, allowed, constantly, reading, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """Least <= value <= most; of a fall its size."""
    claim = relation.one("claim")
    if claim.least is None and claim.most is None:
        return Silent("no limit is known for such a number")
    size = times(reading(claim), -1) if claim.falls else reading(claim)
    limits = allowed(claim)
    return Meeting((claim.quote, size), ((f"in {limits}", constantly(limits)),), proves=False)
