"""What grew by so much a year grew by the yearly factor to the power of the years, from level to level or in all."""

from __future__ import annotations

from fractions import Fraction
from itertools import takewhile
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import Rates, over, times
from ipextract.checks.readings import Readings, any_rounding, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    one_or_none,
    printed,
    rate,
    settle,
    speller,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, add, point, raised, scale, show
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule

_MOST_YEARS: Final = 100


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Level meets prior * (1 + growth) ^ years (roles: level 1, prior 1, growth 1); level is the checked number.

    A sum over several years is held against the yearly mean times the years (roles: total 1, mean 1).
    In place of the levels the growth in all is held against (1 + growth) ^ years - 1 (role: total_growth 1).
    """
    if relation.of_role("mean"):
        return _summed(relation, rule, one(relation, "total"), one(relation, "mean"))
    total = one_or_none(relation, "total_growth")
    if total is not None:
        return _over_all(relation, rule, total, one(relation, "growth"))
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


def _over_all(relation: Relation, rule: CheckRule, total: Claim, growth: Claim) -> Outcome:
    if reason := unusable(relation):
        return not_evaluated(reason)
    per, whole, years = rule.whole(growth.unit), rule.whole(total.unit), _counted(relation)
    if per is None or whole is None or "flat" in (growth.direction, total.direction):
        return not_evaluated(f"{total.quote} or {growth.quote} is no rate of growth")
    if not 1 < years < _MOST_YEARS:
        return not_evaluated(f"{relation.cue} are no years to average over")
    factor = scaled(readings(growth), Fraction(1, per), shift=1)
    if any(each.lower is None or each.lower < 0 for each in factor):
        return not_evaluated(f"{growth.quote} a year leaves nothing")
    grown = scaled(Readings(*(raised(each, years) for each in factor)), whole, shift=-whole)
    value = total_of(grown.printed, lambda x: ("+" if x > 0 else "") + show(x, 4) + total.unit)
    return settle(
        relation,
        rule,
        readings(total),
        grown,
        messages=("total", "total"),
        left=f"(1 {rate(growth).replace('+', '+ ').replace('-', '- ')}) ^ {years} - 1 {value}",
        right=rate(total),
        spell=lambda x: show(x, 4),
        slots={"printed": rate(total), "limit": rate(growth), "count": str(years), "indicator": total.indicator},
    )


def _summed(relation: Relation, rule: CheckRule, total: Claim, mean: Claim) -> Outcome:
    years = _counted(relation)
    if reason := unusable(relation, (total, mean)):
        return not_evaluated(reason)
    if not 1 < years < _MOST_YEARS:
        return not_evaluated(f"{relation.cue} are no years to average over")
    computed, spell = scaled(readings(mean), years), speller(total)
    return settle(
        relation,
        rule,
        readings(total),
        computed,
        messages=("sum", "sum"),
        left=f"{numeral(mean)} * {years} {total_of(computed.printed, spell)}",
        right=numeral(total),
        spell=spell,
        slots={"printed": printed(total), "limit": printed(mean), "count": str(years), "indicator": total.indicator},
    )


def _counted(relation: Relation) -> int:
    """How many years the cue tells; 0 for none."""
    return int("".join(takewhile(str.isdecimal, relation.cue)) or 0)


def _years(prior: Claim, level: Claim) -> int:
    """How many years lie between the two; 0 where one has no year."""
    first, last = prior.period.year, level.period.year
    return int(last) - int(first) if first and last else 0


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Either level from the other, the growth in all from that of a year, which is a root: no fraction gives it."""
    if relation.of_role("mean"):
        years, other = _counted(relation), relation.roles[1 - index].claim
        by = Fraction(years) if relation.roles[index].name == "total" else Fraction(1, years or 1)
        return scale(any_rounding(other), by) if years and other.interval is not None else None
    if relation.of_role("total_growth"):
        return _all_from_one(relation, index, rule)
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


def _all_from_one(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    growth, years = Rates(relation, rule, "growth").rate(), _counted(relation)
    whole = rule.whole(relation.roles[index].claim.unit)
    if relation.roles[index].name != "total_growth" or growth is None or whole is None or not 1 < years < _MOST_YEARS:
        return None
    return scale(add(raised(add(growth, point(1)), years), point(-1)), whole)


CHECK: Final = Check(check, ("off", "total", "sum", "rounding"), solve, telling=True, words=("over_years", "no_span"))
