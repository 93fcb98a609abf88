"""An output is its area times its yield; a level in another unit is the same level."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.inverse import over, times
from ipextract.checks.readings import Readings, any_rounding, readings, scaled
from ipextract.checks.verdicts import (
    not_evaluated,
    numeral,
    one,
    printed,
    settle,
    several,
    speller,
    total_of,
    unusable,
)
from ipextract.exact.interval import Interval, point, scale
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The product meets its factors, all in the units of the rule (roles: product 1, factor 1 or 2)."""
    product, factors = one(relation, "product"), several(relation, "factor", 1)
    if reason := unusable(relation):
        return not_evaluated(reason)
    whole = rule.whole(product.unit)
    made = [_in_base(factor, rule) for factor in factors]
    if whole is None or not all(made):
        return not_evaluated(f"units: {', '.join(claim.unit for claim in relation.claims)}")
    if any(claim.interval is None or (claim.interval.lower or 0) < 0 for claim in relation.claims):
        return not_evaluated("a product needs factors that are not negative")
    computed = scaled(_multiplied([each for each in made if each is not None]), whole)
    spell = speller(product)
    return settle(
        relation,
        rule,
        readings(product),
        computed,
        messages=("off", "off"),
        left=f"{' * '.join(numeral(factor) for factor in factors)} {total_of(computed.printed, spell)}",
        right=numeral(product),
        spell=spell,
        slots={"printed": printed(product), "limit": printed(factors[0]), "indicator": product.indicator},
    )


def _in_base(claim: Claim, rule: CheckRule) -> Readings | None:
    whole = rule.whole(claim.unit)
    return None if whole is None else scaled(readings(claim), Fraction(1, whole))


def _multiplied(factors: list[Readings]) -> Readings:
    first, *others = factors
    for other in others:
        first = Readings(*(times(a, b) for a, b in zip(first, other, strict=True)))
    return first


def solve(relation: Relation, index: int, rule: CheckRule) -> Interval | None:
    """Each number from the others, in its own unit."""
    wholes = [rule.whole(role.claim.unit) for role in relation.roles]
    own = wholes[index]
    if own is None or None in wholes or any(role.claim.interval is None for role in relation.roles):
        return None
    product, factors = point(1), point(1)
    for at, (role, whole) in enumerate(zip(relation.roles, wholes, strict=True)):
        if at != index and whole is not None:
            value = scale(any_rounding(role.claim), Fraction(1, whole))
            if role.name == "product":
                product = value
            else:
                factors = times(factors, value)
    found = factors if relation.roles[index].name == "product" else over(product, factors)
    return scale(found, own)


CHECK: Final = Check(
    check,
    ("off", "rounding"),
    solve,
    telling=True,
    words=("converted", "mass", "area", "length", "output_end", "area_end", "yield_end"),
)
