"""Mentions → Claims: indicator, scope, period, basis, base and the level a number speaks of."""

from __future__ import annotations

from ipextract.claims.build import build
from ipextract.claims.clashes import clashes
from ipextract.claims.mask import masked
from ipextract.claims.metadata import Metadata, candidates, metadata

__all__ = ["Metadata", "build", "candidates", "clashes", "masked", "metadata"]
