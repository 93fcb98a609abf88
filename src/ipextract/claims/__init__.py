"""Mentions → Claims: indicator, scope, period, basis, base and the level a number speaks of."""

from __future__ import annotations

from ipextract.claims.build import build
from ipextract.claims.mask import masked
from ipextract.claims.metadata import Metadata, metadata

__all__ = ["Metadata", "build", "masked", "metadata"]
