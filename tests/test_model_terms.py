"""Periods and units are nouns: what is asked of their text is asked of them."""

from __future__ import annotations

import pytest

from ipextract.model import Period, Unit


@pytest.mark.parametrize(
    ("period", "year", "part", "end", "settled", "before"),
    [
        ("2031", "2031", "", "2031", "2031", "2030"),
        ("2031-03", "2031", "-03", "2031-03", "2031-03", "2030-03"),
        ("2031H1", "2031", "H1", "2031H1", "2031H1", "2030H1"),
        ("2031Q4", "2031", "Q4", "2031Q4", "2031Q4", "2030Q4"),
        ("2031-12", "2031", "-12", "2031-12", "2031", "2030"),
        ("2031-12-31", "2031", "-12-31", "2031-12-31", "2031", "2030"),
        ("2031-01/2031-12", "2031", "-01/2031-12", "2031-12", "2031", "2030"),
        ("2031-01/2031-09", "2031", "-01/2031-09", "2031-09", "2031-01/2031-09", "2030-01/2030-09"),
        ("2026/2030", "2026", "/2030", "2030", "2026/2030", None),
        ("2030-01/2031-12", "2030", "-01/2031-12", "2031-12", "2030-01/2031-12", None),
        ("", "", "", "", "", None),
    ],
)
def test_a_period_knows_its_year_and_what_was_before(
    period: str, year: str, part: str, end: str, settled: str, before: str | None
) -> None:
    asked = Period(period)
    assert (asked.year, asked.part, asked.end, asked.settled, asked.before) == (year, part, end, settled, before)
    assert asked.is_span == ("/" in period)


@pytest.mark.parametrize(
    ("unit", "counted", "per", "rate"),
    [("元/人", "元", "人", True), ("艘", "艘", "", False), ("", "", "", False), ("千克/公顷", "千克", "公顷", True)],
)
def test_a_unit_knows_what_it_is_per(unit: str, counted: str, per: str, *, rate: bool) -> None:
    asked = Unit(unit)
    assert (asked.counted, asked.per, asked.is_rate) == (counted, per, rate)
