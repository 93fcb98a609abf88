"""Units that the words of a table say: 亿元, 万人, 件/万人, 单位：户."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import regex

from ipextract.model import Kind
from ipextract.rulebook import Rulebook

#: A smaller power alone is the number of an item: （十）.
_LEAST_ALONE = 1000
_BRACKET = regex.compile(r"[（(]([^（()）]*)[）)]")


class Resolved(NamedTuple):
    """A printed unit in the normal spelling, what a number in it is multiplied with (万: 10000), and its dimension."""

    id: str
    factor: Decimal
    dimension: str


def bracketed(text: str, rulebook: Rulebook) -> str:
    """The unit that brackets behind a name hold: 年末数（万人）; empty where they hold something else."""
    named = "|".join(map(regex.escape, rulebook.words["unit_header"]))
    inside = (regex.sub(rf"^(?:{named})[:：]", "", found) for found in _BRACKET.findall(text))
    return next((unit for unit in inside if resolved(unit, rulebook) is not None), "")


def without_unit(text: str, rulebook: Rulebook) -> str:
    """A name without the brackets that hold its unit."""
    return _BRACKET.sub(lambda m: "" if bracketed(m[0], rulebook) else m[0], text)


def resolved(text: str, rulebook: Rulebook) -> Resolved | None:
    """A printed unit such as 亿元 or 万人; ``None`` when it is no unit.

    亿 alone multiplies what it does not name; what is printed so is rounded.
    """
    factor = Decimal(1)
    rest = text.strip()
    if any(mark in rest for mark in rulebook.words["list_mark"]):  # 单位：件、%
        rest = regex.split("|".join(map(regex.escape, rulebook.words["list_mark"])), rest)[0]
    while rest:
        found = rulebook.unit(rest)
        if found is not None:
            return Resolved(found.id, factor, found.dimension)
        above, slash, below = rest.replace("／", "/").partition("/")
        head = rulebook.unit(above) if slash else None
        if head is not None:
            return Resolved(f"{head.id}/{below}", factor, "measure")
        if rest[0] not in rulebook.numerals.powers:
            return None
        factor *= rulebook.numerals.powers[rest[0]]
        rest = rest[1:]
    return Resolved("", factor, "measure") if factor >= _LEAST_ALONE else None


def kind_of(dimension: str) -> Kind:
    """The kind of a level by the dimension of its unit."""
    if dimension == "amount":
        return "amount"
    return "ratio" if dimension in ("percent", "times") else "count"
