"""STOCK: what is new and all there is so far."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations import part
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.relations.wider import stripped
from ipextract.rulebook import Rulebook

_SHORTEST = 4
_Key = tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """What is new and all of it in two sentences, where the second is not said to hold the first in other words."""
    known = {part.pair(relation) for relation in ground.once(part.stated)}
    return (relation for relation in _stocks(ground.prose, ground.rulebook) if part.pair(relation) not in known)


def _stocks(prose: tuple[Passage, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """新增 3 支 in one place and 累计 7 支 in another, of one name: the first that stands bare in each."""
    flows: dict[_Key, Claim] = {}
    totals: dict[_Key, Claim] = {}
    for passage in prose:
        for i, claim in enumerate(passage.claims):
            if claim.kind != "count" or claim.prior or len(claim.indicator) < _SHORTEST:
                continue
            key: _Key = (stripped(claim.indicator, rulebook), claim.unit, claim.scope, claim.period.year)
            if claim.basis == "new":
                flows.setdefault(key, claim)
            elif claim.basis == "cumulative" and _of_all_years(passage.leads[i], rulebook):
                totals.setdefault(key, claim)
    for key, flow in flows.items():
        if key in totals:
            roles = (Role("flow", flow), Role("stock", totals[key]))
            yield Relation("stock", "new-of-all", roles, key[0], section=totals[key].section, severity="warning")


def _of_all_years(lead: str, rulebook: Rulebook) -> bool:
    """True for 累计; 全年累计 is the flow of a year."""
    words = rulebook.words
    return any(word in lead for word in words["cumulative"]) and not any(word in lead for word in words["whole_year"])
