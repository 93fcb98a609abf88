"""Official populations: how they are read, which figures they are held against, and what a finding says of them."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from factories import check_rule, claim, relation
from ipextract import pipeline, rulebook
from ipextract.checks import judge
from ipextract.checks.solve import span
from ipextract.exact.interval import Interval
from ipextract.model import Finding, Reference, Relation, Report
from ipextract.rulebook import Rulebook, RuleError
from ipextract.verify import verify
from ipextract.writing import json as writer

RECORD = (
    "{{ place = '{place}', year = {year}, value = '{value}', source = '云崖统计公报{year}', "
    "publisher = '云崖市统计局', published = {year} }},"
)
OWN = [("云崖市", 2022, "300万"), ("云崖市", 2023, "306.00万")]


def toml(*records: tuple[str, int, str]) -> str:
    lines = (RECORD.format(place=place, year=year, value=value) for place, year, value in records)
    return "\n".join(["population = [", *lines, "]", ""])


def rules(folder: Path, text: str, name: str = "own.toml") -> Rulebook:
    (folder / "reference").mkdir(exist_ok=True)
    (folder / "reference" / name).write_text(text, "utf-8")
    return rulebook.load(folder)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rules(tmp_path_factory.mktemp("rules"), toml(*OWN))


def read(text: str, book: Rulebook, year: int = 2023, place: str = "云崖市") -> Report:
    return pipeline.analyse_text(f"{year}年{place}科普工作年报\n\n{text}\n", rulebook=book)


def percap(report: Report) -> list[tuple[str, str]]:
    found = (each for each in report.relations if each.relation.kind == "percap")
    return [(each.relation.rule, each.outcome.verdict) for each in found]


# --- reading -------------------------------------------------------------------------------------------------------


def test_a_record_is_read_as_it_was_rounded(own: Rulebook) -> None:
    before, now = own.references["云崖市"]
    assert (before.year, before.printed, before.kind) == ("2022", "300万", "resident, year end")
    assert before.interval == Interval(Fraction(2_995_000), Fraction(3_005_000))
    assert now.interval == Interval(Fraction(3_059_950), Fraction(3_060_050))


def test_own_records_stand_beside_the_shipped_ones_and_change_the_digest(own: Rulebook) -> None:
    shipped = rulebook.load()
    assert set(own.references) == {*shipped.references, "云崖市"}
    assert own.digest != shipped.digest


def test_a_file_of_the_same_name_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    assert set(rules(tmp_path, toml(*OWN), "population.toml").references) == {"云崖市"}


def test_a_place_goes_by_its_bare_name_unless_another_does_too(tmp_path: Path) -> None:
    shipped = rulebook.load().references
    assert shipped["广西"] == shipped["广西壮族自治区"] != ()
    assert shipped["全国"] == shipped["我国"] == shipped["中国"] != ()
    assert "吉林市" not in shipped
    both = rules(tmp_path, toml(("吉林市", 2023, "350万"))).references
    assert {len(both["吉林市"]), len(both["吉林省"])} == {1, 5}
    assert "吉林" not in both


def test_a_table_for_each_record_is_the_same(tmp_path: Path, own: Rulebook) -> None:
    fields = "place = '云崖市'\nyear = {}\nvalue = '{}'\nsource = '云崖统计公报{}'\n"
    fields += "publisher = '云崖市统计局'\npublished = {}\n"
    tables = "".join(f"[[population]]\n{fields.format(y, v, y, y)}\n" for _, y, v in OWN)
    assert rules(tmp_path, tables).references["云崖市"] == own.references["云崖市"]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (toml(*OWN, OWN[1]), 4, "second record"),
        (toml(OWN[0], ("云崖市", 2023, "若干")), 3, "no positive number"),
        (toml(OWN[0], ("云崖市", 1023, "3万")), 3, "greater than or equal to 1949"),
        (toml(*OWN).replace("publisher", "author", 1), 2, "Extra inputs"),
        (toml(*OWN).replace("'300万',", "'300万', kind = 'registered',"), 2, "resident"),
        ("people = []\n", 1, "unknown key 'people'"),
        ("population = [\n  { place = '云崖市' \n", 0, "no TOML"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(RuleError, match=told) as caught:
        rules(tmp_path, text)
    assert caught.value.file == "reference/own.toml"
    assert not line or caught.value.line == line
    assert rulebook.lint(tmp_path) == [str(caught.value)]


def test_the_shipped_numbers_are_plausible() -> None:
    """A slip of a digit, or of a place, would stand out from the years beside it."""
    for name, listed in rulebook.load().references.items():
        ends = [each for each in listed if each.kind == "resident, year end"]
        for one, other in pairwise(ends):
            moved = middle(other) / middle(one)
            assert Fraction(9, 10) < moved < Fraction(10, 9), (name, one.year, other.year)
        assert all(int(each.published) > 2019 and each.source and each.publisher for each in listed)


def test_the_provinces_add_up_to_the_country() -> None:
    """Those in the armed forces belong to the country and to no province."""
    references = rulebook.load().references
    provinces = {each.place for listed in references.values() for each in listed} - {"中国"}
    provinces = {p for p in provinces if not p.endswith("市")} | {"北京市", "天津市", "上海市", "重庆市"}
    assert len(provinces) == 31
    for country in references["中国"]:
        total = sum(middle(r) for p in provinces for r in references[p] if (r.year, r.kind) == country[1:3])
        assert 0 < middle(country) - total < 3_000_000


def middle(reference: Reference) -> Fraction:
    assert reference.interval.lower is not None
    assert reference.interval.upper is not None
    return (reference.interval.lower + reference.interval.upper) / 2


# --- which figures are held against them ---------------------------------------------------------------------------

ALONE = "年末全市科普志愿者 {} 人，每万人口科普志愿者 6.20 人。"


@pytest.mark.parametrize(("level", "verdict"), [("1860", "compatible"), ("1767", "compatible"), ("1760", "violated")])
def test_a_figure_alone_is_held_against_both_year_ends(own: Rulebook, level: str, verdict: str) -> None:
    assert percap(read(ALONE.format(level), own)) == [("official-population", verdict)]


@pytest.mark.parametrize(
    ("level", "verdict"), [("900", "not_evaluated"), ("5200", "not_evaluated"), ("950", "violated")]
)
def test_a_figure_that_is_off_by_a_multiple_is_of_another_place(own: Rulebook, level: str, verdict: str) -> None:
    assert percap(read(ALONE.format(level), own)) == [("official-population", verdict)]


@pytest.mark.parametrize("year", [2021, 2022, 2025])
def test_without_the_end_of_the_year_before_nothing_is_said(own: Rulebook, year: int) -> None:
    assert percap(read(ALONE.format("1100"), own, year)) == []


def test_the_end_of_the_year_before_is_enough(own: Rulebook) -> None:
    assert percap(read(ALONE.format("1100"), own, 2024)) == [("official-population", "violated")]


def test_another_place_has_no_reference(own: Rulebook) -> None:
    assert percap(read(ALONE.format("1100"), own, place="北滨县")) == []


@pytest.mark.parametrize(
    "text",
    [
        "年末全市科普志愿者 1100 人，每万户籍人口中的志愿者另计，每万人口科普志愿者 6.20 人。",
        "户籍人口 250 万人。年末全市科普志愿者 1100 人，每万人口科普志愿者 6.20 人。",
        "年末全市科普志愿者 1100 人，每万人口科普志愿者 6.20 人。\n\n以上人均数按户籍人口计算。",
        "年末全市公共汽车 1100 辆，每万人口公共汽车 6.20 辆。",
    ],
)
def test_other_heads_are_left_alone(own: Rulebook, text: str) -> None:
    assert "official-population" not in [rule for rule, _ in percap(read(text, own))]


def test_a_figure_that_is_printed_twice_is_held_against_them_once(own: Rulebook) -> None:
    text = f"{ALONE.format('1100')}\n\n到年末，每万人口科普志愿者 6.20 人。"
    assert percap(read(text, own)).count(("official-population", "violated")) == 1


def test_a_printed_population_stands_in_their_place(own: Rulebook) -> None:
    text = f"年末常住人口 306.00 万人，比上年末增加 6.00 万人。{ALONE.format('1860')}"
    assert percap(read(text, own)) == [("printed-population", "holds")]


# --- what is said of them ------------------------------------------------------------------------------------------


def only(report: Report) -> Finding:
    (found,) = report.findings
    return found


def test_a_suspicion_names_place_numbers_and_source(own: Rulebook) -> None:
    found = only(read(ALONE.format("1100"), own))
    assert (found.code, found.severity) == ("IPX206", "suspicion")
    assert found.message.startswith("per head: 1100 / 6.20人 in [1772764, 1775626], ")
    assert "off the official population of 云崖市" in found.message
    assert found.message.endswith(
        "; 6.20人 fits none of 300万 at the end of 2022 (云崖统计公报2022), "
        "306.00万 at the end of 2023 (云崖统计公报2023), the mean of the ends of 2022/2023"
    )
    assert "2023年末306.00万人（云崖统计公报2023）" in found.message_zh
    assert [each.year for each in found.references] == ["2022", "2023"]


PAIR = "年末全市科普志愿者 {} 人，每万人口科普志愿者 6.200 人。年末全市科普讲解员 {} 人，每万人口科普讲解员 2.000 人。"


@pytest.mark.parametrize(
    ("volunteers", "told"),
    [
        ("1860", "6.200人 fits 300万 at the end of 2022 (云崖统计公报2022)"),
        ("1897", "6.200人 fits 306.00万 at the end of 2023 (云崖统计公报2023)"),
        ("1879", "6.200人 fits the mean of the ends of 2022/2023"),
        ("1940", "6.200人 fits none of 300万"),
    ],
)
def test_a_contradiction_names_what_each_figure_fits(own: Rulebook, volunteers: str, told: str) -> None:
    found = only(read(PAIR.format(volunteers, "620"), own))
    assert found.severity == "error"
    assert f"; {told}" in found.message
    assert "; 2.000人 fits none of 300万 at the end of 2022" in found.message
    assert found.message.count("云崖统计公报2022") == 1


def test_what_is_met_says_nothing(own: Rulebook) -> None:
    report = read(PAIR.format("1860", "600"), own)
    assert report.findings == ()
    assert all(not each.outcome.message for each in report.relations)


# --- the arithmetic ------------------------------------------------------------------------------------------------


def alone(level: str, rate: str, references: tuple[Reference, ...]) -> Relation:
    roles = relation("percap", level=[claim(level, start=1)], per=[claim(rate, "ratio", start=2)])
    return replace(roles, references=references)


def test_without_a_tolerance_no_figure_is_held_against_them(own: Rulebook) -> None:
    asserted = alone("1100件", "6.2件/万人", own.references["云崖市"])
    rule = check_rule("percap")
    assert judge(asserted, rule).verdict == "violated"
    assert judge(asserted, replace(rule, tolerance=None)).verdict == "not_evaluated"


def test_the_edge_of_the_tolerance_is_within(own: Rulebook) -> None:
    rule = check_rule("percap")
    edge = Interval(Fraction(2_995_000) * 95 / 100, Fraction(3_060_050) * 105 / 100)
    references = own.references["云崖市"]
    outcome = judge(alone("2845250件", "10000件/万人", references), rule)
    assert (outcome.verdict, outcome.computed) == ("compatible", edge)
    assert judge(alone("2845249件", "10000件/万人", references), rule).verdict == "violated"


def test_each_number_of_a_figure_is_solved_for(own: Rulebook) -> None:
    asserted = alone("900件", "6.0件/万人", own.references["云崖市"])
    least, most = Fraction(2_995_000) * 95 / 100, Fraction(3_060_050) * 105 / 100
    level = span(asserted, 0, check_rule("percap"))
    rate = span(asserted, 1, check_rule("percap"))
    assert level == Interval(least * 59 / 100_000, most * 61 / 100_000, lower_open=True, upper_open=True)
    assert rate == Interval(9_000_000 / most, 9_000_000 / least)


@pytest.fixture(scope="module")
def written(own: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    path = tmp_path_factory.mktemp("raw") / "a.txt"
    pair = PAIR.format("1860", "620")
    path.write_text(f"2023年云崖市科普工作年报\n\n{pair}\n\n年末科技馆 110 个，每万人口科技馆 0.62 个。\n", "utf-8")
    record: dict[str, Any] = json.loads(writer.to_bytes(pipeline.analyse_file(path, rulebook=own)))
    return record, path


def test_a_report_is_verified_with_its_references_and_without_the_rules(
    written: tuple[dict[str, Any], Path],
) -> None:
    record, _ = written
    said = [(each["rule"], each["verdict"]) for each in record["relations"]]
    assert said.count(("official-population", "violated")) == 1
    assert [each["references"][0]["source"] for each in record["findings"]] == ["云崖统计公报2022"] * 2
    assert verify(record) == []


@pytest.mark.parametrize(("key", "value"), [("lower", "1000000"), ("upper", "9000000")])
def test_another_official_number_is_noticed(written: tuple[dict[str, Any], Path], key: str, value: str) -> None:
    record = json.loads(json.dumps(written[0]))
    for each in record["relations"]:
        if each["rule"] == "official-population":
            each["references"][0][key] = value
    places = [fault.where for fault in verify(record)]
    assert any(place.endswith(".computed") for place in places)
