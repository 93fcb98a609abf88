"""Lists without quotation marks that end before their count, and what stands foremost: 甲、乙、丙三支队伍."""

from __future__ import annotations

from functools import cache
from typing import Final

import regex

from ipextract.exact.numeral import parse
from ipextract.model import Severity
from ipextract.relations.asides import worded
from ipextract.relations.listings import NAMES_AMONG, TO_STOP, Count, Listed, Reader, Words, items_of
from ipextract.rulebook import Rulebook, alternatives

_LEAST: Final = 3
#: Characters of the longest list before its count, and of the longest of its names.
_FAR: Final = 160
_LONG: Final = 16
_BREAK: Final = regex.compile(r"[，。；：！？“”‘’《》,;:（()）\s]")
_DIGIT: Final = regex.compile(r"\p{Nd}")
_QUOTED: Final = regex.compile(r"“(?P<letters>\p{Han}{2,16})”$")
_NUMBERS: Final = regex.compile(
    r"(?<![\p{Nd}.])(?:\p{Nd}[\p{Nd}.]{0,9}\s?\p{Han}{1,5}、){1,20}\p{Nd}[\p{Nd}.]{0,9}\s?\p{Han}{1,5}$"
)
_TITLES: Final = regex.compile(r"(?:《[^《》\n]{1,40}》[、，]?){2,30}")
_TITLE: Final = regex.compile(r"《([^《》\n]+)》")


def _foremost(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """居前 3 位的是甲、乙和丙: as many as they are said to be."""
    if not text[: count.start].rstrip().endswith(words.foremost):
        return None
    said = _being((*words.naming, *words.being)).match(text, count.end)
    listing = TO_STOP.match(text, said.end()) if said is not None else None
    names = items_of(listing[0], words) if listing is not None else ()
    if listing is None or len(names) < 2 or any(_DIGIT.search(name) for name in names):
        return None  # 前三家、前五家分别为 30 吨、40 吨
    goes_on = text[listing.end() : listing.end() + 1] in ("，", ",")
    if goes_on and not text.startswith(words.told_of, listing.end() + 1):
        return None  # 制造业，仓储、运输: the comma may part names, too
    return Listed("foremost-named", names)


@cache
def _being(naming: tuple[str, ...]) -> regex.Pattern[str]:
    """的是, 的国家为, 的地区依次是: what stands between the count and the names."""
    word = alternatives(naming)
    return regex.compile(rf"\p{{Han}}{{0,7}}?(?:{word})[：:]?")


def _titles(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """共四集，分别为《甲》《乙》《丙》《丁》."""
    naming = _named(words.naming).match(text, count.end)
    found = _TITLES.match(text, naming.end()) if naming is not None else None
    if found is None or text.startswith(words.open_list, found.end()):
        return None
    return Listed("titles-named", tuple(_TITLE.findall(found[0])))


@cache
def _named(naming: tuple[str, ...]) -> regex.Pattern[str]:
    word = alternatives(naming)
    return regex.compile(rf"\p{{Han}}{{0,8}}[，,](?:{word})[：:]?")


def _letters(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """“渔歌唱晚”4 个大字: as many characters as are quoted."""
    quoted = _QUOTED.search(text, max(0, count.start - _LONG - 2), count.start)
    if quoted is None or _of_letters(words.letters).match(text, count.end) is None:
        return None
    return Listed("letters-quoted", tuple(quoted["letters"]))


@cache
def _of_letters(letters: tuple[str, ...]) -> regex.Pattern[str]:
    word = alternatives(letters)
    return regex.compile(rf"\p{{Han}}{{0,3}}?(?:{word})")


def _steps(text: str, count: Count, words: Words, _: Rulebook) -> Listed | None:
    """5 亿元、6 亿元两个台阶: as many heights as are named."""
    found = _NUMBERS.search(text, max(0, count.start - _FAR), count.start)
    if found is None or _of_letters(words.heights).match(text, count.end) is None:
        return None
    return Listed("heights-named", tuple(name.strip() for name in found[0].split(words.joint[0])))


def _plain(text: str, count: Count, words: Words, rulebook: Rulebook) -> Listed | None:
    """甲、乙、丙三支队伍 and 甲、乙、丙等三个方面: names that only the marks part.

    A list of fields may stand before a count of things in them (水利、交通、能源 12 个项目), so only where one name is
    too many or too few it is loud.
    """
    said = text[max(0, count.start - _FAR) : count.start]
    clause = _BREAK.split(said.rstrip())[-1]
    among = next((word for word in rulebook.words["and_others"] if clause.endswith(word)), "")
    listing = clause.removesuffix(among)
    names = items_of(listing, words)
    value = parse(text[count.start : count.end].removesuffix(count.unit).rstrip(), rulebook.numerals)
    if len(names) < _LEAST or value is None or not all(_is_name(name, rulebook) for name in names):
        return None
    if not among and count.unit in words.bodies:
        return None  # 欧盟、非洲、中亚五国: the count may belong to the last name
    near: Severity = "warning" if abs(len(names) - value) == 1 else "info"
    return Listed(NAMES_AMONG if among else "names-before", names, near, exhaustive=not among)


def _is_name(name: str, rulebook: Rulebook) -> bool:
    """False for what is too long for a name, holds a number, a verb or another clause: 渔港的航标."""
    spelled = worded(rulebook.numerals)
    if len(name) > _LONG or regex.search(rf"[\p{{Nd}}{spelled}]", name):
        return False
    lists = rulebook.words
    if name.endswith((*lists["rise"], *lists["fall"])):
        return False
    return not any(word in name for word in (*lists["grammar_de"], *lists["respectively"]))


READERS: Final[tuple[Reader, ...]] = (_foremost, _titles, _letters, _steps, _plain)
"""What reads the lists of this module."""
