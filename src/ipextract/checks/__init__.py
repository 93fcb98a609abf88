"""The checks: one module a relation kind with its ``CHECK``; ``judge`` picks the right one."""

from __future__ import annotations

from ipextract.checks.coverage import coverage_of
from ipextract.checks.doubts import Doubts, doubted
from ipextract.checks.findings import findings_of
from ipextract.checks.registry import checks, judge, verify
from ipextract.checks.repairs import Effort

__all__ = ["Doubts", "Effort", "checks", "coverage_of", "doubted", "findings_of", "judge", "verify"]
