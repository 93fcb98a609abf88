"""What budget reports print: totals with what comes on top, two years, two levels, two-sided tables."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Report
from ipextract.rulebook import load

RULEBOOK = load()
TITLE = "关于鹭江市2031年渔港经费执行情况的报告"


def read(*lines: str) -> Report:
    return pipeline.analyse_text("\n".join((TITLE, "", *lines)), rulebook=RULEBOOK)


def loud(report: Report) -> list[str]:
    return [finding.severity for finding in report.findings if finding.severity in ("error", "warning")]


def sums(report: Report) -> list[list[str]]:
    return [[c.quote for c in e.relation.claims] for e in report.relations if e.relation.rule == "stated-total"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "市级渔港收入31.9亿元（含东港区10.5亿元），加上补助、调入资金等194.7亿元，收入总计226.6亿元。",
            [["226.6亿元", "31.9亿元", "194.7亿元"]],
        ),
        (
            "渔港收入14.00亿元，其中：泊位收入9.95亿元；检验收入4.05亿元，加上补助收入等59.28亿元，收入总计73.28亿元。",
            [["73.28亿元", "14.00亿元", "59.28亿元"]],
        ),
        (
            "渔港收入52亿元。加上补助314亿元，转贷收入84亿元（其中，新增23亿元，再融资61亿元），收入总计450亿元。",
            [],
        ),
    ],
)
def test_what_comes_on_top_needs_the_level_below_it(sentence: str, found: list[list[str]]) -> None:
    report = read(sentence)
    assert sums(report) == found
    assert loud(report) == []


def test_a_total_that_misses_what_came_on_top_is_an_error() -> None:
    assert loud(read("渔港收入14.00亿元，加上补助收入等59.28亿元，收入总计75.28亿元。")) == ["error"]


@pytest.mark.parametrize(
    "sentence",
    [
        "渔港收入完成171亿元，增长3.2%（加东港区完成209亿元）。",
        "渔港欠款266万元，其中：短期欠款132万元，期限包括3年期、5年期，长期欠款134万元。",
        "渔港收入总计453万元，其中：泊位收入565万元，补助收入-268万元，转贷收入156万元。",
        "渔港支出51.9亿元，其中：泊位支出12.9亿元，其他检验支出15.6亿元，利息5.3亿元等。",
        "渔业学校招生14万人，其中外来子女3万人，在校生41万人。",
    ],
)
def test_what_is_no_part_of_the_level_before(sentence: str) -> None:
    assert loud(read(sentence)) == []


def test_a_section_on_another_year_is_of_that_year() -> None:
    report = read(
        "一、2031年经费执行情况",
        "全市渔港收入20.4亿元，增长3.1%。",
        "二、2032年经费安排",
        "全市渔港收入21.6亿元，增长6.2%。",
    )
    assert [claim.period for claim in report.claims] == ["2031", "2031", "2032", "2032"]
    assert loud(report) == []


def test_a_table_is_of_the_year_in_its_title() -> None:
    report = read("2032年渔港收入安排表", "单位：万元", "项目\t金额", "泊位收入\t1200", "检验收入\t800")
    assert {claim.period for claim in report.claims} == {"2032"}


def test_a_head_in_per_cent_needs_no_brackets() -> None:
    report = read(
        "全市渔港收入执行表",
        "单位：万元",
        "项目\t预算数\t执行数\t执行数为预算数%",
        "合计\t3000\t2800\t93.3",
        "泊位收入\t2000\t1900\t95.0",
        "检验收入\t1000\t900\t90.0",
    )
    assert [claim.quote for claim in report.claims if claim.unit == "%"] == ["93.3", "95.0", "90.0"]
    assert loud(report) == []


def test_two_tables_side_by_side_have_their_own_labels() -> None:
    report = read(
        "渔港收支平衡表",
        "单位：万元",
        "收入项目\t金额\t支出项目\t金额",
        "泊位收入\t1200\t疏浚支出\t700",
        "检验收入\t800\t护岸支出\t900",
        "补助收入\t500\t结转支出\t900",
    )
    names = {claim.quote: claim.indicator for claim in report.claims}
    assert (names["1200"], names["700"]) == ("泊位收入", "疏浚支出")
    assert len(names) == 5


def test_a_column_of_notes_is_no_second_table() -> None:
    report = read(
        "渔港收入表", "单位：万元", "项目\t金额\t备注\t上年", "泊位收入\t1200\t\t1100", "检验收入\t800\t新增\t700"
    )
    assert {claim.indicator for claim in report.claims} == {"泊位收入", "检验收入"}


def test_tables_of_two_levels_repeat_nothing() -> None:
    tables = []
    for level, figure in (("全市", "214543"), ("市本级", "214643")):
        tables += [f"2031年{level}渔港收入表", "单位：万元", "项目\t金额", f"检验收费收入\t{figure}", "泊位收入\t1200"]
        tables.append("以上数据由渔港管理处汇总后提供。")
    assert loud(read(*tables)) == []


def test_an_index_of_a_part_may_be_above_that_of_the_whole() -> None:
    report = read("渔需品价格", "类别\t指数（以上年为100）", "渔具\t99.2", "#渔网\t101.9", "缆绳\t98.4")
    assert loud(report) == []


def test_a_month_in_digits_is_a_date() -> None:
    report = read("渔港项目表", "单位：万元", "项目\t金额\t完工", "一号码头\t1200\t2031-06", "二号码头\t800\t2031-11")
    assert [claim.quote for claim in report.claims] == ["1200", "800"]
    assert report.residue == ()


def test_years_in_full_width_digits_are_the_years_of_the_report() -> None:
    report = pipeline.analyse_text("鹭江市２０３１年渔港公报\n\n全市渔船４１７５艘。", rulebook=RULEBOOK)
    assert [claim.period for claim in report.claims] == ["2031"]


def test_codes_before_the_names_of_the_rows_count_nothing() -> None:
    rows = ("208\t渔港疏浚\t754.75", "20805\t渔港护岸\t236.64", "221\t泊位检修\t461.08")
    report = read("渔港支出表", "单位：万元", "科目编码\t科目名称\t合计", *rows)
    assert [(c.quote, c.indicator) for c in report.claims] == [
        ("754.75", "渔港疏浚"),
        ("236.64", "渔港护岸"),
        ("461.08", "泊位检修"),
    ]


ACCOUNTS = "海城市渔业局{}\n\n{}\n"


def claims(text: str, title: str = "2031年度部门决算") -> list[tuple[str, str, str]]:
    found = pipeline.analyse_text(ACCOUNTS.format(title, text), rulebook=RULEBOOK).claims
    return [(c.quote, c.indicator, c.scope) for c in found]


@pytest.mark.parametrize("title", ["2031年度部门决算", "2031年市级单位预算", "\n2031年度部门决算", "部门预算"])
def test_a_department_whose_accounts_these_are_is_their_scope(title: str) -> None:
    text = "海城市渔业局2031年度共有渔政船6艘。其他收入8万元。本部门检查渔港22处。\n海城市检察院起诉3人。"
    found = claims(text, title)
    assert [scope for *_, scope in found] == ["海城市渔业局"] * 3 + ["海城市检察院"]
    assert found[0][1] == "渔政船"


def test_other_reports_of_a_department_are_about_its_area() -> None:
    assert claims("其他收入8万元。", "2031年度工作总结")[0][2] == "海城市"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "1、农林水支出（类）农业农村（款）巡航（项）。主要用于燃油。年初预算为3万元，支出决算为2万元。",
            ["巡航年初预算", "巡航支出决算"],
        ),
        ("1.“农林水支出（类）农业农村（款）巡航（项）”3万元。2030年预算执行数为2万元。", ["巡航", "巡航预算执行数"]),
        ("1、农林水支出（204类）农业农村（05款）巡航（01项）3万元。", ["巡航"]),
        ("1、农林水支出（类）农业农村（款）巡航（项）\n年初预算3万元。", ["巡航年初预算"]),
        (
            "1、农林水支出（类）农业农村（款）巡航（项）3万元。\n\n共有职工9人。\n\n年初预算为8万元。",
            ["巡航", "职工", "年初预算"],
        ),
        ("农林水支出（类）3万元。", ["农林水支出"]),
        ("本年收入合计8万元，其中其他收入3万元。", ["收入合计", "其他收入"]),
        ("收入支出总计8万元。渔民合计30人。", ["收入支出总计", "渔民"]),
    ],
)
def test_items_of_accounts_and_their_sums_have_names(text: str, wanted: list[str]) -> None:
    assert [name for _, name, _ in claims(text)] == wanted
