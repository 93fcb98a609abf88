"""An average is its total divided by a count: the printed one, or a whole number."""

from __future__ import annotations

from fractions import Fraction

from ipextract.checks.readings import divided, readings
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    settle,
    settle_integer,
    speller,
    total_of,
    unusable,
)
from ipextract.interval import show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("low", "high", "no_integer", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The average meets total / count (roles: total 1, count 0 or 1, average 1); the average is the checked number.

    Without a count, total / average must hold an integer when the total is an exact count.
    """
    total, count, average = one(relation, "total"), one_or_none(relation, "count"), one(relation, "average")
    if reason := unusable(relation):
        return not_evaluated(reason)
    if average.unit.partition("/")[0] != total.unit:
        return not_evaluated(f"units differ: {total.unit}, {average.unit}")
    if count is None:
        return _unnamed(relation, rule, total, average)
    ratio = divided(readings(total), readings(count))
    if ratio is None:
        return not_evaluated("an average needs a total that is not negative and a count that is positive")
    spell = speller(average)
    return settle(
        relation,
        rule,
        readings(average),
        ratio,
        messages=("low", "high"),
        left=f"{numeral(total)} / {numeral(count)} {total_of(ratio.printed, spell)}",
        right=numeral(average),
        spell=spell,
        slots={"printed": printed(average), "limit": printed(count), "indicator": average.indicator},
    )


def _unnamed(relation: Relation, rule: CheckRule, total: Claim, average: Claim) -> Outcome:
    if total.kind != "count" or total.interval is None or not total.interval.exact or not total.value:
        return not_evaluated("the count is not printed and the total is not an exact count")
    factor = divided(1, readings(average))
    if factor is None:
        return not_evaluated("an average of nothing leaves no count")
    number = int(total.value)
    return settle_integer(
        relation,
        rule,
        number,
        factor,
        message="no_integer",
        left=f"{numeral(total)} / {numeral(average)}",
        implied=lambda n: show(Fraction(number, n), 2),
        slots={"printed": printed(average), "indicator": average.indicator},
    )
