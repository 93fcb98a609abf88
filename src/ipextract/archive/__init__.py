"""The embedded archive of all reports ever ingested; the only place that knows DuckDB."""

from __future__ import annotations

from ipextract.archive.faults import ArchiveFault
from ipextract.archive.kept import kept
from ipextract.archive.rows import Snapshot
from ipextract.archive.store import Archive, Ingested

__all__ = ["Archive", "ArchiveFault", "Ingested", "Snapshot", "kept"]
