"""What came in over a period is no more than what there is of it at the end."""

from __future__ import annotations

from typing import Final

from ipextract.checks import inverse
from ipextract.checks.check import Check
from ipextract.checks.verdicts import at_most, one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Flow <= stock (roles: flow 1, stock 1); the flow is the checked number."""
    return at_most(relation, rule, one(relation, "flow"), one(relation, "stock"))


CHECK: Final = Check(check, ("high", "rounding"), inverse.at_most("flow", "stock"))
