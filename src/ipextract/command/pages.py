"""The pages of a run: one a report with pictures of its pages beside it, and the index of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ipextract.command.console import UsageFault, log, named, write_atomically

if TYPE_CHECKING:
    from ipextract.model import Finding, Report, UnreadableDocument
    from ipextract.reading import Limits
    from ipextract.reading.facsimile import Facsimile
    from ipextract.review.waivers import Notice
    from ipextract.rulebook import Rulebook
    from ipextract.writing.page_index import Entry
    from ipextract.writing.reasons import Titles
    from ipextract.years import Comparison

PAGE: Final = "report.html"
INDEX: Final = "index.html"

MOST_PICTURES: Final = 60
"""Pages that are drawn: of a longer document only those that findings cite, the first of them up to this bound."""


class Written(NamedTuple):
    """A page that was written: its file and report, the pictures beside it (without their data), why some lack."""

    page: Path
    report: Report
    pictures: tuple[Facsimile, ...]
    unpictured: str


class Shelf:
    """The pages of a run: one for each report as it is read, and at its end the index of all."""

    def __init__(self, output: Path, lang: Literal["zh", "en"], book: Rulebook, *, pictures: bool = True) -> None:
        self.output, self.lang, self.book, self.pictures = output, lang, book, pictures
        self.entries: list[Entry] = []
        self._written: dict[str, Written] = {}

    def add(self, report: Report, folder: str, source: Path, limits: Limits) -> list[Path]:
        """Writes the page of a report whose findings have been accepted or not; gives what was written."""
        self.entries.append(entry(source, report, None, folder, self.lang))
        below = self.output / folder
        below.mkdir(parents=True, exist_ok=True)
        titles = titles_of(self.book)
        written = write_pages(report, below, self.lang, source if self.pictures else None, limits=limits, titles=titles)
        self._written[report.document.sha256] = written
        return [written.page]

    def unread(self, path: Path, fault: UnreadableDocument | None, folder: str) -> None:
        """Lists a document that could not be read; a page that an earlier run wrote of it goes."""
        (self.output / folder / PAGE).unlink(missing_ok=True)
        self.entries.append(entry(path, None, fault, folder, self.lang))

    def close(self, comparisons: Sequence[Comparison], notices: Sequence[Notice] = ()) -> Path:
        """Writes the index, and again the pages of reports that a report of another year contradicts."""
        for sha256, found in across(comparisons).items():
            told = self._written.get(sha256)
            if told is not None and found:
                page = page_of(told.report, self.lang, told.pictures, told.unpictured, found, titles_of(self.book))
                _write_page(told.page.parent, page)
        return write_index(self.entries, comparisons, self.output, self.lang, self.book, notices)


def entry(
    path: Path, report: Report | None, fault: UnreadableDocument | None, folder: str, lang: Literal["zh", "en"]
) -> Entry:
    """What the index says of a document whose files stand in ``folder`` beside it, or why it was not read."""
    from ipextract.writing import page_index

    if report is not None:
        return page_index.entry_of(report, folder, lang)
    why = "" if fault is None else f"{fault.outcome}: {fault.message}" + (f" ({fault.mend})" if fault.mend else "")
    return page_index.unread_entry(str(path), why)


def write_pages(
    report: Report, folder: Path, lang: Literal["zh", "en"], source: Path | None, *, limits: Limits | None = None,
    titles: Titles | None = None,
) -> Written:  # fmt: skip
    """Writes report.html into ``folder``, which is there, and for a PDF the pictures of its pages below it.

    ``source`` is the file that the report was made from, ``None`` for a page without pictures: so is one whose pages
    cannot be drawn, which says why. ``titles`` are what the rules call that which read and joined the numbers. Raises
    UsageFault where the folder cannot be written to.
    """
    from ipextract.writing import page

    pictures, why = drawn(report, source, lang, limits)
    beside = folder / page.PICTURES
    try:
        _clear(beside, {f"p{each.page}.webp" for each in pictures})
        for each in pictures:
            beside.mkdir(exist_ok=True)
            write_atomically(beside / f"p{each.page}.webp", each.data)
    except OSError as error:
        raise UsageFault(f"cannot write {named(beside)}: {error.strerror}; choose another with --output") from error
    known = tuple(replace(each, data=b"") for each in pictures)
    data = page_of(report, lang, pictures, why, titles=titles)
    return Written(_write_page(folder, data), report, known, why)


def _write_page(folder: Path, data: bytes) -> Path:
    target = folder / PAGE
    try:
        write_atomically(target, data)
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; choose another with --output") from error
    return target


def page_of(
    report: Report, lang: Literal["zh", "en"], pictures: Sequence[Facsimile] = (), unpictured: str = "",
    across: Sequence[Finding] = (), titles: Titles | None = None,
) -> bytes:  # fmt: skip
    """The page of a report as it stands in a folder below that of the index."""
    from ipextract.writing import page

    home = f"../{INDEX}"
    return page.to_bytes(report, lang, pictures, unpictured=unpictured, home=home, across=across, titles=titles or {})


def titles_of(book: Rulebook) -> Titles:
    """What the rules of a run call that which reads and joins numbers."""
    from ipextract import rulebook
    from ipextract.rulebook import entries

    return entries.titles_of(rulebook.files_of(book))


def across(comparisons: Sequence[Comparison]) -> dict[str, list[Finding]]:
    """What pages tell of other years: the findings between two reports that are more than information, by source."""
    told: dict[str, list[Finding]] = {}
    for each in comparisons:
        for one in (each.earlier, each.later):
            told.setdefault(one.sha256, []).extend(f for f in each.findings if f.severity != "info")
    return told


def write_index(
    entries: Sequence[Entry], comparisons: Sequence[Comparison], output: Path, lang: Literal["zh", "en"],
    book: Rulebook, notices: Sequence[Notice] = (),
) -> Path:  # fmt: skip
    """Writes index.html into ``output``: the documents, the findings between years, the series of the compared reports.

    Raises UsageFault where the folder cannot be written to.
    """
    target = output / INDEX
    try:
        output.mkdir(parents=True, exist_ok=True)
        write_atomically(target, index_of(entries, comparisons, lang, book, notices))
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; choose another with --output") from error
    return target


def index_of(
    entries: Sequence[Entry], comparisons: Sequence[Comparison], lang: Literal["zh", "en"], book: Rulebook,
    notices: Sequence[Notice] = (),
) -> bytes:  # fmt: skip
    """The index: the documents, the findings between years, the series of the compared reports."""
    from ipextract import years
    from ipextract.writing import page_index

    editions = {each.sha256: each for one in comparisons for each in (one.earlier, one.later)}
    series = years.series_of(list(editions.values()), book)
    return page_index.to_bytes(entries, comparisons, series, lang, notices)


def drawn(
    report: Report, source: Path | None, lang: Literal["zh", "en"], limits: Limits | None
) -> tuple[tuple[Facsimile, ...], str]:
    """The pictures that the page gets, and what it says where there are none or not of all pages."""
    from ipextract.model import UnreadableDocument
    from ipextract.reading.facsimile import facsimiles
    from ipextract.writing.terminal import say

    document = report.document
    if source is None or document.format != "pdf":
        return (), ""
    pages, why = list(range(1, document.page_count + 1)), ""
    if len(pages) > MOST_PICTURES:
        pages = sorted({box.page for f in report.findings for r in f.roles for box in r.claim.boxes})[:MOST_PICTURES]
        why = say(lang, "page_pictures_bound", most=MOST_PICTURES)
    if not pages:
        return (), why
    try:
        return facsimiles(source, document.sha256, pages, limits), why
    except UnreadableDocument as fault:
        log(f"ipextract: {named(source)}: no pictures of its pages: {fault.message}")
        return (), say(lang, "page_pictures_off", reason=fault.message)


def _clear(beside: Path, kept: set[str]) -> None:
    """Takes away the pictures that an earlier run left."""
    for each in sorted(beside.glob("p*.webp")):
        if each.name not in kept:
            each.unlink()
    if not kept and beside.is_dir() and not any(beside.iterdir()):
        beside.rmdir()
