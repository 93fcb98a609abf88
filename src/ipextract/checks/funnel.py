"""A later stage of a procedure holds no more cases than an earlier one."""

from __future__ import annotations

from ipextract.checks.verdicts import at_most, one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later <= earlier (roles: earlier 1, later 1); the later stage is the checked number."""
    return at_most(relation, rule, one(relation, "later"), one(relation, "earlier"))
