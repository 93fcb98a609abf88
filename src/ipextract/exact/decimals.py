"""Rationals and decimals as plain decimal text: exact where the decimal ends, rounded outward where it does not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

from ipextract.exact.interval import Interval

PLACES: Final = 12
"""Decimal places kept of an end that never ends, such as 1/3."""

DIGITS: Final = 38
"""Digits of the decimals that tables and databases hold, ``PLACES`` of them behind the point."""

_LARGEST: Final = Decimal(f"1E+{DIGITS - PLACES}")


def plain(value: Decimal) -> str:
    """A decimal without exponent, its printed zeros kept: ``5.9E+4`` is ``59000``, ``4.40`` stays ``4.40``."""
    return format(value, "f")


def below(value: Fraction) -> Decimal:
    """The value as a decimal, or the nearest one below with ``PLACES`` places where no decimal equals it."""
    return _decimal(value, up=False)


def above(value: Fraction) -> Decimal:
    """The value as a decimal, or the nearest one above with ``PLACES`` places where no decimal equals it."""
    return _decimal(value, up=True)


def ends(interval: Interval | None) -> tuple[Decimal | None, Decimal | None]:
    """Both ends as decimals, never narrower than the interval; ``None`` for an infinite end or without an interval."""
    if interval is None:
        return None, None
    low = None if interval.lower is None else below(interval.lower)
    high = None if interval.upper is None else above(interval.upper)
    return low, high


def fitting(value: Decimal | None) -> Decimal | None:
    """The value where a decimal of ``DIGITS`` digits, ``PLACES`` behind the point, holds it exactly."""
    if value is None or abs(value) >= _LARGEST:
        return None
    if (decimal_places(value) or 0) <= PLACES:
        return value
    shorter = Decimal(plain(value).rstrip("0"))
    return shorter if (decimal_places(shorter) or 0) <= PLACES else None


def decimal_places(value: Decimal | None) -> int | None:
    """How many places are printed behind the point; ``None`` without a value."""
    exponent = None if value is None else value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else None


def _decimal(value: Fraction, *, up: bool) -> Decimal:
    denominator = value.denominator
    if denominator == 1:
        return Decimal(value.numerator)
    places = _places(denominator)
    if places is not None:
        return Decimal(f"{value.numerator * (10**places // denominator)}E-{places}")
    scaled = value.numerator * 10**PLACES
    whole = -(-scaled // denominator) if up else scaled // denominator
    return Decimal(f"{whole}E-{PLACES}")


@lru_cache(maxsize=1024)
def _places(denominator: int) -> int | None:
    """How many decimal places a fraction of this denominator needs; ``None`` when it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def last_place(value: Decimal | Fraction) -> tuple[int, Fraction] | None:
    """How many digits a number has that are told, without zeros at its end, and what one of the last of them counts.

    ``None`` for 0 and for what no decimal equals.
    """
    left, place = abs(Fraction(value)), Fraction(1)
    for _ in range(PLACES):
        if left.denominator == 1:
            break
        left, place = left * 10, place / 10
    if left.denominator != 1 or not left:
        return None
    digits = str(left.numerator)
    told = digits.rstrip("0")
    return len(told), place * 10 ** (len(digits) - len(told))
