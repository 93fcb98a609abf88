"""The embedded archive of every report ever ingested: one DuckDB file, one writer at a time, nothing to start."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import duckdb
from filelock import FileLock, Timeout

from ipextract.archive import between, queries
from ipextract.archive.corrections import supersede
from ipextract.archive.faults import ArchiveFault
from ipextract.archive.opening import checked, connected, first_line, looked_at, made, transaction, unopened
from ipextract.archive.rows import Snapshot
from ipextract.archive.tables import (
    CLAIMS,
    DDL,
    FINDINGS,
    RELATIONS,
    claim_columns,
    finding_columns,
    relation_columns,
    starts_text,
)
from ipextract.model import Held, Listed, Report
from ipextract.rulebook import Rulebook
from ipextract.years import Comparison, Edition, corrects, line_starts, place_key, series_title, title_of

#: How long to wait for another process that holds the archive, in seconds.
WAIT: Final = 60.0

#: What DuckDB raises for a fault of ours; all else it raises is about the file or the machine.
_OURS: Final = (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError, duckdb.NotSupportedError)

State: TypeAlias = Literal["new", "known", "reread", "corrects"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of a report: ``new``, ``known`` (nothing to do), ``reread`` under other rules or ``corrects``.

    ``replaced`` is the name of the document that it takes the place of.
    """

    state: State
    replaced: str = ""


class Archive:
    """A DuckDB file of documents, readings, claims, relations, findings and runs; made where it is not there.

    Opened for each piece of work and closed after it, so that other processes have their turn. A lock beside the file
    lets one process in at a time; who waits longer than ``wait`` seconds gets ArchiveFault. Without
    ``create`` an archive that may not be written can still be asked. What is in the file but was
    not written by us, or by a newer version, is ArchiveFault, too.
    """

    def __init__(self, path: Path, *, wait: float = WAIT, create: bool = True) -> None:
        self.path = path
        self.wait = wait
        self.only_reads = not create
        if not create and not os.path.lexists(path):
            raise ArchiveFault(f"{path}: no archive; `ipextract run` makes one")

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that no other process shares, with the tables made."""
        if os.path.lexists(self.path):
            looked_at(self.path)  # before a lock is left beside what is none of ours
        with self._alone():
            connection = self._connected()
            try:
                yield connection
            except _OURS:
                raise
            except queries.Unlike as fault:
                raise ArchiveFault(
                    f"{self.path}: holds what ipextract has not written ({fault}); move it away and run again"
                ) from fault
            except duckdb.Error as fault:
                raise ArchiveFault(
                    f"{self.path}: cannot be read or written ({first_line(fault)}); is the disk full? Else the "
                    "file is damaged: move it away and run again"
                ) from fault
            finally:
                connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The rows for other systems; no other process changes the archive while it is open."""
        with self.open() as connection:
            yield Snapshot(connection)

    def proved(self) -> None:
        """Nothing where there is no archive yet, or one that can be used; ArchiveFault says what is wrong with it."""
        if os.path.lexists(self.path):
            with self.open():
                pass

    def ingest(self, report: Report, rulebook: Rulebook) -> Ingested:
        """Takes in a report, in one transaction: all of it is there afterwards or nothing has changed.

        A document read by the same version and rules before is left as it is. Read by others, the new reading becomes
        the current one and the old one is kept. Another document of the same series, place and year with mostly the
        same indicators is superseded by it, unless that one says that it is a correction and this one does not.
        """
        reading = reading_of(report)
        with self.open() as connection, transaction(connection):
            known = connection.execute("SELECT current FROM readings WHERE reading = ?", [reading]).fetchone()
            if known is not None and known[0]:
                return Ingested("known")
            was_there = self._document(connection, report, rulebook)
            connection.execute("UPDATE readings SET current = false WHERE sha256 = ?", [report.document.sha256])
            if known is not None:
                connection.execute("UPDATE readings SET current = true WHERE reading = ?", [reading])
            else:
                _insert_reading(connection, reading, report)
            if was_there:
                return Ingested("reread")
            replaced = supersede(connection, report.document.sha256)
            return Ingested("corrects", replaced) if replaced else Ingested("new")

    def compared(self, found: Sequence[Comparison], pairs: Collection[tuple[str, str]]) -> None:
        """Keeps the findings between two years; ``pairs`` are the hashes of all reports that are neighbours now."""
        with self.open() as connection, transaction(connection):
            between.keep(connection, found, pairs)

    def log_run(self, started: datetime, version: str, rules_digest: str, documents: int, ingested: int) -> None:
        """Notes that a run took place."""
        with self.open() as connection, transaction(connection):
            connection.execute(
                "INSERT INTO runs SELECT coalesce(max(run), 0) + 1, ?, ?, ?, ?, ? FROM runs",
                [_naive(started), version, rules_digest, documents, ingested],
            )

    def documents(self) -> tuple[Held, ...]:
        """Every document with its current reading, by place, year and name; superseded ones say by what."""
        with self.open() as connection:
            return queries.documents(connection)

    def editions(
        self, *, area: str = "", years: Sequence[str] = (), indicator: str = "", sources: Sequence[str] = ()
    ) -> tuple[Edition, ...]:
        """The current reports of a place, of some years or by their hashes, by year and name; all without conditions.

        With an ``indicator`` (an id, or a name or part of one as printed) only the claims about it and what speaks of
        them, which is what a series needs.
        """
        with self.open() as connection:
            return queries.editions(connection, area, years, indicator, sources)

    def indicators(self) -> tuple[Listed, ...]:
        """What the current reports speak of, known indicators first, by id, name and scope."""
        with self.open() as connection:
            return queries.indicators(connection)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Waits until no other process of ours has the archive, and keeps the others out."""
        lock = FileLock(f"{self.path}.lock", timeout=self.wait)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except PermissionError as fault:
            if not self.only_reads:
                raise ArchiveFault(f"{self.path}: {fault.strerror}; name another with --archive") from fault
        except Timeout as fault:
            raise ArchiveFault(
                f"{self.path}: another process has held the archive for {self.wait:g} s; try again when it has ended"
            ) from fault
        except (OSError, NotImplementedError) as fault:
            what = getattr(fault, "strerror", None) or fault
            raise ArchiveFault(f"{self.path}: {what}; name another with --archive") from fault
        try:
            yield
        finally:
            lock.release()

    def _connected(self) -> duckdb.DuckDBPyConnection:
        """The file opened and known to be ours; made where it is not there."""
        try:
            if not os.path.lexists(self.path):
                self._make()
            connection = connected(self.path, read_only=self.only_reads and not _writable(self.path))
        except duckdb.Error as fault:
            raise unopened(self.path, fault) from fault
        except OSError as fault:
            raise ArchiveFault(f"{self.path}: {fault.strerror or fault}; name another with --archive") from fault
        try:
            checked(connection, self.path, writable=not self.only_reads or _writable(self.path))
        except BaseException:
            connection.close()
            raise
        return connection

    def _make(self) -> None:
        """An empty archive, made beside and renamed, so that there is never half of one."""
        log = self.path.with_name(f"{self.path.name}.wal")
        if log.exists():
            raise ArchiveFault(
                f"{log}: holds the last changes of an archive that is not there; put that back as {self.path.name}, or "
                "move this file away, too"
            )
        part = self.path.with_name(f".{self.path.name}.part")
        for left in (part, part.with_name(f"{part.name}.wal")):
            left.unlink(missing_ok=True)
        with made(part) as connection, transaction(connection):
            for statement in DDL:
                connection.execute(statement)
        part.replace(self.path)

    def _document(self, connection: duckdb.DuckDBPyConnection, report: Report, rulebook: Rulebook) -> bool:
        """Notes the document; True when it was there already."""
        document, title = report.document, title_of(report)
        known = connection.execute("SELECT 1 FROM documents WHERE sha256 = ?", [document.sha256]).fetchone()
        series = f"{place_key(report.area, rulebook)}/{series_title(title, rulebook)}" if title else ""
        name = _file_name(document.name)
        values = [
            name, document.format, title, series, corrects(name, title, rulebook), report.area,
            report.issuer, report.year, document.sha256,
        ]  # fmt: skip
        if known is not None:
            connection.execute(
                """UPDATE documents SET name = ?, format = ?, title = ?, series = ?, corrected = ?, area = ?,
                   issuer = ?, year = ? WHERE sha256 = ?""",
                values,
            )
            return True
        connection.execute(
            """INSERT INTO documents (name, format, title, series, corrected, area, issuer, year, sha256, first_read)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [*values, _naive(datetime.now(UTC))],
        )
        return False


def reading_of(report: Report) -> str:
    """The id of a reading: the same source, version, rules and told place, year, title and issuer have the same."""
    told = (f"{name}={said}" for name in ("title", "issuer") if (said := getattr(report.told, name)))
    parts = (report.document.sha256, report.version, report.rules_digest, report.area, report.year, *told)
    return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()


def _file_name(name: str) -> str:
    """The name without its folder, as text: bytes that the locale could not decode are read as UTF-8."""
    return Path(name).name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _writable(path: Path) -> bool:
    """True where the archive and what stands beside it may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _insert_reading(connection: duckdb.DuckDBPyConnection, reading: str, report: Report) -> None:
    connection.execute(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, ?, ?)",
        [
            reading, report.document.sha256, report.rules_digest, report.version, report.area, report.issuer,
            report.year, _naive(datetime.now(UTC)), len(report.claims), len(report.relations), len(report.findings),
            report.document.text, starts_text(line_starts(report.document)),
        ],
    )  # fmt: skip
    _insert(connection, "claims", CLAIMS, claim_columns(reading, report.claims))
    _insert(connection, "relations", RELATIONS, relation_columns(reading, report.relations))
    _insert(connection, "findings", FINDINGS, finding_columns(reading, report.findings))


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], values: dict[str, list[Any]]
) -> None:
    """All rows at once, column by column: row by row takes five times as long."""
    if values[columns[0]]:
        marks = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"INSERT INTO {name} SELECT {marks}", [values[column] for column in columns])


def _naive(moment: datetime) -> datetime:
    """UTC without its zone: what a TIMESTAMP column holds."""
    return moment.astimezone(UTC).replace(tzinfo=None)
