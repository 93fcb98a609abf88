"""A report as the archive would give it back: what other years are compared with, without asking a database."""

from __future__ import annotations

from ipextract.archive.tables import CLAIMS, claim_columns, claim_of, starts_of, starts_text
from ipextract.model import Report
from ipextract.years import Edition, at_home, edition_of, line_starts


def kept(report: Report) -> Edition:
    """The edition of a report after it has been put into an archive and taken out again."""
    edition = edition_of(report)
    columns = claim_columns("", report.claims)
    rows = zip(*(columns[name] for name in CLAIMS), strict=True)
    claims = [claim_of(dict(zip(CLAIMS, row, strict=True))) for row in rows]
    return Edition(
        edition.name, edition.sha256, edition.title, edition.area, edition.issuer, edition.year, edition.text,
        at_home(claims, edition.name, edition.sha256), starts_of(starts_text(line_starts(report.document))),
    )  # fmt: skip
