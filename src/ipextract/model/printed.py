"""The nouns that reading yields: lines and tables on pages, and what went less than well; model.py offers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Doubts: TypeAlias = NDArray[np.uint16]
SourceFormat: TypeAlias = Literal["pdf", "text", "docx", "html", "markdown", "image"]

PAGED: tuple[SourceFormat, ...] = ("pdf", "image")
"""The formats with pages, on which a line has a place."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One printed row of a page, in reading order from left to right.

    ``boxes`` has shape (len(text), 4), float32, in points from the top left corner; a row of NaN is a space that the
    reader put in. ``boxes`` and ``size`` (the em in points) are ``None`` for formats without a page geometry.
    A format that knows its paragraphs gives each a ``place`` of its own (para12, table2:row3:col4), the same for all
    lines of one, and its ``level``: 0 for the title, 1 to 9 for a heading, ``None`` for what is not marked as either.
    ``scores``, shape (len(text),), say from 0 to 1 how sure each character of a picture was recognised, NaN where the
    reader put one in; ``None`` for print that needed no recognition. ``column`` is 0 for a line across the page; lines
    of one column of it share another number. ``doubts``, shape (len(text),), say what speaks against each character of
    print that needed none, as the number of an issue (see recognition.py), 0 for nothing; ``None`` where nothing does.
    """

    page: int
    number: int
    text: str
    boxes: Floats | None = None
    size: float | None = None
    level: int | None = None
    place: str = ""
    scores: Floats | None = None
    column: int = 0
    doubts: Doubts | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PageCell:
    """One cell of a ruled table: its place in the grid and its printed lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PageTable:
    """A ruled table on a page; ``box`` is x0, top, x1, bottom in points."""

    page: int
    box: tuple[float, float, float, float]
    cells: tuple[PageCell, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page: its lines and ruled tables in reading order. ``width`` and ``height`` are points, 0 for plain text.

    ``tilt`` is the angle in radians, clockwise, by which the print of a scan is askew; its boxes are those of the page
    turned straight about its middle. All other places are those of the page with its text upright; ``turn`` is by how
    many degrees the text is turned to the left on the page as it is shown.
    """

    number: int
    items: tuple[Line | PageTable, ...]
    width: float = 0.0
    height: float = 0.0
    tilt: float = 0.0
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went less than well while reading (IPX8xx): the reader's own doubt, never the report's fault.

    ``quote`` is the print that is in doubt, where it is known; ``message_zh`` says in Chinese what ``message`` says,
    where the rules have words for it.
    """

    code: str
    message: str
    page: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    message_zh: str = ""

    def said(self, lang: str) -> str:
        """The message in ``lang`` (zh, en) where there is one, else in English."""
        return self.message_zh if lang == "zh" and self.message_zh else self.message


@dataclass(frozen=True, slots=True)
class HowRead:
    """Who read a page, who read its numbers once more, why so, and how the two agreed.

    reader      what gave the text: pdfium, rapidocr, text, lxml, markdown-it; empty where nothing could be read
    recognised  why print had to be recognised: picture, fonts (they do not tell their characters); missing where it had
                to and nothing was there to do it; else empty
    witness     pdfminer where it was asked, else empty
    why         it was asked: every (the user wants it for each page), short (a short document), doubt (something on the
                page is doubtful); it was not: long (a long document, nothing doubtful), blank (no text),
                recognised (it cannot read pictures), unread (nobody could), format (the file says its characters)
    numbers     how many numbers the reader saw, 0 where no witness was heard; ``differ`` how many of either's the other
                did not see
    heard       False where the witness was asked and failed (IPX805)
    """

    page: int
    reader: str
    why: str
    witness: str = ""
    recognised: str = ""
    numbers: int = 0
    differ: int = 0
    heard: bool = True

    @property
    def agreement(self) -> Literal["", "agree", "differ", "unheard"]:
        """What came of asking the witness; empty where none was asked."""
        if not self.witness:
            return ""
        if not self.heard:
            return "unheard"
        return "differ" if self.differ else "agree"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that was taken off the page flow, and why; ``navigation`` are menus and tables of contents.

    ``title`` is what a web page says its name is, where no reader of the page sees it.
    """

    role: Literal["header", "footer", "page_number", "navigation", "title"]
    page: int
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file as read: name as the user wrote it, SHA-256 of its bytes, format, pages; nothing joined or dropped yet.

    ``furniture`` is what the format itself marks as such: headers and footers of Word, menus of a web page.
    ``readers`` has one entry for each page, in order.
    """

    name: str
    sha256: str
    format: SourceFormat
    pages: tuple[Page, ...]
    issues: tuple[Issue, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    readers: tuple[HowRead, ...] = ()
