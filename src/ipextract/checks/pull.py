"""What the parts add to a growth, in points, comes to the growth."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding, in_every_reading, readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one, rate, settle, several, total_of, unusable
from ipextract.exact.interval import Interval, add, scale, show, subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ part meets the growth (roles: part >= 2 in points, growth 1); what the parts come to is the checked number."""
    growth, parts = one(relation, "growth"), several(relation, "part", 2)
    if reason := unusable(relation, parts):
        return not_evaluated(reason)
    per, points = rule.whole(growth.unit), rule.whole(parts[0].unit)
    if per is None or points is None or growth.direction == "flat":
        return not_evaluated(f"{growth.quote} and {parts[0].quote} are no rates")
    together = in_every_reading(lambda read: add(*(read(part) for part in parts)))
    left = " + ".join(numeral(part) for part in parts).replace("+ -", "- ")
    return settle(
        relation,
        rule,
        together,
        scaled(readings(growth), Fraction(points, per)),
        messages=("low", "high"),
        left=f"{left} {total_of(together.printed, show)}",
        right=rate(growth),
        slots={"printed": rate(growth), "count": str(len(parts)), "indicator": growth.indicator},
    )


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """What the growth leaves beside the other parts."""
    claim = relation.roles[index].claim
    growth = relation.of_role("growth")[0]
    per, points = rule.whole(growth.unit), rule.whole(relation.of_role("part")[0].unit)
    if per is None or points is None:
        return None
    others = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if i != index and r.name == "part"]
    if claim is growth:
        return scale(add(*others), Fraction(per, points))
    return subtract(scale(any_rounding(growth), Fraction(points, per)), add(*others))


CHECK: Final = Check(
    check,
    ("low", "high", "rounding"),
    solve,
    words=("output", "contributing", "consumption", "investment", "net_exports"),
)
