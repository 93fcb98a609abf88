"""Analysis that can be ended: time, memory and death of the process, and what the command line makes of them."""

from __future__ import annotations

import faulthandler
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipextract import analyse, pipeline, reading, rulebook
from ipextract.batch import bounded
from ipextract.model import Report, Source, UnreadableDocument
from ipextract.reading import Limits
from ipextract.writing import json

ROOT = Path(__file__).resolve().parents[1]
BOOK = rulebook.load()
SHORT = pipeline.Options(limits=Limits(analyse_seconds=0.6))
TEXT = "江海市2031年渔业年报\n\n全市建成渔港9座，比上年增长12.5%，其中大港2座、小港7座。\n"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the processes take over what a test replaces only where they are copies"
)


def never() -> None:
    """Takes for ever in a pattern, where no signal reaches Python code."""
    re.match(r"(?:a+)+b", "a" * 99)


def turning() -> None:
    """Takes for ever in Python code."""
    while True:
        pass


def hungry() -> None:
    bytearray(1 << 50)


def broken() -> None:
    faulthandler.disable()  # pytest has it say more than anybody wants to read
    os.kill(os.getpid(), signal.SIGSEGV)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def wrong() -> None:
    raise KeyError("渔港")


FATES: dict[str, Callable[[], None]] = {each.__name__: each for each in (never, turning, hungry, broken, killed, wrong)}


@pytest.fixture
def analysts(monkeypatch: pytest.MonkeyPatch) -> Iterator[bounded.Analysts]:
    """Analysts who meet their fate at a document of its name."""
    real = pipeline.analyse_source

    def analyse_source(source: Source, **told: object) -> Report:
        FATES.get(source.name, lambda: None)()
        return real(source, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "analyse_source", analyse_source)
    made = bounded.Analysts(BOOK, memory=1 << 30)
    yield made
    made.close()


def source(name: str = "a.txt") -> Source:
    return reading.read_string(TEXT, name)


def test_a_report_comes_back_as_it_was(analysts: bounded.Analysts) -> None:
    found = analysts.analyse(source(), SHORT)
    assert json.to_bytes(found) == json.to_bytes(pipeline.analyse_source(source(), rulebook=BOOK, options=SHORT))
    levels = [claim for relation in found.relations for claim in relation.relation.claims]
    assert levels
    assert all(any(level is claim for claim in found.claims) for level in levels)


@pytest.mark.parametrize("path", [ROOT / "samples" / "report-2024.md", *sorted((ROOT / "raw").glob("*.pdf"))])
def test_reports_of_files_come_back_as_they_were(path: Path) -> None:
    options = pipeline.Options()
    found = bounded.analyse_file(path, book=BOOK, options=options)
    assert json.to_bytes(found) == json.to_bytes(pipeline.analyse_file(path, rulebook=BOOK, options=options))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("never", "analysis took longer than 0.6 seconds"),
        ("turning", "analysis took longer than 0.6 seconds"),
        ("hungry", "analysis needs more than 1073741824 bytes of memory"),
        ("killed", "the process for analysis was killed, as happens when memory runs out"),
    ],
)
def test_a_document_beyond_its_limits_is_refused_and_the_next_is_read(
    name: str, said: str, analysts: bounded.Analysts
) -> None:
    assert analysts.analyse(source(), SHORT).claims
    with pytest.raises(UnreadableDocument) as refused:
        analysts.analyse(source(name), SHORT)
    assert (refused.value.name, refused.value.outcome, refused.value.message) == (name, "limit", said)
    assert "--limit" in refused.value.mend
    assert analysts.analyse(source(), SHORT).claims


def test_a_refusal_says_what_was_being_done(monkeypatch: pytest.MonkeyPatch) -> None:
    from ipextract.claims import area

    monkeypatch.setattr(area, "_seat", lambda text, _: never() if "渔" in text else ("", ""))
    analysts = bounded.Analysts(BOOK, memory=1 << 30)
    # The place that speaks is looked for where neither title nor page name one.
    try:
        with pytest.raises(UnreadableDocument, match="seconds, in claims"):
            analysts.analyse(reading.read_string("渔港9座。\n", "a.txt"), SHORT)
    finally:
        analysts.close()


def test_what_was_being_done_is_told_by_our_own_files(tmp_path: Path) -> None:
    """A folder above may have our name, and a program that calls us lies in one of its own."""
    home = Path(bounded.__file__).parents[1]
    frames = ["/home/u/ipextract/lib/regex/_main.py", home / "claims" / "area.py", "/home/u/ipextract/mine.py"]
    trace = tmp_path / "1"
    trace.write_text("".join(f'  File "{each}", line 3 in call\n' for each in frames), "ascii", "backslashreplace")
    assert bounded._stage(trace) == "claims"
    trace.write_text('  File "/home/u/ipextract/mine.py", line 3 in call\n', "utf-8")
    assert bounded._stage(trace) == ""


def test_what_the_analysis_raises_is_raised(analysts: bounded.Analysts) -> None:
    with pytest.raises(KeyError, match="渔港"):
        analysts.analyse(source("wrong"), SHORT)


def test_a_process_that_breaks_is_no_fault_of_the_document(analysts: bounded.Analysts) -> None:
    with pytest.raises(RuntimeError, match="ended with code -11"):
        analysts.analyse(source("broken"), SHORT)
    assert analysts.analyse(source(), SHORT).claims


def test_documents_are_analysed_side_by_side(analysts: bounded.Analysts) -> None:
    both = bounded.Analysts(BOOK, memory=1 << 30, workers=2)
    try:
        waiting = [both.submit(source(name), SHORT) for name in ("a.txt", "turning", "b.txt", "c.txt")]
        found = []
        for wait in waiting:
            try:
                found.append(wait().document.name)
            except UnreadableDocument as refused:
                found.append(refused.outcome)
    finally:
        both.close()
    assert found == ["a.txt", "limit", "b.txt", "c.txt"]


@pytest.mark.parametrize(("chars", "times"), [(1, 1), (100_000, 1), (100_001, 2), (450_000, 5)])
def test_longer_documents_have_more_time(chars: int, times: int) -> None:
    text = reading.read_string("渔" * 50 + "\n", "a.txt")
    page = text.pages[0]
    line = replace(page.items[0], text="渔" * chars, boxes=None)
    long = replace(text, pages=(replace(page, items=(line,)),))
    assert bounded.allowed(long, Limits(analyse_seconds=7)) == 7 * times


def test_rules_that_no_file_has_are_refused() -> None:
    with pytest.raises(ValueError, match="rule files"):
        bounded.Analysts(replace(BOOK, digest="0" * 16), memory=1 << 30)


def test_the_api_keeps_to_a_limit_that_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    alone, bound = (analyse(path, limits=limits).to_dict() for limits in ([], ["analyse-seconds=30"]))
    assert bound["told"] != alone["told"]  # a report says what it was told, and its seal depends on it
    assert {**bound, "told": 0, "seal": 0} == {**alone, "told": 0, "seal": 0}
    assert analyse(TEXT, limits=["analyse-seconds=30"]).claims
    with pytest.raises(ValueError, match="analyse-seconds"):
        analyse(TEXT, limits=["analyse-seconds=0"])


# --- the command line -------------------------------------------------------------------------------------------------

#: The program, with an analysis that never ends for documents named stuck.txt.
PROGRAM = """
import re, sys
from ipextract import pipeline
real = pipeline.analyse_source
def analyse_source(source, **told):
    if source.name.endswith("stuck.txt"):
        print("at it", file=sys.stderr, flush=True)
        re.match(r"(?:a+)+b", "a" * 99)
    return real(source, **told)
pipeline.analyse_source = analyse_source
from ipextract.command.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for name in ("a.txt", "stuck.txt", "z.txt"):
        (tmp_path / "raw" / name).write_text(TEXT.replace("9座", "8座"), "utf-8")
    return tmp_path


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "command", [["check", "raw"], ["run", "raw", "--no-pages"], ["report", "raw", "--output", "out"]]
)
def test_a_run_goes_on_behind_a_document_that_takes_for_ever(command: list[str], folder: Path) -> None:
    done = program(folder, *command, "--limit", "analyse-seconds=2", "--lang", "en")
    assert done.returncode == 3, done.stderr
    assert "raw/stuck.txt: limit: analysis took longer than 2 seconds" in done.stderr
    assert "--limit analyse-seconds=N" in done.stderr


@pytest.mark.parametrize("command", [["extract", "raw/stuck.txt"], ["diff", "raw/a.txt", "raw/stuck.txt"]])
def test_a_command_for_one_document_ends(command: list[str], folder: Path) -> None:
    done = program(folder, *command, "--limit", "analyse-seconds=2", "--lang", "en")
    assert done.returncode == 3, done.stderr
    assert "raw/stuck.txt: limit: " in done.stderr


def test_an_interrupt_ends_the_process(folder: Path) -> None:
    listening = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"  # shells mute it behind &
    command = [sys.executable, "-c", listening + PROGRAM, "check", "raw/stuck.txt", "--lang", "en"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stderr is not None
        while "at it" not in process.stderr.readline():
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert "interrupted" in process.stderr.read()
    assert alone(process.pid)


def alone(group: int) -> bool:
    """Whether nobody is left of a group of processes, within some seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
