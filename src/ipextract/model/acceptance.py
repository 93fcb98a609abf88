"""The nouns for what people say of a document and accept of it; model.py offers them with the other nouns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

TOLD_FIELDS: Final = ("area", "year", "title", "issuer")
"""What a user may say of a report instead of what it says itself."""


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


class Entries(NamedTuple):
    """Entries of a file of waivers or of a baseline: the file as it was named, and a digest of those that hold."""

    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What was accepted of the findings of a document, ``None`` where no entry of the file is about one of them.

    ``expired`` is the last day of the waiver that expired last among them: whoever knows it can tell without a clock
    which waivers were in force.
    """

    waivers: Entries | None = None
    baseline: Entries | None = None
    expired: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry of a manifest: what it says of a ``file``, empty where it says nothing; ``place`` is file:line of it.

    ``file`` is as it is written there, ``path`` where that leads to, ``manifest`` the manifest as it was named.
    """

    file: str
    path: str
    manifest: str
    place: str
    area: str = ""
    year: str = ""
    title: str = ""
    issuer: str = ""


class Cited(NamedTuple):
    """The manifest that said some fields of what the user told, as it was named, and which fields."""

    file: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the user said when a document was read: its place, year, title and issuer, and how it was to be read.

    ``limits`` are the names and values of the bounds that were not the usual ones, as --limit takes them. ``manifest``
    is ``None`` where no manifest said any of it.
    """

    area: str = ""
    year: str = ""
    title: str = ""
    issuer: str = ""
    limits: tuple[tuple[str, str], ...] = ()
    second_reader: bool = False
    manifest: Cited | None = None

    def evidence(self, field: str) -> str:
        """Who said a field: manifest or told; empty where nobody did."""
        if not getattr(self, field):
            return ""
        return "manifest" if self.manifest is not None and field in self.manifest.fields else "told"
