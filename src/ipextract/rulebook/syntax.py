"""The parse tree of a pattern: as much of the syntax of ``regex`` and ``re`` as rules and code may use.

A parser of our own, for those of both libraries are private and change (docs/decisions/linear-patterns.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal, TypeAlias

import regex

PlaceKind: TypeAlias = Literal["start", "line", "other"]

_SETS: Final = frozenset("dDsSwWhnrtfva0")
_PLACES: Final[dict[str, PlaceKind]] = {"A": "start", "b": "other", "B": "other", "Z": "other", "z": "other"}
_HEX: Final = {"x": 2, "u": 4, "U": 8}
_BRACES: Final = regex.compile(r"\{(?:([0-9]{1,9})(?:(,)([0-9]{0,9}))?|,([0-9]{1,9}))\}")
_FUZZY: Final = regex.compile(r"\{[^{}]*[a-z<>=]")
_FLAGS: Final = regex.compile(r"\(\?([aimsu]*)([:)])")
_NAMED: Final = regex.compile(r"\(\?P?<(?![=!])\w{1,99}>")
_LOOKS: Final = {"(?=": (True, False), "(?!": (True, True), "(?<=": (False, False), "(?<!": (False, True)}
_LETTERS: Final = {
    "a": regex.ASCII, "i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL, "u": regex.UNICODE,
}  # fmt: skip
_KEPT: Final = regex.ASCII | regex.IGNORECASE | regex.MULTILINE | regex.DOTALL
_NO_RANGE: Final = (1, 1)
_MOST_ROWS: Final = 200


class Unjudged(ValueError):  # noqa: N818 - named for what happened
    """A pattern that uses more of the syntax than is judged; it says what, and what to write instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Chars:
    """One character out of a set, as written; ``flags`` are those that change which ones it takes."""

    source: str
    flags: int


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """What takes no character: ``start`` of the text, start of a ``line``, or any ``other`` place."""

    kind: PlaceKind


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One part behind the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One part or another."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """A part ``least`` to ``most`` times, ``None`` for as often as it likes; ``source`` is how it is written."""

    part: Node
    least: int
    most: int | None
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """A part that is not read in another way once it is read: an atomic group, a possessive repeat."""

    part: Node


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A part that has to stand ``ahead`` or behind, or that must not where it is ``denied``."""

    part: Node
    ahead: bool
    denied: bool
    source: str


Node: TypeAlias = Chars | Place | Row | Choice | Repeat | Atom | Look


def tree(source: str, flags: int = 0) -> Node:
    """The parse tree of a pattern that compiles; Unjudged for what is beyond the syntax named above."""
    if flags & (regex.VERBOSE | regex.VERSION1):
        raise Unjudged("patterns with white space and those of version 1 are not judged; write it without the flag")
    reader = _Reader(source, int(flags & _KEPT))
    found = reader.choice()
    if reader.at < len(source):
        raise Unjudged(f"{source[reader.at]!r} at {reader.at} closes nothing")
    return found


def size(node: Node) -> int:
    """How many positions ``node`` has when repeats are not written out."""
    match node:
        case Chars():
            return 1
        case Row(parts) | Choice(parts):
            return sum(map(size, parts))
        case Repeat(part) | Atom(part) | Look(part):
            return size(part)
        case Place():
            return 0


def longest(node: Node) -> int | None:
    """How many characters ``node`` can read at most; ``None`` without end."""
    match node:
        case Chars():
            return 1
        case Row(parts) | Choice(parts):
            lengths = [longest(part) for part in parts]
            known = [length for length in lengths if length is not None]
            if len(known) < len(lengths):
                return None
            return sum(known) if isinstance(node, Row) else max(known)
        case Repeat(part, _, most):
            length = longest(part)
            return None if length is None or most is None else length * most
        case Atom(part):
            return longest(part)
        case Place() | Look():
            return 0


def empties(node: Node) -> bool:
    """Whether ``node`` can read nothing."""
    match node:
        case Chars():
            return False
        case Row(parts):
            return all(map(empties, parts))
        case Choice(parts):
            return any(map(empties, parts))
        case Repeat(part, least):
            return least == 0 or empties(part)
        case Atom(part):
            return empties(part)
        case Place() | Look():
            return True


def spelled(node: Node) -> list[tuple[Chars, ...]]:
    """The rows of characters that ``node`` can read, as far as they are few; for a look behind each is denied."""
    match node:
        case Chars():
            return [(node,)]
        case Choice(parts):
            return [row for part in parts for row in spelled(part)]
        case Repeat(part, 0, 1):
            return [(), *spelled(part)]
        case Atom(part):
            return spelled(part)
        case Row(parts):
            rows: list[tuple[Chars, ...]] = [()]
            for part in parts:
                rows = [*islice(((*row, *more) for row in rows for more in spelled(part)), _MOST_ROWS)]
            return rows
        case Repeat() | Place() | Look():
            return []


def word_of(node: Node) -> tuple[Chars, ...]:
    """The sets of a plain row of characters; empty for anything else."""
    parts = node.parts if isinstance(node, Row) else (node,)
    found = tuple(part for part in parts if isinstance(part, Chars))
    return found if len(found) == len(parts) else ()


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self.flags = flags
        self.at = 0

    def choice(self) -> Node:
        parts = [self._row()]
        while self._takes("|"):
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _row(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            start = self.at
            part = self._part()
            if part is not None:
                parts.append(self._repeated(part, start))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _takes(self, text: str) -> bool:
        if self.source.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def _part(self) -> Node | None:
        ch = self.source[self.at]
        if ch == "(":
            return self._group()
        if ch == "[":
            return self._set()
        if ch == "\\":
            return self._escape()
        self.at += 1
        if ch == "^":
            return Place("line" if self.flags & regex.MULTILINE else "start")
        if ch == "$":
            return Place("other")
        return Chars("." if ch == "." else regex.escape(ch, special_only=False), self.flags)

    def _repeated(self, part: Node, start: int) -> Node:
        while (bounds := self._bounds()) is not None:
            final = False
            if self.source[self.at : self.at + 1] in ("?", "+"):
                final = self.source[self.at] == "+"
                self.at += 1
            if bounds != _NO_RANGE:
                part = Repeat(part, *bounds, self.source[start : self.at])
            part = Atom(part) if final else part
        return part

    def _bounds(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self._takes(sign):
                return bounds
        found = _BRACES.match(self.source, self.at)
        if found is None:
            if _FUZZY.match(self.source, self.at):
                raise Unjudged("fuzzy matching is not judged; write out what may stand there")
            return None
        self.at = found.end()
        least, comma, most, up_to = found.groups()
        if up_to is not None:
            return 0, int(up_to)
        return int(least), (int(most) if most else None) if comma else int(least)

    def _group(self) -> Node | None:
        kept, start = self.flags, self.at
        look = next((kind for sign, kind in _LOOKS.items() if self._takes(sign)), None)
        atom = look is None and self._takes("(?>")
        if look is None and not atom and not self._named() and not self._flagged():
            return None
        inner = self.choice()
        if not self._takes(")"):
            raise Unjudged(f"the group at {start} has no end")
        self.flags = kept
        if look is not None:
            return Look(inner, *look, self.source[start : self.at])
        return Atom(inner) if atom else inner

    def _flagged(self) -> bool:
        """Reads the opening of a plain group; false for flags of the whole pattern, which are no group."""
        start = self.at
        if self.source[start + 1 : start + 2] != "?":
            self.at += 1
            return True
        found = _FLAGS.match(self.source, start)
        if found is None:
            form = self.source[start : start + 4]
            raise Unjudged(f"groups of the form {form!r} are not judged; write out what may stand there")
        if found[2] == ")" and start:
            raise Unjudged("flags in the middle of a pattern are not judged; write them at its start")
        self.at = found.end()
        for letter in found[1]:
            self.flags |= int(_LETTERS[letter] & _KEPT)
        return found[2] == ":"

    def _named(self) -> bool:
        found = _NAMED.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found is not None

    def _set(self) -> Node:
        start = self.at
        self.at += 1
        self._takes("^")
        self._takes("]")
        while self.at < len(self.source) and self.source[self.at] != "]":
            if self.source.startswith("[:", self.at) and (end := self.source.find(":]", self.at)) > 0:
                self.at = end + 2
            else:
                self.at += 2 if self.source[self.at] == "\\" else 1
        self.at += 1
        return Chars(self.source[start : self.at], self.flags)

    def _escape(self) -> Node:
        start = self.at
        letter = self.source[self.at + 1 : self.at + 2]
        self.at += 2
        if letter in _PLACES:
            return Place(_PLACES[letter])
        if letter in _HEX:
            self.at += _HEX[letter]
        elif letter in ("p", "P", "N") and self._takes("{"):
            self.at = self.source.index("}", self.at) + 1
        elif letter.isalnum() and letter not in _SETS:
            raise Unjudged(f"\\{letter} is not judged; write out what may stand there")
        return Chars(self.source[start : self.at], self.flags)
