"""Growth at constant prices is told apart from that of printed levels, by words and by what grows."""

from __future__ import annotations

import pytest

from ipextract import rulebook, years
from ipextract.pipeline import analyse_text
from ipextract.writing.speech import say

BOOK = rulebook.load()


def loudest(text: str) -> list[str]:
    return [finding.severity for finding in analyse_text(text, rulebook=BOOK).findings]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("渔港收入 110.0 亿元，增加 10.0 亿元，增长 13.0%。", ["error"]),
        ("渔业增加值 110.0 亿元，增加 10.0 亿元，增长 13.0%。", ["info"]),
        ("海城地区生产总值（GDP）110.0 亿元，增加 10.0 亿元，增长 13.0%。", ["info"]),
        ("渔业增加值 110.0 亿元，增加 10.0 亿元，按现价计算增长 13.0%。", ["error"]),
        ("渔业增加值率 44.0%，提高 4.0 个百分点，增长 13.0%。", ["error"]),
        ("渔港收入由 100.0 亿元增加到 110.0 亿元，增长 13.0%。", ["error"]),
        ("渔业增加值由 100.0 亿元增加到 110.0 亿元，增长 13.0%。", ["info"]),
        ("渔港收入由 100.0 亿元增加到 110.0 亿元，按可比价格计算增长 13.0%。", ["info"]),
    ],
)
def test_growth_against_printed_levels(text: str, severities: list[str]) -> None:
    assert loudest(text) == severities


def mixed(*growths: str) -> list[str]:
    whole, first, second, third = growths
    return loudest(
        f"全县地区生产总值 900.0 亿元，{whole}。其中，第一产业增加值 90.0 亿元，{first}；"
        f"第二产业增加值 360.0 亿元，{second}；第三产业增加值 450.0 亿元，{third}。"
    )


def test_a_whole_and_its_parts_at_constant_prices_are_held_against_each_other() -> None:
    assert mixed("按不变价格计算，增长 1.2%", "增长 4.4%", "增长 3.6%", "增长 5.9%") == ["warning"]
    assert mixed("按不变价格计算，增长 4.9%", "增长 4.4%", "增长 3.6%", "增长 5.9%") == []


def test_a_nominal_whole_is_no_mean_of_growth_at_constant_prices() -> None:
    assert mixed("按现价计算，增长 1.2%", "增长 4.4%", "增长 3.6%", "增长 5.9%") == ["info"]


EARLIER = "海城市2031年渔业统计公报\n渔业增加值412.6亿元。渔港收入10.0亿元。渔具产值5.0亿元。渔网产值5.0亿元。\n"
LATER = (
    "海城市2032年渔业统计公报\n渔业增加值431.8亿元，增长6.1%。渔港收入12.0亿元，增长15.0%。"
    "渔具产值6.0亿元，按可比价格计算增长20.0%。渔网产值6.0亿元，增长20.0%。\n"
)


def test_years_say_constant_prices_where_levels_do_not_contradict() -> None:
    both = years.compare(*(years.edition_of(analyse_text(text)) for text in (EARLIER, LATER)), BOOK)
    told = {row.name: row.judgement for row in years.difference(both, BOOK).rows}
    assert told == {
        "渔业增加值": "constant-prices",
        "渔港收入": "contradicted",
        "渔具产值": "constant-prices",
        "渔网产值": "coarse",
    }


def test_both_languages_have_a_word_for_it() -> None:
    assert say("en", "judged_constant-prices") == "constant prices"
    assert "不变价" in say("zh", "judged_constant-prices")
