"""The nouns of what a report tells beyond its findings: how each may be mended, what nothing checks or knows."""

from __future__ import annotations

from typing import NamedTuple


class Coverage(NamedTuple):
    """The places in ``Report.relations`` of the relations that check a claim, and the greatest of their powers."""

    claim_id: str
    relations: tuple[int, ...]
    power: float

    @property
    def checked(self) -> bool:
        """False for an uncovered number, which nothing speaks for or against."""
        return bool(self.relations)


class Repair(NamedTuple):
    """A correction of one number that settles a finding: proposed, never applied.

    ``edit`` is the slip that parts the two prints: digit, swap, drop, add, shift (a zero or the point), scale (万 and
    亿), or other; ``confirmations`` counts the other relations that then hold.
    """

    claim_id: str
    printed: str
    proposed: str
    edit: str
    confirmations: int


class Term(NamedTuple):
    """What a check's rule says of one claim: how many of its unit make one ``whole``, and the limits of its value.

    ``tolerance`` is how far, in per cent, what it implies may be from the official numbers of its relation.
    """

    whole: int | None = None
    least: int | None = None
    most: int | None = None
    tolerance: int | None = None


class Near(NamedTuple):
    """A known indicator whose name is like another; ``score`` from 0 to 1."""

    id: str
    name: str
    score: float


class Unknown(NamedTuple):
    """An indicator that the catalogue does not know, and the known ones nearest to it, best first."""

    indicator: str
    nearest: tuple[Near, ...]


class Related(NamedTuple):
    """Another violated relation that the same single correction settles: it belongs to the finding that names it."""

    finding_id: str
    code: str
    rule: str
    message: str
    message_zh: str
    claims: tuple[str, ...]
