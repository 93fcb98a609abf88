"""Two reports of consecutive years: what is paired, what is found, what stays quiet."""

from __future__ import annotations

import pytest

from ipextract import pipeline, years
from ipextract.exact.interval import show
from ipextract.rulebook import load
from ipextract.writing.speech import name_of
from ipextract.years.uncompared import REASONS

RULES = load()
TITLE = "{}年青岚市质量发展白皮书\n"


def edition(year: int, text: str, title: str = TITLE) -> years.Edition:
    return years.edition_of(pipeline.analyse_text(title.format(year) + text, name=f"in/report-{year}.txt"))


def compared(before: str, text: str) -> years.Comparison:
    return years.compare(edition(2031, before), edition(2032, text), RULES)


def codes(found: years.Comparison) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in found.findings]


def test_claims_say_which_report_they_are_of():
    one = edition(2031, "全年专利授权量 7421 件，同比增长 4.0%。")
    level, growth = one.claims
    assert one.name == "report-2031.txt"
    assert level.place.startswith("report-2031.txt:")
    assert growth.of == level.claim_id
    assert level.claim_id.startswith(f"{one.sha256[:8]}:c")


def test_the_earlier_report_comes_first():
    with pytest.raises(ValueError, match="of 2033 and 2031; the earlier report comes first"):
        years.compare(edition(2033, "专利授权量 5 件。"), edition(2031, "专利授权量 6 件。"), RULES)


def test_years_that_do_not_follow_each_other_assert_nothing_together():
    earlier, later = edition(2031, "全年专利授权量 50 件。"), edition(2033, "全年专利授权量 60 件，同比增长 90%。")
    found = years.compare(earlier, later, RULES)
    assert found.relations == ()
    [row] = years.difference(found, RULES).rows
    assert (row.status, row.judgement, str(row.computed)) == ("both", "omitted", "[20, 20]")


def test_one_fault_gives_one_finding():
    before = "全年商标注册量 5206 件。"
    text = "全年商标注册量 6118 件，上年为 5602 件，同比增长 9.2%。商标注册量比上年增加 516 件。"
    assert codes(compared(before, text)) == [("IPX403", "warning")]


def test_growth_printed_twice_is_one_finding():
    text = "全年专利授权量 8120 件，同比增长 12.6%。\n一、专利\n全年专利授权量 8120 件，比上年增长 12.59%。"
    assert codes(compared("全年专利授权量 7421 件。", text)) == [("IPX401", "warning")]


def test_a_name_alone_raises_no_more_than_a_suspicion():
    before, text = "全年巡查古树名木 740 株。", "全年巡查古树名木 820 株，同比增长 3.1%。"
    assert codes(compared(before, text)) == [("IPX401", "suspicion")]


@pytest.mark.parametrize(
    "text",
    [
        "全年专利授权量 8120 件，比上月增长 12.6%。",
        "全年专利授权量 8120 件，比 2029 年增长 12.6%。",
        "力争全年专利授权量达到 8120 件，增长 12.6%。",
        "发明专利授权量 8120 件，同比增长 12.6%。",
        "甲区专利授权量 8120 件，同比增长 12.6%。",
        "上半年专利授权量 8120 件，同比增长 12.6%。",
    ],
)
def test_another_base_thing_place_or_period_is_not_compared(text: str):
    assert compared("全年专利授权量 7421 件。", text).findings == ()


def test_contradicting_prints_of_last_year_prove_nothing():
    before = "全年专利授权量 7421 件。\n一、专利\n全年专利授权量 7241 件。"
    assert compared(before, "全年专利授权量 8120 件，同比增长 12.6%。").relations == ()


def test_an_empty_report_has_nothing_to_compare():
    found = compared("本年工作平稳有序。", "全年专利授权量 8120 件，同比增长 12.6%。")
    assert found.relations == found.findings == ()


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("2031年青岚市质量发展白皮书", "青岚市质量发展白皮书"),
        ("青岚市质量发展白皮书（2031年度）", "青岚市质量发展白皮书"),
        ("2031年青岚市质量发展白皮书（更正）", "青岚市质量发展白皮书"),
        ("青岚市2031年3月统计月报", "青岚市3月统计月报"),
    ],
)
def test_titles_of_one_series(title: str, same: str):
    assert years.series_title(title, RULES) == same


def series(wanted: str, *editions: years.Edition) -> years.Series:
    [found] = years.listed(years.series_of(editions, RULES), wanted)
    return found


def test_series_takes_each_year_from_its_own_report_and_says_what_growth_implies():
    found = series(
        "专利授权量",
        edition(2031, "全年专利授权量 7421 件。"),
        edition(2032, "全年专利授权量 8120 件，上年为 0.74 万件，同比增长 9.4%。"),
    )
    assert [point.period for point in found.points] == ["2031", "2032"]
    last, this = found.points
    assert (last.level.quote, len(last.prints), last.apart) == ("7421件", 2, False)
    assert this.growth is not None
    assert this.growth.quote == "9.4%"
    assert this.implied is not None
    assert 7421 in this.implied
    assert this.computed is not None
    assert show(this.computed.lower, 2) == "9.42"


def test_series_shows_a_restated_level():
    found = series(
        "商标注册量",
        edition(2031, "全年商标注册量 5206 件。"),
        edition(2032, "全年商标注册量 6118 件，上年为 5602 件。"),
    )
    assert [(point.period, point.apart) for point in found.points] == [("2031", True), ("2032", False)]
    assert [each.claim.quote for each in found.points[0].prints] == ["5206件", "5602件"]


def rows(before: str, text: str) -> dict[str, years.Row]:
    found = years.difference(compared(before, text), RULES)
    return {row.name: row for row in found.rows}


def test_difference_names_what_is_new_gone_changed_and_how_the_rest_grew():
    before = (
        "全年专利授权量 7421 件。全年商标注册量 5206 件。年末有专利代理机构 128 家。"
        "新增国家级博物馆 2 家。有效发明专利量 9035 件。"
    )
    text = (
        "全年专利授权量 7013 件。全年商标注册量 6118 件，同比增长 17.5%。年末有专利代理机构 143 家，比上年增长 19.1%。"
        "新增省级湿地公园 3 个。有效发明专利量 0.99 万件。"
    )
    found = rows(before, text)
    assert {name: (row.status, row.judgement) for name, row in found.items()} == {
        "专利授权量": ("both", "omitted-fall"),
        "商标注册量": ("both", "confirmed"),
        "专利代理机构": ("both", "contradicted"),
        "有效发明专利量": ("both", "omitted"),
        "新增省级湿地公园": ("new", ""),
        "新增国家级博物馆": ("vanished", ""),
    }


def test_difference_pairs_an_indicator_that_is_counted_otherwise():
    found = rows("甲区人民法院审结案件 812 件。", "全市法院审结案件 901 件。")
    assert [(row.status, row.changes) for row in found.values()] == [("changed", ("scope",))]


def test_difference_says_where_a_report_prints_two_levels():
    found = rows("全年专利授权量 7421 件。\n一、专利\n全年专利授权量 7241 件。", "全年专利授权量 8120 件。")
    assert [(row.status, row.judgement, row.computed) for row in found.values()] == [("both", "disputed", None)]


def test_last_years_report_is_that_of_the_place_with_the_title():
    white = [edition(year, "专利授权量 5 件。", "{}年青岚市知识产权白皮书\n") for year in (2031, 2032)]
    other = [edition(year, "专利授权量 5 件。", "{}年青岚市统计公报\n") for year in (2031, 2032)]
    away = edition(2031, "专利授权量 5 件。", "2031年广州市知识产权白皮书\n")
    found = years.pairs([*white, *other, away], RULES)
    assert [(a.title, b.title) for a, b in found] == [
        ("2031年青岚市知识产权白皮书", "2032年青岚市知识产权白皮书"),
        ("2031年青岚市统计公报", "2032年青岚市统计公报"),
    ]


def test_a_title_may_change_where_there_is_one_report_a_year():
    then = edition(2031, "专利授权量 5 件。", "2031年广州市知识产权保护状况\n")
    now = edition(2032, "专利授权量 5 件。", "2032年广州知识产权发展与保护状况\n")
    rival = edition(2032, "专利授权量 5 件。", "2032年广州市海关执法通报\n")
    assert years.predecessor(now, [then, now], RULES) == then
    assert years.predecessor(rival, [then, rival], RULES) is None
    assert years.predecessor(now, [then, now, rival], RULES) is None


def test_half_a_year_and_a_quarter_are_no_consecutive_years():
    half = edition(2031, "专利授权量 5 件。", "2031年上半年广州市知识产权保护状况\n")
    quarter = edition(2032, "专利授权量 9 件，增长2%。", "2032年一季度广州市知识产权保护状况\n")
    same = edition(2032, "专利授权量 9 件，增长2%。", "2032年上半年广州市知识产权保护情况\n")
    assert years.predecessor(quarter, [half, quarter], RULES) is None
    assert years.predecessor(same, [half, quarter, same], RULES) == half
    compared = years.compare(half, quarter, RULES)
    assert compared.relations == ()
    [row] = years.difference(compared, RULES).rows
    assert (row.status, row.changes, row.computed) == ("changed", ("period",), None)


def test_growths_that_miss_throughout_are_of_another_basis():
    names = ("专利授权量", "商标注册量", "发明专利授权量", "实用新型专利授权量", "外观设计专利授权量", "有效商标注册量")
    before = "".join(f"{name}{1000 + 100 * i}件。" for i, name in enumerate(names))
    text = "".join(f"{name}{1100 + 100 * i}件，同比增长3.3%。" for i, name in enumerate(names))
    assert set(codes(compared(before, text))) == {("IPX401", "info")}
    alone = "".join(f"{name}{1000 + 100 * i}件，同比增长0.0%。" for i, name in enumerate(names[:-1]))
    found = compared(before, alone + f"{names[-1]}1650件，同比增长3.3%。")
    assert codes(found) == [("IPX401", "warning")]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("基金累计结余 1440 亿元。", "基金累计结余 1415 亿元。"),
        ("审查并在有效期内的合同累计 121 万份。", "审查并在有效期内的合同累计 105 万份。"),
        ("在青岚市第十四届人民代表大会上审议通过报告 5 项。", "在青岚市第十四届人民代表大会上审议通过报告 6 项。"),
        ("人均地区生产总值 98021 元。", "人均地区生产总值 104310 元，增长 3.9%。"),
        ("社会消费品零售总额 408.12 亿元。", "社会消费品零售总额 446.26 亿元，增长 0.5%。"),
    ],
)
def test_balances_terms_of_office_and_real_growth_raise_no_alarm(before: str, text: str):
    assert [each for each in compared(before, text).findings if each.severity != "info"] == []


def test_a_total_known_by_name_alone_that_becomes_less_is_a_suspicion():
    assert codes(compared("累计建成口袋公园 101 个。", "累计建成口袋公园 98 个。")) == [("IPX404", "suspicion")]


@pytest.mark.parametrize(
    ("before", "text", "reason"),
    [
        ("登记渔船 40 艘。", "登记渔港 6 座，同比增长 20%。", "the report of the year before does not have it"),
        ("登记渔船 40 艘。", "登记渔船 44 艘，按可比口径增长 3%。", "it is said to be on a comparable basis"),
        (
            "登记渔船 40 艘。\n一、渔船\n登记渔船 48 艘。",
            "登记渔船 44 艘，同比增长 20%。",
            "the report of the year before prints several numbers for it",
        ),
        (
            "全年捕捞 40 吨。",
            "上半年捕捞 44 吨，同比增长 20%。",
            "the report of the year before has it for another part of the year",
        ),
        ("近三年培训渔民 40 人。", "近三年培训渔民 44 人，同比增长 20%。", "it is told of several years"),
    ],
)
def test_what_cannot_be_compared_is_listed_with_the_reason(before: str, text: str, reason: str) -> None:
    found = compared(before, text)
    assert found.findings == ()
    assert [each.reason for each in found.uncompared] == [reason]


def test_every_reason_is_told_in_both_languages() -> None:
    for reason in REASONS:
        english, chinese = (name_of(lang, "uncompared", reason) for lang in ("en", "zh"))
        assert english == reason
        assert chinese != reason


@pytest.mark.parametrize(
    ("before", "text", "severity"),
    [
        ("水产品出口 2.43 万美元。", "水产品出口 3.05 亿美元，同比增长 25.5%。", "suspicion"),
        ("水产品出口 24.3 亿美元。", "水产品出口 3.05 亿美元，同比增长 25.5%。", "suspicion"),
        ("水产品出口 2.83 亿美元。", "水产品出口 3.05 亿美元，同比增长 25.5%。", "info"),
    ],
)
def test_no_revision_moves_the_point_of_a_number(before: str, text: str, severity: str) -> None:
    assert codes(compared(before, text)) == [("IPX401", severity)]
