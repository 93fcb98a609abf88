"""Text that knows where it stands: what is cut out of a document and put together keeps its offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from operator import index
from typing import Final, SupportsIndex

import regex

__all__ = ["Placed", "blanked", "cut", "spans_of", "split", "split_into", "trimmed"]

_NOWHERE: Final = -1


class Placed(str):
    """A text with the offset of each of its characters in the document; -1 for one that the document did not print.

    Slices, sums and what prefixes and suffixes leave keep their offsets; every other method of ``str`` gives a plain
    text, whose characters count as printed nowhere.
    """

    __slots__ = ("at",)
    at: Sequence[int]

    def __new__(cls, text: str, at: Sequence[int]) -> Placed:
        """The text with one offset a character. ValueError where their numbers differ."""
        if len(text) != len(at):
            raise ValueError(f"{len(at)} offsets for {len(text)} characters")
        made = super().__new__(cls, text)
        made.at = at
        return made

    def __getitem__(self, key: SupportsIndex | slice) -> Placed:
        text = super().__getitem__(key)
        return Placed(text, self.at[key] if isinstance(key, slice) else (self.at[index(key)],))

    def __add__(self, other: str) -> Placed:
        return Placed(super().__add__(other), (*self.at, *_offsets(other)))

    def __radd__(self, other: str) -> Placed:
        return Placed(other.__add__(str(self)), (*_offsets(other), *self.at))

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)

    def removeprefix(self, prefix: str, /) -> Placed:
        """The text without ``prefix``, as of ``str``."""
        return self[len(prefix) if self.startswith(prefix) else 0 :]

    def removesuffix(self, suffix: str, /) -> Placed:
        """The text without ``suffix``, as of ``str``."""
        return self[: len(self) - len(suffix) if self.endswith(suffix) else len(self)]

    def partition(self, sep: str, /) -> tuple[Placed, Placed, Placed]:
        """What stands before the first ``sep``, it, and what stands behind it, as of ``str``."""
        at = self.find(sep)
        return (self, self[:0], self[:0]) if at < 0 else (self[:at], self[at : at + len(sep)], self[at + len(sep) :])

    def without(self, characters: frozenset[str]) -> Placed:
        """The text without white space and these characters."""
        kept = [i for i, ch in enumerate(str(self)) if ch not in characters and not ch.isspace()]
        if len(kept) == len(self):
            return self
        text = str(self)
        return Placed("".join(text[i] for i in kept), tuple(self.at[i] for i in kept))


def cut(text: str, start: int, end: int) -> Placed:
    """text[start:end] with its offsets."""
    start, end, _ = slice(start, end).indices(len(text))
    return Placed(text[start:end], range(start, max(start, end)))


def trimmed(text: Placed) -> Placed:
    """The text without white space around it."""
    start = len(text) - len(text.lstrip())
    return text[start : start + len(text.strip())]


def blanked(text: str, word: str) -> str:
    """The text with a character that no word has for each one of ``word``."""
    if word not in text:
        return text
    blank = text.replace(word, "\0" * len(word))
    return Placed(blank, text.at) if isinstance(text, Placed) else blank


def split(text: str, marks: tuple[str, ...]) -> list[str]:
    """The items of a list, each with its offsets where the text has them; ``marks`` stand between."""
    ends = [at for mark in _any_of(marks).finditer(text) for at in mark.span()]
    if not ends:
        return [text] if text else []
    items = (text[start:end] for start, end in zip([0, *ends[1::2]], [*ends[::2], len(text)], strict=True))
    return [item for item in items if item]


def split_into(many: int, text: str, marks: tuple[str, ...]) -> list[str]:
    """The items of a list of ``many``: 及 inside of a name joins no two, where 、 alone gives that many.

    The first marks are those that part items most surely; all of them where no first few give that many.
    """
    some = (split(text, marks[: k + 1]) for k in range(len(marks)))
    return next((items for items in some if len(items) == many), split(text, marks))


@cache
def _any_of(marks: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(mark) for mark in sorted(marks, key=len, reverse=True)))


def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where the characters of a text are printed: half-open spans in the order of the text, none for a plain one."""
    return tuple(_spans(_offsets(text)))


def _offsets(text: str) -> Sequence[int]:
    return text.at if isinstance(text, Placed) else tuple(repeat(_NOWHERE, len(text)))


def _spans(offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = end = _NOWHERE
    for offset in offsets:
        if offset == _NOWHERE:
            continue
        if offset != end and start != _NOWHERE:
            yield start, end
        if offset != end:
            start = offset
        end = offset + 1
    if start != _NOWHERE:
        yield start, end
