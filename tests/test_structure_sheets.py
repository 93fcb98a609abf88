"""Whole tables: of each row what its label says, of each figure its kind, name, unit, period and what gave them."""

from __future__ import annotations

import pytest

from ipextract import layout, mentions, reading
from ipextract.rulebook import load
from ipextract.structure import Figure, Row, sheets, with_years

BOOK = load()
YEAR = "2031"


def told(caption: str, rows: list[str]) -> list[str]:
    """Each row: LABEL =NAME and what marks it; each of its figures: QUOTE KIND NAME UNIT PERIOD and what gave both."""
    head, *body = (f"| {' | '.join(row.split(','))} |" for row in rows)
    lines = (*caption.split("/"), "", head, "|---" * (rows[0].count(",") + 1) + "|", *body)
    document = layout.compose(reading.read_string("\n".join(lines), "t.txt"), BOOK.layout)
    numbers = with_years(document, mentions.find(document.text, BOOK), BOOK)
    rows_of = (row for sheet in sheets(document, numbers, YEAR, BOOK) for row in sheet.rows)
    return [line for row in rows_of for line in (_row(row), *(_figure(row, each) for each in row.figures.values()))]


def _row(row: Row) -> str:
    flags = {
        "part": row.which,
        "sharp": row.sharp,
        "mean": row.mean,
        "less": row.taken_off,
        "parted": row.partition,
        "blank": row.blank,
        "heading": row.heading,
    }
    said = (
        row.label,
        f"={row.name}" if row.name != row.label else "",
        row.total or "",
        f"order {row.order}" if row.order else "",
        f"indent {row.indent}" if row.indent else "",
        *(name for name, flag in flags.items() if flag),
        str(row.period),
    )
    return " ".join(filter(None, said))


def _figure(row: Row, figure: Figure) -> str:
    said = (
        "flat" if figure.mention is None else figure.mention.printed,
        figure.kind,
        figure.name if figure.name != row.name else "",
        figure.unit,
        f"x{figure.factor:f}" if figure.factor != 1 else "",
        str(figure.period),
        f"of {figure.beside}" if figure.beside is not None else "",
        f"in {figure.scope}" if figure.scope else "",
        figure.unit_why.by,
        figure.period_why.by,
    )
    return " ".join(filter(None, said))


@pytest.mark.parametrize(
    ("caption", "table", "wanted"),
    [
        (
            "单位：万元",
            [
                "项目,2030年,2031年,增减额,增长（%）,占比（%）",
                "收入合计,300,330,30,10.0,100.0",
                "一、渔业收入,200,220,20,10.0,66.7",
                "其中：捕捞,120,130,10,8.3,39.4",
                "（一）养殖,80,90,10,12.5,27.3",
                "减：退税,10,11,1,10.0,3.3",
                "平均,50,55,5,10.0,—",
            ],
            [
                "收入合计 total",
                "300 amount 元 x10000 2030 table head",
                "330 amount 元 x10000 2031 table head",
                "30 change 元 x10000 2031 of 2 table beside",
                "10.0 growth % 2031 of 2 head beside",
                "100.0 share % 2031 of 2 head beside",
                "渔业收入 order 1",
                "200 amount 元 x10000 2030 table head",
                "220 amount 元 x10000 2031 table head",
                "20 change 元 x10000 2031 of 2 table beside",
                "10.0 growth % 2031 of 2 head beside",
                "66.7 share % 2031 of 2 head beside",
                "捕捞 part",
                "120 amount 元 x10000 2030 table head",
                "130 amount 元 x10000 2031 table head",
                "10 change 元 x10000 2031 of 2 table beside",
                "8.3 growth % 2031 of 2 head beside",
                "39.4 share % 2031 of 2 head beside",
                "养殖 order 2",
                "80 amount 元 x10000 2030 table head",
                "90 amount 元 x10000 2031 table head",
                "10 change 元 x10000 2031 of 2 table beside",
                "12.5 growth % 2031 of 2 head beside",
                "27.3 share % 2031 of 2 head beside",
                "减：退税 =退税 less",
                "10 amount 元 x10000 2030 table head",
                "11 amount 元 x10000 2031 table head",
                "1 change 元 x10000 2031 of 2 table beside",
                "10.0 growth % 2031 of 2 head beside",
                "3.3 share % 2031 of 2 head beside",
                "平均 mean",
                "50 amount 元 x10000 2030 table head",
                "55 amount 元 x10000 2031 table head",
                "5 change 元 x10000 2031 of 2 table beside",
                "10.0 growth % 2031 of 2 head beside",
            ],
        ),
        (
            "单位：艘",
            ["地区,渔船,木质", "全市,90,30", "东湾区,50,20", "其中：东湾港,20,8", "西湾区小计,40,10", "小计,40,10"],
            [
                "全市 whole-area",
                "90 count 渔船 艘 2031 table document",
                "30 count 木质 艘 2031 table document",
                "东湾区",
                "50 count 渔船 艘 2031 in 东湾区 table document",
                "20 count 木质 艘 2031 in 东湾区 table document",
                "东湾港 part",
                "20 count 渔船 艘 2031 in 东湾港 table document",
                "8 count 木质 艘 2031 in 东湾港 table document",
                "西湾区小计 subtotal",
                "40 count 渔船 艘 2031 in 西湾区 table document",
                "10 count 木质 艘 2031 in 西湾区 table document",
                "小计 subtotal",
                "40 count 小计渔船 艘 2031 table document",
                "10 count 小计木质 艘 2031 table document",
            ],
        ),
        (
            "表1\u30002031年分区县渔获量（吨）",
            ["地区,2030年,2031年", "全市,90,95", "东湾区,50,52"],
            [
                "全市 whole-area",
                "90 count 渔获量 吨 2030 table head",
                "95 count 渔获量 吨 2031 table head",
                "东湾区",
                "50 count 渔获量 吨 2030 in 东湾区 table head",
                "52 count 渔获量 吨 2031 in 东湾区 table head",
            ],
        ),
        (
            "",
            ["指标,单位,2031年,比上年增长（%）", "渔船,艘,1200,5.1", "渔获,万吨,12.5,持平", "渔港,座,3,"],
            [
                "渔船",
                "1200 count 艘 2031 row head",
                "5.1 growth % 2031 of 2 head beside",
                "渔获",
                "12.5 count 吨 x10000 2031 row head",
                "flat growth % 2031 of 2 head beside",
                "渔港",
                "3 count 座 2031 row head",
            ],
        ),
        (
            "单位：万元",
            [
                "科目编码,科目名称,预算数,决算数",
                "201,渔业,300,310",
                "20106,捕捞,200,205",
                "2010601,近海,120,125",
                ",合计,300,310",
            ],
            [
                "渔业",
                "300 amount 元 x10000 2031 table document",
                "310 amount 元 x10000 2031 table document",
                "捕捞 indent 1",
                "200 amount 元 x10000 2031 table document",
                "205 amount 元 x10000 2031 table document",
                "近海 indent 2",
                "120 amount 元 x10000 2031 table document",
                "125 amount 元 x10000 2031 table document",
                "合计 total",
                "300 amount 元 x10000 2031 table document",
                "310 amount 元 x10000 2031 table document",
            ],
        ),
        (
            "",
            ["序号,渔港,泊位（个）,吞吐量（万吨）", "1,东港,12,30", "2,西港,8,20", "3,北港,5,9"],
            [
                "东港",
                "12 count 东港泊位 个 2031 head document",
                "30 count 东港吞吐量 吨 x10000 2031 head document",
                "西港",
                "8 count 西港泊位 个 2031 head document",
                "20 count 西港吞吐量 吨 x10000 2031 head document",
                "北港",
                "5 count 北港泊位 个 2031 head document",
                "9 count 北港吞吐量 吨 x10000 2031 head document",
            ],
        ),
        (
            "表2 渔业产品出厂价格涨跌幅度（单位：%）",
            ["品种,一季度,二季度", "海带,3.1,-2.0", "紫菜,0.4,1.1"],
            [
                "海带",
                "3.1 growth % 2031Q1 table head",
                "-2.0 growth % 2031Q2 table head",
                "紫菜",
                "0.4 growth % 2031Q1 table head",
                "1.1 growth % 2031Q2 table head",
            ],
        ),
        (
            "人民币百万元，百分比除外",
            ["项目,2031年,2030年,变动（%）", "存货,30,28,7.1", "现金,12,11,9.1"],
            [
                "存货",
                "30 amount 元 x1000000 2031 table head",
                "28 amount 元 x1000000 2030 table head",
                "7.1 growth % 2031 of 1 head beside",
                "现金",
                "12 amount 元 x1000000 2031 table head",
                "11 amount 元 x1000000 2030 table head",
                "9.1 growth % 2031 of 1 head beside",
            ],
        ),
        (
            "",
            ["项目（万元）,2031,2030", "捕捞,30,28", "养殖,12,11"],
            [
                "捕捞",
                "30 amount 元 x10000 2031 table head",
                "28 amount 元 x10000 2030 table head",
                "养殖",
                "12 amount 元 x10000 2031 table head",
                "11 amount 元 x10000 2030 table head",
            ],
        ),
        (
            "",
            ["月份,渔获（吨）,增长（%）", "1月,30,3", "2月,28,4", "1—2月,58,3.5"],
            [
                "1月 = 2031-01",
                "30 count 渔获 吨 2031-01 head row",
                "3 growth 增长（%） % 2031-01 of 1 head row",
                "2月 = 2031-02",
                "28 count 渔获 吨 2031-02 head row",
                "4 growth 增长（%） % 2031-02 of 1 head row",
                "1—2月 = 2031-01/2031-02",
                "58 count 渔获 吨 2031-01/2031-02 head row",
                "3.5 growth 增长（%） % 2031-01/2031-02 of 1 head row",
            ],
        ),
        (
            "",
            ["类别,合计,近海,远洋,其中：深海", "渔船（艘）,90,60,30,10", "渔民（人）,900,600,300,100"],
            [
                "渔船",
                "90 count 艘 2031 row document",
                "60 count 渔船近海 艘 2031 row document",
                "30 count 渔船远洋 艘 2031 row document",
                "10 count 渔船其中：深海 艘 2031 row document",
                "渔民",
                "900 count 人 2031 row document",
                "600 count 渔民近海 人 2031 row document",
                "300 count 渔民远洋 人 2031 row document",
                "100 count 渔民其中：深海 人 2031 row document",
            ],
        ),
        (
            "",
            [
                "项目,2031年,占比",
                "一、按形态分,,",
                "木质,30,33.3",
                "钢质,60,66.7",
                "二、按海域分,,",
                "近海,50,55.6",
                "远洋,40,44.4",
            ],
            [
                "按形态分 order 1 parted heading",
                "木质",
                "30 count 2031 nothing-said head",
                "33.3 share % 2031 of 1 rate beside",
                "钢质",
                "60 count 2031 nothing-said head",
                "66.7 share % 2031 of 1 rate beside",
                "按海域分 order 1 parted heading",
                "近海",
                "50 count 2031 nothing-said head",
                "55.6 share % 2031 of 1 rate beside",
                "远洋",
                "40 count 2031 nothing-said head",
                "44.4 share % 2031 of 1 rate beside",
            ],
        ),
        (
            "",
            ["项目,完成数,为预算%,增（减）额", "税收,300,102.1,-12", "规费,30,98.0,3"],
            [
                "税收",
                "300 count 2031 nothing-said document",
                "102.1 ratio % 2031 head document",
                "-12 change 2031 of 2 nothing-said beside",
                "规费",
                "30 count 2031 nothing-said document",
                "98.0 ratio % 2031 head document",
                "3 change 2031 of 2 nothing-said beside",
            ],
        ),
        (
            "",
            ["行业,增速（%）", "渔业,13405", "加工,3.1"],
            ["渔业", "13405 change % 2031 head document", "加工", "3.1 growth % 2031 head document"],
        ),
        (
            "",
            ["港口,资产构成", "东港,13405", "西港,3100"],
            ["东港", "13405 count 2031 nothing-said document", "西港", "3100 count 2031 nothing-said document"],
        ),
        (
            "编制单位：渔业局/单位：万元",
            ["项目,预算数,决算数,决算数为预算数的%", "税收,300,306,102.0", "规费,30,27,90.0"],
            [
                "税收",
                "300 amount 元 x10000 2031 table document",
                "306 amount 元 x10000 2031 table document",
                "102.0 ratio % 2031 head document",
                "规费",
                "30 amount 元 x10000 2031 table document",
                "27 amount 元 x10000 2031 table document",
                "90.0 ratio % 2031 head document",
            ],
        ),
        (
            "",
            [
                "类别,合计,木质,钢质",
                "一、渔船（艘）,90,30,60",
                "（一）近海,50,20,30",
                "1.东港,30,15,15",
                "2.西港,20,5,15",
                "（二）远洋,40,10,30",
            ],
            [
                "渔船 order 1",
                "90 count 艘 2031 row document",
                "30 count 渔船木质 艘 2031 row document",
                "60 count 渔船钢质 艘 2031 row document",
                "近海 order 2",
                "50 count 2031 nothing-said document",
                "20 count 近海木质 2031 nothing-said document",
                "30 count 近海钢质 2031 nothing-said document",
                "东港 order 3",
                "30 count 2031 nothing-said document",
                "15 count 东港木质 2031 nothing-said document",
                "15 count 东港钢质 2031 nothing-said document",
                "西港 order 3",
                "20 count 2031 nothing-said document",
                "5 count 西港木质 2031 nothing-said document",
                "15 count 西港钢质 2031 nothing-said document",
                "远洋 order 2",
                "40 count 2031 nothing-said document",
                "10 count 远洋木质 2031 nothing-said document",
                "30 count 远洋钢质 2031 nothing-said document",
            ],
        ),
        (
            "",
            ["类别,数量", "渔船,90艘", "渔民,300人", "渔获,9万吨", "产值,3亿元", "增幅,5%"],
            [
                "渔船",
                "90艘 count 艘 2031 cell document",
                "渔民",
                "300人 count 人 2031 cell document",
                "渔获",
                "9万吨 count 吨 2031 cell document",
                "产值",
                "3亿元 amount 元 2031 cell document",
                "增幅",
                "5% ratio % 2031 cell document",
            ],
        ),
        (
            "",
            ["指标,2031年,比上年±%", "产值（亿元）,30.5,5.1", "出口（万美元）,200,-3.2"],
            [
                "产值",
                "30.5 amount 元 x100000000 2031 row head",
                "5.1 growth % 2031 of 1 head beside",
                "出口",
                "200 amount 美元 x10000 2031 row head",
                "-3.2 growth % 2031 of 1 head beside",
            ],
        ),
        (
            "",
            ["月份,1月,2月,1—2月", "渔获（吨）,3,4,7", "增速（%）,1.1,2.2,1.8"],
            [
                "渔获",
                "3 count 吨 2031-01 row head",
                "4 count 吨 2031-02 row head",
                "7 count 吨 2031-01/2031-02 row head",
                "增速",
                "1.1 ratio % 2031-01 row head",
                "2.2 ratio % 2031-02 row head",
                "1.8 ratio % 2031-01/2031-02 row head",
            ],
        ),
        (
            "",
            [",一季度,上半年,前三季度,全年", "渔获（万吨）,2,5,7,9"],
            [
                "渔获",
                "2 count 吨 x10000 2031Q1 row head",
                "5 count 吨 x10000 2031H1 row head",
                "7 count 吨 x10000 2031-01/2031-09 row head",
                "9 count 吨 x10000 2031 row head",
            ],
        ),
        (
            "",
            ["县区,户数（户）,人口（人）,户均（人/户）", "东湾县,30,90,3.0", "西湾县,20,50,2.5", "全市,50,140,2.8"],
            [
                "东湾县",
                "30 count 户数 户 2031 in 东湾县 head document",
                "90 count 人口 人 2031 in 东湾县 head document",
                "3.0 count 户均 人/户 2031 in 东湾县 head document",
                "西湾县",
                "20 count 户数 户 2031 in 西湾县 head document",
                "50 count 人口 人 2031 in 西湾县 head document",
                "2.5 count 户均 人/户 2031 in 西湾县 head document",
                "全市 whole-area",
                "50 count 户数 户 2031 head document",
                "140 count 人口 人 2031 head document",
                "2.8 count 户均 人/户 2031 head document",
            ],
        ),
        (
            "",
            ["项目,本年,本年累计,去年同期", "捕捞（吨）,3,30,28", "养殖（吨）,4,40,39"],
            [
                "捕捞",
                "3 count 吨 2031 row head",
                "30 count 吨 2031 row head",
                "28 count 吨 2030 row year-before",
                "养殖",
                "4 count 吨 2031 row head",
                "40 count 吨 2031 row head",
                "39 count 吨 2030 row year-before",
            ],
        ),
        (
            "",
            [
                "项目,金额,比重",
                "收入总计,330.5,100",
                "其中：税收,300,90.8",
                "\u3000\u3000\u3000增值税,200,60.5",
                "非税,30.5,9.2",
            ],
            [
                "收入总计 grand-total",
                "330.5 count 2031 nothing-said document",
                "100 share % 2031 of 1 rate beside",
                "税收 part",
                "300 count 2031 nothing-said document",
                "90.8 share % 2031 of 1 rate beside",
                "增值税 indent 1",
                "200 count 2031 nothing-said document",
                "60.5 share % 2031 of 1 rate beside",
                "非税",
                "30.5 count 2031 nothing-said document",
                "9.2 share % 2031 of 1 rate beside",
            ],
        ),
        (
            "单位：%",
            ["行业,增长", "渔业,5.1", "加工,持平", "旅游,-2.0"],
            [
                "渔业",
                "5.1 growth % 2031 table document",
                "加工",
                "flat growth % 2031 table document",
                "旅游",
                "-2.0 growth % 2031 table document",
            ],
        ),
        (
            "",
            ["项目,数额", "资产,（1234.56）", "负债,300", "其中：借款,—", "*注,12"],
            [
                "资产",
                "1234.56 count 2031 nothing-said document",
                "负债",
                "300 count 2031 nothing-said document",
                "借款 part blank",
                "注",
                "12 count 2031 nothing-said document",
            ],
        ),
        (
            "",
            ["渔港,2031年末,2030年末,增减", "东港,126,118,8", "西港,60,61,-1"],
            [
                "东港",
                "126 count 2031 nothing-said head",
                "118 count 2030 nothing-said head",
                "8 change 2031 of 1 nothing-said beside",
                "西港",
                "60 count 2031 nothing-said head",
                "61 count 2030 nothing-said head",
                "-1 change 2031 of 1 nothing-said beside",
            ],
        ),
        (
            "",
            ["渔港,2031年末,2030年末,增减", "东港,126,118,6.8", "西港,60,61,-1.6"],
            [
                "东港",
                "126 count 2031 nothing-said head",
                "118 count 2030 nothing-said head",
                "6.8 growth % 2031 of 1 rate beside",
                "西港",
                "60 count 2031 nothing-said head",
                "61 count 2030 nothing-said head",
                "-1.6 growth % 2031 of 1 rate beside",
            ],
        ),
        (
            "",
            ["项目,数量（个）,占全市比重（%）", "渔港,3,33.3", "码头,6,66.7"],
            [
                "渔港",
                "3 count 个 2031 head document",
                "33.3 share % 2031 of 1 head beside",
                "码头",
                "6 count 个 2031 head document",
                "66.7 share % 2031 of 1 head beside",
            ],
        ),
        (
            "单位：万元",
            ["项目,本年,上年", "资产,（-3）,（0）", "负债,（4）,5"],
            [
                "资产",
                "-3 amount 元 x10000 2031 table head",
                "0 amount 元 x10000 2030 table year-before",
                "负债",
                "4 amount 元 x-10000 2031 table head",
                "5 amount 元 x10000 2030 table year-before",
            ],
        ),
        (
            "",
            ["科目编码,科目名称,数额", "201,渔业,30", "202,捕捞,20", "203,近海,10"],
            [
                "渔业",
                "30 count 2031 nothing-said document",
                "捕捞",
                "20 count 2031 nothing-said document",
                "近海",
                "10 count 2031 nothing-said document",
            ],
        ),
        (
            "",
            ["类,款,项,科目名称,数额", "201,,,渔业,30", "201,06,,捕捞,20", "201,06,01,近海,10"],
            [
                "渔业",
                "30 count 2031 nothing-said document",
                "捕捞 indent 1",
                "20 count 2031 nothing-said document",
                "近海 indent 2",
                "10 count 2031 nothing-said document",
            ],
        ),
        (
            "",
            ["渔港,数量,占上年比重（%）", "东港,30,150.0", "西港,20,90.0"],
            [
                "东港",
                "30 count 2031 nothing-said document",
                "150.0 share % 2031 of 1 head beside",
                "西港",
                "20 count 2031 nothing-said document",
                "90.0 share % 2031 of 1 head beside",
            ],
        ),
        (
            "",
            ["渔港,数量,占上年比重", "东港,30,150.0", "西港,20,90.0"],
            [
                "东港",
                "30 count 2031 nothing-said document",
                "150.0 count 2031 nothing-said document",
                "西港",
                "20 count 2031 nothing-said document",
                "90.0 count 2031 nothing-said document",
            ],
        ),
    ],
)
def test_what_is_read_of_each_figure(caption: str, table: list[str], wanted: list[str]) -> None:
    assert told(caption, table) == wanted


# --- around a table ---------------------------------------------------------------------------------------------------


def around(text: str) -> list[str]:
    """Around each table: its title, caption, unit and year, and the line that cuts it from the one above."""
    document = layout.compose(reading.read_string(text, "t.txt"), BOOK.layout)
    found = sheets(document, with_years(document, mentions.find(document.text, BOOK), BOOK), YEAR, BOOK)
    return [
        " | ".join(
            (
                each.title,
                each.caption.replace("\n", "/"),
                each.unit,
                each.year,
                "" if each.line is None else each.line.label,
            )
        )
        for each in found
    ]


SHIPS = "| 类别 | 2031年 |\n|---|---|\n| 木船 | 3 |\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            f"渔业情况\n\n表1　渔船情况\n单位：艘\n\n{SHIPS}",
            ["渔业情况表1渔船情况 | 表1渔船情况/单位：艘 | 艘 | 2031 | "],
        ),
        (
            f"渔船情况\n\n单位：艘\n\n| 甲组 | 乙组 |\n|---|---|\n| 东港 | 西港 |\n\n说明\n\n{SHIPS}",
            ["渔船情况 | 渔船情况/单位：艘 | 艘 | 2031 | ", "渔船情况说明 | 单位：艘/说明 | 艘 | 2031 | "],
        ),
        (
            f"单位：艘\n\n{SHIPS}\n二、按海域分\n\n| 近海 | 5 |\n|---|---|\n| 远洋 | 6 |\n",
            [" | 单位：艘 | 艘 | 2031 | ", "二、按海域分 | 单位：艘/二、按海域分 | 艘 | 2031 | 按海域分"],
        ),
        (f"一、2029年渔船\n\n{SHIPS}", ["一、2029年渔船 | 一、2029年渔船 |  | 2029 | "]),
        (f"渔船都在港内，没有一艘出海，也没有新造的。\n\n{'渔港' * 31}\n\n{SHIPS}", [" |  |  | 2031 | "]),
    ],
)
def test_what_stands_around_a_table(text: str, wanted: list[str]) -> None:
    assert around(text) == wanted


NUMBERED = "| 项目 | 行次 | 数额（元） |\n|---|---|---|\n| 收入 | 1 | 30 |\n| 支出 | 2 | 20 |\n| 结余 | 3 | 10 |\n"
LISTED = "| 项目 | 数额（元） |\n|---|---|\n| 一、收入 | 30 |\n| 二、支出 | 20 |\n| 三、结余 | 10 |\n"
COLUMNS = "| 项目 | 本年 | 上年 | 合计 |\n|---|---|---|---|\n|  | 1 | 2 | 3=1+2 |\n| 渔税 | 3 | 4 | 7 |\n"


@pytest.mark.parametrize(
    ("text", "formulas", "numbered", "lined"),
    [
        (COLUMNS, ["columns 3=1+2"], {"1": 1, "2": 2, "3": 3}, {}),
        (f"{NUMBERED}\n第3行=第1行-第2行\n", ["rows 第3行=第1行-第2行"], {}, {"1": 0, "2": 1, "3": 2}),
        (f"{LISTED}\n注：第三项等于第一项减第二项。\n", ["rows 第三项=第一项-第二项"], {}, {"1": 0, "2": 1, "3": 2}),
        (
            f"{NUMBERED}\n甲。\n\n乙。\n\n丙。\n\n第3行=第1行-第2行\n",
            ["rows 第3行=第1行-第2行"],
            {},
            {"1": 0, "2": 1, "3": 2},
        ),
        (f"{NUMBERED}\n甲。\n\n乙。\n\n丙。\n\n丁。\n\n第3行=第1行-第2行\n", [], {}, {}),  # too far below
        (f"{NUMBERED}\n收支相抵，结余如上。\n", [], {}, {}),
    ],
)
def test_formulas_that_are_printed_with_a_table(
    text: str, formulas: list[str], numbered: dict[str, int], lined: dict[str, int]
) -> None:
    document = layout.compose(reading.read_string(text, "t.txt"), BOOK.layout)
    (sheet,) = sheets(document, mentions.find(document.text, BOOK), YEAR, BOOK)
    assert [f"{each.axis} {each.text}" for each in sheet.formulas] == formulas
    assert (dict(sheet.numbered), dict(sheet.lined)) == (numbered, lined)
