"""A part is no larger than its whole."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, any_rounding, in_every_reading, up_to
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
from ipextract.exact.decimals import last_place
from ipextract.exact.interval import Interval, add, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Σ part <= whole (roles: whole 1, part >= 1); the part, or what the parts come to, is the checked number."""
    whole, parts = one(relation, "whole"), several(relation, "part", 1)
    if reason := unusable(relation, (whole, *parts)):
        return not_evaluated(reason)
    taken = in_every_reading(lambda read: add(*(read(part) for part in parts)))
    left = " + ".join(numeral(part) for part in parts)
    if len(parts) > 1:
        left += f" {total_of(taken.printed, speller(whole))}"
    message = "high" if len(parts) == 1 else "together"
    return settle(
        relation,
        rule,
        taken,
        _room(whole),
        messages=(message, message),
        left=left,
        right=numeral(whole),
        spell=speller(whole),
        operators=("<=", ">"),
        proves=False,
        slots={
            "printed": printed(parts[0]) if len(parts) == 1 else numeral(whole),
            "limit": printed(whole),
            "indicator": parts[0].indicator,
            "count": str(len(parts)),
        },
    )


def _room(whole: Claim) -> Readings:
    """Up to the whole; more than 6760 is rounded down to its last digit, so to nearest it is less than 6770."""
    room = in_every_reading(lambda read: up_to(read(whole)))
    told = last_place(whole.value) if whole.approx == "over" and whole.value and whole.value > 0 else None
    if told is None or told[0] < _TOLD or room.nearest.upper is not None:
        return room
    ceiling = Interval(None, Fraction(whole.value or 0) + told[1], upper_open=True)
    return Readings(room.any, ceiling, ceiling)


def solve(relation: Relation, index: int, _: CheckRule) -> Interval | None:
    """The whole is no less than the parts, a part no more than what the others leave of the whole."""
    parts = [r.claim for i, r in enumerate(relation.roles) if r.name == "part" and i != index]
    others = add(*(any_rounding(c) for c in parts))
    if relation.roles[index].name == "whole":
        return Interval(others.lower, None, others.lower_open)
    whole = relation.of_role("whole")
    if len(whole) != 1:
        return None
    room = subtract(any_rounding(whole[0]), others)
    return Interval(None, room.upper, upper_open=room.upper_open)


_TOLD: Final = 2
"""A floor with so many digits is no round number."""

CHECK: Final = Check(
    check,
    ("high", "together", "rounding"),
    solve,
    words=(
        "beyond_plan",
        "all_kinds",
        "already_done",
        "intended",
        "sum_said",
        "in_sum",
        "newly",
        "per_time",
        "one_time",
    ),
)
