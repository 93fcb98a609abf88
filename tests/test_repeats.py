"""One fact printed twice is held against itself by its words, whatever the digits say; look-alikes are left alone."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Report
from ipextract.rulebook import load

RULEBOOK = load()

HEADLINE = (
    "【20310712】上半年鹭江市海水养殖产量{}万吨",
    "记者从渔业局了解到，上半年，鹭江市海水养殖产量{}万吨，增长3.7%。",
)
UNITS = (
    "一、运输",
    "2031年，全市完成货物周转量{}亿吨公里。",
    "",
    "表1 2031年运输",
    "指标\t单位\t2031年",
    "货物周转量\t万吨公里\t{}",
)
SECTIONS = ("一、概况", "2031年，鹭江市完成渔港维护投入{}万元。", "二、渔港", "2031年，鹭江市渔港维护投入{}万元。")
GOALS = ("一、目标", "2032年，鹭江市计划新建渔港泊位{}个。", "二、任务", "2032年，鹭江市计划新建渔港泊位{}个。")


def read(lines: tuple[str, ...], *numbers: str) -> Report:
    return pipeline.analyse_text("\n".join(lines).format(*numbers), rulebook=RULEBOOK)


def repeats(report: Report) -> list[tuple[str, ...]]:
    """The quotes of each repeat."""
    return [tuple(c.quote for c in e.relation.claims) for e in report.relations if e.relation.kind == "repeat"]


def loud(report: Report) -> list[str]:
    return [f.severity for f in report.findings if f.code == "IPX301" and f.severity in ("error", "warning")]


@pytest.mark.parametrize(
    ("lines", "first", "second"),
    [
        (HEADLINE, "1284.6", "1284.6"),
        (UNITS, "2816.45", "28164531.62"),
        (SECTIONS, "1843.27", "1843.27"),
        (GOALS, "1284", "1284"),
    ],
)
def test_a_digit_changed_in_one_print_leaves_the_repeat_asserted(
    lines: tuple[str, ...], first: str, second: str
) -> None:
    assert len(repeats(read(lines, first, second))) == 1
    for i, digit in enumerate(first):
        if digit.isdigit():
            wrong = first[:i] + str((int(digit) + 4) % 9 + 1) + first[i + 1 :]
            report = read(lines, wrong, second)
            assert len(repeats(report)) == 1, wrong
            assert wrong == first or loud(report), wrong


@pytest.mark.parametrize(
    "lines",
    [
        # what came in, and what there is
        ("【20310912】鹭江市新增渔港泊位22个", "云洲渔港列入名录。截至目前，鹭江市渔港泊位已达82个。"),
        # a headline of the half-year, an item of its last month
        ("【20310712】上半年鹭江市渔船产值12.84亿元", "6月，鹭江市渔船产值12.34亿元。"),
        # a name that the item narrows down
        ("2031年，鹭江市渔港维护投入1843.27万元。", "2031年，鹭江市渔港维护投入（不含市本级）1743.27万元。"),
        # a table of something else under the same label
        (
            "2031年，鹭江市水产干货价格上涨2.7%。",
            "",
            "表1 2031年人均消费支出（%）",
            "指标\t比上年增长",
            "水产干货\t2.9",
        ),
        # the coarser print takes the other in
        ("【20310712】上半年鹭江市海水养殖产量超1200万吨", "上半年，鹭江市海水养殖产量1284.6万吨。"),
        # a goal and what came of it
        ("2031年，鹭江市计划新建渔港泊位1284个。", "2031年，鹭江市新建渔港泊位1234个。"),
    ],
)
def test_what_looks_alike_is_left_alone(lines: tuple[str, ...]) -> None:
    assert loud(read(lines)) == []


def test_several_facts_in_the_same_words_that_differ_are_of_two_reports() -> None:
    names = ("渔船检验收入", "渔港泊位收入", "渔民培训支出")
    first = [f"2031年，鹭江市{name}{n}万元。" for name, n in zip(names, ("4216", "3187", "2745"), strict=True)]
    second = [f"2031年，鹭江市{name}{n}万元。" for name, n in zip(names, ("3951", "3542", "2961"), strict=True)]
    slipped = ("2031年，鹭江市渔港维护投入1843.27万元。", "2031年，鹭江市渔港维护投入1743.27万元。")
    assert loud(read(slipped)) != []
    assert loud(read((*first, slipped[0], "二、附件", *second, slipped[1]))) == []
