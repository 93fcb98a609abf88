"""A count of things that are named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Readings, down_to, readings
from ipextract.checks.verdicts import not_evaluated, numeral, one, printed, settle, unusable
from ipextract.exact.interval import Interval
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule

JOINT = "; "
"""Joins the names in the cue of a relation."""
DOUBT = " & "
"""Joins what may be two names or one."""

_QUOTED: Final = ("quoted-names", "quoted-list", "names-among")
"""Rules of lists that may well be short of what is counted."""


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """The count is that of the names in the cue, or at least that where they are but examples (role: count 1)."""
    count = one(relation, "count")
    if reason := unusable(relation):
        return not_evaluated(reason)
    if count.interval is None or not count.interval.exact:
        return not_evaluated(f"{printed(count)} is no exact count")
    names = relation.cue.split(JOINT)
    number = _counted(names)
    named = Readings(number, number, number)
    more = f"-{len(names) + relation.cue.count(DOUBT)}" if DOUBT in relation.cue else ""
    return settle(
        relation,
        rule,
        readings(count),
        named if relation.exhaustive else Readings(*map(down_to, named)),
        messages=("few", "many" if relation.rule in _QUOTED else "short"),
        left=f"{len(names)}{more} names",
        right=numeral(count),
        operators=("=", "!=") if relation.exhaustive else ("<=", ">"),
        proves=relation.exhaustive,
        slots={"printed": printed(count), "count": f"{len(names)}{more}", "formula": " / ".join(names)},
    )


def _counted(names: Sequence[str]) -> Interval:
    """As many as there are names, and one more for each that may be two."""
    return Interval(Fraction(len(names)), Fraction(len(names) + sum(name.count(DOUBT) for name in names)))


def solve(relation: Relation, _: int, __: CheckRule) -> Interval | None:
    """As many as there are names, or at least as many."""
    names = _counted(relation.cue.split(JOINT))
    return names if relation.exhaustive else down_to(names)


CHECK: Final = Check(
    check,
    ("few", "many", "short", "rounding"),
    solve,
    words=(
        "tallied",
        "bodies",
        "series",
        "naming",
        "open_list",
        "alternate",
        "joint",
        "leading",
        "lastly",
        "firstly",
        "nextly",
        "view",
        "acting",
        "foremost",
        "being",
        "letters",
        "heights",
        "told_of",
    ),
    one_value=True,
)
