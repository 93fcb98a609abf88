"""Numbers that belong to a name wherever it is printed: 渔业协会成立 30 周年, 青湾市六大渔港."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from ipextract.model import ASIDE, Claim, Relation, Role
from ipextract.relations.asides import worded
from ipextract.relations.ground import Ground

#: Letters of an event or a name that leave no doubt which is meant.
_EVENT: Final = 6
_NAME: Final = 4
#: Characters of a sentence before a number that are looked at.
_SAID: Final = 120
_LEFT: Final = 24
_MARK: Final = regex.compile(r"[，。；：、！？“”‘’《》\s,;:（()）]")
_SENTENCE: Final = regex.compile(r"[。！？\n]")


class _Words(NamedTuple):
    """Lists of rules/checks/repeat.toml."""

    anniversary: tuple[str, ...]
    occasion: tuple[str, ...]
    event_end: tuple[str, ...]
    grand: tuple[str, ...]
    ahead: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """A number with the name that it belongs to and the dates of its sentence before it."""

    claim: Claim
    name: tuple[str, ...]
    dates: frozenset[str]


def recalled(ground: Ground) -> Iterator[Relation]:
    """The same anniversary of one event, and the same number in one name, each with its next print."""
    lists = ground.words("repeat", *_Words._fields)
    if lists is None:
        return
    words = _Words(*lists)
    groups: dict[tuple[str, ...], list[_Print]] = {}
    for each in _prints(ground, words):
        groups.setdefault(each.name, []).append(each)
    for name, group in groups.items():
        for one, other in pairwise(group):
            if one.dates and other.dates and one.dates != other.dates:
                continue  # last year the 29th, this year the 30th
            roles = (Role("claim", one.claim), Role("claim", other.claim))
            section = other.claim.section
            yield Relation("repeat", "same-name", roles, "".join(name), section=section, severity="warning")


def _prints(ground: Ground, words: _Words) -> Iterator[_Print]:
    text = ground.asides.text
    pattern = _numbered(words, worded(ground.rulebook.numerals))
    for block in ground.document.blocks:
        if block.kind == "table":
            continue
        for match in pattern.finditer(text, block.start, block.end):
            start, end = match.start("n"), match.end("unit")
            left = _MARK.split(text[max(block.start, start - _LEFT) : start])[-1]
            name = _event(left, words) if match["unit"] in words.anniversary else _named(left, match["noun"])
            if not name:
                continue
            said = _SENTENCE.split(text[max(block.start, start - _SAID) : start])[-1]
            if any(word in said for word in words.ahead):
                continue
            claim = ground.asides.at(start, end, match["unit"], name[0])
            if claim is not None and claim.rule == ASIDE and claim.value != 1:
                dates = (n for n in ground.asides.numbers_in(start - len(said), start) if n.dimension == "date")
                yield _Print(claim, name, frozenset(n.printed for n in dates))


@cache
def _numbered(words: _Words, spelled: str) -> regex.Pattern[str]:
    """30 周年, and 六大 with the noun behind it."""
    anniversary, grand = ("|".join(map(regex.escape, each)) for each in (words.anniversary, words.grand))
    return regex.compile(
        rf"(?<![\p{{Nd}}.{spelled}])(?:(?P<n>\p{{Nd}}{{1,3}}|[{spelled}]{{1,5}})\s?(?P<unit>{anniversary})"
        rf"|(?P<n>[{spelled}])(?P<unit>{grand}))(?P<noun>\p{{Han}}{{0,{_NAME}}})"
    )


def _event(left: str, words: _Words) -> tuple[str, ...]:
    """渔业协会成立 of 今年是渔业协会成立: what has the anniversary, where it is a name and no mere 成立."""
    lead = max((left.rfind(word) + len(word) for word in words.occasion if word in left), default=0)
    event = left[lead:]
    return (event,) if len(event) >= _EVENT and event.endswith(words.event_end) else ()


def _named(left: str, noun: str) -> tuple[str, ...]:
    """青湾市 and 渔港建设 of 青湾市六大渔港建设工程: the words on both sides of the number."""
    return (left, noun) if len(left) >= _NAME and len(noun) == _NAME else ()
