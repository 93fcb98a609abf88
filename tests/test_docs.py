"""The documentation says what the program does: commands, exit codes, findings, intervals, recipes and links."""

from __future__ import annotations

import doctest
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from ipextract import pipeline, rulebook
from ipextract.command.cli import cli
from ipextract.command.commands import Exit
from ipextract.trial import selftest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md"))
)
WRITTEN_BY_HAND = [page for page in PAGES if page != "docs/rules.md"]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def rows(page: str, first: str) -> list[list[str]]:
    """The cells of the table rows whose first cell is like ``first``, whatever table they stand in."""
    lines = [line for line in read(page).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for row in cells if re.fullmatch(first, row[0])]


# --- what is generated ---------------------------------------------------------------------------------------------


def test_rules_page_is_the_generated_one(build: ModuleType) -> None:
    assert read("docs/rules.md") == build.rules(), "run: make docs"


def test_the_digest_is_that_of_the_rules(build: ModuleType) -> None:
    assert read(build.JUDGED) == build.judged(), "run: make docs"


@pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_readme_shows_the_findings_of_today(page: str, lang: str, build: ModuleType) -> None:
    assert build.FINDINGS.search(read(page)), "the block between <!-- findings --> and ``` is gone"
    assert build.CHECKS.search(read(page)), "the table between <!-- checks --> and <!-- /checks --> is gone"
    assert read(page) == build.readme(page, lang), "run: make docs"
    assert len(re.findall(r"^raw/\S+:p\d+:l\d+: (?:error|warning|错误|警告) IPX\d{3} ", read(page), re.MULTILINE)) >= 5


def test_rules_page_has_every_rule() -> None:
    page = read("docs/rules.md")
    book = rulebook.load()
    for rule in book.checks.values():
        assert f"### {rule.id} {rule.name} ({rule.severity})" in page
    for each in (*book.claims, *book.skips, *book.quantities):
        assert re.search(rf"^### {re.escape(each.id)}(?: \(|$)", page, re.MULTILINE), each.id
    for unit in book.units.values():
        assert f"| {unit.id} |" in page


# --- commands ------------------------------------------------------------------------------------------------------


def calls(page: str) -> Iterator[list[str]]:
    """The words of every `ipextract …` call in code."""
    text = read(page)
    blocks = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for line in [*re.findall(r"`([^`\n]+)`", text), *"".join(blocks).splitlines()]:
        words = line.split("#")[0].split(" | ")[0].replace(".venv/bin/python -m ", "").split()
        if words[:1] == ["ipextract"] and len(words) > 1:
            yield words[1:]


@pytest.mark.parametrize("page", WRITTEN_BY_HAND)
def test_commands_and_their_options_exist(page: str) -> None:
    for call in calls(page):
        command: click.Command = cli
        rest = list(call)
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            alternatives = rest.pop(0).split("|")
            for each in alternatives:
                assert each in command.commands, f"{page}: ipextract {each}"
            command = command.commands[alternatives[0]]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
        given = {word.split("=")[0] for word in rest if word.startswith("-")}
        assert given <= known, f"{page}: {command.name} has no {given - known}"


@pytest.mark.parametrize("page", READMES)
def test_readme_names_every_command(page: str) -> None:
    named = {" ".join(words[:2]) if words[0] == "rules" else words[0] for words in calls(page)}
    group = cli.commands["rules"]
    assert isinstance(group, click.Group)
    wanted = {name for name in cli.commands if name != "rules"} | {f"rules {name}" for name in group.commands}
    assert wanted <= named


@pytest.mark.parametrize("page", WRITTEN_BY_HAND)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", read(page), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", [*READMES, "docs/decisions/exit-codes.md"])
def test_exit_codes_are_those_of_the_program(page: str) -> None:
    assert [int(row[0]) for row in rows(page, r"\d+")] == sorted(Exit)


@pytest.mark.parametrize("page", READMES)
def test_checks_are_those_of_the_rules(page: str) -> None:
    listed = {row[0]: row[1].split(":")[0].split("：")[0] for row in rows(page, r"IPX\d{3}")}
    assert listed == {rule.id: rule.name for rule in rulebook.load().checks.values()}


# --- what the program answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", READMES)
def test_python_examples_answer_as_printed(page: str) -> None:
    [block] = re.findall(r"```pycon\n(.*?)```", read(page), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest(block, {}, page, page, 0)
    told: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(examples, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize("page", [*READMES, "docs/intervals.md"])
def test_printed_numbers_become_the_intervals_shown(page: str) -> None:
    shown = rows(page, r"`[^`a-zA-Z]+`")
    assert len(shown) >= 7
    for printed, wide, nearest, *_ in shown:
        [mention] = pipeline.quantities(printed.strip("`"))
        assert mention.printed == printed.strip("`")
        assert (str(mention.interval), str(mention.nearest)) == (wide, nearest), printed


@pytest.mark.parametrize("page", [*READMES, "docs/findings.md"])
def test_the_finding_that_is_named_is_one_of_the_samples(page: str) -> None:
    [shown] = set(re.findall(r"finding (f[0-9a-f]{10});", read("README.md")))
    assert set(re.findall(r"\bf[0-9a-f]{10}\b", read(page))) == {shown}


# --- recipes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("table", ["unit", "claim"])
def test_the_example_of_a_new_rule_works(page: str, table: str, tmp_path: Path) -> None:
    [block] = [each for each in re.findall(r"```toml\n(.*?)```", read(page), re.DOTALL) if f"[[{table}]]" in each]
    name = "units.toml" if table == "unit" else "claims/mine.toml"
    before = read("rules/units.toml") if table == "unit" else ""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(before + "\n" + block, "utf-8")
    [record] = tomllib.loads(block)[table]
    book = rulebook.load(tmp_path)
    cases = selftest.cases(book, lambda text: pipeline.analyse_text(text, rulebook=book))
    results = {case.id: case.run() for case in cases if case.id.startswith(f"{table}-{record['id']}-")}
    assert len(results) == len(record["examples"]) + len(record.get("counterexamples", ()))
    assert set(results.values()) == {""}, results


def test_both_readmes_show_the_same_code() -> None:
    def code(page: str, language: str) -> list[str]:
        return re.findall(rf"```{language}\n(.*?)```", read(page), re.DOTALL)

    assert code(READMES[0], "toml") == code(READMES[1], "toml")
    inputs = [
        [line for line in "".join(code(page, "pycon")).splitlines() if line.startswith(">>>")] for page in READMES
    ]
    assert [line.replace("message_zh", "message") for line in inputs[1]] == inputs[0]
    first = [re.findall(r"^## ", read(page), re.MULTILINE) for page in READMES]
    assert len(first[0]) == len(first[1])


# --- links and paths -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", WRITTEN_BY_HAND)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(page)):
        if not target.startswith("http"):
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


@pytest.mark.parametrize("page", WRITTEN_BY_HAND)
def test_files_that_are_named_exist(page: str) -> None:
    for name in re.findall(r"`((?:src|rules|docs|tests|samples|bench)/[\w./-]*)`", read(page)):
        assert "NAME" in name or (ROOT / name).exists(), f"{page}: {name}"


def test_pages_that_code_and_rules_name_exist() -> None:
    for path in (*(ROOT / "src").rglob("*.py"), *(ROOT / "rules").rglob("*.toml")):
        for name in re.findall(r"\b(?:docs|tests)/[\w/-]+\.(?:md|py)", path.read_text("utf-8")):
            assert (ROOT / name).exists(), f"{path.relative_to(ROOT)}: {name}"


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", read("docs/decisions/README.md")))
    assert listed == {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")} - {"README.md"}


def test_no_page_is_empty() -> None:
    for page in PAGES:
        assert len(read(page)) > 200, page
