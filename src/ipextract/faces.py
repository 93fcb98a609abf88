"""What a run writes: tables and page of each document, the workbook, and every format that --report asks for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipextract import __version__, pages, reporting
from ipextract.console import Exit, Settings, UsageFault, log, named, write_atomically
from ipextract.discovery import result_folders
from ipextract.runs import Concluded, Read

if TYPE_CHECKING:
    from ipextract.model import Report
    from ipextract.reading import Limits
    from ipextract.rulebook import Rulebook
    from ipextract.years import Comparison

WORKBOOK: Final = "audit.xlsx"

_MOST: Final = 200
"""Reports that one workbook holds."""


def tables(read: Read, folder: Path, *, excel: bool) -> list[Path]:
    """The files of one document; what an earlier run left and this one cannot renew is removed.

    A table that is kept is held to its schema as a frame, too: whoever reads the files gets what pandera has seen.
    """
    from ipextract import schema
    from ipextract.writing import csv, json, package, parquet

    names = ("claims.csv", "findings.csv", "claims.parquet", package.DESCRIPTOR, "report.json")
    contents: dict[str, bytes | None] = dict.fromkeys(names)
    if read.report is not None:
        schema.validate(read.report.claims, read.report.document)
        contents["claims.csv"] = csv.to_bytes(read.report, excel=excel)
        contents["findings.csv"] = csv.findings_to_bytes(read.report, excel=excel)
        contents["claims.parquet"] = parquet.to_bytes(read.report)
        tables = {name: data for name, data in contents.items() if data is not None}
        contents[package.DESCRIPTOR] = package.to_bytes(read.report, tables)
        contents["report.json"] = json.to_bytes(read.report)
    elif read.unreadable is not None:
        contents["report.json"] = json.unreadable(read.unreadable, __version__)
    written: list[Path] = []
    try:
        if any(data is not None for data in contents.values()):
            folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            if data is not None:
                write_atomically(folder / name, data)
                written.append(folder / name)
            else:
                with suppress(FileNotFoundError, NotADirectoryError):
                    (folder / name).unlink()
    except OSError as error:
        message = f"cannot write {named(folder)}: {error.strerror}; choose another folder with --output"
        raise UsageFault(message) from error
    return written


def page(read: Read, shelf: pages.Shelf | None, folder: str, limits: Limits) -> list[Path]:
    """The page of a document, where pages are wanted."""
    if shelf is None:
        return []
    if read.report is None:
        shelf.unread(read.path, read.unreadable, folder)
        return []
    return shelf.add(read.report, folder, read.path, limits)


def workbook(
    reports: Sequence[Report], compared: Sequence[Comparison], target: Path, book: Rulebook, settings: Settings
) -> None:
    """Writes the workbook of a run, unless it has more reports than anybody looks through in one workbook."""
    from ipextract import years
    from ipextract.writing import workbook as writing

    if len(reports) > _MOST:
        log(f"ipextract: {named(target)}: left out, for the run has more than {_MOST} reports")
        return
    differences = [years.difference(each, book) for each in compared]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, writing.audit(reports, differences, settings.lang))
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; name another") from error


def formats(done: Concluded, asked: Sequence[reporting.Wanted], limits: Limits, settings: Settings) -> Exit:
    """Writes the formats that are asked for, whatever the run ended with."""
    if not asked:
        return done.code
    for form, path in asked:
        if form == "html" and path is not None:
            _pages(done, path, limits, settings)
        elif form == "xlsx" and path is not None:
            reports = [read.report for read in done.reads if read.report is not None]
            workbook(reports, done.compared, path, done.book, settings)
    documents = [reporting.document(each.path, each.report, each.unreadable, each.code) for each in done.reads]
    reporting.reports(
        documents, done.compared, done.notices, done.book, asked, settings, failing=done.failing, code=done.code
    )
    return done.code


def _pages(done: Concluded, output: Path, limits: Limits, settings: Settings) -> None:
    """The page of every document of a run, and their index."""
    folders = result_folders([read.path for read in done.reads])
    shelf = pages.Shelf(output, settings.lang, done.book)
    for read in done.reads:
        page(read, shelf, folders[read.path], limits)
    shelf.close(done.compared)
