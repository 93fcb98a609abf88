"""ANNUAL without levels: the growth over several years beside that of one year in the mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ipextract.exact.numeral import parse
from ipextract.model import ANNUAL, Claim, Relation, Role, Severity
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

#: Over fewer years there is nothing to average, and no report looks back over more.
_FEWEST, _MOST = 2, 99
_YEAR = 4
#: What parts two movements, or names a time of its own (“十四五”).
_PARTED = regex.compile(r"[；;：:“”]")


def accumulated(ground: Ground) -> Iterator[Relation]:
    """比 2026 年增长 61.1%，年均增长 10.0%: the growth over all the years with that of one year in the mean."""
    spans = ground.words("annual", "over_years", "no_span")
    if spans is None:
        return
    for passage in ground.prose:
        for at, (first, second) in enumerate(pairwise(passage.claims)):
            total, yearly = (first, second) if _is_yearly(second) else (second, first)
            if not _one_movement(total, yearly) or not _one_name(first, second, ground.rulebook):
                continue
            if _PARTED.search(passage.leads[at + 1]):
                continue
            years = [_years_of(c, passage, spans, ground.rulebook) for c in (total, yearly)]
            if years[0] is not None and years[1] in (None, years[0]):
                roles = (Role("total_growth", total), Role("growth", yearly))
                cue = f"{years[0]}{ground.rulebook.terms.year_mark}"
                cap: Severity | None = None if _is_dated(total, passage) else "suspicion"
                yield Relation("annual", "accumulated", roles, cue, section=passage.section, severity=cap)


def years_counted(said: str, spans: tuple[tuple[str, ...], ...], rulebook: Rulebook) -> int | None:
    """5 for 五年累计 and 5 年来, by the words that may follow and those that must not stand before; none for 第五年."""
    behind, not_before = spans
    digits = rulebook.numerals.digits.keys() | rulebook.numerals.powers.keys()
    mark = rulebook.terms.year_mark
    found: int | None = None
    for at in (i for i, ch in enumerate(said) if ch == mark):
        front = said[:at].rstrip()
        start = len(front)
        while start and (front[start - 1].isdecimal() or front[start - 1] in digits):
            start -= 1
        value = parse(front[start:], rulebook.numerals) if front[start:] else None
        if value is None or value != int(value) or not _FEWEST <= value <= _MOST:
            continue
        if said[at + 1 :].lstrip().startswith(behind) and not front[:start].rstrip().endswith(not_before):
            found = int(value)
    return found


def _is_yearly(claim: Claim) -> bool:
    return ANNUAL in claim.qualifier.split()


def _one_movement(total: Claim, yearly: Claim) -> bool:
    """True for two growths of one thing in one direction, of which the second alone is of a year in the mean."""
    if _is_yearly(total) or not _is_yearly(yearly) or not total.kind == yearly.kind == "growth":
        return False
    one = (total.scope, total.of) == (yearly.scope, yearly.of)
    return one and total.direction == yearly.direction != "flat"


def _one_name(first: Claim, second: Claim, rulebook: Rulebook) -> bool:
    """True for one name, or 四年累计增长 behind a name: the number of years alone is none."""
    numerals = rulebook.numerals.digits.keys() | rulebook.numerals.powers.keys()
    bare = second.indicator.removesuffix(rulebook.terms.year_mark)
    return first.indicator == second.indicator or all(ch in numerals or ch.isdecimal() for ch in bare)


def _years_of(claim: Claim, passage: Passage, spans: tuple[tuple[str, ...], ...], rulebook: Rulebook) -> int | None:
    """5 for 比 2026 年增长 in 2031 and for 五年累计增长; ``None`` where no span of years is told."""
    since = _since(claim)
    if since is None:
        return years_counted(passage.outer(passage.place(claim)), spans, rulebook)
    if not claim.period.year or claim.period.spans_years:
        return None
    years = int(claim.period.year) - since
    return years if _FEWEST <= years <= _MOST else None


def _since(claim: Claim) -> int | None:
    """2026 for a growth against 2026 年 or 2026 年同期."""
    base = (claim.base or "")[:_YEAR]
    return int(base) if len(base) == _YEAR and base.isdecimal() else None


def _is_dated(total: Claim, passage: Passage) -> bool:
    """False where the last of the years is that of the report alone, which no sentence of the paragraph prints."""
    return _since(total) is None or any(total.period.year in p.text for p in (passage, *passage.earlier))
