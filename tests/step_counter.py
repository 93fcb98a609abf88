"""A backtracking matcher that counts its steps: slow, plain, and without the tricks of a real one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

from ipextract.rulebook.syntax import Atom, Chars, Choice, Look, Node, Place, Repeat, Row, longest, tree

Next = Callable[[int], int | None]


@cache
def _takes(source: str, letter: str, flags: int) -> bool:
    return regex.fullmatch(source, letter, flags) is not None


class TooMany(Exception):  # noqa: N818 - named for what happened
    """More steps than anybody wants to wait for."""


class Counter:
    """Matches one pattern and counts how often it looks at a part of it."""

    def __init__(self, source: str, most: int = 2_000_000) -> None:
        self.tree = tree(source)
        self.most = most
        self.steps = 0
        self.text = ""

    def ends(self, text: str) -> list[int | None]:
        """For each place in the text where a match from there ends, ``None`` where none begins."""
        self.text, self.steps = text, 0
        return [self._match(self.tree, at, lambda i: i) for at in range(len(text) + 1)]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The spans of all matches, as ``finditer`` finds them; TooMany beyond ``most`` steps."""
        self.text, self.steps = text, 0
        found: list[tuple[int, int]] = []
        at = 0
        while at <= len(text):
            end = self._match(self.tree, at, lambda i: i)
            if end is not None:
                found.append((at, end))
            at = at + 1 if end is None or end == at else end
        return found

    def _match(self, node: Node, at: int, then: Next) -> int | None:
        self.steps += 1
        if self.steps > self.most:
            raise TooMany
        match node:
            case Chars(source, flags):
                fits = at < len(self.text) and _takes(source, self.text[at], flags)
                return then(at + 1) if fits else None
            case Place(kind):
                fits = at == 0 or (kind == "line" and self.text[at - 1] == "\n")
                return then(at) if fits or kind == "other" else None
            case Row(parts):
                return self._row(parts, 0, at, then)
            case Choice(parts):
                return next((end for part in parts if (end := self._match(part, at, then)) is not None), None)
            case Repeat():
                return self._repeat(node, 0, at, then)
            case Atom(part):
                end = self._match(part, at, lambda i: i)
                return None if end is None else then(end)
            case Look():
                return then(at) if self._stands(node, at) != node.denied else None

    def _row(self, parts: tuple[Node, ...], i: int, at: int, then: Next) -> int | None:
        if i == len(parts):
            return then(at)
        return self._match(parts[i], at, lambda j: self._row(parts, i + 1, j, then))

    def _repeat(self, node: Repeat, rounds: int, at: int, then: Next) -> int | None:
        if node.most is None or rounds < node.most:
            again = lambda j: self._repeat(node, rounds + 1, j, then) if j > at or rounds < node.least else None  # noqa: E731
            end = self._match(node.part, at, again)
            if end is not None:
                return end
        return then(at) if rounds >= node.least else None

    def _stands(self, node: Look, at: int) -> bool:
        if node.ahead:
            return self._match(node.part, at, lambda i: i) is not None
        furthest = longest(node.part)
        low = 0 if furthest is None else max(0, at - furthest)
        return any(
            self._match(node.part, i, lambda j: j if j == at else None) is not None for i in range(at, low - 1, -1)
        )
