"""The mutation bench: what it changes, what it counts, and that its controls are quiet."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import claim
from ipextract import pipeline
from ipextract.command.cli import main
from ipextract.model import Report
from ipextract.rulebook import load
from ipextract.trial import mutation
from ipextract.writing import terminal_selftest
from ipextract.writing.terminal import Style

RULEBOOK = load()
POWERS = RULEBOOK.numerals.powers

TEXT = """云州市2023年法院工作报告

一、收案情况
2023年，全市法院受理民事案件 4120 件、刑事案件 1203 件、行政案件 352 件，合计 5675 件。全市法院新建法庭 36 个。
二、其他情况
2023年，全市培训教师 2380 人次，其中乡村教师 1204 人次。全市发放补贴 5.9 万元。
"""


def analyse(text: str) -> Report:
    return pipeline.analyse_text(text, rulebook=RULEBOOK)


def test_the_operators_of_one_number() -> None:
    found: dict[str, set[str]] = {}
    for each in mutation.mutants(claim("120件"), "120件", POWERS):
        found.setdefault(each.operator, set()).add(each.apply("120件"))
    assert found["last"] == {"121件"}
    assert found["swap"] == {"210件", "102件"}
    assert found["drop"] == {"20件", "10件", "12件"}
    assert found["double"] == {"1120件", "1220件", "1200件"}
    assert "ten" not in found  # the doubled zero says it already
    assert len(found["digit"]) == 8 + 9 + 8
    powers = [
        m.apply("5.9万元") for m in mutation.mutants(claim("5.9万元"), "5.9万元", POWERS) if m.operator == "power"
    ]
    assert powers == ["5.9亿元"]


@given(st.integers(1, 10**6))
def test_a_mutant_is_another_number(number: int) -> None:
    text = f"{number}件"
    for each in mutation.mutants(claim(text), text, POWERS):
        changed = each.apply(text)
        assert changed != text
        assert Decimal(changed.removesuffix("件")) > 0


def test_every_change_of_a_sum_is_noticed_and_no_control_is() -> None:
    result = mutation.bench(TEXT, analyse, POWERS, sample=60, seed=1)
    summed = [t for t in result.trials if "sum" in result.kinds.get(t.mutant.claim.claim_id, ())]
    assert summed
    assert all(trial.killed for trial in summed)
    named = [trial.rank > 0 for trial in summed if trial.kind == "sum"]
    assert sum(named) > 0.9 * len(named)  # of the numbers of a long sum only the likeliest are named
    assert not any(t.killed for t in result.trials if t.mutant.claim.claim_id not in result.kinds)
    assert sum(result.noise.values()) == 0
    assert result.runs["wrap"] == 2
    assert result.runs["together"] == 1


def test_known_faults_are_repaired_first() -> None:
    result = mutation.bench(TEXT.replace("5675", "5657"), analyse, POWERS, sample=1)
    assert result.repaired == ("5657件 -> 5675件",)
    assert result.left == 0


def test_the_same_seed_draws_the_same_changes() -> None:
    one, other = (mutation.bench(TEXT, analyse, POWERS, sample=5, seed=7) for _ in range(2))
    assert terminal_selftest.summary(one, Style()) == terminal_selftest.summary(other, Style())
    english, chinese = (terminal_selftest.summary(one, Style(lang=lang)) for lang in ("en", "zh"))
    figures = (sorted(re.findall(r"\d+", told)) for told in (chinese, english.replace("must be 0", "")))
    assert len({tuple(each) for each in figures}) == 1
    assert not re.search(r"[a-z]{2}", chinese)


def test_the_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(["selftest", str(path), "--sample", "4"]) == 0
    shown = capsys.readouterr().out
    assert "mutants: 4; killed" in shown
    assert "controls" in shown
