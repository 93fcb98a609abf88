"""The same fact printed more than once says the same number, as exactly as the coarser print can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Read, Readings, any_rounding, as_printed, nearest_rounding
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    printed,
    rate,
    settle,
    several,
    speller,
    unusable,
)
from ipextract.exact.interval import Interval, meet, meet_all
from ipextract.model import Claim, Outcome, Relation
from ipextract.model.twice import twice
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """All prints of one fact share a value (role: claim >= 2).

    The checked number is the print that the others agree without, or the later one of two that contradict each other.
    """
    claims = several(relation, "claim", 2)
    if reason := unusable(relation, () if relation.rule == "headline" else claims):
        return not_evaluated(reason)
    if relation.rule == "headline":
        return _headline(relation, rule, claims)
    odd = _odd_one(claims)
    others = [claim for i, claim in enumerate(claims) if i != odd]
    return settle(
        relation,
        rule,
        Readings(*(read(claims[odd]) for read in (any_rounding, nearest_rounding, as_printed))),
        Readings(*(_shared(claims[odd], others, read) for read in (any_rounding, nearest_rounding, as_printed))),
        messages=("apart", "apart"),
        left=" / ".join(dict.fromkeys(_shown(claim, numeral) for claim in others)),
        right=_shown(claims[odd], numeral),
        spell=speller(claims[odd]),
        slots={
            "formula": " / ".join(dict.fromkeys(_shown(claim, printed) for claim in others)),
            "printed": _shown(claims[odd], printed),
            "count": str(len(claims)),
        },
    )


def _headline(relation: Relation, rule: CheckRule, claims: Sequence[Claim]) -> Outcome:
    """A headline and its item: the item is held against what the words of the headline leave of the number."""
    above, below = claims
    told, found = twice(above, below)
    return settle(
        relation,
        rule,
        Readings(*found),
        Readings(*told),
        messages=("apart", "apart"),
        left=_shown(above, numeral),
        right=_shown(below, numeral),
        spell=speller(below),
        slots={"formula": _shown(above, printed), "printed": _shown(below, printed), "count": "2"},
    )


def _odd_one(claims: Sequence[Claim]) -> int:
    for read in (any_rounding, nearest_rounding):
        if meet_all(read(claim) for claim in claims) is not None:
            continue
        if len(claims) > 2:
            for odd in reversed(range(len(claims))):
                if meet_all(read(claim) for i, claim in enumerate(claims) if i != odd) is not None:
                    return odd
        # On a line, intervals without a common value include two that do not meet.
        return max(j for j, b in enumerate(claims) if any(meet(read(a), read(b)) is None for a in claims[:j]))
    return len(claims) - 1


def _shared(odd: Claim, others: Sequence[Claim], read: Read) -> Interval:
    shared = meet_all(read(claim) for claim in others)
    if shared is not None:
        return shared
    return next((read(claim) for claim in others if meet(read(claim), read(odd)) is None), read(others[0]))


def _shown(claim: Claim, plain: Callable[[Claim], str]) -> str:
    return rate(claim) if claim.kind in {"growth", "change"} else plain(claim)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """What the other prints agree on."""
    if relation.rule == "headline":
        return twice(relation.roles[1 - index].claim, relation.roles[index].claim)[0].any
    others = [r.claim for i, r in enumerate(relation.roles) if i != index]
    shared = meet_all(any_rounding(c) for c in others)
    if shared is None:
        raise ValueError("the other prints contradict each other")
    return shared


CHECK: Final = Check(
    check, ("apart", "rounding"), solve, words=("anniversary", "occasion", "event_end", "grand", "ahead"), telling=True
)
