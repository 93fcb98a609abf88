"""An average is its total divided by a count: the printed one, or a whole number."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import over, times
from ipextract.checks.readings import Readings, any_rounding, divided, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    rate,
    settle,
    settle_integer,
    signed,
    speller,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The average meets total / count (roles: total 1, count 0 or 1, average 1); the average is the checked number.

    Without a count, total / average must hold an integer when the total is an exact count; so must the total and the
    average of the year before, which follow from their growths (roles: total_growth and average_growth, 0 or 1 each).
    """
    total, count, average = one(relation, "total"), one_or_none(relation, "count"), one(relation, "average")
    if reason := unusable(relation):
        return not_evaluated(reason)
    alike = count is not None and count.unit == total.unit and not average.unit.is_rate
    if average.unit.counted != total.unit and not alike:
        return not_evaluated(f"units differ: {total.unit}, {average.unit}")
    if count is None:
        grown = one_or_none(relation, "total_growth"), one_or_none(relation, "average_growth")
        if grown[0] is not None and grown[1] is not None:
            return _unnamed_before(relation, rule, total, average, (grown[0], grown[1]))
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


def _unnamed_before(
    relation: Relation, rule: CheckRule, total: Claim, average: Claim, grown: tuple[Claim, Claim]
) -> Outcome:
    if total.kind != "count" or total.interval is None or not total.interval.exact or not total.value:
        return not_evaluated("the count is not printed and the total is not an exact count")
    of_total, of_average = (_factor(each, rule) for each in grown)
    factor = None
    if of_total is not None and of_average is not None:
        slower = divided(of_average, of_total)
        factor = divided(slower, readings(average)) if slower is not None else None
    if factor is None:
        return not_evaluated("the growths leave no count of the year before")
    before = [f"{numeral(c)} / (1 {signed(g)})" for c, g in zip((total, average), grown, strict=True)]
    return settle_integer(
        relation,
        rule,
        int(total.value),
        factor,
        message="no_integer",
        left=f"{before[0]} / ({before[1]})",
        implied=lambda n: f"{n} {relation.cue}",
        slots={"printed": rate(grown[1]), "indicator": average.indicator},
    )


def _factor(growth: Claim, rule: CheckRule) -> Readings | None:
    """One plus a growth, ``None`` where it is no rate or says only that nothing changed."""
    per = rule.whole(growth.unit)
    if per is None or growth.direction == "flat":
        return None
    return scaled(readings(growth), Fraction(1, per), shift=1)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """Total = average · count, where a count is printed."""
    claims = {r.name: r.claim for r in relation.roles}
    if "count" not in claims:
        return None
    total, count, average = (any_rounding(claims[name]) for name in ("total", "count", "average"))
    match relation.roles[index].name:
        case "total":
            return times(average, count)
        case "count":
            return over(total, average)
        case _:
            return over(total, count)


CHECK: Final = Check(check, ("low", "high", "no_integer", "rounding"), solve)
