"""What came in over a period is no more than what there is of it at the end."""

from __future__ import annotations

from ipextract.checks.readings import in_every_reading, readings, up_to
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, unusable
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Flow <= stock (roles: flow 1, stock 1); the flow is the checked number."""
    flow, stock = one(relation, "flow"), one(relation, "stock")
    if reason := unusable(relation, (flow, stock)):
        return not_evaluated(reason)
    return settle(
        relation,
        rule,
        readings(flow),
        in_every_reading(lambda read: up_to(read(stock))),
        messages=("high", "high"),
        left=numeral(flow),
        right=numeral(stock),
        spell=speller(stock),
        operators=("<=", ">"),
        proves=False,
        slots={"printed": printed(flow), "limit": printed(stock), "indicator": flow.indicator},
    )
