"""The archive under kill -9, under two processes at once, and in files that are damaged or not ours."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

import archive_child as child
from ipextract import years
from ipextract.archive import Archive, ArchiveFault, store
from ipextract.archive.tables import DDL, SCHEMA_VERSION, UPGRADE, VIEW_NAMES, VIEWS

ALL = range(len(child.REPORTS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    path = tmp_path_factory.mktemp("undisturbed") / "archive.duckdb"
    child.ingest(path, ALL)
    return child.rows(path)


def event() -> Any:
    return multiprocessing.get_context("forkserver").Event()


def together() -> Any:
    """What two processes wait for each other at."""
    return multiprocessing.get_context("forkserver").Barrier(2)


def test_the_reports_fill_every_table(undisturbed: dict[str, list[Any]]) -> None:
    assert {name: len(rows) > 0 for name, rows in undisturbed.items()} == dict.fromkeys(undisturbed, True)


@pytest.mark.parametrize(
    ("point", "there"),
    [
        ("in the making", 0),
        ("after the commit", 1),
        ("before claims", 2),
        ("before the commit", 3),  # of a correction
        ("before findings", 4),
    ],
)
def test_kill_9_in_an_ingest_and_ingest_again(
    path: Path, point: str, there: int, undisturbed: dict[str, list[Any]]
) -> None:
    if there:
        child.ingest(path, ALL[:there])
    dead = child.started(child.ingest, path, ALL, point)
    dead.join()
    assert dead.exitcode == -signal.SIGKILL
    child.ingest(path, ALL)
    assert child.rows(path) == undisturbed


@pytest.mark.parametrize("seed", range(6))
def test_kill_9_at_any_moment_and_ingest_again(path: Path, seed: int, undisturbed: dict[str, list[Any]]) -> None:
    ready = together()
    dead = child.started(child.ingest, path, ALL, "", ready)
    ready.wait()
    time.sleep(random.Random(seed).uniform(0.01, 0.5))  # noqa: S311 - which moment matters to nobody
    dead.kill()
    dead.join()
    child.ingest(path, ALL)
    assert child.rows(path) == undisturbed


def test_two_processes_lose_and_double_nothing(path: Path, undisturbed: dict[str, list[Any]]) -> None:
    ready = together()
    both = [child.started(child.ingest, path, which, "", ready) for which in (ALL, list(reversed(ALL)))]
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    assert child.rows(path) == undisturbed


def test_who_waits_is_served_when_the_other_is_done(path: Path) -> None:
    child.ingest(path, [0])
    held, free = event(), event()
    other = child.started(child.hold, path, held, free)
    held.wait()
    threading.Timer(0.2, free.set).start()
    assert Archive(path, wait=30).ingest(child.REPORTS[1], child.RULES).state == "new"
    other.join()
    assert other.exitcode == 0


def test_who_waits_too_long_is_told_so(path: Path) -> None:
    child.ingest(path, [0])
    held, free = event(), event()
    other = child.started(child.hold, path, held, free)
    held.wait()
    with pytest.raises(ArchiveFault, match=r"another process has held the archive for 0.1 s; try again"):
        Archive(path, wait=0.1).documents()
    free.set()
    other.join()


def test_a_program_without_our_lock_is_named(path: Path) -> None:
    child.ingest(path, [0])
    held, free = event(), event()
    other = child.started(child.hold_as_other_program, path, held, free)
    held.wait()
    with pytest.raises(ArchiveFault, match=rf"another program has it open .*PID {other.pid}.*; close it there"):
        Archive(path).documents()
    free.set()
    other.join()
    assert len(Archive(path).documents()) == 1


def test_a_correction_takes_the_place_of_its_report(path: Path) -> None:
    archive = Archive(path)
    for each in (0, 2):
        archive.ingest(child.REPORTS[each], child.RULES)
    done = archive.ingest(child.REPORTS[3], child.RULES)
    assert (done.state, done.replaced) == ("corrects", "qinglan-2033.txt")
    assert {held.name: held.superseded_by for held in archive.documents()} == {
        "qinglan-2031.txt": "",
        "qinglan-2033.txt": "qinglan-2033-gengzheng.txt",
        "qinglan-2033-gengzheng.txt": "",
    }
    assert [each.name for each in archive.editions()] == ["qinglan-2031.txt", "qinglan-2033-gengzheng.txt"]


def test_a_correction_that_comes_first_stays(path: Path) -> None:
    archive = Archive(path)
    archive.ingest(child.REPORTS[3], child.RULES)
    done = archive.ingest(child.REPORTS[2], child.RULES)
    assert (done.state, done.replaced) == ("new", "")
    assert [each.name for each in archive.editions()] == ["qinglan-2033-gengzheng.txt"]


def test_other_rules_make_a_reading_current_and_keep_the_old_one(path: Path) -> None:
    first = child.REPORTS[0]
    second = replace(first, rules_digest="other", claims=first.claims[:1], relations=(), findings=())
    archive = Archive(path)

    def readings() -> set[tuple[str, bool, int]]:
        with archive.open() as connection:
            return set(
                connection.execute(
                    """SELECT r.rules_digest, r.current, count(*) FROM readings r JOIN claims USING (reading)
                       GROUP BY ALL"""
                ).fetchall()
            )

    states = [archive.ingest(each, child.RULES).state for each in (first, first, second, second)]
    assert states == ["new", "known", "reread", "known"]
    assert readings() == {(first.rules_digest, False, len(first.claims)), ("other", True, 1)}
    assert [len(each.claims) for each in archive.editions()] == [1]
    assert archive.ingest(first, child.RULES).state == "reread"
    assert readings() == {(first.rules_digest, True, len(first.claims)), ("other", False, 1)}
    assert [len(each.claims) for each in archive.editions()] == [len(first.claims)]


@pytest.mark.parametrize("wanted", ["patent.granted", "专利授权"])
def test_an_indicator_comes_with_what_is_said_of_it(path: Path, wanted: str) -> None:
    child.ingest(path, ALL)
    found = Archive(path).editions(indicator=wanted)
    assert [[claim.quote for claim in each.claims] for each in found] == [
        ["7421件", "4.0%"],
        ["8120件", "9.4%"],
        ["9271件", "1151件"],
    ]


def test_a_file_name_in_no_encoding_is_taken_in(path: Path) -> None:
    report = child.REPORTS[0]
    named = replace(report, document=replace(report.document, name="in/\udce9\udc9d\udc92-2031.txt"))
    Archive(path).ingest(named, child.RULES)
    assert [held.name for held in Archive(path).documents()] == ["青-2031.txt"]


# --- files that are no archive, or no more -------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(ArchiveFault) as fault:
        Archive(path, wait=1).editions()
    return str(fault.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (b"hi", "no DuckDB file"),
        ("年度报告\n".encode() * 5000, "no DuckDB file"),
        (b"SQLite format 3\0" + bytes(100), "an SQLite database"),
        (b"PAR1" + bytes(100), "a Parquet file"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04" + bytes(100), "a ZIP or Office file"),
    ],
)
def test_what_is_no_archive_is_named_and_stays_as_it_is(path: Path, data: bytes, kind: str) -> None:
    path.write_bytes(data)
    assert f"cannot be opened as an archive: {kind}; name another with --archive" in refusal(path)
    assert path.read_bytes() == data
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # no lock is left beside what is not ours


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_archive(path: Path, create: bool) -> None:
    path.mkdir()
    with pytest.raises(ArchiveFault, match="a folder, no archive; name another with --archive"):
        Archive(path, create=create).documents()


def test_a_name_that_means_something_elsewhere_is_a_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("md:reports", ":memory:", "sqlite:x"):
        child.ingest(Path(name), [0])
        assert Path(name).is_file()
        assert len(Archive(Path(name), create=False).documents()) == 1


def test_a_file_of_another_duckdb_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.ingest(path, [0])

    def refuse(*_: object, **__: object) -> None:
        raise duckdb.IOException("IO Error: Trying to read a database file with version number 99, but we can only")

    monkeypatch.setattr(duckdb, "connect", refuse)
    assert "written by another version of DuckDB (IO Error: Trying to read" in refusal(path)


@pytest.mark.parametrize(
    "made",
    [
        ["CREATE TABLE sales (amount INTEGER)"],
        ["CREATE VIEW about AS SELECT 1 AS schema_version"],
        ["CREATE TABLE about (what VARCHAR)"],
        ["CREATE TABLE about (schema_version INTEGER, tool VARCHAR)"],
        ["CREATE TABLE about (schema_version INTEGER, tool VARCHAR)", "INSERT INTO about VALUES (1, 'other')"],
        [],
    ],
)
def test_a_database_of_others_is_left_alone(path: Path, made: list[str]) -> None:
    with duckdb.connect(str(path)) as connection:
        for statement in made:
            connection.execute(statement)
    assert refusal(path).endswith("a database, but no archive of ipextract; name another with --archive")
    with duckdb.connect(str(path)) as connection:
        tables = connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
    assert tables == (sum("TABLE" in statement for statement in made),)


def old(path: Path) -> None:
    """Makes an archive of version 1 of the one that is there."""
    with duckdb.connect(str(path)) as connection:
        for name in reversed(VIEW_NAMES):
            connection.execute(f"DROP VIEW {name}")
        connection.execute("DROP TABLE year_findings")
        connection.execute("ALTER TABLE readings DROP COLUMN line_starts")
        for view in VIEWS[:4]:
            connection.execute(view)
        connection.execute("UPDATE about SET schema_version = 1")


def test_an_archive_of_the_version_before_is_brought_up_to_date(path: Path) -> None:
    child.ingest(path, [0, 1])
    new = child.rows(path)
    old(path)
    [one, other] = Archive(path).editions()
    assert (one.starts, other.starts) == ((), ())
    assert child.rows(path)["claims"] == new["claims"]
    [compared] = child.compare(path)
    with Archive(path).open() as connection:
        rows = connection.execute("SELECT earlier_document, document, finding_id FROM current_year_findings").fetchall()
    assert rows == [("qinglan-2031.txt", "qinglan-2032.txt", each.finding_id) for each in compared.findings]
    assert rows


@pytest.mark.parametrize("taken", range(len(UPGRADE) + 1))
@pytest.mark.parametrize("version", [1, SCHEMA_VERSION])
def test_an_archive_that_was_left_half_way_is_finished(path: Path, taken: int, version: int) -> None:
    child.ingest(path, [0, 1])
    new = child.rows(path)
    old(path)
    with duckdb.connect(str(path)) as connection:
        for statement in UPGRADE[:taken]:
            connection.execute(statement)
        connection.execute("UPDATE about SET schema_version = ?", [version])
    assert child.rows(path)["claims"] == new["claims"]
    assert len(Archive(path, create=False).editions()) == 2
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT * FROM about").fetchall() == [(SCHEMA_VERSION, "ipextract")]
        assert connection.execute("SELECT count(*) FROM current_year_findings").fetchall() == [(0,)]


@pytest.mark.parametrize("name", VIEW_NAMES)
def test_a_view_that_is_gone_comes_back(path: Path, name: str) -> None:
    child.ingest(path, [0, 1])
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"DROP VIEW {name}")
    assert len(Archive(path).editions()) == 2


def test_an_older_archive_that_may_not_be_written_says_who_has_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child.ingest(path, [0])
    old(path)
    monkeypatch.setattr(store, "_writable", lambda _: False)
    with pytest.raises(ArchiveFault, match="has to be brought up to date and may not be written"):
        Archive(path, create=False).documents()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE claims DROP COLUMN quote", "claims.quote is missing and not VARCHAR"),
        ("ALTER TABLE claims ADD COLUMN mine VARCHAR", "claims has columns that are not ours: mine"),
        ("ALTER TABLE runs ALTER run TYPE VARCHAR", "runs.run is VARCHAR and not BIGINT"),
        ("DROP TABLE findings", "there is no table findings"),
        ("UPDATE about SET schema_version = 0", "an archive of version 0, this program writes"),
        ("UPDATE about SET schema_version = NULL", "does not say which version it is of"),
        ("INSERT INTO about VALUES (1, 'ipextract')", "does not say which version it is of"),
        ("UPDATE claims SET value_text = 'many'", "holds what ipextract has not written"),
        ("UPDATE claims SET any_reading = '[1'", "holds what ipextract has not written"),
        ("UPDATE readings SET line_starts = 'x'", "holds what ipextract has not written"),
    ],
)
def test_what_another_program_made_of_it_is_named(path: Path, change: str, said: str) -> None:
    child.ingest(path, [0, 1])
    with duckdb.connect(str(path)) as connection:
        connection.execute(change)
    told = refusal(path)
    assert said in told
    assert told.startswith(f"{path}: ")


def test_printed_lines_come_back(path: Path) -> None:
    child.ingest(path, [0])
    [found] = Archive(path).editions()
    text = child.REPORTS[0].document.text
    assert found.starts == years.edition_of(child.REPORTS[0]).starts
    assert found.starts[0] == 0
    assert [text[start:end].strip() for start, end in pairwise((*found.starts, len(text)))] == text.split("\n")
    claim = found.claims[-1]
    assert text[slice(*found.line(claim.char_start, claim.char_end))].strip() in text.split("\n")


def test_an_archive_of_a_newer_version_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        for statement in DDL:
            connection.execute(statement)
        connection.execute("UPDATE about SET schema_version = schema_version + 1")
    assert f"an archive of version {SCHEMA_VERSION + 1}, this program writes {SCHEMA_VERSION}" in refusal(path)


@pytest.mark.parametrize("kept", [0.0001, 0.005, 0.05, 0.2])
def test_an_archive_that_was_cut_off_is_told(path: Path, kept: float) -> None:
    child.ingest(path, ALL)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    assert refusal(path).startswith(f"{path}: ")


@pytest.mark.parametrize("kept", [0.4, 0.6, 0.8, 0.95, 0.9999])
def test_what_is_cut_off_is_told_or_was_empty(path: Path, kept: float, undisturbed: dict[str, list[Any]]) -> None:
    child.ingest(path, ALL)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])
    try:
        assert child.rows(path) == undisturbed
    except ArchiveFault as fault:
        assert str(fault).startswith(f"{path}: ")  # noqa: PT017 - both are right, silence about a loss is not


def test_overwritten_bytes_are_told(path: Path) -> None:
    child.ingest(path, ALL)
    data = bytearray(path.read_bytes())
    for at in range(16_384, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    path.write_bytes(data)
    assert "Corrupt database file" in refusal(path)


def test_a_log_without_its_archive_is_not_lost_silently(path: Path) -> None:
    log = path.with_name("archive.duckdb.wal")
    log.write_bytes(b"the last changes")
    assert refusal(path).startswith(f"{log}: holds the last changes of an archive that is not there")
    assert log.read_bytes() == b"the last changes"


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_cannot_be_written_is_named(there: bool) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        if there:
            child.ingest(folder / "archive.duckdb", [0])
        folder.chmod(0o555)
        with without_privileges():
            assert "Permission denied; name another with --archive" in refusal(folder / "archive.duckdb")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_where_a_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "name another with --archive" in refusal(tmp_path / "file" / "archive.duckdb")


def test_faults_of_who_uses_it_are_not_blamed_on_the_archive(path: Path) -> None:
    child.ingest(path, [0])
    with pytest.raises(OSError, match="No space left"), Archive(path).snapshot():
        raise OSError(28, "No space left on device", "elsewhere")


class without_privileges:  # noqa: N801 - reads as a sentence where it is used
    """Root may write everywhere; nobody may not."""

    def __enter__(self) -> None:
        if os.geteuid() == 0:
            os.seteuid(65534)

    def __exit__(self, *_: object) -> None:
        if os.getuid() == 0:
            os.seteuid(0)
