from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ipextract.exact.interval import (
    Interval,
    add,
    divide,
    gap,
    integers,
    meet,
    meet_all,
    negate,
    point,
    scale,
    show,
    subtract,
)

rationals = st.fractions(min_value=-50, max_value=50, max_denominator=12)
ends = st.none() | rationals


@st.composite
def intervals(draw: st.DrawFn, least: Fraction | None = None) -> Interval:
    low, high = draw(ends), draw(ends)
    if least is not None:
        low = least if low is None else max(low, least)
        high = high if high is None else max(high, least)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is not None and low == high:
        return point(low)
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def members(draw: st.DrawFn, of: Interval) -> Fraction:
    """Some value of ``of``, an end as often as the middle."""
    low = of.lower if of.lower is not None else (of.upper if of.upper is not None else Fraction(0)) - 100
    high = of.upper if of.upper is not None else max(low, Fraction(0)) + 100
    value = low + (high - low) * draw(st.fractions(min_value=0, max_value=1, max_denominator=8))
    return value if value in of else (low + high) / 2


def probes(*of: Interval) -> list[Fraction]:
    """The ends, the values just beside them, and those between: enough to tell two intervals with these ends apart."""
    marks = sorted({end for each in of for end in (each.lower, each.upper) if end is not None} | {Fraction(0)})
    tiny = Fraction(1, 10**6)
    between = [(a + b) / 2 for a, b in pairwise(marks)]
    beside = [x for mark in marks for x in (mark - tiny, mark, mark + tiny)]
    return [marks[0] - 1000, *beside, *between, marks[-1] + 1000]


def test_reversed_and_empty_intervals_are_refused():
    with pytest.raises(ValueError, match="reversed"):
        Interval(Fraction(2), Fraction(1))
    with pytest.raises(ValueError, match="empty"):
        Interval(Fraction(1), Fraction(1), lower_open=True)


def test_an_infinite_end_is_open_however_it_is_written():
    assert Interval(None, Fraction(1)) == Interval(None, Fraction(1), lower_open=True)
    assert str(Interval(None, Fraction(3))) == "(-inf, 3]"
    assert str(Interval(Fraction(7, 2), None, lower_open=True)) == "(3.5, inf)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3", "3"),
        ("1/3", "0.333333"),
        ("-1/2", "-0.5"),
        ("2/1000000000", "0"),
        ("123456789012345678901/2", "61728394506172839450.5"),
    ],
)
def test_show(value: str, text: str):
    assert show(Fraction(value)) == text


@given(rationals)
def test_show_rounds_to_its_digits(value: Fraction):
    assert abs(Fraction(show(value, 3)) - value) <= Fraction(1, 2000)


@given(st.data(), intervals(), intervals())
def test_sums_and_differences_hold_the_sums_of_their_members(data: st.DataObject, a: Interval, b: Interval):
    x, y = data.draw(members(a)), data.draw(members(b))
    assert x + y in add(a, b)
    assert x - y in subtract(a, b)
    assert -x in negate(a)


@given(st.data(), intervals(), rationals)
def test_scaling_holds_the_multiples_and_nothing_else(data: st.DataObject, a: Interval, factor: Fraction):
    x = data.draw(members(a))
    assert x * factor in scale(a, factor)
    if factor:
        for probe in probes(a):
            assert (probe in a) == (probe * factor in scale(a, factor))


@given(st.data(), intervals(Fraction(0)), intervals(Fraction(0)))
def test_quotients_hold_the_quotients_of_their_members(data: st.DataObject, a: Interval, b: Interval):
    assume(b.upper != 0)
    x, y = data.draw(members(a)), data.draw(members(b))
    assume(y != 0)
    assert x / y in divide(a, b)


@given(intervals(Fraction(0)), intervals(Fraction(0)))
def test_a_quotient_holds_only_values_that_some_members_give(a: Interval, b: Interval):
    assume(b.upper != 0)
    quotient = divide(a, b)
    divisors = meet(b, Interval(Fraction(0), None, lower_open=True))
    assert divisors is not None
    for probe in probes(quotient):
        if probe < 0:
            assert probe not in quotient
            continue
        reachable = meet(scale(divisors, probe), a) is not None
        assert (probe in quotient) == reachable


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (point(-1), point(1)),
        (point(1), point(-1)),
        (Interval(None, Fraction(1)), point(1)),
        (point(1), point(0)),
    ],
)
def test_divide_refuses_negative_ends_and_nothing_but_zero(a: Interval, b: Interval):
    with pytest.raises(ValueError, match=r"non-negative|zero"):
        divide(a, b)


@pytest.mark.parametrize(
    ("a", "b", "text"),
    [
        (point(0), Interval(Fraction(0), Fraction(2)), "[0, 0]"),
        (point(6), Interval(Fraction(2), Fraction(3), upper_open=True), "(2, 3]"),
        (
            Interval(Fraction(0), Fraction(1)),
            Interval(Fraction(1), Fraction(2), lower_open=True, upper_open=True),
            "[0, 1)",
        ),
        (Interval(Fraction(0), Fraction(1), lower_open=True), point(2), "(0, 0.5]"),
        (point(1), Interval(Fraction(0), Fraction(2)), "[0.5, inf)"),
        (point(1), Interval(Fraction(2), None), "(0, 0.5]"),
        (Interval(Fraction(1), None), point(2), "[0.5, inf)"),
    ],
)
def test_divide_at_its_edges(a: Interval, b: Interval, text: str):
    assert str(divide(a, b)) == text


@given(intervals(), intervals())
def test_a_meet_holds_what_both_hold(a: Interval, b: Interval):
    shared = meet(a, b)
    assert shared == meet(b, a)
    for probe in probes(a, b):
        assert (probe in a and probe in b) == (shared is not None and probe in shared)


@given(st.lists(intervals(), min_size=1, max_size=4))
def test_intervals_share_a_value_when_every_two_do(several: list[Interval]):
    pairwise = all(meet(a, b) is not None for a in several for b in several)
    assert (meet_all(several) is not None) == pairwise


@given(intervals())
def test_integers_are_the_least_and_greatest_inside(a: Interval):
    found = integers(a)
    if found is None:
        assert a.width is not None
        assert a.width <= 1
        assert a.lower is not None
        assert not any(n in a for n in range(int(a.lower) - 2, int(a.lower) + 4))
        return
    low, high = found
    if low is not None:
        assert low in a
        assert low - 1 not in a
    if high is not None:
        assert high in a
        assert high + 1 not in a


@given(intervals(), intervals())
def test_a_gap_is_zero_or_the_way_between(a: Interval, b: Interval):
    assert gap(a, b) == gap(b, a)
    if meet(a, b) is not None:
        assert gap(a, b) == 0
    if gap(a, b) > 0:
        assert meet(a, b) is None


@given(st.data(), intervals())
def test_only_a_point_is_exact(data: st.DataObject, a: Interval):
    assert a.exact == (a.width == 0)
    assert data.draw(members(a)) in a
