"""A rank that is said to have stayed or moved is the one that last year's report has, or as far from it as is said."""

from __future__ import annotations

from typing import Final

from ipextract.checks import repeat
from ipextract.checks.check import Check
from ipextract.checks.readings import readings, scaled
from ipextract.checks.verdicts import numeral, one_or_none, printed, settle, several
from ipextract.model import Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Both reports print one rank (role: claim 2), or ranks as far apart as a change says (role: change 0 or 1).

    The later print is the checked number where they do not; a rank moves up by becoming less.
    """
    change = one_or_none(relation, "change")
    if change is None:
        return repeat.check(relation, rule)
    then, now = several(relation, "claim", 2)
    places = int(change.value or 0)
    if change.direction != "down":
        places = -places
    return settle(
        relation,
        rule,
        readings(now),
        scaled(readings(then), 1, shift=places),
        messages=("moved", "moved"),
        left=f"{numeral(then)} {'-' if places < 0 else '+'} {abs(places)}",
        right=numeral(now),
        slots={"limit": printed(then), "printed": printed(now), "count": change.quote},
    )


CHECK: Final = Check(check, ("apart", "moved", "rounding"), across=True)
