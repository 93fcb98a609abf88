"""The command on a real pseudo-terminal: width, colours, progress; and on pipes."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from ipextract.writing.columns import width

termios = pytest.importorskip("termios", reason="no pseudo-terminals on this platform")
fcntl = pytest.importorskip("fcntl", reason="no pseudo-terminals on this platform")

SOURCE = str(Path(__file__).resolve().parents[1] / "src")
TEXT = (
    "全年新建小学7所、初中5所、高中3所，共计16所，比上年增长百分之十二点五，办学条件进一步改善，群众满意度达到97.5%。\n"
)
COLOUR = re.compile(r"\x1b\[(?:31;1|2)m")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("一号报告.txt", "second.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    return tmp_path


def call(folder: Path, *, columns: int, on: str, **told: str) -> tuple[str, str]:
    """What goes to the terminal and what to the pipe; ``on`` says which stream the terminal is."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    environment = {**known, "TERM": "xterm", "PYTHONPATH": SOURCE, "PYTHONIOENCODING": "utf-8", **told}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, on: theirs}
    command = [sys.executable, "-m", "ipextract", "check", ".", "--lang", "zh"]
    with subprocess.Popen(command, cwd=folder, env=environment, **streams) as process:  # type: ignore[call-overload]
        os.close(theirs)
        seen = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not data:
                break
            seen += data
        pipe = process.stdout or process.stderr
        rest = pipe.read()
    os.close(ours)
    assert process.returncode == 1, rest.decode()
    return seen.decode().replace("\r\n", "\n"), rest.decode()


def test_a_narrow_terminal_is_filled_and_not_overrun(folder: Path) -> None:
    shown, _ = call(folder, columns=40, on="stdout")
    assert COLOUR.search(shown)
    assert max(width(line) for line in shown.splitlines()) <= 40
    assert "^" in shown
    assert "16所" in shown


def test_no_colour_where_none_is_wanted(folder: Path) -> None:
    shown, said = call(folder, columns=100, on="stdout", NO_COLOR="1")
    assert "\x1b" not in shown + said
    assert "^^^^ 合计" in shown


def test_progress_leaves_the_results_alone(folder: Path) -> None:
    shown, piped = call(folder, columns=60, on="stderr")
    assert "second.txt" in shown
    assert "一号报告.txt" in shown
    assert "/2" in shown
    assert "\x1b" not in piped
    told = {**os.environ, "PYTHONPATH": SOURCE, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "ipextract", "check", ".", "--lang", "zh"]
    quiet = subprocess.run(command, cwd=folder, env=told, capture_output=True)
    assert quiet.stdout.decode() == piped
    assert quiet.stderr == b""
