"""Periods inside a year: the same parts of two reports are compared, other parts are listed with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipextract import pipeline, years
from ipextract.command.cli import main
from ipextract.command.console import Exit
from ipextract.model import Period, part_named
from ipextract.rulebook import load
from ipextract.writing.speech import name_of

RULES = load()


def edition(year: int, text: str, part: str = "") -> years.Edition:
    report = pipeline.analyse_text(f"海安县{year}年{part}渔业情况\n\n{text}", name=f"{year}.txt", rulebook=RULES)
    return years.edition_of(report)


def rows(earlier: years.Edition, later: years.Edition, part: str | None = None) -> list[tuple[object, ...]]:
    found = years.difference(years.compare(earlier, later, RULES), RULES, part).rows
    shown = [(each.earlier, each.later) for each in found]
    quotes = [tuple("" if c is None else c.quote for c in pair) for pair in shown]
    return [(row.status, *said, row.changes, row.computed is None) for row, said in zip(found, quotes, strict=True)]


@pytest.mark.parametrize(
    ("period", "months", "inside"),
    [
        ("2024", (1, 12), ""),
        ("2024H2", (7, 12), "H2"),
        ("2024Q3", (7, 9), "Q3"),
        ("2024-01/2024-06", (1, 6), "H1"),
        ("2024-01/2024-08", (1, 8), "-01/-08"),
        ("2024-12", (12, 12), "-12"),
        ("2024-03-05", None, "-03-05"),
        ("2021/2025", None, "/2025"),
        ("", None, ""),
    ],
)
def test_a_period_knows_its_months(period: str, months: tuple[int, int] | None, inside: str) -> None:
    assert (Period(period).months, Period(period).inside) == (months, inside)


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        *((each, "H1") for each in ("2025H1", "2025-H1", "h1", "01-06", "2025-01/2025-06")),
        *((each, "Q1") for each in ("2025-Q1", "2025Q1", "Q1")),
        ("2025-08", "-08"),
        ("2025", ""),
        *((each, None) for each in ("H3", "Q5", "13", "00", "08-01", "2025-08-01", "1H", "x", "")),
    ],
)
def test_a_part_is_named_in_many_ways(said: str, inside: str | None) -> None:
    found = part_named(said)
    assert (None if found is None else found.inside) == inside


def test_each_part_is_held_against_the_same_part() -> None:
    earlier = edition(2023, "上半年，新建渔港 3 座。全年新建渔港 8 座。一季度，新建渔港 1 座。")
    later = edition(2024, "全年新建渔港 9 座。上半年，新建渔港 4 座。")
    assert rows(earlier, later) == [("both", "8座", "9座", (), False), ("both", "3座", "4座", (), False)]
    assert rows(earlier, later, "H1") == [("both", "3座", "4座", (), False)]
    assert rows(earlier, later, "Q1") == [("changed", "1座", "9座", ("period",), True)]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("一季度，新建渔港 3 座。", "上半年，新建渔港 4 座。"),
        ("上半年，新建渔港 3 座。", "全年新建渔港 4 座。"),
        ("1—8月，新建渔港 3 座。", "全年新建渔港 4 座。"),
        ("12月，新建渔港 3 座。", "全年新建渔港 4 座。"),
        ("1—8月，新建渔港 3 座。", "8月，新建渔港 4 座。"),
    ],
)
def test_other_parts_are_listed_and_not_compared(then: str, now: str) -> None:
    assert rows(edition(2023, then), edition(2024, now)) == [("changed", "3座", "4座", ("period",), True)]
    assert rows(edition(2023, now), edition(2024, then)) == [("changed", "4座", "3座", ("period",), True)]


def test_months_from_the_start_are_the_half_year_and_pair_over_years() -> None:
    then, now = edition(2023, "1—6月，新建渔港 3 座。"), edition(2024, "上半年，新建渔港 4 座。")
    assert rows(then, now) == [("both", "3座", "4座", (), False)]
    then, now = edition(2023, "1—8月，新建渔港 3 座。"), edition(2024, "1—8月，新建渔港 4 座。")
    assert rows(then, now) == [("both", "3座", "4座", (), False)]


def test_what_there_was_at_the_end_of_december_is_of_the_year() -> None:
    then, now = edition(2023, "12月末，全县有渔船 260 艘。"), edition(2024, "年末，全县有渔船 281 艘。")
    assert rows(then, now) == [("both", "260艘", "281艘", (), False)]


def test_a_growth_stands_beside_the_level_of_its_part() -> None:
    then = edition(2023, "上半年，捕捞量 300 吨。全年捕捞量 800 吨。")
    now = edition(2024, "上半年，捕捞量 330 吨，同比增长 10%。全年捕捞量 840 吨，同比增长 5%。")
    found = years.difference(years.compare(then, now, RULES), RULES).rows
    said = [(row.later.quote, row.growth.quote, row.judgement) for row in found if row.later and row.growth]
    assert said == [("330吨", "10%", "confirmed"), ("840吨", "5%", "confirmed")]


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An archive with the half-year and the whole year of 2023, and the half-year of 2024."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IPEXTRACT_LANG", "en")
    Path("raw").mkdir()
    for name, title, text in (
        ("a", "海安县2023年上半年渔业公报", "新建渔港 3 座，登记渔船 260 艘。"),
        ("b", "海安县2023年渔业公报", "新建渔港 8 座。一季度，发放渔业补贴 12 万元。"),
        ("c", "海安县2024年上半年渔业公报", "新建渔港 4 座。发放渔业补贴 30 万元。"),
    ):
        Path(f"raw/{name}.txt").write_text(f"{title}\n\n{text}\n", "utf-8")
    assert main(["run", "-q"]) == Exit.OK
    capsys.readouterr()


@pytest.mark.parametrize("arguments", [("2023H1", "2024H1"), ("2023", "2024", "--period", "2024-H1")])
def test_diff_takes_parts_of_years(
    arguments: tuple[str, ...], filled: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *arguments, "--format", "json"]) == Exit.OK
    [found] = json.loads(capsys.readouterr().out)
    assert (found["earlier"]["name"], found["later"]["name"]) == ("a.txt", "c.txt")
    both = [(row["earlier_quote"], row["later_quote"]) for row in found["rows"] if row["status"] == "both"]
    assert both == [("3座", "4座")]


def test_the_reason_is_said_in_both_languages(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "raw/b.txt", "raw/c.txt"]) == Exit.OK
    said = capsys.readouterr().out
    assert "not compared: 2023 and 2024H1 are different parts of a year" in said
    assert "not compared: 2023Q1 and 2024H1 are different parts of a year" in said
    assert main(["diff", "raw/b.txt", "raw/c.txt", "--lang", "zh"]) == Exit.OK
    assert "未作比较：2023 与 2024H1 不是一年中的同一时段" in capsys.readouterr().out
    assert main(["diff", "raw/b.txt", "raw/c.txt", "--format", "html"]) == Exit.OK
    assert "not compared: different parts of a year" in capsys.readouterr().out


def test_a_series_of_one_part(filled: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "新建渔港", "--period", "H1", "--format", "json"]) == Exit.OK
    assert [each["period"] for each in json.loads(capsys.readouterr().out)] == ["2023H1", "2024H1"]
    assert main(["series", "新建渔港", "--format", "json"]) == Exit.OK
    assert [each["period"] for each in json.loads(capsys.readouterr().out)] == ["2023", "2023H1", "2024H1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "2023Q1", "2024H1"), "2023Q1 2024H1: different parts of a year are not compared; name one"),
        (("diff", "2023H1", "2024H1", "--period", "Q1"), "different parts of a year are not compared"),
        (("diff", "2023", "2024", "--period", "2022H1"), "--period 2022H1: of neither 2023 nor 2024"),
        (("diff", "2023", "2024", "--period", "H3"), "--period H3: no part of a year; write H1, Q3, 08 or 01-08"),
        (("series", "新建渔港", "--period", "spring"), "--period spring: no part of a year"),
        (("series", "新建渔港", "--period", "Q2"), "no such indicator"),
    ],
)
def test_what_cannot_be_asked(
    arguments: tuple[str, ...], said: str, filled: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(arguments)) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_what_has_no_year_is_in_no_series_and_both_languages_say_so() -> None:
    report = pipeline.analyse_text("海安县渔业运行平稳\n\n8月，登记渔船31艘。", name="release.txt", rulebook=RULES)
    (claim,) = report.claims
    assert (claim.period, years.unkeyed(claim)) == ("XXXX-08", "its year was not found")
    assert name_of("en", "unkeyed", years.unkeyed(claim)) == "its year was not found"
    assert name_of("zh", "unkeyed", years.unkeyed(claim)) == "未能确定年份"
