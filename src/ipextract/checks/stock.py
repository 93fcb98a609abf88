"""What came in over a period is no more than what there is of it at the end."""

from __future__ import annotations

from ipextract.checks.verdicts import at_most, one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Flow <= stock (roles: flow 1, stock 1); the flow is the checked number."""
    return at_most(relation, rule, one(relation, "flow"), one(relation, "stock"))
