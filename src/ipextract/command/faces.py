"""What a run writes: tables and page of each document, the workbook, and every format that --report asks for."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import quote

from ipextract import __version__
from ipextract.command import pages, reporting
from ipextract.command.console import Exit, Settings, UsageFault, log, named, write_atomically
from ipextract.command.discovery import result_folders
from ipextract.command.recorded import REPORT
from ipextract.command.runs import Concluded, Read

if TYPE_CHECKING:
    from ipextract.model import Report
    from ipextract.reading import Limits
    from ipextract.years import Difference

PACKAGE: Final = "datapackage.json"
TABLES: Final = ("claims.csv", "findings.csv", "claims.parquet", PACKAGE, REPORT)
"""What a document gets beside its page."""

WORKBOOK: Final = "audit.xlsx"

_MOST: Final = 200
"""Reports that one workbook holds."""


def tables(read: Read, folder: Path, *, excel: bool) -> list[Path]:
    """The files of one document; what an earlier run left and this one cannot renew is removed.

    A table that is kept is held to its schema as a frame, too: whoever reads the files gets what pandera has seen.
    """
    from ipextract.model import Told
    from ipextract.tabular import schema
    from ipextract.writing import json

    contents: dict[str, bytes | None] = dict.fromkeys(TABLES)
    if read.report is not None:
        schema.validate(read.report.claims, read.report.document)
        contents |= contents_of(read.report, excel=excel)
    elif read.unreadable is not None:
        contents[REPORT] = json.unreadable(read.unreadable, __version__, read.told or Told())
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


def contents_of(report: Report, *, excel: bool) -> dict[str, bytes]:
    """The bytes of each file of a document but its page, by name."""
    from ipextract.writing import csv, json, package, parquet

    found = {
        "claims.csv": csv.to_bytes(report, excel=excel),
        "findings.csv": csv.findings_to_bytes(report, excel=excel),
        "claims.parquet": parquet.to_bytes(report),
    }
    return {**found, PACKAGE: package.to_bytes(report, found), REPORT: json.to_bytes(report)}


def page(read: Read, shelf: pages.Shelf | None, folder: str, limits: Limits) -> list[Path]:
    """The page of a document, where pages are wanted."""
    if shelf is None:
        return []
    if read.report is None:
        shelf.unread(read.path, read.unreadable, folder)
        return []
    return shelf.add(read.report, folder, read.path, limits)


def homes(documents: Sequence[Path], folder: str = "") -> dict[Path, str]:
    """The addresses of the pages of documents: in a ``folder`` as seen from who links to them, else beside it."""
    above = f"{folder}/" if folder not in ("", ".") else ""
    found = {path: f"{above}{name}/{pages.PAGE}" for path, name in result_folders(documents).items()}
    return {path: quote(address, errors="surrogateescape") for path, address in found.items()}


def workbook(
    reads: Sequence[Read],
    homes: Mapping[Path, str],
    differences: Sequence[Difference],
    target: Path,
    settings: Settings,
) -> list[Path]:
    """Writes the workbook of a run, unless it has more reports than anybody looks through in one workbook.

    ``homes`` are the addresses of the pages that it leads to. Gives the file, if there is one.
    """
    if sum(read.report is not None for read in reads) > _MOST:
        log(f"ipextract: {named(target)}: left out, for the run has more than {_MOST} reports")
        return []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, workbook_of(reads, homes, differences, settings.lang))
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; name another") from error
    return [target]


def workbook_of(
    reads: Sequence[Read], homes: Mapping[Path, str], differences: Sequence[Difference], lang: Literal["zh", "en"]
) -> bytes:
    """The workbook of a run; ``homes`` are the addresses of the pages that it leads to."""
    from ipextract.writing import workbook as writing

    found = [(read.report, homes.get(read.path, "")) for read in reads if read.report is not None]
    unread = [(str(read.path), str(read.unreadable or "")) for read in reads if read.report is None]
    return writing.audit([report for report, _ in found], differences, lang, [home for _, home in found], unread)


def formats(done: Concluded, asked: Sequence[reporting.Wanted], limits: Limits, settings: Settings) -> Exit:
    """Writes the formats that are asked for, whatever the run ended with."""
    if not asked:
        return done.code
    from ipextract import years

    for form, path in asked:
        if form == "html" and path is not None:
            _pages(done, path, limits, settings)
        elif form == "xlsx" and path is not None:
            beside = next((each.path for each in asked if each.form == "html"), None)
            differences = [years.difference(each, done.book) for each in done.compared]
            workbook(done.reads, _seen_from(path, beside, done.reads), differences, path, settings)
    documents = [reporting.document(each.path, each.report, each.unreadable, each.code) for each in done.reads]
    reporting.reports(
        documents, done.compared, done.notices, done.book, asked, settings, failing=done.failing, code=done.code
    )
    return done.code


def _seen_from(file: Path, folder: Path | None, reads: Sequence[Read]) -> dict[Path, str]:
    """The addresses of the pages below a folder, as seen from a file; none without pages or on another drive."""
    if folder is None:
        return {}
    try:
        way = Path(os.path.relpath(folder, file.parent)).as_posix()
    except ValueError:
        return {}
    return homes([read.path for read in reads], way)


def _pages(done: Concluded, output: Path, limits: Limits, settings: Settings) -> None:
    """The page of every document of a run, and their index."""
    folders = result_folders([read.path for read in done.reads])
    shelf = pages.Shelf(output, settings.lang, done.book)
    for read in done.reads:
        page(read, shelf, folders[read.path], limits)
    shelf.close(done.compared, done.notices)
