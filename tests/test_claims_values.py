"""Values and edges: what each number is worth its direction, and the words that join it."""

from __future__ import annotations

import pytest

from sentences import TITLE, built, prepared


def values(text: str) -> list[str]:
    """QUOTE VALUE UNIT of each claim, then its direction, what it is within, and the end of its range."""
    return [
        " ".join(
            filter(
                None,
                (
                    each.quote,
                    f"{each.value:f}" if each.value is not None else "none",
                    str(each.unit),
                    each.direction,
                    each.within and f"within {each.within}",
                    f"to {each.value_high:f}" if each.value_high is not None else "",
                ),
            )
        )
        for each in built(text)[0]
    ]


def words(text: str) -> list[str]:
    """QUOTE ROLE QUOTE by CUE: the words that say so."""
    claims, edges, _ = built(text)
    quotes = {each.claim_id: each.quote for each in claims}
    printed = prepared(TITLE + text).document.text
    return [
        f"{quotes[each.source]} {each.role} {quotes[each.target]} by {each.cue}: {printed[each.start : each.end]}"
        for each in edges
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("首次检验合格率达98%，鱼价每公斤31元。", ["98% 98 %", "31元 31 元/公斤"]),
        ("渔获量比上年增加2万吨，达到9万吨，增长28.6%。", ["2万吨 20000 吨 up", "9万吨 90000 吨", "28.6% 28.6 % up"]),
        ("渔船数量比2026年翻了一番，渔民减少一半。", ["翻了一番 100 % up", "一半 50 % down"]),
        ("养殖面积1.2万公顷，较上年扩大300公顷。", ["1.2万公顷 12000 公顷", "300公顷 300 公顷 up"]),
        ("渔港3座，比上年增加1座；码头5座，与上年持平。", ["3座 3 座", "1座 1 座 up", "5座 5 座", "持平 0 % flat"]),
        ("每万人拥有渔船3.2艘，渔民平均年龄48岁。", ["3.2艘 3.2 艘/万人", "48岁 48 岁"]),
        ("远洋渔业产量3.1万吨，是上年的2倍。", ["3.1万吨 31000 吨", "2倍 2 倍 up"]),
        ("渔民人均收入5.2万元，增长6.1%。", ["5.2万元 52000 元/人", "6.1% 6.1 % up"]),
        ("渔用柴油价格每吨7000—7200元，下降1%。", ["7000—7200元 7000 元/吨 to 7200", "1% 1 % down"]),
        ("渔民满意度达98.5%，居全省首位。", ["98.5% 98.5 %", "首位 1 位 within 全省"]),
        ("渔业用海3000公顷，其中养殖用海占三分之二。", ["3000公顷 3000 公顷", "三分之二 66.67 %"]),
        ("渔船约占三成，渔民近300人，渔港逾3座。", ["三成 30 %", "近300人 300 人", "逾3座 3 座"]),
        ("渔业产值居全省第2位、全国第9位。", ["第2位 2 位 within 全省", "第9位 9 位 within 全国"]),
        (
            "渔业保险参保率98%，赔付率60%，同比提高2个和3个百分点。",
            ["98% 98 %", "60% 60 %", "2个 2 百分点 up", "3个百分点 3 百分点 up"],
        ),
    ],
)
def test_what_each_number_is_worth(text: str, wanted: list[str]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "渔获9万吨，比上年（8万吨）增长12.5%。",
            [
                "8万吨 before-of 9万吨 by said-to-be-before: 上年",
                "12.5% value-of 9万吨 by nearest-that-grows: 比上年（8万吨）增长12.5%",
            ],
        ),
        (
            "渔船90艘，其中木质30艘，占33.3%。",
            [
                "30艘 part-of 90艘 by of-which: 其中",
                "33.3% value-of 30艘 by nearest-that-is-held: 占33.3%",
                "33.3% share-of 90艘 by whole-of-the-part: 33.3%",
            ],
        ),
        ("2030年渔船44艘，2031年渔船53艘。", ["44艘 before-of 53艘 by of-the-year-before: 2030年"]),
        (
            "渔船由上年的80艘增加到90艘，增长12.5%。",
            [
                "80艘 before-of 90艘 by from-to: 由上年的80艘增加到90艘",
                "12.5% value-of 90艘 by nearest-that-grows: ，增长12.5%",
            ],
        ),
        ("渔船90艘（上年80艘）。", ["80艘 before-of 90艘 by said-to-be-before: 上年"]),
        (
            "渔业收入、利润分别为30亿元、3亿元，分别增长5%、下降6%。",
            [
                "5% value-of 30亿元 by in-order: ，分别增长5%、下降6%",
                "6% value-of 3亿元 by in-order: ，分别增长5%、下降6%",
            ],
        ),
        (
            "渔船90艘（其中木质30艘），渔港3座，比上年增加1座。",
            ["30艘 part-of 90艘 by of-which: 其中", "1座 value-of 3座 by nearest-in-its-unit: 比上年增加1座"],
        ),
        (
            "渔获9万吨，居全省第2位，增幅居全省第3位，增长3%。",
            ["第2位 value-of 9万吨 by nearest: 居全省第2位", "3% value-of 9万吨 by nearest-that-grows: ，增长3%"],
        ),
        (
            "渔业投资3亿元，其中民间投资1.2亿元，下降3%，占比40%。",
            [
                "1.2亿元 part-of 3亿元 by of-which: 其中",
                "3% value-of 1.2亿元 by nearest-that-grows: ，下降3%",
                "40% value-of 1.2亿元 by nearest-that-is-held: 占比40%",
                "40% share-of 3亿元 by whole-of-the-part: 40%",
            ],
        ),
    ],
)
def test_the_words_that_join_two_numbers(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted
