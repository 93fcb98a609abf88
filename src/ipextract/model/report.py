"""What the road ends with: everything about one document."""

from __future__ import annotations

from dataclasses import dataclass, field

from ipextract.model.acceptance import Acceptance, Told
from ipextract.model.claim import Claim
from ipextract.model.document import Document
from ipextract.model.edge import Edge
from ipextract.model.finding import Evaluated, Finding
from ipextract.model.guidance import Coverage, Unknown
from ipextract.model.mention import Mention
from ipextract.model.origin import Candidate, Origin


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """Everything about one document: same bytes and rules in, same report out.

    ``candidates`` are the areas, issuers and years that the document may have, each field's best first, and the title
    that was told.
    ``told`` is what the user said of it, ``engines`` the libraries that read it with their versions, ``accepted`` what
    people have accepted of its findings: with them whoever has the source can make the same report again.
    """

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Evaluated, ...]
    findings: tuple[Finding, ...]
    area: str
    issuer: str
    year: str
    rules_digest: str
    version: str
    residue: tuple[Mention, ...] = field(default=())
    unknown_indicators: tuple[Unknown, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    edges: tuple[Edge, ...] = ()
    origins: tuple[Origin, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    told: Told = field(default=Told())
    engines: tuple[tuple[str, str], ...] = ()
    accepted: Acceptance | None = None
