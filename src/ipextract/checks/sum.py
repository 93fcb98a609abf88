"""Parts add up to the printed total."""

from __future__ import annotations

from ipextract.checks.readings import in_every_reading, readings
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
from ipextract.interval import add
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

MESSAGES = ("low", "high", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ part meets total (roles: total 1, part >= 2); the total is the checked number."""
    total, parts = one(relation, "total"), several(relation, "part", 2)
    if reason := unusable(relation, (total, *parts)):
        return not_evaluated(reason)
    computed = in_every_reading(lambda read: add(*(read(part) for part in parts)))
    spell = speller(total)
    left = " + ".join(numeral(part) for part in parts).replace("+ -", "- ")
    return settle(
        relation,
        rule,
        readings(total),
        computed,
        messages=("low", "high"),
        left=f"{left} {total_of(computed.printed, spell)}",
        right=numeral(total),
        spell=spell,
        slots={"printed": printed(total), "indicator": total.indicator, "count": str(len(parts))},
    )
