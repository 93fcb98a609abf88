"""A rank that is said to have stayed is the one that last year's report has."""

from __future__ import annotations

from typing import Final

from ipextract.checks import repeat
from ipextract.checks.check import Check

CHECK: Final = Check(repeat.check, repeat.CHECK.messages, across=True)
"""Both reports print one rank (role: claim 2); the later print is the checked number where they do not."""
