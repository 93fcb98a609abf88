"""All there has been so far is no less than a year ago."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.verdicts import at_most, one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Earlier <= later (roles: earlier 1, later 1); the earlier total is the checked number."""
    return at_most(relation, rule, one(relation, "earlier"), one(relation, "later"))


CHECK: Final = Check(check, ("high", "rounding"), across=True)
