"""The mutation bench: what it changes, what it counts, and that its controls are quiet."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import claim
from ipextract import pipeline, reading
from ipextract.command.cli import main
from ipextract.model import Line, Report, Source
from ipextract.rulebook import load
from ipextract.trial import mutation
from ipextract.trial.edited import Edit, edited, exchanged, wrapped
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


def analyse(source: Source) -> Report:
    return pipeline.analyse_source(source, rulebook=RULEBOOK)


def read(text: str) -> Source:
    return reading.read_string(text, "report.txt")


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
    result = mutation.bench(read(TEXT), analyse, POWERS, sample=60, seed=1)
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
    result = mutation.bench(read(TEXT.replace("5675", "5657")), analyse, POWERS, sample=1)
    assert result.repaired == ("5657件 -> 5675件",)
    assert result.left == 0


def test_the_same_seed_draws_the_same_changes() -> None:
    one, other = (mutation.bench(read(TEXT), analyse, POWERS, sample=5, seed=7) for _ in range(2))
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


TABLE = """<html><head><title>云州市2031年渔业公报</title></head><body><h1>云州市2031年渔业公报</h1>
<table><tr><th>渔船（艘）</th><th>2031年</th></tr><tr><td>总计</td><td>60</td></tr><tr><td>钢质渔船</td><td>42</td></tr>
<tr><td>木质渔船</td><td>18</td></tr></table><p>全市渔港 12 座。</p></body></html>"""


def test_a_table_stays_a_table_and_its_cells_are_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(TABLE, encoding="utf-8")
    source = reading.read(path)
    base = analyse(source)
    cell = next(c for c in base.claims if c.quote.startswith("42"))
    edit = Edit(cell.char_start, cell.char_start + 2, "423")
    changed = edited(source, base.document, edit)
    assert changed is not None
    after = analyse(changed).document
    assert after.text == base.document.text.replace("42", "423")
    assert [len(table.cells) for table in after.tables] == [len(table.cells) for table in base.document.tables]


@pytest.mark.parametrize("printed", ["5675", "5675 ", " 5675"])
@pytest.mark.parametrize(("old", "new"), [("5675", "55675"), ("5675", "56755"), ("5675", "567"), ("5675", "5765")])
def test_only_the_numeral_is_other_in_the_file(printed: str, old: str, new: str) -> None:
    source = read(f"　　2031年，全市渔港泊位合计{printed}个，渔船3艘。\n")
    document = analyse(source).document
    at = document.text.index(old)
    changed = edited(source, document, Edit(at, at + len(old), new))
    assert changed is not None
    [line] = changed.pages[0].items
    assert isinstance(line, Line)
    assert line.text == f"　　2031年，全市渔港泊位合计{printed.replace(old, new)}个，渔船3艘。"


def test_other_line_ends_keep_indents_and_what_is_no_paragraph() -> None:
    source = read(TEXT.replace("\n2023年", "\n　　2023年"))
    document = analyse(source).document
    other = wrapped(source, document, 20)
    assert other is not None
    lines = [line.text for line in other.pages[0].items if isinstance(line, Line)]
    assert lines[:2] == ["云州市2023年法院工作报告", "一、收案情况"]
    assert lines[2].startswith("　　2023年")
    assert analyse(other).document.text == document.text


def test_sentences_are_exchanged_where_they_stand() -> None:
    source = read("全市渔船 45 艘。全市渔港 3 座。\n")
    document = analyse(source).document
    middle = document.text.index("。") + 1
    other = exchanged(source, document, 0, middle, len(document.text.rstrip()))
    assert other is not None
    assert analyse(other).document.text.strip() == "全市渔港3座。全市渔船45艘。"


def test_stated_power_stands_beside_the_real_one() -> None:
    told = terminal_selftest.summary(mutation.bench(read(TEXT), analyse, POWERS, sample=5, seed=7), Style())
    assert re.search(r"power over the \d+ changes of checked numbers: stated (\d+%|-), real (\d+%|-)", told)
