"""Who read which pages, who witnessed them and why: pages that were read alike are one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ipextract.model import HowRead


@dataclass(frozen=True, slots=True)
class Run:
    """The pages ``first`` to ``last``, all read like ``how``; ``numbers`` and ``differ`` are the sums over them."""

    first: int
    last: int
    how: HowRead
    numbers: int
    differ: int


def runs(readers: Sequence[HowRead]) -> list[Run]:
    """The pages in order, those that follow each other and were read alike together."""
    return [_run(list(group)) for _, group in groupby(readers, key=_alike)]


def _run(group: Sequence[HowRead]) -> Run:
    numbers, differ = (sum(each) for each in zip(*((how.numbers, how.differ) for how in group), strict=True))
    return Run(group[0].page, group[-1].page, group[0], numbers, differ)


def _alike(how: HowRead) -> Iterable[str]:
    return how.reader, how.recognised, how.witness, how.why, how.agreement
