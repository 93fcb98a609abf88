"""The scripts of docs/ci.md, the action and the Makefile, word for word, with a program that crashes in every way."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
SOUND = "全县新建泵站7座、水闸5座、堤坝3座，共计15座。"
WRONG = "全县新建泵站7座、水闸5座、堤坝3座，共计16座。"

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are for sh and bash")

FINDING = '{"document": "raw/a.txt", "code": "IPX101", "fails": true}'
MILD = '{"document": "raw/a.txt", "code": "IPX101", "fails": false}'
UNREAD = '{"document": "raw/b.doc", "code": "unread", "fails": true, "message": "\\"fails\\": true"}'
SHELLS = {
    "sh": ["sh"],
    "sh -e": ["sh", "-e"],
    "bash": ["bash"],
    "bash -e": ["bash", "-e"],
    "bash -euo pipefail": ["bash", "--noprofile", "--norc", "-euo", "pipefail"],
}


def scripts() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def gitlab() -> str:
    """The script lines of the job for GitLab, which runs them in one shell."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    jobs: list[Any] = [YAML(typ="safe", pure=True).load(block) for block in blocks]
    [job] = [each["ipextract"] for each in jobs if "script" in each.get("ipextract", {})]
    return "\n".join(job["script"]) + "\n"


def jenkins() -> str:
    [line] = re.findall(r"^sh '(.*)'$", PAGE, re.MULTILINE)
    return line


def stub(folder: Path, name: str, text: str) -> None:
    place = folder / "bin" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    place.chmod(place.stat().st_mode | stat.S_IXUSR)


def does(script: str, folder: Path, shell: str = "bash -euo pipefail", **told: str) -> subprocess.CompletedProcess[str]:
    (folder / "raw").mkdir(exist_ok=True)
    environment = {**os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "LANG": "C.UTF-8", **told}
    call = [*SHELLS[shell], "-c", script]
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def program(writes: str | None, code: str, file: str = "found.jsonl") -> str:
    """A program that writes a file or does not, and ends."""
    return ("" if writes is None else f"cat >{file} <<'EOF'\n{writes}\nEOF\n") + code


#: What the program writes, how it ends, and what the script that looks at findings alone ends with.
JSONL = {
    "fine": ("", "exit 0", 0),
    "mild": (MILD, "exit 0", 0),
    "findings": (f"{MILD}\n{FINDING}", "exit 1", 1),
    "unread": (UNREAD, "exit 3", 0),
    "unread and findings": (f"{FINDING}\n{UNREAD}", "exit 3", 1),
    "usage": (None, "exit 2", 2),
    "internal": (None, "exit 4", 4),
    "internal, written": (FINDING, "exit 4", 4),
    "interrupted": (None, "exit 130", 130),
    "bare traceback": (None, "echo Traceback >&2; exit 1", 4),
    "traceback behind the file": ("", "exit 1", 4),
    "killed": (None, "kill -9 $$", 137),
    "segmentation fault": (None, "kill -11 $$", 139),
    "says fine and writes nothing": (None, "exit 0", 4),
    "says fine and writes findings": (FINDING, "exit 0", 4),
    "unread without a word": (None, "exit 3", 4),
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("how", JSONL)
def test_the_script_for_contradictions_alone(how: str, shell: str, tmp_path: Path) -> None:
    [script] = scripts()
    writes, ends, code = JSONL[how]
    stub(tmp_path, "ipextract", program(writes, ends))
    for stale in (None, "", FINDING):  # what an earlier job left
        (tmp_path / "found.jsonl").unlink(missing_ok=True)
        if stale is not None:
            (tmp_path / "found.jsonl").write_text(f"{stale}\n", "utf-8")
        done = does(script, tmp_path, shell)
        assert done.returncode == code, (stale, done.stderr)
        if code == 4 and "exit 4" not in ends:
            assert "does not bear out" in done.stderr


def test_a_program_that_is_not_there_is_no_green_job(tmp_path: Path) -> None:
    [script] = scripts()
    (tmp_path / "bin").mkdir()
    assert does(f"ipextract() {{ nowhere/ipextract; }}\n{script}", tmp_path).returncode == 127


@pytest.mark.parametrize(("text", "code"), [(SOUND, 0), (WRONG, 1), ("", 0)])
def test_the_script_with_the_program_itself(text: str, code: int, tmp_path: Path) -> None:
    [script] = scripts()
    stub(tmp_path, "ipextract", f'exec "{sys.executable}" -m ipextract "$@"')
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(text, "utf-8")
    (tmp_path / "raw/b.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    done = does(script, tmp_path)
    assert done.returncode == code, done.stderr


def test_the_script_with_a_program_whose_dependency_is_broken(tmp_path: Path) -> None:
    [script] = scripts()
    stub(tmp_path, "ipextract", f'exec "{sys.executable}" -m ipextract "$@"')
    (tmp_path / "shadow").mkdir()
    (tmp_path / "shadow/click.py").write_text("raise ImportError('it is broken')", "utf-8")
    assert does(script, tmp_path, PYTHONPATH=str(tmp_path / "shadow")).returncode == 4
    (tmp_path / "shadow/click.py").write_text("import os; os._exit(1)", "utf-8")  # what nobody can catch
    assert does(script, tmp_path, PYTHONPATH=str(tmp_path / "shadow")).returncode == 4


JUNIT = {
    "fine": ("<x/>", "exit 0", 0),
    "findings": ("<x/>", "exit 1", 1),
    "unread": ("<x/>", "exit 3", 3),
    "usage": (None, "exit 2", 2),
    "internal": (None, "exit 4", 4),
    "bare traceback": (None, "exit 1", 4),
}


@pytest.mark.parametrize("how", JUNIT)
def test_the_job_for_gitlab_ends_with_1_for_findings_only(how: str, tmp_path: Path) -> None:
    writes, ends, code = JUNIT[how]
    stub(tmp_path, "pip", "exit 0")
    stub(tmp_path, "ipextract", program(writes, ends, "ipextract.xml"))
    (tmp_path / "ipextract.xml").write_text("<left from='yesterday'/>", "utf-8")
    assert does(gitlab(), tmp_path).returncode == code


def test_an_installation_that_fails_is_no_finding_for_gitlab(tmp_path: Path) -> None:
    stub(tmp_path, "pip", "exit 1")
    stub(tmp_path, "ipextract", "exit 0")
    assert does(gitlab(), tmp_path).returncode == 4


@pytest.mark.parametrize("shell", ["sh", "sh -e"])
@pytest.mark.parametrize("how", JUNIT)
def test_the_step_for_jenkins_fails_for_all_but_findings(how: str, shell: str, tmp_path: Path) -> None:
    writes, ends, code = JUNIT[how]
    stub(tmp_path, "ipextract", program(writes, ends, "ipextract.xml"))
    (tmp_path / "ipextract.xml").write_text("<left from='yesterday'/>", "utf-8")
    assert (does(jenkins(), tmp_path, shell).returncode == 0) == (code in (0, 1))


@pytest.mark.parametrize(
    ("writes", "ends", "code"),
    [
        ("::error::", "exit 1", 1),
        ("ipextract: 0", "exit 0", 0),
        (None, "exit 1", 4),
        (None, "exit 2", 2),
        ("", "exit 3", 3),
    ],
)
def test_the_action_takes_no_crash_for_findings(writes: str | None, ends: str, code: int, tmp_path: Path) -> None:
    action = YAML(typ="safe", pure=True).load((ROOT / "action.yml").read_text("utf-8"))
    [step] = [each for each in action["runs"]["steps"] if each.get("id") == "check"]
    runner, tools = tmp_path / "runner", tmp_path / "runner/ipextract/bin"
    tools.mkdir(parents=True)
    shutil.copy(shutil.which("true") or "/bin/true", tools / "true")
    check = program(writes, ends, str(runner / "ipextract-annotations"))
    (tools / "python").write_text(f'#!/bin/sh\n[ "$1" = -c ] && exit 0\n{check}\n', "utf-8")
    (tools / "python").chmod(0o755)
    (runner / "ipextract-annotations").write_text("::error::from yesterday", "utf-8")
    told = {
        "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(tmp_path / "output"), "INPUT_PATHS": "raw", "INPUT_ARGS": "",
        "INPUT_FAIL_ON": "error", "INPUT_REPORTS": "",
    }  # fmt: skip
    done = does(step["run"], tmp_path, "bash -e", **told)
    assert done.returncode == code, done.stderr
    assert (tmp_path / "output").read_text("utf-8") == f"exit-code={code}\n"
    assert "yesterday" not in done.stdout


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize(
    ("python", "fine"),
    [
        ("case $* in *--version*) exit 0 ;; *) exit 1 ;; esac", True),  # findings, which is what it is for
        ("exit 1", False),
        ("case $* in *--version*) exit 0 ;; *) exit 4 ;; esac", False),
    ],
)
def test_make_run_takes_no_crash_for_findings(python: str, fine: bool, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    stub(tmp_path, "python", python)
    (tmp_path / ".venv").mkdir()
    for name in ("requirements.lock", "pyproject.toml", ".venv/.ready"):  # in this order: what is ready is not made
        (tmp_path / name).touch()
    call = ["make", "run", f"PY={tmp_path / 'bin/python'}"]
    assert (subprocess.run(call, cwd=tmp_path, capture_output=True).returncode == 0) == fine
