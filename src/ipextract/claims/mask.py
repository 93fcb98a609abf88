"""The text with each number masked by its class, so that a rule reads 同比增长{percent} whatever the number is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from ipextract.model import Mention
from ipextract.rulebook import MASKS

#: Private-use characters of the source would pass for masked numbers.
_NEUTRAL: Mapping[int, str] = MappingProxyType({ord(ch): "\ufffd" for pair in MASKS.values() for ch in pair})


#: Dimensions that may be words: they are masked only where one of their characters is a number.
_WORDS: Mapping[str, Callable[[str], bool]] = MappingProxyType({"date": str.isnumeric, "skip": str.isdigit})


def masked(text: str, mentions: Iterable[Mention]) -> str:
    """``text`` with every numeral mention replaced, character for character, by the mask of its dimension.

    Relative dates (全年, 上年) and names without a digit (两级, 三位一体) stay: rules and names are made of them.
    """
    out: list[str] = []
    at = 0
    for mention in mentions:
        if mention.dimension in _WORDS and not any(map(_WORDS[mention.dimension], mention.printed)):
            continue
        first, rest = MASKS[mention.dimension]
        out += (text[at : mention.start].translate(_NEUTRAL), first, rest * (mention.end - mention.start - 1))
        at = mention.end
    out.append(text[at:].translate(_NEUTRAL))
    return "".join(out)
