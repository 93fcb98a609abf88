"""The growth of a whole lies between those of its parts."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import ALL
from ipextract.checks.readings import any_rounding, down_to, hull, in_every_reading, readings, up_to
from ipextract.checks.verdicts import not_evaluated, one, rate, settle, several, unusable
from ipextract.exact.interval import Interval, meet, show
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Least part <= whole <= greatest part (roles: whole 1, part >= 2, all growths; level: what grew, as evidence)."""
    whole, parts = one(relation, "whole"), several(relation, "part", 2)
    if reason := unusable(relation, (whole, *parts)):
        return not_evaluated(reason)
    if rule.whole(whole.unit) is None or any(each.direction == "flat" for each in (whole, *parts)):
        return not_evaluated("growths must be rates")
    computed = in_every_reading(lambda read: hull(read(part) for part in parts))
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


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The whole lies around its parts; a part may be anything unless it alone reaches out to the whole."""
    if relation.roles[index].name not in ("whole", "part"):
        return ALL
    parts = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    around = hull(parts)
    if relation.roles[index].name == "whole":
        return around
    whole = any_rounding(relation.of_role("whole")[0])
    if meet(whole, around) is not None:
        return ALL
    above = around.upper is not None and whole.lower is not None and whole.lower >= around.upper
    return down_to(whole) if above else up_to(whole)


CHECK: Final = Check(check, ("low", "high", "rounding"), solve)
