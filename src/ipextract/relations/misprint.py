"""Whether one slip of the pen parts two prints of one number: a digit, two swapped, a direction, a power, a point."""

from __future__ import annotations

from fractions import Fraction

import regex

from ipextract.exact.numeral import half_width
from ipextract.model import Claim
from ipextract.model.slips import Numeral, numeral_of, variants

_NUMBER = regex.compile(r"\p{Nd}+(?:[.,．，]+\p{Nd}+)*")
_EDITS = frozenset(("digit", "swap"))
#: 万 for 亿, and a table in 亿元 headed 元.
_POWERS = frozenset((Fraction(10**4), Fraction(10**8)))
_TELLING = 3
_TEN = 10
_PAIR = 2


def slip(one: Claim, other: Claim) -> tuple[int, bool]:
    """How many telling digits the shorter print has, and whether one slip parts the two.

    The zeros at the end of a whole number tell nothing: 1800 and 1600 are two round figures. Prints of one precision
    differ by a digit substituted, dropped, added or swapped with its neighbour; of two, by a digit or two swapped.
    """
    found = [_NUMBER.search(half_width(c.printed)) for c in (one, other)]
    if found[0] is None or found[1] is None:
        return 0, False
    texts = [f[0].replace(",", "").replace("，", "").replace("．", ".") for f in found if f]
    digits = [t.replace(".", "") for t in texts]
    least = min(len(t.replace(".", "") if "." in t else t.rstrip("0")) for t in texts)
    if least < _PAIR:
        return least, False
    if _turned(one, other):
        return least, texts[0] == texts[1]
    if _powers_apart(one, other):
        return least, least >= _TELLING
    if least >= _TELLING and _point_moved(one, other):
        return least, True
    decimals = [len(t.partition(".")[2]) for t in texts]
    if decimals[0] == decimals[1] and _one_factor(one, other):
        return least, _one_slip(*digits)
    return least, _by_precision(one, other)


def is_slip_of(claim: Claim, value: Fraction) -> bool:
    """True for a print of three digits or more that one digit, or two swapped, part from what it ought to say."""
    found = _NUMBER.search(half_width(claim.printed))
    text = found[0].replace(",", "").replace("，", "").replace("．", ".") if found is not None else ""
    decimals = len(text.partition(".")[2])
    ought = f"{round(value * _TEN**decimals):0{decimals + 1}d}"
    digits = text.replace(".", "")
    return len(digits) >= _TELLING and len(ought) == len(digits) and ought != digits and _one_slip(digits, ought)


def _turned(one: Claim, other: Claim) -> bool:
    return one.direction != other.direction


def _powers_apart(one: Claim, other: Claim) -> bool:
    """True for 12.34 亿元 and 12.34 万元."""
    if not one.value or not other.value:
        return False
    ratio = Fraction(one.value) / Fraction(other.value)
    return max(ratio, 1 / ratio) in _POWERS


def _point_moved(one: Claim, other: Claim) -> bool:
    """True for 384.875 亿 and 38487473.37 万: ten times as much, at the coarser precision."""
    here, there = numeral_of(one), numeral_of(other)
    if here is None or there is None:
        return False
    small, large = sorted((here, there), key=lambda numeral: abs(numeral.value(numeral.text)))
    step = max(small.step * _TEN, large.step)
    return abs(abs(small.value(small.text)) * _TEN - abs(large.value(large.text))) <= step / 2


def _one_factor(one: Claim, other: Claim) -> bool:
    """True where both numerals are multiples of the same power of the unit; where one is in words, too."""
    here, there = numeral_of(one), numeral_of(other)
    return here is None or there is None or here.magnitude == there.magnitude


def _by_precision(one: Claim, other: Claim) -> bool:
    """True when a digit of one numeral, or two swapped, part 3548.75 亿 from 38487473.37 万, rounded alike."""
    here, there = numeral_of(one), numeral_of(other)
    if here is None or there is None:
        return False
    reach = max(here.step, there.step) / 2
    return _reaches(here, there, reach) or _reaches(there, here, reach)


def _reaches(numeral: Numeral, other: Numeral, reach: Fraction) -> bool:
    """True when a slip in ``numeral`` brings it as near to the other as ``reach``."""
    wanted = other.value(other.text)
    changed = (numeral.value(text) for edit, text in variants(numeral.text) if edit in _EDITS)
    return any(abs(abs(value) - abs(wanted)) <= reach for value in changed)


def _one_slip(a: str, b: str) -> bool:
    """True when one digit substituted, dropped, added or swapped with its neighbour makes a of b."""
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        swapped = (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
        return len(wrong) == 1 or swapped
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
