"""Parts of a year that leave no month out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ipextract.model import Claim

Months: TypeAlias = tuple[int, int]
"""The first and the last month of a part of a year."""


def tilings(first: int, last: int, levels: Mapping[Months, Claim]) -> Iterator[list[Claim]]:
    """The parts from month to month that leave none out: two of any length, or more of one length."""
    for end in range(first, last):
        pair = (first, end), (end + 1, last)
        if all(each in levels for each in pair):
            yield [levels[each] for each in pair]
    for length in range(1, (last - first + 1) // 3 + 1):
        starts = range(first, last + 1, length)
        if (last - first + 1) % length == 0 and all((at, at + length - 1) in levels for at in starts):
            yield [levels[at, at + length - 1] for at in starts]
