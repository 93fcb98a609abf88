"""Numerals → Decimal: a table of forms, a round trip through a writer of its own, and nothing but None for nonsense."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ipextract.exact.numeral import fold_digits, parse, weight
from ipextract.rulebook import load

NUMERALS = load().numerals

FORMS = {
    "0": "0",
    "12": "12",
    "4.40": "4.40",
    "1,234.5": "1234.5",
    "1，234，567": "1234567",
    "12,345,678": "12345678",
    ".5": "0.5",
    "．５": "0.5",
    "19·5": "19.5",
    "５７．３": "57.3",
    "２０２４": "2024",
    "１,２３４": "1234",
    "-2.6": "-2.6",
    "－2.6": "-2.6",
    "−7": "-7",
    "负三十二": "-32",
    "負0.2": "-0.2",
    "零": "0",
    "〇": "0",
    "两": "2",
    "十": "10",
    "十二": "12",
    "二十": "20",
    "一百零五": "105",
    "一百十二": "112",
    "两千零三十": "2030",
    "一万零二百五十": "10250",
    "三十五万": "350000",
    "三亿零四百七十五万": "304750000",
    "二十一万亿": "21000000000000",
    "四万万": "400000000",
    "百万": "1000000",
    "千亿": "100000000000",
    "一点五亿": "150000000.0",
    "七点八": "7.8",
    "二十点零五": "20.05",
    "一百二十点五": "120.5",
    "两千点零": "2000.0",
    "一万三": "13000",
    "九十二万四": "924000",
    "一亿三": "130000000",
    "二百五": "250",
    "四千二": "4200",
    "一千零三": "1003",
    "一万零三": "10003",
    "二〇二四": "2024",
    "一九九八": "1998",
    "二○一九": "2019",
    "一〇〇": "100",
    "一〇万": "100000",
    "壹佰伍拾": "150",
    "貳拾萬零參": "200003",
    "七十八萬五佰零六": "780506",
    "四萬萬": "400000000",
    "兩億": "200000000",
    "二十五點六": "25.6",
    "１亿３千万": "130000000",
    "1亿3千万": "130000000",
    "7万5千4百": "75400",
    "1.5亿3千万": "180000000.0",
    "5亿1万4千6百": "500014600",
    "1千零20": "1020",
    "3 亿 2 千 万": "320000000",
    "一百 五 十 二": "152",
    " 42 ": "42",
    "半": "0.5",
}

MALFORMED = [
    "",
    " ",
    "-",
    "--5",
    "负",
    ".",
    "点",
    "1.2.3",
    "1,2",
    "1,23",
    "1234,567",
    "1,234,56",
    ",123",
    "点五",
    "五点",
    "一点五点六",
    "一点二百",
    "万",
    "亿万",
    "零万",
    "三亿万",
    "十十",
    "七十百",
    "百千",
    "一二十",
    "三四百",
    "三四万",
    "十二三",
    "一百二三",
    "两三",
    "三五",
    "一千零",
    "二万三万",
    "12十3千",
    "二0二四",
    "1万2万",
    "件",
    "12件",
    "3五",
    "一2",
    "N",
    "²",
    "٣",
    "Ⅳ",
    "㊂",
]


@pytest.mark.parametrize(("printed", "value"), FORMS.items())
def test_form(printed: str, value: str) -> None:
    got = parse(printed, NUMERALS)
    assert got is not None
    assert str(got) == value


@pytest.mark.parametrize("printed", MALFORMED)
def test_malformed_is_none(printed: str) -> None:
    assert parse(printed, NUMERALS) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("240", "1"),
        ("174.50", "0.01"),
        ("69.0", "0.1"),
        ("５．２５", "0.01"),
        ("1,234.5", "0.1"),
        ("1.5亿", "10000000"),
        ("3千万", "10000000"),
        ("1亿3千万", "10000000"),
        ("三千万", "10000"),
        ("三百", "1"),
        ("二十一万亿", "1000000000000"),
        ("七点八", "0.1"),
        ("一点五亿", "10000000"),
        ("二〇二四", "1"),
    ],
)
def test_weight_of_the_last_printed_digit(printed: str, expected: str) -> None:
    assert weight(printed, NUMERALS) == Decimal(expected)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("１２３", "123"),
        ("１，２３４", "1234"),
        ("7，8", "7，8"),
        ("４．５", "4.5"),
        ("三万", "三万"),
        ("1,2,3", "1,2,3"),
    ],
)
def test_folding(printed: str, folded: str) -> None:
    assert fold_digits(printed, NUMERALS) == folded


# --- round trip ----------------------------------------------------------------------------------------------------

SIMPLE = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
SMALL = (("千", "仟"), ("百", "佰"), ("十", "拾"))


def written(number: int, *, formal: bool = False) -> str:
    """The Chinese numeral of an integer from 0 to 10^16: groups of four digits with 万 and 亿, one 零 for a gap."""
    if number >= 10**8:
        high, low = divmod(number, 10**8)
        return written(high, formal=formal) + "亿" + _tail(low, 10**7, formal)
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        return written(high, formal=formal) + "万" + _tail(low, 10**3, formal)
    digits = FORMAL if formal else SIMPLE
    out, gap = "", False
    for at, (simple, other) in enumerate(SMALL):
        digit = number // 10 ** (3 - at) % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + (other if formal else simple)
        gap = not digit
    if number % 10 or not out:
        out += ("零" if gap and out else "") + digits[number % 10]
    return out


def _tail(low: int, full: int, formal: bool) -> str:
    if not low:
        return ""
    return ("零" if low < full else "") + written(low, formal=formal)


INTEGERS = st.one_of(
    st.integers(0, 10**16),
    st.integers(0, 10**5),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 9999), st.integers(0, 12)),
)


def test_the_writer_writes_what_people_write() -> None:
    wanted = {
        0: "零",
        10: "一十",
        105: "一百零五",
        10250: "一万零二百五十",
        20300: "二万零三百",
        304750000: "三亿零四百七十五万",
        21 * 10**12: "二十一万亿",
        10**16: "一亿亿",
    }
    assert {n: written(n) for n in wanted} == wanted


@given(INTEGERS, st.booleans())
@example(10**16, False)
@example(10_0000_0010_0000, True)
def test_what_is_written_is_read_back(number: int, formal: bool) -> None:
    assert parse(written(number, formal=formal), NUMERALS) == number


@given(st.integers(10, 19), st.sampled_from(["", "万", "亿"]))
def test_ten_may_drop_its_one(number: int, power: str) -> None:
    short = written(number).removeprefix("一") + power
    assert parse(short, NUMERALS) == parse(written(number) + power, NUMERALS)


@given(INTEGERS, st.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_spoken_decimals(number: int, decimals: str) -> None:
    digits = "".join(str(SIMPLE.index(ch)) for ch in decimals)
    assert str(parse(f"{written(number)}点{decimals}", NUMERALS)) == f"{number}.{digits}"


@given(INTEGERS, st.integers(0, 4), st.booleans(), st.booleans())
def test_figures(number: int, places: int, grouped: bool, full_width: bool) -> None:
    tail = "." + "7" * places if places else ""
    printed = (f"{number:,}" if grouped else str(number)) + tail
    if full_width:
        printed = printed.translate({ord("0") + i: chr(ord("０") + i) for i in range(10)} | {ord("."): "．"})
    assert str(parse(printed, NUMERALS)) == f"{number}{tail}"


@given(st.integers(1000, 9999))
def test_positional_years(year: int) -> None:
    assert parse("".join("〇一二三四五六七八九"[int(d)] for d in str(year)), NUMERALS) == year


@given(st.text("0123456789０９.．,，点點零〇一二两三五九十百千万亿兆萬億负-半 \t", max_size=14) | st.text(max_size=8))
def test_any_string_is_a_number_or_none(text: str) -> None:
    value = parse(text, NUMERALS)
    assert value is None or (value.is_finite() and weight(text, NUMERALS) > 0)


@given(INTEGERS.filter(lambda n: n >= 20), st.data())
def test_a_power_in_the_wrong_place_is_none(number: int, data: st.DataObject) -> None:
    printed = written(number)
    powers = [i for i, ch in enumerate(printed) if ch in "十百千"]
    if powers:
        at = data.draw(st.sampled_from(powers))
        assert parse(printed[: at + 1] + printed[at:], NUMERALS) is None
