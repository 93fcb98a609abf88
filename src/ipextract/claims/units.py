"""Units and kinds that the words of a table say: 亿元, 万人, 件/万人, 单位：户."""

from __future__ import annotations

from decimal import Decimal

import regex

from ipextract.model import Kind
from ipextract.rulebook import MASKS, Rulebook

_BRACKET = regex.compile(r"[（(]([^（()）]*)[）)]")


def bracketed(text: str, rulebook: Rulebook) -> str:
    """The unit that brackets behind a name hold: 年末数（万人）; empty where they hold something else."""
    named = "|".join(map(regex.escape, rulebook.words["unit_header"]))
    inside = (regex.sub(rf"^(?:{named})[:：]", "", found) for found in _BRACKET.findall(text))
    return next((unit for unit in inside if resolved(unit, rulebook) is not None), "")


def without_unit(text: str, rulebook: Rulebook) -> str:
    """A name without the brackets that hold its unit."""
    return _BRACKET.sub(lambda m: "" if bracketed(m[0], rulebook) else m[0], text)


def resolved(text: str, rulebook: Rulebook) -> tuple[str, Decimal, str] | None:
    """A printed unit such as 亿元 or 万人 as unit, factor and dimension; ``None`` when it is no unit."""
    factor = Decimal(1)
    rest = text.strip()
    if any(mark in rest for mark in rulebook.words["list_mark"]):  # 单位：件、%
        rest = regex.split("|".join(map(regex.escape, rulebook.words["list_mark"])), rest)[0]
    while rest:
        found = rulebook.unit(rest)
        if found is not None:
            return found.id, factor, found.dimension
        above, slash, below = rest.partition("/")
        head = rulebook.unit(above) if slash else None
        if head is not None:
            return f"{head.id}/{below}", factor, "measure"
        if rest[0] not in rulebook.numerals.powers:
            return None
        factor *= rulebook.numerals.powers[rest[0]]
        rest = rest[1:]
    return None


def per_head(name: str, unit: str, rulebook: Rulebook) -> tuple[Kind, str]:
    """每万人口…拥有量 in 件 is a ratio in 件/万人: the rules for prose say so of the label, too."""
    row = name + MASKS["count"][0]
    rules = [rule for rule in rulebook.claims if rule.kind == "ratio" and rule.unit]
    read = [(found, rule.unit) for rule in rules if (found := rule.pattern.search(row)) is not None]
    if not read:
        return "count", unit
    longest, said = max(read, key=lambda each: len(each[0][0]))
    groups = longest.groupdict()
    return "ratio", (said or "").format(unit=unit, per=groups.get("per") or "", who=groups.get("who") or "")


def kind_of(dimension: str) -> Kind:
    """The kind of a level by the dimension of its unit."""
    if dimension == "amount":
        return "amount"
    return "ratio" if dimension in ("percent", "times") else "count"
