"""Parts add up to the printed total."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding, in_every_reading, readings
from ipextract.checks.verdicts import (
    mixed_counts,
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
from ipextract.exact.interval import Interval, add, negate, subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

#: What is said of a total that is too small and of one that is too great, by the rule of the relation: parts that need
#: not be all and come within one slip of their whole, and parts that names make all, in which words the message says.
_SAID: Final = {"but-for-one-slip": ("near", "near"), "sum-of-names": ("defined_low", "defined_high")}


_TERMS: Final = ("part", "less")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ part - Σ less meets total (roles: total 1, part >= 1, less >= 0); the total is checked.

    One part is all of a total whose other items are empty. What is counted is one; a total per head may have parts that
    are printed without the head. An echo asserts nothing: where one slip keeps it from coming out, the message says how
    near the parts come.
    """
    less = relation.of_role("less")
    total, parts = one(relation, "total"), several(relation, "part", 1)
    if reason := unusable(relation) or mixed_counts((total, *parts, *less)):
        return not_evaluated(reason)
    computed = in_every_reading(
        lambda read: add(*(read(part) for part in parts), *(negate(read(each)) for each in less))
    )
    spell = speller(total)
    left = " + ".join(numeral(part) for part in parts).replace("+ -", "- ")
    left += "".join(f" - {numeral(each)}" for each in less).replace("- -", "+ ")
    return settle(
        relation,
        rule,
        readings(total),
        computed,
        messages=_SAID.get(relation.rule, ("low", "high")),
        left=f"{left} {total_of(computed.printed, spell)}",
        right=numeral(total),
        spell=spell,
        slots={"printed": printed(total), "indicator": total.indicator, "count": str(len(parts))},
    )


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The total is the sum of the parts without what is taken off, any other what the rest leaves of the total."""
    rest = [(r.name, any_rounding(r.claim)) for i, r in enumerate(relation.roles) if i != index and r.name in _TERMS]
    others = add(*(value if name == "part" else negate(value) for name, value in rest))
    name = relation.roles[index].name
    if name == "total":
        return others
    total = relation.of_role("total")
    if len(total) != 1:
        return None
    left = subtract(any_rounding(total[0]), others)
    return left if name == "part" else negate(left)


_MESSAGES: Final = ("low", "high", "near", "defined_low", "defined_high", "rounding")
CHECK: Final = Check(check, _MESSAGES, solve, one_value=True, telling=True, words=("net_more", "came_in"))
