"""Relations that rest on print which somebody should look at first: they accuse the reading, not the report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ipextract.model import Claim, Issue, Relation
from ipextract.model.recognition import SURE

#: What the reader doubts at one place: two readers differ, a glyph without a character, a number may go on in the next
#: line, digits over digits, print that was left out beside it, what is drawn looks otherwise, is no text or cannot be
#: seen, print that was recognised, a mark or a head that was not read.
_CODES: Final = (801, 802, 803, 804, 807, 810, 811, 812, 813, 814, 831, 841, 842, 843)
_READING: Final = frozenset(f"IPX{code}" for code in _CODES)


class Doubts:
    """The places of a text that its reader doubts; ``issues`` without a place doubt none."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        found = ((i.start, i.end) for i in issues if i.code in _READING and i.start is not None and i.end is not None)
        self._spans = sorted(set(found))
        self._reach = max((end - start for start, end in self._spans), default=0)

    def touch(self, claim: Claim) -> bool:
        """True when a place in doubt lies in the print of a claim."""
        low = bisect_left(self._spans, (claim.char_start - self._reach, 0))
        high = bisect_left(self._spans, (claim.char_end, 0))
        return any(end > claim.char_start for _, end in self._spans[low:high])


def doubted(relation: Relation, doubts: Doubts) -> Relation:
    """The relation with the claims whose reading is in doubt.

    These are claims at a place that the reader doubts, claims that were recognised with little confidence; and, since
    what was recognised never contradicts what needed no recognition, all recognised claims of a relation that has
    claims of both kinds.
    """
    recognised = [claim for claim in relation.claims if claim.confidence is not None]
    mixed = len(recognised) < len(relation.claims)
    unsure = {c.claim_id for c in recognised if mixed or (c.confidence is not None and c.confidence < SURE)}
    found = (c.claim_id for c in relation.claims if c.claim_id in unsure or doubts.touch(c))
    named = tuple(dict.fromkeys(found))
    return replace(relation, doubts=named) if named else relation
