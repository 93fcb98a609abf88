"""--report: what may be asked for, where it goes, and what happens when it cannot go there."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories_report import report
from ipextract import rulebook
from ipextract.command import reporting
from ipextract.command.console import Exit, Settings, UsageFault
from ipextract.command.reporting import FACES, FORMATS, Wanted, wanted
from ipextract.model import UnreadableDocument
from ipextract.writing import summary


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def written(*told: str, code: Exit = Exit.FINDINGS, **settings: Any) -> None:
    documents = [reporting.document(Path("a.pdf"), report(), None, Exit.OK)]
    reporting.reports(
        documents, [], [], rulebook.load(), wanted(told), Settings(**settings), failing=("error",), code=code
    )


def test_each_format_goes_where_it_is_sent() -> None:
    assert wanted(["sarif=out/x.sarif", "junit=-", "github=a=b"]) == (
        Wanted("sarif", Path("out/x.sarif")), Wanted("junit", None), Wanted("github", Path("a=b")),
    )  # fmt: skip
    assert wanted(["github"]) == (Wanted("github", None),)
    assert wanted([]) == ()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (["serif=x"], "'serif' is no format"),
        ([""], "'' is no format"),
        (["SARIF=x"], "'SARIF' is no format"),
        (["sarif"], "sarif needs a file"),
        (["sarif="], "sarif needs a file"),
        (["github="], "github needs a file"),
        (["sarif=."], "a folder"),
        (["sarif=file/x.sarif"], "is no folder that can be written to"),
        (["sarif=file/deep/er/x.sarif"], "is no folder that can be written to"),
        (["sarif=-", "junit=-"], "two formats for standard output"),
        (["github", "junit=-"], "two formats for standard output"),
        (["sarif=x", "junit=./x"], "named twice"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_formats_that_there_are(told: list[str], why: str) -> None:
    Path("file").write_text("", "utf-8")
    with pytest.raises(UsageFault) as fault:
        wanted(told)
    assert why in str(fault.value)
    assert str(fault.value).endswith(f"FORMAT is one of {', '.join((*FORMATS, *FACES))}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_to_is_refused(here: Path) -> None:
    (here / "closed").mkdir(mode=0o500)
    with pytest.raises(UsageFault, match="no folder that can be written to"):
        wanted(["sarif=closed/x.sarif"])


@pytest.mark.parametrize("code", [Exit.OK, Exit.FINDINGS, Exit.INCOMPLETE, Exit.INTERNAL])
def test_files_are_written_whatever_the_exit_code_is(code: Exit) -> None:
    written(*(f"{form}=deep/er/{form}" for form in FORMATS), code=code)
    assert {path.name for path in Path("deep/er").iterdir()} == set(FORMATS)
    assert json.loads(Path("deep/er/sarif").read_text("utf-8"))["runs"][0]["invocations"][0]["exitCode"] == code


def test_a_format_that_cannot_be_written_leaves_the_others(here: Path) -> None:
    asked = wanted(["sarif=gone/x.sarif", "junit=x.xml"])
    (here / "gone").write_text("in the way", "utf-8")
    documents = [reporting.document(Path("a.pdf"), report(), None, Exit.OK)]
    with pytest.raises(UsageFault, match=r"gone/x\.sarif: .*FORMAT is one of"):
        reporting.reports(documents, [], [], rulebook.load(), asked, Settings(), failing=(), code=Exit.OK)
    assert Path("x.xml").is_file()


def test_standard_output_is_left_to_the_format_that_wants_it(capfd: pytest.CaptureFixture[str]) -> None:
    for told, where in ((["sarif=-"], "err"), (["github"], "out"), (["sarif=x"], "out"), ([], "out")):
        with reporting.aside(wanted(told)):
            print("words")  # noqa: T201
        assert getattr(capfd.readouterr(), where) == "words\n"


def test_annotations_fill_the_summary_of_the_step(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "step.md")
    Path("step.md").write_text("before\n", "utf-8")
    written("github", "markdown=x.md")
    assert capfd.readouterr().out.startswith("::error file=a.pdf,")
    assert Path("step.md").read_bytes() == b"before\n" + Path("x.md").read_bytes()
    written("junit=x.xml")
    assert Path("step.md").read_bytes() == b"before\n" + Path("x.md").read_bytes()


@pytest.mark.parametrize("left", [0, 10, 300])
def test_the_summary_of_the_step_never_grows_beyond_what_github_takes(
    monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "step.md")
    Path("step.md").write_bytes(b"x" * (summary.STEP - left))
    written("github=x")
    assert Path("step.md").stat().st_size <= summary.STEP


def test_a_summary_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/step.md")
    with pytest.raises(UsageFault, match="GITHUB_STEP_SUMMARY"):
        written("github=x")
    assert Path("x").is_file()


def test_what_became_of_a_document_is_told_apart() -> None:
    path = Path("a.pdf")
    whole = report()
    how = replace(whole.document.readers[0], recognised="missing")
    partly = replace(whole, document=replace(whole.document, readers=(replace(how, page=2), replace(how, page=3))))
    fault = UnreadableDocument("a.pdf", "encrypted", "it asks for a password", "save it without one")
    told = [
        reporting.document(path, None, fault, Exit.INCOMPLETE),
        reporting.document(path, None, None, Exit.INTERNAL),
        reporting.document(path, partly, None, Exit.INCOMPLETE),
        reporting.document(path, report(), None, Exit.INCOMPLETE),
    ]
    assert [each.trouble.outcome for each in told if each.trouble] == [
        "encrypted",
        "internal",
        "incomplete",
        "no-claims",
    ]
    assert told[2].trouble is not None
    assert "pages 2, 3" in told[2].trouble.sentence
    assert reporting.document(path, report(), None, Exit.OK).trouble is None
