"""The period of a number: brackets, years that are counted back, and texts that are published a year later."""

from __future__ import annotations

import pytest

from ipextract import pipeline
from ipextract.model import Period
from ipextract.rulebook import load
from ipextract.structure.dates import normal

RULEBOOK = load()
TITLE = "云州市2022年海关公报\n\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("进口货值31亿元，增长2.4%（2021年为下降3.1%），出口货值12亿元。", ["2022", "2022", "2021", "2022"]),
        ("进口货值31亿元，增长2.4%（上年为下降3.1%）。", ["2022", "2022", "2021"]),
        ("进口货值31亿元，增长2.4%（出口下降3.1%）。", ["2022", "2022", "2022"]),
        ("办理备案38件，是上年（20件）的1.9倍。", ["2022", "2021", "2022"]),
        ("备案商标8260件，比三年前的4050件多。", ["2022", "2019"]),
        ("2021—2022学年招收学员300人。", ["2021/2022"]),
        ("今年一季度，扣留货物120批次。", ["2022Q1"]),
        ("2023年4月25日，海关介绍情况。去年扣留货物530批次。今年一季度，扣留货物120批次。", ["2022", "2023Q1"]),
    ],
)
def test_period(text: str, wanted: list[str]) -> None:
    claims = pipeline.analyse_text(TITLE + text, rulebook=RULEBOOK).claims
    assert [c.period for c in claims] == wanted
    assert {c.modality for c in claims} == {"fact"}


@pytest.mark.parametrize(
    ("rule", "printed", "year", "wanted"),
    [
        ("day", "2021年3月5日", "", "2021-03-05"),
        ("day", "2021年12月31日", "", "2021-12-31"),
        ("day", "2021年1月1日", "2022", "2021-01-01"),
        ("day", "2021年3月32日", "", ""),
        ("day", "2021年3月0日", "", ""),
        ("month", "2021年3月", "", "2021-03"),
        ("month", "2021年12月", "", "2021-12"),
        ("month", "2021年1月", "", "2021-01"),
        ("month-in-year", "3月", "2022", "2022-03"),
        ("month-in-year", "3月", "", "XXXX-03"),
        ("months-from-start", "前5个月", "", "XXXX-01/XXXX-05"),
        ("half", "上半年", "", "XXXXH1"),
        ("day-in-year", "3月5日", "", "XXXX-03-05"),
        ("month-span", "13—14月", "", ""),
        ("years-back", "五年来", "", ""),
        ("month-in-year", "13月", "2022", ""),
        ("month-in-year", "0月", "2022", ""),
        ("day-in-year", "3月5日", "2022", "2022-03-05"),
        ("months-from-start", "前5个月", "2022", "2022-01/2022-05"),
        ("month-span", "2021年3—11月", "", "2021-03/2021-11"),
        ("month-span", "2021年3—12月", "", "2021-03/2021-12"),
        ("month-span", "1—3月", "2022", "2022-01/2022-03"),
        ("year-half", "2021年上半年", "", "2021H1"),
        ("half", "下半年", "2022", "2022H2"),
        ("year-quarter", "2021年第三季度", "", "2021Q3"),
        ("year-quarter", "四季度", "2022", "2022Q4"),
        ("first-quarters", "前三季度", "2022", "2022-01/2022-09"),
        ("year-span", "2018—2022年", "", "2018/2022"),
        ("years-back", "五年来", "2022", "2018/2022"),
        ("years-ago", "三年前", "2022", "2019"),
        ("years-ago", "100年前", "2022", "1922"),
        ("last-year", "上年", "2022", "2021"),
        ("this-year", "今年以来", "2022", "2022"),
        ("year", "2021年", "2022", "2021"),
        ("month", "2021年一二月", "2022", "2021"),
        ("month-in-year", "一二月", "2022", "2022"),
        ("plan-14", "“十四五”期间", "2022", "2021/2025"),
        ("plan-14", "“十四五”末", "2022", "2025"),
        ("plan-14", "“十四五”末", "", ""),
        ("plan-10", "“十五”时期", "2022", "2001/2005"),
    ],
)
def test_printed_date(rule: str, printed: str, year: str, wanted: str) -> None:
    by_id = {each.id: each for each in RULEBOOK.periods}
    assert normal(printed, by_id[rule], RULEBOOK.numerals, year) == wanted


def test_parts_of_a_year_that_nobody_names_are_told_apart() -> None:
    text = "8月，登记渔船31艘。前8个月，登记渔船240艘。去年8月，登记渔船30艘。今年上半年，登记渔船180艘。登记渔民9人。"
    claims = pipeline.analyse_text(text, rulebook=RULEBOOK).claims
    assert [c.period for c in claims] == ["XXXX-08", "XXXX-01/XXXX-08", "", "XXXXH1", "XXXX-08"]
    assert [c.period.year for c in claims] == [""] * 5


def test_months_of_an_unknown_year_are_months() -> None:
    period = Period("XXXX-01/XXXX-08")
    assert (period.months, period.spans_years, period.before, period.inside) == ((1, 8), False, None, "-01/-08")


def test_the_month_before_one_of_an_unknown_year() -> None:
    """上月 of a text that names its month and no year is the month before, of that year."""
    text = "8月份渔业运行情况\n\n8月份，渔业产值31亿元。上月，渔业产值30亿元。\n"
    periods = [claim.period for claim in pipeline.analyse_text(text, rulebook=RULEBOOK).claims]
    assert periods == ["XXXX-08", "XXXX-07"]
