"""Which words say that a list names all there is: 其他 at its end, as many kinds as are told, or kinds that are all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, TypeAlias

import regex

from ipextract.exact.numeral import parse
from ipextract.rulebook import Rulebook
from ipextract.structure.names import bare, undone

_PAIR: Final = 2
#: Whether what a name says behind its kind is what the whole is called.
_Fits: TypeAlias = Callable[[str, str], bool]
#: Letters of the noun at the end of a name.
_NOUN: Final = 2


def kinds_of(names: Sequence[str], whole: str, rulebook: Rulebook) -> bool:
    """True for 城镇居民游客 and 农村居民游客 of 游客: all kinds, and behind its kind each says the whole.

    中央项目投资 and 地方项目投资 are no kinds of 住宅投资, of which they only share the noun.
    """
    return _all_kinds(names, rulebook, whole, _says)


def all_kinds(names: Sequence[str], rulebook: Rulebook, whole: str | None = None) -> bool:
    """True for 城镇渔民 and 乡村渔民, as the rules say, and for 公有码头 and 非公有码头: kinds of one, and all.

    Where the ``whole`` is given, they are kinds of it: 加工贸易出口 and 加工贸易进口 are not all of 进出口总额.
    """
    return _all_kinds(names, rulebook, whole, _abridges)


def _all_kinds(names: Sequence[str], rulebook: Rulebook, whole: str | None, fits: _Fits) -> bool:
    plain = [bare(undone(name, rulebook), rulebook) for name in names]
    wholes = None if whole is None else (whole, bare(undone(whole, rulebook), rulebook))
    return _opposed(plain, rulebook) or any(
        _kinds_of_one(plain, each.names, wholes, fits)
        for each in rulebook.definitions.complete
        if len(each.names) == len(plain)
    )


def _kinds_of_one(names: Sequence[str], labels: Sequence[str], wholes: Sequence[str] | None, fits: _Fits) -> bool:
    """True when each name has its label, and without it all are the same, in the words of a naming of the whole."""
    if not all(label in name for label, name in zip(labels, names, strict=True)):
        return False
    if any(name.startswith(labels[0]) for name in names[1:]):
        return False  # 非国有 holds 国有, but 国有 twice is no division
    of = {name.replace(label, "", 1) for label, name in zip(labels, names, strict=True)}
    if len(of) > 1:
        return False
    rest = of.pop()
    return wholes is None or any(fits(rest, whole) for whole in wholes)


def _abridges(short: str, name: str) -> bool:
    """True for 消费品零售额 of 社会消费品零售总额 (letters in order) and for 居民游客 of 渔港游客 (its noun)."""
    return _in_order(short, name) or (len(name) >= _NOUN and short[-_NOUN:] == name[-_NOUN:])


def _says(rest: str, name: str) -> bool:
    """True for 居民游客 of 游客 and for 消费品零售额 of 社会消费品零售总额."""
    return bool(name) and (rest.endswith(name) or _in_order(rest, name))


def _in_order(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short)


def _opposed(names: Sequence[str], rulebook: Rulebook) -> bool:
    """True for 公有码头 and 非公有码头: one says that it is not the other."""
    if len(names) != _PAIR:
        return False
    return any(names[1] == word + names[0] for word in rulebook.words["opposite_of"])


def so_many(said: str, count: int, rulebook: Rulebook) -> bool:
    """True for 分为三类：… with three items: the words before a list say how many there are."""
    words, numerals = rulebook.words, rulebook.numerals
    digits = "".join(ch for ch in (*numerals.digits, *numerals.powers) if len(ch) == 1)
    told = _told(words["divided_into"], words["kind_noun"], digits)
    return any(parse(found[1], numerals) == count for found in told.finditer(said))


@cache
def _told(openings: tuple[str, ...], nouns: tuple[str, ...], digits: str) -> regex.Pattern[str]:
    """分为三类, 包括2个部分: words that divide, a numeral, and a noun of what things are divided into."""
    opening, noun = ("|".join(map(regex.escape, each)) for each in (openings, nouns))
    return regex.compile(rf"(?:{opening})([0-9{regex.escape(digits)}]+)(?:{noun})")
