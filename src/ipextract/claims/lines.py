"""The short lines of a document that are no sentences: headlines, days of releases, titles and who signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ipextract.model import Block, Document, Mention
from ipextract.rulebook import Rulebook

#: The longest line that may be a headline or the day of a release.
LONGEST = 60
#: Marks around the day of a release: 【2023年3月5日】, （2023年3月5日）, —— 2023年3月5日.
AROUND = "【】〔〕［］[]（）()《》—-–·•*#|｜:： \t\u3000\u00a0"


class Lines:
    """The blocks of a document that print something, in text order, and the dates that stand in them."""

    __slots__ = ("blocks", "dates", "rulebook", "starts", "text")

    def __init__(self, document: Document, dates: Sequence[Mention], rulebook: Rulebook) -> None:
        self.text = document.text
        self.blocks = [block for block in document.blocks if document.text[block.start : block.end].strip()]
        self.dates = dates
        self.starts = [date.start for date in dates]
        self.rulebook = rulebook

    def inside(self, start: int, end: int) -> Sequence[Mention]:
        """The dates that start in [start, end)."""
        return self.dates[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of(self, block: Block) -> Sequence[Mention]:
        """The dates of a block."""
        return self.inside(block.start, block.end)

    def printed(self, block: Block) -> str:
        """What a block prints, without blanks around it."""
        return self.text[block.start : block.end].strip()

    def is_line(self, block: Block) -> bool:
        """True for a short line that is no sentence and no table."""
        stops = self.rulebook.layout.sentence_stop
        text = self.printed(block)
        return block.kind != "table" and 0 < len(text) <= LONGEST and stops.isdisjoint(text)

    def is_prose(self, i: int) -> bool:
        """True where the block ``i`` is a paragraph of sentences."""
        return i < len(self.blocks) and self.blocks[i].kind == "paragraph" and not self.is_line(self.blocks[i])

    def rest(self, block: Block) -> str:
        """What a line says beside its dates."""
        text = self.text[block.start : block.end]
        for date in self.of(block):
            text = text.replace(date.printed, "")
        return text.strip(AROUND)
