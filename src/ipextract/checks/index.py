"""An index that takes the level before as 100 has risen by what it has above 100."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import Rates
from ipextract.checks.readings import readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, rate, settle, total_of, unusable
from ipextract.exact.interval import Interval, add, point, scale, show
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_BASE: Final = 100


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """(Level - 100) / 100 meets the growth (roles: level 1, growth 1); the growth is the checked number."""
    level, growth = one(relation, "level"), one(relation, "growth")
    if reason := unusable(relation):
        return not_evaluated(reason)
    per = rule.whole(growth.unit)
    if per is None or growth.direction == "flat":
        return not_evaluated(f"{growth.quote} is no rate of growth")
    computed = scaled(readings(level), Fraction(per, _BASE), shift=-per)
    return settle(
        relation,
        rule,
        readings(growth),
        computed,
        messages=("off", "off"),
        left=f"{numeral(level)} - {_BASE} {total_of(computed.printed, show)}",
        right=rate(growth),
        slots={"printed": rate(growth), "limit": printed(level), "indicator": level.indicator},
    )


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Growth = level - 100."""
    read = Rates(relation, rule, "growth")
    level, growth = read("level"), read.rate()
    if level is None or growth is None:
        return None
    if relation.roles[index].name == "level":
        return scale(add(growth, point(1)), _BASE)
    return scale(add(scale(level, Fraction(1, _BASE)), point(-1)), read.per)


CHECK: Final = Check(
    check,
    ("off", "rounding"),
    solve,
    one_value=True,
    telling=True,
    words=("against_last_year", "against_last_month", "price_index"),
)
