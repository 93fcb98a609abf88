"""The period of a number: brackets, years that are counted back, and texts that are published a year later."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.rulebook import load

RULEBOOK = load()
TITLE = "云州市2022年海关公报\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("进口货值31亿元，增长2.4%（2021年为下降3.1%），出口货值12亿元。", ["2022", "2022", "2021", "2022"]),
        ("进口货值31亿元，增长2.4%（上年为下降3.1%）。", ["2022", "2022", "2021"]),
        ("进口货值31亿元，增长2.4%（出口下降3.1%）。", ["2022", "2022", "2022"]),
        ("办理备案38件，是上年（20件）的1.9倍。", ["2022", "2021", "2022"]),
        ("备案商标8260件，比三年前的4050件多。", ["2022", "2019"]),
        ("2021—2022学年招收学员300人。", ["2021/2022"]),
        ("今年一季度，扣留货物120批次。", ["2022Q1"]),
        ("2023年4月25日，海关介绍情况。去年扣留货物530批次。今年一季度，扣留货物120批次。", ["2022", "2023Q1"]),
    ],
)
def test_period(text: str, wanted: list[str]) -> None:
    claims = pipeline.analyse_text(TITLE + text, rulebook=RULEBOOK).claims
    assert [c.period for c in claims] == wanted
    assert {c.modality for c in claims} == {"fact"}
