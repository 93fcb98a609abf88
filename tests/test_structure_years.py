"""Bare years in tables: in heads and as names of rows they are dates, elsewhere they count something."""

from __future__ import annotations

import pytest

from ipextract import layout, mentions, reading
from ipextract.rulebook import load
from ipextract.structure import with_years
from ipextract.structure.dates import CELL_YEAR

BOOK = load()


def years(*rows: str) -> list[str]:
    """The bare years of a table that are dates."""
    head, *body = (f"| {' | '.join(row.split(','))} |" for row in rows)
    lines = (head, "|---" * (rows[0].count(",") + 1) + "|", *body)
    document = layout.compose(reading.read_string("\n".join(lines), "t.txt"), BOOK.layout)
    found = with_years(document, mentions.find(document.text, BOOK), BOOK)
    return [each.printed for each in found if each.rule == CELL_YEAR]


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("品种,2030,2031", ["2030", "2031"]),
        ("品种,2031,2030", ["2031", "2030"]),
        ("品种,2026,2031", ["2026", "2031"]),
        ("品种,2021,2031", ["2021", "2031"]),
        ("品种,2028,2031", []),  # three years apart is no series
        ("品种,2029,2031", []),
        ("品种,2029,2030,2031", ["2029", "2030", "2031"]),
        ("品种,2029,2030,2032", []),
        ("品种,2029,2031,2030", []),
        ("品种,2030,2031E", ["2030", "2031E"]),
        ("品种,2030,2030", ["2030", "2030"]),
        ("品种,2030,2031B", ["2030"]),  # a word with a number
        ("品种,1999,2000", ["1999", "2000"]),
        ("品种,1899,1900", []),
        ("品种,2030,2031,渔船", ["2030", "2031"]),
        ("品种,2030,48", []),
        ("2029,2030,2031", []),  # the first names a row
    ],
)
def test_years_in_the_head(head: str, wanted: list[str]) -> None:
    width = head.count(",")
    body = [",".join((name, *map(str, range(start, start + width)))) for name, start in (("海带", 300), ("紫菜", 90))]
    assert years(head, *body) == wanted


def test_a_head_of_years_needs_other_numbers_below() -> None:
    assert years("品种,2030,2031", "海带,2030,2031", "紫菜,2001,2002") == []
    assert years("品种,2030,2031", "海带,2030,2031", "紫菜,2001,35") == ["2030", "2031"]
    assert years("品种,2030,2031", "海带,多,少", "紫菜,无,无") == []
    assert years("品种,2030,2031", "海带,多,35", "紫菜,无,无") == ["2030", "2031"]


def test_a_year_alone_needs_a_word_beside_it_that_heads_figures() -> None:
    assert years("品种,2031,比上年增长（%）", "海带,300,3", "紫菜,90,4") == ["2031"]
    assert years("品种,2031", "海带,300", "紫菜,90") == []
    assert years("品种,2031,备注", "海带,300,旧", "紫菜,90,新") == []
    assert years("品种,2031,—", "海带,300,3", "紫菜,90,4") == []


def test_years_that_come_again_stand_below_heads_of_their_own() -> None:
    above, body = ",招生,招生,毕业,毕业", ("一中,40,42,57,58", "二中,30,31,43,42")
    assert years(above, "学校,2030,2031,2030,2031", *body) == ["2030", "2031"] * 2
    assert years("学校,2030,2031,2030,2031", *body) == []
    assert years(above, "学校,2030,2031,2031,2030", *body) == []
    assert years(above, "学校,2030,2031,2030,48", *body) == []


def test_years_below_dates_or_beside_a_label_count_something() -> None:
    assert years("品种,2030年,2031年", ",2030,2031", "海带,300,310", "紫菜,90,91") == []
    assert years("品种,渔船,渔港", "海带,2030,2031", "紫菜,90,91") == []
    assert years("品种,渔船,渔港", ",2030,2031", "海带,300,310", "紫菜,90,91") == ["2030", "2031"]
    assert years("品种,渔船,渔港", "品种,2030,2031", "海带,300,310", "紫菜,90,91") == ["2030", "2031"]


@pytest.mark.parametrize(
    ("head", "first", "wanted"),
    [
        ("年份,渔船", ("2029", "2030", "2031"), ["2029", "2030", "2031"]),
        ("年份,渔船", ("2030", "2031"), ["2030", "2031"]),
        ("年份,渔船", ("2011", "2019", "2031"), ["2011", "2019", "2031"]),  # the head says so
        ("年份,渔船", ("2030", "2030", "2031"), []),
        ("年份,渔船", ("2030", "2031", "38"), []),
        (",渔船", ("2029", "2030", "2031"), ["2029", "2030", "2031"]),
        (",渔船", ("2030", "2031"), []),
        (",渔船", ("2011", "2019", "2031"), []),
        (",渔船", ("2029", "2030", "2030"), []),
        ("渔港,渔船", ("2029", "2030", "2031"), []),
    ],
)
def test_years_that_name_rows(head: str, first: tuple[str, ...], wanted: list[str]) -> None:
    assert years(head, *(f"{name},{40 + i}" for i, name in enumerate(first))) == wanted


def test_a_year_with_more_in_its_cell_is_none_of_its_own() -> None:
    assert years("品种,2030艘,2031艘", "海带,300,310", "紫菜,90,91") == []
    assert years("品种,2030 2031,2032", "海带,300,310", "紫菜,90,91") == []
