"""The action, the hooks and the snippets of docs/ci.md have the shape that their readers ask for."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from ruamel.yaml import YAML

from ipextract.api import SUFFIXES, UNREAD
from ipextract.command.cli import cli
from ipextract.command.discovery import find
from ipextract.command.reporting import FORMATS

ROOT = Path(__file__).resolve().parents[1]
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs" / "ci.md"


def parsed(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def valid(value: object, schema: str) -> list[str]:
    """What a schema of a CI service says against a file."""
    text = files("check_jsonschema.builtin_schemas.vendor").joinpath(f"{schema}.json").read_text("utf-8")
    loaded = json.loads(text)
    return [str(error.message) for error in jsonschema.validators.validator_for(loaded)(loaded).iter_errors(value)]


def snippets() -> list[Any]:
    return [
        parsed(block) for block in re.findall(r"^```yaml\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    ]


def test_the_action_is_one() -> None:
    action = parsed(ACTION.read_text("utf-8"))
    assert valid(action, "github-actions") == []
    assert valid(action | {"runs": {"using": "composite", "steps": [{"run": "x"}]}}, "github-actions")
    steps = action["runs"]["steps"]
    assert [step.get("uses", "").split("@")[0] for step in steps] == ["actions/setup-python", "", ""]
    assert not any("upload" in str(step) for step in steps)


def test_no_input_of_the_action_becomes_part_of_a_script() -> None:
    steps = parsed(ACTION.read_text("utf-8"))["runs"]["steps"]
    assert not any("${{" in step.get("run", "") for step in steps)
    used = set(re.findall(r"inputs\.([\w-]+)", ACTION.read_text("utf-8")))
    assert used == set(parsed(ACTION.read_text("utf-8"))["inputs"])


def test_the_hooks_call_commands_that_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    hooks = parsed(HOOKS.read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["ipextract-check", "ipextract-rules-lint"]
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program in project["scripts"]
        command: click.Command = cli
        for word in words:
            assert isinstance(command, click.Group)
            command = command.commands[word]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in hook["args"] if word.startswith("-")} <= known
        assert hook["language"] == "python"
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()


def test_the_hook_takes_reports_and_leaves_the_rest(tmp_path: Path) -> None:
    [check, lint] = parsed(HOOKS.read_text("utf-8"))
    wanted, unwanted = re.compile(check["files"]), re.compile(check["exclude"])
    names = [
        "raw/2024.pdf",
        "a/reports/b c.txt",
        "raw/README.md",
        "docs/ci.md",
        "raw/x.csv",
        "raw/deep/a.docx",
        "straw/a.pdf",
        "raw/old.WPS",
        "raw/a.png",
    ]
    taken = [name for name in names if wanted.search(name) and not unwanted.search(name)]
    assert taken == ["raw/2024.pdf", "a/reports/b c.txt", "raw/deep/a.docx", "raw/old.WPS"]
    assert all(wanted.search(f"raw/a{suffix}") for suffix in (*SUFFIXES, *UNREAD))
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in find([tmp_path / "raw"])]
    assert found == [name for name in sorted(taken) if name.startswith("raw/")]
    assert check["require_serial"]
    assert re.search(lint["files"], "rules/checks/sum.toml")
    assert not re.search(lint["files"], "my/rules.toml")


def test_the_snippets_of_the_page_are_valid() -> None:
    github, gitlab, allowed, hooks = snippets()
    assert valid(github, "github-workflows") == []
    assert valid(gitlab, "gitlab-ci") == []
    assert valid(allowed, "gitlab-ci") == []
    action = parsed(ACTION.read_text("utf-8"))
    [step] = [step for step in github["jobs"]["audit"]["steps"] if step.get("id") == "audit"]
    assert set(step["with"]) <= set(action["inputs"])
    assert {name for name, told in action["inputs"].items() if told.get("required")} <= set(step["with"])
    assert [hook["id"] for hook in hooks["repos"][0]["hooks"]] == [h["id"] for h in parsed(HOOKS.read_text("utf-8"))]


def test_the_page_names_every_format_and_every_input() -> None:
    text = PAGE.read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \| ", text, re.MULTILINE)) >= set(FORMATS)
    inputs = parsed(ACTION.read_text("utf-8"))["inputs"]
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([\w.]*) ?\|", text, re.MULTILINE))
    assert {name: rows.get(name) for name in inputs} == {name: told.get("default", "") for name, told in inputs.items()}


@pytest.mark.parametrize("page", [ACTION, HOOKS])
def test_files_end_with_one_line_end(page: Path) -> None:
    assert page.read_text("utf-8").endswith("\n")
    assert not page.read_text("utf-8").endswith("\n\n")
