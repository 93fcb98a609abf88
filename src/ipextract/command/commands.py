"""What each command does, without click: reads documents, writes results, and answers with an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipextract.command import faces, history, listings, pages, recorded, reporting
from ipextract.command.console import (
    Exit,
    Format,
    Settings,
    Threshold,
    UsageFault,
    binary,
    internal,
    log,
    named,
    out,
    watching,
    worst,
)
from ipextract.command.discovery import Survey, find, result_folders, survey
from ipextract.command.runs import Concluded, Read, notices
from ipextract.files.entries import FileFault

if TYPE_CHECKING:
    from ipextract.model import Mention, Severity, UnreadableDocument
    from ipextract.pipeline import Options
    from ipextract.review.waivers import Accepted, Notice
    from ipextract.rulebook import Rulebook
    from ipextract.years import Comparison

_SHOWN: Final = 5
"""How many unexplained numbers one line names."""


def run(
    paths: Sequence[Path], output: Path, fail_on: Threshold, settings: Settings, *, excel: bool, archive: Path | None,
    report: Sequence[str] = (), page: bool = True, pictures: bool = True,
) -> Exit:  # fmt: skip
    """Reads every document, writes its files below ``output`` and prints findings, overview and totals.

    Each report goes into the archive, and is then compared with those of the years before and after it. ``report`` has
    the formats to write besides, each FORMAT=PATH.
    """
    asked = reporting.wanted(report)
    found = _found(paths, settings)
    reporting.apart(asked, found.documents)
    with reporting.aside(asked):
        concluded = _run(found, output, fail_on, settings, excel=excel, archive=archive, page=page, pictures=pictures)
    return faces.formats(concluded, asked, reading_options(settings).limits, settings)


def _run(
    found: Survey, output: Path, fail_on: Threshold, settings: Settings, *, excel: bool, archive: Path | None,
    page: bool, pictures: bool,
) -> Concluded:  # fmt: skip
    from ipextract.writing import terminal

    documents = found.documents
    book, accepted, options = load(settings), acceptances(settings), reading_options(settings)
    listings.unmatched(found, settings)
    folders = result_folders(documents)
    years = history.Years(archive, book, settings)
    years.prove()
    shelf = pages.Shelf(output, settings.lang, book, pictures=pictures) if page else None
    reads: list[Read] = []
    for read in _readings(found, book, accepted, settings):
        path = read.path
        files = faces.tables(read, output / folders[path], excel=excel)
        files += faces.page(read, shelf, folders[path], options.limits)
        if read.report is not None:
            out(terminal.findings(read.report, str(path), settings.style))
            out(terminal.accepted(read.report.findings, str(path), settings.style))
            if not settings.quiet:
                out(terminal.overview(read.report, str(path), settings.style))
                out(terminal.written(str(output / folders[path]), [file.name for file in files], settings.style))
            years.take(read.report)
        reads.append(read)
    compared = years.close(accepted)
    written = history.write_years(compared, output, years)
    homes = faces.homes(documents) if page else {}
    differences = [years.difference(each) for each in compared]
    ends = faces.workbook(reads, homes, differences, output / faces.WORKBOOK, settings)
    told = notices(reads, compared, accepted, settings.today)
    if shelf is not None:
        ends.insert(0, shelf.close(compared, told))
    record = recorded.write(
        output, reads, folders, compared, [*written, *ends], settings,
        accepted=accepted, archive=archive, page=page, rules_digest=book.digest,
    )  # fmt: skip
    ends.append(record)
    if not settings.quiet:
        out(terminal.written(str(output), [file.name for file in ends], settings.style))
    return _conclude(found, reads, fail_on, told, settings, compared, book)


def report(paths: Sequence[Path], output: Path, settings: Settings, *, pictures: bool) -> Exit:
    """Writes the pages of documents and their index below ``output``; findings do not make it fail."""
    found = _found(paths, settings)
    book, accepted, options = load(settings), acceptances(settings), reading_options(settings)
    listings.unmatched(found, settings)
    folders = result_folders(found.documents)
    years = history.Years(None, book, settings, findings_only=True)
    shelf = pages.Shelf(output, settings.lang, book, pictures=pictures)
    reads: list[Read] = []
    for read in _readings(found, book, accepted, settings):
        faces.page(read, shelf, folders[read.path], options.limits)
        if read.report is not None:
            years.take(read.report)
        reads.append(read)
    compared = years.compared(accepted)
    index = shelf.close(compared, notices(reads, compared, accepted, settings.today))
    recorded.write(
        output, reads, folders, compared, [index], settings,
        accepted=accepted, archive=None, page=True, rules_digest=book.digest,
    )  # fmt: skip
    if not settings.quiet:
        log(f"ipextract: {named(index)}")
    return worst([*(read.code for read in reads), _complete(found)])


def check(paths: Sequence[Path], fail_on: Threshold, settings: Settings, report: Sequence[str] = ()) -> Exit:
    """Reads every document and prints its findings, those between two years and the totals.

    It writes no file but the formats in ``report``, each FORMAT=PATH.
    """
    asked = reporting.wanted(report)
    found = _found(paths, settings)
    reporting.apart(asked, found.documents)
    with reporting.aside(asked):
        concluded = _check(found, fail_on, settings)
    return faces.formats(concluded, asked, reading_options(settings).limits, settings)


def _check(found: Survey, fail_on: Threshold, settings: Settings) -> Concluded:
    from ipextract.writing import terminal

    book, accepted = load(settings), acceptances(settings)
    listings.unmatched(found, settings)
    years = history.Years(None, book, settings, findings_only=True)
    reads: list[Read] = []
    for read in _readings(found, book, accepted, settings):
        if read.report is not None:
            out(terminal.findings(read.report, str(read.path), settings.style))
            out(terminal.accepted(read.report.findings, str(read.path), settings.style))
            years.take(read.report)
        reads.append(read)
    compared = years.close(accepted)
    notes = notices(reads, compared, accepted, settings.today)
    return _conclude(found, reads, fail_on, notes, settings, compared, book)


def extract(path: Path, form: Format, settings: Settings, *, excel: bool) -> Exit:
    """Prints what one document says; findings do not make it fail, a document without claims does."""
    if path.is_dir():
        raise UsageFault(f"{named(path)} is a folder: extract reads one file, `ipextract run` reads folders")
    document, options = one(path, settings)
    read = read_one(document, load(settings), options, settings)
    if read.report is None:
        return read.code
    if form == "json":
        from ipextract.writing import json

        binary(json.to_bytes(read.report))
    elif form == "csv":
        from ipextract.writing import csv

        binary(csv.to_bytes(read.report, excel=excel))
    else:
        from ipextract.writing import terminal

        out(terminal.claims(read.report, str(path), settings.lang))
    return read.code


def load(settings: Settings) -> Rulebook:
    """The rules that the settings name, with a check behind each check rule.

    Raises RuleError for a rule file that cannot be used, UsageFault for a check rule that no check can work with.
    """
    from ipextract import checks, rulebook

    book = rulebook.load(settings.rules)
    try:
        checks.verify(book.checks)
    except ValueError as fault:
        raise UsageFault(str(fault)) from fault
    return book


def acceptances(settings: Settings) -> Accepted:
    """The waivers and the baseline that the settings name. Raises UsageFault with file and line for what is wrong."""
    from ipextract.review import waivers

    try:
        return waivers.Accepted(
            waivers=() if settings.waivers is None else waivers.read_waivers(settings.waivers),
            known=() if settings.baseline is None else waivers.read_baseline(settings.baseline),
        )
    except FileFault as fault:
        raise UsageFault(str(fault)) from fault


def reading_options(settings: Settings) -> Options:
    """What the settings say about the documents. Raises UsageFault for a limit that is none."""
    from ipextract import pipeline, reading

    try:
        limits = reading.adjusted(reading.Limits(), settings.limits)
    except ValueError as fault:
        raise UsageFault(f"--limit {fault}") from fault
    limits = replace(limits, workers=settings.jobs, verify=settings.second_reader)
    return pipeline.Options(area=settings.area, year=settings.year, limits=limits)


def one(path: Path, settings: Settings) -> tuple[Path, Options]:
    """The one document of a call, and how it is to be read. Raises UsageFault for a path or manifest that is wrong."""
    [document] = find([path])
    found = listings.manifest_of([document], settings)
    listings.absent(found, [document], settings)
    listings.silent(found, document, settings)
    options, listing = reading_options(settings), found.of(document)
    return document, options if listing is None else options.listed(listing)


def _complete(found: Survey) -> Exit:
    """Whether all files of a manifest are there."""
    return Exit.INCOMPLETE if found.absent else Exit.OK


def _found(paths: Sequence[Path], settings: Settings) -> Survey:
    """The documents that paths name, with a word on what was passed over for those who want more than findings."""
    found = survey(paths)
    found.manifest = listings.manifest_of(paths, settings)
    for note in () if settings.quiet else found.notes:
        log(f"ipextract: {note}")
    return found


def _readings(found: Survey, book: Rulebook, accepted: Accepted, settings: Settings) -> Iterator[Read]:
    """The documents one by one as they are read, their findings marked where somebody has accepted them."""
    usual = reading_options(settings)
    for number, path in enumerate(found.documents):
        of = (number, len(found.documents))
        listing = found.said_of(path)
        options = usual if listing is None else usual.listed(listing)
        yield _accepting(read_one(path, book, options, settings, of, found.refused.get(path)), accepted, settings)


def read_one(
    path: Path, book: Rulebook, options: Options, settings: Settings, of: tuple[int, int] = (0, 1),
    refused: UnreadableDocument | None = None,
) -> Read:  # fmt: skip
    """One document, after ``of[0]`` others of ``of[1]`` in all; ``refused`` says why it need not be opened."""
    from ipextract.batch import bounded
    from ipextract.model import UnreadableDocument

    try:
        if refused is not None:
            raise refused
        with watching(path, *of, settings):
            report = bounded.analyse_file(path, book=book, options=options)
    except UnreadableDocument as unreadable:
        log(f"ipextract: {' '.join(str(unreadable).splitlines())}")
        return Read(path, Exit.INCOMPLETE, unreadable=unreadable, told=options.told)
    except Exception as fault:  # noqa: BLE001 - one document's crash is reported as ours, the others are still read
        internal(f"{named(path)}: ", fault, verbose=settings.verbose)
        return Read(path, Exit.INTERNAL, told=options.told)
    if settings.verbose:
        from ipextract.writing import terminal

        log(terminal.readers(report, str(path), settings.style).rstrip())
    if report.residue and not settings.quiet:
        log(f"ipextract: {named(path)}: {_unexplained(report.document.text, report.residue)}")
    if not report.claims:
        log(f"ipextract: {named(path)}: no claim found: no number in it says how many, how much or how far")
    unread = reporting.unread_pages(report)
    if unread:
        log(f"ipextract: {named(path)}: {_pictures(unread)}")
    return Read(path, Exit.OK if report.claims and not unread else Exit.INCOMPLETE, report)


def _pictures(unread: Sequence[int]) -> str:
    """What is missing of a document of which some pages could not be read, and what helps."""
    from ipextract.reading import INSTALL

    pages = ", ".join(map(str, unread[:_SHOWN])) + (f" and {len(unread) - _SHOWN} more" if unread[_SHOWN:] else "")
    noun = "page" if len(unread) == 1 else "pages"
    return f"incomplete: {noun} {pages}: pictures; what is printed in them was not read ({INSTALL})"


def _unexplained(text: str, residue: Sequence[Mention]) -> str:
    """What could not be read, with the character behind each number: an unknown unit is the usual cause."""
    quotes = ["".join(text[m.start : m.end + 1].split()) for m in residue[:_SHOWN]]
    more = f" and {len(residue) - _SHOWN} more" if len(residue) > _SHOWN else ""
    numbers = "number" if len(residue) == 1 else "numbers"
    mend = "if a unit is unknown, add it to rules/units.toml"
    return f"{len(residue)} {numbers} unexplained: {', '.join(quotes)}{more} ({mend})"


def _accepting(read: Read, accepted: Accepted, settings: Settings) -> Read:
    """The document with its findings marked where somebody has accepted them."""
    from ipextract.review import waivers

    if read.report is None:
        return read
    name, today = read.path.name, settings.today
    told = waivers.acceptance(read.report.findings, name, accepted, today)
    found = waivers.apply(read.report.findings, name, accepted, today)
    return replace(read, report=replace(read.report, findings=found, accepted=told))


def _conclude(
    survey: Survey, reads: Sequence[Read], fail_on: Threshold, told: Sequence[Notice], settings: Settings,
    compared: Sequence[Comparison], book: Rulebook,
) -> Concluded:  # fmt: skip
    from ipextract.model import SEVERITIES
    from ipextract.writing import run_table, terminal

    reports = [read.report for read in reads if read.report is not None]
    everything = [finding for report in reports for finding in report.findings]
    everything += [finding for each in compared for finding in each.findings]
    severities = Counter(f.severity for f in everything if f.waiver is None and not f.known)
    severities.update(notice.severity for notice in told)
    totals = terminal.Totals(
        documents=len(reads),
        claims=sum(len(report.claims) for report in reports),
        findings=severities,
        unread=sum(read.unreadable is not None for read in reads),
        failed=sum(read.code is Exit.INTERNAL for read in reads),
        waived=sum(finding.waiver is not None for finding in everything),
        known=sum(finding.known for finding in everything),
    )
    out(terminal.notices(told, settings.style))
    if not settings.quiet:
        documents = [(str(read.path), read.report, read.code.name.lower()) for read in reads]
        out(run_table.table_of(documents, compared, settings.style))
        out(terminal.total(totals, settings.style))
    failing: Sequence[Severity] = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = Exit.FINDINGS if any(severities[severity] for severity in failing) else Exit.OK
    code = worst([found, _complete(survey), *(read.code for read in reads)])
    return Concluded(tuple(reads), tuple(compared), tuple(told), tuple(failing), code, book)
