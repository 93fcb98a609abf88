"""The number of a yearly event goes on by one."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import readings, scaled
from ipextract.checks.verdicts import numeral, one, settle
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later = earlier + 1 (roles: earlier 1, later 1): what is counted by the year goes on by one."""
    earlier, later = one(relation, "earlier"), one(relation, "later")
    return settle(
        relation,
        rule,
        readings(later),
        scaled(readings(earlier), 1, shift=1),
        messages=("off", "off"),
        left=f"{numeral(earlier)} + 1",
        right=numeral(later),
        slots={"printed": later.quote, "limit": earlier.quote, "indicator": later.indicator},
    )


CHECK: Final = Check(check, ("off", "rounding"), across=True)
