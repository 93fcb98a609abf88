"""Places among others: 位次与上年持平, and 比上年前移两位, against the place that last year's report has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ipextract.model import Claim, Role
from ipextract.rulebook import Rulebook
from ipextract.years.edition import Edition
from ipextract.years.keys import BY_NAME
from ipextract.years.levels import Levels

_SENTENCE_ENDS = "。！？\n"


class Place(NamedTuple):
    """What is ranked, whose it is and among whom; ``indicator`` is an id of the catalogue, or ``~`` and a name."""

    indicator: str
    scope: str
    qualifier: str
    within: str


class Moved(NamedTuple):
    """A rank with what is said of it against last year's, and the rank of last year's report."""

    place: Place
    said: Claim
    roles: tuple[Role, ...]


def moved(earlier: Levels, later: Levels, rulebook: Rulebook) -> Iterator[Moved]:
    """Each rank that is said to have stayed or moved since last year and that last year's report prints, too."""
    then, now = ranks(earlier, rulebook), ranks(later, rulebook)
    home = {claim.claim_id: place for place, claim in now.items()}
    for claim in later.edition.claims:
        if claim.kind == "change" and claim.of in home and claim.base == rulebook.terms.year_ago and claim.direction:
            place = home[claim.of]
            if place in then:
                roles = Role("claim", then[place]), Role("claim", now[place]), Role("change", claim)
                yield Moved(place, claim, roles)
            continue
        near = _kept(claim, now, later.edition, rulebook)
        if near is not None and near in then:
            yield Moved(near, claim, (Role("claim", then[near]), Role("claim", now[near])))


def _kept(claim: Claim, now: Mapping[Place, Claim], edition: Edition, rulebook: Rulebook) -> Place | None:
    """The rank before 位次与上年持平 in its sentence; ``None`` for another claim."""
    held = rulebook.words["rank_name"]
    if claim.kind != "growth" or claim.direction != "flat" or not claim.indicator.endswith(held):
        return None
    before = [(place, rank) for place, rank in now.items() if rank.char_end <= claim.char_start]
    near = max(before, key=lambda each: each[1].char_end, default=None)
    if near is None or any(end in edition.text[near[1].char_end : claim.char_start] for end in _SENTENCE_ENDS):
        return None
    return near[0]


def ranks(levels: Levels, rulebook: Rulebook) -> dict[Place, Claim]:
    """The places that a report prints for its own year, by what is ranked; of several prints the first."""
    found: dict[Place, Claim] = {}
    for claim in levels.edition.claims:
        if claim.kind != "rank" or claim.value is None or claim.period.year != levels.edition.year:
            continue
        level = levels.by_id.get(claim.of or "", claim)
        name = level.indicator_id or BY_NAME + rulebook.catalogue.naming.key(level.indicator)
        if len(name) > len(BY_NAME):
            found.setdefault(Place(name, level.scope, level.reckoned, claim.within or ""), claim)
    return found
