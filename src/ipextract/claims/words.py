"""The words of a text where they stand, and which lists of the rules they are in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ipextract.model import Word
from ipextract.rulebook.lexicon import Lexicon, by_name


class Words:
    """The words of a text by offset, with the lists of rules/phrases.toml."""

    __slots__ = ("all", "lists", "masked", "starts", "text")

    def __init__(self, text: str, masked: str, words: tuple[Word, ...], lists: Lexicon) -> None:
        self.text = text
        self.masked = masked
        self.all = words
        self.starts = [w.start for w in words]
        self.lists = {name: frozenset(listed) for name, listed in by_name(lists).items()}

    def between(self, start: int, end: int) -> list[Word]:
        """The words that start in [start, end)."""
        return list(self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)])

    def at(self, offset: int) -> Word | None:
        """The word that covers ``offset``."""
        i = bisect_right(self.starts, offset) - 1
        return self.all[i] if i >= 0 and self.all[i].end > offset else None

    def only_frames(self, start: int, end: int) -> bool:
        """True when nothing in text[start:end] names anything: list marks, commas, links and 每人每月."""
        return all(
            any(self.has(w, name) for name in ("list_mark", "be", "per_each")) or w.text == "，"
            for w in self.between(start, end)
        )

    def has(self, word: Word | str, name: str) -> bool:
        """True when the word stands in the list ``name``."""
        return (word if isinstance(word, str) else word.text) in self.lists[name]
