"""Facts across the document: REPEAT, the limits of DOMAIN and the wordings of WORDING."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ipextract.interval import meet_all
from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_SHORTEST_NAME = 4


def repeats(claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """The same fact printed in several sentences or in prose and table: same indicator, scope, period, basis and unit.

    Two prints that differ by more than a slip of one digit may be two facts under one name: a warning at most.
    """
    sentence = {c.claim_id: p.start for p in prose for c in p.claims}
    campaign = {
        c.claim_id for p in prose for c in p.claims if any(w in p.text for w in rulebook.words["campaign"])
    }
    by_id = {c.claim_id: c for c in claims}
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        if claim.kind not in ("count", "amount", "ratio", "growth", "share") or len(claim.indicator) < _SHORTEST_NAME:
            continue
        level = by_id.get(claim.of or "")
        key = (
            claim.kind,
            claim.indicator,
            claim.scope,
            claim.period[:4],
            claim.unit,
            level.unit if level else "",
            claim.base or "",
            claim.qualifier,
            str(claim.claim_id in campaign),
        )
        groups.setdefault(key, []).append(claim)
    for group in groups.values():
        places = {sentence.get(c.claim_id, -c.char_start) for c in group}
        if len(group) < 2 or len(places) < 2:
            continue
        for one, other in zip(group, group[1:], strict=False):
            if sentence.get(one.claim_id, -1) != sentence.get(other.claim_id, -2):
                yield Relation(
                    "repeat",
                    "same-fact",
                    (Role("claim", one), Role("claim", other)),
                    one.indicator,
                    section=other.section,
                    severity=None if _slip(one, other) else "warning",
                )


def _slip(one: Claim, other: Claim) -> bool:
    """True when the prints agree or differ by one digit, one swap or a hundredth."""
    if one.interval is None or other.interval is None or meet_all([one.interval, other.interval]) is not None:
        return True
    a, b = (("".join(ch for ch in c.printed if ch.isdigit())) for c in (one, other))
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        swap = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        if swap or (len(wrong) == 1 and len(a) > 2):
            return True
    if one.value is None or other.value is None or not one.value:
        return False
    return abs(Fraction(one.value - other.value)) <= abs(Fraction(one.value)) / 100


def bounds(claims: tuple[Claim, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Each claim that a limit of the domain check speaks of."""
    rule = next((r for r in rulebook.checks.values() if r.name == "domain"), None)
    for claim in claims if rule is not None else ():
        limit = rule.limit(claim) if rule is not None else None
        if limit is not None:
            yield Relation("domain", limit.name, (Role("claim", claim),), limit.name, section=claim.section)


def wordings(claims: tuple[Claim, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Hedged numbers whose words cannot all be meant: 246 余 of a count, 约 … 余."""
    for claim in claims:
        rules = [r for r in rulebook.hedges.values() if r.id in claim.hedges]
        unit = rulebook.unit(claim.unit)
        countable = claim.kind == "count" and unit is not None and unit.dimension == "count"
        if len(claim.hedges) > 1:
            yield Relation("wording", "stacked-hedges", (Role("claim", claim),), "stacked-hedges", section=claim.section)
        elif countable and any(r.open == "power" and r.approx == "over" for r in rules):
            yield Relation("wording", "hedge-on-odd", (Role("claim", claim),), "hedge-on-odd", section=claim.section)
