"""What a noun behind its number takes from the words before it: the verb that acts on it, and its currency."""

from __future__ import annotations

from typing import Final

from ipextract.claims.words import Words
from ipextract.structure.placed import cut, spans_of

#: Lists of verbs that only hold, reach or point: what stands behind them is the name.
_HOLDING: Final = ("tail_verb", "stock", "exist", "unnaming", "pivot", "be", "grown_to", "comparing", "predicate")
#: The longest subject with its verb that a noun takes, the shortest verb, and 地区的 of 国家和地区的.
_LONGEST_FRONT: Final = 12
_VERB: Final = 2
_PAIRED: Final = 2


def acted_on(words: Words, said_before: str, verb: str, start: int) -> str:
    """发行 of 将在海州发行 90 亿元债券, 培训惠及 of 培训惠及 40 万名渔民: a verb behind a setting or its subject.

    What came of a subject has it before the verb; what only holds or reaches the noun is no part of its name.
    """
    spans = spans_of(said_before)
    behind = max((end for _, end in spans), default=0)
    reaches = tuple({word[-1] for word in words.lists["grown_to"]})
    if len(verb) < _VERB or not spans or verb.endswith(reaches):
        return ""
    said = words.text[behind:start]
    framed = any(word in said for name in ("grammar_de", "and_others", "list_mark") for word in words.lists[name])
    if framed or said.startswith(reaches):
        return ""  # 鲜花组成的 18 个花环: what is told before the number is told of the noun
    if words.has(verb, "result_verb"):
        return said_before if len(said_before) <= _LONGEST_FRONT else cut(words.text, behind - len(verb), behind)
    if any(words.has(verb, name) for name in _HOLDING):
        return ""
    return cut(words.text, behind - len(verb), behind)


def item_ahead(words: Words, start: int, end: int) -> bool:
    """True behind 和 of 5 个县和 9 个镇, but not of 5 个国家和地区的 9 个港口 or 5 个国家和地区及 9 个组织."""
    number = next((i for i in range(start, end) if "\ue000" <= words.masked[i] <= "\uf8ff"), -1)
    between = words.between(start, number) if number > start else ()
    if len(between) != _PAIRED:
        return number >= 0
    goes_on = words.has(between[1], "grammar_de") or words.has(between[1], "list_mark")
    return not (between[0].tag.startswith("n") and goes_on)


def with_currency(words: Words, start: int) -> int:
    """Where the name of 亿元人民币债券 begins: before the currency that stands between unit and noun."""
    found = (word for word in words.lists["currency_name"] if words.text.endswith(word, 0, start))
    return start - len(next(found, ""))
