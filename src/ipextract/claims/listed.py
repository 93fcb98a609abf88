"""Lists of names before a list of numbers: 小学、初中在校生分别为 3 人和 5 人, and what all items share unsaid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ipextract.claims.phrase import Phrase, before, boundary
from ipextract.claims.readings import Reading
from ipextract.claims.run import Run
from ipextract.model import Mention, Word
from ipextract.structure.placed import cut, split, split_into

#: No item that tells a kind alone is longer.
_SHORT: Final = 4
#: How many characters a list of examples before its numbers may take.
_EXAMPLES: Final = 120


def distributed(run: Run, phrase: Phrase, start: int, mention: Mention) -> Phrase:
    """甲和乙分别为 3 件和 2 件: the first number takes the first part and queues the rest."""
    lists = run.rulebook.words
    said = run.document.text[start : mention.start]
    if any(word in said for word in lists["respectively"]):
        named = min((phrase.text.partition(w)[0] or phrase.text for w in lists["respectively"]), key=len)
        parts = with_shared_ends(run, split(named, lists["list_mark"]), run.words.between(start, mention.start))
        if len(parts) > 1:
            run.queue = parts[1:]
            return replace(phrase, text=parts[0], prefix="", head=parts[0], by="distributed")
    elif run.queue and run.words.only_frames(start, mention.start):
        part = run.queue.pop(0)
        return replace(
            phrase, text=part, prefix="", head=part, verb="", object="", bare=False, open=False, by="distributed"
        )
    else:
        run.queue = []
    return phrase


def listed_subject(run: Run, reading: Reading, own: Phrase) -> str:
    """The subject in the place of the number where both are lists: 小学、初中在校生分别增长 3%、5%."""
    parts = split_into(reading.many, own.text, run.rulebook.words["list_mark"])
    if reading.many > 1 and len(parts) != reading.many:
        return _example(run, reading) or own.text
    if not len(parts) == reading.many > 1:
        return own.text
    words = run.words.between(reading.start - len(own.text), reading.first)
    return with_shared_ends(run, parts, words)[reading.position]


def listed_before(run: Run, reading: Reading) -> str:
    """渔网产量 of 渔网、鱼饵等产量增长较快，分别增长 3%和 4%: the clause before lists what the numbers are of."""
    index = bisect_right(run.starts, reading.start) - 1
    if index < 1 or run.clauses[index - 1].sentence != run.clauses[index].sentence:
        return ""
    clause, earlier = run.clauses[index], run.clauses[index - 1]
    said = run.document.text[clause.start : reading.first]
    distributed = any(word in said for word in run.rulebook.words["respectively"])
    named = before(run.words, min(clause.own_start, reading.start), reading.start).text
    if not distributed or named or run.mentions_in(earlier.start, earlier.end):
        return ""
    return _example_of(run, reading, max(earlier.own_start, earlier.end - _EXAMPLES), earlier.end)


def _example(run: Run, reading: Reading) -> str:
    """渔网产量 of 渔网、鱼饵等产量分别增长 3%和 4%: as many examples as numbers, with what is measured of them."""
    clause = run.clause_at(reading.start)
    floor = max(clause.own_start if clause is not None else 0, reading.start - _EXAMPLES)
    start = boundary(run.document.text, reading.start, min(floor, reading.start))
    return _example_of(run, reading, start, reading.start)


def _example_of(run: Run, reading: Reading, start: int, end: int) -> str:
    """The example in the place of the number, of as many as there are numbers; what moves at their end is cut off."""
    lists = run.rulebook.words
    said = cut(run.document.text, start, end)
    at = said.rfind(min(lists["and_others"]))
    listed, tail = said[: max(at, 0)], said[at + 1 :]
    moving = (tail.find(word) for word in (*lists["rise"], *lists["fall"]) if tail.find(word) > 0)
    tail = tail[: min(moving, default=len(tail))]
    items = split_into(reading.many, listed, lists["list_mark"])
    if len(items) != reading.many:
        return ""
    measure = max((m for m in lists["list_measure"] if tail.endswith(m)), key=len, default="")
    return items[reading.position] + (tail[len(tail) - len(measure) :] if measure else tail[:0])


def with_shared_ends(run: Run, parts: list[str], found: list[Word]) -> list[str]:
    """小学、初中在校生: what stands before the first item and behind the last one is of all items.

    ``found`` are the words of the list. A list whose items are whole names of their own stays as it is.
    """
    if len(parts) < 2:
        return parts
    held = next((len(w.text) for w in found if w.tag == "p" and parts[0].startswith(w.text)), 0)
    opening, parts = parts[0][:held], [parts[0][held:], *parts[1:]]
    ordinal = _ordinal_front(run, parts)
    front, tail = (ordinal, parts[-1][1:]) if ordinal else _shared(run, parts, found)
    numbered = ""
    if run.words.has(parts[0], "ordinal_item"):  # 一、二审案件: the numeral of the last item is cut off with its noun
        last = parts[-1][: len(parts[-1]) - len(tail)]
        numbered = last[len(parts[0]) :]
    items = [parts[0], *(front + part for part in parts[1:-1])]
    return [opening + item + numbered + tail for item in items] + [opening + front + parts[-1]]


def _shared(run: Run, parts: list[str], found: list[Word]) -> tuple[str, str]:
    """What all items of a list have in front and at the end without saying so."""
    last = parts[-1]
    closing = last.find("）") + 1
    if closing and all(part.endswith("）") for part in parts[:-1]):
        return "", _uncounted(run, last[closing:])
    if _measures(run, parts):
        return "", ""
    measured = _measured_tail(run, parts)
    tags = {w.text: w.tag for w in found}
    first = next((w.text for w in reversed(found) if last.startswith(w.text) and w.text != last), "")
    tail = _uncounted(run, last[len(first) :])
    if not first or len(tail) < 2:
        return "", measured
    if _said_already(parts, tail, measured):
        return "", measured
    single = [_one_word(run, part, tags) for part in parts[:-1]]
    if all(single):
        return "", tail
    item = next((w for w in sorted(tags, key=len, reverse=True) if parts[0].endswith(w)), "")
    if all(single[1:]) and item and _is_like(item, first, tags, alone=len(parts) == 2):
        return parts[0][: -len(item)], tail
    return "", measured


def _one_word(run: Run, part: str, tags: Mapping[str, str]) -> bool:
    """True for an item that tells a kind: a word, a numeral, or a name that a bracket ends."""
    return part in tags or part.endswith("）") or run.words.has(part, "ordinal_item")


def _measures(run: Run, parts: list[str]) -> bool:
    """True for 渔业产值、渔民收入: each is a name of its own."""
    return all(part.endswith(run.rulebook.words["list_measure"]) for part in parts)


def _said_already(parts: list[str], tail: str, measured: str) -> bool:
    """True for the 制造业 of 装备制造业、高技术制造业增加值: it is of each item already."""
    return bool(measured) and any(part.endswith(tail.removesuffix(measured)) for part in parts[:-1])


def _ordinal_front(run: Run, parts: list[str]) -> str:
    """第 of 第一、二、三产业: items that are numerals alone share the 第 of the first one."""
    front, items = parts[0][:-1], [parts[0][-1:], *parts[1:-1], parts[-1][:1]]
    numerals = all(run.words.has(item, "ordinal_item") for item in items)
    return front if numerals and front == run.rulebook.terms.ordinal_mark and len(parts[-1]) > 1 else ""


def _measured_tail(run: Run, parts: list[str]) -> str:
    """产量 of 水泥、化肥产量: what is measured of all items of a list where only the last one says it."""
    measures = run.rulebook.words["list_measure"]
    tail = max((m for m in measures if parts[-1].endswith(m) and len(parts[-1]) > len(m) + 1), key=len, default="")
    ends = run.rulebook.words["measured_subject"]
    alone = tail and not any(part.endswith((*measures, *ends)) for part in parts[:-1])
    return parts[-1][len(parts[-1]) - len(tail) :] if alone else ""


def _is_like(item: str, last: str, tags: Mapping[str, str], *, alone: bool) -> bool:
    """True for two items that tell kinds apart in the same way: 小学 and 初中; of a longer list any short one."""
    if not alone:
        return len(item) <= _SHORT
    return len(item) == len(last) and tags.get(item) == tags.get(last)


def _uncounted(run: Run, tail: str) -> str:
    """四项指标合格率 → 指标合格率: the count of the items is none of their common name."""
    counted = len(tail) > 3 and tail[0] in run.rulebook.numerals.digits and run.rulebook.unit(tail[1]) is not None
    return tail[2:] if counted else tail
