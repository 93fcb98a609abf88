"""What makes numbers of several reports one series: indicator, scope, qualifier, basis, unit; the period of each."""

from __future__ import annotations

from typing import Final, NamedTuple

from ipextract.model import ANNUAL, PRIOR, Claim, Period
from ipextract.rulebook import Rulebook

#: Kinds that say how much there is; the others speak of one of these.
LEVELS: Final = frozenset({"count", "amount", "ratio", "share"})

#: Opens the key of an indicator that the catalogue does not know: its name without ornaments.
BY_NAME: Final = "~"

#: Qualifiers that tell when a number was true, not what was measured.
_TEMPORAL: Final = frozenset({ANNUAL, PRIOR})

_DECEMBER: Final = "-12"
_CAME_IN: Final = frozenset({"flow", "new"})


class Key(NamedTuple):
    """The identity of a series; ``indicator`` is an id of the catalogue, or ``~`` and the name of an unknown one."""

    indicator: str
    scope: str
    qualifier: str
    basis: str
    unit: str

    @property
    def known(self) -> bool:
        """True when the catalogue knows the indicator; a name alone is weak evidence of identity."""
        return not self.indicator.startswith(BY_NAME)


def key_of(claim: Claim, rulebook: Rulebook) -> Key | None:
    """The series that a level belongs to; ``None`` for what is no level or cannot be keyed (see ``unkeyed``).

    What tells a level apart from another of its name is none of its key: two prints of one fact may differ in it.
    """
    if unkeyed(claim):
        return None
    name = claim.indicator_id or BY_NAME + rulebook.catalogue.naming.key(claim.indicator)
    qualifier = " ".join(word for word in claim.reckoned.split() if word not in _TEMPORAL)
    return Key(name, _scope(claim.scope, rulebook), qualifier, claim.basis, claim.unit)


def titles(key: Key, rulebook: Rulebook) -> tuple[str, str]:
    """What the catalogue calls the indicator of a key, in Chinese and in English; empty for one it does not know."""
    known = rulebook.catalogue.rules.get(key.indicator)
    return ("", "") if known is None else (known.name, known.name_en)


def _scope(scope: str, rulebook: Rulebook) -> str:
    """A scope without words that only repeat whose report it is: all courts of the city are its courts."""
    words = rulebook.words
    for level in (*words["city_level"], *words["province_level"], *words["county_level"], *words["nation_level"]):
        if scope.startswith(level) and len(scope) > len(level):
            return scope.removeprefix(level)
    return scope


def unkeyed(claim: Claim) -> str:
    """Why a claim belongs to no series, or an empty text."""
    if claim.kind not in LEVELS:
        return "it speaks of a level" if claim.of else "no level that it speaks of was found"
    if claim.modality != "fact":
        return "it is a target"
    if claim.value is None:
        return "it has no value"
    if not claim.indicator:
        return "its indicator was not found"
    if claim.kind == "share" and not claim.indicator_id:
        return "what the share is of has no name of its own"
    return "" if claim.period.year else "its year was not found"


def period_of(claim: Claim) -> Period:
    """The period under which a series has a level: what was there at the end of December is of the year.

    What came in in December is of that month alone.
    """
    return claim.period if claim.period.part == _DECEMBER and claim.basis in _CAME_IN else claim.period.settled


def before(period: Period) -> Period | None:
    """The same part of the year before a period of a series; ``None`` for spans of years and for no year."""
    return Period(f"{int(period.year) - 1:04d}{_DECEMBER}") if period.part == _DECEMBER else period.before


def settled(claim: Claim) -> bool:
    """True for a level that was complete when its report was written, not one that it looks back at."""
    return PRIOR not in claim.qualifier.split()
