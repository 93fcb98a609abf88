"""--rules DIR: records of one's own beside ours, in their place, or without one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipextract import pipeline, rulebook
from ipextract.rulebook import RuleError
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
