"""What there was and what came in is what went out and what is left."""

from __future__ import annotations

from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import any_rounding, in_every_reading, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, speller, total_of, unusable
from ipextract.exact.interval import Interval, add, subtract
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Opening + inflow - outflow meets closing (each role 1); closing is the checked number."""
    opening, inflow, outflow, closing = (one(relation, name) for name in _ROLES)
    if reason := unusable(relation, (opening, inflow, outflow, closing)):
        return not_evaluated(reason)
    left = in_every_reading(lambda read: subtract(add(read(opening), read(inflow)), read(outflow)))
    spell = speller(closing)
    formula = f"{numeral(opening)} + {numeral(inflow)} - {numeral(outflow)}"
    return settle(
        relation,
        rule,
        readings(closing),
        left,
        messages=("low", "high"),
        left=f"{formula} {total_of(left.printed, spell)}",
        right=numeral(closing),
        spell=spell,
        slots={"printed": printed(closing), "indicator": closing.indicator},
    )


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """What the other three leave for the number at ``index``."""
    name = relation.roles[index].name
    known = {role.name: any_rounding(role.claim) for role in relation.roles}
    before, after = _ROLES[:2], _ROLES[2:]
    mine, others = (before, after) if name in before else (after, before)
    [beside] = [known[each] for each in mine if each != name]
    return subtract(add(*(known[each] for each in others)), beside)


_ROLES: Final = ("opening", "inflow", "outflow", "closing")
CHECK: Final = Check(check, ("low", "high", "rounding"), solve, one_value=True, telling=True, words=_ROLES)
