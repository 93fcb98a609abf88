r"""The door through which every pattern of a rule file goes: none may ask for gigabytes before it has matched anything.

The engine writes a repeat out as often as it has to match at least, so ``(?:x){1000000000}`` takes 23 GB to compile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import regex

from ipextract.rulebook.cache import PATTERNS

LONGEST: Final = 400_000
"""Characters of a pattern with its slots filled in: fifty times the longest of ours."""

MOST: Final = 100_000
"""Steps that the repeats of a pattern may add to it, which takes some 30 MB."""

#: How many characters around a word a rule that must stand near it is tried.
_WINDOW: Final = 32
_CAP: Final = 1 << 62
_FINE: Final = 1_000_000
"""What a pattern may come to if all its repeats stood in each other: below it nobody has to look which of them do."""

_LEAST = regex.compile(r"\{\s*+([0-9]++)")
# Bounded: of a set or a note that is not closed the rest would be read again from each bracket in it.
_SET = r"\[\^?\]?(?:\\.|[^\]\\]){0,800}+\]"
_OPEN = r"\((?!\?\#)(?:\?(?:P?<\w++>|<?[=!]|[>|]|[a-zA-Z0-9-]*+:))?"
_TOKEN = regex.compile(
    rf"(?P<open>{_OPEN})|(?P<close>\))|(?P<mark>[*+?|])|\{{\s*+(?P<least>[0-9]*+)\s*+(?:,[0-9\s]*+)?\}}"
    rf"|\(\?\#[^)]{{0,2000}}+\)|{_SET}|\\.|.",
    regex.DOTALL,
)
#: Flags that change what brackets and white space mean to a parser as simple as ours.
_FLAGS = regex.compile(r"\(\?[a-zA-Z0-9]*+(?:x|V1)")


class PatternFault(ValueError):  # noqa: N818 - named for whose fault it is
    """A pattern that cannot be used, and why."""


@dataclass(frozen=True)
class Pattern:
    """The pattern of a rule, compiled when it is first tried: many are not in a run, and they take most of its start.

    Whoever makes one of a source that nobody has judged asks for ``compiled`` at once, which raises PatternFault.
    """

    source: str

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """What the engine makes of the source."""
        return compiled(self.source)

    def search(self, text: str) -> regex.Match[str] | None:
        """The first match in ``text``."""
        return self.compiled.search(text)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[regex.Match[str]]:
        """All matches in text[start:end], one behind the other."""
        return self.compiled.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """``text`` with each match replaced."""
        return self.compiled.sub(by, text)


Judged: TypeAlias = Callable[[str], bool]
"""Whether the source of a pattern has been compiled before, and found to match something."""


def compiled(source: str) -> regex.Pattern[str]:
    """The pattern. Raises PatternFault for one that does not compile, or that would be too large if it did."""
    cached = PATTERNS.get(source)
    if cached is not None and cached.pattern == source:
        return cached
    bound(source)
    try:
        found = regex.compile(source)
    except RecursionError as error:
        raise PatternFault("pattern does not compile: its groups are nested too deeply") from error
    except (regex.error, ValueError, OverflowError) as error:
        raise PatternFault(f"pattern does not compile: {error}") from error
    PATTERNS.add(source, found)
    return found


def bound(source: str) -> None:
    """Raises PatternFault for a pattern, or a part of one, that would be too large when it is compiled."""
    if len(source) > LONGEST:
        raise PatternFault(f"pattern has {len(source)} characters with its slots filled in, the limit is {LONGEST}")
    if _may_be_large(source):
        if _FLAGS.search(source):
            raise PatternFault("pattern repeats too much for one with the flags x or V1; write it without them")
        if steps(source) - len(source) > MOST:
            raise PatternFault(f"pattern repeats its parts more than {MOST} times in all; lower the counts in braces")


def steps(source: str) -> int:
    """How many characters, sets and the like a pattern has when each repeat is written out as often as it must match.

    A sum over its parts, each times the least count of every repeat that it stands in; never too few.
    """
    sums, last = [0], 0
    for token in _TOKEN.finditer(source):
        if token["open"]:
            sums.append(0)
            last = 0
        elif token["close"]:
            last = max(1, sums.pop()) if len(sums) > 1 else 1
            sums[-1] += last
        elif token["least"] is not None:
            more = last * (_count(token["least"]) - 1)
            last, sums[-1] = min(_CAP, last + more), min(_CAP, sums[-1] + more)
        elif not token["mark"]:
            last = 1
            sums[-1] += 1
    return sum(sums)


def _may_be_large(source: str) -> bool:
    product = len(source)
    for found in _LEAST.finditer(source):
        product *= _count(found[1])
        if product > _FINE:
            return True
    return False


def _count(digits: str) -> int:
    """The least count of a repeat, at least one; the digits of a number too long to be one are not counted out."""
    return max(1, int(digits or 0)) if len(digits) < 12 else _CAP


def matches(pattern: Pattern, near: tuple[str, ...], text: str) -> Iterator[regex.Match[str]]:
    """All matches; a rule that names words it must stand near is tried only around those words."""
    if not near:
        yield from pattern.finditer(text)
        return
    windows: list[tuple[int, int]] = []
    for at in sorted({at for word in near for at in _places(word, text)}):
        low, high = max(0, at - _WINDOW), min(len(text), at + _WINDOW)
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    for low, high in windows:
        yield from pattern.finditer(text, low, high)


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
