"""Who speaks of whom: edges between the numbers of a text, each with what made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

EdgeRole: TypeAlias = Literal["part-of", "value-of", "share-of", "before-of", "total-of"]


def against_id(condition: str) -> str:
    """What ``explain`` answers for a condition that a number does not meet: not:same-unit."""
    return f"not:{condition}"


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` is joined to ``target`` (claim_ids) by a cue of rules/cues/, whose word stands at [start, end).

    ``refused`` are the nearer numbers that the cue passed over, each with the condition that it does not meet.
    """

    role: EdgeRole
    source: str
    target: str
    cue: str
    start: int
    end: int
    refused: tuple[tuple[str, str], ...] = ()
