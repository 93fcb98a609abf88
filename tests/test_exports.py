"""The archive for other systems: Parquet with its description, sheets, SQLite and, where one is named, PostgreSQL."""

from __future__ import annotations

import csv
import json
import os
import re
import socket
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

import archive_child as child
from ipextract.archive import Archive
from ipextract.archive.tables import CLAIMS, FINDINGS, RELATIONS, YEAR_FINDINGS
from ipextract.command import exports
from ipextract.command.console import Exit, Settings, UsageFault
from ipextract.distribution import install
from ipextract.exact.interval import Interval
from ipextract.tabular.exchange import TABLES, ExportFault, Row, Table
from ipextract.tabular.exchange import YEAR_FINDINGS as YEARS_OF
from ipextract.writing import database

HAN = re.compile(r"[\u4e00-\u9fff]")
QUIET = Settings(quiet=True)
ALL = range(len(child.REPORTS))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    child.ingest(path, ALL)
    assert any(each.findings for each in child.compare(path))
    return path


def held(archive: Path) -> dict[str, list[Row]]:
    with Archive(archive).snapshot() as snapshot:
        return {table.name: list(snapshot.rows(table)) for table in TABLES}


def refusal(archive: Path, to: object) -> str:
    with pytest.raises(UsageFault) as fault:
        exports.export(archive, str(to), QUIET)
    return str(fault.value)


# --- what is exported ----------------------------------------------------------------------------------------------


def test_every_column_of_the_archive_is_exported() -> None:
    names = {table.name: set(table.names) for table in TABLES}
    assert names["claims"] >= set(CLAIMS) - {"reading"}
    assert names["relations"] >= set(RELATIONS) - {"reading"}
    assert names["findings"] >= set(FINDINGS) - {"reading"}
    assert names["year_findings"] >= set(YEAR_FINDINGS) - {"reading", "earlier_reading"}


def test_only_current_readings_of_current_documents_are_exported(archive: Path) -> None:
    found = held(archive)
    names = {row[1] for row in found["claims"]}
    assert names == {"qinglan-2031.txt", "qinglan-2032.txt", "qinglan-2033-gengzheng.txt", "yunze-2032.txt"}
    superseded = {row[1]: row[9] for row in found["documents"] if row[9]}
    assert superseded == {"qinglan-2033.txt": child.REPORTS[3].document.sha256}
    assert {row[5] for row in found["findings"]} == {each.finding_id for r in child.REPORTS for each in r.findings}


# --- Parquet -------------------------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def described(folder: Path) -> dict[str, Any]:
    record = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in record["resources"]}


def test_a_dataset_holds_the_rows_of_the_archive_by_year(archive: Path, tmp_path: Path) -> None:
    assert exports.export(archive, str(tmp_path / "out"), QUIET) == Exit.OK
    for table in TABLES:
        found = ds.dataset(tmp_path / "out" / table.name, partitioning="hive").to_table()
        assert found.num_rows
        if table.yearly:
            assert list(map(str, found["year"].to_pylist())) == found["report_year"].to_pylist()
        rows = sorted(zip(*(found[name].to_pylist() for name in table.names), strict=True), key=repr)
        assert rows == sorted((tuple(map(scaled, row)) for row in held(archive)[table.name]), key=repr)


def scaled(value: object) -> object:
    """A decimal with the twelve places that every decimal of a Parquet column has."""
    return value.quantize(Decimal("1E-12")) if isinstance(value, Decimal) else value


def test_numbers_keep_their_types(archive: Path, tmp_path: Path) -> None:
    exports.export(archive, str(tmp_path), QUIET)
    schema = pq.read_schema(tmp_path / described(tmp_path)["claims"]["path"][0])
    kinds = {name: schema.field(name).type for name in ("value", "page", "lower_open", "quote")}
    assert kinds == {"value": pa.decimal128(38, 12), "page": pa.int32(), "lower_open": pa.bool_(), "quote": pa.string()}


def test_the_same_archive_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    child.ingest(again, ALL)
    child.compare(again)
    for source, to in ((archive, "one"), (archive, "one"), (again, "two")):
        exports.export(source, str(tmp_path / to), QUIET)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_what_is_no_longer_so_goes_and_what_is_foreign_stays(tmp_path: Path) -> None:
    archive, out = tmp_path / "archive.duckdb", tmp_path / "out"
    child.ingest(archive, [0, 1, 2])
    exports.export(archive, str(out), QUIET)
    before = set(tree(out))
    half = out / "claims" / "year=2031" / f".part-{'0' * 32}.parquet.77.part"
    for left in (half, out / "claims" / "notes.parquet", out / "claims" / "year=1999" / f"part-{'1' * 32}.parquet"):
        left.parent.mkdir(exist_ok=True)
        left.write_bytes(b"x")
    child.ingest(archive, [3])
    exports.export(archive, str(out), QUIET)
    after = tree(out)
    assert set(after) == {path for each in described(out).values() for path in each["path"]} | {
        "datapackage.json",
        "claims/notes.parquet",
    }
    assert {path for path in before - set(after) if "year=" in path} == {
        path for path in before if path.startswith(("claims/year=2033", "relations/year=2033"))
    }
    assert not (out / "claims" / "year=1999").exists()


def test_a_report_without_a_year_and_an_empty_archive_have_their_place(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    with Archive(archive).open():
        pass
    exports.export(archive, str(tmp_path / "empty"), QUIET)
    assert [(each["name"], len(each["path"]), each["rows"]) for each in described(tmp_path / "empty").values()] == [
        (table.name, 1, 0) for table in TABLES
    ]
    for table in TABLES:
        assert ds.dataset(tmp_path / "empty" / table.name, partitioning="hive").to_table().num_rows == 0
    Archive(archive).ingest(child.REPORTS[0], child.RULES)
    Archive(archive).ingest(replace(child.REPORTS[4], year=""), child.RULES)
    exports.export(archive, str(tmp_path / "out"), QUIET)
    found = ds.dataset(tmp_path / "out" / "claims", partitioning="hive").to_table()
    sizes = {2031: len(child.REPORTS[0].claims), None: len(child.REPORTS[4].claims)}
    assert Counter(found["year"].to_pylist()) == sizes


def test_the_descriptor_is_a_data_package(archive: Path, tmp_path: Path) -> None:
    exports.export(archive, str(tmp_path / "out"), QUIET)
    record = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert record["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[-a-z0-9._/]+", record["name"])
    resources = {each["name"]: each for each in record["resources"]}
    assert list(resources) == [table.name for table in TABLES]
    for name, resource in resources.items():
        assert resource["type"] == "table"
        assert resource["path"]
        for path in resource["path"]:
            assert not path.startswith(("/", ".")) and ".." not in path and "\\" not in path  # noqa: PT018
            data = (tmp_path / "out" / path).read_bytes()
            assert resource["hashes"][path] == f"sha256:{sha256(data).hexdigest()}"
            read = pq.read_schema(tmp_path / "out" / path).names
            assert read == [field["name"] for field in resource["schema"]["fields"]]
        schema = resource["schema"]
        fields = {field["name"] for field in schema["fields"]}
        assert {field["type"] for field in schema["fields"]} <= {"string", "number", "integer", "boolean", "array"}
        assert set(schema["primaryKey"]) <= fields
        for key in schema.get("foreignKeys", ()):
            there = resources[key["reference"]["resource"]]["schema"]
            assert set(key["fields"]) <= fields
            assert key["reference"]["fields"] == there["primaryKey"]
        assert ("foreignKeys" in schema) == (name != "documents")


def test_every_field_is_described_in_both_languages(archive: Path, tmp_path: Path) -> None:
    exports.export(archive, str(tmp_path / "out"), QUIET)
    for resource in described(tmp_path / "out").values():
        for each in (*resource["schema"]["fields"], {**resource, "description": resource["title"],
                                                     "description_zh": resource["title_zh"]}):  # fmt: skip
            assert len(each["description"]) > 3
            assert not HAN.search(each["description"])
            assert HAN.search(each["description_zh"])


def test_texts_describe_no_column_that_is_not_there() -> None:
    texts = json.loads((Path(exports.__file__).parents[1] / "writing" / "fields.json").read_text("utf-8"))
    shared = set(texts["shared"])
    for table in TABLES:
        own = set(texts["tables"][table.name]["columns"])
        assert own <= set(table.names) <= own | shared
    assert shared <= {name for table in TABLES for name in table.names}


@pytest.mark.parametrize("content", ['{"name": "prices", "resources": []}', "[]", "no json"])
def test_a_folder_that_describes_something_else_is_left_alone(archive: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "datapackage.json").write_text(content)
    assert refusal(archive, tmp_path / "out").endswith("describes something else; name another folder with --to")
    assert tree(tmp_path / "out") == {"datapackage.json": content.encode()}


def test_targets_that_are_no_folder_are_named(archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    assert f"{file}: a file; name a folder" in refusal(archive, file)
    assert f"{file / 'below'}: " in refusal(archive, file / "below")
    assert "no archive; `ipextract run` makes one" in refusal(tmp_path / "none.duckdb", tmp_path / "out")
    assert not (tmp_path / "out").exists()


# --- sheets --------------------------------------------------------------------------------------------------------


def sheet(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(data.decode("utf-8-sig").splitlines()))


def test_sheets_hold_every_row_and_no_formula(tmp_path: Path) -> None:
    archive, report = tmp_path / "archive.duckdb", child.REPORTS[0]
    claims = (replace(report.claims[0], indicator='=HYPERLINK("http://x")'), *report.claims[1:])
    Archive(archive).ingest(replace(report, claims=claims), child.RULES)
    exports.export(archive, str(tmp_path / "out"), QUIET, form="csv")
    for table in TABLES:
        head, *rows = sheet(tmp_path / "out" / f"{table.name}.csv")
        assert (tuple(head), len(rows)) == (table.names, len(held(archive)[table.name]))
    head, first, *_ = sheet(tmp_path / "out" / "claims.csv")
    assert first[head.index("indicator")] == '\'=HYPERLINK("http://x")'
    assert first[head.index("value")] == "7421"


def test_what_a_sheet_cannot_hold_goes_into_the_next(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = len(held(archive)["claims"])
    monkeypatch.setattr(exports, "SHEET", 4)
    exports.export(archive, str(tmp_path / "out"), QUIET, form="csv")
    files = sorted((tmp_path / "out").glob("claims*.csv"))
    assert len(files) == -(-total // 4)
    assert sum(len(sheet(file)) - 1 for file in files) == total
    monkeypatch.setattr(exports, "SHEET", 1000)
    exports.export(archive, str(tmp_path / "out"), QUIET, form="csv")
    assert [file.name for file in (tmp_path / "out").glob("claims*.csv")] == ["claims.csv"]


# --- databases -----------------------------------------------------------------------------------------------------


@dataclass
class Database:
    """A database to export to, and a way to ask it that shares nothing with the export."""

    url: str
    ask: Callable[..., list[tuple[Any, ...]]]

    def rows(self, table: Table) -> list[Row]:
        names = ", ".join(f'"{name}"' for name in table.names)
        flags = [at for at, column in enumerate(table.columns) if column.type == "boolean"]
        found = []
        for row in self.ask(f"SELECT {names} FROM {table.name}"):  # noqa: S608
            values = list(row)
            for at in flags:
                values[at] = bool(values[at])
            found.append(tuple(str(v) if isinstance(v, Decimal) else v for v in map(short, values)))
        return sorted(found, key=repr)


def short(value: object) -> object:
    """A decimal without the zeros that a column of twelve places adds."""
    if not isinstance(value, Decimal):
        return value
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        file = tmp_path / "target.db"

        def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
            with sqlite3.connect(file) as connection:
                return connection.execute(sql, values).fetchall()

        yield Database(f"sqlite:///{file}", ask)
        return
    server = os.environ.get("IPEXTRACT_TEST_POSTGRES")
    if not server:
        pytest.skip("IPEXTRACT_TEST_POSTGRES names no server (a postgresql:// URL)")
    import psycopg

    schema = f"t{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}".encode())
        connection.execute(f"SET search_path = {schema}".encode())

        def ask_server(sql: str, *values: Any) -> list[tuple[Any, ...]]:
            cursor = connection.execute(sql.replace("?", "%s").encode(), values)
            return cursor.fetchall() if cursor.description else []

        mark = "&" if "?" in server else "?"
        yield Database(f"{server}{mark}options=-csearch_path%3D{schema}", ask_server)
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


def equal(target: Database, archive: Path) -> None:
    expected = held(archive)
    for table in TABLES:
        rows = [
            tuple(" ".join(v) if isinstance(v, list) else str(short(v)) if isinstance(v, Decimal) else v for v in row)
            for row in expected[table.name]
        ]
        assert target.rows(table) == sorted(rows, key=repr), table.name


def changes(capsys: pytest.CaptureFixture[str], archive: Path, target: Database) -> dict[str, tuple[int, int, int]]:
    capsys.readouterr()
    exports.export(archive, target.url, Settings())
    found = re.findall(r"(\w+): (\d+) rows?, (\d+) new or changed, (\d+) removed", capsys.readouterr().out)
    return {name: (int(rows), int(written), int(removed)) for name, rows, written, removed in found}


def test_a_database_says_what_the_archive_says_after_every_export(
    target: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive.duckdb"
    child.ingest(archive, [0, 1, 2])
    sizes = {name: len(rows) for name, rows in held(archive).items()}
    assert changes(capsys, archive, target) == {name: (n, n, 0) for name, n in sizes.items()}
    equal(target, archive)
    assert changes(capsys, archive, target) == {name: (n, 0, 0) for name, n in sizes.items()}
    equal(target, archive)
    found = sum(len(each.findings) for each in child.compare(archive))
    assert changes(capsys, archive, target)["year_findings"] == (found, found, 0)
    equal(target, archive)
    child.ingest(archive, [3])  # a correction: another document in place of the third
    found = changes(capsys, archive, target)
    equal(target, archive)
    assert found["documents"] == (4, 2, 0)  # the new one, and the mark on the old one
    assert found["claims"][1:] == (len(child.REPORTS[3].claims), len(child.REPORTS[2].claims))
    first = child.REPORTS[0]
    claims = (replace(first.claims[0], indicator="发明"),)
    Archive(archive).ingest(replace(first, rules_digest="other", claims=claims, relations=()), child.RULES)
    found = changes(capsys, archive, target)
    equal(target, archive)
    assert found["claims"][1:] == (1, len(first.claims) - 1)


def test_rows_changed_by_others_are_put_right(
    target: Database, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports.export(archive, target.url, QUIET)
    key = target.ask("SELECT sha256, claim_id FROM claims ORDER BY sha256, claim_id")
    target.ask("UPDATE claims SET quote = 'x' WHERE sha256 = ? AND claim_id = ?", *key[0])
    target.ask("DELETE FROM claims WHERE sha256 = ? AND claim_id = ?", *key[1])
    target.ask("UPDATE claims SET claim_id = 'own' WHERE sha256 = ? AND claim_id = ?", *key[2])
    assert changes(capsys, archive, target)["claims"] == (len(key), 3, 1)
    equal(target, archive)


def test_a_second_export_writes_no_row(target: Database, archive: Path) -> None:
    exports.export(archive, target.url, QUIET)
    if target.url.startswith("sqlite"):
        file = Path(target.url.removeprefix("sqlite:///"))
        before = file.read_bytes()
        exports.export(archive, target.url, QUIET)
        assert file.read_bytes() == before
    else:
        before = target.ask("SELECT ctid::text, xmin::text FROM claims ORDER BY 1")
        exports.export(archive, target.url, QUIET)
        assert target.ask("SELECT ctid::text, xmin::text FROM claims ORDER BY 1") == before


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("12345678901234567890123456.123456789012", "12345678901234567890123456.123456789012"),
        ("0.1", "0.1"),
        ("0.1234567890123", None),
        ("1000000000000000000000000000", None),
    ],
)
def test_decimals_are_exact_or_text(target: Database, tmp_path: Path, number: str, kept: str | None) -> None:
    archive, report, value = tmp_path / "archive.duckdb", child.REPORTS[0], Decimal(number)
    claim = replace(report.claims[0], value=value, interval=Interval(Fraction(value), None))
    Archive(archive).ingest(replace(report, claims=(claim,), relations=()), child.RULES)
    exports.export(archive, target.url, QUIET)
    [(found, text)] = target.ask("SELECT value, value_text FROM claims")
    assert (found if found is None else str(short(Decimal(found))), text) == (kept, number)
    if target.url.startswith("sqlite"):
        assert target.ask("SELECT DISTINCT typeof(lower) FROM claims WHERE lower IS NOT NULL") in ([("text",)], [])
    else:
        columns = "SELECT numeric_precision, numeric_scale FROM information_schema.columns WHERE column_name = 'value'"
        assert set(target.ask(columns)) == {(38, 12)}


def test_an_export_that_breaks_off_changes_nothing(target: Database, archive: Path) -> None:
    exports.export(archive, target.url, QUIET)
    before = {table: target.rows(table) for table in TABLES}

    def breaking(table: Table) -> Iterator[Row]:
        if table.name == "findings":
            raise RuntimeError("the power is out")
        return iter(())

    with database.connected(target.url) as opened, pytest.raises(RuntimeError, match="power"):
        opened.mirror(breaking)
    assert {table: target.rows(table) for table in TABLES} == before


def test_a_first_export_that_breaks_off_leaves_no_table(target: Database, archive: Path) -> None:
    def breaking(_table: Table) -> Iterator[Row]:
        raise RuntimeError("the power is out")

    with database.connected(target.url) as opened, pytest.raises(RuntimeError, match="power"):
        opened.mirror(breaking)
    engine = sa.create_engine(re.sub(r"^postgres(?:ql)?:", "postgresql+psycopg:", target.url))
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    exports.export(archive, target.url, QUIET)
    equal(target, archive)


def test_two_exports_at_once_end_as_one(target: Database, archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    child.ingest(other, ALL)
    child.compare(other)
    both = [child.started(child.export, path, target.url) for path in (archive, other)]
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    equal(target, archive)


def test_a_table_of_others_is_left_alone(target: Database, archive: Path) -> None:
    target.ask("CREATE TABLE claims (amount INTEGER)")
    assert "has a table claims that ipextract has not made" in refusal(archive, target.url)
    assert target.ask("SELECT * FROM claims") == []
    with pytest.raises((sqlite3.OperationalError, Exception), match="documents"):
        target.ask("SELECT * FROM documents")


def test_findings_between_years_follow_the_archive(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    child.ingest(archive, [0, 2])

    def told() -> set[tuple[object, ...]]:
        at = [YEARS_OF.names.index(name) for name in ("earlier_document", "document", "code", "finding_id")]
        return {tuple(row[each] for each in at) for row in held(archive)["year_findings"]}

    def expected() -> set[tuple[object, ...]]:
        return {
            (c.earlier.name, c.later.name, f.code, f.finding_id) for c in child.compare(archive) for f in c.findings
        }

    assert told() == set()
    apart = expected()
    assert told() == apart
    child.ingest(archive, [1])  # the year between: the two are neighbours no more
    between = expected()
    assert between
    assert told() == between
    assert not {row[:2] for row in between} & {row[:2] for row in apart}
    child.ingest(archive, [3])  # a correction: what is said of the first print goes
    assert told() == {row for row in between if row[1] != "qinglan-2033.txt"}
    corrected = expected()
    assert told() == corrected


def test_tables_of_another_version_are_left_alone(target: Database, archive: Path) -> None:
    exports.export(archive, target.url, QUIET)
    target.ask("UPDATE ipextract_layout SET layout = 'older'")
    before = target.rows(TABLES[1])
    assert "drop year_findings, findings, relations, claims, documents, ipextract_layout and export again" in refusal(
        archive, target.url
    )
    assert target.rows(TABLES[1]) == before


def test_both_names_of_postgresql_mean_the_third_psycopg() -> None:
    parsed = database._parsed("postgres://u@h/d")
    assert parsed.drivername == "postgresql+psycopg"
    assert database._parsed("postgresql://u@h/d") == database._parsed("postgresql+psycopg://u@h/d") == parsed


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:geheim@127.0.0.1:{port}/d", "127.0.0.1:{port}/d: "),
        ("postgres://127.0.0.1:{port}/d?user=u&password=geheim&colour=geheim", "127.0.0.1:{port}/d: "),
        ("postgresql://u:geheim@@127.0.0.1/d", "a password with @ in it has to say %40"),
        ("postgresql://u:geheim@127.0.0.1:x/d", "not a URL of a database; write postgresql://USER@HOST/DATABASE"),
        ("postgresql:/u:geheim@127.0.0.1/d", "not a URL of a database"),
        ("postgresql+psycopg2://u:geheim@h/d", "databases of postgresql+psycopg2 are not written to"),
        ("mysql://u:geheim@h/d", "databases of mysql are not written to"),
        ("sqlite://", "names no file"),
        ("sqlite:////no/such/folder/geheim.db?timeout=geheim", "/no/such/folder/"),
    ],
)
def test_databases_that_cannot_be_reached_are_named_without_the_password(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    port = closed_port()
    message = refusal(archive, url.format(port=port))
    assert said.format(port=port) in message
    assert "geheim" not in message.replace("geheim.db", "")
    assert "geheim" not in "".join(capsys.readouterr())
    assert sorted(each.name for each in tmp_path.iterdir()) == ["archive.duckdb", "archive.duckdb.lock"]


def test_a_wrong_password_is_not_printed(archive: Path, target: Database) -> None:
    if target.url.startswith("sqlite"):
        file = Path(target.url.removeprefix("sqlite:///"))
        file.write_bytes(b"no database" * 1000)
        assert f"{file}: file is not a database" in refusal(archive, target.url)
    else:
        wrong = sa.make_url(target.url).set(password="not-this-one")  # noqa: S106
        message = refusal(archive, wrong.render_as_string(hide_password=False))
        assert "password authentication failed" in message
        assert "not-this-one" not in message


def test_a_missing_extra_is_named(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://u:geheim@127.0.0.1/d"
    with monkeypatch.context() as patch:
        for name in [name for name in sys.modules if name.startswith("psycopg")]:
            patch.delitem(sys.modules, name)
        patch.setitem(sys.modules, "psycopg", None)
        assert refusal(archive, url) == ("--to: the driver for this database is not installed; " + install("sql"))
    with monkeypatch.context() as patch:
        patch.delitem(sys.modules, "ipextract.writing.database")
        patch.delattr("ipextract.writing.database")
        patch.setitem(sys.modules, "sqlalchemy", None)
        assert refusal(archive, url) == "--to: writing to a database needs an extra; " + install("sql")


def test_faults_of_the_target_are_not_internal(archive: Path, target: Database) -> None:
    with pytest.raises(ExportFault, match="nothing was changed there"), database.connected(target.url) as opened:
        opened.mirror(lambda table: iter([(None,) * len(table.names)]))
