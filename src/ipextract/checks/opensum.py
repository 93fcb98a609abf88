"""A list and a number for all of it that is not called its sum."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, in_every_reading, readings
from ipextract.checks.readings import hull as hull_of
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, several, speller, total_of, unusable
from ipextract.exact.interval import add
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Greatest part <= total <= Σ part, and Σ part is expected (roles: total 1, part >= 2).

    Items that overlap make the total smaller than the sum, which is worth a look and no contradiction.
    """
    total, parts = one(relation, "total"), several(relation, "part", 2)
    if reason := unusable(relation, (total, *parts)):
        return not_evaluated(reason)
    together = in_every_reading(lambda read: add(*(read(part) for part in parts)))
    greatest = max(parts, key=lambda part: part.value or 0)
    between = Readings(*(hull_of(pair) for pair in zip(readings(greatest), together, strict=True)))
    spell = speller(total)
    left = f"{' + '.join(numeral(part) for part in parts)} {total_of(together.printed, spell)}"
    slots = {
        "printed": printed(total),
        "limit": printed(greatest),
        "indicator": total.indicator,
        "count": str(len(parts)),
    }

    def held(computed: Readings, message: str) -> Outcome:
        return settle(
            relation,
            rule,
            readings(total),
            computed,
            messages=(message, message),
            left=left,
            right=numeral(total),
            spell=spell,
            slots=slots,
        )

    outside = held(between, "outside")
    return held(together, "overlap") if outside.verdict in {"holds", "compatible"} else outside


CHECK: Final = Check(check, ("outside", "overlap", "rounding"))
