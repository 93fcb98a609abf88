"""The known places of rules/places.toml: what level a name is of and what it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from ipextract.rulebook.records import PlaceRecord

Level: TypeAlias = Literal["province", "prefecture", "county"]


@dataclass(frozen=True)
class Places:
    """Names in full of provinces, prefectures and counties; ``within`` says for each in which others it lies."""

    levels: Mapping[str, Level]
    within: Mapping[str, tuple[str, ...]]

    def level(self, name: str) -> Level | None:
        """The level of a known name, ``None`` for any other."""
        return self.levels.get(name)

    def full(self, name: str, ending: str) -> str:
        """The one known name that begins with ``name`` and ends with ``ending``; ``name`` itself where none does."""
        if name in self.levels:
            return name
        found = [each for each in self.levels if each.startswith(name) and each.endswith(ending)]
        wide = [each for each in found if self.levels[each] != "county"] or found
        return wide[0] if len(wide) == 1 else name

    @cached_property
    def longest(self) -> int:
        """How many characters the longest name has."""
        return max(map(len, self.levels), default=0)

    def ending(self, text: str) -> str:
        """The longest known name that ``text`` ends with; empty for none."""
        tails = (text[-n:] for n in range(min(self.longest, len(text)), 1, -1))
        return next((tail for tail in tails if tail in self.levels), "")


def places_of(records: Iterable[PlaceRecord]) -> Places:
    """The places of the records; a name of two places (朝阳区) lies in both."""
    listed = sorted(records, key=lambda record: record.name)
    levels: dict[str, Level] = {record.name: "prefecture" if record.within else "province" for record in listed}
    within = {record.name: (record.within,) if record.within else () for record in listed}
    for record in listed:
        for name in record.counties:
            levels.setdefault(name, "county")
            within[name] = (*within.get(name, ()), record.name)
    return Places(levels, within)
