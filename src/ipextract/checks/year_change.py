"""A change fits the level that last year's report has."""

from __future__ import annotations

from typing import Final

from ipextract.checks import change
from ipextract.checks.check import Check
from ipextract.checks.verdicts import one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The change meets level - prior, the prior from last year's report (roles: level, change, prior, 1 each)."""
    one(relation, "prior")
    return change.check(relation, rule)


CHECK: Final = Check(check, ("change", "rounding"), across=True)
