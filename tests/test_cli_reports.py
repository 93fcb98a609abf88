"""--report on the command line, and what the action and the hooks make of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from ruamel.yaml import YAML

from ipextract.command.cli import main
from ipextract.command.reporting import FORMATS

ROOT = Path(__file__).resolve().parents[1]
WRONG = "全年新建小学7所、初中5所、高中3所，共计16所。"
FINE = "全年新建小学7所、初中5所、高中3所，共计15所。"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "raw").mkdir()
    return tmp_path


def asked(*forms: str) -> list[str]:
    return [word for form in forms or FORMATS for word in ("--report", f"{form}=out/{form}")]


def marks() -> dict[str, list[str]]:
    """The ids in each format, in order."""
    run = json.loads(Path("out/sarif").read_text("utf-8"))["runs"][0]
    cases = ElementTree.fromstring(Path("out/junit").read_bytes()).iter("testcase")
    lines = [json.loads(line) for line in Path("out/jsonl").read_text("utf-8").splitlines()]
    rows = [
        line.split("|")[5].strip() for line in Path("out/markdown").read_text("utf-8").splitlines() if "| IPX" in line
    ]
    return {
        "sarif": [each["partialFingerprints"]["findingId/v1"] for each in run["results"]],
        "junit": [case.attrib["name"].split()[1] for case in cases if " " in case.attrib["name"]],
        "gitlab": [
            e["fingerprint"] for e in json.loads(Path("out/gitlab").read_text("utf-8")) if e["check_name"] != "unread"
        ],
        "jsonl": [each["id"] for each in lines if each["id"]],
        "markdown": rows,
    }


def test_one_run_feeds_all_formats_with_what_the_terminal_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "raw"), *asked(), "--lang", "en"]) == 1
    told = marks()
    assert len(told["sarif"]) == 6
    assert {tuple(sorted(ids)) for ids in told.values()} == {tuple(sorted(told["sarif"]))}
    printed = capsys.readouterr().out
    assert all(mark in printed for mark in told["sarif"])
    annotations = Path("out/github").read_text("utf-8").splitlines()
    assert [line.split()[0] for line in annotations[:-1]] == ["::error"] * 5 + ["::warning"]


@pytest.mark.parametrize(
    ("texts", "code"),
    [({"a": FINE}, 0), ({"a": WRONG}, 1), ({"a": WRONG, "b": ""}, 3), ({"a": "没有数字。"}, 3)],
    ids=["fine", "findings", "unread", "no claims"],
)
def test_formats_are_written_whatever_the_run_ends_with(texts: dict[str, str], code: int) -> None:
    for name, text in texts.items():
        Path(f"raw/{name}.txt").write_text(text, "utf-8")
    assert main(["check", "raw", *asked()]) == code
    run = json.loads(Path("out/sarif").read_text("utf-8"))["runs"][0]
    assert run["invocations"][0]["exitCode"] == code
    errors = list(ElementTree.fromstring(Path("out/junit").read_bytes()).iter("error"))
    assert bool(errors) == (code == 3)
    assert len(set(map(tuple, marks().values()))) == 1


def test_pages_and_workbook_are_written_by_a_check_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    Path("raw/b.txt").write_bytes(b"")
    told = ["--report", "html=seen", "--report", "xlsx=seen/book.xlsx", *asked("jsonl")]
    assert main(["check", "raw", *told]) == 3
    [mark] = [line["id"] for line in map(json.loads, Path("out/jsonl").read_text("utf-8").splitlines()) if line["id"]]
    assert mark in Path("seen/a/report.html").read_text("utf-8")
    index = Path("seen/index.html").read_text("utf-8")
    assert "a/report.html" in index
    assert "b.txt<" in index
    assert "empty: the file has 0 bytes" in index
    sheet = openpyxl.load_workbook("seen/book.xlsx").worksheets[0]
    assert mark in {cell.value for row in sheet for cell in row}
    links = [cell.hyperlink for row in sheet for cell in row if cell.hyperlink is not None and cell.hyperlink.target]
    assert [(each.target.replace("\\", "/"), each.location) for each in links] == [("a/report.html", mark)]
    assert not Path("output").exists()


@pytest.mark.parametrize("told", ["html", "html=-", "xlsx=-", "html=raw/a.txt", "xlsx=raw", "html=raw/a.txt/x"])
def test_pages_need_a_folder_and_a_workbook_a_file(told: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    assert main(["check", "raw", "--report", told]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "html, xlsx" in said.err


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("path", ["raw/a.txt", "./raw/../raw/a.txt", "link.txt"])
def test_a_format_is_not_written_over_a_report(command: str, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    Path("link.txt").symlink_to("raw/a.txt")
    assert main([command, "raw", "--report", f"sarif={path}"]) == 2
    assert "a document that is to be read" in capsys.readouterr().err
    assert Path("raw/a.txt").read_text("utf-8") == WRONG


@pytest.mark.parametrize("path", ["other.pdf", "waivers.toml", "output/archive.duckdb", "README.md"])
def test_a_format_is_not_written_over_what_others_keep(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    Path("output").mkdir()
    Path(path).write_bytes(b"")
    for told in (["check", "raw", "--report", f"jsonl={path}"], ["check", "raw", "--report", f"xlsx={path}"]):
        assert main(told) == 2
        assert "a file that holds something else" in capsys.readouterr().err
    assert Path(path).read_bytes() == b""


def test_what_a_run_wrote_is_no_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(WRONG, "utf-8")
    for _ in range(2):
        assert main(["run", ".", "-q", "--report", "markdown=summary.md", "--lang", "en"]) == 1
        said = capsys.readouterr()
        assert said.out.count("IPX101") == 1
    assert said.err == ""  # with -q nothing that nobody asked for
    assert main(["check", ".", "--lang", "en"]) == 1
    names = "output/a/report.html, output/audit.xlsx, output/index.html and 1 more"
    assert capsys.readouterr().err == f"ipextract: .: passed over: 4 files that ipextract wrote: {names}\n"
    assert main(["check", "summary.md", "-q"]) in (0, 1, 3)  # whoever names it means it


@pytest.mark.parametrize("told", ["serif=x", "sarif", "sarif=raw"])
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_wrong_format_or_path_ends_with_2_before_anything_is_read(
    command: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    assert main([command, "raw", "--report", told]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert ", ".join(FORMATS) in said.err
    assert not Path("output").exists()


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_standard_output_is_for_the_format_alone(command: str, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    assert main([command, "raw", "--report", f"{form}=-"]) == 1
    said = capfd.readouterr()
    assert json.loads(said.out)
    assert "IPX101" in said.err


def test_waivers_and_their_notices_are_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    assert main(["run", "raw", "--no-archive", "-q"]) == 1
    [finding] = json.loads(Path("output/a/report.json").read_text("utf-8"))["findings"]
    told = ["waive", "IPX101", finding["finding_id"], "--owner", "zhang", "--today", "2026-01-01"]
    assert main([*told, "--reason", "a | b\n]]>", "--expires", "2026-02-01"]) == 0
    for today, states in (("2026-01-15", ["waived"]), ("2026-03-01", ["open", "open"])):
        assert main(["check", "raw", *asked(), "--today", today]) == (0 if len(states) == 1 else 1)
        lines = [json.loads(line) for line in Path("out/jsonl").read_text("utf-8").splitlines()]
        assert [each["state"] for each in lines] == states
        assert len(set(map(tuple, marks().values()))) == 1
    assert [each["code"] for each in lines] == ["IPX101", "IPX901"]
    assert lines[1]["id"].startswith("n")
    place = json.loads(Path("out/sarif").read_text("utf-8"))["runs"][0]["results"][1]["locations"][0][
        "physicalLocation"
    ]
    assert place == {"artifactLocation": {"uri": "waivers.toml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 1}}


def test_a_run_describes_its_tables() -> None:
    Path("raw/a.txt").write_text(WRONG, "utf-8")
    assert main(["run", "raw", "--no-archive", "-q"]) == 1
    told = json.loads(Path("output/a/datapackage.json").read_text("utf-8"))
    assert all(Path("output/a", each["path"]).stat().st_size == each["bytes"] for each in told["resources"])
    Path("raw/a.txt").write_text("", "utf-8")
    assert main(["run", "raw", "--no-archive", "-q"]) == 3
    assert [path.name for path in Path("output/a").iterdir()] == ["report.json"]


# --- the action and the hook -----------------------------------------------------------------------------------------


def step(number: int, here: Path, **told: str) -> subprocess.CompletedProcess[str]:
    """Runs a step of the action as the runner would, with this Python in the place of the one that it installs."""
    action: Any = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text("utf-8"))
    tools = here / "runner" / "ipextract" / "bin"
    tools.mkdir(parents=True, exist_ok=True)
    (tools / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (tools / "python").chmod(0o755)
    inputs = {name.upper().replace("-", "_"): each.get("default", "") for name, each in action["inputs"].items()}
    environment = {f"INPUT_{name}": value for name, value in (inputs | told).items()}
    files = {"GITHUB_OUTPUT": "outputs", "GITHUB_STEP_SUMMARY": "summary.md"}
    environment |= {name: str(here / "runner" / file) for name, file in files.items()}
    search = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action["runs"]["steps"][number]["run"]],
        env=os.environ
        | environment
        | {"RUNNER_TEMP": str(here / "runner"), "PYTHONPATH": search, "IPEXTRACT_LANG": "en"},
        capture_output=True,
        text=True,
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash: the action asks for one")
def test_the_action_annotates_sums_up_and_ends_as_the_check_does(here: Path) -> None:
    names = ["a b.txt", "::error::c.txt", "$(touch evil).txt"]
    for name in names:
        (here / "raw" / name).write_text(WRONG, "utf-8")
    done = step(2, here, PATHS="raw\nraw/a b.txt\r\n", REPORTS="sarif=out/x y.sarif\n", ARGS="--area\n某 市\n")
    assert done.returncode == 1, done.stderr
    assert (here / "runner" / "outputs").read_text("utf-8") == "exit-code=1\n"
    lines = done.stdout.splitlines()
    stopped = lines.index(next(line for line in lines if line.startswith("::stop-commands::")))
    begun = lines.index(f"::{lines[stopped].rpartition('::')[2]}::")
    assert [line.split(",")[0] for line in lines[begun + 1 : -1]] == [
        "::error file=raw/$(touch evil).txt", "::error file=raw/%3A%3Aerror%3A%3Ac.txt", "::error file=raw/a b.txt",
    ]  # fmt: skip
    assert sum("IPX101" in line for line in lines[stopped:begun]) >= 3
    assert (here / "runner" / "summary.md").read_text("utf-8").count("| error | IPX101 |") == 3
    assert len(json.loads((here / "out" / "x y.sarif").read_text("utf-8"))["runs"][0]["results"]) == 3
    assert not (here / "evil").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash: the action asks for one")
@pytest.mark.parametrize(("told", "code"), [({"PATHS": "gone"}, 2), ({"PATHS": "raw", "FAIL_ON": "never"}, 0)])
def test_the_action_hands_on_every_exit_code(here: Path, told: dict[str, str], code: int) -> None:
    (here / "raw" / "a.txt").write_text(WRONG, "utf-8")
    done = step(2, here, **told)
    assert done.returncode == code, done.stderr
    assert (here / "runner" / "outputs").read_text("utf-8") == f"exit-code={code}\n"


def test_the_hooks_end_as_their_commands_do() -> None:
    hooks: Any = YAML(typ="safe", pure=True).load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    check, lint = ([*hook["entry"].split()[1:], *hook["args"]] for hook in hooks)
    for name, text, code in (("a b.txt", WRONG, 1), ("c.txt", FINE, 0)):
        Path("raw", name).write_text(text, "utf-8")
        assert main([*check, f"raw/{name}"]) == code
    Path("rules").mkdir()
    shutil.copy(ROOT / "rules" / "units.toml", "rules/units.toml")
    assert main(lint) == 0
    Path("rules/units.toml").write_text("[[unit]]\nid = 1\n", "utf-8")
    assert main(lint) == 2


def test_numbers_that_nobody_could_explain_are_told_and_fail_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/a.txt").write_text("镇上有茶馆23爿、面馆5爿，合计30爿。另有渡船9艘。\n", "utf-8")
    assert main(["check", "raw", *asked(), "--lang", "en"]) == 0
    said = "3 numbers in it that no rule explains take no part in any check: 23爿, 5爿, 30爿"
    run = json.loads(Path("out/sarif").read_text("utf-8"))["runs"][0]
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "note"
    assert said in note["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"]
    [remark] = ElementTree.fromstring(Path("out/junit").read_bytes()).iter("system-out")
    assert said in str(remark.text)
    assert said in Path("out/github").read_text("utf-8").splitlines()[0]
    assert said in Path("out/markdown").read_text("utf-8")
    assert Path("out/jsonl").read_text("utf-8") == ""
