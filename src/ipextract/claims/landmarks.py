"""The thing with a name of its own that a release is about: 津海铁路, 云海口岸, 第五届海洋文化节.

A headline opens with it and the release speaks of it again. What only says of what kind something is, 农村公路 or
全国口岸, is no name.
"""

from __future__ import annotations

from typing import Final

import regex

from ipextract.rulebook import Rulebook

#: The longest name of such a thing, and the least that its kind leaves of it: 津海|铁路.
_LONGEST: Final = 26
_LEAST: Final = 2
_PARTED: Final = regex.compile(r"[，。；：！？、\s《》【】]")


def landmark(headline: str, body: str, rulebook: Rulebook) -> str:
    """The named thing that a headline opens with and ``body``, what stands below it, speaks of; empty without one."""
    words = rulebook.words
    opening = _without(headline.strip(), words["before_landmark"])
    opening = _PARTED.split(opening, maxsplit=1)[0][:_LONGEST]
    ends = (at + len(kind) for kind in words["landmark"] for at in _offsets(opening, kind))
    for end in sorted(set(ends), reverse=True):
        name = opening[:end]
        if name in body and not opening.startswith(words["landmark_goes_on"], end) and _is_a_name(name, rulebook):
            return name.strip('“”"')
    return ""


def _is_a_name(name: str, rulebook: Rulebook) -> bool:
    """False for 农村公路 and 全国对外开放口岸: nothing is left without the words that say of what kind it is."""
    words = rulebook.words
    kind = next(kind for kind in sorted(words["landmark"], key=len, reverse=True) if name.endswith(kind))
    front = name.removesuffix(kind)
    if any(verb in front for verb in words["landmark_verb"]):
        return False
    return len(_without(front, words["unnamed_landmark"])) >= _LEAST


def _without(text: str, opening: tuple[str, ...]) -> str:
    """The text without all words of a list that it opens with."""
    while word := next((word for word in sorted(opening, key=len, reverse=True) if text.startswith(word)), ""):
        text = text[len(word) :].lstrip()
    return text


def _offsets(text: str, word: str) -> list[int]:
    """Where a word begins in a text, each time."""
    return [match.start() for match in regex.finditer(regex.escape(word), text)]
