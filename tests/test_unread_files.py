"""Files of a folder that nobody read: they are documents in every format, and the exit code is 3."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from lxml import html as page

from ipextract.api import PICTURES, SUFFIXES, UNREAD
from ipextract.command.cli import main
from ipextract.command.console import Exit, UsageFault
from ipextract.command.discovery import find, survey
from ipextract.command.reporting import FORMATS
from ipextract.writing.speech import say
from office_fixtures import docx, para

SOUND = "全县新建泵站7座、水闸5座、堤坝3座，共计15座。"
WRONG = "全县新建泵站7座、水闸5座、堤坝3座，共计16座。"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def sheet() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["泵站", 7])
    book.save(out)
    return out.getvalue()


#: Files that are not read, each with what is said of it.
FILES: dict[str, tuple[bytes, str]] = {
    "a.doc": (OLE, "unsupported: the file is an old Office file"),
    "b.WPS": (OLE, "unsupported: the file is an old Office file"),
    "c.xlsx": (sheet(), "unsupported: the file is a spreadsheet (.xlsx)"),
    "d.mht": (b"Subject: x\nContent-Type: multipart/related\n\n7 5 12\n", "unsupported: .mht files are not read"),
    "deep/e.zip": (packed(a="b"), "unsupported: the file is a ZIP archive"),
    "f.rtf": (rb"{\rtf1 7}", "unsupported: the file is an RTF file"),
    "g.xls": ("泵站\t7\n水闸\t5\n合计\t13\n".encode(), "unsupported: .xls files are not read"),
    "h.ofd": (packed(**{"OFD.xml": "<x/>"}), "unsupported: the file is an OFD file"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "IPEXTRACT_LANG", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    raw = tmp_path / "raw"
    for name, (data, _) in FILES.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / name).write_bytes(data)
    (raw / "z.txt").write_text(WRONG, "utf-8")
    return raw


def loaded(path: str) -> Any:
    return json.loads(Path(path).read_text("utf-8"))


@pytest.mark.parametrize("command", ["run", "check"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_has_what_nobody_read(
    command: str, lang: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [word for form in FORMATS for word in ("--report", f"{form}=ci/{form}")]
    faces = ["--report", "html=pages", "--report", "xlsx=a.xlsx"]
    assert main([command, "raw", "--lang", lang, *asked, *faces]) == Exit.INCOMPLETE
    names = sorted(f"raw/{name}" for name in FILES)
    said = capsys.readouterr()

    [run] = loaded("ci/sarif")["runs"]
    [call] = run["invocations"]
    told = [each for each in call["toolExecutionNotifications"] if each["level"] == "error"]
    assert [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in told] == names
    assert (call["executionSuccessful"], call["exitCode"]) == (False, 3)
    assert len(run["artifacts"]) == len(names) + 1

    suites = ElementTree.fromstring(Path("ci/junit").read_bytes())
    assert [each.get("name") for each in suites if each.find("testcase/error") is not None] == names
    assert suites.get("errors") == str(len(names))

    errors = [
        line for line in Path("ci/github").read_text("utf-8").splitlines() if line.startswith("::error file=raw/")
    ]
    assert [name for name in names if any(f"file={name}," in line for line in errors)] == names

    quality = [each for each in loaded("ci/gitlab") if each["severity"] == "blocker"]
    assert [each["location"]["path"] for each in quality] == names

    table = Path("ci/markdown").read_text("utf-8")
    assert say(lang, "ci_unread", n=len(names)) in table  # type: ignore[arg-type]
    assert all(name.replace("_", "\\_") in table for name in names)

    lines = [json.loads(line) for line in Path("ci/jsonl").read_text("utf-8").splitlines()]
    assert [each["document"] for each in lines if each["code"] == "unread"] == names

    index = page.fromstring(Path("pages/index.html").read_bytes().decode())
    assert len(index.xpath("//li[contains(@class, 's-error')][p/strong[@class='badge']]")) == len(names)

    cells = {
        str(cell)
        for each in openpyxl.load_workbook("a.xlsx")
        for row in each.iter_rows(values_only=True)
        for cell in row
    }
    assert set(names) <= cells

    assert say(lang, "unread", n=len(names)) in said.out.splitlines()[-1]  # type: ignore[arg-type]
    for name, (_, why) in FILES.items():
        assert f"ipextract: raw/{name}: {why}" in said.err


@pytest.mark.parametrize("command", ["run", "check", "report"])
def test_a_folder_of_nothing_else_is_incomplete(command: str, folder: Path) -> None:
    (folder / "z.txt").unlink()
    assert main([command, "raw", "-q"]) == Exit.INCOMPLETE


def test_a_run_leaves_word_of_each(folder: Path) -> None:
    assert main(["run", "raw", "-q"]) == Exit.INCOMPLETE
    for name in FILES:
        assert loaded(f"output/{Path(name).stem}/report.json")["unreadable"]["outcome"] == "unsupported"
    index = Path("output/index.html").read_text("utf-8")
    assert all(Path(name).name in index for name in FILES)


def test_what_is_something_else_than_its_name_says_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in folder.rglob("*.*"):
        path.unlink()
    (folder / "page.doc").write_text(f"<html><body><p>{SOUND}</p></body></html>", "utf-8")
    (folder / "word.wps").write_bytes(docx(para(SOUND)))
    (folder / "一、工作报告").write_bytes(docx(para(SOUND)))
    (folder / "2.水利情况通报").write_bytes(docx(para(SOUND)))
    (folder / "Makefile").write_text("all: 7 + 5\n", "utf-8")
    assert main(["check", "raw", "--lang", "en"]) == Exit.OK
    assert capsys.readouterr().out.startswith("document ")
    assert [path.name for path in find([folder])] == ["2.水利情况通报", "page.doc", "word.wps", "一、工作报告"]


def test_every_kind_is_one_kind() -> None:
    everything = [*SUFFIXES, *UNREAD, *PICTURES]
    assert len(set(everything)) == len(everything)
    assert all(suffix == suffix.lower() for suffix in everything)


def test_what_is_no_report_is_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        ".hidden.doc",
        "~$a.doc",
        "README.doc",
        "data.csv",
        "p_files/ad.doc",
        "a.png",
        "b.jpg",
        "c.tif",
        "d.PNG",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(OLE)
    (folder / "p.html").write_text(f"<p>{SOUND}</p>", "utf-8")
    found = survey([folder])
    assert {path.relative_to(folder).as_posix() for path in found.documents} == {*FILES, "p.html", "z.txt"}
    pictures = "raw: passed over: 4 pictures (one is read only where it is named): a.png, b.jpg, c.tif and 1 more"
    assert survey([Path("raw")]).notes == [pictures]
    main(["check", "raw"])
    assert f"ipextract: {pictures}\n" in capsys.readouterr().err
    main(["check", "raw", "-q"])
    assert "passed over" not in capsys.readouterr().err


def test_workbooks_of_others_are_not_ours(folder: Path) -> None:
    assert main(["run", "raw/z.txt", "-q", "--output", "raw/output"]) == Exit.FINDINGS
    assert {path.relative_to(folder).as_posix() for path in find([folder])} == {*FILES, "z.txt"}
    (folder / "output/audit.xlsx").write_bytes(b"PK\x03\x04 broken")
    assert folder / "output/audit.xlsx" in find([folder])


# --- folders ---------------------------------------------------------------------------------------------------------


def test_a_sub_folder_that_may_not_be_searched_is_a_document_that_was_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = os.scandir

    def refuse(path: Path) -> Any:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    for name in FILES:
        if "/" not in name:
            (folder / name).unlink()
    monkeypatch.setattr(os, "scandir", refuse)
    assert main(["check", "raw", "-q", "--report", "jsonl=found.jsonl"]) == Exit.INCOMPLETE
    why = "missing: the folder cannot be searched: Permission denied (check the permissions and the disk)"
    assert capsys.readouterr().err == f"ipextract: raw/deep: {why}\n"
    [line] = [json.loads(each) for each in Path("found.jsonl").read_text("utf-8").splitlines() if '"unread"' in each]
    assert (line["document"], line["fails"]) == ("raw/deep", True)
    assert main(["check", "raw/deep"]) == Exit.INCOMPLETE


def test_a_link_to_a_folder_elsewhere_is_named_and_one_within_is_not(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/b.txt").write_text(WRONG, "utf-8")
    (folder / "latest").symlink_to("deep", target_is_directory=True)
    (folder / "self").symlink_to(".", target_is_directory=True)
    (folder / "other").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    found = survey([folder])
    named = {path.name: str(why) for path, why in found.refused.items() if path.is_dir()}
    assert list(named) == ["other"]
    assert "a link to a folder, which is not followed (name that folder itself)" in named["other"]
    assert [path.name for path in survey([folder, tmp_path / "elsewhere"]).refused if path.is_dir()] == []


def test_a_link_that_leads_back_to_itself_spoils_no_other_file(folder: Path) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    assert main(["check", "raw", "-q"]) == Exit.INCOMPLETE
    assert folder / "z.txt" in find([folder])


def test_folders_may_be_as_deep_as_a_path_can_be_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chain = [Path("raw", *["d"] * depth) for depth in range(sys.getrecursionlimit() + 100)]
    for folder in chain:
        folder.mkdir()
    (chain[-1] / "a.txt").write_text(SOUND, "utf-8")
    try:
        assert [path.name for path in find([Path("raw")])] == ["a.txt"]
    finally:  # no library takes away what is so deep
        (chain[-1] / "a.txt").unlink()
        for folder in reversed(chain):
            folder.rmdir()


def test_a_folder_without_documents_is_still_a_fault_of_the_call(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    with pytest.raises(UsageFault, match="file in this folder; name another"):
        survey([tmp_path])


def test_one_file_is_what_selftest_reads(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selftest", "raw"]) == Exit.USAGE
    assert "raw is a folder: selftest reads one file" in capsys.readouterr().err
