"""The promises of the house that no type checker keeps: import order, doors, words in rules/, size of modules."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "src" / "ipextract").rglob("*.py"))
IDEOGRAPH = re.compile(r"[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
LONGEST_MODULE = 450
CLI = "from ipextract.command.cli import main; main(['{}'])"

# Distribution names that differ from the module that is imported.
IMPORTED_AS = {
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins",
    "pandera[pandas]": "pandera",
    "pdfminer.six": "pdfminer",
    "pillow": "PIL",
    "psycopg[binary]": "psycopg",
}
# What rapidocr and sqlalchemy run on, which nobody imports, and what it brings, which it cannot be without.
RUNS_ON, BROUGHT = {"onnxruntime", "psycopg"}, {"cv2"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "src").as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def segment(source: str, node: ast.Constant) -> str:
    """A literal as it is written, empty where its lines have no ideograph: to cut one out reads the whole module."""
    lines = source.splitlines()[node.lineno - 1 : node.end_lineno]
    return (ast.get_source_segment(source, node) or "") if any(map(IDEOGRAPH.search, lines)) else ""


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every string of a module that is no docstring."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_chinese_words_live_in_rules(path: Path) -> None:
    source = path.read_text("utf-8")
    if IDEOGRAPH.search(source):  # most modules have none at all, and need no parser
        found = [(c.lineno, segment(source, c)) for c in literals(tree_of(path))]
        assert [f"line {line}: {text}" for line, text in found if IDEOGRAPH.search(text)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def test_arrows_point_down_and_every_dependency_has_one_door() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_declared_dependencies_are_the_imported_ones() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [each for extra, names in project["optional-dependencies"].items() if extra != "dev" for each in names]
    names = [re.split(r"[<>=!~; ]", each)[0] for each in (*project["dependencies"], *extras)]
    declared = {IMPORTED_AS.get(name, name) for name in names} - RUNS_ON | BROUGHT
    used = set().union(*(imported(tree_of(path)) for path in MODULES))
    foreign = {name for name in used if name not in sys.stdlib_module_names and name != "ipextract"}
    assert foreign == declared


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import ipextract", ("pandas", "pandera", "numpy", "jieba", "click")),
        (
            CLI.format("--help"),
            ("pandas", "pandera", "numpy", "jieba", "pydantic"),
        ),
        (
            "from ipextract import pipeline; pipeline.analyse_text('全市建成渔港3座。')",
            ("pandas", "pandera", "pyarrow"),
        ),
        (
            CLI.format("--version"),
            ("pandas", "pandera", "numpy", "jieba", "pydantic", "ipextract.rulebook"),
        ),
        ("from ipextract.command.cli import main; main(['check', '--nonsense'])", ("numpy", "ipextract.rulebook")),
        ("from ipextract.command.cli import main; main(['extract', 'gone.txt'])", ("pandas", "ipextract.rulebook")),
        ("import ipextract.reading.whole_child", ("pandas", "importlib.metadata", "ipextract.rulebook")),
    ],
)
def test_heavy_packages_load_late(code: str, absent: tuple[str, ...]) -> None:
    probe = f"import sys\n{code}\nloaded = {set(absent)!r} & set(sys.modules)\nsys.exit(str(loaded) if loaded else 0)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


LOCKS = {"requirements.lock": "dev", "requirements-ocr.lock": "ocr"}


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_names_no_index_and_no_place(name: str) -> None:
    lock = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|--index-url|--extra-index-url|--find-links|^-e|@ file", lock, re.MULTILINE)
    requirements = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+", lock, re.MULTILINE | re.IGNORECASE)
    assert requirements
    assert lock.count("--hash=sha256:") >= len(requirements)


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_locked(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / name).read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE))
    for each in [*project["dependencies"], *project["optional-dependencies"][LOCKS[name]]]:
        assert re.split(r"[\[<>=!~; ]", each)[0].replace(".", "-") in locked, each
