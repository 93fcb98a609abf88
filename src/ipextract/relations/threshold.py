"""THRESHOLD: a bound that a level is said to have passed, or not to have reached, and the level itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.alike import many_values
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage

_Place: TypeAlias = tuple[Claim, Passage]
_KINDS = frozenset({"count", "amount", "ratio", "share"})
_BREAK = regex.compile(r"[，、；：。,;:\n（()）]")
_PARTED = regex.compile(r"[；;]")
#: What may stand between a level and its bound: it speaks of the level.
_SAID_OF = frozenset({"growth", "change", "difference", "rank"})
#: A name of so many characters, or one that the rules know, means one thing in a whole document.
_LONG = 6
#: A level that is so many times its bound, or as much less, is seldom what was meant.
_GROSS = 2
#: By how much a point or a power that was misplaced changes a number, and how near to that it stays beside a bound.
_POWERS = (10, 10**4)
_NEAR = Fraction(3, 2)


def find(ground: Ground) -> Iterator[Relation]:
    """The bounds of a document that are told beside their levels or far from them."""
    yield from ground.once(in_prose)


def in_prose(ground: Ground) -> list[Relation]:
    """The same, found once."""
    return list(_bounds(ground))


def _bounds(ground: Ground) -> Iterator[Relation]:
    """产值突破 50 亿元 beside 产值 51.2 亿元: in one sentence, or in two that speak of one thing by their words."""
    lists = ground.words("threshold", "passing", "otherwise")
    if lists is None:
        return
    known, bounds = _collected(ground, *lists)
    flows = ground.rulebook.words["inflow"]
    for bound, passage in bounds:
        exact = [(c, p) for c, p in known.get(_key(bound), []) if not c.indicator.endswith(flows)]
        here = [c for c, p in exact if p is passage and _side_by_side(passage, bound, c)]
        if here:
            yield _held(passage, bound, here[0], "passed-beside", None)
        elif all(p is not passage for _, p in exact) and _means_one(bound, [c for c, _ in exact]):
            yield _held(passage, bound, exact[0][0], "passed-elsewhere", "warning")


def _collected(
    ground: Ground, passing: tuple[str, ...], otherwise: tuple[str, ...]
) -> tuple[dict[tuple[str, ...], list[_Place]], list[_Place]]:
    """The exact levels of all prose by what they are, and its bounds, each with its sentence."""
    known: dict[tuple[str, ...], list[_Place]] = {}
    bounds: list[_Place] = []
    for passage in ground.prose:
        for i, claim in enumerate(passage.claims):
            if claim.kind not in _KINDS or not claim.indicator or any(word in passage.leads[i] for word in otherwise):
                continue
            if _is_exact(claim):
                known.setdefault(_key(claim), []).append((claim, passage))
            elif _is_bound(claim, passing) and not _picks_out(passage, claim, ground):
                bounds.append((claim, passage))
    return known, bounds


def _side_by_side(passage: Passage, bound: Claim, level: Claim) -> bool:
    """True for two numbers with no other level and no ； between them."""
    first, last = sorted((bound, level), key=lambda c: c.char_start)
    between = passage.text[first.char_end - passage.start : last.char_start - passage.start]
    inside = (c for c in passage.claims if first.char_start < c.char_start < last.char_start)
    return not _PARTED.search(between) and all(c.kind in _SAID_OF for c in inside)


def _held(passage: Passage, bound: Claim, level: Claim, rule: str, cap: Severity | None) -> Relation:
    roles = (Role("level", level), Role("bound", bound))
    if _far(level, bound):
        cap = "suspicion"
    cue = "".join(bound.printed.split())
    return Relation("threshold", rule, roles, cue, section=passage.section, severity=cap)


def _far(level: Claim, bound: Claim) -> bool:
    """True for 17 万人 that are said to be more than 66 万人: far from it, and not by a power of ten either."""
    if not level.value or not bound.value:
        return False
    more, less = sorted((Fraction(level.value), Fraction(bound.value)), reverse=True)
    times = more / less
    return times > _GROSS and not any(power / _NEAR <= times <= power * _NEAR for power in _POWERS)


def _key(claim: Claim) -> tuple[str, ...]:
    return claim.kind, claim.indicator, claim.scope, claim.period.settled, claim.unit, claim.basis, claim.reckoned


def _is_bound(claim: Claim, passing: tuple[str, ...]) -> bool:
    """True for 突破 50 亿元 and 不足 30 艘, with a single hedge; what has a floor (50 亿元以上) may be a plan."""
    hedged = claim.approx in ("over", "under") and len(claim.hedges) == 1
    return hedged and claim.value_high is None and claim.printed.startswith(passing)


def _is_exact(claim: Claim) -> bool:
    return claim.approx == "exact" and not claim.hedges and claim.value is not None and claim.value_high is None


def _picks_out(passage: Passage, bound: Claim, ground: Ground) -> bool:
    """True for 产值超过 50 亿元的企业: the bound says which are meant, and nothing of the level."""
    behind = passage.text[bound.char_end - passage.start :]
    words = ground.rulebook.words
    clause = _BREAK.split(behind, maxsplit=1)[0].lstrip()
    return clause.startswith((*words["particle"], *words["grammar_de"])) or bound.prior


def _means_one(bound: Claim, exact: list[Claim]) -> bool:
    """True where a name, a place and a period of their own leave no doubt that one thing is meant in both places."""
    telling = bool(bound.indicator_id) or len(bound.indicator) >= _LONG
    if not telling or not bound.scope or not bound.period or not exact:
        return False
    values = {c.value for c in exact}
    return not many_values([bound, *exact]) and len(values) == 1
