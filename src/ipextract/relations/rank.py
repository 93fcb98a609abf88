"""RANK: two places in a ranking and the verb between them, and by how many places: 由第 9 位前移 3 位至第 6 位."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim, Mention, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.rulebook import alternatives

_ORDINAL: Final = "ordinal"
_SPELLED: Final = "vague-count"
#: Characters between the word that opens a movement and its first place, and from there to the second.
_OPENED: Final = 16
_APART: Final = 24
_BREAK: Final = regex.compile(r"[。；;！？\n：:]")


class _Words(NamedTuple):
    """The lists of rules/checks/rank.toml."""

    opening: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    reaching: tuple[str, ...]
    places: tuple[str, ...]
    steps: tuple[str, ...]
    than: tuple[str, ...]


def find(ground: Ground) -> Iterator[Relation]:
    """The movements from one place in a ranking to another."""
    lists = ground.words("rank", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    for block in ground.document.blocks:
        if block.kind == "table":
            continue
        numbers = ground.asides.numbers_in(block.start, block.end)
        ordinals = [n for n in numbers if n.dimension == _ORDINAL and n.value is not None]
        for one, other in pairwise(ordinals):
            if _placed(ground, one, words) and _placed(ground, other, words):
                yield from _moved(ground, one, other, words, block.section)
            yield from _looked_back(ground, one, other, words, block.section)


def _placed(ground: Ground, number: Mention, words: _Words) -> bool:
    """True for 第六位: an ordinal of a place, not of a meeting or a batch."""
    return ground.asides.text.startswith(words.places, number.end)


def _looked_back(
    ground: Ground, one: Mention, other: Mention, words: _Words, section: tuple[str, ...]
) -> Iterator[Relation]:
    """居第五，比上年的第九提升四位: a place, the one before it and by how many places."""
    text = ground.asides.text
    if _than(words).fullmatch(text[one.end : other.start]) is None:
        return
    behind = ground.asides.numbers_in(other.end, other.end + _OPENED)
    verb = _verb_behind(words).match(text, other.end)
    if verb is None or not behind or behind[0].start - verb.end() not in (0, 1):
        return
    unit = words.places[0]
    level, prior = ground.asides.place(one, unit, verb["verb"]), ground.asides.place(other, unit, verb["verb"])
    steps = _stepped(ground, behind[0], words)
    if level is not None and prior is not None and steps is not None and level is not prior:
        rule = "climbs-by" if verb["verb"] in words.up else "drops-by"
        roles = (Role("prior", prior), Role("level", level), Role("steps", steps))
        yield Relation("rank", rule, roles, verb["verb"], section=section)


@cache
def _than(words: _Words) -> regex.Pattern[str]:
    place, than = ("|".join(map(regex.escape, each)) for each in (words.places, words.than))
    return regex.compile(rf"(?:{place})?[，,（(]?(?:{than})[^，。；,;\p{{Nd}}]{{1,8}}")


@cache
def _verb_behind(words: _Words) -> regex.Pattern[str]:
    place = alternatives(words.places)
    verb = alternatives((*words.up, *words.down))
    return regex.compile(rf"(?:{place})?(?P<verb>{verb})")


def _moved(ground: Ground, one: Mention, other: Mention, words: _Words, section: tuple[str, ...]) -> Iterator[Relation]:
    text = ground.asides.text
    between = text[one.end : other.start]
    if (
        len(between) > _APART
        or _BREAK.search(between)
        or not _opened(text[max(0, one.start - _OPENED) : one.start], words)
    ):
        return
    found = _verbs(words).fullmatch(between)
    if found is None:
        return
    verb = found["verb"]
    up = verb in words.up
    unit = next(each for each in words.places if text.startswith(each, one.end))
    prior, level = ground.asides.place(one, unit, verb), ground.asides.place(other, unit, verb)
    if prior is None or level is None or prior is level:
        return
    roles = (Role("prior", prior), Role("level", level))
    yield Relation("rank", "climbs" if up else "drops", roles, verb, section=section)
    steps = _steps(ground, one.end, other, words, up=up)
    if steps is not None:
        yield Relation("rank", "climbs-by" if up else "drops-by", (*roles, Role("steps", steps)), verb, section=section)


def _opened(before: str, words: _Words) -> bool:
    """True behind 由 or 从, with no mark and no other number between."""
    clause = regex.split(r"[，。；：,;:\n（()）\p{Nd}]", before)[-1]
    return any(word in clause for word in words.opening)


@cache
def _verbs(words: _Words) -> regex.Pattern[str]:
    """The words between the two places: one verb, by how many places, and 到 or 至."""
    verb, reaching, places, steps = (
        alternatives(each) for each in ((*words.up, *words.down), words.reaching, words.places, words.steps)
    )
    return regex.compile(
        rf"(?:{places})[，,]?(?:(?!{verb})[^\p{{Nd}}，,]){{0,6}}(?P<verb>{verb})\p{{Han}}?(?:\s?[^，,\p{{P}}]{{1,3}}\s?(?:{steps}))?"
        rf"[，,]?(?:{reaching})?(?:(?!{verb})[^\p{{Nd}}，,]){{0,8}}"
    )


def _steps(ground: Ground, start: int, other: Mention, words: _Words, *, up: bool) -> Claim | None:
    """By how many places: between the two, or in the clause behind the second with a verb of the same way."""
    text = ground.asides.text
    inside = [n for n in ground.asides.numbers_in(start, other.start) if n.is_quantity or n.reason == _SPELLED]
    if inside:
        return _stepped(ground, inside[0], words) if len(inside) == 1 else None
    behind = ground.asides.numbers_in(other.end, other.end + _OPENED)
    if not behind:
        return None
    verb, place = alternatives(words.up if up else words.down), alternatives(words.places)
    if regex.fullmatch(rf"(?:{place})?[，,](?:{verb})\p{{Han}}?\s?", text[other.end : behind[0].start]) is None:
        return None
    return _stepped(ground, behind[0], words)


def _stepped(ground: Ground, number: Mention, words: _Words) -> Claim | None:
    """3 位, 三位: a number of places."""
    if number.is_quantity:
        return ground.asides.said(number, "") if number.unit in words.steps else None
    unit = next((each for each in words.steps if ground.asides.text.endswith(each, number.start, number.end)), "")
    return ground.asides.at(number.start, number.end, unit, "") if unit and number.reason == _SPELLED else None
