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
from ipextract.exact.interval import add
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

#: The relation rule of parts that need not be all and come within one slip of their whole.
_NEARLY = "but-for-one-slip"
MESSAGES = ("low", "high", "near", "rounding")


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ part meets total (roles: total 1, part >= 2); the total is the checked number.

    Parts that need not be all of them contradict nothing: the message says how near they come.
    """
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
        messages=("low", "high") if relation.rule != _NEARLY else ("near", "near"),
        left=f"{left} {total_of(computed.printed, spell)}",
        right=numeral(total),
        spell=spell,
        slots={"printed": printed(total), "indicator": total.indicator, "count": str(len(parts))},
    )
