"""A level of the year before is printed as that year's own report has it."""

from __future__ import annotations

from typing import Final

from ipextract.checks import repeat
from ipextract.checks.check import Check

CHECK: Final = Check(repeat.check, repeat.CHECK.messages, across=True)
"""Both reports print one value (role: claim 2); the later print is the checked number where they do not."""
