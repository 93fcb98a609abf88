"""PART by names alone: a narrower name after a wider one, what is new beside what has run up so far."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.passage import CLOSED, Passage
from ipextract.rulebook import Rulebook

_BREAK = regex.compile(r"[，。；：、,;:\n（()）]")
_SHORTEST = 4
_MARKS = "，。；：、,;: （()）"


def narrower(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """获奖方案 20 项 after 方案 125 项, 新增 5 家 beside 累计 60 家: the narrower name is a part of the wider.

    Only where the text prints the wider name bare and the narrower one in full; otherwise they may be two of a kind.
    """
    levels = passage.levels()
    yield from _of_running_totals(passage, levels, rulebook)
    for position, i in enumerate(levels):
        wide = passage.claims[i]
        longer = [j for j in levels[position + 1 :] if passage.claims[j].indicator.endswith(wide.indicator)]
        if not longer or not _stands_bare(passage, i, rulebook) or _of_many(passage, levels, i, rulebook):
            continue
        for j in longer:
            qualifier = _qualifier(wide, passage.claims[j], rulebook)
            if qualifier and passage.claims[j].indicator in passage.leads[j] and not passage.closed(i, j):
                yield _part(passage, wide, passage.claims[j], qualifier, "narrower-name", "suspicion")


def _of_running_totals(passage: Passage, levels: list[int], rulebook: Rulebook) -> Iterator[Relation]:
    """新增 5 家，累计 60 家: what came in is no more than what has run up, when both are printed side by side."""
    words = rulebook.words
    for i, j in pairwise(levels):
        one, other = passage.claims[i], passage.claims[j]
        if not _alike(one, other) or "cumulative" not in (one.basis, other.basis) or one.basis == other.basis:
            continue
        last = other.basis == "cumulative"
        whole, part, lead = (other, one, passage.leads[j]) if last else (one, other, passage.leads[i])
        if part.basis == "stock" or not any(word in lead for word in words["cumulative"]):
            continue
        # bare, it is of the number before it: 新增 5 家，累计 60 家；新增园区 74 家
        bare = last and lead.strip(_MARKS) in words["cumulative"]
        names = _plain(whole.indicator, rulebook), _plain(part.indicator, rulebook)
        if bare or names[0] == names[1]:
            # money that is lent comes back, and more may go out than is out in the end
            cap: Severity = "warning" if part.kind == "count" else "suspicion"
            yield _part(passage, whole, part, rulebook.terms.so_far, "flow-of-cumulative", cap)
        elif _in_fewer_words(*names, rulebook):
            yield _part(passage, whole, part, rulebook.terms.so_far, "flow-of-cumulative", "suspicion")


def _plain(name: str, rulebook: Rulebook) -> str:
    for word in (*rulebook.words["inflow"], *rulebook.words["cumulative"]):
        name = name.removeprefix(word)
    return name


def _in_fewer_words(short: str, long: str, rulebook: Rulebook) -> bool:
    """True when the first name leaves out words of the second and says nothing else."""
    for word in rulebook.words["cumulative"]:
        short = short.replace(word, "")
    return len(short) >= _SHORTEST and set(short) <= set(long)


def _alike(one: Claim, other: Claim) -> bool:
    same = one.unit == other.unit and one.kind == other.kind and one.scope == other.scope
    return same and one.period.year == other.period.year


def _qualifier(wide: Claim, narrow: Claim, rulebook: Rulebook) -> str:
    """What the narrower name has in front of the wider one, or nothing when it names something else."""
    words = rulebook.words
    if not _alike(wide, narrow) or wide.basis != narrow.basis or len(wide.indicator) < 3:
        return ""
    name = narrow.indicator
    qualifier = name.removesuffix(wide.indicator)
    if qualifier == name or not qualifier or name.endswith(words["stated_total"]):
        return ""
    if any(word in qualifier for word in words["total"]) or qualifier.startswith(words["negating"]):
        return ""
    if any(word in qualifier for word in words["list_mark"]) or qualifier.endswith(words["own_level"]):
        return ""  # 置换债券及再融资债券 beside 再融资债券, 区市级 beside 市级: siblings
    changes = wide.indicator.endswith((*words["rise"], *words["fall"]))
    return qualifier if adds_up(wide, rulebook) and not changes else ""


def _of_many(passage: Passage, levels: list[int], index: int, rulebook: Rulebook) -> bool:
    """True where a name is of one subject among several, or one item of a list in which the longer is another.

    技校 9 所，在校生 3 万人；中学 81 所，在校生 12 万人: no 在校生 is those of all.
    """
    words = rulebook.words
    lead = passage.outer(index).lstrip()
    same = sum(passage.claims[j].indicator == passage.claims[index].indicator for j in levels)
    clauses = _BREAK.split(lead)
    parted = any(c.startswith(words["partition_front"]) and c.endswith(words["partition_end"]) for c in clauses)
    listed = any(word in lead for word in words["of_which"])
    return same > 1 or parted or listed or (index > 0 and lead[:1] in ("，", ","))


def _stands_bare(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True when nothing but time, the own area and linking words stands before a name in its clause."""
    words = rulebook.words
    if not passage.claims[index].indicator:
        return False
    lead = CLOSED.sub("", passage.leads[index])
    before, name, _ = _BREAK.split(lead)[-1].rpartition(passage.claims[index].indicator)
    before = rulebook.undated(before)
    links = (*words["connective"], *words["be"], *words["city_level"], *words["province_level"], *words["county_level"])
    for word in sorted(links, key=len, reverse=True):
        before = before.removeprefix(word)
    return bool(name) and not before.strip()


def adds_up(claim: Claim, rulebook: Rulebook) -> bool:
    """False for averages, rates, standards and balances: those of a part may be above those of the whole."""
    words = rulebook.words
    if claim.indicator.endswith(words["balance_ending"]):
        return False  # 顺差 450 亿元，其中货物顺差 501 亿元，服务逆差 51 亿元
    return not claim.indicator.endswith(words["mean_ending"]) and not any(
        w in claim.indicator for w in words["average_name"]
    )


def _part(passage: Passage, whole: Claim, part: Claim, cue: str, rule: str, severity: Severity) -> Relation:
    roles = (Role("whole", whole), Role("part", part))
    return Relation(kind="part", rule=rule, roles=roles, cue=cue, section=passage.section, severity=severity)
