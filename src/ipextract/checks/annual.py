"""A level that grew by so much a year is the earlier one times the yearly factor to the power of the years."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import Rates, over, times
from ipextract.checks.readings import Readings, readings, scaled
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, rate, settle, speller, total_of, unusable
from ipextract.exact.interval import Interval, add, point, raised
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_MOST_YEARS: Final = 100


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Level meets prior * (1 + growth) ^ years (roles: level 1, prior 1, growth 1); level is the checked number."""
    level, prior, growth = (one(relation, name) for name in ("level", "prior", "growth"))
    if reason := unusable(relation, (level, prior)):
        return not_evaluated(reason)
    per, years = rule.whole(growth.unit), _years(prior, level)
    if per is None or growth.direction == "flat":
        return not_evaluated(f"{growth.quote} is no rate of growth")
    if not 1 < years < _MOST_YEARS:
        return not_evaluated(f"from {prior.period} to {level.period} are no years to average over")
    factor = scaled(readings(growth), Fraction(1, per), shift=1)
    if any(each.lower is None or each.lower < 0 for each in (*factor, *readings(prior))):
        return not_evaluated(f"{growth.quote} a year leaves nothing, or the level before is not positive")
    grown = Readings(
        *(times(before, raised(each, years)) for before, each in zip(readings(prior), factor, strict=True))
    )
    spell = speller(level)
    formula = f"{numeral(prior)} * (1 {rate(growth).replace('+', '+ ').replace('-', '- ')}) ^ {years}"
    return settle(
        relation,
        rule,
        readings(level),
        grown,
        messages=("off", "off"),
        left=f"{formula} {total_of(grown.nearest, spell)}",
        right=numeral(level),
        spell=spell,
        operators=("~", "!="),
        slots={"printed": printed(level), "limit": rate(growth), "count": str(years), "indicator": level.indicator},
    )


def _years(prior: Claim, level: Claim) -> int:
    """How many years lie between the two; 0 where one has no year."""
    first, last = prior.period.year, level.period.year
    return int(last) - int(first) if first and last else 0


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Either level from the other; the growth is a root, which no fraction gives."""
    read = Rates(relation, rule, "growth")
    level, prior, growth = read("level"), read("prior"), read.rate()
    years = _years(read.claims["prior"], read.claims["level"])
    if level is None or prior is None or growth is None or not 1 < years < _MOST_YEARS:
        return None
    factor = raised(add(growth, point(1)), years)
    match relation.roles[index].name:
        case "level":
            return times(prior, factor)
        case "prior":
            return over(level, factor)
        case _:
            return None


CHECK: Final = Check(check, ("off", "rounding"), solve, telling=True)
