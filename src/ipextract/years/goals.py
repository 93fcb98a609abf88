"""What last year's report set as this year's goal, beside what this year's report says has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ipextract.model import Claim, Role, apart
from ipextract.rulebook import Rulebook
from ipextract.years.edition import Edition
from ipextract.years.keys import BY_NAME, LEVELS

_RATES = frozenset({"growth"})


class Aim(NamedTuple):
    """What is aimed at: the indicator, whose, how it is counted and in which unit, and the period."""

    indicator: str
    scope: str
    kind: str
    qualifier: str
    unit: str
    period: str


def goals(earlier: Edition, later: Edition, rulebook: Rulebook) -> Iterator[tuple[Aim, Claim, tuple[Role, ...]]]:
    """Each goal for the later report's year with its outcome, where each report prints but one number for it.

    Of prices and losses a goal is a ceiling.
    """
    words = rulebook.words["ceiling_measure"]
    aimed, reached = _single(earlier, "target", later.year, rulebook), _single(later, "fact", later.year, rulebook)
    for aim, outcome in reached.items():
        if aim in aimed:
            goal = aimed[aim]
            ceiling = any(word in goal.indicator for word in words)
            yield aim, outcome, (Role("ceiling" if ceiling else "goal", goal), Role("outcome", outcome))


def _single(edition: Edition, modality: str, year: str, rulebook: Rulebook) -> Mapping[Aim, Claim]:
    found: dict[Aim, list[Claim]] = {}
    for claim in edition.claims:
        rate = claim.kind in _RATES and claim.base == rulebook.terms.year_ago and not apart(claim.qualifier)
        if not (claim.kind in LEVELS or rate) or claim.modality != modality or claim.nearest is None:
            continue
        if claim.period != year or not claim.indicator:
            continue
        name = claim.indicator_id or BY_NAME + rulebook.catalogue.naming.key(claim.indicator)
        kind = f"growth {claim.direction}" if rate else "level"
        aim = Aim(name, claim.scope, kind, claim.reckoned, claim.unit, claim.period)
        found.setdefault(aim, []).append(claim)
    return {aim: prints[0] for aim, prints in found.items() if len({c.nearest for c in prints}) == 1}
