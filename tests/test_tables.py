"""Tables: captions, units, years and measures in either direction, changes, shares and kinds."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Report, Source
from ipextract.reading import Limits
from ipextract.reading.html import html_reading
from ipextract.rulebook import load

RULEBOOK = load()


def table(*rows: str, title: str = "云州市2023年统计公报") -> Report:
    return pipeline.analyse_text("\n".join((title, "", *rows)), rulebook=RULEBOOK)


def told(report: Report) -> list[str]:
    """Quote, kind, indicator, unit, period, direction and base of each claim."""
    return [
        " ".join(filter(None, (c.quote, c.kind, c.indicator, c.unit, c.period, c.direction, c.base)))
        for c in report.claims
    ]


def test_years_in_rows_and_measures_in_columns() -> None:
    report = table(
        "表3　收结案（单位：件）", "年份\t新收\t审结\t结案率（%）", "2022年\t130\t125\t96.2", "2023年\t140\t139\t99.3"
    )
    assert told(report)[2:4] == ["96.2 ratio 结案率 % 2022", "140 count 新收 件 2023"]


def test_a_head_of_two_rows_whose_upper_cells_are_printed_once() -> None:
    report = table("类别\t2023年\t\t2022年\t", "\t新收\t审结\t新收\t审结", "民事\t90件\t88件\t80件\t79件")
    assert told(report) == [
        "90件 count 民事新收 件 2023",
        "88件 count 民事审结 件 2023",
        "80件 count 民事新收 件 2022",
        "79件 count 民事审结 件 2022",
    ]


def test_absolute_changes_growth_and_shares_of_a_total() -> None:
    report = table(
        "单位：万元",
        "项目\t执行数\t比上年增减额\t增长（%）\t占比（%）",
        "支出合计\t2000\t-100\t-4.8\t100.0",
        "卫生\t300\t—\t持平\t15.0",
    )
    assert told(report) == [
        "2000 amount 支出合计 元 2023",
        "-100 change 支出合计 元 2023 down 上年同期",
        "-4.8 growth 支出合计 % 2023 down 上年同期",
        "100.0 share 支出合计 % 2023",
        "300 amount 卫生 元 2023",
        "持平 growth 卫生 % 2023 flat 上年同期",
        "15.0 share 卫生 % 2023 支出合计",
    ]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [("占工业产值比重（%）", "工业产值"), ("占全部就业的比重", "全部就业"), ("比重（%）", None)],
)
def test_the_whole_that_a_head_names(head: str, wanted: str | None) -> None:
    report = table(f"行业\t产值（亿元）\t{head}", "纺织\t31.0\t15.5", "食品\t20.0\t10.0")
    assert {c.base for c in report.claims if c.kind == "share"} == {wanted}


def test_units_of_rows_and_changes_of_rates() -> None:
    report = table(
        "指标\t单位\t2023年\t2022年\t增减", "工业产值\t亿元\t310.5\t300.0\t3.5%", "合格率\t%\t98.1\t97.5\t0.6个百分点"
    )
    assert told(report)[0] == "310.5 amount 工业产值 元 2023"
    assert told(report)[3:] == [
        "98.1 ratio 合格率 % 2023",
        "97.5 ratio 合格率 % 2022",
        "0.6个百分点 change 合格率 百分点 2023 up 上年同期",
    ]


def test_a_kind_keeps_what_it_is_a_kind_of() -> None:
    report = table("指标\t年末数（万人）", "常住人口\t300.0", "其中：城镇\t200.0", "劳动力\t120.0")
    assert [(c.indicator, c.basis) for c in report.claims] == [
        ("常住人口", "stock"),
        ("城镇常住人口", "stock"),
        ("劳动力", "stock"),
    ]


def test_prose_speaks_of_a_cell() -> None:
    report = table(
        "行业\t产值（亿元）", "纺织\t31.0", "食品\t20.0", "", "全年纺织占工业总产值的15.5%。矿业占工业总产值的3%。"
    )
    cells = {c.claim_id: c.quote for c in report.claims}
    assert [cells.get(c.of or "") for c in report.claims if c.kind == "share"] == ["31.0", None]


def test_a_column_that_numbers_the_rows_holds_no_claims() -> None:
    rows = (
        "序号\t单位\t收案（件）\t结案（件）",
        "1\t云州法院\t130\t125",
        "2\t海宁法院\t140\t139",
        "3\t沙湾法院\t90\t88",
    )
    assert told(table("表3　收结案", *rows))[:2] == [
        "130 count 云州法院收案 件 2023",
        "125 count 云州法院结案 件 2023",
    ]


def test_one_row_without_a_label_speaks_of_its_heads() -> None:
    report = table(
        "行政复议\t\t\t行政诉讼\t\t", "维持\t纠正\t总计\t维持\t纠正\t总计", "72件\t64件\t136件\t25件\t5件\t30件"
    )
    assert told(report)[0] == "72件 count 行政复议维持 件 2023"
    assert len(report.claims) == 6


def test_large_numbers_without_sign_below_a_head_of_rates_are_no_rates() -> None:
    report = table(
        "股份\t2023年\t比例\t增减", "流通股\t27,076,100\t12.5%\t-12,801,500", "限售股\t9,076,100\t7,205,300\t-105,000"
    )
    assert [c.kind for c in report.claims if abs(c.value or 0) > 100] == ["count", "change", "count", "count", "change"]


def test_a_number_and_its_negative_neighbour_are_two_cells() -> None:
    report = table("指标\t2023年\t比上年增长", "每股收益（元）\t1.18\t-50.27%", "案件（件）\t12\t-5%")
    assert [c.quote for c in report.claims] == ["1.18", "-50.27%", "12", "-5%"]


def test_the_balance_at_the_beginning_is_of_the_year_before() -> None:
    report = table("项目\t期末余额（万元）\t期初余额（万元）", "存货\t530\t412", "应收账款\t96\t88")
    assert [c.period for c in report.claims] == ["2023", "2022", "2023", "2022"]


def page(rows: str) -> Report:
    text = f"<p>云州市2023年渔业统计公报</p><table>{rows}</table><p>渔业平稳发展。</p>"
    reading = html_reading(text.encode(), Limits())
    return pipeline.analyse_source(Source("a.html", "0" * 64, "html", (reading.page,)), rulebook=RULEBOOK)


def test_a_title_across_a_table_says_nothing_of_its_columns() -> None:
    rows = "<tr><td colspan=3>2023年末渔业人口及其构成<tr><td>指标<td>年末数（万人）<td>比重（%）"
    rows += "<tr><td>渔业人口<td>21.5<td>100.0"
    rows += "<tr><td>其中：远洋<td>8.6<td>40.0<tr><td>近海<td>12.9<td>60.0"
    found = [(c.quote, c.kind, c.unit, c.value) for c in page(rows).claims[:4]]
    assert [each[1:3] for each in found] == [("count", "人"), ("share", "%")] * 2
    assert found[0][3] == 215000


def test_a_title_across_a_table_has_the_unit_of_all_columns() -> None:
    rows = "<tr><td colspan=2>2023年渔业企业出厂价格涨跌幅度（单位：%）<tr><td>指标<td>全市"
    rows += "<tr><td>鱼粉<td>1.5<tr><td>渔网<td>-2.0"
    assert [(c.quote, c.kind, c.unit) for c in page(rows).claims] == [("1.5", "growth", "%"), ("-2.0", "growth", "%")]


def test_a_date_across_a_table_is_that_of_its_columns() -> None:
    rows = (
        "<tr><td colspan=3>2022年<tr><td>指标<td>渔船（艘）<td>渔港（个）<tr><td>甲区<td>12<td>3<tr><td>乙区<td>15<td>4"
    )
    assert {c.period for c in page(rows).claims} == {"2022"}


def test_a_row_whose_cells_all_reach_down_ends_before_the_next() -> None:
    rows = "<tr><td rowspan=2>产品<td rowspan=2>单位<td rowspan=2>产量<td rowspan=2>比上年增长"
    rows += "<tr><td>鱼粉<td>万吨<td>267.0<td>-1.1%<tr><td>渔网<td>万张<td>3.0<td>1.8%"
    found = [(c.quote, c.unit, c.indicator) for c in page(rows).claims]
    assert found == [("267.0", "吨", "鱼粉"), ("-1.1%", "%", "鱼粉"), ("3.0", "张", "渔网"), ("1.8%", "%", "渔网")]


def test_a_rate_above_a_thousand_has_its_sign_in_the_head() -> None:
    rows = "<tr><td>行业<td>比上年增长（%）<tr><td>远洋<td>1135.6<tr><td>近海<td>2.5"
    assert [(c.quote, c.kind, c.unit) for c in page(rows).claims] == [("1135.6", "growth", "%"), ("2.5", "growth", "%")]


def test_the_innermost_head_names_the_unit() -> None:
    rows = "<tr><td rowspan=3>区县<td colspan=4><tr><td>渔业产值（亿元）<td><td>养殖产值（亿元）<td>"
    rows += "<tr><td><td>比上年增长（%）<td><td>比上年增长（%）"
    rows += "<tr><td>甲区<td>6.08<td>7.6<td>3.65<td>-0.7<tr><td>乙区<td>2.11<td>4.6<td>1.61<td>4.1"
    found = [(c.kind, c.unit) for c in page(rows).claims]
    assert found == [("amount", "元"), ("growth", "%")] * 4


def test_a_share_above_a_thousand_is_a_column_cut_wrongly() -> None:
    report = table("产品\t产量（吨）\t占比（%）", "鱼粉\t12\t35744603", "渔网\t8\t40.0")
    assert not report.findings
    assert [c.kind for c in report.claims if c.quote == "35744603"] != ["share"]


def test_a_cell_of_forty_digits_keeps_them_all() -> None:
    whole, part = "813000451122677009900.1234567890123456", "12.3456789012345678901234567890123456"
    report = table("项目\t金额（万元）\t数量", f"重建\t{whole}\t{part}")
    assert [f"{c.value:f}" for c in report.claims] == ["8130004511226770099001234.5678901234560000", part]


def test_a_fall_of_forty_digits_keeps_them_all() -> None:
    report = table("全市工程款比上年增长-1234567890123456789012345678901234.5%。")
    assert [(f"{c.value:f}", c.direction) for c in report.claims] == [("1234567890123456789012345678901234.5", "down")]
