"""The noun for what a person has accepted; model.py offers it with the other nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that a person has accepted until the day ``expires``; ``place`` is file:line of the entry.

    ``numbers`` are the quotes of the finding without white space, ``indicators`` what they measure, both sorted.
    ``document`` is the file name of the report, empty for any.
    """

    rule: str
    finding: str
    numbers: tuple[str, ...]
    indicators: tuple[str, ...]
    document: str
    reason: str
    owner: str
    created: date | None
    expires: date
    evidence: str = ""
    place: str = ""
