"""A later stage of a procedure holds no more cases than an earlier one."""

from __future__ import annotations

from ipextract.checks.readings import in_every_reading, readings, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, unusable
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Later <= earlier (roles: earlier 1, later 1); the later stage is the checked number."""
    earlier, later = one(relation, "earlier"), one(relation, "later")
    if reason := unusable(relation, (earlier, later)):
        return not_evaluated(reason)
    return settle(
        relation,
        rule,
        readings(later),
        in_every_reading(lambda read: up_to(read(earlier))),
        messages=("high", "high"),
        left=numeral(later),
        right=numeral(earlier),
        spell=speller(earlier),
        operators=("<=", ">"),
        proves=False,
        slots={"printed": printed(later), "limit": printed(earlier), "indicator": later.indicator},
    )
