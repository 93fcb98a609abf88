"""The command line with the stages replaced: arguments, files written, streams and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import ipextract
from factories_report import document, report, with_severities, without_claims
from ipextract import batch, rulebook
from ipextract.command import cli, commands, console
from ipextract.command.commands import Exit, find, result_folders, worst
from ipextract.model import Report, Told, UnreadableDocument
from ipextract.tabular import schema
from ipextract.trial.selftest import Failure, Trial

Outcome = Report | BaseException


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A folder to work in; ``desk(name, outcome)`` lays a document down and says what analysing it gives."""
    outcomes: dict[str, Outcome] = {}

    def analyse_file(path: Path, **_: object) -> Report:
        outcome = outcomes[path.name]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def lay(name: str, outcome: Outcome) -> Path:
        path = tmp_path / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-")
        outcomes[path.name] = outcome
        return path

    stages = SimpleNamespace(analyse_file=analyse_file, Options=lambda **told: SimpleNamespace(told=Told(), **told))
    for room, name in ((ipextract, "pipeline"), (batch, "bounded")):
        monkeypatch.setattr(room, name, stages, raising=False)
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "IPEXTRACT_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return lay


def call(*arguments: str) -> int:
    return cli.main(arguments)


def fine() -> Report:
    return replace(report(), findings=())


# --- run -----------------------------------------------------------------------------------------------------------


def test_run_reads_raw_and_writes_its_files_for_each_document(desk: Callable[..., Path]) -> None:
    desk("2023.pdf", fine())
    desk("2024.pdf", fine())
    assert call("run") == Exit.OK
    names = {"claims.csv", "findings.csv", "claims.parquet", "datapackage.json", "report.json", "report.html"}
    for year in ("2023", "2024"):
        assert {each.name for each in Path("output", year).iterdir()} == names


def test_run_prints_findings_files_and_totals(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("2024.pdf", report())
    assert call("run") == Exit.FINDINGS
    out = capsys.readouterr().out
    assert "raw/2024.pdf:p1:l3: error IPX101 sum: 5 + 8 + 20 = 33" in out
    assert (
        "written: output/2024 (claims.csv, findings.csv, claims.parquet, datapackage.json, report.json, report.html)"
        in out
    )
    assert out.splitlines()[-1] == "1 document, 6 claims: 1 error, 0 warnings, 0 suspicions, 0 notes"


def test_two_runs_write_the_same_bytes(desk: Callable[..., Path]) -> None:
    desk("2024.pdf", report())
    for output in ("one", "two"):
        call("run", "--output", output)
    for name in ("claims.csv", "findings.csv", "claims.parquet", "report.json"):
        assert Path("one/2024", name).read_bytes() == Path("two/2024", name).read_bytes()


def test_quiet_prints_one_line_a_finding_and_nothing_else(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    desk("2024.pdf", report())
    call("run", "-q", "--no-pictures")
    captured = capsys.readouterr()
    [finding] = report().findings
    assert captured.out.endswith(f"error IPX101 {finding.message} ({finding.finding_id})\n")
    assert len(captured.out.splitlines()) == 1
    assert captured.err == ""


def test_quiet_says_nothing_of_numbers_that_nobody_explains(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    residue = tuple(each for each in report().mentions if each.is_quantity)[:1]
    assert residue
    desk("2024.pdf", replace(report(), residue=residue))
    for quiet, told in ((["-q"], ""), ([], "1 number unexplained")):
        assert call("check", "raw", *quiet) == Exit.FINDINGS
        captured = capsys.readouterr()
        assert (told in captured.err) if told else captured.err == ""


def test_a_document_that_went_bad_leaves_no_old_claims_behind(desk: Callable[..., Path]) -> None:
    desk("2024.pdf", fine())
    call("run")
    desk("2024.pdf", UnreadableDocument("2024.pdf", "truncated", "the end is missing", "fetch it again"))
    assert call("run") == Exit.INCOMPLETE
    assert [each.name for each in Path("output/2024").iterdir()] == ["report.json"]
    assert json.loads(Path("output/2024/report.json").read_text("utf-8"))["unreadable"]["outcome"] == "truncated"


def test_a_crash_in_one_document_stops_no_other(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("a.pdf", ZeroDivisionError("division by zero"))
    desk("b.pdf", fine())
    assert call("run") == Exit.INTERNAL
    err = capsys.readouterr().err
    assert "raw/a.pdf: internal error: ZeroDivisionError" in err
    assert "Traceback" not in err
    assert Path("output/b/report.json").is_file()
    assert not Path("output/a").exists()


def test_verbose_adds_the_traceback(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("a.pdf", ZeroDivisionError("division by zero"))
    call("run", "-v")
    assert "Traceback" in capsys.readouterr().err


def test_a_table_that_breaks_its_schema_is_our_fault(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    case = schema.Case(0, "c1", "kind", "is one of count", "'sort'")
    desk("a.pdf", schema.SchemaFailure("a.pdf", [case]))
    assert call("run") == Exit.INTERNAL
    assert "row 0 (c1), kind: is one of count, got 'sort'" in capsys.readouterr().err


def test_output_that_cannot_be_written_is_a_usage_fault(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    desk("a.pdf", fine())
    Path("taken").write_text("a file, not a folder")
    assert call("run", "--output", "taken") == Exit.USAGE
    assert "--output" in capsys.readouterr().err


def test_a_write_that_fails_leaves_the_old_file_and_no_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")

    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space left"):
        console.write_atomically(target, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]
    assert target.read_bytes() == b"old"


# --- exit codes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", "error", Exit.FINDINGS),
        ("warning", "error", Exit.OK),
        ("warning", "warning", Exit.FINDINGS),
        ("suspicion", "warning", Exit.OK),
        ("suspicion", "suspicion", Exit.FINDINGS),
        ("info", "suspicion", Exit.OK),
        ("info", "info", Exit.FINDINGS),
        ("error", "never", Exit.OK),
    ],
)
def test_fail_on_sets_the_bar(desk: Callable[..., Path], severity: str, fail_on: str, code: Exit) -> None:
    desk("a.pdf", with_severities(severity))
    assert call("check", "raw", "--fail-on", fail_on) == code
    assert call("run", "raw", "--fail-on", fail_on) == code


def test_check_writes_no_file(desk: Callable[..., Path]) -> None:
    desk("a.pdf", report())
    assert call("check", "raw") == Exit.FINDINGS
    assert not Path("output").exists()


@pytest.mark.parametrize("command", ["run", "check", "extract"])
def test_a_document_without_claims_is_incomplete(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    path = desk("a.pdf", without_claims())
    assert call(command, str(path)) == Exit.INCOMPLETE
    assert "no claim found" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "check", "extract"])
def test_a_path_that_does_not_exist_is_a_usage_fault(
    desk: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert call(command, "nowhere.pdf") == Exit.USAGE
    captured = capsys.readouterr()
    assert captured.err == "ipextract: nowhere.pdf: no such file or folder; check the path\n"
    assert captured.out == ""


def test_a_missing_path_stops_the_run_before_it_writes(desk: Callable[..., Path]) -> None:
    path = desk("a.pdf", fine())
    assert call("run", str(path), "nowhere.pdf") == Exit.USAGE
    assert not Path("output").exists()


def test_a_folder_without_documents_is_a_usage_fault(desk: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert call("run", "empty") == Exit.USAGE


def test_unreadable_beats_findings_and_crash_beats_both(desk: Callable[..., Path]) -> None:
    desk("a.pdf", report())
    desk("b.pdf", UnreadableDocument("b.pdf", "empty", "the file has 0 bytes"))
    assert call("check", "raw") == Exit.INCOMPLETE
    desk("c.pdf", RuntimeError("boom"))
    assert call("check", "raw") == Exit.INTERNAL


def test_precedence_of_exit_codes() -> None:
    order = [Exit.INTERNAL, Exit.USAGE, Exit.INCOMPLETE, Exit.FINDINGS, Exit.OK]
    for i, code in enumerate(order):
        assert worst(order[i:]) is code
    assert worst([]) is Exit.OK


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["run", "--nonsense"], ["check"], ["check", "raw", "--fail-on", "maybe"], ["extract"]]
)
def test_a_wrong_call_is_a_usage_fault(desk: Callable[..., Path], arguments: list[str]) -> None:
    assert call(*arguments) == Exit.USAGE


def test_help_and_version_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == Exit.OK
    assert "Exit codes: 0 fine, 1 findings" in capsys.readouterr().out
    assert call("--version") == Exit.OK
    assert ipextract.__version__ in capsys.readouterr().out


def test_interrupting_is_130(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("a.pdf", KeyboardInterrupt())
    assert call("run") == Exit.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_a_crash_outside_the_documents_is_internal(
    desk: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def boom(*_: object) -> list[Path]:
        raise RuntimeError("boom")

    monkeypatch.setattr(commands, "survey", boom)
    assert call("run") == Exit.INTERNAL
    assert capsys.readouterr().err.startswith("ipextract: internal error: RuntimeError: boom")


# --- extract -------------------------------------------------------------------------------------------------------


def test_extract_prints_json_and_ignores_findings(
    desk: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = desk("a.pdf", report())
    assert call("extract", str(path), "--format", "json") == Exit.OK
    assert [f["code"] for f in json.loads(capfdbinary.readouterr().out)["findings"]] == ["IPX101"]


def test_extract_prints_csv_as_utf8(desk: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = desk("a.pdf", report())
    assert call("extract", str(path), "--format", "csv") == Exit.OK
    assert "审结案件".encode() in capfdbinary.readouterr().out
    assert call("extract", str(path), "--format", "csv", "--excel") == Exit.OK
    assert capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbf")


def test_extract_prints_one_line_a_claim(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = desk("a.pdf", report())
    assert call("extract", str(path), "--format", "text") == Exit.OK
    assert len(capsys.readouterr().out.splitlines()) == len(report().claims)


def test_extract_refuses_a_folder(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("a.pdf", report())
    assert call("extract", "raw") == Exit.USAGE
    assert "ipextract run" in capsys.readouterr().err


# --- rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["IPX101", "ipx101", "sum"])
def test_explain_speaks_both_languages_and_shows_both_cases(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", wanted) == Exit.OK
    out = capsys.readouterr().out
    [rule] = [rule for rule in rulebook.load().checks.values() if rule.id == "IPX101"]
    for part in (rule.title, rule.title_zh, rule.relation, rule.relation_zh, rule.cue, rule.cue_zh, "fails", "passes"):
        assert part in out


def test_explain_lists_what_there_is_when_asked_for_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("explain", "IPX999") == Exit.USAGE
    assert "IPX101 (sum)" in capsys.readouterr().err


def test_rules_list_has_a_line_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "list") == Exit.OK
    assert len(capsys.readouterr().out.splitlines()) == len(rulebook.load().checks)


def test_rules_lint_is_silent_about_sound_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules", "lint", "-q") == Exit.OK
    assert capsys.readouterr().out == ""
    assert call("rules", "lint") == Exit.OK
    assert capsys.readouterr().out == "rules are well formed\n"


@pytest.mark.parametrize(
    ("failures", "code", "said"),
    [
        ((), Exit.OK, "every example behaves as written (3)"),
        (
            (Failure("unit-x-0", "x", "units.toml", "no such number"),),
            Exit.USAGE,
            "units.toml: unit-x-0: no such number",
        ),
    ],
)
def test_rules_test_fails_with_the_examples(
    failures: tuple[Failure, ...],
    code: Exit,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tried = SimpleNamespace(selftest=lambda book, pattern: Trial(3, failures))
    monkeypatch.setattr(ipextract, "pipeline", tried, raising=False)
    assert call("rules", "test") == code
    assert capsys.readouterr().out == said + "\n"


# --- area and year -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "given", "wanted"),
    [
        ("check", ["--area", "北滨县", "--year", "2019"], ("北滨县", "2019")),
        ("run", ["--area", " 北滨县 "], ("北滨县", "")),
        ("extract", ["--year", "2021"], ("", "2021")),
        ("extract", [], ("", "")),
    ],
)
def test_area_and_year_reach_the_pipeline(
    command: str, given: list[str], wanted: tuple[str, str], desk: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk("a.txt", fine())
    told: list[SimpleNamespace] = []

    def analyse_file(_: Path, *, options: SimpleNamespace, **__: object) -> Report:
        told.append(options)
        return fine()

    stages = SimpleNamespace(analyse_file=analyse_file, Options=lambda **told: SimpleNamespace(told=Told(), **told))
    for room, name in ((ipextract, "pipeline"), (batch, "bounded")):
        monkeypatch.setattr(room, name, stages, raising=False)
    assert call(command, str(path), *given) == Exit.OK
    assert [(options.area, options.year) for options in told] == [wanted]


@pytest.mark.parametrize("year", ["23", "last", "2101"])
def test_a_year_that_is_none_is_a_wrong_call(
    year: str, desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("check", str(desk("a.txt", fine())), "--year", year) == Exit.USAGE
    assert "--year" in capsys.readouterr().err


# --- language ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("locale", "flag", "chinese"),
    [("zh_CN.UTF-8", [], True), ("en_US.UTF-8", [], False), ("en_US.UTF-8", ["--lang", "zh"], True)],
)
def test_the_locale_sets_the_language_and_the_flag_wins(
    desk: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    locale: str,
    flag: list[str],
    chinese: bool,
) -> None:
    desk("a.pdf", report())
    monkeypatch.setenv("LC_ALL", locale)
    call("check", "raw", *flag)
    assert ("1份文件" in capsys.readouterr().out) is chinese


# --- where results go ----------------------------------------------------------------------------------------------


def test_folders_are_searched_in_name_order_and_nothing_is_read_twice(desk: Callable[..., Path]) -> None:
    names = ("b.pdf", "a.TXT", "notes.csv", ".hidden.pdf", "deep/c.pdf", "d.docx", "~$d.docx", "e.html", "f.md")
    parts = ("README.md", "e_files/advertisement.html", "e.files/menu.htm", "f_files/g.html")
    for name in (*names, *parts):
        path = Path("raw", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    read = ("a.TXT", "b.pdf", "d.docx", "deep/c.pdf", "e.html", "f.md", "f_files/g.html")
    expected = [Path("raw", name) for name in read]
    assert find([Path("raw"), Path("raw/b.pdf")]) == expected


def test_result_folders_never_clash() -> None:
    documents = [Path("x/a.pdf"), Path("x/a.txt"), Path("y/a.pdf"), Path("x/b.pdf")]
    folders = result_folders(documents)
    assert folders[Path("x/b.pdf")] == "b"
    assert folders[Path("x/a.txt")] == "a.txt"
    assert len(set(folders.values())) == len(documents)


def test_issues_of_reading_are_shown(desk: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    desk("a.pdf", replace(fine(), document=document()))
    call("run")
    assert "IPX801" in capsys.readouterr().out


# --- how a document is read ----------------------------------------------------------------------------------------


def test_jobs_and_second_reader_reach_the_reader() -> None:
    told = cli.settings(rules=None, lang="en", quiet=False, verbose=False, jobs=3, second_reader=True)
    limits = commands.reading_options(told).limits
    assert (limits.workers, limits.verify) == (3, True)
    assert call("extract", "x.pdf", "--jobs", "0") == Exit.USAGE
