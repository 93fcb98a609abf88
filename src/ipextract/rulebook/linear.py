"""What in a pattern takes more than linear time, told from its parse tree (docs/decisions/linear-patterns.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Final, Literal, TypeAlias

from ipextract.rulebook.automaton import (
    ACCEPT,
    START,
    Automaton,
    Letters,
    Loop,
    Span,
    Step,
    alphabet_of,
    automaton,
    joined,
)
from ipextract.rulebook.syntax import Unjudged, tree

Growth: TypeAlias = Literal["exponential", "restarted", "shared", "window", "hollow", "backward", "unjudged"]

WIDEST: Final = 2000
"""A repeat that may read more characters is treated like one without end."""

MOST_TRIES: Final = 10_000
"""How many ways bounded repeats may have, taken together, to share one stretch of text."""

_MOST_PAIRS: Final = 200_000
_LONGEST_SHOWN: Final = 60
_SAYS: Final[Mapping[Growth, str]] = {
    "exponential": "can read {word} in more ways with every round of {parts}: let each text be read in one way only",
    "restarted": (
        "begins anew at each character of a long {word} and reads on to the end of {parts}: bound the repeat "
        "({{1,40}}) or say with (?<!…) where it begins"
    ),
    "shared": "divides a long {word} between {parts} in every way: let them share no character, or bound one",
    "window": "divides {word} between {parts} in too many ways: let them share no character, or bound them closer",
    "hollow": "repeats what may be empty, {parts}: let every round read something",
    "backward": "looks behind too far, {parts}: bound its repeats",
    "unjudged": "cannot be judged: {parts}",
}


@dataclass(frozen=True, slots=True)
class Slow:
    """Why a pattern takes more than linear time: which growth, in which ``parts``, on which ``word`` said over."""

    growth: Growth
    parts: tuple[str, ...]
    word: str = ""

    def __str__(self) -> str:
        quoted = [part if self.growth == "unjudged" else f"`{_short(part)}`" for part in self.parts]
        word = f"{_short(self.word * 3)!r}"
        return _SAYS[self.growth].format(word=word, parts=" and ".join(dict.fromkeys(quoted)))


def slow(source: str, flags: int = 0, *, alphabet: str = "", anchored: bool = False) -> tuple[Slow, ...]:
    """What makes a pattern take more than linear time; empty when nothing does.

    An ``anchored`` pattern is tried at one place only (``match``, ``fullmatch``). One ``alphabet`` for several patterns
    (``alphabet_of``) saves work.
    """
    try:
        machine = automaton(tree(source, flags), alphabet or alphabet_of([source]))
    except Unjudged as fault:
        return (Slow("unjudged", (str(fault),)),)
    return tuple(_found(machine, anchored=anchored))


def _found(machine: Automaton, *, anchored: bool) -> Iterator[Slow]:
    for part in machine.hollow:
        yield Slow("hollow", (part,))
    for part in machine.backward:
        yield Slow("backward", (part,))
    judge = _Judge(machine)
    sound: list[Loop] = []
    for loop in machine.loops:
        word = judge.ambiguous(loop)
        if word is None:
            sound.append(loop)
        else:
            yield Slow("exponential", (loop.source,), word)
    for loop in sound:
        word = judge.restarted(loop) if _endless(loop) and not anchored else None
        if word is not None:
            yield Slow("restarted", (loop.source,), word)
    yield from _divided(judge, sound)


def _divided(judge: _Judge, loops: list[Loop]) -> Iterator[Slow]:
    """Repeats that share text: two without end, or bounded ones whose ways multiply."""
    known = [loop for loop in loops if _endless(loop) or loop.high - loop.low == 1]
    if any(_chains(known, judge.near)):  # which is told sooner and never misses one
        yield from _chains(known, judge.shared)


def _chains(loops: list[Loop], shared: Callable[[Loop, Loop], str | None]) -> Iterator[Slow]:
    tries = {loop.bit: 1 if _endless(loop) else loop.reach or 1 for loop in loops}
    chains: dict[int, tuple[str, ...]] = {loop.bit: (loop.source,) for loop in loops}
    for one, other in combinations(sorted(loops, key=lambda loop: loop.low), 2):
        endless = _endless(one) and _endless(other)
        ways = tries[one.bit] * (1 if _endless(other) else other.reach or 1)
        if one.high > other.low or not (endless or ways > tries[other.bit]):
            continue
        word = shared(one, other)
        if word is None:
            continue
        chains[other.bit], tries[other.bit] = (*chains[one.bit], other.source), ways
        if endless:
            yield Slow("shared", (one.source, other.source), word)
        elif ways > MOST_TRIES:
            yield Slow("window", chains[other.bit], word)


def _endless(loop: Loop) -> bool:
    return loop.reach is None or loop.reach > WIDEST


_Steps: TypeAlias = Mapping[int, Sequence[Step]]
#: Positions of copies of the automaton that read the same text side by side.
_Side: TypeAlias = tuple[int, ...]


class _Judge:
    """Asks of one automaton whether a text can be read in several ways at once.

    Two copies of it read the same text; what they reach together can be repeated at will.
    """

    def __init__(self, machine: Automaton) -> None:
        self.machine = machine
        self.letters = machine.letters
        self.every: Letters = (2 << len(machine.alphabet)) - 1
        self.cycles: dict[tuple[int, bool], frozenset[int]] = {}
        self.reach: dict[int, frozenset[int]] = {}

    def ambiguous(self, loop: Loop) -> str | None:
        """A text that ``loop`` can read in two ways, to be where it was before; ``None`` when there is none."""
        kept = self._within(self._cycle(loop, failing=False))
        inner = [atom for atom in self.machine.atoms if loop.low <= atom.low and atom.high <= loop.high]
        begin: dict[_Side, _Side] = {}
        for p, steps in kept.items():
            for one, other in ((step, step) for step in steps if step.double):
                begin[one.target, other.target, 0] = (p,)
            for one, other in combinations(steps, 2):
                common = self._parted(p, one, other, inner)
                if common is not None and self._agree((p, p), (one, other)):
                    begin[one.target, other.target, common] = (p,)
        return self._search(begin, kept, kept, inner, lambda side: side[0] == side[1] and not side[2])

    def restarted(self, loop: Loop) -> str | None:
        """A text that ``loop`` reads on and on while a match can begin anywhere in it and come to the loop.

        A loop in which the pattern may end is none: the first match has all of the text.
        """
        inside = self._cycle(loop, failing=True)
        begin: dict[_Side, _Side] = {}
        kept = self._within(inside)
        for q, steps in kept.items():
            first = [step for step in self.machine.steps[START] if step.target >= 0 and not self._barred(q, step)]
            for one, other in product(first, steps):
                if self._agree((START, q), (one, other)):
                    begin[one.target, other.target, 0] = (q,)
        return self._search(begin, self.machine.steps, kept, [], lambda side: side[0] == side[1])

    def near(self, one: Loop, other: Loop) -> str | None:
        """An empty text where ``other`` may be reached from ``one`` by what that reads itself, ``None`` where not."""
        return "" if self._reach(one) & self._cycle(other, failing=True) else None

    def shared(self, one: Loop, other: Loop) -> str | None:
        """A text that two loops both read, and that leads from the one to the other."""
        ones, others = self._cycle(one, failing=False), self._cycle(other, failing=True)
        near = self._reach(one)
        sealed = sum(
            atom.bit for atom in self.machine.atoms
            if atom.low <= one.low and one.high <= atom.high and not atom.low <= other.low < atom.high
        )  # fmt: skip
        way = {
            p: [s for s in self.machine.steps[p] if s.target in near and not (p in ones and s.atoms & sealed)]
            for p in near | ones
        }
        first, last = self._within(ones), self._within(others)
        for q in sorted(ones):
            for r in sorted(p for p in others if self.letters[p] & self.letters[q]):
                word = self._led((q, q, r), (q, r, r), (first, way, last))
                if word is not None:
                    return word
        return None

    def _cycle(self, loop: Loop, *, failing: bool) -> frozenset[int]:
        """The positions of a loop that it comes back to in another round.

        Where ``failing``, only those that can be read on and on without passing one where the pattern may end.
        """
        known = self.cycles.get((loop.bit, failing))
        if known is not None:
            return known
        inside = {p for p in range(loop.low, loop.high) if not (failing and p in self._ends)}
        after = {p: [s.target for s in self.machine.steps[p] if s.target in inside] for p in inside}
        before = _turned(after)
        rounds = {
            (p, s.target)
            for p in inside for s in self.machine.steps[p] if s.target in inside and s.loops & loop.bit
        }  # fmt: skip
        found: set[int] = set()
        for p, q in sorted(rounds):
            if not {p, q} <= found:
                ahead = _reached([q], after)
                if p in ahead:
                    found |= ahead & _reached([p], before)
        self.cycles[loop.bit, failing] = frozenset(found)
        return self.cycles[loop.bit, failing]

    def _reach(self, loop: Loop) -> frozenset[int]:
        """The positions that may be reached from a loop by what it reads itself."""
        if loop.bit not in self.reach:
            queue = list(self._cycle(loop, failing=False))
            own, found = joined(self.letters[p] for p in queue), set(queue)
            for p in queue:
                new = {s.target for s in self.machine.steps[p] if s.target >= 0 and self.letters[s.target] & own}
                queue += new - found
                found |= new
            self.reach[loop.bit] = frozenset(found)
        return self.reach[loop.bit]

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The positions behind which the pattern may end whatever follows."""
        return frozenset(
            p
            for p, letters in enumerate(self.letters)
            if p not in self.machine.aside
            and any(
                step.target == ACCEPT and step.sure and not letters & ~step.behind and step.ahead == self.every
                for step in self.machine.steps[p]
            )
        )

    @cached_property
    def _before(self) -> Mapping[int, list[int]]:
        return _turned({p: [s.target for s in steps] for p, steps in self.machine.steps.items()})

    def _within(self, inside: frozenset[int]) -> dict[int, list[Step]]:
        return {p: [s for s in self.machine.steps[p] if s.target in inside] for p in sorted(inside)}

    def _barred(self, q: int, first: Step) -> bool:
        """Whether all that can have been read up to ``q`` forbids that a match begins behind it with this step."""
        rows = (row for i, row in enumerate(self.machine.denied) if first.denied >> i & 1)
        return any(self._always(q, row) for row in rows)

    def _always(self, q: int, row: tuple[Letters, ...]) -> bool:
        if q < 0 or self.letters[q] & ~row[-1]:
            return False
        return len(row) == 1 or all(self._always(p, row[:-1]) for p in self._before[q])

    def _agree(self, at: _Side, steps: tuple[Step, ...]) -> bool:
        """Whether steps from positions that have just read the same character can go on with the same one."""
        behind = ahead = self.every
        for p, step in zip(at, steps, strict=True):
            behind &= step.behind if p == START else step.behind & self.letters[p]
            ahead &= step.ahead & self.letters[step.target]
        return bool(behind and ahead)

    def _parted(self, p: int, one: Step, other: Step, inner: list[Span]) -> int | None:
        """The atoms that two ways which part at ``p`` are both inside of; ``None`` when only one of them is tried.

        What leaves an atom is not tried once the other way can complete it.
        """
        common = 0
        for atom in inner:
            held = [atom.low <= step.target < atom.high for step in (one, other)]
            left = [bool(step.atoms & atom.bit) for step in (one, other)]
            if left[0] == left[1]:
                common |= atom.bit if all(held) else 0
            elif atom.low <= p < atom.high:
                stays = other if left[0] else one
                if any(s.atoms & atom.bit for s in self.machine.steps[stays.target]):
                    return None
        return common

    def _search(
        self, begin: dict[_Side, _Side], ones: _Steps, others: _Steps, inner: list[Span],
        found: Callable[[_Side], bool],
    ) -> str | None:  # fmt: skip
        """The text on which two copies come from ``begin`` to what is looked for, and back to where they began.

        The third number of a side are the atoms that both are inside of: the way that completes one first is the only
        one. ``begin`` has for each side where the second copy was before.
        """
        for side in begin:
            if found(side):
                return self._word(side, begin, others)
        queue = list(begin)
        shared = sum(atom.bit for atom in inner)
        for side in queue:
            p, q, atoms = side
            for one in ones[p]:
                if one.target < 0 or one.atoms & atoms:
                    continue
                for other in others[q]:
                    new = one.target, other.target, atoms & shared
                    if new in begin or other.atoms & atoms or not self._agree((p, q), (one, other)):
                        continue
                    begin[new] = side
                    if found(new):
                        return self._word(new, begin, others)
                    queue.append(new)
            if len(queue) > _MOST_PAIRS:
                return ""
        return None

    def _led(self, begin: _Side, end: _Side, ways: tuple[_Steps, _Steps, _Steps]) -> str | None:
        """The text on which three copies come from ``begin`` to ``end``, each on its own steps."""
        before: dict[_Side, _Side] = {begin: ()}
        queue = [begin]
        for side in queue:
            for steps in product(*(way[p] for way, p in zip(ways, side, strict=True))):
                new = tuple(step.target for step in steps)
                if new not in before and self._agree(side, steps):
                    before[new] = side
                    if new == end:
                        return self._word(new, before, ways[0])[1:]
                    queue.append(new)
            if len(queue) > _MOST_PAIRS:
                return ""
        return None

    def _word(self, side: _Side, before: Mapping[_Side, _Side], kept: _Steps) -> str:
        """What was read on the way to ``side``, and what is read on the way back to where that began."""
        found, at = [self._common(side)], side
        while len(before[at]) > 1:
            at = before[at]
            found.append(self._common(at))
        return "".join(reversed(found)) + "".join(self._way(side[1], end, kept) for end in before[at])

    def _common(self, side: _Side) -> str:
        return self.machine.shown(self.letters[side[0]] & self.letters[side[1]])

    def _way(self, start: int, end: int, kept: _Steps) -> str:
        """What is read on the shortest way from one position to another."""
        before, queue = {start: start}, [start]
        for p in queue:
            for step in kept[p]:
                if step.target not in before:
                    before[step.target] = p
                    queue.append(step.target)
        found = []
        while end != start and end in before:
            found.append(self.machine.shown(self.letters[end]))
            end = before[end]
        return "".join(reversed(found))


def _turned(after: Mapping[int, Iterable[int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {p: [] for p in after}
    for p, targets in after.items():
        for q in targets:
            found.setdefault(q, []).append(p)
    return found


def _reached(start: Iterable[int], after: Mapping[int, Iterable[int]]) -> set[int]:
    queue = list(start)
    found = set(queue)
    for p in queue:
        for q in after[p]:
            if q not in found:
                found.add(q)
                queue.append(q)
    return found


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
