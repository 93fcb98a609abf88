"""Bad input, broken rules, poor locales: exit codes and messages, most of them of a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ipextract.command.cli import main
from office_fixtures import docx, para

ROOT = Path(__file__).resolve().parents[1]
SOUND = "2024年全县新建乡村公路35公里，同比增长12.5%。\n"
CLAIM = """
[[claim]]
id = 'mine'
kind = 'count'
title = 'Mine'
pattern = '{pattern}'
examples = [{{ text = 'a', claims = ['3 count'] }}]
"""
WRONG = "全年新建小学7所、初中5所、高中3所，共计16所。\n"


def command(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "IPEXTRACT_")) and k != "LANG"}
    return subprocess.run(
        [sys.executable, "-m", "ipextract", *map(str, arguments)],
        cwd=cwd,
        env={**kept, "LANG": "C.UTF-8", **(environment or {})},
        capture_output=True,
        timeout=120,
    )


def pdf(**options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, **options)  # type: ignore[arg-type]
    canvas.drawString(72, 700, "Cases closed: 1204")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


OLD = "old Office file (.doc, .xls, .ppt or .wps)"
WHOLE = "check that it is whole when opened; a page that scripts build has to be printed as PDF"
#: A file, its bytes, and what the command says of it on standard error.
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.pdf", b"", "empty: the file has 0 bytes (fetch it again from its source)"),
    "empty text": ("a.txt", b"", "empty: the file has 0 bytes (fetch it again from its source)"),
    "blank text": ("a.txt", b" \n\n", "empty: the file holds no text (check that the export ran to its end)"),
    "jpeg": (
        "a.pdf",
        bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + b"\0" * 200 + b"\xff\xd9",
        "damaged: no PDF: the file looks like a JPEG image (fetch it again from its source)",
    ),
    "encrypted": (
        "a.pdf",
        pdf(encrypt=StandardEncryption("secret", canPrint=0)),
        "encrypted: the document asks for a password (save a copy without a password)",
    ),
    "truncated": (
        "a.pdf",
        pdf()[:400],
        "truncated: the end mark %%EOF is missing (fetch it again from its source)",
    ),
    "cut word": (
        "a.docx",
        docx(para("2024年全县新建乡村公路35公里。"))[:900],
        "truncated: the directory at the end of the archive is missing (fetch it again from its source)",
    ),
    "old word": (
        "a.doc",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
        f"unsupported: the file is an {OLD} (open it in Word or WPS and save it as .docx or PDF)",
    ),
    "locked word": (
        "a.docx",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted: the document asks for a password (save a copy without a password)",
    ),
    "scripts only": (
        "a.html",
        b"<!DOCTYPE html><body><script>draw(35)</script></body>",
        f"empty: it holds no text ({WHOLE})",
    ),
    "utf-16": (
        "a.txt",
        b"\xfe\xff5",
        "encoding: not UTF-16, big end first, as its first bytes say: truncated data at offset 2 (save it as UTF-8)",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_incomplete_and_says_why(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file, data, message = BAD[name]
    (tmp_path / file).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    for arguments in (["run", file], ["check", file], ["extract", file]):
        assert main(arguments) == 3
        assert capfd.readouterr().err == f"ipextract: {file}: {message}\n"
    written = json.loads((tmp_path / "output" / "a" / "report.json").read_text("utf-8"))
    assert written["unreadable"]["outcome"] == message.partition(":")[0]
    assert not (tmp_path / "output" / "a" / "claims.csv").exists()


def test_a_text_without_numbers_is_incomplete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("全县教育事业稳步发展。\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", "a.txt"], ["extract", "a.txt"], ["run", "a.txt"]):
        assert main(arguments) == 3
        said = "ipextract: a.txt: no claim found: no number in it says how many, how much or how far\n"
        assert capfd.readouterr().err == said
    assert json.loads((tmp_path / "output/a/report.json").read_text("utf-8"))["claims"] == []


@pytest.mark.parametrize("name", ["run", "check", "extract"])
def test_a_missing_file_is_a_usage_fault(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([name, "nowhere.pdf"]) == 2
    assert capfd.readouterr().err == "ipextract: nowhere.pdf: no such file or folder; check the path\n"
    assert not (tmp_path / "output").exists()


def test_good_and_bad_together_are_incomplete_and_the_good_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    (tmp_path / "b.txt").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "."]) == 3
    assert (tmp_path / "output/b/claims.parquet").is_file()


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("units.toml", "[[unit]]\nid = 'x'\nsymbols = = 1\n", 3),
        ("units.toml", "[[unit]]\nid = 'x'\nsymbols = ['x']\ndimension = 'count'\nexamples = ['3x']\nred = 1\n", 2),
        ("units.toml", "[[unit]]\nid = 'x'\nsymbols = ['x']\ndimension = 'count'\nexamples = []\n", 2),
        ("claims/mine.toml", CLAIM.format(pattern="{level}{nothing}"), 3),
        ("claims/mine.toml", CLAIM.format(pattern="({level}"), 3),
        ("claims/mine.toml", CLAIM.format(pattern="x?"), 3),
    ],
    ids=["no TOML", "unknown key", "no example", "unknown slot", "bad pattern", "empty match"],
)
def test_a_broken_rule_file_is_named_with_the_line_of_the_fault_or_its_record(
    name: str,
    text: str,
    line: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mine" / name).parent.mkdir(parents=True)
    (tmp_path / "mine" / name).write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", "a.txt"], ["extract", "a.txt"], ["rules", "list"], ["rules", "lint"]):
        assert main([*arguments, "--rules", "mine"]) == 2, arguments
        assert f"{name}:{line}" in "".join(capfd.readouterr()), arguments


def test_a_check_rule_that_lacks_a_message_is_a_rule_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shipped = (ROOT / "rules" / "checks" / "sum.toml").read_text("utf-8")
    (tmp_path / "mine" / "checks").mkdir(parents=True)
    (tmp_path / "mine" / "checks" / "sum.toml").write_text(shipped.replace("name = 'low'", "name = 'lower'"), "utf-8")
    (tmp_path / "a.txt").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    for arguments in (["check", "a.txt"], ["rules", "lint"]):
        assert main([*arguments, "--rules", "mine"]) == 2
        assert "checks/sum.toml: message: no [[message]] is named 'low'" in capfd.readouterr().err


def test_a_rules_folder_that_does_not_exist_is_a_usage_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.txt", "--rules", "nowhere"]) == 2


POOR = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
CHINESE_WINDOWS = {"PYTHONIOENCODING": "gbk"}


@pytest.mark.parametrize(
    ("environment", "lang"),
    [({}, "en"), (POOR, "zh"), (CHINESE_WINDOWS, "zh")],
    ids=["utf-8", "C", "gbk"],
)
def test_exit_codes_do_not_depend_on_the_locale(environment: dict[str, str], lang: str, tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text(SOUND, "utf-8")
    (tmp_path / "错报.txt").write_text(WRONG + "其他：\U00020000𠮷\U0001f600㎡。\n", "utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    done = command("check", "错报.txt", "--lang", lang, cwd=tmp_path, environment=environment)
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert command("run", ".", "--lang", lang, cwd=tmp_path, environment=environment).returncode == 3
    for command_line in (["explain", "IPX101"], ["extract", "错报.txt", "--format", "text"]):
        assert command(*command_line, "--lang", lang, cwd=tmp_path, environment=environment).returncode == 0


def test_machine_formats_are_the_same_bytes_in_every_locale(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text(SOUND, "utf-8")
    for form in ("json", "csv"):
        found = {
            command("extract", "年报.txt", "--format", form, cwd=tmp_path, environment=environment).stdout
            for environment in ({}, POOR, CHINESE_WINDOWS)
        }
        assert len(found) == 1
        assert "公里".encode() in found.pop()


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND + WRONG, "utf-8")
    for output, seed in (("one", "1"), ("two", "2")):
        command("run", "a.txt", "--output", output, cwd=tmp_path, environment={"PYTHONHASHSEED": seed})
    for name in ("claims.csv", "findings.csv", "claims.parquet", "report.json"):
        assert (tmp_path / "one/a" / name).read_bytes() == (tmp_path / "two/a" / name).read_bytes()


def test_stdout_holds_results_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG, "utf-8")
    done = command("extract", "a.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"]
    assert done.stderr == b""


def test_a_reader_that_leaves_early_sees_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND * 400, "utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "ipextract", "extract", "a.txt"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.read(1)
    program.stdout.close()
    assert b"Traceback" not in program.stderr.read()
    assert program.wait(60) in (0, 141)
