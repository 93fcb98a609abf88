"""An archive is opened: what the file is, whether it is ours, and what is done where its version is another one.

DuckDB may load nothing, ask nobody and open no other file, whatever a file says of itself.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import duckdb

from ipextract.archive.faults import ArchiveFault
from ipextract.archive.tables import OLDEST, SCHEMA_VERSION, SHAPE, TOOL, UPGRADE, VIEW_NAMES

#: A DuckDB file has its mark behind a checksum.
_MARK, _AT = b"DUCK", 8
_BEGINNING: Final = 16
_OTHERS: Final = (
    (b"SQLite format 3\0", "an SQLite database"),
    (b"%PDF-", "a PDF file"),
    (b"PAR1", "a Parquet file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "a gzip file"),
)
#: What is off: extensions that DuckDB would fetch for files of others, files that a view may name, variables of ours.
_CLOSED: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
}
#: What DuckDB says of a file that another program has open, and of one that a newer DuckDB wrote.
_HELD, _NEWER = "Could not set lock", "version number"
_AGAIN: Final = "move it away and run again"

_Shape = dict[str, dict[str, str]]


def looked_at(path: Path) -> None:
    """Raises ArchiveFault for a file that DuckDB would take for one of others, and for what is no file."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
            raise ArchiveFault(f"{path}: {what}, no archive; name another with --archive")
        with path.open("rb") as file:
            start = file.read(_BEGINNING)
    except OSError as fault:
        raise ArchiveFault(f"{path}: {fault.strerror or fault}; name another with --archive") from fault
    if start[_AT : _AT + len(_MARK)] == _MARK:
        return
    kind = next((kind for mark, kind in _OTHERS if start.startswith(mark)), "")
    kind = kind or ("no DuckDB file" if start else "an empty file")
    raise ArchiveFault(
        f"{path}: cannot be opened as an archive: {kind}; name another with --archive, or move it away and let "
        "`ipextract run` make one"
    )


def connected(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The file as DuckDB opens it. Raises ArchiveFault for what is no file of DuckDB, duckdb.Error for a broken one."""
    looked_at(path)
    return _connect(path, read_only=read_only)


def made(path: Path) -> duckdb.DuckDBPyConnection:
    """A new file. Raises duckdb.Error where there can be none."""
    return _connect(path, read_only=False)


def checked(connection: duckdb.DuckDBPyConnection, path: Path, *, writable: bool) -> None:
    """Brings an older archive up to date, and one that was left half-way.

    Raises ArchiveFault for what is no archive, for one of a version that this program does not know and for one that
    is not what its version says.
    """
    try:
        shape = _shape(connection)
        version = _version(connection, path, shape)
        if version is None:
            raise ArchiveFault(f"{path}: a database, but no archive of ipextract; name another with --archive")
        if not OLDEST <= version <= SCHEMA_VERSION:
            raise ArchiveFault(
                f"{path}: an archive of version {version}, this program writes {SCHEMA_VERSION}; "
                f"use the program that made it, or {_AGAIN}"
            )
        if version < SCHEMA_VERSION or _difference(shape) or not _viewed(connection):
            _upgrade(connection, path, version, writable=writable)
    except duckdb.Error as fault:
        raise ArchiveFault(f"{path}: damaged ({first_line(fault)}); {_AGAIN}") from fault


def unopened(path: Path, fault: duckdb.Error) -> ArchiveFault:
    """What it means that DuckDB could not open a file."""
    what = first_line(fault)
    if _HELD in what:
        return ArchiveFault(f"{path}: another program has it open ({what}); close it there")
    if _NEWER in what:
        return ArchiveFault(f"{path}: written by another version of DuckDB ({what}); install that one, or {_AGAIN}")
    return ArchiveFault(f"{path}: cannot be opened as an archive ({what}); move it away")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is done within it, or nothing."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def first_line(fault: Exception) -> str:
    """What a library says, without its hints."""
    return str(fault).splitlines()[0] if str(fault) else type(fault).__name__


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    # A name such as md:x or s3:x stands for something elsewhere; a place on this disk begins otherwise.
    return duckdb.connect(os.path.abspath(path), read_only=read_only, config=dict(_CLOSED))  # noqa: PTH100 - no links followed


def _version(connection: duckdb.DuckDBPyConnection, path: Path, shape: _Shape) -> int | None:
    """The version that an archive of this shape says it is of; ``None`` for a database that is none."""
    if not {"about", "documents", "readings"} <= shape.keys():
        return None
    try:
        rows = connection.execute("SELECT DISTINCT schema_version, tool FROM about").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    if not rows or any(tool != TOOL for _, tool in rows):
        return None
    if len(rows) > 1 or not isinstance(rows[0][0], int):
        raise ArchiveFault(f"{path}: does not say which version it is of; {_AGAIN}")
    return int(rows[0][0])


def _shape(connection: duckdb.DuckDBPyConnection) -> _Shape:
    """The tables that an archive should have as they are: columns in their order, with types."""
    found: _Shape = {}
    for table in SHAPE:
        with suppress(duckdb.CatalogException):
            found[table] = {row[0]: row[1] for row in connection.execute(f"DESCRIBE main.{table}").fetchall()}
    return found


def _viewed(connection: duckdb.DuckDBPyConnection) -> bool:
    """True where every view can be asked: one goes blind when a table below it gets a column."""
    try:
        for name in VIEW_NAMES:
            connection.execute(f"SELECT * FROM {name} LIMIT 0")
    except (duckdb.CatalogException, duckdb.BinderException):
        return False
    return True


def _upgrade(connection: duckdb.DuckDBPyConnection, path: Path, version: int, *, writable: bool) -> None:
    """All steps, of which some may have been taken."""
    if not writable:
        raise ArchiveFault(
            f"{path}: an archive of version {version} that has to be brought up to date and may not be written; "
            "let somebody who may write it run `ipextract catalog` once"
        )
    try:
        with transaction(connection):
            for statement in UPGRADE:
                connection.execute(statement)
    except (duckdb.CatalogException, duckdb.BinderException) as fault:
        raise _odd(path, _difference(_shape(connection)) or first_line(fault)) from fault
    if odd := _difference(_shape(connection)):
        raise _odd(path, odd)


def _odd(path: Path, what: str) -> ArchiveFault:
    return ArchiveFault(f"{path}: not as an archive of version {SCHEMA_VERSION} has to be: {what}; {_AGAIN}")


def _difference(found: Mapping[str, Mapping[str, str]]) -> str:
    """The first thing that is not as it should be, in words."""
    for table, columns in SHAPE.items():
        there = found.get(table)
        if there is None:
            return f"there is no table {table}"
        for column, kind in columns.items():
            if there.get(column) != kind:
                return f"{table}.{column} is {there.get(column, 'missing')} and not {kind}"
        if list(there) != list(columns):
            extra = [column for column in there if column not in columns]
            return (
                f"{table} has columns that are not ours: {', '.join(extra)}"
                if extra
                else f"{table} has its columns in another order"
            )
    return ""
