"""A sentence with its claims and the words before each: what the relation rules look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ipextract.model import Claim, Edge, Kind
from ipextract.structure import CLOSING, Tree
from ipextract.structure.sentences import CLOSED as CLOSED  # noqa: PLC0414 - offered from here

LEVELS: Final[frozenset[Kind]] = frozenset({"count", "amount"})

REACH = 60
"""How many sentences back in its paragraph a sentence may refer; no paragraph written as one has as many."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One sentence: its claims in order and, for each, the text since the claim before it.

    ``earlier`` are the passages before it in the same paragraph, the nearest first, and at most ``REACH`` of them.
    ``closings`` say for each claim where in ``text`` the bracket closes that it stands in, past the end for none;
    ``depths`` how many brackets are open before it; ``wholes`` whose part it is; ``divided`` of which level it is a
    share, with the edge that says so; ``before`` the levels that were before it, the nearest first, back before ahead;
    ``addends`` those that it is the total of, in text order.
    """

    text: str
    start: int
    claims: tuple[Claim, ...]
    leads: tuple[str, ...]
    earlier: tuple[Passage, ...]
    section: tuple[str, ...]
    closings: tuple[int, ...]
    depths: tuple[int, ...]
    wholes: tuple[Claim | None, ...]
    divided: tuple[tuple[Claim, Edge] | None, ...]
    before: tuple[tuple[tuple[Claim, Edge], ...], ...]
    addends: tuple[tuple[Claim, ...], ...]

    def levels(self) -> list[int]:
        """The indices of the claims that are counts or amounts."""
        return [i for i, c in enumerate(self.claims) if c.kind in LEVELS]

    def place(self, claim: Claim) -> int:
        """The index of a claim of this sentence; ValueError for one of another."""
        at = bisect_left(self.claims, claim.char_start, key=lambda each: each.char_start)
        return self.claims.index(claim, at)

    def outer(self, index: int) -> str:
        """The words before claim ``index`` without asides."""
        lead = self.leads[index]
        return CLOSED.sub("", lead) if any(mark in lead for mark in CLOSING) else lead

    def closed(self, index: int, later: int | None) -> bool:
        """True when claim ``index`` stands in a bracket that closes before claim ``later`` or the sentence's end."""
        end = self.start + len(self.text) if later is None else self.claims[later].char_start
        return self.closings[index] < end - self.start

    def lead_between(self, first: int, last: int) -> str:
        """All words between claim ``first`` and claim ``last``."""
        return self.text[self.claims[first].char_end - self.start : self.claims[last].char_start - self.start]


def passages(tree: Tree, claims: tuple[Claim, ...], edges: tuple[Edge, ...] = ()) -> tuple[Passage, ...]:
    """The sentences of a text that hold a claim."""
    by_id = {c.claim_id: c for c in claims}
    whole_of = {e.source: by_id.get(e.target) for e in edges if e.role == "part-of"}
    divided_by = {e.source: (by_id[e.target], e) for e in edges if e.role == "share-of" and e.target in by_id}
    earlier_of = _earlier_of(edges, by_id)
    addends_of = _addends_of(edges, by_id)
    prose = [c for c in claims if c.origin == "prose"]
    starts = [c.char_start for c in prose]
    found: list[Passage] = []
    earlier: tuple[Passage, ...] = ()
    paragraph = -1
    for sentence in tree.sentences:
        if sentence.paragraph != paragraph:
            paragraph, earlier = sentence.paragraph, ()
        start, end = sentence.start, sentence.end
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        if low == high:
            continue
        inside = tuple(prose[low:high])
        ends = (start, *(c.char_end for c in inside))
        leads = tuple(tree.text[at : c.char_start] for at, c in zip(ends, inside, strict=False))
        closings = tuple(_closing(tree, c.char_end, start, end) for c in inside)
        depths = tuple(tree.depth(c.char_start) for c in inside)
        wholes = tuple(whole_of.get(c.claim_id) for c in inside)
        section = tree.paragraphs[paragraph].section
        divided = tuple(divided_by.get(c.claim_id) for c in inside)
        before = tuple(_nearest_first(c, earlier_of.get(c.claim_id, ())) for c in inside)
        addends = _of_each(inside, addends_of)
        text = tree.text[start:end]
        passage = Passage(
            text, start, inside, leads, earlier, section, closings, depths, wholes, divided, before, addends
        )
        found.append(passage)
        earlier = (passage, *earlier)[:REACH]
    return tuple(found)


def _earlier_of(edges: tuple[Edge, ...], by_id: Mapping[str, Claim]) -> dict[str, list[tuple[Claim, Edge]]]:
    """What was before each level, by its claim_id, with the edges that say so."""
    found: dict[str, list[tuple[Claim, Edge]]] = {}
    for edge in edges:
        if edge.role == "before-of" and edge.source in by_id:
            found.setdefault(edge.target, []).append((by_id[edge.source], edge))
    return found


def _of_each(inside: tuple[Claim, ...], addends_of: Mapping[str, list[Claim]]) -> tuple[tuple[Claim, ...], ...]:
    return tuple(tuple(addends_of.get(claim.claim_id, ())) for claim in inside)


def _addends_of(edges: tuple[Edge, ...], by_id: Mapping[str, Claim]) -> dict[str, list[Claim]]:
    """What each total is the total of, by its claim_id."""
    found: dict[str, list[Claim]] = {}
    for edge in edges:
        if edge.role == "total-of" and edge.target in by_id:
            found.setdefault(edge.source, []).append(by_id[edge.target])
    return found


def _nearest_first(level: Claim, before: Iterable[tuple[Claim, Edge]]) -> tuple[tuple[Claim, Edge], ...]:
    """What was before a level, as it is looked through: back from the level, then ahead of it."""

    def place(joined: tuple[Claim, Edge]) -> tuple[bool, int]:
        start = joined[0].char_start
        return start > level.char_start, abs(start - level.char_start)

    return tuple(sorted(before, key=place))


def _closing(tree: Tree, offset: int, start: int, end: int) -> int:
    """Where in a sentence the bracket around ``offset`` closes, the length of the sentence for none."""
    i = tree.bracket_at(offset)
    return min(tree.brackets[i].end - 1, end) - start if i >= 0 else end - start
