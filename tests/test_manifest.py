"""Manifests: place, year, title and issuer of many files in one, and what is said of one that is wrong."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ipextract
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.files.entries import FileFault
from ipextract.review import manifest
from ipextract.review.manifest import Manifest

TEXT = "渔业情况\n\n全市新建渔港3座。\n"
HEAD = "file,area,year,title,issuer\n"
TITLE = "东湾市2023年上半年渔业情况"
ROW = f"a.txt,东湾市,2023,{TITLE},东湾市渔业局\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports in raw/ that say neither place nor year."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPEXTRACT_LANG", "en")
    (tmp_path / "raw").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "raw" / name).write_text(TEXT.replace("3", "3" if name == "a.txt" else "4"), "utf-8")
    return tmp_path


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What was printed on standard error since the last look."""
    return lambda: capsys.readouterr().err


def written(name: str = "a") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"output/{name}/report.json").read_text("utf-8"))
    return found


def about(record: dict[str, Any]) -> tuple[str, str, str]:
    document = record["document"]
    return document["area"], document["year"], document["issuer"]


def read(text: str | bytes, folder: Path, name: str = "m.csv") -> Manifest:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return manifest.read([file])


# --- what it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.csv", HEAD + ROW),
        ("m.CSV", HEAD.replace("area", "Place").upper() + ROW),
        (
            "m.toml",
            f"[[report]]\nfile = 'a.txt'\nplace = '东湾市'\nyear = 2023\ntitle = '{TITLE}'\nissuer = '东湾市渔业局'\n",
        ),
    ],
)
def test_a_run_is_told_and_can_be_repeated(name: str, text: str, desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw" / name).write_text(text, "utf-8")
    assert main(["run", "raw", "--manifest", f"raw/{name}"]) == Exit.OK
    assert about(written()) == ("东湾市", "2023", "东湾市渔业局")
    assert [claim["period"] for claim in written()["claims"]] == ["2023H1"]
    assert written()["told"]["manifest"]["file"] == f"raw/{name}"
    assert written()["told"]["manifest"]["fields"] == ["area", "year", "title", "issuer"]
    assert about(written("b")) == ("", "", "")
    assert written("b")["told"]["manifest"] is None
    (desk / "raw" / name).unlink()  # what was told stands in the record
    said()
    assert main(["verify"]) == Exit.OK


def test_the_command_line_wins_over_it(desk: Path) -> None:
    (desk / "raw/reports.toml").write_text("[[report]]\nfile = 'a.txt'\narea = '东湾市'\nyear = 2023\n", "utf-8")
    assert main(["run", "--year", "2022", "-q"]) == Exit.OK
    assert about(written()) == ("东湾市", "2022", "")
    assert written()["told"]["manifest"]["fields"] == ["area"]
    assert about(written("b")) == ("", "2022", "")
    assert main(["verify", "-q"]) == Exit.OK


def test_it_wins_over_what_is_printed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "raw/a.txt").write_text("西屏市2021年渔业情况\n\n全市新建渔港3座。\n", "utf-8")
    Path("m.csv").write_text("file,area,year\nraw/a.txt,东湾市,2023\n", "utf-8")
    assert main(["why", "raw/a.txt", "3座", "--manifest", "m.csv"]) == Exit.OK
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "document's area 东湾市 ← told by the manifest" in lines
    assert "document's year 2023 ← told by the manifest" in lines
    assert "passed over 2021 ← “2021” (1): in the title" in lines
    main(["why", "raw/a.txt", "3座", "--manifest", "m.csv", "--year", "2022", "--lang", "zh"])
    assert "文件年份  2022  ← 由使用者指定" in capsys.readouterr().out
    assert main(["why", "raw/a.txt", "3座", "--manifest", "m.csv", "--format", "json"]) == Exit.OK
    frame = json.loads(capsys.readouterr().out)["frame"]
    assert [(each["value"], each["by"]) for each in frame if each["taken"]] == [
        ("东湾市", "manifest"),
        ("2023", "manifest"),
    ]


def test_a_title_says_what_no_column_does(desk: Path) -> None:
    Path("reports.toml").write_text("[[report]]\nfile = 'raw/a.txt'\ntitle = '东湾市2023年三季度渔业情况'\n", "utf-8")
    main(["run", "-q"])
    assert about(written()) == ("东湾市", "2023", "")
    assert [claim["period"] for claim in written()["claims"]] == ["2023Q3"]
    assert "东湾市2023年三季度渔业情况" in Path("output/a/report.html").read_text("utf-8")
    assert main(["verify", "-q"]) == Exit.OK


def test_reports_of_two_years_are_compared_by_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("m.csv").write_text("file,area,year\nraw/a.txt,东湾市,2023\nraw/b.txt,东湾市,2024\n", "utf-8")
    assert main(["check", "raw", "--manifest", "m.csv"]) == Exit.OK
    assert main(["diff", "raw/a.txt", "raw/b.txt", "--manifest", "m.csv"]) == Exit.OK
    assert "2023 -> 2024" in capsys.readouterr().out
    assert main(["run", "raw", "--manifest", "m.csv"]) == Exit.OK
    assert "2023 -> 2024" in capsys.readouterr().out
    assert main(["verify", "-q"]) == Exit.OK


def test_it_is_found_here_and_beside_the_files(desk: Path) -> None:
    Path("reports.toml").write_text("[[report]]\nfile = 'raw/a.txt'\nyear = 2023\n", "utf-8")
    (desk / "raw/reports.toml").write_text("[[report]]\nfile = 'b.txt'\nyear = 2024\n", "utf-8")
    main(["run", "-q"])
    assert (about(written())[1], about(written("b"))[1]) == ("2023", "2024")
    main(["run", "raw/b.txt", "-q", "--output", "output"])
    assert about(written("b"))[1] == "2024"
    Path("m.csv").write_text("file,year\nraw/a.txt,2019\n", "utf-8")
    main(["run", "-q", "--manifest", "m.csv"])
    assert (about(written())[1], about(written("b"))[1]) == ("2019", "")


def test_a_document_that_is_not_read_keeps_what_was_told(desk: Path) -> None:
    (desk / "raw/c.pdf").write_bytes(b"%PDF-1.7\nbroken")
    Path("m.csv").write_text("file,year\nraw/c.pdf,2023\n", "utf-8")
    assert main(["run", "-q", "--manifest", "m.csv"]) == Exit.INCOMPLETE
    assert written("c")["told"]["year"] == "2023"
    runs = json.loads(Path("output/run.json").read_text("utf-8"))
    assert [each["told"]["year"] for each in runs["documents"]] == ["", "", "2023"]


def test_what_a_record_says_of_a_manifest_is_held_against_it(desk: Path, said: Callable[[], str]) -> None:
    Path("m.csv").write_text("file,year\nraw/a.txt,2023\n", "utf-8")
    main(["run", "-q", "--manifest", "m.csv"])
    file = Path("output/a/report.json")
    for change in ({"file": "other.csv"}, {"digest": "0" * 16}, {"fields": ["area"]}, {"fields": []}):
        before = file.read_bytes()
        record = json.loads(before)
        record["told"]["manifest"] |= change
        file.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        assert main(["verify", "output/a"]) == Exit.FINDINGS
        file.write_bytes(before)


def test_the_archive_keeps_what_was_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "raw/b.txt").unlink()
    main(["run", "-q"])
    Path("m.csv").write_text("file,title\nraw/a.txt,东湾市2023年渔业情况\n", "utf-8")
    main(["run", "-q", "--manifest", "m.csv"])
    capsys.readouterr()
    main(["catalog", "--format", "json"])
    [held] = json.loads(capsys.readouterr().out)["documents"]
    assert (held["title"], held["area"], held["year"]) == ("东湾市2023年渔业情况", "东湾市", "2023")


def test_from_python(desk: Path) -> None:
    Path("m.csv").write_text("file,area,year\nraw/a.txt,东湾市,2023\n", "utf-8")
    report = ipextract.analyse(Path("raw/a.txt"), manifest="m.csv")
    assert (report.result.area, report.result.year) == ("东湾市", "2023")
    assert ipextract.analyse(Path("raw/a.txt"), manifest="m.csv", year=2022).result.year == "2022"
    assert ipextract.analyse(Path("raw/b.txt"), manifest="m.csv").result.year == ""
    told = ipextract.analyse(TEXT, area="东湾市", year="2023", title="2023年9月渔业情况", issuer="渔业局")
    assert (str(told.claims[0].period), told.claims[0].scope, told.result.issuer) == ("2023-09", "东湾市", "渔业局")
    with pytest.raises(ValueError, match="this is a text"):
        ipextract.analyse(TEXT, manifest="m.csv")
    with pytest.raises(ValueError, match="'23' is no year"):
        ipextract.analyse(TEXT, year=23)
    with pytest.raises(ValueError, match=r"no\.csv: cannot be read"):
        ipextract.analyse(Path("raw/a.txt"), manifest="no.csv")


# --- how spreadsheets write it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).encode("gbk"),
        (HEAD + ROW).replace(",", "\t").encode("utf-16"),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ",,,,\n\n" + ROW + ",,,,\n").encode(),
        ("file,area,year,title,issuer,\n" + ROW.strip() + ",\n").encode(),
        (HEAD + ROW.replace("东湾市渔业局", '"东湾市渔业局"')).encode(),
        ("year,file,issuer,title,area\n2023,a.txt,东湾市渔业局,东湾市2023年上半年渔业情况,东湾市").encode(),
    ],
)
def test_every_way_to_write_the_table_says_the_same(data: bytes, desk: Path) -> None:
    listing = read(data, desk / "raw").of(Path("raw/a.txt"))
    assert listing is not None
    assert (listing.area, listing.year, listing.issuer) == ("东湾市", "2023", "东湾市渔业局")
    assert listing.title == "东湾市2023年上半年渔业情况"


@pytest.mark.parametrize(("here", "there"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_composed_and_decomposed_names_are_one(here: str, there: str, desk: Path) -> None:
    name = "caf\u00e9.txt"
    file = desk / "raw" / unicodedata.normalize(there, name)
    file.write_text(TEXT, "utf-8")
    found = read(f"file,year\n{unicodedata.normalize(here, name)},2023\n", desk / "raw")
    listing = found.of(file)
    assert listing is not None
    assert listing.year == "2023"
    assert manifest.there(listing)


def test_ways_to_one_file_are_one(desk: Path) -> None:
    found = read("file,year\n./x/../a.txt,2023\n", desk / "raw")
    assert found.of(Path("raw") / "a.txt") is not None
    assert found.of((desk / "raw/a.txt").resolve()) is not None
    assert found.of(Path("raw/b.txt")) is None


# --- what is wrong with it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("m.csv", "", "m.csv:1: no column 'file'; the first row names the columns: file, area, year, title, issuer"),
        ("m.csv", "name,year\na.txt,2023\n", "m.csv:1: unknown column 'name'; known are file, area, year"),
        ("m.csv", "area,year\n东湾市,2023\n", "m.csv:1: no column 'file'"),
        ("m.csv", "file,year,year\na.txt,2023,2023\n", "m.csv:1: the column 'year' stands twice; delete one"),
        ("m.csv", "file,year\na.txt,23\n", "m.csv:2: year: '23' is no year from 1900 to 2100; write four digits"),
        ("m.csv", "file,year\na.txt,2023年\n", "m.csv:2: year: '2023年' is no year"),
        ("m.csv", "file,year\na.txt,1899\n", "m.csv:2: year: '1899' is no year"),
        ("m.csv", "file,year\na.txt,2023\n\nb.txt,2024\n./a.txt,2024\n", "m.csv:5: file: ./a.txt stands in "),
        ("m.csv", "file,year\n,2023\n", "m.csv:2: file: missing"),
        ("m.csv", "file,area,place\na.txt,甲市,乙市\n", "m.csv:2: place: area and place are one thing"),
        ("m.csv", "file,title\na.txt,渔船,渔港\n", "m.csv:2: 3 cells below 2 columns; put a cell with a separator in"),
        ("m.csv", "file,\na.txt,渔船\n", "m.csv:2: '渔船' stands in a column without a name"),
        ("m.csv", 'file,title\na.txt,"渔船\n', 'm.csv:2: no CSV: unexpected end of data; write " in a cell twice'),
        ("m.csv", "file,year\nx,2023\n", "m.csv:2: file: x is a folder; name each of its files"),
        ("m.csv", b"file,area\na.txt,\xff\xfe\x81\n", "m.csv:2: neither UTF-8 nor GBK at byte 16; save the file as"),
        ("m.csv", "file,area\na.txt,Škofja\n".encode("cp1250"), "m.csv:2: neither UTF-8 nor GBK at byte 16"),
        ("m.xlsx", b"PK\x03\x04", "m.xlsx: a manifest is a .csv or a .toml file; save it as one of them"),
        ("m.toml", "[[reports]]\n", "m.toml:1: unknown key 'reports'; this file holds [[report]]"),
        ("m.toml", "[[report]]\nyear = 2023\n", "m.toml:1: file: missing"),
        ("m.toml", "[[report]]\nfile = 'a.txt'\nyears = 2023\n", "m.toml:3: years: unknown key; known are file, area"),
        ("m.toml", "[[report]]\nfile = 'a.txt'\nyear = 20.5\n", "m.toml:3: year: must be four digits, as 2024"),
        ("m.toml", "[[report]]\nfile = 'a.txt'\nyear = true\n", "m.toml:3: year: must be four digits, as 2024"),
        ("m.toml", "[[report]]\nfile = 7\n", "m.toml:2: file: must be a text that is not blank"),
        ("m.toml", '[[report]]\nfile = "a\\u0000"\n', r"m.toml:2: file: 'a\x00' is no name of a file"),
        ("m.toml", "[[report]\n", "m.toml:1: no TOML"),
        ("m.toml", "# 渔".encode("gbk"), "m.toml: not UTF-8 at byte 2; save the file as UTF-8"),
    ],
)
def test_a_manifest_that_is_wrong_stops_the_call_and_nothing_is_lost(
    name: str, text: str | bytes, wanted: str, desk: Path, said: Callable[[], str]
) -> None:
    (desk / "raw/x").mkdir()
    main(["run", "-q"])
    before = {file: file.read_bytes() for file in Path("output").rglob("*") if file.is_file()}
    (desk / "raw" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    said()
    for command in (["run"], ["check", "raw"], ["report"], ["extract", "raw/a.txt"], ["why", "raw/a.txt", "3座"]):
        assert main([*command, "--manifest", f"raw/{name}"]) == Exit.USAGE
        assert f"ipextract: raw/{wanted}" in said()
    assert {file: file.read_bytes() for file in Path("output").rglob("*") if file.is_file()} == before
    with pytest.raises(FileFault):
        ipextract.analyse(Path("raw/a.txt"), manifest=f"raw/{name}")


def test_two_manifests_do_not_speak_of_one_file(desk: Path, said: Callable[[], str]) -> None:
    for file in ("reports.toml", "raw/reports.toml"):
        name = "a.txt" if file.startswith("raw") else "raw/a.txt"
        Path(file).write_text(f"[[report]]\nfile = '{name}'\nyear = 2023\n", "utf-8")
    assert main(["check", "raw"]) == Exit.USAGE
    assert "raw/reports.toml:2: file: a.txt stands in reports.toml:1 already; delete one" in said()


def test_a_manifest_that_is_named_must_be_there(desk: Path, said: Callable[[], str]) -> None:
    assert main(["check", "raw", "--manifest", "no.csv"]) == Exit.USAGE
    assert "--manifest no.csv: no such file" in said()
    Path("reports.toml").mkdir()
    assert main(["check", "raw"]) == Exit.USAGE
    assert "reports.toml: a folder, not a file" in said()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this platform")
def test_nobody_waits_for_a_pipe(desk: Path, said: Callable[[], str]) -> None:
    os.mkfifo("m.csv")
    assert main(["check", "raw", "--manifest", "m.csv"]) == Exit.USAGE
    assert "a pipe or a device" in said()


def test_an_entry_without_its_file_is_told_and_the_others_are_read(desk: Path, said: Callable[[], str]) -> None:
    Path("m.csv").write_text("file,year\nraw/a.txt,2023\nraw/z.txt,2023\n", "utf-8")
    absent = "m.csv:3: file: no such file: raw/z.txt; correct the name, which counts from the folder of the manifest"
    assert main(["run", "-q", "--manifest", "m.csv"]) == Exit.INCOMPLETE
    assert absent in said()
    assert about(written())[1] == "2023"
    for command in ("check", "report"):
        assert main([command, "raw", "--manifest", "m.csv", "-q"]) == Exit.INCOMPLETE
        assert absent in said()
    assert main(["check", "raw", "--manifest", "m.csv", "--lang", "zh"]) == Exit.INCOMPLETE
    assert "m.csv:3：file：没有这个文件：raw/z.txt" in said()
    assert main(["extract", "raw/a.txt", "--manifest", "m.csv"]) == Exit.OK  # what was asked for is whole
    assert absent in said()


def test_entries_of_what_is_not_read_are_told(desk: Path, said: Callable[[], str]) -> None:
    Path("m.csv").write_text("file,year\nraw/a.txt,2023\nraw/b.txt,2023\n", "utf-8")
    assert main(["check", "raw/a.txt", "--manifest", "m.csv"]) == Exit.OK
    assert "m.csv: 1 of 2 entries name no document of this call: raw/b.txt" in said()
    assert main(["check", "raw/a.txt", "--manifest", "m.csv", "--lang", "zh"]) == Exit.OK
    assert "m.csv：2 条中有 1 条不对应本次读取的任何文件：raw/b.txt" in said()
    assert main(["check", "raw/a.txt", "--manifest", "m.csv", "-q"]) == Exit.OK
    assert "raw/b.txt" not in said()
    Path("m.csv").write_text("file,year\nraw/b.txt,2023\n", "utf-8")
    assert main(["extract", "raw/a.txt", "--manifest", "m.csv"]) == Exit.OK
    assert "m.csv: says nothing of raw/a.txt" in said()
