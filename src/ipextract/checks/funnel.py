"""A later stage of a procedure holds no more cases than an earlier one."""

from __future__ import annotations

from typing import Final

from ipextract.checks import inverse
from ipextract.checks.check import Check
from ipextract.checks.verdicts import at_most, one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later <= earlier (roles: earlier 1, later 1); the later stage is the checked number."""
    return at_most(relation, rule, one(relation, "later"), one(relation, "earlier"))


CHECK: Final = Check(check, ("high", "rounding"), inverse.at_most("later", "earlier"))
