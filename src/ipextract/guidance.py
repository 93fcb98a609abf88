"""The nouns of what a report tells beyond its findings: how each may be mended, and what nothing checks."""

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


class Related(NamedTuple):
    """Another violated relation that the same single correction settles: it belongs to the finding that names it."""

    finding_id: str
    code: str
    rule: str
    message: str
    message_zh: str
    claims: tuple[str, ...]
