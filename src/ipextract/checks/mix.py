"""The growth of a whole lies between those of its parts."""

from __future__ import annotations

from ipextract.checks.readings import hull as hull_of
from ipextract.checks.readings import in_every_reading, readings
from ipextract.checks.verdicts import not_evaluated, one, rate, settle, several, unusable
from ipextract.exact.interval import show
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("low", "high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Least part <= whole <= greatest part (roles: whole 1, part >= 2, all growths; level: what grew, as evidence)."""
    whole, parts = one(relation, "whole"), several(relation, "part", 2)
    if reason := unusable(relation, (whole, *parts)):
        return not_evaluated(reason)
    if rule.whole(whole.unit) is None or any(each.direction == "flat" for each in (whole, *parts)):
        return not_evaluated("growths must be rates")
    computed = in_every_reading(lambda read: hull_of(read(part) for part in parts))
    told = ", ".join(rate(part) for part in parts)
    return settle(
        relation,
        rule,
        readings(whole),
        computed,
        messages=("low", "high"),
        left=told,
        right=rate(whole),
        spell=lambda x: show(x, 4),
        operators=("around", "not around"),
        proves=False,
        slots={"printed": rate(whole), "indicator": whole.indicator, "count": str(len(parts))},
    )
