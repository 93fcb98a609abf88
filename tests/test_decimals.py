from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipextract.exact.decimals import above, below, ends, last_place, plain
from ipextract.exact.interval import Interval


@pytest.mark.parametrize(
    ("value", "text"),
    [("5.9E+4", "59000"), ("4.40", "4.40"), ("1E-7", "0.0000001"), ("0", "0"), ("-12.50", "-12.50")],
)
def test_plain_has_no_exponent_and_keeps_printed_zeros(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@given(st.fractions())
def test_ends_never_narrow_an_interval(value: Fraction) -> None:
    assert Fraction(below(value)) <= value <= Fraction(above(value))
    assert Fraction(above(value)) - Fraction(below(value)) <= Fraction(1, 10**12)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_decimals_survive_exactly(value: Decimal) -> None:
    assert below(Fraction(value)) == above(Fraction(value)) == value


def test_long_numbers_are_not_rounded_to_the_context() -> None:
    value = Fraction(10**40 + 1, 2)
    assert Fraction(below(value)) == value


def test_infinite_ends_are_none() -> None:
    assert ends(Interval(None, Fraction(1, 3))) == (None, Decimal("0.333333333334"))
    assert ends(None) == (None, None)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Decimal(67600000), (3, Fraction(100000))),
        (Decimal("3.2"), (2, Fraction(1, 10))),
        (Decimal(50), (1, Fraction(10))),
        (Fraction(5, 4), (3, Fraction(1, 100))),
        (Decimal(0), None),
        (Fraction(1, 3), None),
    ],
)
def test_last_place_is_that_of_the_last_digit_which_is_no_zero(
    value: Decimal | Fraction, told: tuple[int, Fraction] | None
) -> None:
    assert last_place(value) == told
