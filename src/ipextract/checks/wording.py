"""Words that cannot mean what they say: a hedge on a number without room for it, two hedges on one number."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding
from ipextract.checks.verdicts import not_evaluated, one, printed, rate, unusable, violated
from ipextract.exact.interval import integers
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The wording that the rule names is possible (role: claim 1; rule hedge-on-odd, stacked-hedges or new-body).

    A hedged count must leave room for a whole number; two hedges on one number are one too many; what was set up this
    year has no year before to grow from.
    """
    claim = one(relation, "claim")
    if reason := unusable(relation):
        return not_evaluated(reason)
    if relation.rule == "hedge-on-odd":
        return _hedge_on_odd(relation, rule, claim)
    if relation.rule == "stacked-hedges":
        return _stacked_hedges(relation, rule, claim)
    if relation.rule == "new-body":
        return _new_body(relation, rule, claim)
    raise ValueError(f"relation {relation.kind} ({relation.rule}) is unknown")


def _hedge_on_odd(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    if claim.kind != "count":
        return not_evaluated("only counts must be whole numbers")
    room = any_rounding(claim)
    if integers(room) is not None:
        return Outcome("compatible", formula=f"{printed(claim)} in {room}", computed=room, power=1.0)
    return violated(
        relation,
        rule,
        "odd",
        rounding="any",
        computed=room,
        power=Fraction(1),
        formula=f"{printed(claim)} in {room}, which holds no integer",
        distance="",
        slots={"printed": printed(claim), "formula": str(room)},
    )


def _stacked_hedges(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    if len(claim.hedges) < 2:
        return Outcome("compatible", formula=printed(claim), power=1.0)
    return violated(
        relation,
        rule,
        "stacked",
        rounding="",
        computed=claim.interval,
        power=Fraction(1),
        formula=f"{printed(claim)}: {len(claim.hedges)} hedges",
        distance="",
        slots={"printed": printed(claim), "count": str(len(claim.hedges))},
    )


def _new_body(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    return violated(
        relation,
        rule,
        "newborn",
        rounding="",
        computed=claim.interval,
        power=Fraction(1),
        formula=f"{rate(claim)} over a year before the start",
        distance="",
        slots={"printed": rate(claim), "formula": claim.scope},
    )


CHECK: Final = Check(check, ("odd", "stacked", "newborn"), of_words=True)
