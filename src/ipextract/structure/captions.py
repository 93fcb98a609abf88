"""The unit of a whole table, as the lines above it say: 单位：元 币种：人民币, 人民币百万元."""

from __future__ import annotations

from collections import Counter
from typing import Final

import regex

from ipextract.rulebook import Rulebook
from ipextract.structure.units import bracketed, resolved

__all__ = ["caption_unit", "common_money"]

#: So many lines of units, and so many of each hundred of those of money, say that amounts are printed in one.
_FEWEST: Final = 5
_MOST_OF_HUNDRED: Final = 90


def common_money(text: str, rulebook: Rulebook) -> str:
    """元 of a report with 单位：元 above nearly all of its tables of money; empty where they differ or are few."""
    words = "|".join(map(regex.escape, rulebook.words["unit_header"]))
    lines = Counter(regex.findall(rf"(?:{words})[:：][^\S\n]*([^\s，,；;（）()]+)", text))
    units: Counter[str] = Counter()
    for printed, many in lines.items():
        unit = _alone(printed, rulebook)
        known = resolved(unit, rulebook)
        if known is not None and known.dimension == "amount":
            units[unit] += many
    unit, many = units.most_common(1)[0] if units else ("", 0)
    return unit if many >= _FEWEST and many * 100 >= _MOST_OF_HUNDRED * units.total() else ""


def caption_unit(caption: str, rulebook: Rulebook) -> str:
    """万元 of 单位：万元 above a table, else what brackets in its caption hold; 编制单位：渔业局 gives none."""
    words = "|".join(map(regex.escape, rulebook.words["unit_header"]))
    found = regex.findall(rf"(?:{words})[:：]\s*([^\s，,；;（）()]+)", caption, overlapped=True)
    units = (_alone(each, rulebook) for each in found)
    known = next((unit for unit in units if resolved(unit, rulebook) is not None), "")
    return known if found else bracketed(caption, rulebook) or _money_line(caption, rulebook)


def _money_line(caption: str, rulebook: Rulebook) -> str:
    """百万元 of the line 人民币百万元，百分比除外: the name of the money, its unit, and what is not in it."""
    besides = rulebook.words["unit_exception"]
    for line in caption.splitlines():
        unit, *rest = regex.split("[，,；;]", "".join(line.split()).strip("（）()"))
        alone = _alone(unit, rulebook)
        if alone != unit and resolved(alone, rulebook) is not None and all(part.endswith(besides) for part in rest):
            return alone
    return ""


def _alone(unit: str, rulebook: Rulebook) -> str:
    """元 of 元币种：人民币 and of 人民币元: without what its line says besides, and without the name of the money."""
    if resolved(unit, rulebook) is not None:
        return unit
    besides = "|".join(map(regex.escape, rulebook.words["beside_unit"]))
    unit = regex.split(rf"(?:{besides})[:：]", unit, maxsplit=1)[0]
    fronts = (word for word in rulebook.words["currency"] if unit.startswith(word) and unit != word)
    return unit.removeprefix(max(fronts, key=len, default=""))
