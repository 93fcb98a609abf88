"""No command asks the network for anything, whatever it is given: seen by Python, by a proxy and by the kernel."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ipextract.command.cli import cli
from ipextract.command.reporting import FORMATS
from office_fixtures import docx, para
from pdf_fixtures import lines_at
from sampling import some

GUARD = Path(__file__).parent / "offline"
CAUGHT = (97, -31)
"""How a process ends that was caught: by the hook of the guard, by the kernel (SIGSYS)."""

THEN = "云岭县2031年水利公报\n2031年，全县新建泵站7座、水闸5座、堤坝3座，共计15座。全县有水库120座，比上年增长9.1%。\n"
NOW = "云岭县2032年水利公报\n2032年，全县新建泵站7座、水闸5座、堤坝3座，共计16座。全县有水库132座，比上年增长10.0%。\n"
#: A page that asks for a style sheet, a picture, a frame and an entity from elsewhere.
PAGE = """<!DOCTYPE html SYSTEM "http://{away}/strict.dtd"><html><head><meta charset="utf-8">
<link rel="stylesheet" href="http://{away}/a.css"><base href="http://{away}/"><script src="http://{away}/a.js"></script>
<style>@import url(http://{away}/b.css); p {{ background: url(http://{away}/c.png) }}</style></head>
<body><p>2032年，全县新建泵站7座、水闸5座，共计12座。<img src="http://{away}/d.png"></p>
<iframe src="http://{away}/e.html"></iframe></body></html>
"""
#: Every command with what it is given, in the folder that ``desk`` lays out. A command that is not here fails the test.
CALLS = {
    "run": ["run raw -q", "run raw/then.txt --output new --archive md:new --lang zh"],
    "check": [
        "check raw " + " ".join(f"--report {form}=ci/{form}" for form in FORMATS),
        "check raw --report html=pages --report xlsx=a.xlsx --second-reader --jobs 2",
        "check raw --rules http://{away}/rules",
    ],
    "extract": [f"extract raw/{name} --format {form}" for name, form in (("now.txt", "json"), ("a.pdf", "csv"))]
    + [f"extract raw/{name} --format text" for name in ("page.html", "word.docx", "note.md")],
    "report": ["report raw --output pages"],
    "explain": ["explain IPX101", "explain {finding} output"],
    "why": ["why raw/now.txt 132座"],
    "verify": ["verify output", "verify output --source raw"],
    "waive": ["waive IPX101 {finding} --reason r --owner o --expires 2999-01-01 --waivers w.toml"],
    "baseline": ["baseline output --baseline b.toml"],
    "selftest": ["selftest raw/now.txt --sample 3"],
    "series": ["series 水库 --plot a.svg", "series 水库 --format json"],
    "catalog": ["catalog", "catalog --unkeyed --format csv"]
    + [f"catalog --archive {name}" for name in ("reports.db", "empty.duckdb", "md:reports", "s3:/a/b")],
    "diff": [
        "diff 2031 2032", "diff raw/then.txt raw/now.txt --format html", "diff 2031 2032 --format xlsx --output d.xlsx",
    ],
    "export": [
        "export --to tables", "export --to tables --format csv", "export --to sqlite:///new.db",
        "export --archive reports.db --to tables",
    ],
    "rules lint": ["rules lint"],
    "rules test": ["rules test"],
    "rules list": ["rules list"],
    "": ["--help", "--version", "nonsense"],
}  # fmt: skip


@pytest.fixture(scope="module")
def away() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that everything is told to go through, and whoever came to it."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    visitor, _ = server.accept()
                except OSError:
                    return
                came.append(visitor.recv(200).decode("latin-1"))
                visitor.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)


def offline(
    *arguments: str, cwd: Path, away: str, program: tuple[str, ...] = ("-m", "ipextract")
) -> subprocess.CompletedProcess[str]:
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "ftp_proxy"), f"http://{away}")
    kept = {name: told for name, told in os.environ.items() if not name.lower().endswith("_proxy")}
    told = {
        "PYTHONPATH": str(GUARD), "HOME": str(cwd), "OFFLINE_LOG": str(cwd / "asked.log"), "LANG": "C.UTF-8",
        "IPEXTRACT_TODAY": "2033-01-01", **proxies, **{name.upper(): proxy for name, proxy in proxies.items()},
    }  # fmt: skip
    command = [sys.executable, *program, *arguments]
    return subprocess.run(command, cwd=cwd, env={**kept, **told}, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, away: tuple[str, list[str]]) -> Path:
    """A folder with reports of every kind, what a run wrote of them, and files that want something from elsewhere."""
    folder = tmp_path_factory.mktemp("offline")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "then.txt").write_text(THEN, "utf-8")
    (raw / "now.txt").write_text(NOW, "utf-8")
    (raw / "page.html").write_text(PAGE.format(away=away[0]), "utf-8")
    (raw / "note.md").write_text(f"# 公报\n\n![](http://{away[0]}/a.png) 全县有水库132座。\n", "utf-8")
    (raw / "word.docx").write_bytes(docx(para("全县新建泵站7座、水闸5座，共计12座。")))
    (raw / "a.pdf").write_bytes(lines_at([(80, 100, "42")]))
    with sqlite3.connect(folder / "reports.db") as other:
        other.execute("CREATE TABLE documents (name TEXT)")
    (folder / "empty.duckdb").touch()
    done = offline("run", "raw", cwd=folder, away=away[0])
    assert done.returncode in (1, 3), done.stderr
    return folder


def leaves(group: click.Group, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield before + name


def test_every_command_is_watched() -> None:
    assert CALLS.keys() - {""} == set(leaves(cli))


@pytest.mark.parametrize("call", [call for calls in CALLS.values() for call in some(calls)])
def test_nothing_is_asked(call: str, desk: Path, away: tuple[str, list[str]]) -> None:
    found = re.search(r'"finding_id": "(f\w+)"', (desk / "output/now/report.json").read_text("utf-8"))
    assert found is not None
    arguments = call.format(away=away[0], finding=found[1]).split()
    done = offline(*arguments, cwd=desk, away=away[0])
    assert done.returncode in (0, 1, 2, 3), done.stderr
    assert not (desk / "asked.log").exists(), (desk / "asked.log").read_text("utf-8")
    assert away[1] == []


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request; urllib.request.urlopen('http://example.invalid/')",
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', 'import socket; socket.socket()']))",
    ],
)
def test_the_guard_catches_python(code: str, tmp_path: Path, away: tuple[str, list[str]]) -> None:
    done = offline(cwd=tmp_path, away=away[0], program=("-c", code))
    assert done.returncode in (*CAUGHT, 256 + CAUGHT[1]), done  # the last one passes on how its child ended


def test_the_guard_catches_what_is_no_python(tmp_path: Path, away: tuple[str, list[str]]) -> None:
    with sqlite3.connect(tmp_path / "reports.db") as other:
        other.execute("CREATE TABLE documents (name TEXT)")
    asks = "import os, duckdb; print(os.environ['OFFLINE_CONFINED'], flush=True); duckdb.connect('reports.db')"
    done = offline(cwd=tmp_path, away=away[0], program=("-c", asks))
    if done.stdout.strip() == "no":
        pytest.skip("this kernel does not watch system calls for a process (seccomp); the proxy and the hook still do")
    assert done.returncode == CAUGHT[1]
