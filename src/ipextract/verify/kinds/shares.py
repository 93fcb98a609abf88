"""The shares of one whole, a second time."""

from __future__ import annotations

from ipextract.exact.interval import point
from ipextract.verify.arithmetic import Answer, Meeting, Silent, constantly, mixed_units, running_total
from ipextract.verify.record import Broken, Relation


def recomputed(relation: Relation) -> Answer:
    """Σ share = one whole."""
    shares = relation.of("share")
    if len(shares) < 2:
        raise Broken(relation.where, f"shares: two shares are needed, {len(shares)} are written")
    if reason := mixed_units(*shares):
        return Silent(reason)
    whole = shares[0].whole
    if whole is None:
        return Silent(f"{shares[0].unit} is no unit of a share")
    steps = running_total(shares)
    return Meeting(steps[-1], (*steps[:-1], (str(whole), constantly(point(whole)))))
