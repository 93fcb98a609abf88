"""SUM by a hair: kinds of one thing that would make up their whole but for one slip of one digit.

其中 need not list everything, so parts that leave something over assert no sum. A list of three kinds or more under one
head noun that is one slip away from leaving nothing over is worth a look, where chance would seldom bring it so near.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ipextract.model import Claim
from ipextract.model.slips import numeral_of, variants
from ipextract.rulebook import Rulebook

_FEWEST = 3
_SHORTEST_HEAD = 2
_LEAST_TOTAL = 100
#: How many of the remainders below the whole one slip may explain: one in twelve.
_MOST_CHANCE = 12


def nearly_all(whole: Claim, parts: Sequence[Claim], said: str, rulebook: Rulebook) -> bool:
    """True when one slip in one of the numbers parts the sum of ``parts`` from ``whole``; ``said`` are the words."""
    if len(parts) < _FEWEST or any(word in said for word in rulebook.words["open_list"]):
        return False
    numbers = _whole_numbers((whole, *parts))
    if numbers is None or not _one_head((whole, *parts)):
        return False
    total, *others = numbers
    rest = total - sum(others)
    above, below = _steps(total), set(chain.from_iterable(_steps(n) for n in others))
    reached = {-step for step in above} | below
    most = max(total, sum(others))
    if rest not in reached or most < _LEAST_TOTAL:
        return False
    return sum(0 < each < most for each in reached) * _MOST_CHANCE <= most


def _whole_numbers(claims: Sequence[Claim]) -> list[int] | None:
    """The counts without the zeros that all of them end in, which tell nothing; ``None`` when one is not exact."""
    found: list[int] = []
    for claim in claims:
        exact = claim.interval is not None and claim.interval.exact and claim.approx == "exact"
        numeral = numeral_of(claim)
        if not exact or numeral is None or not numeral.text.isdecimal() or numeral.magnitude != 1:
            return None
        found.append(int(numeral.text))
    while all(n % 10 == 0 for n in found):
        found = [n // 10 for n in found]
    return found


def _one_head(claims: Sequence[Claim]) -> bool:
    """True when all names end in one noun: 建筑工程质量投诉, 装修质量投诉 … are kinds of 投诉."""
    heads = {c.indicator[-_SHORTEST_HEAD:] for c in claims}
    return len(heads) == 1 and all(len(c.indicator) >= _SHORTEST_HEAD for c in claims)


def _steps(number: int) -> set[int]:
    """By how much a number grows when one slip is undone."""
    return {int(text) - number for _, text in variants(str(number)) if text.isdecimal()}
