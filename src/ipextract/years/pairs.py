"""Which report is last year's report of which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ipextract.rulebook import Rulebook
from ipextract.rulebook.catalogue import pairs_of
from ipextract.years.edition import part_of, place_key, series_title

#: How alike two titles must be to be one series where each year has but one report of the place.
_ALIKE = 0.5


class Known(Protocol):
    """What is needed to know a report by: an edition, or an entry of the archive."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def area(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> str: ...  # noqa: D102


_Report = TypeVar("_Report", bound=Known)


def pairs(editions: Sequence[_Report], rulebook: Rulebook) -> tuple[tuple[_Report, _Report], ...]:
    """Each report with that of the year before, by place and year; what has none is left out.

    The report of the year before is of the same place and part of the year and has the same title but for the year;
    where that is not so, the only report of the place in each year, if the titles are alike.
    """
    ordered = sorted(editions, key=lambda each: (place_key(each.area, rulebook), each.year, each.name, each.sha256))
    found: list[tuple[_Report, _Report]] = []
    for later in ordered:
        earlier = predecessor(later, ordered, rulebook)
        if earlier is not None:
            found.append((earlier, later))
    return tuple(found)


def predecessor(later: _Report, editions: Sequence[_Report], rulebook: Rulebook) -> _Report | None:
    """The report of the year before ``later`` among some reports; ``None`` where none is surely it."""
    if not later.year.isdigit():
        return None
    place, year = place_key(later.area, rulebook), str(int(later.year) - 1)
    part = part_of(later.title, rulebook)  # half a year and a quarter are no consecutive years
    alike = [each for each in editions if part_of(each.title, rulebook) == part]
    near = [each for each in alike if each.year == year and place_key(each.area, rulebook) == place]
    title = series_title(later.title, rulebook)
    same = [each for each in near if title and series_title(each.title, rulebook) == title]
    if same:
        return same[-1]
    rivals = [e for e in alike if e.year == later.year and place_key(e.area, rulebook) == place]
    if later.area and len(near) == 1 and len(rivals) == 1 and _alike(title, series_title(near[0].title, rulebook)):
        return near[0]
    return None


def _alike(one: str, other: str) -> bool:
    """True for titles that share most of their pairs of characters, or where a report has none."""
    if not one or not other:
        return True
    shared, both = pairs_of(one) & pairs_of(other), min(len(pairs_of(one)), len(pairs_of(other)))
    return both > 0 and len(shared) >= _ALIKE * both
