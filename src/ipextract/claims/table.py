"""Table cells → claims: unit and period from the headers, indicator from the row label."""

from __future__ import annotations

from ipextract.claims.draft import Draft
from ipextract.claims.metadata import Metadata
from ipextract.model import Document, Mention
from ipextract.rulebook import Rulebook


def read_tables(
    document: Document, mentions: tuple[Mention, ...], rulebook: Rulebook, meta: Metadata
) -> list[Draft]:
    """The claims of every table of the document, in text order."""
    return []
