"""`ipextract verify`: what a run wrote passes, what cannot be compared is named, and what differs is said where."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipextract import __version__, pipeline, rulebook
from ipextract.batch import bounded
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.command.replay import values
from ipextract.model import Report, Source, UnreadableDocument
from ipextract.reading import facsimile, libraries
from ipextract.writing import json as writer

ROOT = Path(__file__).resolve().parents[1]

TEXT = """北滨县二〇二三年工作报告

一、司法
全年审结民事案件 412 件、刑事案件 96 件、行政案件 31 件，合计 549 件。
受理申诉 118 件，同比增长 4.40%；驳回申诉 37 件，同比增长 486%。
二、附记
全年培训约 500 余人次，抽检合格率为 109.5%。
"""
THEN = """2031年云栖县市场监督管理工作报告

全年新登记企业 5206 户，办结投诉 3120 件。
"""
NOW = """2032年云栖县市场监督管理工作报告

全年新登记企业 6118 户，同比增长 9.2%，办结投诉 3001 件。
"""

WAIVER = """
[[waiver]]
rule = "IPX501"
numbers = ["109.5%"]
reason = "含复检"
owner = "li"
expires = 2030-12-31
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a report in raw/."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPEXTRACT_LANG", "en")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.fixture
def written(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder after a run."""
    run()
    capsys.readouterr()
    return desk


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().out


def run(*arguments: str) -> None:
    assert main(["run", "-q", "--fail-on", "never", *arguments]) in (Exit.OK, Exit.INCOMPLETE)


def edit(name: str, change: Callable[[dict[str, Any]], None]) -> None:
    """A record changed as a forger would: the seal fits."""
    file = Path(name)
    record = json.loads(file.read_bytes())
    change(record)
    if "seal" in record:
        record["seal"] = writer.seal(record)
    file.write_text(json.dumps(record, ensure_ascii=False), "utf-8")


def replace_in(name: str, old: str, new: str) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


# --- what a run writes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--excel"],
        ["--lang", "zh"],
        ["--no-pages"],
        ["--no-archive"],
        ["--area", "南屏县", "--year", "2022"],
        ["--limit", "pages=9000", "--second-reader"],
    ],
    ids=" ".join,
)
def test_whatever_a_run_was_told_its_output_passes(arguments: list[str], desk: Path, said: Callable[[], str]) -> None:
    run(*arguments)
    said()
    assert main(["verify"]) == Exit.OK
    lines = said().splitlines()
    assert lines[0].startswith("output/a/report.json: verified: ")
    assert lines[0].endswith(" agree with raw/a.txt")
    assert lines[1].startswith("output: verified: ")
    assert main(["verify", "output/a/report.json", "-q"]) == Exit.OK
    assert said() == ""


@pytest.mark.parametrize("name", ["a.md", "a.html", "guangzhou-ip-2024.pdf"])
def test_other_formats_pass(name: str, desk: Path) -> None:
    (desk / "raw/a.txt").unlink()
    if name.endswith(".pdf"):
        shutil.copy(ROOT / "raw" / name, desk / "raw")
    else:
        table = "<table><tr><th>项目<th>件<tr><td>甲<td>12<tr><td>乙<td>30<tr><td>合计<td>43</table>"
        (desk / "raw" / name).write_text(f"<html><body><p>2023年办案情况</p>{table}</body></html>", "utf-8")
    run()
    assert main(["verify", "-q"]) == Exit.OK


def test_two_years_pass_and_so_do_later_runs_into_the_same_folder(desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw/then.txt").write_text(THEN, "utf-8")
    (desk / "raw/now.txt").write_text(NOW, "utf-8")
    run()
    assert json.loads(Path("output/run.json").read_bytes())["compared"]
    said()
    assert main(["verify"]) == Exit.OK
    assert "output: verified: index.html, audit.xlsx, years.json" in said()
    run("raw/then.txt")
    assert [each["folder"] for each in json.loads(Path("output/run.json").read_bytes())["earlier"]] == ["a", "now"]
    assert main(["verify"]) == Exit.OK
    run("raw/a.txt")
    assert main(["verify"]) == Exit.OK
    replace_in("output/now/report.html", "9.2", "9.3")
    assert main(["verify", "output/now"]) == Exit.FINDINGS


def test_a_report_of_another_run_is_borne_out_by_the_archive(desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw/then.txt").write_text(THEN, "utf-8")
    (desk / "raw/now.txt").write_text(NOW, "utf-8")
    run("raw/then.txt", "--output", "one", "--archive", "all.duckdb")
    run("raw/now.txt", "--output", "two", "--archive", "all.duckdb")
    said()
    assert main(["verify", "two", "--archive", "all.duckdb"]) == Exit.OK
    assert "years.json" in said()
    assert main(["verify", "two"]) == Exit.INCOMPLETE
    assert "--archive" in said()
    edit("two/years.json", lambda record: record["comparisons"][0]["findings"][0].update(severity="info"))
    assert main(["verify", "two", "--archive", "all.duckdb"]) == Exit.FINDINGS


def test_pages_that_report_wrote_pass(written: Path, said: Callable[[], str]) -> None:
    assert main(["report", "raw"]) == Exit.OK
    said()
    assert main(["verify"]) == Exit.INCOMPLETE
    assert said().splitlines()[1] == "output/audit.xlsx: not written by the run of run.json: not compared"


def test_what_extract_prints_passes(desk: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["extract", "raw/a.txt", "--area", "南屏县"])
    (desk / "x.json").write_bytes(capfdbinary.readouterr().out)
    assert main(["verify", "x.json"]) == Exit.OK


# --- what differs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_file_record_field_and_both_values_are_named(lang: str, written: Path, said: Callable[[], str]) -> None:
    edit("output/a/report.json", lambda record: record["claims"][3].update(value="548", indicator="x"))
    replace_in("output/a/claims.csv", ",549,", ",548,")
    assert main(["verify", "--lang", lang]) == Exit.FINDINGS
    lines = [line for line in said().splitlines() if "548" in line and "549" in line]
    claim = json.loads(Path("output/a/report.json").read_bytes())["claims"][3]["claim_id"]
    assert lines[0].startswith(f"output/a/report.json: claims[3] 4 {claim}.value: ")
    assert lines[-1].startswith(f"output/a/claims.csv: row 5 {claim}.value: ")


@pytest.mark.parametrize("key", ["claims", "numbers", "relations", "findings", "coverage"])
def test_records_that_are_missing_or_too_many_are_each_named_once(
    key: str, written: Path, said: Callable[[], str]
) -> None:
    before = Path("output/a/report.json").read_bytes()
    edit("output/a/report.json", lambda record: record[key].pop(1))
    assert main(["verify", "output/a"]) == Exit.FINDINGS
    assert [line for line in said().splitlines() if f": {key}[1]" in line and "missing: " in line]
    Path("output/a/report.json").write_bytes(before)
    edit("output/a/report.json", lambda record: record[key].append({"more": "x"}))
    assert main(["verify", "output/a"]) == Exit.FINDINGS
    assert [line for line in said().splitlines() if "nothing bears out" in line or "no text" in line]


def test_a_hidden_contradiction_is_told(written: Path, said: Callable[[], str]) -> None:
    def hide(record: dict[str, Any]) -> None:
        record["findings"] = [each for each in record["findings"] if each["code"] != "IPX101"]

    edit("output/a/report.json", hide)
    assert main(["verify"]) == Exit.FINDINGS
    assert ": missing: " in said()


@pytest.mark.parametrize(("old", "new"), [("412 件", "413 件"), ("486%", "487%"), ("二、附记", "二、附计")])
def test_a_changed_source_is_named_with_its_line(old: str, new: str, written: Path, said: Callable[[], str]) -> None:
    replace_in("raw/a.txt", old, new)
    assert main(["verify", "output/a"]) == Exit.FINDINGS
    lines = said().splitlines()
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    assert lines[0].startswith(f"output/a/report.json: text {line}: the text is ")
    assert lines[1].startswith("output/a/report.json: document.sha256: made from another file: ")
    assert len(lines) < 6


def test_other_bytes_with_the_same_text_are_another_source(written: Path, said: Callable[[], str]) -> None:
    (written / "raw/a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert main(["verify", "output/a"]) == Exit.FINDINGS
    assert len(said().splitlines()) == 1


def test_of_many_differences_the_first_are_told_and_the_others_counted(written: Path, said: Callable[[], str]) -> None:
    def change(record: dict[str, Any]) -> None:
        for each in (*record["claims"], *record["numbers"]):
            each["unit"] = "x"
            each["rule"] = "x"

    edit("output/a/report.json", change)
    assert main(["verify", "output/a"]) == Exit.FINDINGS
    lines = said().splitlines()
    assert len(lines) < 60
    assert any(line.endswith(" more like these") for line in lines)


# --- what cannot be compared ----------------------------------------------------------------------------------------


def test_a_source_that_moved_is_named_by_option(written: Path, said: Callable[[], str]) -> None:
    (written / "raw").rename(written / "elsewhere")
    assert main(["verify"]) == Exit.INCOMPLETE
    out = said()
    assert "--source" in out
    assert "not compared: claims.csv, findings.csv, claims.parquet, datapackage.json" in out
    assert "output/index.html: not compared: a cannot be had" in out
    assert main(["verify", "--source", "elsewhere"]) == Exit.OK
    assert main(["verify", "--source", "elsewhere/a.txt"]) == Exit.OK
    (written / "elsewhere/a.txt").rename(written / "elsewhere/b.txt")
    said()
    assert main(["verify", "--source", "elsewhere/b.txt"]) == Exit.INCOMPLETE
    assert "document.name: raw/a.txt is written, the source is named b.txt" in said()


@pytest.mark.parametrize(("name", "old", "new"), [("claims.csv", ",549,", ",539,"), ("findings.csv", "error", "info")])
def test_a_missing_source_hides_no_forged_table(name: str, old: str, new: str, written: Path) -> None:
    (written / "raw/a.txt").unlink()
    assert main(["verify"]) == Exit.INCOMPLETE
    replace_in(f"output/a/{name}", old, new)
    assert main(["verify"]) == Exit.FINDINGS


def test_other_rules_are_not_compared(written: Path, said: Callable[[], str]) -> None:
    (written / "mine").mkdir()
    (written / "mine/skips.toml").write_bytes(
        (rulebook.default_directory() / "skips.toml").read_bytes() + b"\n# mine\n"
    )
    assert main(["verify", "--rules", "mine"]) == Exit.INCOMPLETE
    assert "name them with --rules" in said()
    run("--rules", "mine")
    assert main(["verify", "--rules", "mine"]) == Exit.OK


def test_another_version_is_not_compared(written: Path, said: Callable[[], str]) -> None:
    edit("output/a/report.json", lambda record: record.update(version="0.0.9"))
    assert main(["verify", "output/a"]) == Exit.INCOMPLETE
    assert f"version: written by version 0.0.9, this is {__version__}" in said()
    edit("output/a/report.json", lambda record: record.update(version=__version__, schema_version="2"))
    assert main(["verify", "output/a"]) == Exit.INCOMPLETE


def here(source: Source, *, book: rulebook.Rulebook, options: pipeline.Options) -> Report:
    """The analysis in the process of the test, in which a library may have another version."""
    return pipeline.analyse_source(source, rulebook=book, options=options)


def test_another_library_excuses_what_differs(
    written: Path, said: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of a reader makes of a file is no forgery; what does not add up is wrong all the same."""
    monkeypatch.setattr(libraries, "_version", lambda package: "9.9")
    monkeypatch.setattr(bounded, "analyse_source", here)
    assert main(["verify", "output/a"]) == Exit.INCOMPLETE
    assert "read with version" in said()
    edit("output/a/report.json", lambda record: record["claims"][0].update(scope="x"))
    assert main(["verify", "output/a"]) == Exit.FINDINGS  # the id of the claim is made of its scope
    edit("output/a/report.json", lambda record: record["claims"][0].update(scope="北滨县", basis="stock"))
    assert main(["verify", "output/a"]) == Exit.INCOMPLETE


def test_a_second_reader_that_failed_excuses_what_differs(written: Path, said: Callable[[], str]) -> None:
    edit("output/a/report.json", lambda record: record["readers"][0].update(agreement="unheard"))
    assert main(["verify", "output/a"]) == Exit.INCOMPLETE
    assert "the second reader failed" in said()


def test_pictures_that_cannot_be_drawn_accuse_nobody(
    desk: Path, said: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise UnreadableDocument("a.pdf", "limit", "drawing <pages> took too long")

    (desk / "raw/a.txt").unlink()
    shutil.copy(ROOT / "raw/guangzhou-ip-2023.pdf", desk / "raw")
    run()
    with monkeypatch.context() as patch:
        patch.setattr(facsimile, "facsimiles", refuse)
        assert main(["verify", "output/guangzhou-ip-2023"]) == Exit.INCOMPLETE
        run()
        said()
    assert main(["verify", "output/guangzhou-ip-2023"]) == Exit.INCOMPLETE
    assert "could not be drawn then: not compared (no pictures of the pages: drawing <pages> took too long)" in said()
    replace_in("output/guangzhou-ip-2023/report.html", "took too long", 'took too long">9<')
    assert main(["verify", "output/guangzhou-ip-2023"]) == Exit.FINDINGS


def test_a_file_asks_for_no_more_than_we_allow(desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw/a.txt").write_text("\f".join([TEXT] * 8), "utf-8")
    run("--limit", "chars=9000")
    assert main(["verify"]) == Exit.OK
    said()
    assert main(["verify", "--limit", "chars=500"]) == Exit.INCOMPLETE
    assert "allow chars=9000 with --limit" in said()


@pytest.mark.parametrize(
    ("key", "value"),
    [("year", "x"), ("area", None), ("limits", {"pages": "-1"}), ("limits", {"x": "1"}), ("limits", [])],
)
def test_what_no_user_can_say_is_told(key: str, value: object, written: Path) -> None:
    edit("output/a/report.json", lambda record: record["told"].update({key: value}))
    assert main(["verify", "output/a"]) == Exit.FINDINGS


def test_an_unread_document_is_not_compared(desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw/b.pdf").write_bytes(b"%PDF-1.7\nbroken")
    run()
    said()
    assert main(["verify"]) == Exit.INCOMPLETE
    lines = said().splitlines()
    assert [line for line in lines if line.startswith("output/b/report.json: ")] == [lines[1]]
    assert lines[-1] == "output: verified: index.html, audit.xlsx"
    shutil.copy(ROOT / "raw/guangzhou-ip-2023.pdf", desk / "raw/b.pdf")
    assert main(["verify", "output/b"]) == Exit.INCOMPLETE
    assert "can be now" in said()


def test_what_a_folder_holds_and_nobody_opens_is_not_opened_now(desk: Path, said: Callable[[], str]) -> None:
    (desk / "raw/b.xls").write_text("粮库 7 座\n合计 8 座\n", "utf-8")  # a reader would take it for text
    (desk / "elsewhere").mkdir()
    (desk / "raw/c").symlink_to("../elsewhere", target_is_directory=True)
    run("raw")
    said()
    assert main(["verify"]) == Exit.INCOMPLETE
    lines = said().splitlines()
    unread = "report.json: unreadable: the source cannot be read"
    assert [line for line in lines if "output/b" in line or "output/c" in line] == [
        f"output/b/{unread}: .xls files are not read; name it with --source",
        f"output/c/{unread}: a link to a folder, which is not followed; name it with --source",
    ]


DEEP = [b"[" * depth + b"]" * depth for depth in (900, 940, 970, 100000)]
DAMAGE = [b"", b"{", b"\xff", b'{"a": NaN}', b"null", b"[]", b"7", *DEEP, *(b'{"told": %s}' % each for each in DEEP)]


@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
@pytest.mark.parametrize("name", ["a/report.json", "run.json", "years.json"])
def test_a_damaged_record_is_never_verified(name: str, damage: bytes, written: Path) -> None:
    (written / "output" / name).write_bytes(damage)
    assert main(["verify"]) in (Exit.INCOMPLETE, Exit.FINDINGS)


def test_without_the_record_of_the_run_its_files_are_not_compared(written: Path, said: Callable[[], str]) -> None:
    (written / "output/run.json").unlink()
    assert main(["verify"]) == Exit.INCOMPLETE
    assert "there is no run.json beside index.html, audit.xlsx" in said()
    assert main(["verify", "output/a"]) == Exit.OK  # its page tells nothing of other years
    replace_in("output/a/report.html", "549", "639")
    assert main(["verify", "output/a"]) == Exit.FINDINGS


def test_what_is_wrong_beats_what_is_not_compared(written: Path) -> None:
    shutil.copytree(written / "output/a", written / "output/b")
    edit("output/b/report.json", lambda record: record.update(version="0.0.9"))
    edit("output/a/report.json", lambda record: record["findings"].clear())
    assert main(["verify"]) == Exit.FINDINGS


@pytest.mark.parametrize(
    "arguments",
    [["nowhere"], ["raw"], ["--source"], ["--source", "nowhere"], ["--archive", "nowhere"], ["--limit", "x=1"]],
)
def test_a_wrong_call_is_a_usage_fault(arguments: list[str], written: Path) -> None:
    assert main(["verify", *arguments]) == Exit.USAGE


def test_a_crash_is_ours(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(bounded, "analyse_source", crash)
    assert main(["verify"]) == Exit.INTERNAL


# --- what people accepted -------------------------------------------------------------------------------------------


@pytest.fixture
def waived(desk: Path, said: Callable[[], str]) -> Path:
    """The folder after a run with a waiver, on a day on which it holds."""
    (desk / "waivers.toml").write_text(WAIVER, "utf-8")
    run("--today", "2030-01-01")
    said()
    return desk


def test_a_waiver_that_held_on_the_day_of_the_run_still_proves_it(waived: Path, said: Callable[[], str]) -> None:
    accepted = json.loads(Path("output/a/report.json").read_bytes())["accepted"]
    assert (accepted["waivers"]["file"], accepted["expired"]) == ("waivers.toml", None)
    assert main(["verify"]) == Exit.OK
    run("--today", "2031-01-01")
    accepted = json.loads(Path("output/a/report.json").read_bytes())["accepted"]
    assert accepted["expired"] == "2030-12-31"
    assert main(["verify"]) == Exit.OK


def test_the_day_of_a_run_changes_nothing_as_long_as_no_waiver_expires(waived: Path) -> None:
    before = {name: Path("output", name).read_bytes() for name in ("a/report.json", "run.json", "index.html")}
    run("--today", "2030-12-31")
    assert {name: Path("output", name).read_bytes() for name in before} == before


def test_waivers_that_are_gone_or_changed_are_not_compared(waived: Path, said: Callable[[], str]) -> None:
    replace_in("waivers.toml", "含复检", "含抽检")
    assert main(["verify"]) == Exit.INCOMPLETE
    assert "name them with --waivers and --baseline" in said()
    replace_in("waivers.toml", "含抽检", "含复检")
    (waived / "waivers.toml").rename(waived / "mine.toml")
    assert main(["verify"]) == Exit.INCOMPLETE
    edit("output/a/report.json", lambda record: record["findings"][0].update(severity="info"))
    assert main(["verify"]) == Exit.FINDINGS


def test_waivers_are_found_elsewhere_and_others_do_not_matter(waived: Path) -> None:
    (waived / "kept").mkdir()
    (waived / "waivers.toml").rename(waived / "kept/waivers.toml")
    assert main(["verify", "--waivers", "kept/waivers.toml"]) == Exit.OK
    other = WAIVER.replace("109.5%", "7件").replace("IPX501", "IPX101")
    (waived / "kept/waivers.toml").write_text(WAIVER + other, "utf-8")
    assert main(["verify", "output/a", "--waivers", "kept/waivers.toml"]) == Exit.OK
    assert main(["verify", "--waivers", "kept/waivers.toml"]) == Exit.INCOMPLETE  # the index tells of that one


@pytest.mark.parametrize("mark", ["waiver", "baseline"])
def test_a_forged_mark_is_told(mark: str, waived: Path) -> None:
    def forge(record: dict[str, Any]) -> None:
        [held] = [each for each in record["findings"] if each["waiver"] is not None]
        for each in record["findings"]:
            each[mark] = held["waiver"] if mark == "waiver" else True

    edit("output/a/report.json", forge)
    assert main(["verify", "output/a"]) == Exit.FINDINGS


def test_a_baseline_is_proved_too(desk: Path) -> None:
    run()
    assert main(["baseline", "output"]) == Exit.OK
    run()
    assert json.loads(Path("output/a/report.json").read_bytes())["accepted"]["baseline"]["file"] == "baseline.toml"
    assert main(["verify"]) == Exit.OK
    edit("output/a/report.json", lambda record: record["findings"][0].update(baseline=False))
    assert main(["verify"]) == Exit.FINDINGS


# --- two lists ------------------------------------------------------------------------------------------------------


def test_lists_are_compared_item_by_item() -> None:
    written = [{"claim_id": name, "value": name} for name in "abdexg"]
    derived = [{"claim_id": name, "value": name} for name in "abcdefg"]
    written[1]["value"] = "1"
    found = [(fault.where, fault.key) for fault in values.compared("claims", written, derived)]
    assert found == [
        ("claims[1] b.value", "differs"),
        ("claims[2] c", "record_missing"),
        ("claims[4] x.claim_id", "differs"),
        ("claims[4] x.value", "differs"),
    ]


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), ("1", 1), (None, False), ([], {}), ("", None)])
def test_values_of_other_types_are_other_values(one: object, other: object) -> None:
    assert [fault.key for fault in values.compared("x", {"a": one}, {"a": other})] == ["differs"]
    assert list(values.compared("x", {"a": one, "b": other}, {"b": other, "a": one})) == []
