"""Cases and the persons in them: every case has at least one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ipextract.checks.check import Check
from ipextract.checks.readings import Read, down_to, in_every_reading
from ipextract.checks.verdicts import not_evaluated, numeral, printed, settle, several, unusable
from ipextract.exact.interval import Interval, subtract
from ipextract.model import Claim, Outcome, Relation
from ipextract.rulebook.checks import CheckRule


def check(relation: Relation, rule: CheckRule) -> Outcome:
    """Persons >= cases (roles: cases 1, persons 1), or what a stage left of both (cases 2, persons 2, in order)."""
    cases, persons = several(relation, "cases", 1), several(relation, "persons", 1)
    if len(cases) != len(persons) or len(cases) > 2:
        raise ValueError(f"relation dual ({relation.rule}) needs as many persons as cases, one or two of each")
    reason = unusable(relation, cases) or unusable(relation, persons)
    if reason:
        return not_evaluated(reason)
    message = "few" if len(cases) == 1 else "left"
    return settle(
        relation,
        rule,
        in_every_reading(lambda read: _taken(persons, read)),
        in_every_reading(lambda read: down_to(_taken(cases, read))),
        messages=(message, message),
        left=" - ".join(numeral(claim) for claim in persons),
        right=" - ".join(numeral(claim) for claim in cases),
        operators=(">=", "<"),
        proves=False,
        slots={
            "printed": printed(persons[-1]),
            "limit": printed(cases[-1]),
            "computed": " - ".join(numeral(claim) for claim in cases),
            "indicator": cases[0].indicator,
        },
    )


def _taken(claims: Sequence[Claim], read: Read) -> Interval:
    return read(claims[0]) if len(claims) == 1 else subtract(read(claims[0]), read(claims[1]))


CHECK: Final = Check(check, ("few", "left", "rounding"))
