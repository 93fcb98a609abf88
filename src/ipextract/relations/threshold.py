"""THRESHOLD: a bound that a level is said to have passed, or not to have reached, and the level itself."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import PRIOR, Claim, Relation, Role, Severity
from ipextract.relations.alike import many_values
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage

_KINDS = frozenset({"count", "amount", "ratio", "share"})
_BREAK = regex.compile(r"[，、；：。,;:\n（()）]")
#: A name of so many characters, or one that the rules know, means one thing in a whole document.
_LONG = 6


def find(ground: Ground) -> Iterator[Relation]:
    """The bounds of a document that are told beside their levels or far from them."""
    yield from ground.once(in_prose)


def in_prose(ground: Ground) -> list[Relation]:
    """The same, found once."""
    return list(_bounds(ground))


def _bounds(ground: Ground) -> Iterator[Relation]:
    """产值突破 50 亿元 beside 产值 51.2 亿元: in one sentence, or in two that speak of one thing by their words."""
    bounds = [(c, p) for p in ground.prose for c in p.claims if _is_bound(c) and not _picks_out(p, c, ground)]
    if not bounds:
        return
    known: dict[tuple[str, ...], list[tuple[Claim, Passage]]] = {}
    for passage in ground.prose:
        for claim in passage.claims:
            if claim.kind in _KINDS and claim.indicator:
                known.setdefault(_key(claim), []).append((claim, passage))
    for bound, passage in bounds:
        group = known.get(_key(bound), [])
        exact = [(c, p) for c, p in group if _is_exact(c)]
        here = [c for c, p in exact if p is passage]
        if here:
            near = min(here, key=lambda c: abs(c.char_start - bound.char_start))
            yield from _held(passage, bound, near, "passed-beside", None)
        elif _means_one(bound, [c for c, _ in exact]):
            yield from _held(passage, bound, exact[0][0], "passed-elsewhere", "warning")


def _held(passage: Passage, bound: Claim, level: Claim, rule: str, cap: Severity | None) -> Iterator[Relation]:
    roles = (Role("level", level), Role("bound", bound))
    cue = next(iter(bound.hedges), "")
    yield Relation("threshold", rule, roles, cue, section=passage.section, severity=cap)


def _key(claim: Claim) -> tuple[str, ...]:
    return claim.kind, claim.indicator, claim.scope, claim.period.settled, claim.unit, claim.basis, claim.qualifier


def _is_bound(claim: Claim) -> bool:
    """True for 突破 50 亿元 and 不足 30 艘, with a single hedge."""
    return (
        claim.kind in _KINDS
        and claim.approx in ("over", "under")
        and len(claim.hedges) == 1
        and claim.value_high is None
    )


def _is_exact(claim: Claim) -> bool:
    return claim.approx == "exact" and not claim.hedges and claim.value is not None and claim.value_high is None


def _picks_out(passage: Passage, bound: Claim, ground: Ground) -> bool:
    """True for 产值超过 50 亿元的企业: the bound says which are meant, and nothing of the level."""
    behind = passage.text[bound.char_end - passage.start :]
    words = ground.rulebook.words
    clause = _BREAK.split(behind, maxsplit=1)[0].lstrip()
    return clause.startswith((*words["particle"], *words["grammar_de"])) or bound.qualifier == PRIOR


def _means_one(bound: Claim, exact: list[Claim]) -> bool:
    """True where a name, a place and a period of their own leave no doubt that one thing is meant in both places."""
    telling = bool(bound.indicator_id) or len(bound.indicator) >= _LONG
    if not telling or not bound.scope or not bound.period or not exact:
        return False
    values = {c.value for c in exact}
    return not many_values([bound, *exact]) and len(values) == 1
