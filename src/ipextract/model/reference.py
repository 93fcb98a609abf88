"""Official numbers from outside a report, which its own can be held against."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from ipextract.exact.interval import Interval

PopulationKind: TypeAlias = Literal["resident, year end", "resident, census"]


class Reference(NamedTuple):
    """How many people lived at a place, as an authority published it.

    ``printed`` is the number as published, ``interval`` the persons that it may have been rounded from. ``source`` is
    the title of the publication, ``published`` its year.
    """

    place: str
    year: str
    kind: PopulationKind
    printed: str
    interval: Interval
    source: str
    publisher: str
    published: str
