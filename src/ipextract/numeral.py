"""Printed digits and Chinese numerals → Decimal. The characters come in as data; the arithmetic is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

import regex

_MYRIAD = Decimal(10_000)
_ATOM = regex.compile(r"[0-9.]+|.")


@dataclass(frozen=True, slots=True)
class Numerals:
    """The characters that numbers are printed with.

    ``digits`` maps a character to 0…9, ``powers`` to a power of ten, ``multiples`` to a collective number (打 → 12);
    ``zero`` are the digits that only keep a place, ``points`` the decimal points, ``signs`` the minus signs,
    ``halves`` the characters for one half.
    """

    digits: Mapping[str, int]
    powers: Mapping[str, Decimal]
    zero: frozenset[str]
    points: frozenset[str]
    separators: frozenset[str]
    signs: frozenset[str]
    halves: frozenset[str]


def fold_digits(text: str, numerals: Numerals) -> str:
    """The same text with full-width digits and points as ASCII and thousands separators left out; other characters stay."""
    out: list[str] = []
    for i, ch in enumerate(text):
        if "\uff10" <= ch <= "\uff19":
            out.append(chr(ord(ch) - 0xFEE0))
        elif ch in numerals.separators and 0 < i < len(text) - 1:
            continue
        elif ch in numerals.points and ch not in numerals.digits:
            out.append(".")
        else:
            out.append(ch)
    return "".join(out)


def parse(text: str, numerals: Numerals) -> Decimal | None:
    """The value of a numeral such as ``1,234.5``, ``１亿３千万``, ``三亿零四百七十五万``, ``一万三`` or ``二〇二四``.

    White space inside is ignored. Returns ``None`` when the text is not one well-formed numeral.
    """
    dense = "".join(text.split())
    negative = bool(dense) and dense[0] in numerals.signs
    folded = fold_digits(dense[1:] if negative else dense, numerals)
    value = _printed(folded) if folded.isascii() else _worded(folded, numerals)
    return -value if negative and value is not None else value


def _printed(text: str) -> Decimal | None:
    """An ASCII numeral: digits with at most one point."""
    if text.count(".") > 1 or not text.strip(".") or not text.replace(".", "").isdigit():
        return None
    return Decimal("0" + text if text.startswith(".") else text.rstrip("."))


def _worded(text: str, numerals: Numerals) -> Decimal | None:
    """A numeral with Chinese characters; a spoken point splits it into whole, decimals and powers (一点五亿)."""
    head, point, tail = text.partition(".")
    if not point or (head[-1:].isdigit() and head[-1:].isascii() and tail[:1].isascii()):
        return _whole(text, numerals)
    whole = _printed(head) if head.isascii() else _whole(head, numerals)
    digits = "".join(takewhile(lambda ch: ch in numerals.digits or (ch.isascii() and ch.isdigit()), tail))
    scale = Decimal(1)
    for ch in tail[len(digits) :]:
        if ch not in numerals.powers:
            return None
        scale *= numerals.powers[ch]
    if whole is None or not digits:
        return None
    fraction = "".join(str(numerals.digits.get(ch, ch)) for ch in digits)
    return (whole + Decimal("0." + fraction)) * scale


def _whole(text: str, numerals: Numerals) -> Decimal | None:
    """Reads from the left: a digit waits for its power; 万 and above close a section; 一万三 counts the 3 as thousands."""
    total = section = Decimal(0)
    waiting: Decimal | None = None
    last_power = top_power = Decimal(1)
    positional = spoken = False
    for atom in _ATOM.findall(text):
        if atom in numerals.powers:
            power = numerals.powers[atom]
            if power < _MYRIAD:
                section += (waiting or 1) * power
            else:
                section += waiting or 0
                if not section and not total:
                    return None
                if power >= top_power > 1:
                    total = (total + section) * power
                else:
                    total += section * power
                section, top_power = Decimal(0), power
            last_power, waiting, positional, spoken = power, None, False, True
        elif atom in numerals.digits:
            digit = Decimal(numerals.digits[atom])
            if waiting is None:
                waiting, positional = digit, True
                spoken = spoken and atom not in numerals.zero
            elif positional:
                waiting, spoken = waiting * 10 + digit, False
            else:
                return None
        else:
            value = _printed(atom)
            if value is None or (waiting is not None and waiting != 0):
                return None
            waiting, positional, spoken = value, False, False
    if waiting is not None:
        section += waiting * (last_power / 10 if spoken and last_power >= 100 else 1)
    return total + section
