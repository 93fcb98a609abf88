"""The archive for other systems: Parquet with its description, CSV for spreadsheets, tables of a database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ipextract.command.console import Exit, Settings, UsageFault, named, out, write_atomically
from ipextract.distribution import install
from ipextract.tabular.exchange import TABLES, ExportFault

if TYPE_CHECKING:
    from ipextract.archive import Archive, Snapshot
    from ipextract.tabular.exchange import Row, Table
    from ipextract.writing.dataset import Part

Form: TypeAlias = Literal["parquet", "csv"]

#: What is meant as a URL, even if it is written wrong: a folder of that name would hold the password in its name.
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:postgres|postgresql|sqlite)[a-z0-9+]*:", re.IGNORECASE)

#: Rows of a sheet below its head; a spreadsheet drops the others without a word.
SHEET: Final = 1_048_575


def export(archive: Path, to: str, settings: Settings, *, form: Form = "parquet") -> Exit:
    """Writes all current readings of the archive to a folder, or into the database that a URL names.

    Raises UsageFault for an archive that is not there, a target that cannot be used, an extra that is not installed.
    """
    from ipextract.archive import Archive, ArchiveFault

    try:
        source = Archive(archive, create=False)
        if _URL.match(to):
            _database(source, to, settings)
        else:
            folder = Path(to)
            if folder.exists() and not folder.is_dir():
                raise UsageFault(f"--to {named(folder)}: a file; name a folder, or sqlite:///FILE for a database")
            write = _parquet if form == "parquet" else _sheets
            with source.snapshot() as snapshot:
                write(snapshot, folder, settings)
    except (ArchiveFault, ExportFault) as fault:
        raise UsageFault(str(fault)) from fault
    except OSError as fault:
        where = named(Path(fault.filename or to))
        raise UsageFault(f"{where}: {fault.strerror}; name another folder with --to") from fault
    return Exit.OK


def _database(archive: Archive, url: str, settings: Settings) -> None:
    from ipextract.writing.terminal import counted, say

    try:
        from ipextract.writing import database
    except ModuleNotFoundError as fault:
        if fault.name != "sqlalchemy":
            raise  # one that is there and broken
        raise UsageFault(f"--to: writing to a database needs an extra; {install('sql')}") from fault
    with database.connected(url) as target, archive.snapshot() as snapshot:
        changes = target.mirror(snapshot.rows)
    if not settings.quiet:
        for name, done in changes.items():
            rows = counted(settings.lang, "row", done.rows)
            out(
                say(settings.lang, "exported", table=name, rows=rows, written=done.written, removed=done.removed)
                + f" ({target.where})\n"
            )


def _sheets(snapshot: Snapshot, folder: Path, settings: Settings) -> None:
    """NAME.csv for each table, and NAME-2.csv … for what a sheet cannot hold."""
    from ipextract.writing import csv

    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        written: set[Path] = set()
        for number, rows in enumerate(_chunks(snapshot.rows(table), SHEET), 1):
            target = folder / (f"{table.name}.csv" if number == 1 else f"{table.name}-{number}.csv")
            write_atomically(target, csv.rows_to_bytes(table.names, rows, excel=True))
            written.add(target)
            _written(target, len(rows), settings)
        for left in folder.glob(f"{table.name}-*.csv"):
            if left not in written and re.fullmatch(rf"{table.name}-[0-9]+\.csv", left.name):
                left.unlink()


def _chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The rows in pieces; one empty piece where there are none."""
    first = list(islice(rows, size))
    yield first
    while chunk := list(islice(rows, size)):
        yield chunk


def _parquet(snapshot: Snapshot, folder: Path, settings: Settings) -> None:
    """New files first, then the descriptor that names them, then away with those that it no longer names."""
    from ipextract.writing import dataset

    descriptor = folder / dataset.DESCRIPTOR
    if descriptor.exists() and not dataset.is_ours(descriptor.read_bytes()):
        raise UsageFault(f"{named(descriptor)}: describes something else; name another folder with --to")
    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, list[Part]] = {table.name: [] for table in TABLES}
    years = snapshot.years() or ("",)
    for table in TABLES:
        for part, data in _parts(table, years if table.yearly else (None,), snapshot.rows):
            target = folder / part.path
            if not target.is_file() or target.read_bytes() != data:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(target, data)
            parts[table.name].append(part)
    write_atomically(descriptor, dataset.descriptor(parts))
    _tidy(folder, {part.path for each in parts.values() for part in each}, dataset.is_part)
    for name, each in parts.items():
        _written(folder / name, sum(part.rows for part in each), settings, files=len(each))
    _written(descriptor, None, settings)


def _parts(
    table: Table, years: Sequence[str | None], rows: Callable[[Table, str | None], Iterable[Row]]
) -> Iterator[tuple[Part, bytes]]:
    """A file for each year that has rows; an empty one where no year has, for readers want the columns."""
    from ipextract.writing import dataset

    empty = True
    for year in years:
        part, data = dataset.part(table, year or "", rows(table, year))
        if part.rows:
            empty = False
            yield part, data
    if empty:
        yield dataset.part(table, "", ())


def _tidy(folder: Path, kept: set[str], is_part: Callable[[str], bool]) -> None:
    """Takes away the files of earlier exports, and the folders of years that have none left."""
    for path in sorted([*folder.glob("*/**/part-*.parquet"), *folder.glob("*/**/.part-*.parquet.*.part")]):
        half = path.suffix == ".part"  # what an interrupted export was writing
        whole = path.with_name(path.name.removeprefix(".").rsplit(".", 2)[0]) if half else path
        name = whole.relative_to(folder).as_posix()
        if is_part(name) and (half or name not in kept):
            path.unlink()
            if path.parent.name.startswith("year=") and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _written(path: Path, rows: int | None, settings: Settings, files: int = 0) -> None:
    from ipextract.writing.terminal import counted, printable, say

    if settings.quiet:
        return
    sizes = [counted(settings.lang, "file", files)] if files else []
    sizes += [] if rows is None else [counted(settings.lang, "row", rows)]
    size = f" ({say(settings.lang, 'comma').join(sizes)})" if sizes else ""
    out(say(settings.lang, "written", files=printable(str(path))) + size + "\n")
