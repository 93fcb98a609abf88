"""How sure the words are that a number holds the parts that an edge joins to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipextract.model import Claim
from ipextract.relations.loudness import Loudness
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook
from ipextract.structure import links
from ipextract.structure.links import changes, compared

#: A part so many times its whole was never meant as one: no slip makes ten of one.
MISREAD = 10
#: Over the end of a sentence, a part so many times its whole more likely belongs to another one.
DOUBTFUL = 2
#: Letters of a name that says what is measured.
_NAMED = 3


def _above(passage: Passage, part: Claim, rulebook: Rulebook) -> Iterator[tuple[Passage, int]]:
    below = passage
    for above in passage.earlier:
        if not _opens(below, rulebook):
            return
        yield from ((above, j) for j in _wholes(above, above.levels(), None, part, rulebook))
        below = above


def _opens(passage: Passage, rulebook: Rulebook) -> bool:
    return passage.text.lstrip().startswith(rulebook.words["of_which"])


def _wholes(
    passage: Passage, before: Sequence[int], index: int | None, part: Claim, rulebook: Rulebook
) -> Iterator[int]:
    for j in reversed(before):
        claim = passage.claims[j]
        holds = claim.unit == part.unit and not passage.closed(j, index)
        holds = holds and not is_change(passage, j, rulebook) and not _compared_with(passage, j, rulebook)
        if holds and one_measure(claim, part, rulebook):
            yield j


def is_change(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for what a level rose, fell or differs by (增加 13 万辆, 低 2 亿元), which holds no parts of the level."""
    return changes(passage.outer(index), rulebook.words)


def _compared_with(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    behind = passage.text[passage.claims[index].char_end - passage.start :]
    return compared(passage.outer(index), behind, rulebook.words)


def one_measure(one: Claim, other: Claim, rulebook: Rulebook) -> bool:
    """False for two measures of one thing: 产值 is no part of 增加值, nor 支出 of 收入."""
    return links.one_measure(one.indicator, other.indicator, rulebook.definitions)


def paired(passage: Passage, before: Sequence[int], group: Sequence[int], rulebook: Rulebook) -> list[Claim]:
    """The wholes of as many parts behind 分别, one for each: 分别为 4 家和 9 家，其中…分别为 3 家和 7 家."""
    said = passage.outer(group[0]).rstrip()
    for word in rulebook.words["be"]:
        said = said.removesuffix(word)
    wholes = list(before[-len(group) :])
    if len(group) < 2 or len(wholes) < len(group) or not said.endswith(rulebook.words["respectively"]):
        return []
    marks = rulebook.words["list_mark"]
    listed = all(passage.leads[j].strip() in marks for j in (*wholes[1:], *group[1:]))
    claims = [passage.claims[j] for j in wholes]
    return claims if listed and len({c.unit for c in (*claims, passage.claims[group[0]])}) == 1 else []


def certainty(passage: Passage, index: int, whole: Claim, rulebook: Rulebook) -> Loudness:
    """How loud it may be said that a part is more than its whole.

    What is many times its whole was no part of it, unless its name says so, nor what stands behind a number that has
    no name. Where all that a sentence lists before 其中 could be the whole together, it may be; where another number
    alone could, too.
    """
    part = passage.claims[index]
    if not whole.indicator:
        return False
    if (part.value or 0) > (whole.value or 0) * MISREAD:
        return "warning" if _narrower(part, whole, rulebook) else False
    if whole not in passage.claims:
        return _over_sentences(passage, part, whole, rulebook)
    at = passage.place(whole)
    if _of_another_item(passage, at, index):
        return False
    before = list(_wholes(passage, range(at + 1), index, part, rulebook))
    if _held_together(passage, at, before, part, rulebook):
        return False
    levels = (passage.claims[j] for j in before if passage.claims[j].kind in LEVELS)
    return "suspicion" if any((c.value or 0) >= (part.value or 0) for c in levels) else None


def _over_sentences(passage: Passage, part: Claim, whole: Claim, rulebook: Rulebook) -> Loudness:
    """小学 9 所，中学 4 所。其中村小 11 所: a whole of a sentence before, unless all that is listed there holds it."""
    most = part.value or 0
    levels = [above.claims[j] for above, j in _above(passage, part, rulebook)]
    named = _narrower(part, whole, rulebook)
    if len(levels) > 1 and sum((c.value or 0 for c in levels), 0) >= most:
        return "warning" if named else False
    if most <= (whole.value or 0) * DOUBTFUL:
        return None
    return "warning" if named else "suspicion"


def _narrower(part: Claim, whole: Claim, rulebook: Rulebook) -> bool:
    """True for 远洋捕捞产值 of 捕捞产值 or 各项捕捞产值: the part has the name of the whole and a word more."""
    rule = rulebook.check_named("part")
    name = whole.indicator
    for word in rule.words_of("all_kinds") if rule is not None else ():
        name = name.removeprefix(word)
    return len(name) >= _NAMED and part.indicator.removesuffix(name) not in ("", part.indicator)


def _of_another_item(passage: Passage, whole: int, part: int) -> bool:
    """True for 小学 9 所；学生 300 人，其中女生 140 人: the item that names the part has another number of its own."""
    return any("；" in passage.leads[k] or ";" in passage.leads[k] for k in range(whole + 1, part))


def _held_together(passage: Passage, whole: int, before: list[int], part: Claim, rulebook: Rulebook) -> bool:
    """True for 小学 9 所、中学 4 所，其中村校 11 所: all that 、 joins to the whole holds the part together."""
    listed = [whole]
    for j in before[1:]:
        if passage.lead_between(j, listed[-1]).lstrip()[:1] not in rulebook.words["list_mark"]:
            break
        listed.append(j)
    return len(listed) > 1 and sum(passage.claims[j].value or 0 for j in listed) >= (part.value or 0)
