"""Growth at constant prices: what printed levels, in the prices of their years, need not make."""

from __future__ import annotations

from typing import Final

import regex

from ipextract.model import NOMINAL, REAL, Claim
from ipextract.rulebook import Rulebook

_ASIDE: Final = regex.compile(r"[（(][^（()）]*[）)]|\[\d+\]")


def at_constant_prices(growth: Claim, level: Claim, rulebook: Rulebook) -> bool:
    """True for 扣除价格因素增长 5% and for a growth of 增加值 in money, but for what is said to be nominal (按现价)."""
    said = growth.qualifier.split()
    if REAL in said or NOMINAL in said:
        return REAL in said
    return in_real_terms(level, rulebook)


def in_real_terms(level: Claim, rulebook: Rulebook) -> bool:
    """True for 增加值 in money: by what it is its growth is reckoned at constant prices."""
    money = level.unit.counted in rulebook.units_of("amount")
    return money and _ASIDE.sub("", level.indicator).endswith(rulebook.words["real_measure"])
