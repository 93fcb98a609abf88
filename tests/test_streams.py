"""Standard streams that are closed, full, or whose reader has gone: the exit code, the message, and what is written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipextract.command.console import Exit
from ipextract.command.streams import Guarded, PipeClosed

SOUND = "2031年全县新建泵站36座，同比增长12.5%。\n"
WRONG = "全年新建泵站7座、水闸5座、堤坝3座，共计16座。\n"
FULL = Path("/dev/full")
LOST = "ipextract: standard output: {}; what should have been printed is lost: send it where it can be written\n"

needs_sh = pytest.mark.skipif(os.name != "posix", reason="closing a stream takes a POSIX shell")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A line of sh in which ``ipextract`` is the program."""
    known = {name: told for name, told in os.environ.items() if not name.startswith(("LC_", "IPEXTRACT_"))}
    start = f'ipextract() {{ "{sys.executable}" -m ipextract "$@"; }}\n'
    environment = {**known, "LANG": "C.UTF-8"}
    return subprocess.run(
        ["sh", "-c", start + line], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "sound.txt").write_text(SOUND, "utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, "utf-8")
    return tmp_path


@needs_sh
@pytest.mark.parametrize(
    "call", ["check wrong.txt", "check sound.txt", "extract sound.txt", "explain IPX101", "--help", "--version"]
)
@pytest.mark.parametrize(
    ("where", "why"),
    [(">&-", "it is closed"), pytest.param(">/dev/full", "No space left on device", marks=needs_full)],
    ids=["closed", "full"],
)
def test_an_output_that_cannot_be_printed_is_a_fault_of_the_call(call: str, where: str, why: str, desk: Path) -> None:
    done = shell(f"ipextract {call} {where}", desk)
    assert done.returncode == Exit.USAGE
    assert done.stderr.endswith(LOST.format(why))
    assert "Traceback" not in done.stderr


@needs_sh
def test_files_are_written_where_nothing_can_be_printed(desk: Path) -> None:
    done = shell("ipextract run wrong.txt sound.txt --report jsonl=found.jsonl <&- >&-", desk)
    assert done.returncode == Exit.USAGE
    assert '"fails": true' in (desk / "found.jsonl").read_text("utf-8")
    for name in ("wrong", "sound"):
        assert (desk / "output" / name / "report.json").is_file()
    assert (desk / "output/archive.duckdb").read_bytes()[8:12] == b"DUCK"


@needs_sh
def test_nothing_is_lost_where_there_is_nothing_to_print(desk: Path) -> None:
    done = shell("ipextract check sound.txt -q >&-", desk)
    assert (done.returncode, done.stderr) == (Exit.OK, "")


@needs_sh
@pytest.mark.parametrize("where", ["2>&-", pytest.param("2>/dev/full", marks=needs_full)], ids=["closed", "full"])
@pytest.mark.parametrize(
    ("call", "code"),
    [("check wrong.txt", 1), ("check nowhere", 2), ("check sound.txt --nonsense", 2), ("check empty.txt", 3)],
)
def test_what_nobody_wants_to_hear_changes_no_code(call: str, code: int, where: str, desk: Path) -> None:
    (desk / "empty.txt").touch()
    assert shell(f"ipextract {call} {where}", desk).returncode == code


@needs_sh
def test_no_file_takes_the_place_of_a_closed_stream(desk: Path) -> None:
    done = shell("ipextract run wrong.txt -v <&- >&- 2>&-", desk)
    assert done.returncode == Exit.USAGE
    assert shell("ipextract catalog --format json", desk).returncode == Exit.OK


@needs_sh
@pytest.mark.parametrize("call", ["--help", "extract sound.txt", "check wrong.txt", "rules list"])
def test_a_reader_that_has_gone_ends_the_program_as_a_signal_would(call: str, desk: Path) -> None:
    # What reads is gone before anything is printed: it closes its end, then says so.
    done = shell(f"{{ sleep 0.3; ipextract {call}; echo $? >code; }} | exec <&-; sleep 0; wait; cat code", desk)
    assert done.stdout.strip() == str(int(Exit.PIPE_CLOSED)), done.stderr
    assert done.stderr == ""


@needs_sh
def test_a_reader_of_messages_that_has_gone_changes_nothing(desk: Path) -> None:
    done = shell("{ ipextract check nowhere 2>&1 >/dev/null; echo $? >code; } | exec <&-; wait; cat code", desk)
    assert done.stdout.strip() == str(int(Exit.USAGE))


# --- the stream itself -----------------------------------------------------------------------------------------------


def test_what_is_written_arrives_whole_though_the_other_side_is_slow() -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    reader = subprocess.Popen(
        [sys.executable, "-c", "import sys, time; time.sleep(0.2); print(len(sys.stdin.buffer.read()))"],
        stdin=ours, stdout=subprocess.PIPE,
    )  # fmt: skip
    os.close(ours)
    stream = Guarded(theirs, closed_before=False, counts=True)
    assert stream.write(b"x" * 1_000_000) == 1_000_000
    os.close(theirs)
    assert reader.communicate()[0].split() == [b"1000000"]
    assert stream.lost == ""


@pytest.mark.parametrize("counts", [True, False])
def test_a_reader_that_has_gone_is_told_once(counts: bool) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    stream = Guarded(theirs, closed_before=False, counts=counts)
    if counts:
        with pytest.raises(PipeClosed):
            stream.write(b"x")
    assert stream.write(b"x") == 1
    os.close(theirs)


def test_a_stream_that_stands_in_for_a_closed_one_knows_what_it_lost() -> None:
    with Path(os.devnull).open("wb") as nothing:
        stream = Guarded(nothing.fileno(), closed_before=True, counts=True)
        text = io.TextIOWrapper(io.BufferedWriter(stream), encoding="utf-8")
        text.flush()
        assert stream.lost == ""
        text.write("x")
        text.flush()
        assert stream.lost == "it is closed"
