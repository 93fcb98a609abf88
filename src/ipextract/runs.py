"""What a run is to whoever writes about it: the documents it read, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ipextract.console import Exit

if TYPE_CHECKING:
    from ipextract.model import Report, Severity, UnreadableDocument
    from ipextract.rulebook import Rulebook
    from ipextract.waivers import Notice
    from ipextract.years import Comparison


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run: its report, or why there is none (``report`` is ``None``)."""

    path: Path
    code: Exit
    report: Report | None = None
    unreadable: UnreadableDocument | None = None


@dataclass(frozen=True, slots=True)
class Concluded:
    """A run that is over: what it read and found, the severities that make it fail, and its exit code."""

    reads: tuple[Read, ...]
    compared: tuple[Comparison, ...]
    notices: tuple[Notice, ...]
    failing: tuple[Severity, ...]
    code: Exit
    book: Rulebook
