"""Which numbers the relations check, and how sharply; the rest is uncovered, never passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipextract.checks.registry import check_of
from ipextract.model import Claim, Coverage, Evaluated


def coverage_of(claims: Iterable[Claim], evaluated: Sequence[Evaluated]) -> tuple[Coverage, ...]:
    """For each claim the places in ``evaluated`` of the relations that check it, and the greatest power among them.

    A relation checks a number when it was evaluated; an echo, which no words assert, checks none. Its power says how
    many near values it would have caught, none for a part that is far smaller than its whole, where only a gross fault
    is noticed.
    """
    found: dict[str, list[int]] = {}
    power: dict[str, float] = {}
    for i, each in enumerate(evaluated):
        outcome = each.outcome
        if outcome.verdict == "not_evaluated" or each.relation.echo or check_of(each.relation.kind).of_words:
            continue
        for claim_id in dict.fromkeys(role.claim.claim_id for role in each.relation.roles):
            found.setdefault(claim_id, []).append(i)
            power[claim_id] = max(power.get(claim_id, 0.0), outcome.power)
    return tuple(Coverage(c.claim_id, tuple(found.get(c.claim_id, ())), power.get(c.claim_id, 0.0)) for c in claims)
