"""CHANGE between paragraphs: a level with its change in one place, its growth under the same name in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from ipextract.model import ANNUAL, Claim, Relation, Role, Severity, apart
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage
from ipextract.structure.prices import at_constant_prices

#: Name, place, year or part of one, and what it is measured against.
_Key: TypeAlias = tuple[str, str, str, str | None]
#: A name of fewer characters may mean several things in one document.
_SHORTEST = 3


class _Changed(NamedTuple):
    level: Claim
    change: Claim


def grown_elsewhere(ground: Ground) -> Iterator[Relation]:
    """渔民总数 9000 人，比上年增加 120 人 … 渔民总数比上年增长 3%: a growth whose level only another paragraph has."""
    growths = [(growth, passage) for passage in ground.prose for growth in passage.claims if _is_alone(growth)]
    lists = ground.words("change", "total_end")
    if lists is None:
        return
    (totals,) = lists
    known = _known(ground, totals) if growths else {}
    for growth, passage in growths:
        told = known.get(_key(growth, ground.rulebook.terms.settled(growth.base), totals))
        if told is None or any(told.level in place.claims for place in (passage, *passage.earlier)):
            continue
        cap: Severity = "info" if at_constant_prices(growth, told.level, ground.rulebook) else "warning"
        roles = (Role("level", told.level), Role("change", told.change), Role("growth", growth))
        yield Relation("change", "grown-elsewhere", roles, growth.base or "", section=passage.section, severity=cap)


def _is_alone(claim: Claim) -> bool:
    """True for a growth over one period that has a name of its own and no level beside it."""
    alone = claim.kind == "growth" and claim.of is None and not claim.prior and len(claim.indicator) >= _SHORTEST
    return alone and not apart(claim.qualifier) and ANNUAL not in claim.qualifier and not claim.period.spans_years


def _key(claim: Claim, base: str | None, totals: tuple[str, ...]) -> _Key:
    """会员总数 and 会员总量 are one name, 会员 is another."""
    end = max((word for word in totals if claim.indicator.endswith(word)), key=len, default="")
    name = f"{claim.indicator.removesuffix(end)}/" if end else claim.indicator
    return name, claim.scope, claim.period.settled, base


def _known(ground: Ground, totals: tuple[str, ...]) -> dict[_Key, _Changed]:
    """The levels that changed and have no growth beside them, by name; none of a name that several levels have."""
    found: dict[_Key, list[_Changed]] = {}
    for passage in ground.prose:
        by_id = {claim.claim_id: claim for claim in passage.claims if claim.kind in LEVELS}
        for change in passage.claims:
            level = by_id.get(change.of or "")
            if level is not None and _is_change(change, level, passage):
                base = ground.rulebook.terms.settled(change.base)
                found.setdefault(_key(level, base, totals), []).append(_Changed(level, change))
    values: dict[_Key, set[object]] = {}
    for claim in ground.facts:
        if claim.kind in LEVELS:
            values.setdefault(_key(claim, None, totals), set()).add(claim.value)
    return {
        key: each[0]
        for key, each in found.items()
        if len(each) == 1 and len(values.get(_key(each[0].level, None, totals), ())) == 1
    }


def _is_change(change: Claim, level: Claim, passage: Passage) -> bool:
    """True for a change in the unit of its level, of which the sentence tells no growth."""
    if change.kind != "change" or change.unit != level.unit or apart(change.qualifier) or ANNUAL in change.qualifier:
        return False
    return not any(c.kind == "growth" and c.of == level.claim_id for c in passage.claims)
