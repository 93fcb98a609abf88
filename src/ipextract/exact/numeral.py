"""Printed digits and Chinese numerals → Decimal. The characters come in as data; the arithmetic is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import regex

_MYRIAD = Decimal(10_000)
_ATOM = regex.compile(r"[0-9.]+|.")
_PRINTED = regex.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")
_ZEROS = ("０", *(chr(0x1D7CE + 10 * i) for i in range(5)))
"""The first of each run of digits that are figures in another dress: full width, and the five of mathematics."""
_FULL_WIDTH = {ord(zero) + i: str(i) for zero in _ZEROS for i in range(10)}


@dataclass(frozen=True, slots=True)
class Numerals:
    """The characters that numbers are printed with.

    ``digits`` maps a character to 0…9, ``powers`` to a power of ten; ``zero`` are the digits that only keep a place,
    ``points`` the decimal points, ``separators`` stand between thousands, ``signs`` are the minus signs, ``halves`` the
    characters for one half; ``alike`` are letters that stand for a digit by mistake, by their code points.
    """

    digits: Mapping[str, int]
    powers: Mapping[str, Decimal]
    zero: frozenset[str]
    points: frozenset[str]
    separators: frozenset[str]
    signs: frozenset[str]
    halves: frozenset[str]
    alike: Mapping[int, str]


def half_width(text: str) -> str:
    """The same text, character for character, with ASCII digits for full-width and mathematical ones."""
    return text.translate(_FULL_WIDTH)


def fold_digits(text: str, numerals: Numerals) -> str:
    """The same text with ASCII digits and points and without thousands separators; other characters stay."""
    text = half_width(text)
    if text.isascii() and text.isdigit():
        return text
    out: list[str] = []
    for i, ch in enumerate(text):
        if ch in numerals.separators and _separates(text, i, numerals):
            continue
        out.append("." if ch in numerals.points else ch)
    return "".join(out)


def parse(text: str, numerals: Numerals) -> Decimal | None:
    """The value of a numeral such as ``1,234.5``, ``１亿３千万``, ``三亿零四百七十五万``, ``一万三`` or ``二〇二四``.

    White space inside is ignored. Returns ``None`` when the text is not one well-formed numeral; two digits that stand
    for a neighbourhood (三四百) are none.
    """
    dense = "".join(text.split())
    negative = dense[:1] in numerals.signs
    folded = fold_digits((dense[1:] if negative else dense).translate(numerals.alike), numerals)
    if not folded:
        return None
    if folded in numerals.halves:
        return Decimal("0.5")
    value = _printed(folded) if folded.isascii() else _worded(folded, numerals)
    return -value if negative and value is not None else value


def weight(text: str, numerals: Numerals) -> Decimal:
    """The weight of the last digit that a numeral prints: 174.50 → 0.01, 1.5亿 → 10^7, 3千万 → 10^7, 三千万 → 10^4.

    Words write out 十百千, as figures do; after a figure or a decimal they are a multiplier like 万 and 亿.
    One half (半) has one decimal.
    """
    folded = fold_digits("".join(text.split()).translate(numerals.alike), numerals)
    if folded.isascii():
        return Decimal(1).scaleb(-len(folded.partition(".")[2]))
    if folded in numerals.halves:
        return Decimal("0.1")
    digits = folded.rstrip("".join(numerals.powers))
    _, point, tail = digits.rpartition(".")
    decimal = bool(point) and all(ch in numerals.digits or "0" <= ch <= "9" for ch in tail)
    found = Decimal(1).scaleb(-len(tail)) if decimal else Decimal(1)
    figure = decimal or "0" <= digits[-1:] <= "9"
    for ch in reversed(folded[len(digits) :]):
        if not figure and numerals.powers[ch] < _MYRIAD:
            break
        found *= numerals.powers[ch]
    return found


def _separates(text: str, at: int, numerals: Numerals) -> bool:
    """True for a separator between one to three digits and a group of exactly three."""
    start = at
    while start > 0 and text[start - 1].isdecimal():
        start -= 1
    end = at + 1
    while end < len(text) and text[end].isdecimal():
        end += 1
    first = start == 0 or text[start - 1] not in numerals.separators
    return end == at + 4 and (1 <= at - start <= 3 if first else at - start == 3)


def _printed(text: str) -> Decimal | None:
    """An ASCII numeral: digits with at most one point."""
    if not _PRINTED.fullmatch(text):
        return None
    return Decimal("0" + text if text.startswith(".") else text.rstrip("."))


def _worded(text: str, numerals: Numerals) -> Decimal | None:
    """A numeral with Chinese characters; a spoken point splits it into whole, decimals and powers (一点五亿)."""
    head, point, tail = text.partition(".")
    atoms: list[str] = _ATOM.findall(text)
    if not point or any("." in atom and _printed(atom) is not None for atom in atoms if len(atom) > 1):
        return _whole(atoms, numerals)
    whole = _printed(head) if head.isascii() else _whole(_ATOM.findall(head), numerals)
    digits = tail.rstrip("".join(numerals.powers))
    powers = tail[len(digits) :]
    if whole is None or not digits or not all(ch in numerals.digits or ("0" <= ch <= "9") for ch in digits):
        return None
    if powers and numerals.powers[powers[-1]] < _MYRIAD:
        return None
    fraction = "".join(str(numerals.digits.get(ch, ch)) for ch in digits)
    scale = Decimal(1)
    for ch in powers:
        scale *= numerals.powers[ch]
    return (whole + Decimal("0." + fraction)) * scale


def _whole(atoms: list[str], numerals: Numerals) -> Decimal | None:
    """A numeral without a spoken point: digits read one after the other, or digits with their powers."""
    if len(atoms) > 1 and all(atom in numerals.digits for atom in atoms):
        return _positional(atoms, numerals)
    return _sections(atoms, numerals)


def _positional(atoms: list[str], numerals: Numerals) -> Decimal | None:
    """二〇二四 → 2024; neighbours such as 三四 or 三五 mean "three or four", "three to five"."""
    values = [numerals.digits[atom] for atom in atoms]
    if len(values) == 2 and (values[0] + 1 == values[1] > 1 or values == [3, 5]):
        return None
    return Decimal("".join(map(str, values)))


def _sections(atoms: list[str], numerals: Numerals) -> Decimal | None:
    """Splits at the last of the largest powers (万 and above): what stands before counts it, the rest follows."""
    powers = [numerals.powers.get(atom, Decimal(0)) for atom in atoms]
    top = max(powers, default=Decimal(0))
    if top < _MYRIAD:
        return _section(atoms, numerals)
    at = len(powers) - 1 - powers[::-1].index(top)
    left, right = atoms[:at], atoms[at + 1 :]
    if top in powers[: at - 1] and powers[at - 1] != top:  # 四万万 multiplies, 二万三万 is no number
        return None
    count = _whole(left, numerals) if left else None
    if not count:
        return None
    if len(right) == 1 and numerals.digits.get(right[0]):
        return count * top + numerals.digits[right[0]] * top / 10  # 一万三
    rest = _sections(right, numerals) if right else Decimal(0)
    return count * top + rest if rest is not None and rest < top else None


def _section(atoms: list[str], numerals: Numerals) -> Decimal | None:
    """A numeral below 万: powers fall from left to right; 二百五 counts the 5 as tens."""
    total = Decimal(0)
    above = _MYRIAD
    waiting: Decimal | None = None
    kept_place = False
    for i, atom in enumerate(atoms):
        if atom in numerals.zero and waiting is None and i + 1 < len(atoms):
            kept_place = True
        elif atom in numerals.powers:
            power = numerals.powers[atom]
            bare = waiting is None and (i == 0 or power == 10)
            if power >= above or not (waiting or bare):
                return None
            total += (Decimal(1) if waiting is None else waiting) * power
            above, waiting, kept_place = power, None, False
        elif waiting is not None:
            return None
        else:
            waiting = Decimal(numerals.digits[atom]) if atom in numerals.digits else _printed(atom)
            if waiting is None:
                return None
    if waiting is None:
        return total if atoms and not kept_place else None
    if not waiting and total:
        return None
    spoken = above in (100, 1000) and not kept_place and atoms[-1] in numerals.digits
    return total + waiting * (above / 10 if spoken else 1)
