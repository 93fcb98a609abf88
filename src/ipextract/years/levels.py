"""The levels of one report by series and period, each fact once: its most exact print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ipextract.exact.interval import meet_all
from ipextract.model import Claim, Period
from ipextract.rulebook import Rulebook
from ipextract.years.edition import Edition
from ipextract.years.keys import Key, key_of, period_of, settled


class Levels:
    """What a report says of how much there was, by series and period."""

    def __init__(self, edition: Edition, rulebook: Rulebook) -> None:
        self.edition = edition
        self.by_id = {claim.claim_id: claim for claim in edition.claims}
        self._prints: dict[tuple[Key, Period], list[Claim]] = {}
        self._keys: dict[str, Key] = {}
        self.disputed: set[Key] = set()
        self.disputed_parts: set[tuple[Key, str]] = set()
        for claim in edition.claims:
            key = key_of(claim, rulebook)
            if key is not None:
                self._keys[claim.claim_id] = key
                self._prints.setdefault((key, period_of(claim)), []).append(claim)

    def __iter__(self) -> Iterator[tuple[Key, Period]]:
        """Every series and period in the order of print."""
        return iter(self._prints)

    def key(self, claim: Claim) -> Key | None:
        """The series of a level of this report."""
        return self._keys.get(claim.claim_id)

    def prints(self, key: Key, period: Period) -> tuple[Claim, ...]:
        """Every place that prints the level, in text order."""
        return tuple(self._prints.get((key, period), ()))

    def fact(self, key: Key, period: Period | None) -> Claim | None:
        """The most exact print of a level; ``None`` where there is none or where its prints contradict each other."""
        found = self._prints.get((key, period), ()) if period else ()
        known = [claim for claim in found if claim.nearest is not None]
        if not known or meet_all(claim.nearest for claim in known if claim.nearest is not None) is None:
            return None
        return min(known, key=coarseness)

    def current(self, year: str) -> Mapping[Key, Claim]:
        """The levels of the report's own year in the order of print, not those printed for the year before.

        Where the prints of a level contradict each other the first one stands here, and its key in ``disputed``.
        """
        found: dict[Key, Claim] = {}
        for key, period in self._prints:
            if period.year != year:
                continue
            fact = self.fact(key, period)
            if fact is None:
                self.disputed.add(key)
                fact = self._prints[key, period][0]
            if settled(fact):
                found.setdefault(key, fact)
        return found


def by_part(levels: Levels, year: str) -> Mapping[tuple[Key, str], Claim]:
    """The settled levels of a year by series and part of the year (see ``Period.inside``), in the order of print.

    Where the prints of a level contradict each other the first one stands here, and its key in ``disputed_parts``.
    """
    found: dict[tuple[Key, str], Claim] = {}
    for key, period in levels:
        if period.year != year:
            continue
        fact = levels.fact(key, period)
        if fact is None:
            levels.disputed_parts.add((key, period.inside))
            fact = levels.prints(key, period)[0]
        if settled(fact):
            found.setdefault((key, period.inside), fact)
    return found


def coarseness(claim: Claim) -> tuple[bool, Fraction, int]:
    """Least for the print that says most: an exact count, then the narrowest reading, then the first in the text."""
    width = claim.nearest.width if claim.nearest is not None else None
    return width is None, width or Fraction(0), claim.char_start
