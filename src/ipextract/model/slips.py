"""One slip of a compositor's hand: what a printed numeral may have been, and what one slip makes of it.

A numeral is text in Arabic digits, with thousands commas and one decimal point at most, in either width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias
from unicodedata import normalize

import regex

from ipextract.exact.interval import Interval, add, integers, negate, point, scale
from ipextract.model import Claim

Edit: TypeAlias = Literal["digit", "swap", "drop", "add", "shift", "scale", "other"]

_NUMERAL = regex.compile(r"\p{Nd}+(?:[,，]+\p{Nd}+)*(?:[.．]\p{Nd}+)?")
_FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in "0123456789.,"}
_GROUP = 3


@dataclass(frozen=True, slots=True)
class Numeral:
    """The numeral in a claim's print: its text without commas, and its value's multiple in the claim's value.

    ``step`` is the weight of its last digit in the claim's unit; ``before`` and ``after`` are the print around it.
    """

    text: str
    magnitude: Fraction
    step: Fraction
    before: str
    shown: str
    after: str

    def value(self, text: str) -> Fraction:
        """What the claim says with ``text`` in the numeral's place."""
        return Fraction(text) * self.magnitude

    def step_of(self, text: str) -> Fraction:
        """The weight of the last digit of ``text`` in the claim's unit."""
        return abs(self.magnitude) * Fraction(1, 10 ** len(text.partition(".")[2]))

    def printed(self, text: str) -> str:
        """The claim's print with ``text`` in the numeral's place, in the width and grouping of the original."""
        if "," in self.shown or "，" in self.shown:
            whole, point_, rest = text.partition(".")
            text = f"{int(whole):,}{point_}{rest}" if len(whole) > _GROUP else text
        if not self.shown.isascii():
            text = text.translate(_FULL_WIDTH)
        return self.before + text + self.after


def numeral_of(claim: Claim) -> Numeral | None:
    """The one numeral of a claim that stands for its value; ``None`` for ranges, fractions and numerals in words."""
    found = list(_NUMERAL.finditer(claim.printed))
    if len(found) != 1 or claim.value is None or claim.value_high is not None or claim.interval is None:
        return None
    match = found[0]
    text = normalize("NFKC", match[0]).replace(",", "")
    number = Fraction(text)
    if bool(number) != bool(claim.value):
        return None
    magnitude = Fraction(claim.value) / number if number else Fraction(1)
    step = abs(magnitude) / 10 ** len(text.partition(".")[2])
    return Numeral(text, magnitude, step, claim.printed[: match.start()], match[0], claim.printed[match.end() :])


def reprinted(claim: Claim, numeral: Numeral, text: str) -> Claim:
    """The claim as if ``text`` stood in its numeral's place; hedges keep the width that they gave."""
    value = numeral.value(text)
    widest, nearest = _readings(claim, numeral, value, text)
    return replace(claim, value=_decimal(value), printed=numeral.printed(text), interval=widest, nearest=nearest)


def rescaled(claim: Claim, printed: str, factor: Fraction) -> Claim:
    """The claim as if its number were printed in another power: every reading ``factor`` times as large."""

    def grown(reading: Interval | None) -> Interval | None:
        if reading is None:
            return None
        low = None if reading.lower is None else reading.lower * factor
        high = None if reading.upper is None else reading.upper * factor
        return Interval(low, high, reading.lower_open, reading.upper_open)

    value = None if claim.value is None else _decimal(Fraction(claim.value) * factor)
    return replace(claim, value=value, printed=printed, interval=grown(claim.interval), nearest=grown(claim.nearest))


def widened(claim: Claim, wanted: Interval) -> Interval:
    """The values that the numeral may have so that the claim's widest reading meets ``wanted``."""
    if claim.value is None or claim.interval is None:
        return wanted
    return add(wanted, negate(add(claim.interval, point(-Fraction(claim.value)))))


@lru_cache(maxsize=4096)
def variants(text: str) -> tuple[tuple[Edit, str], ...]:
    """Every numeral that one slip makes of ``text``, each once, with the slip; none has a needless zero in front."""
    found: dict[str, Edit] = {}
    for edit, other in _all_variants(text):
        if other != text and _well_formed(other) and other not in found:
            found[other] = edit
    return tuple((edit, other) for other, edit in found.items())


def reaches(claim: Claim, wanted: Interval) -> bool:
    """True when one slip in the claim's numeral could have parted it from a value in ``wanted``."""
    numeral = numeral_of(claim)
    if numeral is None:
        return False
    # In units of one place more than is printed, for a slip may add one: whole numbers, of which there are hundreds.
    places = len(numeral.text.partition(".")[2]) + 1
    room = integers(scale(widened(claim, wanted), 10**places / numeral.magnitude))
    if room is None:
        return False
    low, high = room
    found = (_units(text, places) for _, text in variants(numeral.text))
    return any((low is None or low <= number) and (high is None or number <= high) for number in found)


def _units(text: str, places: int) -> int:
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(places, "0"))


def other_powers(after: str, powers: Mapping[str, Decimal]) -> Iterator[tuple[str, str, Fraction]]:
    """The great power (1e4, 1e8) that ``after`` begins with, the other one, and how many times as much that says."""
    great = [[word for word, power in powers.items() if power == size] for size in (10**4, 10**8)]
    for small, large in zip(*great, strict=False):
        if after.startswith(small):
            yield small, large, Fraction(10**4)
        if after.startswith(large):
            yield large, small, Fraction(1, 10**4)


def _all_variants(text: str) -> Iterator[tuple[Edit, str]]:
    digits = [i for i, ch in enumerate(text) if ch != "."]
    for i in digits:
        for digit in "0123456789":
            yield "digit", text[:i] + digit + text[i + 1 :]
    for i, j in pairwise(digits):
        yield "swap", text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]
    yield from (("shift", other) for other in _shifted(text))
    for i in digits:
        yield "drop", text[:i] + text[i + 1 :]
    for i in range(len(text) + 1):
        for digit in "0123456789":
            yield "add", text[:i] + digit + text[i:]


def _shifted(text: str) -> Iterator[str]:
    """Ten times as much and a tenth, as a lost or added zero or a point out of its place prints them."""
    whole, dot, rest = text.partition(".")
    if not dot:
        yield text + "0"
        if text.endswith("0"):
            yield text[:-1]
        return
    yield (whole + rest[0] + (f".{rest[1:]}" if rest[1:] else "")).lstrip("0") or "0"
    yield (whole[:-1] or "0") + "." + whole[-1] + rest


def _well_formed(text: str) -> bool:
    whole, dot, rest = text.partition(".")
    return bool(whole) and (bool(rest) or not dot) and (whole == "0" or whole[0] != "0")


def _readings(claim: Claim, numeral: Numeral, value: Fraction, text: str) -> tuple[Interval | None, Interval | None]:
    """The widest and the nearest reading of the new value."""
    if claim.interval is not None and claim.interval.exact:
        return point(value), point(value)
    if claim.hedges or claim.approx != "exact":
        by = point(value - Fraction(claim.value or 0))
        moved = (None if each is None else add(each, by) for each in (claim.interval, claim.nearest))
        return next(moved), next(moved)
    step = numeral.step_of(text)
    return Interval(value - step, value + step, True, True), Interval(value - step / 2, value + step / 2)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
