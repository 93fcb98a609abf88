"""What a run is to whoever writes about it: the documents it read, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipextract.command.console import Exit

if TYPE_CHECKING:
    from ipextract.model import Finding, Report, Severity, Told, UnreadableDocument
    from ipextract.review.waivers import Accepted, Notice
    from ipextract.rulebook import Rulebook
    from ipextract.years import Comparison


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run: its report, or why there is none (``report`` is ``None``).

    ``told`` is what the user said of it, where that is known.
    """

    path: Path
    code: Exit
    report: Report | None = None
    unreadable: UnreadableDocument | None = None
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Concluded:
    """A run that is over: what it read and found, the severities that make it fail, and its exit code."""

    reads: tuple[Read, ...]
    compared: tuple[Comparison, ...]
    notices: tuple[Notice, ...]
    failing: tuple[Severity, ...]
    code: Exit
    book: Rulebook


def notices(
    reads: Sequence[Read], compared: Sequence[Comparison], accepted: Accepted, today: date
) -> tuple[Notice, ...]:
    """What the owners of waivers and of the baseline have to know after a run."""
    from ipextract.review import waivers

    by_name: dict[str, list[Finding]] = {}
    for each in compared:
        by_name.setdefault(each.later.name, []).extend(each.findings)
    for read in reads:
        if read.report is not None:
            by_name.setdefault(read.path.name, []).extend(read.report.findings)
    return tuple(waivers.notices(accepted, by_name, today))
