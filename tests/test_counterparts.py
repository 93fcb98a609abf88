"""Relations between what there was and what there is: asserted by words, whatever the numbers are."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipextract.exact.interval import Interval, point, raised
from papers import read

HOLDS = {
    "movement": "全县冷库库容由4.1万吨增加到4.9万吨。",
    "annual": "持证船员由2027年的3120人增加到2031年的4215人，年均增长7.8%。",
    "multiple": "全年培训轮机员462人，上年为210人，是上年的2.2倍。",
    "index": "全年水产品价格指数为107.2（上年=100），上涨7.2%。",
    "pull": "全年地区生产总值增长5.2%。三次产业分别拉动经济增长0.3个、2.1个和2.8个百分点。",
    "shares": "第一、第二、第三产业对经济增长的贡献率分别为3.1%、42.0%和54.9%。",
    "threshold": "全年水产加工产值51.2亿元，首次突破50.0亿元。",
    "wording": "渔船完好率由65.0%下降到58.5%，降幅10.0%。",
}


def told(text: str, kind: str) -> list[tuple[str, tuple[int, ...]]]:
    """The relations of a kind: the mechanism and the offsets of the numbers."""
    found = (each.relation for each in read(text).relations if each.relation.kind == kind)
    return [(relation.rule, tuple(claim.char_start for claim in relation.claims)) for relation in found]


@pytest.mark.parametrize(("kind", "text"), HOLDS.items(), ids=HOLDS)
def test_the_words_alone_make_the_relation(kind: str, text: str) -> None:
    assert len(told(text, kind)) == 1
    assert not read(text).findings


@settings(max_examples=80)
@given(st.sampled_from(sorted(HOLDS)), st.data())
def test_no_digit_makes_a_relation_or_takes_one_away(kind: str, data: st.DataObject) -> None:
    """Whether a relation is asserted never depends on what its numbers are."""
    text = HOLDS[kind]
    claim = data.draw(st.sampled_from(read(text).claims))
    digits = [i for i in range(claim.char_start, claim.char_end) if text[i].isdecimal()]
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != text[at]]))
    assert told(text[:at] + digit + text[at + 1 :], kind) == told(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("全县冷库库容由4.1万吨调整到4.9万吨。", "movement", []),
        ("出口由下降9.1%回升到下降3.4%。", "movement", []),
        ("办理时间由15天提升到6天，渔港排名由9位上升到4位。", "movement", []),
        ("持证船员由3120人增加到4215人，五年来年均增长7.8%。", "annual", []),
        ("持证船员由2030年的3120人增加到2031年的4215人，年均增长7.8%。", "annual", []),
        ("鱼粉出口量是全省平均水平的2.2倍，增长17%。", "multiple", []),
        ("鱼粉出口量是2026年的2.2倍，比上年增长17%。", "multiple", []),
        ("校舍建设指数为131.7（2025年=100），比上年上涨4.9%。", "index", []),
        ("地区生产总值增长5.2%。捕捞业、养殖业、造船业分别拉动经济增长0.3个、2.1个和2.8个百分点。", "pull", []),
        ("地区生产总值增长5.2%。第一、第三产业分别拉动经济增长0.3个和2.8个百分点。", "pull", []),
        ("加工产值49.2亿元，其中产值超过50万元的作坊31家。", "threshold", []),
        ("加工产值49.2亿元；渔港客流212万人次，日均客流超过3万人次。", "threshold", []),
    ],
)
def test_look_alikes_say_nothing(text: str, kind: str, wanted: list[str]) -> None:
    assert told(text, kind) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全县冷库库容由4.9万吨增加到4.1万吨。", "IPX208"),
        ("海上险情由128起下降至182起。", "IPX208"),
        ("持证船员由2027年的3120人增加到2031年的4215人，年均增长8.8%。", "IPX209"),
        ("鱼粉出口量是上年的2.2倍，增长220%。", "IPX210"),
        ("水产品价格指数为107.2（上年=100），上涨2.7%。", "IPX211"),
        ("地区生产总值增长5.2%。三次产业分别拉动经济增长0.3个、2.1个和3.8个百分点。", "IPX212"),
        ("加工产值49.2亿元，首次突破50亿元。", "IPX302"),
        ("海上险情比上年减少1.2倍。", "IPX501"),
        ("渔船完好率由65%下降到58%，下降7%。", "IPX502"),
    ],
)
def test_one_wrong_number_is_one_finding(text: str, code: str) -> None:
    assert [finding.code for finding in read(text).findings] == [code]


def test_a_growth_in_constant_prices_is_not_that_of_two_sums_of_money() -> None:
    text = "地区生产总值由2027年的312.0亿元增加到2031年的421.5亿元，年均增长5.1%。"
    assert {finding.severity for finding in read(text).findings} == {"info"}


@given(st.fractions(0, 3, max_denominator=100), st.fractions(0, 3, max_denominator=100), st.integers(1, 8))
def test_a_power_of_an_interval_is_that_of_its_ends(one: Fraction, other: Fraction, power: int) -> None:
    low, high = sorted((one, other))
    assert raised(Interval(low, high), power) == Interval(low**power, high**power)
    assert raised(Interval(low, None, lower_open=True), power) == Interval(low**power, None, lower_open=True)


@pytest.mark.parametrize(("interval", "power"), [(point(-1), 2), (Interval(None, Fraction(1)), 2), (point(1), 0)])
def test_a_power_of_what_may_be_negative_is_refused(interval: Interval, power: int) -> None:
    with pytest.raises(ValueError, match="raised needs"):
        raised(interval, power)
