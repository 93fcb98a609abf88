"""What there is has grown by no more than came in."""

from __future__ import annotations

from functools import reduce
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import in_every_reading, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, total_of, unusable
from ipextract.exact.interval import subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later - earlier <= inflow - outflows (roles: earlier 1, later 1, inflow 1, outflow any number).

    The increase is the checked number. More may have gone than is printed, so that it may be less.
    """
    earlier, later, inflow = one(relation, "earlier"), one(relation, "later"), one(relation, "inflow")
    gone = relation.of_role("outflow")
    if reason := unusable(relation, (earlier, later, inflow, *gone)):
        return not_evaluated(reason)
    increase = in_every_reading(lambda read: subtract(read(later), read(earlier)))
    spell = speller(later)
    return settle(
        relation,
        rule,
        increase,
        in_every_reading(lambda read: up_to(reduce(subtract, map(read, gone), read(inflow)))),
        messages=("high", "high"),
        left=f"{numeral(later)} - {numeral(earlier)} {total_of(increase.printed, spell)}",
        right=" - ".join(map(numeral, (inflow, *gone))),
        spell=spell,
        operators=("<=", ">"),
        proves=False,
        slots={"limit": " - ".join(map(printed, (inflow, *gone))), "indicator": later.indicator},
    )


CHECK: Final = Check(check, ("high", "rounding"), across=True)
