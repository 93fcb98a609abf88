from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import claim
from ipextract.exact.interval import Interval, point
from ipextract.model.slips import numeral_of, other_powers, reaches, reprinted, variants
from ipextract.rulebook import load

NUMERALS = st.one_of(
    st.integers(1, 10**7).map(str),
    st.tuples(st.integers(0, 10**4), st.integers(0, 99)).map(lambda pair: f"{pair[0]}.{pair[1]:02d}"),
)


def slips(printed: str) -> dict[str, str]:
    return {other: edit for edit, other in variants(printed)}


@pytest.mark.parametrize(
    ("printed", "meant", "edit"),
    [
        ("30", "38", "digit"),
        ("1204", "1240", "swap"),
        ("530", "5830", "add"),
        ("5830", "530", "drop"),
        ("48", "480", "shift"),
        ("4.8", "48", "shift"),
        ("25", "17", None),
        ("12.34", "12.43", "swap"),
    ],
)
def test_the_slip_between_two_numerals(printed: str, meant: str, edit: str | None) -> None:
    assert slips(printed).get(meant) == edit


@given(NUMERALS)
def test_a_slip_can_be_undone_by_a_slip(text: str) -> None:
    for edit, other in variants(text):
        if edit in ("digit", "swap"):
            assert slips(other).get(text) in ("digit", "swap")
        assert other != text
        assert other[0] != "0" or other.startswith("0.") or other == "0"


@given(NUMERALS)
def test_a_number_read_again_is_the_number(text: str) -> None:
    before = claim(f"{text}件")
    numeral = numeral_of(before)
    assert numeral is not None
    again = reprinted(before, numeral, text)
    assert (again.value, again.printed) == (before.value, before.printed)
    assert again.interval == before.interval


def test_commas_width_and_hedges_are_kept() -> None:
    grouped = claim("1240件", printed="1,240件")
    numeral = numeral_of(grouped)
    assert numeral is not None
    assert reprinted(grouped, numeral, "12401").printed == "12,401件"
    wide = claim("12件", printed="１２件")
    numeral = numeral_of(wide)
    assert numeral is not None
    assert reprinted(wide, numeral, "21").printed == "２１件"
    about = claim("约500件")
    numeral = numeral_of(about)
    assert numeral is not None
    assert about.interval is not None
    moved = reprinted(about, numeral, "600")
    assert moved.interval == Interval((about.interval.lower or 0) + 100, (about.interval.upper or 0) + 100)


@pytest.mark.parametrize("printed", ["三分之一", "3至5件", "十二件"])
def test_words_and_ranges_have_no_numeral_to_correct(printed: str) -> None:
    assert numeral_of(claim("3件", printed=printed)) is None


def test_the_other_great_power() -> None:
    powers = load().numerals.powers
    assert list(other_powers("万元", powers)) == [("万", "亿", Fraction(10**4))]
    assert list(other_powers("亿件", powers)) == [("亿", "万", Fraction(1, 10**4))]
    assert list(other_powers("件", powers)) == []


def test_one_slip_reaches_what_it_reaches() -> None:
    assert reaches(claim("30件"), point(38))
    assert not reaches(claim("25件"), point(17))
    assert reaches(claim("4.8万件"), Interval(Fraction(84000), Fraction(84000)))
    assert Decimal(84000) in Interval(Fraction(83000), Fraction(85000))
