"""DAYS: the days of a year that were good, and their share of all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage

_CLAUSE: Final = regex.compile(r"[，。；：,;:\n]")
_KINDS: Final = frozenset({"ratio", "share"})


class _Words(NamedTuple):
    """The lists of rules/checks/days.toml."""

    day: tuple[str, ...]
    counted: tuple[str, ...]
    good: tuple[str, ...]
    rate: tuple[str, ...]
    of_them: tuple[str, ...]
    shorter: tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """优良天数 299 天，优良率 81.9%: the days of a sentence and as many rates behind them."""
    lists = ground.words("days", *_Words._fields)
    words = None if lists is None else _Words(*lists)
    for passage in ground.prose if words is not None else ():
        if words is None or any(word in _before(passage) for word in words.shorter):
            continue
        for days, rates in _runs(passage, words):
            for one, rate in zip(days, rates, strict=True):
                roles = (Role("days", one), Role("rate", rate))
                yield Relation("days", "days-of-year", roles, one.indicator, section=passage.section)


def _before(passage: Passage) -> str:
    """The words of a sentence without its numbers."""
    return "".join(passage.leads)


def _runs(passage: Passage, words: _Words) -> Iterator[tuple[list[Claim], list[Claim]]]:
    """Each run of days with the run of as many rates that comes next, with nothing but changes between."""
    at = 0
    claims = passage.claims
    while at < len(claims):
        days = _run(_is_days, passage, at, words)
        if not days:
            at += 1
            continue
        at = days[-1] + 1
        while at < len(claims) and claims[at].kind in ("change", "growth", "difference"):
            at += 1
        rates = _run(_is_rate, passage, at, words)
        if len(rates) == len(days) and _of_one_name(passage, days[0], rates[0], words):
            yield [claims[i] for i in days], [claims[i] for i in rates]


def _run(
    belongs: Callable[[Passage, int, int, _Words], bool], passage: Passage, first: int, words: _Words
) -> list[int]:
    """The numbers from ``first`` on that belong to a list, by their indices."""
    return list(takewhile(lambda i: belongs(passage, i, first, words), range(first, len(passage.claims))))


def _is_days(passage: Passage, index: int, first: int, words: _Words) -> bool:
    """True for 优良天数 299 天 of a whole year, and for 354 天 behind 、 in such a list."""
    claim = passage.claims[index]
    whole = not claim.period.part and not claim.prior and not claim.hedges and claim.approx == "exact"
    if claim.kind != "count" or claim.unit not in words.day or not whole or claim.value is None:
        return False
    lead = passage.outer(index)
    named = any(word in _CLAUSE.split(lead)[-1] for word in words.counted)
    return named if index == first else lead.strip() == "、"


def _is_rate(passage: Passage, index: int, first: int, words: _Words) -> bool:
    claim = passage.claims[index]
    if claim.kind not in _KINDS or claim.unit != "%" or claim.prior or claim.value is None:
        return False
    lead = passage.outer(index)
    named = any(word in _CLAUSE.split(lead)[-1] for word in words.rate)
    return named if index == first else lead.strip() == "、"


def _of_one_name(passage: Passage, days: int, rate: int, words: _Words) -> bool:
    """True where one word names what both are of: 优良天数, 优良率; a bare 占 is of what stands before it."""
    said = _CLAUSE.split(passage.outer(rate))[-1]
    told = [word for word in words.counted if word in said]
    if not told:
        return any(word in said for word in words.of_them)
    named = _CLAUSE.split(passage.outer(days))[-1]
    good = any(word in said for word in words.good) and any(word in named for word in words.good)
    return good or any(word in named for word in told)
