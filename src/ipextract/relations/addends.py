"""Which numbers before a total are its parts: those that the words may mean, and those that they only mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from ipextract.model import Claim
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_APART = "；;"
_CLAUSE = regex.compile(r"[，,。；;：:、\n（()）]")
_FEWEST = 2
_LEAST_DIGITS = 3
_MOST = 12
_SHORTEST_NAME = 4
_SHORTEST_HEAD = 2


def compared(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for a level that only says what a rate is of: 完成预算 340 万元的 96.4%, 为预算 340 万元的 1.2 倍."""
    if index + 1 >= len(passage.claims):
        return False
    rate = passage.claims[index + 1].unit in rulebook.units_of("percent") | rulebook.units_of("times")
    return rate and passage.leads[index + 1].strip() in rulebook.words["particle"]


def in_passing(passage: Passage, index: int, total: int, rulebook: Rulebook) -> bool:
    """True for a level that says why (主要原因是新增补助 3 亿元；加上 …), where the sentence has gone on since."""
    words = rulebook.words
    clause = _behind(passage.text[: passage.claims[index].char_start - passage.start], (*_APART, *words["topped_up"]))
    if not any(word in clause for word in words["cause"]):
        return False
    return any(mark in passage.lead_between(index, total) for mark in (*_APART, *words["topped_up"]))


def part_itself(lead: str, rulebook: Rulebook) -> bool:
    """True where the words before a total make it a part of what stands before: 其中再融资合计."""
    return any(word in lead for word in rulebook.words["of_which"] if len(word) > 1)


def other_readings(passage: Passage, total: int, levels: Sequence[int], rulebook: Rulebook) -> Iterator[list[int]]:
    """Every run of levels that ends before a total, and each level below what is set on top, the nearest first.

    The words leave open where a list begins: 收入 5 亿元，财力 9 亿元；调入 2 亿元，合计 11 亿元 is the sum of two.
    None for a total of few digits and in a long list, where something always comes to it.
    """
    digits = "".join(ch for ch in passage.claims[total].printed if ch.isdigit())
    if len(digits.strip("0")) < _LEAST_DIGITS:
        return
    own = [j for j in levels if not in_passing(passage, j, total, rulebook)]
    if len(own) > _MOST:
        return
    for first in range(len(own) - _FEWEST, -1, -1):
        yield own[first:]
    topped = rulebook.words["topped_up"]
    added = next((k for k, j in enumerate(own) if any(word in passage.leads[j] for word in topped)), None)
    for base in reversed(own[:added]) if added else ():
        yield [base, *own[added:]]


def of_its_own(lead: str, cue: str, parts: Sequence[Claim]) -> bool:
    """True for 公司 5 家，注册资本共计 9 亿元: the total names something that none of the parts is a kind of."""
    said = _CLAUSE.split(lead.strip("，,；;、 \n"))[-1]
    name = said.removesuffix(cue).strip()
    if len(name) < _SHORTEST_NAME or name == said:
        return False
    heads = {name[-_SHORTEST_HEAD:], name[:-_SHORTEST_HEAD][-_SHORTEST_HEAD:]}
    return not any(head in part.indicator for head in heads for part in parts)


def _behind(text: str, marks: Sequence[str]) -> str:
    """What stands behind the last of any of the marks."""
    return text[max((text.rfind(mark) + len(mark) for mark in marks if mark in text), default=0) :]
