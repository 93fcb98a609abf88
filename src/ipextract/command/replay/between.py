"""What reports of two years say of each other, made again from the derived reports, and from the archive for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ipextract import __version__, years
from ipextract.archive import Archive, ArchiveFault, kept
from ipextract.command.replay.origin import as_written
from ipextract.model import Finding, Report
from ipextract.review import waivers
from ipextract.review.waivers import Accepted
from ipextract.rulebook import Rulebook
from ipextract.tabular.exchange import DOCUMENTS
from ipextract.years import Comparison, Edition


class Pair(NamedTuple):
    """Two reports by the hashes of their sources."""

    earlier: str
    later: str


class Marks(NamedTuple):
    """What people had accepted of the findings between two years: by their files on a day, else as it is written."""

    accepted: Accepted | None
    day: date
    written: Mapping[Pair, Sequence[Any]]

    def on(self, pair: Pair, compared: Comparison) -> tuple[Finding, ...]:
        """The findings of a comparison, marked."""
        if self.accepted is None:
            return tuple(as_written(compared.findings, self.written.get(pair, ())))
        return waivers.apply(compared.findings, compared.later.name, self.accepted, self.day)


class Between:
    """The comparisons of a run. ``report_of`` gives the derived report of a source, ``None`` where there is none.

    ``archive`` is the file of a run that had one, a name alone (``lost``) where nobody knows where it is: it is asked
    for reports that cannot be derived. What it says of those that another version or other rules read is of no use.
    """

    def __init__(
        self, report_of: Callable[[str], Report | None], archive: Path | None, lost: str, book: Rulebook, marks: Marks
    ) -> None:
        self.report_of, self.archive, self.book, self.marks = report_of, archive, book, marks
        self.kept = bool(lost) or archive is not None
        self.fault = lost
        self._editions: dict[str, Edition | None] = {}
        self._compared: dict[Pair, Comparison | None] = {}

    def compared(self, pair: Pair) -> Comparison | None:
        """The comparison of two reports with what was accepted; ``None`` where one of them cannot be had."""
        if pair not in self._compared:
            self._compared[pair] = self._compare(pair)
        return self._compared[pair]

    def expected(self, ours: Sequence[str]) -> list[Pair] | None:
        """The pairs that a run of some reports compares today; ``None`` where nobody can tell."""
        if self.fault:
            return None
        if self.archive is None:
            editions = [self._edition(each) for each in ours]
            if None in editions:
                return None
            found = years.pairs([each for each in editions if each is not None], self.book)
            return [Pair(one.sha256, other.sha256) for one, other in found]
        try:
            held = [each for each in Archive(self.archive, create=False).documents() if not each.superseded_by]
        except ArchiveFault as fault:
            self.fault = str(fault)
            return None
        pairs = (Pair(one.sha256, other.sha256) for one, other in years.pairs(held, self.book))
        return [pair for pair in pairs if set(ours) & set(pair)]

    def _compare(self, pair: Pair) -> Comparison | None:
        earlier, later = self._edition(pair.earlier), self._edition(pair.later)
        if earlier is None or later is None:
            return None
        try:
            found = years.compare(earlier, later, self.book)
        except ValueError:  # they are of years that do not rise
            return None
        return replace(found, findings=self.marks.on(pair, found))

    def _edition(self, sha256: str) -> Edition | None:
        if sha256 not in self._editions:
            report = self.report_of(sha256)
            if report is not None:
                self._editions[sha256] = kept(report) if self.kept else years.edition_of(report)
            else:
                self._editions[sha256] = None if self.archive is None else self._archived(self.archive, sha256)
        return self._editions[sha256]

    def _archived(self, file: Path, sha256: str) -> Edition | None:
        names, alike = DOCUMENTS.names, (__version__, self.book.digest)
        try:
            archive = Archive(file, create=False)
            with archive.snapshot() as snapshot:
                rows = [dict(zip(names, row, strict=True)) for row in snapshot.rows(DOCUMENTS)]
            if not any(row["sha256"] == sha256 and (row["version"], row["rules_digest"]) == alike for row in rows):
                return None
            return next(iter(archive.editions(sources=[sha256])), None)
        except ArchiveFault as fault:
            self.fault = str(fault)
            return None
