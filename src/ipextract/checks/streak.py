"""Years in a row go on by one."""

from __future__ import annotations

from typing import Final

from ipextract.checks import edition
from ipextract.checks.check import Check

CHECK: Final = Check(edition.check, edition.CHECK.messages, across=True)
"""Later = earlier + 1 (roles: earlier 1, later 1)."""
