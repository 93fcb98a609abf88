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


RETOLD = (
    "云洲渔港吞吐量连续{}年超过3000万吨",
    "渔港统计显示，2031年云洲渔港接待渔船4.7万艘，渔港吞吐量连续{}年超过3000万吨。",
)
BOUNDS = (
    "鹭江渔业银行2031年新放渔船贷款超{}亿元",
    "2031年，鹭江渔业银行新放渔船贷款超{}亿元，主要用于远洋渔船。",
)
PASSED = (
    "今年前4个月鹭江市规上水产企业营收超{}亿元",
    "记者获悉，今年前4个月，鹭江市规模以上水产企业营业收入达{}亿元，同比增长7.3%。",
)
NEARED = (
    "一季度云洲港水产集装箱吞吐量近{}万标准箱",
    "据海关统计，今年一季度，云洲港水产集装箱吞吐量{}万标箱。",
)


@pytest.mark.parametrize(
    ("lines", "first", "second", "severities"),
    [
        (RETOLD, "8", "8", []),
        (RETOLD, "8", "9", ["warning"]),
        (BOUNDS, "6200", "6200", []),
        (BOUNDS, "6000", "6200", []),
        (BOUNDS, "6200", "6800", ["warning"]),
        (PASSED, "1000", "1026", []),
        (PASSED, "1000", "982", ["warning"]),
        (PASSED, "1000", "102.6", ["warning"]),
        (NEARED, "800", "788", []),
        (NEARED, "800", "808", ["warning"]),
    ],
)
def test_a_headline_is_retold_in_its_item(
    lines: tuple[str, ...], first: str, second: str, severities: list[str]
) -> None:
    assert loud(read(lines, first, second)) == severities


@pytest.mark.parametrize(
    "lines",
    [
        # a part by definition
        ("云洲渔港水产品出口超500亿元", "云洲渔港水产品进出口额482.6亿元，增长3%。"),
        # another noun behind the number
        ("东海渔业示范区发布5项护渔经验", "近日，东海渔业示范区发布8项航道工程。"),
        # what is said of another number of the sentence
        ("云洲渔场深水网箱产量超10亿吨", "云洲渔场深水网箱目前日产鲜鱼160万吨，累计产量超10亿吨。"),
        ("鹭江市水产品交易额增长21.8%", "鹭江市水产品交易量7.4亿吨，交易额60.8亿元，同比分别增长14.9%和21.8%。"),
    ],
)
def test_what_only_looks_like_the_number_of_a_headline(lines: tuple[str, ...]) -> None:
    assert loud(read(lines)) == []


DEPOSITS = (
    "一、金融",
    "2031年末，全市渔业本外币存款余额4953.31亿元。其中渔户存款{}亿元。",
    "",
    "表1 2031年渔业存款",
    "指标\t绝对值（亿元）",
    "渔业本外币存款余额\t4953.31",
    "其中：渔户本外币存款余额\t1328.68",
    "渔业人民币存款余额\t4837.91",
    "其中：渔户人民币存款余额\t1307.05",
)
ENTRIES = (
    "{}表",
    "单位：万元",
    "科目名称\t合计\t基本支出\t项目支出",
    "泊位运行\t126.4\t106.4\t20.0",
    "航道疏浚\t83.2\t13.2\t70.0",
    "",
    "（三）{}具体情况",
    "1、泊位运行（项）。年初预算为130.0万元，支出决算为{}万元。",
)


def test_a_row_that_spells_out_the_whole_of_a_part() -> None:
    assert ("1328.68亿元", "1328.68") in repeats(read(DEPOSITS, "1328.68"))
    assert loud(read(DEPOSITS, "1382.68")) == ["warning"]


@pytest.mark.parametrize(
    ("title", "heading", "told", "codes"),
    [
        ("渔港支出决算", "渔港支出决算", "126.4", []),
        ("渔港支出决算", "渔港支出决算", "162.4", ["IPX301"]),
        ("渔港支出决算", "专款渔港支出决算", "116.4", []),
        ("渔港支出决算", "专款渔港支出决算", "162.4", ["IPX102"]),
        ("渔港支出决算", "捐赠使用", "162.4", []),
    ],
)
def test_the_rows_of_a_table_are_explained_one_by_one(title: str, heading: str, told: str, codes: list[str]) -> None:
    report = read(ENTRIES, title, heading, told)
    assert [f.code for f in report.findings if f.severity in ("error", "warning")] == codes


@pytest.mark.parametrize(
    "lines",
    [
        ("一、养殖", "2031年，全市渔港投资{}亿元，增长6.6%。", "二、捕捞", "2031年，渔港投资增长{}。"),
        ("一、民事审判", "2031年，全市审结案件{}件。", "二、行政审判", "2031年，审结案件{}件。"),
    ],
)
def test_prints_of_which_a_misfit_would_not_be_told_are_an_echo(lines: tuple[str, ...]) -> None:
    second = "6.6%" if "{}。" in lines[-1] else "1843"
    report = read(lines, "1843", second)
    found = [each for each in report.relations if each.relation.kind == "repeat"]
    assert [(each.standing, each.outcome.power) for each in found] == [("echo", 0.0)]


def test_numbers_of_two_periods_are_never_one_fact() -> None:
    report = read(("前三季度，鹭江市海水养殖产量增长{}。", "", "2031年，鹭江市海水养殖产量增长{}。"), "8.7%", "9%")
    assert repeats(report) == []
