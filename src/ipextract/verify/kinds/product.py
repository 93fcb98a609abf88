"""An output, its area and its yield, or one level in two units, a second time."""

from __future__ import annotations

from fractions import Fraction

from ipextract.verify.arithmetic import Answer, Meeting, Reading, Silent, Step, each, product_of, reading, times
from ipextract.verify.record import Relation


def recomputed(relation: Relation) -> Answer:
    """The factors in the units of the rule, multiplied, are the product."""
    product, factors = relation.one("product"), relation.of("factor")
    if product.whole is None or any(factor.whole is None for factor in factors) or not factors:
        return Silent("a unit that the rule does not know")
    if any(f.any is None or (f.any.lower or 0) < 0 for f in (product, *factors)):
        return Silent("a number that is negative or none")
    steps: list[Step] = []
    made: Reading | None = None
    for factor in factors:
        value = times(reading(factor), Fraction(1, factor.whole or 1))
        steps.append((f"{factor.quote} / {factor.whole}", value))
        if made is not None:
            value = each(product_of, made, value)
            steps.append(("times what is before it", value))
        made = value
    if made is None:
        return Silent("no factor")
    return Meeting((product.quote, reading(product)), (*steps, (f"that * {product.whole}", times(made, product.whole))))
