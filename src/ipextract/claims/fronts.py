"""What stands before a name and is none of it: settings, price bases, examples, and what 将 brings to the front."""

from __future__ import annotations

from ipextract.claims.words import Words
from ipextract.model import Word


def is_price_basis(words: Words, found: list[Word]) -> bool:
    """True for 按可比价格, 以美元计价, 现价: how a growth is reckoned, not what has grown."""
    while found and words.has(found[-1], "comparing"):
        found = found[:-1]
    if len(found) == 1:
        return words.has(found[0], "price_front")
    return len(found) > 1 and words.has(found[0], "price_opening") and words.has(found[-1], "price_end")


def without_setting(words: Words, found: list[Word]) -> list[Word]:
    """Drops a prepositional setting (面向全国, 为企业) that opens the phrase before its verb."""
    if not found or (found[0].tag != "p" and not words.has(found[0], "setting")):
        return found
    if words.has(found[0], "cause_opening"):
        return found[1:]
    for i, word in enumerate(found[1:], 1):
        if word.tag == "v" and not words.has(word, "name_verb") and i + 1 < len(found):
            return found[i:]
    return found


def behind_examples(words: Words, found: list[Word]) -> list[Word]:
    """导航、挖掘等分析报告 counts 分析报告: examples that 等 closes are no part of the noun behind it."""
    for i in range(len(found) - 2, 0, -1):
        if words.has(found[i], "and_others") and not words.has(found[i + 1], "adverb"):
            return found[i + 1 :]
    return found


def behind_mark(words: Words, found: list[Word]) -> list[Word]:
    """将靠泊时间缩短 names 靠泊时间: what 将, 把 or 使 brings to the front; 水温将普遍下降 has no such word."""
    for i in range(len(found) - 2, -1, -1):
        moved = [word.text if word.tag == "x" else word.tag[:1] for word in found[i + 1 : i + 3]]
        named = moved[0] in "nblj“《" or found[i + 1].tag == "vn" or moved == ["v", "n"]
        if named and words.has(found[i], "object_mark"):
            return found[i + 1 :]
    return found
