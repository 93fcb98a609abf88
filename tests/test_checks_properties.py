"""What was rounded or cut off from the truth is never an error; what power means, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factories import check_rule, claim, growth, relation
from ipextract.checks import judge
from ipextract.checks.readings import integer_power, shift_power
from ipextract.exact.interval import Interval, point
from ipextract.model import Outcome


def outcome(kind: str, **roles: Any) -> Outcome:
    return judge(relation(kind, **roles), check_rule(kind))


def parts(*printed: str) -> list[Any]:
    return [claim(each) for each in printed]


counts = st.integers(1, 20000)


def rounded(value: Fraction, digits: int, *, cut: bool) -> str:
    scaled = abs(value) * 10**digits
    whole = scaled.__floor__() if cut else (scaled + Fraction(1, 2)).__floor__()
    text = f"{whole // 10**digits}.{whole % 10**digits:0{digits}d}" if digits else str(whole)
    return f"{text}%"


@given(counts, counts, st.integers(0, 3), st.booleans())
def test_true_growth_is_never_contradicted(level: int, prior: int, digits: int, cut: bool):
    true = 100 * (Fraction(level, prior) - 1)
    direction = "down" if true < 0 else "up"
    rate = growth(rounded(true, digits, cut=cut), direction)
    for roles in ({"prior": claim(f"{prior}件")}, {}):
        found = outcome("growth", level=claim(f"{level}件"), growth=rate, **roles)
        assert found.verdict != "violated" or (cut and found.severity == "warning")


@given(counts, counts, st.integers(0, 3), st.booleans())
def test_true_shares_are_never_contradicted(a: int, b: int, digits: int, cut: bool):
    share = claim(rounded(Fraction(100 * a, a + b), digits, cut=cut), "share")
    for roles in ({"whole": claim(f"{a + b}件")}, {}):
        found = outcome("share", part=claim(f"{a}件"), share=share, **roles)
        assert found.verdict != "violated" or (cut and found.rounding == "nearest")


@given(st.lists(counts, min_size=2, max_size=6), st.integers(-50, 50))
def test_a_sum_of_counts_is_met_by_its_total_and_by_nothing_else(addends: list[int], slip: int):
    assume(sum(addends) + slip >= 0)
    found = outcome("sum", total=claim(f"{sum(addends) + slip}件"), part=parts(*(f"{a}件" for a in addends)))
    assert found.verdict == ("violated" if slip else "holds")
    assert found.distance == (str(abs(slip)) if slip else "")


@given(st.integers(10_000, 999_999))
def test_a_count_and_its_rounded_print_agree(count: int):
    tenths = (count + 500) // 1000
    coarse = f"{tenths // 10}.{tenths % 10}万件"
    assert outcome("repeat", claim=parts(coarse, f"{count}件")).verdict in {"holds", "compatible"}


@given(st.integers(1, 4000), st.integers(0, 400), st.integers(0, 2))
def test_the_power_of_a_growth_is_the_share_of_other_counts_it_would_catch(level: int, percent: int, digits: int):
    rate = growth(f"{percent}.{'0' * digits}%" if digits else f"{percent}%")
    found = outcome("growth", level=claim(f"{level}件"), growth=rate)
    assert 0 <= found.power <= 1
    if found.verdict == "violated":
        assert found.power >= 0.05


def test_power_of_integers_by_hand():
    # Halves: of the 20 other counts around 20, the odd ones leave no integer; 11, 13, 15, 17, 19, 21, ..., 29 are ten.
    assert integer_power(20, point(Fraction(1, 2))) == Fraction(10, 20)
    assert integer_power(20, Interval(Fraction(1, 10), Fraction(2))) == 0
    assert integer_power(20, Interval(Fraction(0), None)) == 0
    assert integer_power(-9, Interval(Fraction(1, 10), Fraction(2))) == 0


@pytest.mark.parametrize(
    ("checked", "computed", "power"),
    [
        (point(100), point(90), Fraction(1)),
        (Interval(Fraction(99), Fraction(101)), Interval(Fraction(99), Fraction(101)), Fraction(4, 5)),
        (point(100), Interval(None, Fraction(100)), Fraction(1, 2)),
        (point(100), Interval(None, Fraction(200)), Fraction(0)),
        (Interval(Fraction(700), None, lower_open=True), point(650), Fraction(6, 7)),
        (point(0), Interval(Fraction(-1), Fraction(1)), Fraction(0)),
    ],
)
def test_power_of_comparisons_by_hand(checked: Interval, computed: Interval, power: Fraction):
    assert shift_power(checked, computed) == power
