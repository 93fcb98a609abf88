"""WORDING: single claims whose words cannot all be meant."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Claim, Relation, Role, apart
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.relations.rates import before
from ipextract.relations.trend import trends
from ipextract.rulebook import Rulebook

_CLAUSE = regex.compile(r"[，,。；;：:\n]")


def wordings(claims: tuple[Claim, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Hedged numbers whose words cannot all be meant: 246 余 of a count, 约 … 余."""
    for claim in claims:
        if not claim.hedges:
            continue
        rules = [r for r in rulebook.hedges.values() if r.id in claim.hedges]
        unit = rulebook.unit(claim.unit)
        countable = claim.kind == "count" and unit is not None and unit.dimension == "count"
        if len(claim.hedges) > 1:
            yield Relation(
                "wording", "stacked-hedges", (Role("claim", claim),), "stacked-hedges", section=claim.section
            )
        elif countable and any(r.open == "power" and r.approx == "over" for r in rules):
            yield Relation("wording", "hedge-on-odd", (Role("claim", claim),), "hedge-on-odd", section=claim.section)


def new_bodies(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """设立…中心，受理 70 件，同比增长 30%: a body that the sentence sets up has no year before."""
    words = rulebook.words
    text = passage.text.lstrip()
    verb = next((word for word in words["set_up"] if text.startswith(word)), "")
    if not verb:
        return
    body = _CLAUSE.split(text.removeprefix(verb), maxsplit=1)[0]
    if not body.endswith(words["body_end"]) or any(ch.isdigit() for ch in body):
        return
    for claim in passage.claims:
        if claim.kind == "growth" and claim.base == rulebook.terms.year_ago and claim.of and claim.scope in body:
            yield Relation("wording", "new-body", (Role("claim", claim),), "new-body", section=claim.section)


def points(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """由 65%下降到 58%，下降 7%: a change of a percentage that is printed in per cent beside both levels."""
    for i, growth in enumerate(passage.claims):
        at = i - 1
        while at >= 0 and passage.claims[at].prior and not rulebook.moves(passage.claims[at].rule):
            at -= 1  # 58%，上年为 65%，下降 7%
        level = passage.claims[at] if at >= 0 else None
        if level is None or not _moves_percentage(growth, level):
            continue
        prior = before(passage, level, growth.base, rulebook)
        if prior is not None:
            roles = (Role("claim", growth), Role("level", level), Role("prior", prior))
            yield Relation("wording", "percent-for-points", roles, "percent-for-points", section=passage.section)


def _moves_percentage(growth: Claim, level: Claim) -> bool:
    """True for a growth in per cent, without a subject of its own, behind a level in per cent."""
    if growth.kind != "growth" or apart(growth.qualifier) or growth.direction not in ("up", "down"):
        return False
    in_percent = growth.unit == level.unit == "%" and level.kind in ("ratio", "share")
    return in_percent and growth.indicator == level.indicator


def find(ground: Ground) -> Iterator[Relation]:
    """Hedges that cannot be meant, growths of what is new or of another trend, and per cent for percentage points."""
    yield from wordings(ground.facts, ground.rulebook)
    for passage in ground.prose:
        yield from new_bodies(passage, ground.rulebook)
        yield from points(passage, ground.rulebook)
    yield from trends(ground)
