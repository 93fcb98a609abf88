"""Relations within tables: totals, parts, shares, growth and changes, loud and silent."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Report
from ipextract.rulebook import load

RULEBOOK = load()


def table(*rows: str, before: str = "") -> Report:
    lines = ("云州市2023年统计公报", "", *((before,) if before else ()), *rows)
    return pipeline.analyse_text("\n".join(lines), rulebook=RULEBOOK)


def loud(report: Report) -> list[tuple[str, str]]:
    """Severity and kind of each finding."""
    by_code = {rule.id: rule.name for rule in RULEBOOK.checks.values()}
    return [(f.severity, by_code[f.code]) for f in report.findings]


def proved(report: Report, kind: str) -> list[list[str]]:
    """The quotes of each relation of a kind that holds."""
    found = (e for e in report.relations if e.relation.kind == kind and e.outcome.verdict == "holds")
    return [[c.quote for c in e.relation.claims] for e in found]


CASES = ("单位：件", "类别\t2023年\t2022年")


@pytest.mark.parametrize("wrong", ["576", "657", "67", "5567"])
def test_a_total_below_its_parts(wrong: str) -> None:
    rows = ("民事\t412\t380", "刑事\t120\t118", "行政\t35\t31")
    assert loud(table(*CASES, *rows, "合计\t567\t529")) == []
    assert loud(table(*CASES, *rows, f"合计\t{wrong}\t529")) == [("error", "sum")]


def test_a_total_above_its_parts() -> None:
    rows = ("全部案件总数\t567\t529", "民事\t412\t380", "刑事\t120\t118", "行政\t35\t31")
    assert proved(table(*CASES, *rows), "sum") == [["567", "412", "120", "35"], ["529", "380", "118", "31"]]
    rows = ("合计\t567\t529", "民事\t412\t380", "刑事\t210\t118", "行政\t35\t31")
    assert loud(table(*CASES, *rows)) == [("error", "sum")]


def test_a_list_below_its_total_may_leave_something_out() -> None:
    rows = ("合计\t567\t529", "民事\t402\t370", "刑事\t120\t118", "行政\t35\t31")
    assert loud(table(*CASES, *rows)) == []


def test_subtotals_within_a_total() -> None:
    rows = ("甲区\t10", "乙区\t20", "小计\t30", "丙县\t5", "丁县\t7", "小计\t12", "总计\t42")
    report = table("单位：件", "地区\t收案", *rows)
    assert proved(report, "sum") == [["30", "10", "20"], ["12", "5", "7"], ["42", "30", "12"]]
    rows = (*rows[:5], "小计\t13", "总计\t42")
    report = table("单位：件", "地区\t收案", *rows)
    (found,) = report.findings
    assert {r.printed for r in found.repairs} == {"13"}
    assert len(found.related) == 1


def test_rows_set_in_are_parts_of_a_part() -> None:
    rows = ("民事\t412", "　婚姻\t200", "　合同\t212", "刑事\t120", "行政\t35", "总计\t567")
    report = table("单位：件", "类别\t2023年", *rows)
    assert proved(report, "sum") == [["412", "200", "212"], ["567", "412", "120", "35"]]


def test_numbered_rows_are_the_parts_whatever_stands_between() -> None:
    head = ("单位：亿元", "地区\t出口额\t进口额")
    rows = ("一、亚洲\t167.7\t144.6", "#日本\t14.1\t30.9", "韩国\t27.0\t49.4", "二、欧洲\t87.4\t50.5")
    report = table(*head, "合计\t255.1\t195.1", *rows)
    assert proved(report, "sum") == [["255.1", "167.7", "87.4"], ["195.1", "144.6", "50.5"]]
    assert loud(report) == []


def test_several_partitions_of_one_total() -> None:
    head = ("单位：亿元", "指标\t2023年\t2022年")
    rows = ("零售总额\t658.4\t630.3", "一、按经营地分", "城镇\t312.7\t301.9", "乡村\t345.7\t328.4")
    more = ("二、按消费形态分", "餐饮收入\t286.9\t253.2", "商品零售\t371.5\t377.1")
    report = table(*head, *rows, *more)
    assert len(proved(report, "sum")) == 4
    assert loud(table(*head, *rows, more[0], "餐饮收入\t268.9\t253.2", more[2])) == [("error", "sum")]


def test_names_that_leave_nothing_out() -> None:
    head = ("单位：亿元", "指标\t2023年")
    rows = ("地区生产总值\t1200.5", "第一产业\t100.2", "第二产业\t500.1", "#工业\t410.0", "第三产业\t600.2")
    assert proved(table(*head, *rows), "sum") == [["1200.5", "100.2", "500.1", "600.2"]]
    swapped = (rows[0], rows[1], "第二产业\t501.0", *rows[3:])
    assert loud(table(*head, *swapped)) == [("warning", "sum")]


def test_of_which_rows_are_no_more_than_the_row_above() -> None:
    head = ("单位：万人", "指标\t年末数")
    assert loud(table(*head, "在校学生\t12.6", "其中：女生\t6.1")) == []
    assert loud(table(*head, "在校学生\t12.6", "其中：女生\t16.2")) == [("error", "part")]
    assert loud(table(*head, "在校学生\t12.6", "#女生\t16.2", "教师\t1.1")) == [("error", "part")]


@pytest.mark.parametrize(
    "rows",
    [
        ("利润总额\t12.6", "其中：国有企业\t16.2"),
        ("人均消费支出\t12.6", "其中：城镇人均消费支出\t16.2"),
        ("出口额\t32.7", "其中：一般贸易\t15.2", "加工贸易\t6.6", "其中：机电产品\t18.9"),
    ],
    ids=["below zero", "average", "a second list of the same whole"],
)
def test_lawful_of_which_rows(rows: tuple[str, ...]) -> None:
    assert loud(table("单位：亿元", "指标\t2023年", *rows)) == []


def test_a_column_of_totals() -> None:
    head = ("单位：件", "地区\t民事\t刑事\t合计")
    rows = ("甲区\t41\t12\t53", "乙区\t35\t9\t44", "丙区\t28\t7\t35")
    assert len(proved(table(*head, *rows), "sum")) == 3
    assert loud(table(*head, *rows[:2], "丙区\t28\t7\t53")) == [("error", "sum")]
    first = ("单位：件", "地区\t合计\t民事\t刑事")
    assert loud(table(*first, "甲区\t53\t41\t12", "乙区\t44\t35\t9", "丙区\t53\t28\t7")) == [("error", "sum")]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("地区\t学校（所）\t学生（人）\t合计（所）", ("甲区\t41\t1200\t53", "乙区\t35\t900\t44")),
        ("地区\t民事\t刑事\t平均", ("甲区\t41\t12\t27", "乙区\t35\t9\t22")),
        ("地区\t民事\t其中：婚姻\t刑事\t合计", ("甲区\t41\t12\t10\t51", "乙区\t35\t9\t4\t39")),
    ],
    ids=["units differ", "an average", "a column of which"],
)
def test_lawful_columns(head: str, rows: tuple[str, ...]) -> None:
    assert loud(table("单位：件", head, *rows)) == []


def test_average_rows_and_rounding_are_lawful() -> None:
    head = ("单位：亿元", "地区\t产值")
    assert loud(table(*head, "甲\t41.2", "乙\t35.1", "平均\t38.2")) == []
    assert loud(table(*head, "甲\t41.2", "乙\t35.1", "丙\t10.4", "合计\t86.6")) == []


def test_shares_of_a_column_come_to_a_hundred() -> None:
    head = ("单位：万人", "指标\t2023年\t比重（%）")
    rows = ("户籍人口\t412.6\t100.0", "城镇\t310.2\t75.2", "乡村\t102.4\t24.8")
    report = table(*head, *rows)
    assert ["100.0", "75.2", "24.8"] in proved(report, "sum")
    assert len(proved(report, "share")) == 2
    report = table(*head, *rows[:2], "乡村\t102.4\t28.4")
    assert loud(report) == [("error", "sum")]
    assert [(r.printed, r.proposed) for r in report.findings[0].repairs][:1] == [("28.4", "24.8")]


YEARS = ("单位：亿元", "项目\t2023年\t2022年\t增减额\t增长（%）")
TAXES = ("税收\t80.0\t75.0\t5.0\t6.7", "非税\t20.0\t25.0\t-5.0\t-20.0", "基金\t33.0\t30.0\t3.0\t10.0")


def test_growth_and_change_between_two_years() -> None:
    report = table(*YEARS, *TAXES, "债务\t44.0\t40.0\t4.0\t10.0")
    assert len(proved(report, "change")) == 4
    assert len(proved(report, "growth")) == 4
    assert loud(table(*YEARS, *TAXES, "债务\t44.0\t40.0\t8.0\t10.0")) == [("error", "change")]
    assert loud(table(*YEARS, *TAXES, "债务\t44.0\t40.0\t4.0\t16.0")) == [("error", "growth")]


def test_a_wrong_level_is_one_finding_with_its_correction() -> None:
    report = table(*YEARS, *TAXES, "债务\t49.0\t40.0\t4.0\t10.0")
    (found,) = report.findings
    assert (found.repairs[0].printed, found.repairs[0].proposed) == ("49.0", "44.0")
    assert len(found.related) == 1


@pytest.mark.parametrize(
    "rows",
    [
        ("地区生产总值\t1200.0\t1180.0\t5.2", "第一产业\t100.0\t99.0\t3.1", "存款\t110.0\t100.0\t10.0"),
        ("收入\t80.0\t75.0\t9.9", "支出\t20.0\t25.0\t-11.0", "结余\t60.0\t50.0\t12.5"),
        ("支出\t80.0\t75.0\t9.9",),
    ],
    ids=["constant prices", "another basis", "one row alone"],
)
def test_growth_of_another_basis_is_lawful(rows: tuple[str, ...]) -> None:
    assert loud(table("单位：亿元", "指标\t2023年\t2022年\t增长（%）", *rows)) == []


def test_prose_against_table() -> None:
    rows = ("单位：亿元", "指标\t2023年\t2022年", "社会消费品零售总额\t3568.4\t3530.3", "餐饮收入\t586.9\t553.2")
    report = table(*rows, before="2023年，全市社会消费品零售总额 3658.4 亿元。")
    assert loud(report) == [("error", "repeat")]
    assert "3568.4, elsewhere" in report.findings[0].message
    assert loud(table(*rows, before="2023年，全市社会消费品零售总额 3568.40 亿元。")) == []
    assert loud(table(*rows, before="2022年，全市社会消费品零售总额 3530.3 亿元。")) == []


def test_levels_that_nothing_marks_are_no_contradiction() -> None:
    rows = ("税收收入\t80.5", "增值税\t50.3", "企业所得税\t30.2", "非税收入\t19.7", "收入合计\t108.2")
    assert loud(table("单位：亿元", "项目\t2023年", *rows)) == []


def test_ranks_and_garbled_rows_assert_nothing() -> None:
    assert loud(table("行业\t产值（亿元）\t位次", "纺织\t31.0\t1", "食品\t20.0\t2", "合计\t51.0\t")) == []


def test_a_whole_number_in_a_column_of_rates_is_rounded() -> None:
    rows = ("中专\t10808\t16540\t53", "技校\t3600\t3870\t7.5", "夜校\t1081\t1538\t42.3", "党校\t500\t510\t2")
    head = ("单位：万元", "项目\t2022年\t2023年\t增长%")
    assert loud(table(*head, *rows)) == []
    assert ["16540", "53", "10808"] in proved(table(*head, *rows), "growth")
    wrong = [row.replace("\t53", "\t35") for row in rows]
    assert [kind for _, kind in loud(table(*head, *wrong))] == ["growth"]


def test_shares_behind_of_which_may_be_of_the_row_above_them() -> None:
    rows = ("负债合计\t112.40\t100.00", "流动负债\t28.40\t25.27", "非流动负债\t84.00\t74.73")
    more = ("总债务\t90.00\t80.07", "其中：短期债务\t9.90\t11.00", "长期债务\t80.10\t89.00")
    report = table("单位：亿元", "项目\t2023年金额\t占比%", *rows, *more)
    assert loud(report) == []
    assert ["9.90", "90.00", "11.00"] in proved(report, "share")
    wrong = table("单位：亿元", "项目\t2023年金额\t占比%", *rows, *more[:1], "其中：短期债务\t9.90\t10.11", more[2])
    assert [kind for _, kind in loud(wrong)] == ["share"]


def laid(*rows: str) -> Report:
    return table("单位：件", *rows)


def test_a_total_is_read_from_the_end_at_which_it_comes_out() -> None:
    # the table goes on from the page before: its first row belongs to a total above, or is one itself
    rows = (
        "丙区\t608\t55",
        "东州合计\t2115\t242",
        "甲县\t946\t140",
        "乙县\t1169\t102",
        "西州合计\t1696\t101",
        "丁县\t861\t60",
    )
    assert proved(laid(*CASES[1:], *rows), "sum")[:1] == [["2115", "946", "1169"]]
    assert loud(laid(*CASES[1:], *rows)) == []
    rows = ("收入合计\t74803\t1201", "补助收入\t7360\t310", "上年结余\t8116\t77", "收入总计\t90279\t1588")
    assert loud(laid(*CASES[1:], *rows)) == []
    rows = (*rows[:3], "收入总计\t90297\t1588")
    assert loud(laid(*CASES[1:], *rows)) == [("error", "sum")]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        # handed from one level to the other: in both, in the total once, and so in the total of the row of sums
        (
            "项目\t合计\t本级\t县级",
            (
                "转移收入\t7040\t7040\t7040",
                "航道收入\t5200\t3100\t2100",
                "渔港收入\t4800\t3000\t1800",
                "总计\t17040\t13140\t10940",
            ),
        ),
        # what is not parted yet
        (
            "项目\t合计\t甲县\t乙县",
            (
                "航道\t5200\t3100\t2100",
                "渔港\t4800\t3000\t1800",
                "预留\t1433\t\t",
                "灯塔\t900\t400\t500",
                "合计\t12333\t6500\t4400",
            ),
        ),
        # a column that was not read
        (
            "项目\t合计\t甲县\t乙县",
            ("航道\t5943\t3100\t2100", "渔港\t5212\t3000\t1800", "灯塔\t1017\t400\t500", "浮标\t700\t300\t400"),
        ),
        # numbers of columns
        ("栏次\t合计\t甲县\t乙县", ("栏次\t1\t2\t3", "航道\t5200\t3100\t2100")),
        # rates below a head that was not read
        ("项目\t\t\t", ("合计\t5200\t4800\t75.3", "航道\t3100\t3000\t80.2", "渔港\t2100\t1800\t61.8")),
        # the others stand in a column beside their own
        (
            "项目\t2023年\t2022年\t2021年",
            ("合计\t96\t120\t9600", "航道\t40\t57\t9600", "渔港\t31\t40\t507", "灯塔\t25\t23\t51"),
        ),
        # a row of dashes parts nothing
        (
            "项目\t2023年\t2022年",
            ("出国费\t25\t-", "购置费\t-\t-", "运行费\t104\t141", "接待费\t36\t59", "合计\t165\t200"),
        ),
        # the same is left out of the list in two columns
        ("地区\t2023年\t2022年\t2021年", ("全州\t1778\t1690\t1600", "甲县\t900\t805\t802", "乙县\t787\t794\t798")),
    ],
)
def test_totals_that_are_not_those_of_the_list(head: str, rows: tuple[str, ...]) -> None:
    assert loud(laid(head, *rows)) == []


def test_rows_with_gaps_raise_a_finding_for_one_slip_only() -> None:
    head, rest = "项目\t2023年\t2022年\t2021年\t2020年", ("渔港\t31\t40\t507\t22", "灯塔\t25\t23\t51\t")
    assert loud(laid(head, "合计\t96\t120\t818\t36", "航道\t40\t57\t260\t14", *rest)) == []
    assert loud(laid(head, "合计\t96\t120\t918\t36", "航道\t40\t57\t260\t14", *rest)) == [("warning", "sum")]
    assert loud(laid(head, "合计\t96\t120\t871\t36", "航道\t40\t57\t260\t14", *rest)) == []


def test_a_label_set_wide_is_one_word() -> None:
    rows = (
        "地  区          合计     航道     渔港     灯塔",
        "鹭江东区       5200     3100     1900      200",
        "海  县         2230     1800               430",
        "江北新区       4870     3000     1500      370",
        "合  计        12300     7900     3400     1000",
    )
    report = laid(*rows)
    assert ["12300", "5200", "2230", "4870"] in proved(report, "sum")
    assert ["2230", "1800", "430"] in proved(report, "sum")
    assert loud(report) == []


def test_two_columns_of_one_character_each_stay_two() -> None:
    rows = (
        "            男       女      合计",
        "东区       520      310       830",
        "西区       480      190       670",
    )
    assert proved(laid(*rows), "sum") == [["830", "520", "310"], ["670", "480", "190"]]


@pytest.mark.parametrize(
    "above",
    [
        ("单位：万元", "较上年", "项目\t甲\t乙", "口径"),
        ("航道经费分类表（单位：万元）", "全部", "项目\t甲\t乙"),
        ("表九\t\t单位：万元", "项目\t2023年\t2022年"),
    ],
)
def test_a_unit_stands_above_a_head_in_pieces(above: tuple[str, ...]) -> None:
    report = table(*above, "航道\t4922\t1590", "渔港\t2932\t1509", "灯塔\t322\t240", "合计\t8177\t3339")
    assert {c.unit for c in report.claims if c.origin == "table"} == {"元"}
    assert loud(report) == []  # rounded to whole 万元


def test_decimals_without_a_head_beside_whole_numbers_may_be_rates() -> None:
    rows = ("渔港收入\t27693\t28845\t13.2", "其中：泊位收入\t26543\t27545\t13.6", "检验收入\t1150\t1300\t4.1")
    assert loud(laid("项目\t\t\t", *rows)) == []
    worse = (rows[0], "其中：泊位收入\t29543\t27545\t13.6", rows[2])
    assert [kind for _, kind in loud(laid("项目\t\t\t", *worse))] == ["part"]


def test_a_column_of_amounts_below_a_head_of_growth_holds_changes() -> None:
    head = ("单位：万元", "项目\t2022年\t2023年\t比上年增减 金额\t比上年增减 %")
    rows = ("甲\t1200\t1350\t150\t12.5", "乙\t800\t517\t-283\t-35.4", "丙\t30000\t33000\t3000\t10.0")
    report = table(*head, *rows)
    assert loud(report) == []
    changes = [c for c in report.claims if c.kind == "change"]
    assert [(c.quote, c.unit, c.direction) for c in changes] == [
        ("150", "元", "up"), ("-283", "元", "down"), ("3000", "元", "up"),
    ]  # fmt: skip
    assert [kind for _, kind in loud(table(*head, rows[0], rows[1].replace("-283", "-238"), rows[2]))] == ["change"]


def test_a_head_of_composition_may_stand_above_amounts() -> None:
    report = table("单位：亿元", "资产\t2023年构成\t2022年", "流动\t116.86\t110.20", "固定\t61.15\t58.40")
    assert {(c.kind, c.unit) for c in report.claims} == {("amount", "元")}
    shares = table("资产\t2023年构成", "流动\t65.6", "固定\t34.4")
    assert {(c.kind, c.unit) for c in shares.claims} == {("share", "%")}


def test_what_was_given_back_may_fall_by_more_than_all() -> None:
    head = ("单位：万元", "项目\t2023年\t比上年增减%")
    rows = ("水利\t9600\t9.1", "港口\t-1851\t-213.1", "公园\t700\t-102.4")
    assert loud(table(*head, *rows)) == []
    assert [kind for _, kind in loud(table(*head, rows[0], "港口\t1851\t-213.1"))] == ["domain"]


def test_shares_below_another_head_are_misread_not_wrong() -> None:
    rows = ("修路\t3.98\t91.28", "租赁\t0.36\t8.26", "其他\t0.02\t70.41", "合计\t4.36\t100.00")
    assert loud(table("单位：亿元", "业务\t2023年金额\t占比%", *rows)) == []


def test_a_total_before_columns_of_which_some_stand_below_a_head_of_their_own(tmp_path) -> None:
    page = """<html><body><h1>云州市2031年渔业经费</h1><p>单位：万元</p><table>
    <tr><th rowspan="2">港口</th><th colspan="5">巡护经费</th></tr>
    <tr><th>合计</th><th>岸上</th><th>船用小计</th><th>油料</th><th>修理</th></tr>
    <tr><td>北港</td><td>{total}</td><td>1.35</td><td>21.56</td><td>0</td><td>21.56</td></tr>
    <tr><td>南港</td><td>17.20</td><td>4.10</td><td>13.10</td><td>5.10</td><td>8.00</td></tr>
    </table></body></html>"""
    heads = page.replace(
        '<th colspan="5">巡护经费</th></tr>', '<th colspan="2">巡护经费</th><th colspan="3">船</th></tr>'
    )
    path = tmp_path / "a.html"
    path.write_text(heads.format(total="22.91"), "utf-8")
    assert loud(pipeline.analyse_file(path, rulebook=RULEBOOK)) == []


def test_whole_numbers_beside_decimals_are_rounded() -> None:
    rows = ("指标\t合计\t船员\t油料\t修理", "北港\t9,408.34\t4,173\t680\t4,555", "南港\t3,020.70\t1,500\t900\t621")
    assert loud(table(*rows)) == []
    more = ("南港\t3,020.70\t1,500.40\t900\t620.30", "西港\t1,912.60\t1,100\t700.60\t112")
    assert loud(table(rows[0], "北港\t9,418.34\t4,173\t680\t4,555", *more)) == [("error", "sum")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("合计\t117.5", "东港\t42.6", "西港\t39.8", "南港\t25.1"), [("suspicion", "sum")]),
        (("合计\t107.5", "东港\t42.6", "西港\t39.8", "南港\t25.1"), []),
        (("合计\t111.2", "东港\t42.6", "西港\t39.8", "南港\t25.1"), []),  # what is not listed may be the rest
        (("港区\t117.5", "东港\t42.6", "西港\t39.8", "南港\t25.1"), []),
    ],
)
def test_a_total_above_its_only_column(rows: tuple[str, ...], told: list[tuple[str, str]]) -> None:
    assert loud(table("单位：亿元", "地区\t港口支出", *rows)) == told
