"""PART by what was done: of what was counted so many are done, of all there is so many are new, of a sum the mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations import sum as sums
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

_MARKS: Final = "，。；：、,;: \n（()）"
_CLAUSE: Final = regex.compile(r"[，。；：、,;:\n（()）]")
_APART: Final = regex.compile(r"[；;]")
_SHORTEST: Final = 2
#: Characters of a verb behind 已.
_VERB: Final = 6


class _Words(NamedTuple):
    """The lists of rules/checks/part.toml."""

    already_done: tuple[str, ...]
    intended: tuple[str, ...]
    sum_said: tuple[str, ...]
    in_sum: tuple[str, ...]
    newly: tuple[str, ...]
    per_time: tuple[str, ...]
    one_time: tuple[str, ...]


def taken(ground: Ground) -> Iterator[Relation]:
    """The parts of a document that a verb, a total behind them or a mean makes."""
    lists = ground.words("part", *_Words._fields)
    words = None if lists is None else _Words(*lists)
    summed = {r.of_role("total")[0].claim_id for r in ground.once(sums.in_prose)}
    for passage in ground.prose if words is not None else ():
        if words is not None and len(passage.claims) > 1:
            yield from _done(passage, words, ground.rulebook)
            yield from _in_all(passage, words, summed)
            yield from _means(passage, words)


def _done(passage: Passage, words: _Words, rulebook: Rulebook) -> Iterator[Relation]:
    """信访件 540 件已办结 437 件, 险工 79 处，已消除 77 处: of what was counted so much is done."""
    levels = passage.levels()
    for i, j in pairwise(levels):
        whole, part = passage.claims[i], passage.claims[j]
        if not _comparable(whole, part) or whole.kind != "count" or part.basis == "cumulative":
            continue
        if any(word in passage.leads[i] for word in (*words.intended, *rulebook.words["average_name"])):
            continue  # 计划新建 12 所，已建成 15 所: what was planned holds nothing
        cue = _already(passage.lead_between(i, j), whole, part, words)
        if cue:
            yield _part(passage, whole, part, cue, "done-of-counted", "warning")


def _already(between: str, whole: Claim, part: Claim, words: _Words) -> str:
    """The word that makes one number of the other's things done: behind the noun of the first, or in a clause alone."""
    clauses = [clause for clause in _CLAUSE.split(between) if clause.strip()]
    if len(clauses) != 1 or any(word in between for word in words.intended):
        return ""
    said = clauses[0].strip()
    word = max((w for w in words.already_done if w in said), key=len, default="")
    noun, verb = said[: said.find(word)], said[said.find(word) + len(word) :]
    if not word or not verb or len(verb) > _VERB:
        return ""
    named = whole.indicator and part.indicator.startswith(whole.indicator) and part.indicator != whole.indicator
    behind = between[:1] not in _MARKS and noun and whole.indicator.endswith(noun[-_SHORTEST:])
    return word if named and (behind or not noun) else ""


def _in_all(passage: Passage, words: _Words, summed: set[str]) -> Iterator[Relation]:
    """新增 7 家，修订 9 家，总数达 61 家: what is told before the number of all is no more than that."""
    levels = passage.levels()
    for position, j in enumerate(levels):
        whole = passage.claims[j]
        lead = _CLAUSE.split(passage.leads[j].rstrip(_MARKS))[-1].strip()
        cue = max((w for w in words.sum_said if lead.endswith(w)), key=len, default="")
        if not cue or whole.claim_id in summed:
            continue
        before = [passage.claims[i] for i in levels[:position] if _comparable(whole, passage.claims[i])]
        between = passage.text[: whole.char_start - passage.start]
        since = max((m.end() for m in _APART.finditer(between)), default=0) + passage.start
        for part in before:
            if part.char_start < since:
                continue
            bare = lead == cue and (lead in words.in_sum or _new(passage, part, words))
            if bare or (_one_noun(whole, part) and _new(passage, part, words)):
                yield _part(passage, whole, part, cue, "newly-of-total", "warning")


def _new(passage: Passage, part: Claim, words: _Words) -> bool:
    """True for 新增 7 家 and 新制定法律 36 件: so much more than there was."""
    lead = _CLAUSE.split(passage.leads[passage.place(part)].rstrip(_MARKS))[-1]
    return any(word in lead for word in words.newly)


def _one_noun(whole: Claim, part: Claim) -> bool:
    """True where both names end in one noun: 现行有效法律, 新制定法律."""
    end = whole.indicator[-_SHORTEST:]
    return len(end) == _SHORTEST and part.indicator.endswith(end)


def _means(passage: Passage, words: _Words) -> Iterator[Relation]:
    """总充电量 4.2 亿度，日均充电量 1041 万度: the mean of a day is no more than what all days come to."""
    words_of = ((j, part, _per_time(part, words)) for j, part in enumerate(passage.claims))
    means = [(j, part, word) for j, part, word in words_of if len(part.indicator) >= len(word) + _SHORTEST and word]
    for i, whole in enumerate(passage.claims[: means[-1][0]] if means else ()):
        lead = _CLAUSE.split(passage.leads[i].rstrip(_MARKS))[-1]
        if whole.kind not in LEVELS or any(word in lead for word in (*words.per_time, *words.one_time)):
            continue
        for j, part, word in means:
            noun = part.indicator.removeprefix(word)
            if j > i and whole.indicator.endswith(noun) and _comparable(whole, part):
                yield _part(passage, whole, part, word, "mean-of-total", "warning")


def _per_time(claim: Claim, words: _Words) -> str:
    """The word that makes a name a mean of days or months: 日均 of 日均充电量."""
    return next((word for word in words.per_time if claim.indicator.startswith(word)), "")


def _comparable(one: Claim, other: Claim) -> bool:
    same = one.unit == other.unit and one.kind == other.kind and one.scope == other.scope
    return same and not one.prior and not other.prior and one.period == other.period and bool(one.value and other.value)


def _part(passage: Passage, whole: Claim, part: Claim, cue: str, rule: str, severity: Severity) -> Relation:
    roles = (Role("whole", whole), Role("part", part))
    return Relation("part", rule, roles, cue, section=passage.section, severity=severity)
