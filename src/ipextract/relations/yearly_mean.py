"""ANNUAL of sums: what came in over several years with what came in a year in the mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.accumulated import years_counted
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

_PARTED = regex.compile(r"[；;：:“”]")
#: A name of fewer characters may mean several things in one document.
_SHORTEST = 4


def yearly_means(ground: Ground) -> Iterator[Relation]:
    """五年累计造林 510 万亩，年均造林 102 万亩: beside each other, or by one name in two paragraphs."""
    spans = ground.words("annual", "over_years", "no_span")
    if spans is None:
        return
    found: set[str] = set()
    for passage in ground.prose:
        for at, (total, mean) in enumerate(pairwise(passage.claims)):
            years = _years(passage, at, spans, ground.rulebook)
            if years is not None and _is_mean_of(passage, at + 1, total, ground.rulebook):
                found.add(mean.claim_id)
                yield _relation(passage, total, mean, years, ground.rulebook, None)
    yield from _far(ground, spans, found)


def _far(ground: Ground, spans: tuple[tuple[str, ...], ...], found: set[str]) -> Iterator[Relation]:
    """五年新增渔民就业 5100 人 and 平均每年渔民新增就业 1000 多人: the same letters name both, once each."""
    rulebook = ground.rulebook
    totals: dict[tuple[str, ...], list[tuple[Claim, int]]] = {}
    means: dict[tuple[str, ...], list[tuple[Claim, Passage]]] = {}
    for passage in ground.prose:
        for i, claim in enumerate(passage.claims):
            if claim.kind not in LEVELS or claim.prior or claim.claim_id in found:
                continue
            years = _years(passage, i, spans, rulebook)
            if _says_mean(passage, i, rulebook):
                means.setdefault(_key(claim, rulebook), []).append((claim, passage))
            elif years is not None:
                totals.setdefault(_key(claim, rulebook), []).append((claim, years))
    for key, told in means.items():
        if len(told) == 1 and len(totals.get(key, ())) == 1 and len(key[0]) >= _SHORTEST:
            (mean, passage), (total, years) = told[0], totals[key][0]
            if "" not in (mean.scope, total.scope) and mean.scope != total.scope:
                continue
            yield _relation(passage, total, mean, years, rulebook, "suspicion")


def _relation(
    passage: Passage, total: Claim, mean: Claim, years: int, rulebook: Rulebook, cap: Severity | None
) -> Relation:
    roles = (Role("total", total), Role("mean", mean))
    cue = f"{years}{rulebook.terms.year_mark}"
    return Relation("annual", "yearly-mean", roles, cue, section=passage.section, severity=cap)


def _years(passage: Passage, at: int, spans: tuple[tuple[str, ...], ...], rulebook: Rulebook) -> int | None:
    """5 for 五年累计造林 and 五年新增: over which years a level came in; ``None`` where it is not told."""
    claim, lead = passage.claims[at], passage.outer(at)
    if claim.kind not in LEVELS or claim.prior or _says_mean(passage, at, rulebook):
        return None
    behind, not_before = spans
    mark = rulebook.terms.year_mark
    for word in rulebook.words["area_word"]:
        lead = lead.replace(mark + word, mark)
    return years_counted(lead, ((*behind, *rulebook.words["inflow"]), not_before), rulebook)


def _says_mean(passage: Passage, at: int, rulebook: Rulebook) -> bool:
    return any(word in passage.outer(at) for word in rulebook.words["each_year"])


def _is_mean_of(passage: Passage, at: int, total: Claim, rulebook: Rulebook) -> bool:
    """True for ，年均 102 万亩 and ，年均造林 102 万亩 right behind the total: nothing else is named."""
    mean, lead = passage.claims[at], passage.outer(at).strip("，,、（( ")
    front = next((word for word in rulebook.words["each_year"] if lead.startswith(word)), "")
    if not front or mean.kind not in LEVELS or mean.unit != total.unit or _PARTED.search(passage.leads[at]):
        return False
    return lead.removeprefix(front).strip() in total.indicator


def _key(claim: Claim, rulebook: Rulebook) -> tuple[str, ...]:
    """The letters of a name without its years, its 年均 and its place, and the unit."""
    name = claim.indicator
    for word in rulebook.words["each_year"]:
        name = name.removeprefix(word)
    digits = rulebook.numerals.digits.keys() | rulebook.numerals.powers.keys()
    front, mark, rest = name.partition(rulebook.terms.year_mark)
    if mark and front and all(ch.isdecimal() or ch in digits for ch in front):
        name = rest
    name = name.removeprefix(claim.scope)
    for word in rulebook.words["area_word"]:
        name = name.removeprefix(word)
    return "".join(sorted(name)), claim.unit
