"""--rules DIR: records of one's own beside ours, in their place, or without one of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipextract import pipeline, rulebook
from ipextract.rulebook import Rulebook, RuleError
from ipextract.rulebook.patterns import Pattern
from own_unit import UNIT

TEXT = "镇上有茶馆 23 爿、面馆 5 爿，合计 30 爿。另有渡船 9 艘。"


def own(folder: Path, **files: str) -> rulebook.Rulebook:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return rulebook.load(folder)


def test_a_unit_is_added_to_ours(tmp_path: Path) -> None:
    report = pipeline.analyse_text(TEXT, rulebook=own(tmp_path, units=UNIT))
    assert [claim.unit for claim in report.claims] == ["爿", "爿", "爿", "艘"]
    assert [finding.code for finding in report.findings] == ["IPX101"]
    assert own(tmp_path).digest != rulebook.load().digest


def test_a_record_takes_the_place_of_ours_with_its_id(tmp_path: Path) -> None:
    ours = rulebook.load().unit("艘")
    assert ours is not None
    told = UNIT.replace("id = '爿'", f"id = '{ours.id}'").replace("['爿']", "['爿', '艘']")
    mine = own(tmp_path, units=told)
    found = mine.unit("爿"), mine.unit("艘")
    assert [each and each.id for each in found] == [ours.id, ours.id]
    assert len(mine.units) == len(rulebook.load().units) - len(ours.symbols) + 2


def test_one_of_ours_is_left_out(tmp_path: Path) -> None:
    ours = rulebook.load().unit("艘")
    assert ours is not None
    assert own(tmp_path, units=f"without = ['{ours.id}']\n{UNIT}").unit("艘") is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("units", f"without = ['丌']\n{UNIT}", "units.toml:1: without: no unit '丌' to leave out"),
        ("units", UNIT * 2, "units.toml:9: unit '爿' is already defined in units.toml:2"),
        ("units", UNIT.replace("unit]]", "units]]"), "units.toml:1: unknown key 'units'; this file holds [[unit]]"),
        ("units", UNIT.replace("'爿'\nsym", "'斤'\nsym"), "units.toml"),
        ("our-units", UNIT, "our-units.toml: no rule file of this name; there are definitions.toml, "),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    if "'斤'" in text:
        text = text.replace("symbols = ['爿']", "symbols = ['件']")
    with pytest.raises(RuleError, match=r"^") as fault:
        own(tmp_path, **{name: text})
    assert str(fault.value).startswith(said)


def test_a_claim_rule_of_ones_own_comes_beside_ours(tmp_path: Path) -> None:
    rule = """[[claim]]
id = 'per-boat'
kind = 'ratio'
title = 'Level of one boat: 船均'
why = 'A boat is no household.'
pattern = '船均[^，。；：{quantity}]{0,24}?{level}'
unit = '{unit}/艘'
examples = [{ text = '渔网船均 3 张。', claims = ['3张 ratio'] }]
"""
    report = pipeline.analyse_text("渔网船均 7 张。", rulebook=own(tmp_path, claims__boats=rule))
    assert [(claim.kind, claim.unit) for claim in report.claims] == [("ratio", "张/艘")]


# --- when a pattern is compiled ---------------------------------------------------------------------------------------


def patterns(book: Rulebook) -> list[Pattern]:
    ruled = [rule.pattern for rules in (book.quantities, book.skips, book.periods, book.claims) for rule in rules]
    told = [each for rule in book.catalogue.rules.values() for each in (rule.where, rule.unless)]
    return [*ruled, *(each for each in told if each is not None)]


def compiled(book: Rulebook) -> int:
    return sum("compiled" in vars(pattern) for pattern in patterns(book))


@pytest.fixture
def fresh() -> Iterator[None]:
    """What was loaded before is loaded again."""
    rulebook._assembled.cache_clear()
    yield
    rulebook._assembled.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_a_pattern_of_ours_is_compiled_when_a_text_asks_for_it() -> None:
    book = rulebook.load()
    assert compiled(book) == 0
    pipeline.analyse_text(TEXT, rulebook=book)
    assert 0 < compiled(book) < len(patterns(book)) // 2


@pytest.mark.usefixtures("fresh")
def test_beside_a_rule_of_ones_own_those_of_ours_that_it_changes_are_looked_at_when_loaded(tmp_path: Path) -> None:
    known = {pattern.source for pattern in patterns(rulebook.load())}
    book = own(tmp_path, units=UNIT)
    changed = [pattern for pattern in patterns(book) if pattern.source not in known]
    assert any("爿" in pattern.source for pattern in changed)
    assert all("compiled" in vars(pattern) for pattern in changed)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("name", "ours", "wrong", "said"),
    [
        ("skips.toml", "pattern = '", "pattern = '(", "pattern does not compile"),
        ("skips.toml", "pattern = '", "pattern = '|", "pattern matches the empty string"),
        ("indicators.toml", "\nwhere = '", "\nwhere = '(", "pattern does not compile"),
        ("indicators.toml", "\nwhere = '", "\nwhere = '|", "pattern matches the empty string"),
    ],
)
def test_rules_of_the_installation_that_were_changed_are_looked_at_when_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ours: str, wrong: str, said: str
) -> None:
    shutil.copytree(rulebook.default_directory(), tmp_path / "rules")
    text = (tmp_path / "rules" / name).read_text("utf-8")
    (tmp_path / "rules" / name).write_text(text.replace(ours, wrong, 1), "utf-8")
    monkeypatch.setattr(rulebook, "default_directory", lambda: tmp_path / "rules")
    with pytest.raises(RuleError) as fault:
        rulebook.load()
    assert said in str(fault.value)
    [(file, line)] = re.findall(r"^([a-z]+\.toml):([0-9]+): ", str(fault.value))
    assert file == name
    assert text.splitlines()[int(line) - 1].startswith("id = '")
