"""What an archive keeps, as it is listed: documents and indicators."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the archive with its current reading."""

    sha256: str
    name: str
    title: str
    series: str
    area: str
    issuer: str
    year: str
    claims: int
    findings: int
    superseded_by: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator of one place's reports: its id (empty if unknown), the name printed last and the years that have it.

    ``appeared`` is True when the first report of the place lacks it, ``vanished`` when the last one does;
    ``other_names`` are those that other prints have.
    """

    indicator_id: str
    name: str
    scope: str
    first_year: str
    last_year: str
    claims: int
    appeared: bool
    vanished: bool
    other_names: tuple[str, ...]
