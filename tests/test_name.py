"""The distribution has a name of its own, and no hint anywhere sends people to what is another project's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipextract import distribution
from ipextract.command.cli import cli
from ipextract.reading import INSTALL

ROOT = Path(__file__).resolve().parents[1]
BARE = "ipextract"
#: What is made, fetched or not text.
PASSED = frozenset({".git", ".venv", "dist", "build", "__pycache__", ".hypothesis", "output", "__snapshots__"})
SUFFIXES = frozenset(
    {".py", ".md", ".toml", ".yml", ".yaml", ".json", ".html", ".lock", ".txt", ".css", ".js", ".typ", ""}
)

#: A command that fetches something by the bare name, and the bare name with an extra or a version behind it.
INSTALLS = re.compile(
    rf"\b(?:pip|pip3|pipx|uv|uvx|poetry|pdm|conda|mamba)\b[^\n`]*\b(?:install|add|run|tool|download)\b[^\n`]*?"
    rf"(?<![\w./$\\{{}}-]){BARE}(?![\w./-])|\buvx {BARE}\b"
)
EXTRA = re.compile(rf"(?<![\w.-]){BARE}(?:\[[a-z]+(?:,[a-z]+)*\]|\s*(?:[=~]=|>=)\s*\d)")


def files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        known = path.suffix in SUFFIXES if path.suffix else path.name in ("Makefile", "run")
        if known and path.is_file() and not PASSED & set(parts):
            yield path


def hints(text: str) -> list[str]:
    return [found[0] for pattern in (INSTALLS, EXTRA) for found in pattern.finditer(text)]


def test_no_file_sends_people_to_another_project() -> None:
    found = {path.relative_to(ROOT).as_posix(): hints(path.read_text("utf-8")) for path in files()}
    assert {name: each for name, each in found.items() if each} == {}
    assert {"README.md", "action.yml", ".pre-commit-hooks.yaml", "docs/ci.md", ".ci/run", "Makefile"} <= found.keys()


@pytest.mark.parametrize(
    "hint",
    [
        f"pip install {BARE}",
        f"pip install --quiet '{BARE}'",
        f'pip install "{BARE}[ocr]"',
        f"python -m pip install -U {BARE}",
        f"uv add {BARE}",
        f"uv tool install {BARE}",
        f"uvx {BARE} check raw/",
        f"pipx run {BARE}",
        f"needs {BARE}[sql]",
        f"{BARE}[ocr,plot]",
        f"{BARE}>=0.1",
        f"{BARE} == 0.1",
    ],
)
def test_the_search_finds_hints(hint: str) -> None:
    assert hints(f"Then call {hint} and go on.")


@pytest.mark.parametrize(
    "text",
    [
        f"pip install {distribution.NAME}",
        f'pip install "{distribution.NAME}[ocr]"',
        f"pip install --quiet ./{BARE} || exit 4",
        f'pip install "$SOURCE"\n{BARE} check raw/',
        f"{BARE} run raw/",
        f"`pip install .`, then `{BARE} run FOLDER`",
        f"import {BARE}",
    ],
)
def test_the_search_leaves_the_rest_alone(text: str) -> None:
    assert hints(text) == []


def test_one_place_in_the_code_has_the_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == distribution.NAME
    having = [path.name for path in (ROOT / "src").rglob("*.py") if distribution.NAME in path.read_text("utf-8")]
    assert having == ["distribution.py"]


def test_hints_name_extras_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert INSTALL.endswith(distribution.install("ocr"))
    asked = {
        extra
        for path in (ROOT / "src").rglob("*.py")
        for extra in re.findall(r"\binstall\(['\"](\w+)['\"]\)", path.read_text("utf-8"))
    }
    assert asked == {"ocr", "plot", "sql"}
    assert asked < project["optional-dependencies"].keys()


def test_what_people_type_and_import_stays() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert list(project["project"]["scripts"]) == [BARE]
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [f"src/{BARE}"]
    assert cli.main(["--version"], prog_name=BARE, standalone_mode=False) in (0, None)


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md", "action.yml", ".pre-commit-hooks.yaml"])
def test_pages_that_install_say_the_name(page: str) -> None:
    assert distribution.NAME in (ROOT / page).read_text("utf-8")
