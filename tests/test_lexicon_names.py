"""The lists that code asks for are those that rules/ has, and no list is there for nobody."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import assembled
from ipextract import rulebook
from ipextract.rulebook.directory import WORD_FILES, RuleFile, read_files
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.lexicon import IN_PATTERNS, LISTS

ROOT = Path(__file__).resolve().parents[1]
FILES = read_files(rulebook.default_directory())
LISTED = {each["id"] for name in WORD_FILES for each in tomllib.loads(FILES[name].text)["words"]}
#: Methods that take the name of a list, and which of their arguments it is.
ASKING = {"has": 1, "says": 0, "ends": 0, "last": 0}
#: Where the names themselves stand.
NAMES = ROOT / "src" / "ipextract" / "rulebook" / "lexicon.py"


def strings() -> Iterator[tuple[str, ast.AST]]:
    for path in (ROOT / "src").rglob("*.py"):
        if path != NAMES:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield path.name, node


def test_every_field_of_the_lexicon_is_asked_for_and_is_a_list() -> None:
    said = {node.value for _, node in strings() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert sorted(LISTS - said) == []
    assert sorted(LISTS - LISTED) == []


def test_every_list_is_read() -> None:
    """By code, in a pattern or by a cue; loading says so of the lists of a user."""
    named = {
        name for file in FILES.values() for name in LISTED if f"{{{name}}}" in file.text or f"['{name}']" in file.text
    }
    assert sorted(LISTED - LISTS - IN_PATTERNS - named) == []


def test_names_that_functions_are_given_are_lists() -> None:
    found = 0
    for where, node in strings():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            at = ASKING[node.func.attr]
            name = node.args[at] if len(node.args) > at else None
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                found += 1
                assert name.value in LISTS, f"{where}:{node.lineno}"
    assert found > 20


@pytest.mark.parametrize("name", ["words.toml", "phrases.toml", "terms.toml"])
def test_what_is_missing_is_a_fault_of_the_rules(name: str) -> None:
    text = FILES[name].text
    head, first, second, *rest = text.split("\n[[")
    files = {**FILES, name: RuleFile(name, "\n[[".join((head, second, *rest)))}
    missing = first.split("id = '")[1].split("'")[0]
    with pytest.raises(RuleError, match=rf"'{missing}' is missing; add"):
        assembled(files, "")


def test_a_list_of_ones_own_needs_a_reader(tmp_path: Path) -> None:
    listed = "[[words]]\nid = 'quay'\nnote = 'Places to moor.'\nwords = ['泊位']\n"
    (tmp_path / "words.toml").write_text(listed, "utf-8")
    with pytest.raises(
        RuleError, match=r"^words.toml:2: quay: no code, pattern or cue reads a list of this name; name it"
    ):
        rulebook.load(tmp_path)
    rule = "[[claim]]\nid = 'moored'\nkind = 'ratio'\ntitle = 't'\npattern = '每{quay}{level}'\nunit = '{unit}/泊位'\n"
    (tmp_path / "claims").mkdir()
    example = "examples = [{ text = '每泊位 3 艘。', claims = ['3艘 ratio'] }]\n"
    (tmp_path / "claims/quay.toml").write_text(rule + example, "utf-8")
    assert any(each.id == "moored" for each in rulebook.load(tmp_path).claims)
