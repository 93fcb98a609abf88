"""INDEX: an index that takes the year before as 100, and the growth printed with it."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from ipextract.model import Claim, Relation, Role, Severity, apart
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook


def find(ground: Ground) -> Iterator[Relation]:
    """价格指数为 107.2（上年=100），上涨 7.2%: the indices of a document whose base the words name."""
    lists = ground.words("index", "against_last_year", "against_last_month", "price_index")
    for passage in ground.prose if lists is not None else ():
        for i, growth in enumerate(passage.claims):
            level = passage.claims[i - 1] if i else None
            if lists is not None and level is not None and _of_index(growth, level):
                yield from _risen(passage, level, growth, lists, ground.rulebook)


def _of_index(growth: Claim, level: Claim) -> bool:
    """True for a growth right behind the index that it is of."""
    if growth.kind != "growth" or growth.of != level.claim_id or apart(growth.qualifier):
        return False
    return level.kind == "ratio" and level.unit == ""


def _risen(
    passage: Passage, level: Claim, growth: Claim, lists: tuple[tuple[str, ...], ...], rulebook: Rulebook
) -> Iterator[Relation]:
    by_year, by_month, prices = lists
    clause = passage.leads[passage.place(level)] + _between(passage, level, growth)
    said = normalize("NFKC", "".join(clause.split()))
    terms = rulebook.terms
    base = growth.base or ""
    stated = by_year if base == terms.year_ago else by_month if base == terms.month_ago else ()
    cap: Severity | None = None
    if not any(word in said for word in stated):
        if base != terms.year_ago or not level.indicator.endswith(prices):
            return
        cap = "info"  # an index of prices mostly takes the year before as 100, but nothing says so
    roles = (Role("level", level), Role("growth", growth))
    yield Relation("index", "from-hundred", roles, base, section=passage.section, severity=cap)


def _between(passage: Passage, level: Claim, growth: Claim) -> str:
    return passage.text[level.char_end - passage.start : growth.char_start - passage.start]
