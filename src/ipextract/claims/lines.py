"""The short lines of a document that are no sentences: headlines, days of releases, titles and who signs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import regex

from ipextract.model import Block, Document, Mention
from ipextract.rulebook import Rulebook

#: The longest line that may be a headline or the day of a release.
LONGEST = 60
#: Marks around the day of a release: 【2023年3月5日】, （2023年3月5日）, —— 2023年3月5日.
AROUND = "【】〔〕［］[]（）()《》—-–·•*#|｜:： \t\u3000\u00a0"
#: The time of day behind a date: 16:52:15.
_CLOCK = regex.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d)")


class Lines:
    """The blocks of a document that print something, in text order, and the dates that stand in them."""

    __slots__ = ("_days", "_marks", "blocks", "dates", "rulebook", "starts", "text")

    def __init__(self, document: Document, dates: Sequence[Mention], rulebook: Rulebook) -> None:
        self.text = document.text
        self.blocks = [block for block in document.blocks if document.text[block.start : block.end].strip()]
        self.dates = dates
        self.starts = [date.start for date in dates]
        self.rulebook = rulebook
        self._marks = regex.compile("|".join(rulebook.patterns["printed_at"]))
        self._days = frozenset(rule.id for rule in rulebook.periods if rule.form == "day")

    def is_day(self, date: Mention) -> bool:
        """True for a day with its year."""
        return date.rule in self._days

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
        """What a line says beside its dates and what says where and when it was printed."""
        text = self.text[block.start : block.end]
        for date in self.of(block):
            text = text.replace(date.printed, "")
        return self.unmarked(text).strip(AROUND)

    def unmarked(self, text: str) -> str:
        """A text without the time of day, the edition of a paper (第01版) and words such as 发布时间."""
        return self._marks.sub("", _CLOCK.sub("", text))

    def is_marked(self, text: str) -> bool:
        """True for a line that says where or when something was printed: 来源, 发布时间, 第01版."""
        return self._marks.search(text) is not None
