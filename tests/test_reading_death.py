"""A reading process that gives no answer: every end of it has one name, whoever asked it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import pdf_fixtures as pdfs
from ipextract.model import UnreadableDocument
from ipextract.reading import Limits, apart, chunk, read, recognise

STARVED = "needs more than 2147483648 bytes of memory"
LOADER = b"ImportError: libx.so: failed to map segment from shared object\n"
ENDS = [
    (-6, b"", "limit", STARVED),
    (-6, b"malloc(): corrupted top size\n", "damaged", "ended with code -6: malloc(): corrupted top size"),
    (-6, b"terminate called after throwing an instance of 'std::bad_alloc'\n", "limit", STARVED),
    (-9, b"", "limit", "was killed, as happens when memory runs out"),
    (-11, b"", "damaged", "ended with code -11"),
    (-24, b"", "limit", "seconds of processor time"),
    (1, b"Traceback (most recent call last):\nMemoryError\n", "limit", STARVED),
    (1, b"Traceback (most recent call last):\n" + LOADER, "limit", STARVED),
    (1, b"cv2.error: (-4:Insufficient memory) Failed to allocate 9 bytes\n", "limit", STARVED),
    (1, b"Traceback (most recent call last):\nZeroDivisionError: x\n", "damaged", "code 1: ZeroDivisionError: x"),
    (0, b"", "damaged", "gave no answer"),
]


def pdf(place: Path) -> Path:
    place.with_suffix(".pdf").write_bytes(pdfs.lines_at([(80, 100, "42")]))
    return place.with_suffix(".pdf")


def page(place: Path) -> Path:
    place.with_suffix(".html").write_text("<html><p>码头12座。</p></html>", "utf-8")
    return place.with_suffix(".html")


def picture(place: Path) -> Path:
    place.with_suffix(".png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    return place.with_suffix(".png")


def lost(place: Path, limits: Limits | None = None) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(place, limits=limits)
    assert caught.value.name == str(place)
    assert caught.value.mend
    return caught.value


@pytest.fixture(autouse=True)
def all_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "installed", lambda: True)


def answering(monkeypatch: pytest.MonkeyPatch, code: int, answer: bytes, said: bytes) -> None:
    done = subprocess.CompletedProcess([], code, answer, said)
    monkeypatch.setattr(subprocess, "run", lambda command, **named: done)


@pytest.mark.parametrize(("code", "said", "outcome", "message"), ENDS)
@pytest.mark.parametrize("make", [pdf, page, picture])
def test_every_death_has_one_name(
    make: Callable[[Path], Path],
    code: int,
    said: bytes,
    outcome: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = make(tmp_path / "a")
    answering(monkeypatch, code, b"", said)
    error = lost(path, Limits(scan_memory=Limits().memory))
    assert (error.outcome, message in error.message) == (outcome, True), error.message


@pytest.mark.parametrize("answer", [b"42", b"no JSON at all", (9).to_bytes(8, "little") + b"no JSON, 1"])
@pytest.mark.parametrize("make", [pdf, page])
def test_an_answer_that_is_none_is_damage(
    make: Callable[[Path], Path], answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a")
    answering(monkeypatch, 0, answer, b"")
    error = lost(path)
    assert error.outcome == "damaged"
    assert error.message.startswith("the process for reading gave no answer: ")


SLEEPS = "import time; time.sleep(60)"
WORKS = """
import json, sys
from ipextract.reading.apart import confine
from ipextract.reading.limits import Limits
job = json.loads(sys.argv[1])
limits = Limits(**job["limits"])
confine(limits, job.get("busy", limits.busy(1)))
"""
SPINS = WORKS + "while True: pass"
GROWS = WORKS + "held = bytearray(64 << 30)"


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (SLEEPS, r"took longer than \d+(\.\d+)? seconds"),
        (SPINS, r"took more than \d+(\.\d+)? seconds of processor time"),
        (GROWS, r"needs more than \d+ bytes of memory"),
    ],
    ids=["the clock", "the processor", "memory"],
)
@pytest.mark.parametrize("make", [pdf, page])
def test_a_process_beyond_its_bounds_is_stopped_and_says_which(
    make: Callable[[Path], Path], program: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "a")
    run = subprocess.run
    monkeypatch.setattr(
        subprocess, "run", lambda command, **named: run([sys.executable, "-c", program, command[-1]], **named)
    )
    start = 0.5 if program == SLEEPS else 60
    limits = Limits(start_seconds=start, seconds=0.2, page_seconds=0.05, whole_seconds=0.2)
    error = lost(path, limits)
    assert error.outcome == "limit"
    assert re.fullmatch(f"reading {said}", error.message), error.message


def test_both_kinds_of_processes_are_judged_alike() -> None:
    assert chunk.died is apart.died
