"""What there is has grown by no more than came in."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import in_every_reading, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, total_of, unusable
from ipextract.exact.interval import subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later - earlier <= inflow (roles: earlier 1, later 1, inflow 1); the increase is the checked number."""
    earlier, later, inflow = one(relation, "earlier"), one(relation, "later"), one(relation, "inflow")
    if reason := unusable(relation, (earlier, later, inflow)):
        return not_evaluated(reason)
    increase = in_every_reading(lambda read: subtract(read(later), read(earlier)))
    spell = speller(later)
    return settle(
        relation,
        rule,
        increase,
        in_every_reading(lambda read: up_to(read(inflow))),
        messages=("high", "high"),
        left=f"{numeral(later)} - {numeral(earlier)} {total_of(increase.printed, spell)}",
        right=numeral(inflow),
        spell=spell,
        operators=("<=", ">"),
        proves=False,
        slots={"limit": printed(inflow), "indicator": later.indicator},
    )


CHECK: Final = Check(check, ("high", "rounding"), across=True)
