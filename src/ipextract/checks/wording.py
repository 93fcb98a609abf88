"""Words that cannot mean what they say: a hedge on a number without room for it, two hedges on one number."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding, divided, in_every_reading, readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, rate, unusable, violated
from ipextract.exact.interval import Interval, integers, meet, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The wording that the rule names is possible (role: claim 1; percent-for-points: level and prior 1 each, too).

    Rules are hedge-on-odd, stacked-hedges, new-body, percent-for-points, rise-said, fall-said, two-digits-said and
    part-of-a-thing. A hedged count must leave room for a whole number; two hedges on one number are one too many; what
    was set up this year has no year before to grow from; what fell from 65 % to 58 % fell by 7 points; what is said
    to go on rising did not fall; what is counted is whole.
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
    if relation.rule == "percent-for-points":
        return _percent_for_points(relation, rule, claim)
    if relation.rule in _TRENDS:
        return _trend(relation, rule, claim)
    if relation.rule == "part-of-a-thing":
        return _part_of_a_thing(relation, rule, claim)
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


def _percent_for_points(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    """A movement in per cent that is the difference of two percentages and no growth from one to the other."""
    level, prior = one(relation, "level"), one(relation, "prior")
    grown = divided(readings(level), readings(prior))
    apart = in_every_reading(lambda read: subtract(read(level), read(prior)))
    if grown is None:
        return not_evaluated("a growth needs a level before that is positive")
    own, growth = readings(claim), scaled(grown, _PER_CENT, shift=-_PER_CENT)
    formula = f"{numeral(level)} - {numeral(prior)} ~ {rate(claim)}"
    if meet(own.nearest, growth.nearest) is not None or meet(own.nearest, apart.nearest) is None:
        return Outcome("compatible", formula=f"{rate(claim)}: {printed(prior)}, {printed(level)}", power=1.0)
    return violated(
        relation,
        rule,
        "points",
        rounding="",
        computed=claim.interval,
        power=Fraction(1),
        formula=formula,
        distance="",
        slots={"printed": rate(claim), "formula": formula, "limit": printed(prior), "indicator": level.indicator},
    )


def _trend(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    """The words behind a growth say of it what it is: up, down, or of two digits."""
    value = any_rounding(claim)
    allowed = Interval(*_TRENDS[relation.rule])
    formula = f"{rate(claim)}: {relation.cue}"
    if meet(value, allowed) is not None:
        return Outcome("compatible", formula=formula, computed=allowed, power=1.0)
    return violated(
        relation,
        rule,
        "turned",
        rounding="any",
        computed=allowed,
        power=Fraction(1),
        formula=formula,
        distance="",
        slots={"printed": rate(claim), "formula": formula},
    )


def _part_of_a_thing(relation: Relation, rule: CheckRule, claim: Claim) -> Outcome:
    room = any_rounding(claim)
    if not room.exact and integers(room) is not None:
        return Outcome("compatible", formula=f"{printed(claim)} in {room}", computed=room, power=1.0)
    return violated(
        relation,
        rule,
        "split",
        rounding="",
        computed=room,
        power=Fraction(1),
        formula=printed(claim),
        distance="",
        slots={"printed": printed(claim), "indicator": claim.indicator},
    )


_PER_CENT: Final = 100
_TRENDS: Final = {
    "rise-said": (Fraction(0), None),
    "fall-said": (None, Fraction(0)),
    "two-digits-said": (Fraction(10), None),
}
"""From where to where a growth may lie of which words say how it goes."""
CHECK: Final = Check(
    check,
    ("odd", "stacked", "newborn", "points", "turned", "split"),
    of_words=True,
    words=("trend_opening", "trend_between", "rising", "falling", "two_digits", "parted", "whole_things"),
)
