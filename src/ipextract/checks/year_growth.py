"""A growth fits the level that last year's report has."""

from __future__ import annotations

from typing import Final

from ipextract.checks import growth
from ipextract.checks.check import Check
from ipextract.checks.verdicts import one
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The growth meets level / prior - 1, the prior from last year's report (roles: level, growth, prior, 1 each).

    Growth at constant prices (rule year-growth-real) is told apart.
    """
    one(relation, "prior")
    real = relation.rule == f"{rule.name}-real"
    return growth.check(relation, rule, message="constant" if real else "off")


CHECK: Final = Check(check, ("off", "constant", "rounding"), across=True)
