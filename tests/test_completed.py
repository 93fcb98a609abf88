"""Rates of completion, increases and changes of a level above: asserted by words, whatever the numbers are."""

from __future__ import annotations

import re

import pytest

from papers import read

HOLDS = (
    ("share", "completed", "渔港支出年初预算为120万元，支出决算为114万元，完成年初预算的95%。"),
    ("share", "completed", "渔业收入预算100亿元。渔业收入98亿元，完成预算的98%。"),
    ("share", "completed", "渔业收入年初预算80万元，渔业收入决算76万元，完成年初预算的95%。"),
    ("part", "increase", "渔业贷款余额320亿元，比年初增加40亿元。"),
    ("change", "change-compared", "渔港收入总计2995万元。与上年相比，渔港收入总计减少57万元，下降1.9%。"),
)


def relations(kind: str, rule: str, text: str) -> list[tuple[int, ...]]:
    """The relations of a rule by the offsets of their numbers."""
    found = (each.relation for each in read(text).relations if (each.relation.kind, each.relation.rule) == (kind, rule))
    return [tuple(claim.char_start for claim in relation.claims) for relation in found]


@pytest.mark.parametrize(("kind", "rule", "text"), HOLDS)
def test_no_digit_of_it_makes_or_unmakes_the_relation(kind: str, rule: str, text: str) -> None:
    before = relations(kind, rule, text)
    assert len(before) == 1
    for found in re.finditer(r"[0-9]+", text):
        for digit in "357":
            at = found.end() - 1
            changed = text[:at] + digit + text[at + 1 :]
            assert relations(kind, rule, changed) == before, changed


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("渔港支出年初预算为120万元，支出决算为114万元，完成年初预算的90%。", "error"),
        ("渔业贷款余额320亿元，比年初增加340亿元。", "warning"),
        ("渔港收入总计2995万元。与上年相比，渔港收入总计减少57万元，下降1.3%。", "warning"),
        ("海洋捕捞产值34.3亿元。其中，远洋海洋捕捞产值95亿元，增长8%。", "warning"),
    ],
)
def test_a_slip_is_told(text: str, severity: str) -> None:
    assert [finding.severity for finding in read(text).findings] == [severity]


@pytest.mark.parametrize(
    "text",
    [
        "渔港支出年初预算为120万元，航标支出决算为114万元，完成年初预算的90%。",
        "渔港支出调整预算为120万元，支出决算为114万元，完成年初预算的90%。",
        "渔港支出年初预算为120万元，支出决算为114万元，完成调整预算的90%。",
        "渔业公司利润3亿元，比上年增加5亿元。",
        "海上贸易顺差3亿元，比上年增加5亿元。",
        "渔业贷款余额320亿元，比年初减少340亿元。",
        "渔港收入总计2995万元。与上年相比，航标支出减少57万元，下降1.3%。",
    ],
)
def test_look_alikes_are_let_be(text: str) -> None:
    assert read(text).findings == ()
