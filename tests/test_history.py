"""Series, catalogue and differences on the command line, over an archive that a run filled."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from ipextract.command.cli import main

THEN = """2031年青岚市知识产权白皮书

全年专利授权量7421件，商标注册量5206件。年末有专利代理机构128家，举办培训41场。
"""
NOW = """2032年青岚市知识产权白皮书

全年专利授权量7013件，商标注册量6118件，上年为5602件，同比增长9.2%。年末有专利代理机构143家，比上年增加15家。
新设维权工作站9家。力争下年商标注册量达到7000件。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "paper-2031.txt").write_text(THEN, "utf-8")
    (raw / "paper-2032.txt").write_text(NOW, "utf-8")
    return tmp_path


@pytest.fixture
def filled(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["run", "raw", "--lang", "en", "--fail-on", "never"]) == 0
    capsys.readouterr()
    return folder


def test_run_ends_with_the_years_and_a_restatement_fails_on_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "raw", "--lang", "en", "--fail-on", "warning"]) == 1
    said = capsys.readouterr().out
    assert "paper-2032.txt:3: warning IPX403 restated: 商标注册量 printed 5602件, but 5206件" in said
    assert "paper-2031.txt:3" in said
    assert said.rstrip().endswith("0 errors, 1 warning, 0 suspicions, 0 notes")
    years = json.loads((folder / "output" / "years.json").read_text("utf-8"))
    [pair] = years["comparisons"]
    assert [finding["code"] for finding in pair["findings"]] == ["IPX403"]
    assert (folder / "output" / "archive.duckdb").is_file()


def test_the_same_reports_again_change_nothing_but_the_run(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (filled / "output" / "years.json").read_bytes()
    assert main(["run", "raw", "--lang", "en", "--fail-on", "never", "-v"]) == 0
    assert capsys.readouterr().err.count("known already") == 2
    assert (filled / "output" / "years.json").read_bytes() == before


def test_check_compares_the_years_without_an_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "raw", "--lang", "en", "--fail-on", "warning", "-q"]) == 1
    assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()] == ["warning IPX403 restated"]
    assert not (folder / "output").exists()


def test_one_report_alone_leaves_no_comparison(filled: Path) -> None:
    assert main(["run", "raw/paper-2031.txt", "--no-archive", "--fail-on", "never"]) == 0
    assert not (filled / "output" / "years.json").exists()


def test_a_report_meets_last_years_from_the_archive(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "raw/paper-2031.txt", "--fail-on", "never"]) == 0
    assert main(["run", "raw/paper-2032.txt", "--lang", "en", "-q", "--fail-on", "never"]) == 0
    assert "IPX403" in capsys.readouterr().out


def found_between(folder: Path) -> str:
    [pair] = json.loads((folder / "output" / "years.json").read_text("utf-8"))["comparisons"]
    return str(pair["findings"][0]["finding_id"])


def test_a_finding_between_two_years_is_explained_and_waived(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finding = found_between(filled)
    assert main(["explain", finding]) == 0
    said = capsys.readouterr().out
    assert "5206件  paper-2031.txt:3" in said
    assert "5206 != 5602" in said
    accept = ["--reason", "revised", "--owner", "li", "--expires", "2033-12-31", "--today", "2033-06-01"]
    assert main(["waive", "IPX403", finding, *accept]) == 0
    assert main(["check", "raw", "--fail-on", "warning", "--lang", "en", "--today", "2033-06-01"]) == 0
    assert "1 waived" in capsys.readouterr().out


def test_pages_tell_findings_between_years_and_what_was_accepted(folder: Path) -> None:
    (folder / "raw" / "paper-2032.txt").write_text(NOW + "新建站点7个、修缮站点5个，合计16个。\n", "utf-8")
    day = ["--today", "2033-06-01", "--lang", "en", "--fail-on", "never", "-q"]
    assert main(["run", "raw", *day]) == 0
    pages = [folder / "output" / name / "report.html" for name in ("paper-2031", "paper-2032")]
    index = folder / "output" / "index.html"
    for page in pages:
        assert '<a href="../index.html#h-years">restated: ' in page.read_text("utf-8")
    assert "Accepted findings" not in index.read_text("utf-8")
    accept = ["--owner", "li", "--expires", "2033-12-31", "--today", "2033-06-01"]
    [sum_] = json.loads(pages[1].with_name("report.json").read_text("utf-8"))["findings"]
    assert main(["waive", "IPX403", found_between(folder), "--reason", "revised <b>", *accept]) == 0
    assert main(["waive", "IPX101", sum_["finding_id"], "--reason", "errata", *accept]) == 0
    assert main(["run", "raw", *day]) == 0
    said = index.read_text("utf-8")
    assert "Accepted findings: 2" in said
    assert "revised &lt;b&gt;" in said
    assert "errata" in said
    assert "has been accepted" in said
    assert "No two reports" not in said
    assert "revised &lt;b&gt;" in pages[1].read_text("utf-8")
    assert said.count('href="paper-2032/report.html#') >= 2
    late = [*day[:1], "2034-06-01", *day[2:]]
    assert main(["run", "raw", *late]) == 0
    said = index.read_text("utf-8")
    assert said.count("IPX901") == 2
    assert "<b>3</b>" in said  # IPX403 and two waivers that have ended


def test_the_difference_knows_what_was_accepted(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = ["--today", "2033-06-01"]
    told = ["diff", "2031", "2032", "--exit-code", "-q", "--lang", "en", *day]
    assert main(told) == 1
    said = capsys.readouterr().out
    assert "IPX403" in said
    assert len(said.splitlines()) == 1
    accept = ["--reason", "revised", "--owner", "li", "--expires", "2033-12-31", *day]
    assert main(["waive", "IPX403", found_between(filled), *accept]) == 0
    capsys.readouterr()
    assert main(told) == 0
    assert capsys.readouterr().out == ""
    assert main([*told[:-2], "--today", "2034-06-01"]) == 1


def test_what_was_accepted_between_years_takes_a_line(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept = ["--reason", "revised", "--owner", "li", "--expires", "2033-12-31", "--today", "2033-06-01"]
    assert main(["waive", "IPX403", found_between(filled), *accept]) == 0
    for told in (["check", "raw"], ["run", "raw"], ["diff", "2031", "2032"]):
        capsys.readouterr()
        main([*told, "--lang", "en", "--today", "2033-06-01"])
        [line] = [line for line in capsys.readouterr().out.splitlines() if "IPX403" in line]
        assert "revised" in line


def test_the_difference_is_not_written_over_a_report(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (filled / "kept.pdf").write_bytes(b"")
    assert main(["diff", "2031", "2032", "--output", "kept.pdf"]) == 2
    assert "a file that holds something else" in capsys.readouterr().err
    files = ["raw/paper-2031.txt", "raw/paper-2032.txt"]
    assert main(["diff", *files, "--output", "raw/paper-2032.txt"]) == 2
    assert "a report that is to be compared" in capsys.readouterr().err
    assert Path(files[1]).read_text("utf-8") == NOW


def test_the_baseline_knows_findings_between_two_years(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["baseline", "--lang", "en"]) == 0
    assert found_between(filled) in Path("baseline.toml").read_text("utf-8")
    assert main(["check", "raw", "--fail-on", "warning"]) == 0


def test_years_of_another_place_stay_in_years_json(filled: Path) -> None:
    for year, count in ((2031, 71), (2032, 74)):
        text = f"{year}年广州市知识产权白皮书\n\n全年专利授权量{count}件。\n"
        (filled / f"city-{year}.txt").write_text(text, "utf-8")
    assert main(["run", "city-2031.txt", "city-2032.txt", "--fail-on", "never"]) == 0
    told = json.loads((filled / "output" / "years.json").read_text("utf-8"))["comparisons"]
    assert sorted(each["later"]["name"] for each in told) == ["city-2032.txt", "paper-2032.txt"]


def test_growth_of_a_table_has_one_sign(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = "2032年青岚市知识产权白皮书\n\n指标\t单位\t2032年\t增长（%）\n商标注册量\t件\t4893\t-6.0\n"
    (folder / "raw" / "paper-2032.txt").write_text(table, "utf-8")
    assert main(["run", "raw", "--fail-on", "never"]) == 0
    capsys.readouterr()
    assert main(["series", "商标注册量", "--format", "json"]) == 0
    last = json.loads(capsys.readouterr().out)[-1]
    assert (last["growth_printed"], last["growth_computed"]) == ("-6.0%", "-6.01")
    assert last["implied_prior"].startswith("[5202.")


def test_an_archive_that_may_not_be_written_can_be_asked(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = filled / "output"
    (folder / "archive.duckdb.lock").unlink(missing_ok=True)
    folder.chmod(0o555)
    try:
        assert main(["catalog"]) == 0
    finally:
        folder.chmod(0o755)
    assert "patent.granted" in capsys.readouterr().out


def test_series_in_every_form(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "商标注册量", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "also printed as 5602件 paper-2032.txt:3" in text
    assert main(["series", "trademark.registered", "--format", "json"]) == 0
    points = json.loads(capsys.readouterr().out)
    assert [(p["period"], p["value"], p["restated"]) for p in points] == [
        ("2031", "5206", True),
        ("2032", "6118", False),
    ]
    assert points[1]["growth_printed"] == "+9.2%"
    assert points[1]["growth_computed"] == "+17.52"
    assert main(["series", "商标", "--format", "csv", "--excel"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith("\ufeffindicator_id,indicator,")
    assert len(rows) == 3


def test_series_as_a_picture(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, head in (("s.svg", b"<?xml"), ("s.png", b"\x89PNG")):
        assert main(["series", "专利授权量", "--plot", name]) == 0
        first = Path(name).read_bytes()
        assert first.startswith(head)
        assert main(["series", "专利授权量", "--plot", name]) == 0
        assert Path(name).read_bytes() == first
    assert "专利授权量" in Path("s.svg").read_text("utf-8")
    assert main(["series", "专利授权量", "--plot", "s.pdf"]) == 2
    assert "a picture is .svg or .png" in capsys.readouterr().err


def test_what_is_not_there_is_said(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "渔船数"]) == 2
    assert "`ipextract catalog` lists what is there" in capsys.readouterr().err
    assert main(["series", "渔船数", "--archive", "none.duckdb"]) == 2
    assert "none.duckdb: no archive; `ipextract run` makes one" in capsys.readouterr().err
    assert main(["diff", "2030", "2032"]) == 2
    assert "no reports of one place for 2030 and 2032" in capsys.readouterr().err
    assert main(["diff", "last", "2032"]) == 2
    assert "neither a year (2024) nor a file" in capsys.readouterr().err


def test_catalogue_lists_reports_indicators_and_what_has_no_series(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(d["name"], d["year"]) for d in found["documents"]] == [
        ("paper-2031.txt", "2031"),
        ("paper-2032.txt", "2032"),
    ]
    assert {i["indicator_id"]: (i["first_year"], i["last_year"]) for i in found["indicators"]}["patent.granted"] == (
        "2031", "2032",
    )  # fmt: skip
    assert main(["catalog", "--unkeyed", "--format", "json"]) == 0
    assert [(u["quote"], u["why"]) for u in json.loads(capsys.readouterr().out)["unkeyed"]] == [
        ("7000件", "it is a target")
    ]
    assert main(["catalog"]) == 0
    assert "patent.granted" in capsys.readouterr().out


def test_difference_in_every_form(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "2031", "2032", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "fell, growth left out" in text
    assert "new (1):" in text
    assert "no longer there (1):" in text
    assert main(["diff", "2031", "2032", "--exit-code"]) == 1
    assert main(["diff", "raw/paper-2031.txt", "raw/paper-2032.txt", "--format", "json", "--output", "d.json"]) == 0
    [found] = json.loads(Path("d.json").read_text("utf-8"))
    rows = {row["indicator"]: row for row in found["rows"]}
    assert rows["商标注册量"]["restated_quote"] == "5602件"
    assert rows["专利授权量"]["growth_computed"] == "-5.5"
    assert rows["专利授权量"]["judgement"] == "omitted-fall"
    capsys.readouterr()
    assert main(["diff", "2031", "2032", "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(rows)


def test_tables_that_are_printed_hold_no_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("=then.txt", "+now.txt")
    for name, text in zip(names, (THEN, NOW), strict=True):
        Path(name).write_text(text, "utf-8")
    main(["run", *names, "-q", "--no-pages", "--output", "."])
    capsys.readouterr()
    formulas = ("=", "+", "-", "@")
    for call in (["diff", *names], ["catalog", "--unkeyed", "--archive", "archive.duckdb"]):
        assert main([*call, "--format", "csv"]) == 0
        printed = capsys.readouterr().out
        cells = [cell for row in csv.reader(io.StringIO(printed)) for cell in row]
        assert [each for each in cells if each.startswith(formulas) and not re.fullmatch(r"[+-][0-9.]+%?", each)] == []
        assert any(each.startswith(("'=then.txt", "'+now.txt")) for each in cells)
        assert not printed.startswith("\ufeff")


def test_difference_as_a_workbook_runs_nothing(filled: Path) -> None:
    assert main(["diff", "2031", "2032", "--format", "xlsx", "--output", "d.xlsx"]) == 0
    first = Path("d.xlsx").read_bytes()
    assert main(["diff", "2031", "2032", "--format", "xlsx", "--output", "d.xlsx"]) == 0
    assert Path("d.xlsx").read_bytes() == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    findings, rows = book.worksheets
    assert findings.max_row == 2
    assert rows.freeze_panes == "A2"
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    assert 7421 in [cell.value for cell in cells]


def test_difference_as_a_page_shows_text_as_text(folder: Path) -> None:
    (folder / "raw" / "paper-2032.txt").write_text(NOW.replace("维权工作站", "维权<script>工作站"), "utf-8")
    assert main(["diff", "raw/paper-2031.txt", "raw/paper-2032.txt", "--format", "html", "--output", "d.html"]) == 0
    page = Path("d.html").read_text("utf-8")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_catalogue_says_what_came_what_went_and_what_was_renamed(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "--format", "json"]) == 0
    found = {each["indicator"]: each["change"] for each in json.loads(capsys.readouterr().out)["indicators"]}
    assert found["专利授权量"] == ""
    assert found["新设维权工作站"] == "since-2032"
    assert found["举办培训"] == "until-2031"


def test_a_corrected_report_takes_the_place_of_the_first(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (filled / "raw" / "paper-2032-更正.txt").write_text(NOW.replace("7013件", "7103件"), "utf-8")
    assert main(["run", "raw", "--lang", "en", "--fail-on", "never"]) == 0
    assert "taken in, in place of paper-2032.txt" in capsys.readouterr().err
    assert main(["series", "专利授权量", "--format", "json"]) == 0
    assert [(p["value"], p["document"]) for p in json.loads(capsys.readouterr().out)] == [
        ("7421", "paper-2031.txt"), ("7103", "paper-2032-更正.txt"),
    ]  # fmt: skip
    assert main(["catalog", "--lang", "en"]) == 0
    assert "superseded by paper-2032-更正.txt" in capsys.readouterr().out


def test_run_leads_to_everything_from_one_page_and_one_workbook(filled: Path) -> None:
    page = (filled / "output" / "index.html").read_text("utf-8")
    assert all(f"paper-{year}/report.html" in page for year in (2031, 2032))
    assert "IPX403" in page
    assert re.findall(r"<b>(\d+)</b>", page)[:4] == ["0", "1", "0", "0"]
    book = openpyxl.load_workbook(filled / "output" / "audit.xlsx")
    cells = {str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line}
    assert "IPX403" in cells


def test_report_writes_only_pages(folder: Path) -> None:
    assert main(["report", "raw", "--output", "pages"]) == 0
    written = {
        path.relative_to(folder / "pages").as_posix() for path in (folder / "pages").rglob("*") if path.is_file()
    }
    assert written == {"index.html", "run.json", "paper-2031/report.html", "paper-2032/report.html"}


def test_run_without_pages(folder: Path) -> None:
    assert main(["run", "raw", "--no-pages", "--fail-on", "never"]) == 0
    assert not list((folder / "output").rglob("*.html"))


def test_a_report_without_a_year_is_named_where_others_are_there(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (filled / "undated.txt").write_text("青岚市新建驿站7座。\n", "utf-8")
    assert main(["run", "undated.txt", "--fail-on", "never"]) == 0
    assert "undated.txt: no year found in it" in capsys.readouterr().err
