"""What a document says of itself: title, area, issuer and year, beside the menus of the page it stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipextract import pipeline
from ipextract.model import Report
from ipextract.rulebook import load

RULES = load()
BODY = "<p>2023年，全市渔港货物吞吐量120万吨，比上年增长5.0%。全市渔船45艘。全国渔港3个。</p>"
MENUS = "<p>某省渔网|繁体版</p><p>选择区域：河南省>>></p><p>网站首页</p><p>河南省统计局</p><p>河南省要闻</p>"


def page(head: str, body: str, tmp_path: Path) -> Report:
    place = tmp_path / "report.html"
    place.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return pipeline.analyse_file(place, rulebook=RULES)


def text(words: str) -> Report:
    return pipeline.analyse_text(words, rulebook=RULES)


def title(report: Report) -> str:
    return next((report.document.text[b.start : b.end] for b in report.document.blocks if b.kind == "title"), "")


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=ArticleTitle content='2023年鹤壁市渔业发展统计公报'><title>渔网</title>",
        "<meta property='og:title' content='2023年鹤壁市渔业发展统计公报'>",
        "<title>2023年鹤壁市渔业发展统计公报_公报_某省渔网</title>",
        "<title>(河南省)2023年鹤壁市渔业发展统计公报-渔业库</title>",
        "",
    ],
)
def test_the_title_of_the_article_wins_over_the_menus_above_it(head: str, tmp_path: Path) -> None:
    report = page(head, MENUS + "<p>2023年鹤壁市渔业发展统计公报</p>" + BODY, tmp_path)
    assert (title(report), report.area, report.year) == ("2023年鹤壁市渔业发展统计公报", "鹤壁市", "2023")


def test_a_first_heading_before_the_article_is_its_title(tmp_path: Path) -> None:
    body = f"<div><h1>2023年濮阳市渔业公报</h1></div><article>{MENUS[:16]}{BODY}</article>"
    report = page("", body, tmp_path)
    assert (title(report), report.area) == ("2023年濮阳市渔业公报", "濮阳市")
    assert all("濮阳" not in each.text for each in report.document.furniture)


def test_a_page_without_a_title_in_its_text_is_named_by_its_head(tmp_path: Path) -> None:
    head = "<title>关于2022年全市渔业资金执行情况的说明_渔业预算_张掖市人民政府门户网站</title>"
    report = page(head, "<p>中央政府|甘肃省政府|登录</p><p>渔船12艘，甘肃省渔港3个。</p>", tmp_path)
    assert (title(report), report.area, report.year) == ("", "张掖市", "2022")
    assert [each.text for each in report.document.furniture if each.role == "title"] == [head[7:-8]]


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("2023年，鹤壁市委、市政府带领全市上下发展渔业。河南省渔港3个。河南省渔船45艘。", "鹤壁市"),
        ("初步核算，成都市地区生产总值30亿元。成都市地区渔业产值2亿元。", "成都市"),
        ("财政部门管好全市渔业资金30万元，全市渔船45艘。绵阳渔港3个。", "绵阳市"),
        ("市渔业局受绵阳市人民政府委托，报告渔船45艘。", "绵阳市"),
        (
            "渔业资金说明\n绵阳市渔业局\n三台县渔船45艘，三台县渔港3个，三台县鱼塘9个，全市渔船60艘。",
            "绵阳市",
        ),
        ("2023年白山市渔业公报\n渔船45艘，渔港3个。", "白山市"),
        ("2023年新乡市渔业公报\n渔船45艘，渔港3个。", "新乡市"),
        ("全省渔船45艘，全省渔港3个。河南省渔业产值2亿元。", "河南省"),
    ],
)
def test_the_area_is_that_of_the_level_a_document_speaks_of(words: str, area: str) -> None:
    assert text(words).area == area


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("渔港快报 (20220305)\n到2035年建成渔港30个，到2035年渔船450艘，2035年渔业强市。", "2022"),
        (
            "渔港快报\n发布日期：2022-03-05\n到2035年建成渔港30个。2021年渔船45艘，2035年450艘。2021年渔港3个。",
            "2021",
        ),
        ("现将2021年渔业资金执行情况和2022年渔业资金草案提请审议。2022年2022年2022年渔船45艘。", "2021"),
        ("关于 2021 年渔业资金执行情况和\n2022年渔业资金草案的报告\n2022年2022年渔船45艘。", "2021"),
        ("第一号\n2022年3月5日施行。2023年渔船45艘，2023年渔港3个。", "2023"),
    ],
)
def test_the_year_is_none_after_the_day_of_print(words: str, year: str) -> None:
    assert text(words).year == year


def test_the_source_of_a_page_is_its_issuer_and_no_line_with_signs_is() -> None:
    words = "2023年云州市渔业公报\n信息来源：云州市渔业局\n登录/注册中心\n渔船45艘，渔港3个。"
    assert text(words).issuer == "云州市渔业局"
    assert text("2023年云州市渔业公报\n登录/注册中心\n渔船45艘，渔港3个。").issuer == ""


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("云川市2023年11月渔业情况\n\n渔船31艘。", "云川市"),
        ("云川市渔业情况（2023年）\n\n云川市渔船31艘。", "云川市"),
        ("企业上市情况通报\n\n全市上市企业31家。", ""),
        ("各县市渔业情况\n\n渔船31艘。", ""),
        ("现在，我代表省人民政府，向大会报告工作。2023年，全省渔船31艘。", ""),
        ("现在，我代表省人民政府，向大会报告工作。2023年，贵州渔船31艘，广东渔船9艘，贵州渔港2座。", "贵州省"),
        ("现在，我代表自治区人民政府，向大会报告工作。2023年，宁夏渔船31艘。", "宁夏回族自治区"),
    ],
)
def test_a_place_is_known_or_titled_or_printed_twice(words: str, area: str) -> None:
    assert text(words).area == area


def test_a_report_that_names_no_place_speaks_of_all_of_its_own() -> None:
    found = text("上半年全市渔业运行情况\n\n产量3.2万吨。全市渔船31艘，海关共查扣渔船2艘。")
    assert (found.area, [str(claim.scope) for claim in found.claims]) == ("", ["全市", "全市", "海关"])


def test_who_tells_is_not_whom_it_is_told_of() -> None:
    found = text("青岚市2023年渔业公报\n\n渔业局今天（5月10日）发布的数据显示，渔船31艘。渔业服务站接待渔民300人次。")
    assert {str(claim.scope) for claim in found.claims} == {"青岚市"}


def test_years_over_the_columns_of_a_table_are_no_year_of_the_report() -> None:
    head = "渔业发展情况\n\n2029年，全市渔船45艘。\n\n"
    table = "品种\t2030E\t2031E\t2032E\n海带（吨）\t300\t310\t320\n紫菜（吨）\t90\t91\t92\n"
    assert text(head + table).year == "2029"


REVIEWED = """2032年云州市渔业工作报告
——2032年3月5日在云州市第三届渔民代表大会上
各位代表：
一、2031年工作回顾
过去一年，登记渔船45艘。2032年拟建渔港3座。2032年拟购渔船2艘。
二、2032年工作安排
新建码头4座。"""
FIVE_YEARS = """渔业工作报告
——2032年3月5日在云州市第三届渔民代表大会上
各位代表：
一、过去五年工作回顾
五年来，登记渔船45艘，渔港3座。
二、对今年工作的建议
新建码头4座。"""


@pytest.mark.parametrize(
    ("words", "year"),
    [
        (REVIEWED, "2031"),
        (FIVE_YEARS, "2031"),
        ("2032年云州市渔业工作报告\n2032年，登记渔船45艘。2032年渔港3座。回顾过去，成绩来之不易。", "2032"),
        ("渔业工作报告\n2032年12月28日\n2032年，登记渔船45艘。2032年渔港3座。工作回顾到此。", "2032"),
    ],
)
def test_the_day_of_a_speech_is_not_the_year_it_reviews(words: str, year: str) -> None:
    assert text(words).year == year


def test_years_that_are_compared_with_are_not_what_a_document_is_about() -> None:
    report = text("云州市渔业运行平稳\n\n一季度，渔船90艘，增长3%（2029和2030年同期分别增长1%、2%），比2028年末多9艘。")
    assert report.year == ""
    assert [c.period for c in report.claims][:2] == ["XXXXQ1", "XXXXQ1"]
