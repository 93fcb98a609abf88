"""What reading the text yields: numbers explained once, and words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from ipextract.exact.interval import Interval
from ipextract.model.claim import Approx


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of the text, explained once: a quantity, or a non-claim with its ``reason``.

    start/end          span of the whole expression with hedges and unit; number_start/number_end the numeral alone
    value              multiplied out, ``None`` for a non-claim without a value
    low, high          the ends of the widest reading (any rounding); nearest is the reading under nearest rounding
    unit, dimension    unit without 万/亿 and what it measures (count, measure, amount, percent, point, times, bare …)
    rule               id of the rule that explained it
    """

    start: int
    end: int
    number_start: int
    number_end: int
    printed: str
    dimension: str
    value: Decimal | None
    unit: str
    approx: Approx
    interval: Interval | None
    nearest: Interval | None
    rule: str
    reason: str = ""
    value_high: Decimal | None = None
    step: Decimal | None = None
    hedges: tuple[str, ...] = ()

    @property
    def is_quantity(self) -> bool:
        """True when the number may become a claim."""
        return not self.reason


class Word(NamedTuple):
    """A word between the quantities with jieba's part of speech (``n``, ``v``, ``ns``, …); a report has thousands."""

    start: int
    end: int
    text: str
    tag: str
