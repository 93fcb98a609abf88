"""Source → Document: headers and footers off, lines joined, sections, tables, and where every character came from."""

from __future__ import annotations

from ipextract.layout.compose import compose

__all__ = ["compose"]
