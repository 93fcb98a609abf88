"""A pattern as positions that each read one character, and the steps between them."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

import regex

from ipextract.rulebook.syntax import (
    Atom,
    Chars,
    Choice,
    Look,
    Node,
    Place,
    Repeat,
    Row,
    Unjudged,
    empties,
    longest,
    size,
    spelled,
    word_of,
)  # fmt: skip

#: A set of characters as bits over an alphabet; the lowest bit is the edge of the text, where no character stands.
Letters: TypeAlias = int

START: Final = -1
ACCEPT: Final = -2
EDGE: Final[Letters] = 1
#: Repeats of up to so many rounds and positions are written out, for what is written out is judged exactly.
_MOST_ROUNDS, _MOST_WRITTEN = 16, 2000
_FEW_ROUNDS: Final = 4
#: So many words to choose from, outside of repeats without end, are read together.
_LEAST_WORDS: Final = 8
#: How far a look behind may reach.
FURTHEST_BEHIND: Final = 200
_MOST_POSITIONS, _MOST_STEPS = 20_000, 500_000
_CODE: Final = regex.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ntrfva0]))")
_NAMED: Final = dict(zip("ntrfva0", "\n\t\r\f\v\a\0", strict=True))


@dataclass(frozen=True, slots=True)
class Step:
    """A way from one position to another, or to ``ACCEPT``.

    ``behind`` holds what may have been read before it, ``ahead`` what may come next. ``loops`` and ``atoms`` are bits:
    the repeats that begin another round, the atoms that are left; so is ``denied``, the rows of letters that must not
    stand before it. A ``sure`` step hangs on nothing else; a ``double`` one stands for several.
    """

    target: int
    behind: Letters
    ahead: Letters
    loops: int
    atoms: int
    denied: int
    sure: bool
    double: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """A repeat of the positions low ≤ p < high, with its bit of ``Step.loops``.

    ``reach`` is how many characters it can read at most, ``None`` without end; ``source`` is how it is written.
    """

    low: int
    high: int
    bit: int
    rounds: int | None
    reach: int | None
    source: str


@dataclass(frozen=True, slots=True)
class Span:
    """The positions low ≤ p < high of an atom, with its bit of ``Step.atoms``."""

    low: int
    high: int
    bit: int


@dataclass(frozen=True, slots=True)
class Automaton:
    """What each position reads and the steps from it; those from ``START`` begin a match.

    ``aside`` are the positions of what only has to stand ahead, ``denied`` the rows of ``Step.denied``. ``hollow`` are
    repeats without end of what may be empty, ``backward`` those that look behind too far.
    """

    letters: tuple[Letters, ...]
    steps: Mapping[int, tuple[Step, ...]]
    loops: tuple[Loop, ...]
    atoms: tuple[Span, ...]
    aside: frozenset[int]
    denied: tuple[tuple[Letters, ...], ...]
    hollow: tuple[str, ...]
    backward: tuple[str, ...]
    alphabet: str

    def shown(self, letters: Letters) -> str:
        """One of the characters, an everyday one where there is one."""
        found = (ch for i, ch in enumerate(self.alphabet, 1) if letters >> i & 1)
        return min(found, key=lambda ch: (not ch.isalnum(), not ch.isprintable(), ord(ch)), default="")


def automaton(node: Node, alphabet: str) -> Automaton:
    """The automaton of a parse tree over an alphabet that has all its characters; Unjudged for one too large."""
    return _Builder(alphabet).build(node)


def alphabet_of(sources: Iterable[str]) -> str:
    """The characters that tell the sets of patterns apart: their own, the neighbours of these, one of every kind."""
    own: set[str] = set()
    for source in sources:
        own.update(source)
        for x, u, long, named in _CODE.findall(source):
            own.add(_NAMED[named] if named else chr(int(x or u or long, 16)))
    codes = {ord(ch) + step for ch in own for step in (-1, 0, 1)}
    return "".join(sorted({chr(code) for code in codes if 0 <= code <= sys.maxunicode}.union(_kinds())))


@cache
def _kinds() -> str:
    """ASCII, and of every 256 characters one of each category."""
    found: dict[tuple[int, str], str] = {}
    for code in range(0x20000):
        category = unicodedata.category(chr(code))
        if category not in ("Cn", "Cs"):
            found.setdefault((code >> 8, category), chr(code))
    return "".join(sorted({*map(chr, range(128)), *found.values()}))


@lru_cache(maxsize=4096)
def _letters_of(source: str, flags: int, alphabet: str) -> Letters:
    found = 0
    for match in regex.compile(source, flags).finditer(alphabet):
        found |= 2 << match.start()
    return found


#: (target, behind, ahead, loops, atoms, denied, sure) → whether there are several such ways.
_Ways: TypeAlias = dict[tuple[int, Letters, Letters, int, int, int, bool], bool]


@dataclass(frozen=True, slots=True)
class _Link:
    """From one place between characters to another without reading any."""

    to: int
    behind: Letters
    ahead: Letters
    loops: int
    atoms: int
    denied: int
    sure: bool


class _Builder:
    """Numbers the positions of a parse tree and links the places between them."""

    def __init__(self, alphabet: str) -> None:
        self.alphabet = alphabet
        self.every: Letters = (2 << len(alphabet)) - 1
        self.bits = {ch: 2 << i for i, ch in enumerate(alphabet)}
        self.letters: list[Letters] = []
        self.links: list[list[_Link]] = []
        self.reads: list[int | None] = []
        self.behind: list[int] = []
        self.loops: list[Loop] = []
        self.atoms: list[Span] = []
        self.aside: set[int] = set()
        self.denied: list[tuple[Letters, ...]] = []
        self.hollow: list[str] = []
        self.backward: list[str] = []
        self.endless = 0
        self.steps = 0
        self.accept, self.nowhere = self.place(), self.place()

    def build(self, node: Node) -> Automaton:
        start = self.place()
        self.link(self.add(node, start), self.accept)
        known: dict[int, _Ways] = {}
        places = [(START, start), *enumerate(self.behind)]
        steps = {
            at: tuple(Step(*way, double) for way, double in self.ways(place, known, set()).items())
            for at, place in places
        }
        return Automaton(
            tuple(self.letters), steps, tuple(self.loops), tuple(self.atoms), frozenset(self.aside),
            tuple(self.denied), tuple(self.hollow), tuple(self.backward), self.alphabet,
        )  # fmt: skip

    def ways(self, place: int, known: dict[int, _Ways], within: set[int]) -> _Ways:
        """All ways from a place to the next character or to the end of the pattern."""
        if place in known:
            return known[place]
        found: _Ways = {}
        read = ACCEPT if place == self.accept else self.reads[place]
        if read is not None:
            found[read, self.every, self.every, 0, 0, 0, True] = False
        within.add(place)
        for link in self.links[place]:
            if link.to in within:
                continue  # another round of nothing, which ``hollow`` tells of
            for way, double in self.ways(link.to, known, within).items():
                target, behind, ahead, loops, atoms, denied, sure = way
                behind, ahead = behind & link.behind, ahead & link.ahead
                loops, atoms, denied = loops | link.loops, atoms | link.atoms, denied | link.denied
                if behind and ahead:
                    key = target, behind, ahead, loops, atoms, denied, sure and link.sure
                    found[key] = double or key in found
        within.discard(place)
        known[place] = found
        self.steps += len(found)
        if self.steps > _MOST_STEPS:
            raise Unjudged("it is too long to be judged; make several of it")
        return found

    def place(self) -> int:
        self.links.append([])
        self.reads.append(None)
        return len(self.links) - 1

    def link(
        self, start: int, to: int, *, behind: Letters | None = None, ahead: Letters | None = None, loops: int = 0,
        atoms: int = 0, denied: int = 0, sure: bool = True,
    ) -> None:  # fmt: skip
        behind = self.every if behind is None else behind
        ahead = self.every if ahead is None else ahead
        self.links[start].append(_Link(to, behind, ahead, loops, atoms, denied, sure))

    def add(self, node: Node, start: int) -> int:
        """Adds what ``node`` reads from the place ``start``; the place behind it."""
        match node:
            case Chars():
                return self.read(self.set_of(node), start)
            case Row(parts):
                for part in parts:
                    start = self.add(part, start)
                return start
            case Choice():
                return self.choice(node, start)
            case Repeat():
                return self.repeat(node, start)
            case Atom(part):
                low, bit, end = len(self.letters), 1 << len(self.atoms), self.place()
                self.atoms.append(Span(low, low, bit))
                self.link(self.add(part, start), end, atoms=bit)
                self.atoms[bit.bit_length() - 1] = Span(low, len(self.letters), bit)
                return end
            case Place(kind):
                end = self.place()
                edges = {"start": EDGE, "line": EDGE | self.bits["\n"]}
                self.link(start, end, behind=edges.get(kind), sure=False)
                return end
            case Look():
                return self.look(node, start)

    def read(self, letters: Letters, start: int) -> int:
        if len(self.letters) >= _MOST_POSITIONS:
            raise Unjudged("it is too long to be judged; make several of it")
        own = self.place()
        self.link(start, own)
        self.reads[own] = len(self.letters)
        self.letters.append(letters)
        self.behind.append(self.place())
        return self.behind[-1]

    def choice(self, node: Choice, start: int) -> int:
        words = [] if self.endless else [row for row in map(word_of, node.parts) if row]
        together = len(words) >= _LEAST_WORDS
        end = self.place()
        for part in node.parts:
            if together and word_of(part):
                continue
            inner = self.place()
            self.link(start, inner)
            self.link(self.add(part, inner), end)
        if together:
            self.words(words, start, end)
        return end

    def words(self, words: list[tuple[Chars, ...]], start: int, end: int) -> None:
        """Reads one of many words as if the characters at one place of them went with all at the others."""
        for i in range(max(map(len, words))):
            start = self.read(joined(self.set_of(row[i]) for row in words if len(row) > i), start)
            if any(len(row) == i + 1 for row in words):
                self.link(start, end)

    def repeat(self, node: Repeat, start: int) -> int:
        most = node.most
        exact = most is not None and (most <= _FEW_ROUNDS or (self.endless > 0 and most <= _MOST_ROUNDS))
        if most is not None and (most == 1 or (exact and most * size(node.part) <= _MOST_WRITTEN)):
            end = self.place()
            for i in range(most):
                if i >= node.least:
                    self.link(start, end)
                start = self.add(node.part, start)
            self.link(start, end)
            return end
        return self.loop(node, start)

    def loop(self, node: Repeat, start: int) -> int:
        if node.most is None and empties(node.part):
            self.hollow.append(node.source)
        low, bit, body, end = len(self.letters), 1 << len(self.loops), self.place(), self.place()
        self.loops.append(Loop(low, low, bit, node.most, None, node.source))
        self.link(start, body)
        if not node.least:
            self.link(start, end)
        self.endless += node.most is None
        inner = self.add(node.part, body)
        self.endless -= node.most is None
        self.link(inner, body, loops=bit)
        self.link(inner, end)
        self.loops[bit.bit_length() - 1] = Loop(low, len(self.letters), bit, node.most, longest(node), node.source)
        return end

    def look(self, node: Look, start: int) -> int:
        end = self.place()
        ends = self.ends(node.part, last=not node.ahead)
        if node.denied:
            ends = self.every & ~self.alone(node.part)
        elif empties(node.part):
            ends = self.every
        if not node.ahead:
            reach = longest(node.part)
            if reach is None or reach > FURTHEST_BEHIND:
                self.backward.append(node.source)
            self.link(start, end, behind=ends, denied=self.rows(node) if node.denied else 0, sure=False)
            return end
        self.link(start, end, ahead=ends, sure=False)
        low, inner = len(self.letters), self.place()
        self.link(start, inner, sure=False)
        self.link(self.add(node.part, inner), self.nowhere)
        self.aside.update(range(low, len(self.letters)))
        return end

    def rows(self, node: Look) -> int:
        """The bits of the rows of letters that a look behind denies."""
        low = len(self.denied)
        self.denied += [tuple(map(self.set_of, row)) for row in spelled(node.part) if row]
        return (1 << len(self.denied)) - (1 << low)

    def ends(self, node: Node, *, last: bool) -> Letters:
        """The first characters that ``node`` may read, or the ``last`` ones."""
        match node:
            case Chars():
                return self.set_of(node)
            case Choice(parts):
                return joined(self.ends(part, last=last) for part in parts)
            case Row(parts):
                found = 0
                for part in reversed(parts) if last else parts:
                    found |= self.ends(part, last=last)
                    if not empties(part):
                        break
                return found
            case Repeat(part) | Atom(part):
                return self.ends(part, last=last)
            case Place() | Look():
                return 0

    def alone(self, node: Node) -> Letters:
        """The characters that by themselves are all that ``node`` asks for."""
        match node:
            case Chars():
                return self.set_of(node)
            case Choice(parts):
                return joined(map(self.alone, parts))
            case Atom(part) | Repeat(part, 0 | 1, 1):
                return self.alone(part)
            case Row(parts) if not any(isinstance(part, Place | Look) for part in parts):
                needed = [part for part in parts if not empties(part)]
                return joined(self.alone(part) for part in parts if not needed or needed == [part])
            case _:
                return 0

    def set_of(self, chars: Chars) -> Letters:
        source = chars.source
        if not chars.flags & regex.IGNORECASE.value and source != ".":
            plain = source[1:] if source[0] == "\\" and not source[1].isalnum() else source
            if len(plain) == 1:
                return self.bits[plain]
        return _letters_of(source, chars.flags, self.alphabet)


def joined(sets: Iterable[Letters]) -> Letters:
    """All that any of some sets takes."""
    found = 0
    for each in sets:
        found |= each
    return found
