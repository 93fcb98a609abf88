"""The shares of one whole come to all of it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, any_rounding, in_every_reading
from ipextract.checks.verdicts import not_evaluated, numeral, settle, several, total_of, unusable
from ipextract.exact.interval import Interval, add, point, show, subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ share meets one whole (role: share >= 2); what the shares come to is the checked number."""
    shares = several(relation, "share", 2)
    if reason := unusable(relation, shares):
        return not_evaluated(reason)
    per = rule.whole(shares[0].unit)
    if per is None:
        return not_evaluated(f"{shares[0].unit} is no unit of a share")
    together = in_every_reading(lambda read: add(*(read(share) for share in shares)))
    whole = Readings(point(per), point(per), point(per))
    left = " + ".join(numeral(share) for share in shares)
    return settle(
        relation,
        rule,
        together,
        whole,
        messages=("low", "high"),
        left=f"{left} {total_of(together.printed, show)}",
        right=show(Fraction(per)),
        slots={"printed": f"{per}{shares[0].unit}", "count": str(len(shares)), "indicator": shares[0].indicator},
    )


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """What the other shares leave of the whole."""
    per = rule.whole(relation.roles[index].claim.unit)
    others = [any_rounding(r.claim) for i, r in enumerate(relation.roles) if i != index]
    return None if per is None else subtract(point(per), add(*others))


CHECK: Final = Check(check, ("low", "high", "rounding"), solve)
