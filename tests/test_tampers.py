"""Whatever is changed in the output of a run is noticed: each field of each record, each cell, each file.

The changes are made by walking what a run has written, never from a list: a new field is tried from the day it is
written. Of a list with a hundred records one is changed for each path of keys. Seals are renewed, as a forger would.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ipextract import checks, reading, rulebook, years
from ipextract.command import faces, pages, replay
from ipextract.command.cli import main
from ipextract.command.console import Exit, Settings
from ipextract.command.replay import command, folder, origin
from ipextract.command.replay.between import Between
from ipextract.command.replay.origin import Means
from ipextract.command.runs import Read
from ipextract.model import Finding, Report
from ipextract.reading.facsimile import Facsimile
from ipextract.review.waivers import Accepted, read_baseline, read_waivers
from ipextract.rulebook import Rulebook
from ipextract.writing import json as writer
from ipextract.writing import years as records
from ipextract.years import Comparison, Difference, Edition

ROOT = Path(__file__).resolve().parents[1]

THEN = """2031年云栖县市场监督管理工作报告

全年办结投诉 3120 件，新登记企业 5206 户。年末有检验机构 28 家，举办培训 41 场。
"""
NOW = """2032年云栖县市场监督管理工作报告

一、办案
全年办结行政处罚案件 512 件、刑事移送案件 96 件、其他案件 31 件，合计 649 件。
受理举报 118 件，同比增长 4.40%；驳回 37 件，同比增长 486%。新登记企业 6118 户，上年为 5602 户，同比增长 9.2%。
二、检验
抽检约 500 余批次，合格率为 109.5%，其中食品合格率为三分之二。力争下年办结投诉 4000 件。
年末有效商标 5.9 万件，其中驰名商标 640 件，占 1.08%。居民人均可支配收入 3.1 万元，全县常住人口 12.5 万人。
| 项目 | 2032年（件） | 比上年增减（%） |
|---|---|---|
| 食品 | 412 | 12·5 |
| 药品 | 96 | -3.2 |
| 合计 | 508 | 9.6 |
本年评分位列全省前列，未知项 7 卡鲁。
"""
"""A report with what records can hold: findings with repairs and related ones, hedges, ranks, tables, residue."""

WAIVERS = """
[[waiver]]
rule = "IPX501"
numbers = ["109.5%"]
reason = "含复检"
owner = "li"
expires = 2040-01-01

[[waiver]]
rule = "IPX101"
numbers = ["512件", "96件", "31件", "649件"]
reason = "原文如此"
owner = "li"
expires = 2030-01-01
"""

TODAY = "2032-06-01"

#: What is not expected to be noticed, each with its reason.
EXEMPT = {
    # A bound that was not reached leaves no trace: it says what the reader was allowed, not what the report says.
    ("report.json", ("told", "limits", "pages")),
    ("run.json", ("documents", "[]", "told", "limits", "pages")),
}
NOT_PROVED = {
    # Later runs change it; verification asks it for reports of other years and proves none of it.
    "archive.duckdb",
    "archive.duckdb.lock",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of a run over two years and a PDF, with waivers, a baseline and an option."""
    desk = tmp_path_factory.mktemp("tampers")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(desk)
        (desk / "raw").mkdir()
        (desk / "raw/a.txt").write_text(THEN, "utf-8")
        (desk / "raw/b.md").write_text(NOW, "utf-8")
        shutil.copy(ROOT / "raw/guangzhou-ip-2023.pdf", desk / "raw")
        (desk / "waivers.toml").write_text(WAIVERS, "utf-8")
        arguments = ["-q", "--lang", "en", "--today", TODAY, "--limit", "pages=4999", "--fail-on", "never"]
        main(["run", *arguments])
        main(["baseline", "output/b", "--lang", "en", "--today", TODAY])
        main(["run", *arguments])
        assert main(["verify", "-q"]) == Exit.OK
    return desk


@pytest.fixture(scope="module")
def verified(written: Path) -> Iterator[Callable[[str], Exit]]:
    """The command on a path, with what is derived of the same sources and records made once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(written)
        derived = cache(lambda text: origin.derive(json.loads(text), means))
        patch.setattr(folder, "derive", lambda record, _: derived(json.dumps(_essence(record))))
        for module, name in (
            (faces, "contents_of"), (faces, "workbook_of"), (pages, "drawn"), (pages, "page_of"), (pages, "index_of"),
            (years, "compare"), (years, "difference"), (records, "difference_json"), (writer, "to_bytes"),
        ):  # fmt: skip
            patch.setattr(module, name, _once(getattr(module, name)))
        patch.setattr(Between, "expected", _asked_once(Between.expected))
        patch.setattr(command, "read", _unchanged(command.read))
        accepted = Accepted(read_waivers(Path("waivers.toml")), read_baseline(Path("baseline.toml")))
        book = rulebook.load()
        checks.verify(book.checks)
        means = Means(book, reading.Limits(), accepted)
        yield lambda path: replay.verify([Path(path)], means, Settings(quiet=True))


def _essence(record: dict[str, Any]) -> dict[str, Any]:
    """What a report is derived from."""
    names = ("told", "document", "unreadable")
    return {name: record[name] for name in names if name in record}


def _once(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that is called once for the same arguments."""
    found: dict[Any, Any] = {}

    def call(*arguments: Any, **named: Any) -> Any:
        key = _known(arguments), _known(named)
        if key not in found:
            found[key] = arguments, function(*arguments, **named)
        return copy.copy(found[key][1])

    return call


def _known(value: Any) -> Any:
    """What tells a value from others: reports are told by themselves, as long as they are kept."""
    match value:
        case Report():
            return id(value)
        case Rulebook():
            return value.digest
        case Difference():
            return "difference", _known(value.comparison)
        case Comparison():
            return value.earlier.sha256, value.later.sha256, _known(value.findings)
        case Edition():
            return value.sha256
        case Finding():
            return value.finding_id, str(value.waiver), value.known
        case Read():
            return value.path, _known(value.report)
        case dict():
            return tuple((key, _known(each)) for key, each in value.items())
        case list() | tuple():
            return tuple(map(_known, value))
        case Facsimile():
            return value.page
    return str(value)


def _asked_once(expected: Callable[[Between, Sequence[str]], Any]) -> Callable[[Between, Sequence[str]], Any]:
    """The pairs that an archive has for some reports, asked for once."""
    found: dict[Any, Any] = {}

    def call(between: Between, ours: Sequence[str]) -> Any:
        key = between.archive, tuple(ours)
        if key not in found:
            found[key] = expected(between, ours)
        return found[key]

    return call


def _unchanged(function: Callable[..., Any]) -> Callable[..., Any]:
    """The reading of a folder, done once as long as no file in it changes."""
    found: dict[Any, Any] = {}

    def call(file: Path, means: Means) -> Any:
        there = sorted(file.parent.iterdir()) if file.parent.is_dir() else []
        key = (file, *((each.name, each.read_bytes()) for each in there if each.is_file()))
        if key not in found:
            found[key] = function(file, means)
        return found[key]

    return call


# --- walks ---------------------------------------------------------------------------------------------------------


def nodes(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every value of a tree with the way to it."""
    yield path, node
    if isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from nodes(child, (*path, key))


def kinds(tree: Any) -> dict[tuple[str, ...], tuple[Any, ...]]:
    """One way for each path of keys, always the same one of the many; places in lists are all one."""
    found: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for path, _ in nodes(tree):
        found.setdefault(tuple("[]" if isinstance(key, int) else key for key in path), []).append(path)
    return {kind: ways[zlib.crc32("/".join(kind).encode()) % len(ways)] for kind, ways in found.items()}


def other(value: Any) -> Any:
    """Another value of the same type: a digit changed, a truth turned round, a text longer."""
    if value is None:
        return "1"
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    digits = [i for i, ch in enumerate(value) if ch in "0123456789"]
    if not digits:
        return f"{value}x"
    return value[: digits[-1]] + str((int(value[digits[-1]]) + 1) % 10) + value[digits[-1] + 1 :]


def changes(tree: Any) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """The kind of place, what is done to it, and the changed tree."""
    for kind, way in kinds(tree).items():
        value = reached(tree, way)
        if isinstance(value, list):
            yield kind, "an item more", put(tree, way, [*value, copy.deepcopy(value[-1]) if value else "x"])
            if value:
                yield kind, "an item less", put(tree, way, value[1:])
        elif isinstance(value, dict):
            yield kind, "a key more", put(tree, way, {**value, "more": "x"})
        else:
            yield kind, "another value", put(tree, way, other(value))
        if way and isinstance(way[-1], str):
            parent = {key: each for key, each in reached(tree, way[:-1]).items() if key != way[-1]}
            yield kind, "a key less", put(tree, way[:-1], parent)


def reached(tree: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        tree = tree[key]
    return tree


def put(tree: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    changed = copy.copy(tree)
    changed[way[0]] = put(tree[way[0]], way[1:], value)
    return changed


def sealed(record: Any) -> bytes:
    """A record as a forger writes it: with the seal that belongs to it."""
    if isinstance(record, dict) and "seal" in record:
        record = {**record, "seal": writer.seal(record)}
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def unnoticed(
    file: Path, target: str, verified: Callable[[str], Exit], tried: Iterable[tuple[Any, str, bytes]]
) -> list[tuple[Any, str]]:
    """The changes of a file after which the command still says that all is well."""
    data, missed, count = file.read_bytes(), [], 0
    try:
        for kind, done, changed in tried:
            count += 1
            assert changed != data, (kind, done)
            file.write_bytes(changed)
            if verified(target) == Exit.OK and (file.name, kind) not in EXEMPT:
                missed.append((kind, done))
    finally:
        file.write_bytes(data)
    assert count, "nothing was tried"
    return missed


REPORTS = ("a", "b", "guangzhou-ip-2023")


def record(written: Path, name: str) -> Any:
    return json.loads((written / "output" / name).read_bytes())


@pytest.mark.parametrize("name", REPORTS)
def test_every_field_of_a_report(name: str, written: Path, verified: Callable[[str], Exit]) -> None:
    known = {kind for each in REPORTS[: REPORTS.index(name)] for kind in kinds(record(written, f"{each}/report.json"))}
    tried = [
        (kind, done, sealed(changed))
        for kind, done, changed in changes(record(written, f"{name}/report.json"))
        if kind not in known and kind != ("seal",)
    ]
    assert unnoticed(written / f"output/{name}/report.json", f"output/{name}", verified, tried) == []


def test_a_seal_alone(written: Path, verified: Callable[[str], Exit]) -> None:
    for name in ("b/report.json", "run.json"):
        file = written / "output" / name
        changed = file.read_bytes().replace(b'"seal": "', b'"seal": "0')
        assert unnoticed(file, str(file.parent), verified, [("seal", "another value", changed)]) == []


def test_a_key_that_stands_twice(written: Path, verified: Callable[[str], Exit]) -> None:
    """Readers of JSON take the first or the last of them; nobody shall choose."""
    file = written / "output/b/report.json"
    changed = file.read_bytes().replace(b'{"claim_id": "', b'{"value": "1", "claim_id": "', 1)
    assert unnoticed(file, "output/b", verified, [("value", "twice", changed)]) == []


@pytest.mark.parametrize("name", ["claims.csv", "findings.csv"])
def test_every_cell_of_a_csv(name: str, written: Path, verified: Callable[[str], Exit]) -> None:
    file = written / "output/b" / name
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    tried: list[tuple[Any, str, bytes]] = []
    for column, title in enumerate(rows[0]):
        row = 1 + zlib.crc32(title.encode()) % (len(rows) - 1)
        for line in (0, row):
            cells = [*rows[line][:column], other(rows[line][column]), *rows[line][column + 1 :]]
            tried.append((title, f"row {line}", csv_bytes([*rows[:line], cells, *rows[line + 1 :]])))
    tried.append(("rows", "one less", csv_bytes(rows[:-1])))
    tried.append(("rows", "one more", csv_bytes([*rows, rows[-1]])))
    tried.append(("rows", "another order", csv_bytes([rows[0], *rows[:0:-1]])))
    tried.append(("bytes", "a mark", b"\xef\xbb\xbf" + file.read_bytes()))
    tried.append(("bytes", "line ends", file.read_bytes().replace(b"\n", b"\r\n")))
    assert csv_bytes(rows) == file.read_bytes()
    assert unnoticed(file, "output/b", verified, tried) == []


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def test_every_column_of_the_parquet(written: Path, verified: Callable[[str], Exit]) -> None:
    file = written / "output/b/claims.parquet"
    table = pq.read_table(file)
    tried: list[tuple[Any, str, bytes]] = []
    for at, name in enumerate(table.schema.names):
        values = table.column(name).to_pylist()
        row = zlib.crc32(name.encode()) % len(values)
        value = values[row]
        number = pa.types.is_decimal(table.schema.field(name).type)
        values[row] = (Decimal(7) if value is None else None) if number else other(value)
        column = pa.array(values, type=table.schema.field(name).type)
        tried.append((name, f"row {row}", parquet_bytes(table.set_column(at, table.schema.field(name), column))))
        tried.append((name, "less", parquet_bytes(table.drop_columns([name]))))
        renamed = [f"{each}x" if each == name else each for each in table.schema.names]
        tried.append((name, "renamed", parquet_bytes(table.rename_columns(renamed))))
    for key, text in (table.schema.metadata or {}).items():
        metadata = {**table.schema.metadata, key: other(text.decode()).encode()}
        tried.append((key, "metadata", parquet_bytes(table.replace_schema_metadata(metadata))))
    tried.append(("rows", "one less", parquet_bytes(table.slice(1))))
    tried.append(("rows", "one more", parquet_bytes(pa.concat_tables([table, table.slice(0, 1)]))))
    tried.append(("bytes", "no table", b"PAR1" + bytes(40) + b"PAR1"))
    assert parquet_bytes(table) == file.read_bytes()
    assert unnoticed(file, "output/b", verified, tried) == []


def parquet_bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def test_every_field_of_the_package(written: Path, verified: Callable[[str], Exit]) -> None:
    file = written / "output/b/datapackage.json"
    tried = [(kind, done, indented(changed)) for kind, done, changed in changes(json.loads(file.read_bytes()))]
    assert unnoticed(file, "output/b", verified, tried) == []


def indented(tree: Any) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def test_a_table_that_fits_its_package(written: Path, verified: Callable[[str], Exit]) -> None:
    """A forger who edits claims.csv renews what the package says of it."""
    table, package = written / "output/b/claims.csv", written / "output/b/datapackage.json"
    before = table.read_bytes()
    changed = before.replace(b",649,", b",639,", 1)
    told = json.loads(package.read_bytes())
    told["resources"][0] |= {"bytes": len(changed), "hash": f"sha256:{sha256(changed).hexdigest()}"}
    table.write_bytes(changed)
    try:
        assert unnoticed(package, "output/b", verified, [("hash", "renewed", indented(told))]) == []
    finally:
        table.write_bytes(before)


@pytest.mark.parametrize("name", ["b/report.html", "guangzhou-ip-2023/report.html", "index.html"])
def test_every_line_of_a_page(name: str, written: Path, verified: Callable[[str], Exit]) -> None:
    """A character in each line: of the text, the data, the policy, the style and the script."""
    file = written / "output" / name
    lines = file.read_text("utf-8").split("\n")
    sample = [i for i, line in enumerate(lines) if line][:: 1 + len(lines) // 25]
    tried: list[tuple[Any, str, bytes]] = []
    for i in sample:
        at = zlib.crc32(lines[i].encode()) % len(lines[i])
        changed = lines[i][:at] + ("9" if lines[i][at] != "9" else "8") + lines[i][at + 1 :]
        tried.append((i, "a character", "\n".join([*lines[:i], changed, *lines[i + 1 :]]).encode()))
    tried.append((0, "a line less", "\n".join([*lines[:60], *lines[61:]]).encode()))
    tried.append((0, "text behind the end", file.read_bytes() + b"<p>9</p>"))
    assert unnoticed(file, str(file.parent), verified, tried) == []


def test_every_picture(written: Path, verified: Callable[[str], Exit]) -> None:
    folder_of = written / "output/guangzhou-ip-2023/report-pages"
    pictures = sorted(folder_of.iterdir())
    for picture in (pictures[0], pictures[-1]):
        changed = picture.read_bytes()[:-1] + b"x"
        assert unnoticed(picture, str(folder_of.parent), verified, [("bytes", "another one", changed)]) == []
    more = folder_of / "p99.webp"
    more.write_bytes(pictures[0].read_bytes())
    try:
        assert verified(str(folder_of.parent)) != Exit.OK
    finally:
        more.unlink()


@pytest.mark.parametrize("name", ["years.json", "run.json"])
def test_every_field_beside_the_folders(name: str, written: Path, verified: Callable[[str], Exit]) -> None:
    file = written / "output" / name
    write = indented if name == "years.json" else sealed
    tried = [
        (kind, done, write(changed)) for kind, done, changed in changes(record(written, name)) if kind != ("seal",)
    ]
    missed = unnoticed(file, "output", verified, tried)
    assert missed == []


def test_every_column_of_the_workbook(written: Path, verified: Callable[[str], Exit]) -> None:
    """A number and a text in each column of each sheet, in the file itself: nothing else in it changes."""
    file = written / "output/audit.xlsx"
    with zipfile.ZipFile(file) as archive:
        parts = {each.filename: archive.read(each) for each in archive.infolist()}
    tried: list[tuple[Any, str, bytes]] = []
    strings = parts["xl/sharedStrings.xml"].decode().split("<si>")
    for name in sorted(each for each in parts if "worksheets/sheet" in each and each.endswith(".xml")):
        text, seen = parts[name].decode(), set()
        for found in re.finditer(r'<c r="([A-Z]+)(\d+)"[^>]*><v>([^<]*)</v>', text):
            column, row, value = found.groups()
            if row == "1" or column in seen:
                continue
            seen.add(column)
            changed = text[: found.start(3)] + other(value) + text[found.end(3) :]
            tried.append((f"{name} {column}", "another value", zipped({**parts, name: changed.encode()})))
    for at in range(1, len(strings), 1 + len(strings) // 8):
        longer = "<si>".join([*strings[:at], strings[at].replace("</t>", "x</t>", 1), *strings[at + 1 :]])
        tried.append((f"string {at}", "longer", zipped({**parts, "xl/sharedStrings.xml": longer.encode()})))
    for name, part in parts.items():
        tried.append((name, "another part", zipped({**parts, name: part.replace(b">", b"><more/>", 1)})))
        tried.append((name, "a part less", zipped({each: data for each, data in parts.items() if each != name})))
    tried.append(("bytes", "no workbook", b"PK\3\4" + bytes(60)))
    missed = unnoticed(file, "output", verified, tried)
    assert missed == []


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def test_the_cell_of_a_workbook_is_named(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its sheet and address, also where a spreadsheet has saved the file again."""
    file = written / "output/audit.xlsx"
    data = file.read_bytes()
    book = openpyxl.load_workbook(file)
    sheet = book["claims"]
    [cell] = [each for row in sheet.iter_rows() for each in row if each.value == 5602]
    cell.value = 5206
    book.save(file)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(written)
            assert main(["verify", "--lang", "en"]) == Exit.FINDINGS
    finally:
        file.write_bytes(data)
    assert f"output/audit.xlsx: claims!{cell.coordinate}: 5206 is written, 5602 follows" in capsys.readouterr().out


def test_every_file_that_goes(written: Path, verified: Callable[[str], Exit]) -> None:
    files = [each for each in sorted((written / "output").rglob("*")) if each.is_file() and each.name not in NOT_PROVED]
    assert {"report.json", "report.html", "claims.csv", "claims.parquet", "audit.xlsx", "index.html", "run.json"} <= {
        each.name for each in files
    }
    missed: list[Path] = []
    for file in files:
        aside = written / "aside"
        file.rename(aside)
        try:
            if verified("output") == Exit.OK:
                missed.append(file)
        finally:
            aside.rename(file)
    assert missed == []
    assert verified("output") == Exit.OK


def test_a_folder_that_goes_and_one_that_comes(written: Path, verified: Callable[[str], Exit]) -> None:
    output, aside = written / "output", written / "aside"
    (output / "a").rename(aside)
    try:
        assert verified("output") == Exit.INCOMPLETE
    finally:
        aside.rename(output / "a")
    shutil.copytree(output / "a", output / "c")
    try:
        assert verified("output") == Exit.INCOMPLETE
    finally:
        shutil.rmtree(output / "c")
