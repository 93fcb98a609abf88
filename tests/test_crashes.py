"""Whatever breaks ends with 4 and one line: dependencies at import, what libraries raise, processes that die on us."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from ipextract import __main__
from ipextract.command import cli, commands, console, streams
from ipextract.command.console import Exit
from ipextract.reading import apart, read
from office_fixtures import docx, para
from pdf_fixtures import lines_at
from sampling import some

ROOT = Path(__file__).resolve().parents[1]
TEXT = "2031年，全县新建泵站7座、水闸5座、堤坝3座，共计15座。"
SCRIPT = ("-c", "import sys; from ipextract.__main__ import main; sys.exit(main())")
"""What the console script of an installation does."""

#: What a dependency is imported as, where that is not its name.
MODULES = {
    "markdown-it-py": "markdown_it", "mdit-py-plugins": "mdit_py_plugins", "pdfminer.six": "pdfminer", "pillow": "PIL",
}  # fmt: skip
#: The call that cannot do without a dependency; without one here it is the check of a text.
CALLS = {
    "cssselect": "check a.html", "duckdb": "catalog", "filelock": "catalog", "jinja2": "report a.txt",
    "lxml": "check a.docx", "markdown_it": "check a.md", "markupsafe": "report a.txt", "mdit_py_plugins": "check a.md",
    "pandas": "run a.txt", "pandera": "run a.txt", "pdfminer": "check a.pdf", "pdfplumber": "check a.pdf",
    "pyarrow": "run a.txt", "pypdfium2": "check a.pdf", "tinycss2": "check a.html",
    "xlsxwriter": "check a.txt --report xlsx=a.xlsx", "matplotlib": "series 泵站 --plot a.svg",
    "sqlalchemy": "export --to sqlite:///a.db",
}  # fmt: skip
#: Dependencies without which a check goes on: jieba stands by for rjieba, the others are for terminals and pictures.
SPARE = frozenset({"jieba", "rjieba", "PIL", "platformdirs", "rich"})


def command(
    arguments: str, cwd: Path, *, broken: str = "", raises: str = "ImportError('it is broken')",
    program: tuple[str, ...] = ("-m", "ipextract"),
) -> subprocess.CompletedProcess[str]:  # fmt: skip
    """The command in a process whose module ``broken`` raises as it is imported, in child processes too."""
    path = cwd / "broken"
    path.mkdir(exist_ok=True)
    if broken:
        (path / f"{broken}.py").write_text(f"raise {raises}\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(path), "LANG": "C.UTF-8"}
    call = [sys.executable, *program, *arguments.split()]
    return subprocess.run(call, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crashes")
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.md").write_text(f"# 公报\n\n{TEXT}\n", "utf-8")
    (folder / "a.html").write_text(f"<!doctype html><style>p {{ color: red }}</style><p>{TEXT}</p>", "utf-8")
    (folder / "a.docx").write_bytes(docx(para(TEXT)))
    (folder / "a.pdf").write_bytes(lines_at([(80, 100, "42")]))
    assert command("run a.txt", folder).returncode == Exit.OK
    return folder


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = (each for name in ("plot", "sql") for each in project["optional-dependencies"][name])
    names = [re.split(r"[<>=!~; \[]", each)[0] for each in (*project["dependencies"], *extras)]
    return [MODULES.get(name, name) for name in names if name != "psycopg"]


@pytest.mark.parametrize("module", some(dependencies(), each=4))
def test_a_broken_dependency_is_no_finding(module: str, desk: Path, tmp_path: Path) -> None:
    for path in desk.iterdir():
        if path.name != "broken":
            (tmp_path / path.name).symlink_to(path)
    done = command(CALLS.get(module, "check a.txt"), tmp_path, broken=module)
    if module in SPARE:
        assert done.returncode == Exit.OK, done.stderr
        return
    assert done.returncode == Exit.INTERNAL, done.stderr
    assert "internal error" in done.stderr
    assert "it is broken" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("program", [("-m", "ipextract"), SCRIPT], ids=["module", "script"])
@pytest.mark.parametrize(
    ("raises", "code", "said"),
    [
        ("ImportError('gone')", Exit.INTERNAL, "internal error: ImportError: gone (run with -v"),
        ("SystemExit(0)", Exit.INTERNAL, "internal error: SystemExit: 0"),
        ("SystemExit('bye')", Exit.INTERNAL, "internal error: SystemExit: bye"),
        ("MemoryError()", Exit.INTERNAL, "internal error: MemoryError:"),
        ("RecursionError('deep')", Exit.INTERNAL, "internal error: RecursionError: deep"),
        ("GeneratorExit()", Exit.INTERNAL, "internal error: GeneratorExit:"),
        ("KeyboardInterrupt()", Exit.INTERRUPTED, "interrupted; what is written is whole"),
    ],
)
def test_what_is_raised_before_there_is_a_command_line(
    raises: str, code: Exit, said: str, program: tuple[str, ...], tmp_path: Path
) -> None:
    done = command("--version", tmp_path, broken="click", raises=raises, program=program)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"ipextract: {said}")
    assert done.stderr.count("\n") == 1


def test_the_traceback_of_an_import_is_there_for_who_asks(tmp_path: Path) -> None:
    done = command("check a.txt -v", tmp_path, broken="click")
    assert done.returncode == Exit.INTERNAL
    assert done.stderr.startswith("Traceback (most recent call last):")
    assert done.stderr.endswith("ipextract: internal error: ImportError: it is broken\n")


def test_an_installation_calls_what_is_tested_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"ipextract": "ipextract.__main__:main"}


def test_the_codes_that_are_known_without_an_import_are_those_of_the_program() -> None:
    known = (__main__.USAGE, __main__.INTERNAL, __main__.INTERRUPTED, __main__.PIPE_CLOSED)
    assert known == (Exit.USAGE, Exit.INTERNAL, Exit.INTERRUPTED, Exit.PIPE_CLOSED)


# --- raised while a command runs -------------------------------------------------------------------------------------


def deep() -> NoReturn:
    deep()


def raiser(fault: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise fault

    return fail


@pytest.mark.parametrize(
    ("fail", "code"),
    [
        (raiser(SystemExit(0)), Exit.INTERNAL),
        (raiser(SystemExit(1)), Exit.INTERNAL),
        (raiser(SystemExit("bye")), Exit.INTERNAL),
        (raiser(MemoryError()), Exit.INTERNAL),
        (raiser(EOFError()), Exit.INTERNAL),
        (raiser(AssertionError()), Exit.INTERNAL),
        (raiser(GeneratorExit()), Exit.INTERNAL),
        (lambda *_: deep(), Exit.INTERNAL),
        (raiser(KeyboardInterrupt()), Exit.INTERRUPTED),
        (raiser(console.UsageFault("so")), Exit.USAGE),
    ],
    ids=["exit 0", "exit 1", "exit bye", "memory", "end of file", "assertion", "generator", "recursion", "^C", "usage"],
)
def test_what_a_command_raises(
    fail: Callable[..., NoReturn], code: Exit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "survey", fail)
    monkeypatch.setattr(streams, "guarded", lambda: None)  # the streams are those of the test
    monkeypatch.setattr(sys, "argv", ["ipextract", "check", "raw"])
    assert __main__.main() == code
    assert capsys.readouterr().err.strip().startswith("ipextract: ")


def test_a_fault_while_a_fault_is_told_is_told_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "survey", raiser(ValueError("first")))
    monkeypatch.setattr(console, "internal", raiser(ImportError("second")))
    monkeypatch.setattr(streams, "guarded", lambda: None)
    monkeypatch.setattr(sys, "argv", ["ipextract", "check", "raw"])
    assert __main__.main() == Exit.INTERNAL
    assert capsys.readouterr().err.startswith("ipextract: internal error: ImportError: second")


@pytest.mark.parametrize(("instruction", "code"), [("bash_source", 0), ("bash_nonsense", 2), ("nonsense", 2)])
def test_a_shell_may_ask_what_follows(instruction: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_IPEXTRACT_COMPLETE", instruction)
    assert cli.main([]) == code


# --- processes that read documents -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        ["in <module>", "ZeroDivisionError: at import"],
        ["in <module>", "in main", "in <module>", "OSError: libz.so is missing"],
        ["in <module>", "in main", "ModuleNotFoundError: No module named 'z'"],
    ],
)
def test_a_reader_that_cannot_be_loaded_is_no_word_about_the_document(
    said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    *frames, last = said
    traced = "".join(f'  File "x.py", line 3, {each}\n' for each in frames)
    error = f"Traceback (most recent call last):\n{traced}{last}\n".encode()
    monkeypatch.setattr(apart, "run", lambda *_: subprocess.CompletedProcess([], 1, b"", error))
    with pytest.raises(RuntimeError, match=r"the process for reading cannot be loaded: \w+Error: "):
        read(tmp_path / "a.md")
