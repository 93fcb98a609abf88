"""Facts across the document: REPEAT, the limits of DOMAIN and the wordings of WORDING."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from ipextract.interval import meet_all
from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_SHORTEST_NAME = 4


def repeats(claims: tuple[Claim, ...], prose: tuple[Passage, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """The same fact printed in several sentences or in prose and table: same indicator, scope, period, basis and unit.

    Prints further apart than a slip of one digit may be two facts under one name: a warning at most, and by more than a
    third they are taken for two.
    """
    sentence = {c.claim_id: p.start for p in prose for c in p.claims}
    campaign = {c.claim_id for p in prose for c in p.claims if any(w in p.text for w in rulebook.words["campaign"])}
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
        for one, other in pairwise(group):
            sure = _identity(one, other)
            if sure is not False and sentence.get(one.claim_id, -1) != sentence.get(other.claim_id, -2):
                yield Relation(
                    "repeat",
                    "same-fact",
                    (Role("claim", one), Role("claim", other)),
                    one.indicator,
                    section=other.section,
                    severity=None if sure is None else "warning",
                )


def _identity(one: Claim, other: Claim) -> Literal["warning", False] | None:
    """How sure two prints are of one fact: None when they agree or one slip apart, else a cap, False for two facts."""
    if one.interval is None or other.interval is None or meet_all([one.interval, other.interval]) is not None:
        return None
    digits = ["".join(ch for ch in c.printed if ch.isdigit()) for c in (one, other)]
    if min(map(len, digits)) > 1 and _one_slip(*digits):
        return None
    if one.value is None or other.value is None:
        return False
    apart = abs(Fraction(one.value - other.value))
    return "warning" if apart * 3 <= max(abs(Fraction(one.value)), abs(Fraction(other.value))) else False


def _one_slip(a: str, b: str) -> bool:
    """True when one digit substituted, dropped, added or swapped with its neighbour makes a of b."""
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


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
            yield Relation(
                "wording", "stacked-hedges", (Role("claim", claim),), "stacked-hedges", section=claim.section
            )
        elif countable and any(r.open == "power" and r.approx == "over" for r in rules):
            yield Relation("wording", "hedge-on-odd", (Role("claim", claim),), "hedge-on-odd", section=claim.section)
