"""Hostile files end with the right outcome and a message that names the file, in bounded time and memory."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

import hostile
import pdf_fixtures as pdfs
from ipextract.command.cli import main
from ipextract.model import Line, Source, UnreadableDocument
from ipextract.reading import NAMES, Limits, chunk, read

ROOT = Path(__file__).resolve().parents[1]

#: Smaller than the shipped ones where the end is the same and comes sooner. A child takes 400 MB of addresses to start.
TIGHT = Limits(memory=768 << 20, stream_bytes=96 << 20, seconds=2.0)
#: What a file may take before the test itself gives up; far above what it takes.
WALL = 120


def text(source: Source) -> str:
    return "\n".join(item.text for page in source.pages for item in page.items if isinstance(item, Line))


def children() -> set[int]:
    """The processes whose parent we are, zombies included."""
    tasks = Path("/proc/self/task")
    found: set[int] = set()
    for task in tasks.iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end between the two looks
            found |= {int(pid) for pid in (task / "children").read_text("ascii").split()}
    return found


def ends(path: Path, limits: Limits = TIGHT) -> tuple[str, str]:
    """The outcome of reading a file and what is said of it; ``read`` and its text when it can be read."""
    try:
        return hostile.READ, text(read(path, limits=limits))
    except UnreadableDocument as caught:
        error = caught
    assert str(error).startswith(f"{path}: {error.outcome}: ")
    assert error.message
    assert error.mend
    return error.outcome, error.message


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < WALL


@pytest.mark.parametrize("name", hostile.PDF)
def test_a_hostile_pdf_ends_as_it_should(name: str, tmp_path: Path) -> None:
    make, wanted = hostile.PDF[name]
    path = tmp_path / "a.pdf"
    path.write_bytes(make())
    outcome, said = ends(path)
    assert outcome == wanted, said
    if wanted == hostile.READ:
        assert "35" in said or "42" in said
        assert "9999" not in said
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", hostile.TEXT)
def test_a_hostile_text_ends_as_it_should(name: str, tmp_path: Path) -> None:
    data, wanted = hostile.TEXT[name]
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    outcome, said = ends(path)
    assert outcome == wanted, said
    if wanted == hostile.READ:
        assert hostile.SENTENCE.strip() in said
        assert not set(said) & set(map(chr, [*range(9), *range(14, 32), *range(127, 160)]))


def test_the_list_is_long_enough() -> None:
    assert len(hostile.PDF) + len(hostile.TEXT) >= 24


# --- files that are none -------------------------------------------------------------------------------------------


def sparse(place: Path) -> Path:
    path = place / "a.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(201 << 20)
    return path


def loop(place: Path) -> Path:
    path = place / "a.txt"
    path.symlink_to(path)
    return path


def pipe(place: Path) -> Path:
    os.mkfifo(place / "a.pdf")
    return place / "a.pdf"


def listener(place: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(os.path.relpath(place / "a.txt"))
    return place / "a.txt"


STRANGE: dict[str, tuple[Callable[[Path], Path], str, str]] = {
    "sparse": (sparse, "limit", "the limit is 209715200"),
    "folder": (lambda place: place, "unsupported", "a folder"),
    "device": (lambda place: Path(os.devnull), "unsupported", "a pipe or a device"),
    "endless device": (lambda place: Path("/dev/zero"), "unsupported", "a pipe or a device"),
    "pipe": (pipe, "unsupported", "a pipe or a device"),
    "socket": (listener, "unsupported", "a pipe or a device"),
    "link to itself": (loop, "missing", "leads back to itself"),
    "absent": (lambda place: place / "a.pdf", "missing", "no such file"),
    "file as a folder": (lambda place: Path(__file__) / "a.pdf", "missing", "no such file"),
    "endless name": (lambda place: place / ("a" * 300), "missing", os.strerror(errno.ENAMETOOLONG)),
    "NUL in the name": (lambda place: place / "a\0.pdf", "missing", "no such file"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_file_is_refused_without_opening_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, wanted, said = STRANGE[name]
    outcome, message = ends(make(tmp_path))
    assert outcome == wanted
    assert said in message


def test_a_file_that_nobody_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    path.chmod(0)
    # The superuser may read everything, so we are somebody else for a moment.
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        outcome, message = ends(path)
    finally:
        os.seteuid(before)
    assert (outcome, message) == ("missing", f"cannot be read: {os.strerror(errno.EACCES)}")


def test_the_command_says_of_a_file_that_nobody_may_read_what_it_says_of_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    refused = OSError(errno.EACCES, os.strerror(errno.EACCES))
    opened = os.open

    def closed(target: str | Path, *given: int, **named: int) -> int:
        if Path(target) == path:
            raise refused
        return opened(target, *given, **named)

    monkeypatch.setattr(os, "access", lambda *given, **named: False)
    monkeypatch.setattr(os, "open", closed)
    assert main(["check", str(path), "--lang", "en"]) == 3
    assert f"{path}: missing: cannot be read: {refused.strerror} (check the permissions)" in capsys.readouterr().err


def test_a_file_that_vanishes_before_it_is_opened_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    opened = os.open

    def gone(*arguments, **named):
        path.unlink(missing_ok=True)
        return opened(*arguments, **named)

    monkeypatch.setattr(os, "open", gone)
    assert ends(path) == ("missing", "no such file")


def test_a_file_that_is_written_to_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    told = os.fstat

    def meanwhile(handle):
        before = told(handle)
        with path.open("a", encoding="utf-8") as file:
            file.write(hostile.SENTENCE)
        return before

    monkeypatch.setattr(os, "fstat", meanwhile)
    assert ends(path) == ("damaged", "it was written to while it was read")


def test_what_is_not_in_the_text_of_a_page_is_told(tmp_path: Path) -> None:
    said = {}
    for name in ("attached file", "form fields", "deep arrays"):
        path = tmp_path / "a.pdf"
        path.write_bytes(hostile.PDF[name][0]())
        said[name] = [(issue.code, issue.message) for issue in read(path, limits=TIGHT).issues]
    assert said == {
        "attached file": [("IPX823", "attached files: 1; they were not read")],
        "form fields": [
            ("IPX823", "page 1: form fields, notes and stamps laid over it: 2; what they say was not read")
        ],
        "deep arrays": [],
    }


def test_a_link_to_a_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(hostile.SENTENCE, "utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert ends(tmp_path / "b.txt")[0] == hostile.READ


@pytest.mark.parametrize("name", ["年报 2024.txt", "\U0001f4c8.txt", "a\nb.txt", "-v.txt", "--output.txt", "a'\"b.txt"])
def test_a_name_is_a_name_whatever_is_in_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("raw").mkdir()
    Path("raw", name).write_text(hostile.SENTENCE, "utf-8")
    assert main(["run", "raw", "-q"]) == 0
    assert Path("output", Path(name).stem, "claims.csv").is_file()


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hold_us_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    opened = os.open

    def swapped(*arguments, **named):
        path.unlink()
        os.mkfifo(path)
        return opened(*arguments, **named)

    monkeypatch.setattr(os, "open", swapped)
    assert ends(path)[0] == "unsupported"


# --- the child process ---------------------------------------------------------------------------------------------


def three_pages(middle: bytes) -> bytes:
    """Three pages, of which the second draws ``middle``."""
    kids = [
        hostile.page(resources=b"/XObject << /F 9 0 R >>").replace(b"4 0 R", b"%d 0 R" % content)
        for content in (4, 8, 4)
    ]
    pages = b"<< /Type /Pages /Kids [3 0 R 6 0 R 7 0 R] /Count 3 >>"
    form = pdfs.stream(b"/F Do /F Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 10 0 R")
    head, shown = hostile.CATALOG, pdfs.stream(hostile.SHOWN)
    objects = [head, pages, kids[0], shown, hostile.FONT, *kids[1:], pdfs.stream(middle), form]
    return pdfs.by_hand([*objects, b"<< /XObject << /F 9 0 R >> >>"])


def test_the_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(three_pages(b"/F Do"))
    outcome, message = ends(path)
    assert outcome == "limit"
    assert message.startswith("page 2: ")
    path.write_bytes(three_pages(hostile.SHOWN))
    assert ends(path)[1].count("35 districts") == 3


def test_pages_that_are_too_much_together_are_read_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(three_pages(hostile.SHOWN))
    run, asked = subprocess.run, []

    def breaking(command: list[str], **named):
        job = json.loads(command[-1])
        asked.append((job["first"], job["last"]))
        if len(asked) == 1:
            return subprocess.CompletedProcess(command, -9, b"", b"#3\n@1\n@2\n")
        return run(command, **named)

    monkeypatch.setattr(chunk.subprocess, "run", breaking)
    assert ends(path)[1].count("35 districts") == 3
    assert asked == [(0, 25), (1, 2), (0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("code", "said", "outcome"),
    [
        (-6, b"", "limit"),
        (-6, b"malloc(): corrupted top size\n", "damaged"),
        (-9, b"", "limit"),
        (-11, b"", "damaged"),
        (-24, b"#1\n@1\n", "limit"),
        (1, b"Traceback\nMemoryError\n", "limit"),
        (1, b"Traceback\nZeroDivisionError: x\n", "damaged"),
        (0, b"", "damaged"),
    ],
)
def test_every_end_of_the_child_has_a_type(
    code: int, said: bytes, outcome: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.sound())
    monkeypatch.setattr(
        chunk.subprocess, "run", lambda command, **named: subprocess.CompletedProcess(command, code, b"", said)
    )
    assert ends(path)[0] == outcome


def test_a_child_that_is_stopped_or_killed_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(hostile.many_chars())
    before = children()
    assert ends(path, replace(TIGHT, start_seconds=0.4, seconds=0.1, page_seconds=0))[0] == "limit"
    assert children() == before
    found: list[tuple[str, str]] = []
    reader = threading.Thread(target=lambda: found.append(ends(path)))
    reader.start()
    deadline = time.monotonic() + WALL / 2
    while not (born := children() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    for child in born:
        os.kill(child, 9)
    reader.join(WALL / 2)
    assert [outcome for outcome, _ in found] == ["limit"]
    assert children() == before
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = b":%d/" % server.getsockname()[1]
        for make in (hostile.with_programs, hostile.outside_stream):
            path = tmp_path / "a.pdf"
            path.write_bytes(moved(make().replace(b"(/etc/passwd)", b"(http://127.0.0.1:9/)"), port))
            assert ends(path)[0] == hostile.READ
        with pytest.raises(BlockingIOError):
            server.accept()


def moved(data: bytes, port: bytes) -> bytes:
    """A PDF with another port in its links; the objects are where they were."""
    objects = [part.partition(b"\n")[2].removesuffix(b"\nendobj\n") for part in data.split(b" 0 obj")[1:]]
    objects[:-1] = [each.rpartition(b"\nendobj\n")[0] for each in objects[:-1]]
    objects[-1] = objects[-1].partition(b"\nendobj\n")[0]
    return pdfs.by_hand([each.replace(b":9/", port) for each in objects])


PEAK = """
import resource, sys
from pathlib import Path
from ipextract.reading import Limits, read
verify = sys.argv[2] == "verify"
read(Path(sys.argv[1]), limits=Limits(chunk_pages=1000, verify=verify, verify_pages=0, seconds=60))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


@pytest.mark.parametrize("verify", ["once", "verify"])
def test_memory_does_not_grow_with_the_pages(verify: str, tmp_path: Path) -> None:
    peaks = []
    for pages in (5, 45) if verify == "verify" else (10, 160):
        path = tmp_path / f"{pages}.pdf"
        path.write_bytes(pdfs.prose([hostile.SENTENCE.strip() * 20] * pages, rows_per_page=16))
        done = subprocess.run(
            [sys.executable, "-c", PEAK, str(path), verify], capture_output=True, check=True, text=True
        )
        peaks.append(int(done.stdout))
    # Open pages cost 1.2 MB or more each with the second reader and hundreds of kilobytes with the first.
    assert peaks[1] - peaks[0] < 30, peaks


# --- the command ---------------------------------------------------------------------------------------------------


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ipextract", *arguments], cwd=cwd, capture_output=True, timeout=120, text=True
    )


def test_the_command_names_every_file_and_goes_on(tmp_path: Path) -> None:
    for name in ("double flate", "wrong startxref", "user password", "page of 10^9 points", "cut at the end", "zip"):
        (tmp_path / f"{name}.pdf").write_bytes(hostile.PDF[name][0]())
    (tmp_path / "NUL bytes.txt").write_bytes(hostile.TEXT["NUL bytes"][0])
    (tmp_path / "good.txt").write_text(hostile.SENTENCE, "utf-8")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    done = command("run", ".", "--limit", "stream-bytes=64M", cwd=tmp_path)
    assert done.returncode == 3
    wanted = {
        "double flate.pdf": "limit",
        "wrong startxref.pdf": "damaged",
        "user password.pdf": "encrypted",
        "page of 10^9 points.pdf": "limit",
        "cut at the end.pdf": "truncated",
        "zip.pdf": "damaged",
        "NUL bytes.txt": "unsupported",
        "pipe.pdf": "unsupported",
        "loop.txt": "missing",
    }
    told = dict(line.removeprefix("ipextract: ").split(": ")[:2] for line in done.stderr.splitlines())
    assert told == wanted
    assert (tmp_path / "output/good/claims.csv").is_file()
    for name, outcome in wanted.items():
        record = json.loads((tmp_path / "output" / Path(name).stem / "report.json").read_text("utf-8"))
        assert record["unreadable"]["outcome"] == outcome


def test_escapes_in_names_and_texts_do_not_reach_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["\x1b[31m\nred.txt", "\u202ereversed.txt", "-q.txt", "\x9b2J.pdf"]
    for name in names:
        (tmp_path / name).write_bytes(hostile.TEXT["escapes"][0] + "共计\x1b[7m16所。\n".encode())
    calls = [["check"], ["run"], *(["extract", "--format", form] for form in ("text", "json", "csv"))]
    for arguments, name in itertools.product(calls, names):
        assert main([*arguments, "--", name]) == (3 if name.endswith(".pdf") else 0)
        said = b"".join(capfdbinary.readouterr()).decode("utf-8")
        assert not {each for each in said if ord(each) < 32 or 127 <= ord(each) < 160} - set("\n"), (arguments, name)


def test_a_limit_is_set_on_the_command_line_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(hostile.SENTENCE, "utf-8")
    assert main(["check", str(path), "--limit", "chars=20"]) == 3
    said = f"{path}: limit: the text has 29 characters, the limit is 20 (split the file or raise the limit (--limit))"
    assert said in capsys.readouterr().err
    assert main(["check", str(path), "--limit", "chars=1K", "--limit", "pages=1"]) == 0
    monkeypatch.setenv("IPEXTRACT_LIMIT", "pages=7 chars=20")
    assert main(["check", str(path)]) == 3
    assert main(["check", str(path), "--limit", "chars=1K"]) == 0
    for wish in ("pages", "pages=", "pages=0", "pages=-1", "pages=1.5", "memory=4T", "seconds=nan", "sides=4", "=4"):
        assert main(["check", str(path), "--limit", wish]) == 2
        assert f"--limit {wish!r}: " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a" * 300, "a.txt/b.txt"])
def test_a_name_that_no_file_can_have_is_a_usage_fault(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(hostile.SENTENCE, "utf-8")
    assert main(["check", name]) == 2
    assert capsys.readouterr().err.startswith(f"ipextract: {name}: ")


# --- the documentation ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_limits_shown_are_those_of_the_program(page: str) -> None:
    shown = re.findall(r"^\| `([a-z-]+)` \| ([\d.]+)( [MG]B)? \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    units = {"": 1, " MB": 1 << 20, " GB": 1 << 30}
    assert [name for name, _, _ in shown] == list(NAMES)
    for name, amount, unit in shown:
        assert float(amount) * units[unit] == getattr(Limits(), name.replace("-", "_")), name


def test_the_outcomes_shown_are_those_of_the_program() -> None:
    page = (ROOT / "docs" / "hostile-files.md").read_text("utf-8")
    named = re.search(r"outcome: ([\w, -]+)\.", str(UnreadableDocument.__doc__))
    assert named is not None
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE)) == set(named[1].split(", "))
    assert {outcome for _, outcome in (*hostile.PDF.values(), *hostile.TEXT.values())} <= {
        hostile.READ,
        *named[1].split(", "),
    }
