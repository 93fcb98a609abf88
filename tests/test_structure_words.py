"""Words of a structure by themselves: printed units, names of wholes, points of view, and periods."""

from __future__ import annotations

import pytest

from ipextract import mentions
from ipextract.rulebook import load
from ipextract.structure.dates import period_of, year_of_heading, years_in
from ipextract.structure.names import (
    bare,
    core,
    ends_in,
    namings,
    narrower,
    of_area,
    one_name,
    spelled_alike,
    undone,
)
from ipextract.structure.units import bracketed, kind_of, resolved, without_unit
from ipextract.structure.views import view

BOOK = load()


# --- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("亿元", "元 100000000 amount"),
        ("十万元", "元 100000 amount"),
        (" 万人 ", "人 10000 count"),
        ("件/万人", "件/万人 1 measure"),
        ("辆／千人", "辆/千人 1 measure"),
        ("亿", " 100000000 measure"),  # what is counted stands in the name
        ("千", " 1000 measure"),
        ("百", None),  # a power so small numbers an item: （百）
        ("十", None),
        ("吨、%", "吨 1 measure"),
        ("万吨，艘", None),
        ("渔", None),
        ("万渔", None),
        ("", None),
    ],
)
def test_what_a_printed_unit_is_and_multiplies(printed: str, wanted: str | None) -> None:
    found = resolved(printed, BOOK)
    assert (None if found is None else f"{found.id} {found.factor} {found.dimension}") == wanted


@pytest.mark.parametrize(
    ("head", "unit", "name"),
    [
        ("年末数（万人）", "万人", "年末数"),
        ("渔船(艘)", "艘", "渔船"),
        ("渔船（木质）", "", "渔船（木质）"),
        ("渔船（木质）（艘）", "艘", "渔船（木质）"),
        ("渔户（单位：户）", "户", "渔户"),
        ("渔获（单位:吨）数", "吨", "渔获数"),
        ("渔港", "", "渔港"),
    ],
)
def test_brackets_that_hold_a_unit_are_no_part_of_a_name(head: str, unit: str, name: str) -> None:
    assert (bracketed(head, BOOK), without_unit(head, BOOK)) == (unit, name)


def test_the_kind_of_a_level_is_that_of_its_unit() -> None:
    kinds = {each: kind_of(each) for each in ("amount", "percent", "times", "count", "measure", "point")}
    assert kinds == {
        "amount": "amount",
        "percent": "ratio",
        "times": "ratio",
        "count": "count",
        "measure": "count",
        "point": "count",
    }


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "area", "noun"),
    [
        ("同期全省进出口", "全省", "进出口"),
        ("全部全省渔船", "全省", "渔船"),
        ("全部渔船总数", "", "渔船"),
        ("渔船[3]", "", "渔船"),
        ("渔船【3】总额", "", "渔船"),
        ("全市渔获量", "全市", "渔获"),
        ("全市总量", "全市", "总量"),  # nothing would be left
        ("全省", "", "全省"),
        ("全部船", "", "全部船"),
    ],
)
def test_the_noun_of_a_whole(base: str, area: str, noun: str) -> None:
    assert of_area(base, BOOK)[0] == area
    assert core(base, BOOK) == noun


def test_what_is_bare_has_no_ending_of_a_quantity_unless_it_is_nothing_else() -> None:
    assert [bare(name, BOOK) for name in ("渔船总额", "总额", "渔获量", "全部渔船")] == [
        "渔船",
        "总额",
        "渔获",
        "全部渔船",
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("研究与试验发展（R&D）经费", ("研究与试验发展经费", "R&D经费")),
        ("渔船（木船）", ("渔船", "木船")),
        ("渔船【2】(木船)数[1]", ("渔船数", "木船数")),
        ("（木质）渔船", ("（木质）渔船",)),
        ("渔船[4]", ("渔船",)),
    ],
)
def test_a_bracket_gives_a_second_name(name: str, wanted: tuple[str, ...]) -> None:
    assert namings(name) == wanted


@pytest.mark.parametrize(
    ("name", "base", "one", "alike"),
    [
        ("渔船总数", "全市渔船", True, True),
        ("研究与试验发展（R&D）经费", "R&D经费", True, True),
        ("渔业收入完成", "渔业收入安排", True, False),
        ("木渔船", "渔船", False, True),
        ("渔船", "木渔船", False, True),
        ("渔船", "渔网", False, False),
        ("渔船（木船）", "全部木船", True, True),
    ],
)
def test_when_two_names_mean_one_thing(name: str, base: str, one: bool, alike: bool) -> None:
    assert (one_name(name, base, BOOK), spelled_alike(name, base, BOOK)) == (one, alike)


def test_a_verb_that_says_what_was_done_is_no_part_of_the_name() -> None:
    assert [undone(name, BOOK) for name in ("渔业收入完成", "渔业收入安排", "渔业收入")] == ["渔业收入"] * 3


@pytest.mark.parametrize(
    ("name", "noun", "wanted"),
    [
        ("木质渔船", "渔船", True),
        ("渔船", "渔船", True),
        ("木渔船", "渔船", False),  # one more character makes another word
        ("非税收入", "收入", True),
        ("非税收入", "税收入", False),
        ("进出口", "出口", False),
        ("全省进出口", "进出口", True),
        ("渔船", "船", False),
        ("渔网", "渔船", False),
    ],
)
def test_a_noun_with_words_in_front(name: str, noun: str, wanted: bool) -> None:
    assert ends_in(name, noun, BOOK) is wanted


@pytest.mark.parametrize(
    ("name", "noun", "wanted"),
    [
        ("对岛国进出口", "进出口", True),
        ("岛屿国家进出口", "进出口", True),
        ("岛屿国进出口", "进出口", False),
        ("进出口总额", "进出口", False),
        ("岛屿国家进出口", "", False),
    ],
)
def test_a_name_that_says_with_whom_is_narrower(name: str, noun: str, wanted: bool) -> None:
    assert narrower(name, noun, BOOK) is wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("从城乡看，城镇渔民3人。", "从城乡看"),
        ("  按年龄分，老人3人。", "按年龄分"),
        ("分年龄看，按性别分。", "分年龄看"),
        ("从近海到远洋各处的情况来看，渔船3艘。", ""),  # no point of view is so long
        ("渔船从港口看，3艘。", ""),
        ("从渔港开出3艘。", ""),
        ("", ""),
    ],
)
def test_the_point_of_view_of_a_sentence(sentence: str, wanted: str) -> None:
    assert view(sentence, BOOK) == wanted


# --- periods ----------------------------------------------------------------------------------------------------------


def periods(text: str, year: str = "2031") -> list[str]:
    found = [period_of(each, BOOK, year) for each in mentions.find(text, BOOK) if each.dimension == "date"]
    return [str(period) for period in found if period]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2029年", ["2029"]),
        ("2029年上半年", ["2029H1"]),
        ("2029年下半年", ["2029H2"]),
        ("2029年第三季度", ["2029Q3"]),
        ("2029年前三季度", ["2029-01/2029-09"]),
        ("2029年第四季度", ["2029Q4"]),
        ("2029年第五季度", ["2029"]),  # there are four
        ("2027—2029年", ["2027/2029"]),
        ("近三年来", ["2029/2031"]),
        ("近一年来", []),
        ("三年前", ["2028"]),
        ("今年", ["2031"]),
        ("上年", []),  # what is held against it is of this year
        ("“十四五”时期", ["2021/2025"]),
        ("“十三五”末", ["2020"]),
        ("2029年7月", ["2029-07"]),
        ("2029年12月31日", ["2029-12-31"]),
        ("2029年13月", []),
        ("7月", ["2031-07"]),
        ("1—8月", ["2031-01/2031-08"]),
        ("2029年3—8月", ["2029-03/2029-08"]),
        ("2028年11月至2029年2月", ["2028-11/2029-02"]),
        ("2029年3月5日至4月12日", ["2029-03-05/2029-04-12"]),
        ("2029年4月1日至6月30日", ["2029-04/2029-06"]),
        ("2028年2月1日至2月29日", ["2028-02/2028-02"]),
        ("2029年4月2日至6月30日", ["2029-04-02/2029-06-30"]),
        ("2029年4月1日至6月29日", ["2029-04-01/2029-06-29"]),
        ("前5个月", ["2031-01/2031-05"]),
    ],
)
def test_the_period_that_a_date_names(text: str, wanted: list[str]) -> None:
    assert periods(text) == wanted


def test_a_date_without_a_year_is_of_the_year_of_the_report_or_of_one_that_is_not_known() -> None:
    assert periods("7月", "2029") == ["2029-07"]
    assert periods("7月", "") == ["XXXX-07"]
    assert periods("2028年7月", "") == ["2028-07"]


def test_the_year_of_the_innermost_heading_that_names_one() -> None:
    assert year_of_heading(("2028年情况", "一、渔船"), BOOK) == "2028"
    assert year_of_heading(("2028年情况", "二、2029年打算"), BOOK) == "2029"
    assert year_of_heading(("2028年情况", "2029年情况和2030年打算"), BOOK) == ""
    assert year_of_heading(("2028年渔船和2028年渔港",), BOOK) == "2028"
    assert year_of_heading(("一、渔船",), BOOK) == year_of_heading((), BOOK) == ""
    assert years_in("2028年和２０２９年，12028年", BOOK) == ["2028", "2029"]
