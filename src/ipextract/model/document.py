"""What layout yields: a text with the place of each of its characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ipextract.model.printed import (
    PAGED,
    Floats,
    Furniture,
    HowRead,
    Issue,
    SourceFormat,
)

Ints: TypeAlias = NDArray[np.int32]
BlockKind: TypeAlias = Literal["title", "heading", "paragraph", "table"]


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph or table of the document text; ``section`` is the path of headings above it."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its place in the grid (0-based) and its span in the document text."""

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document text; ``start``/``end`` are those of its block."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PlaceBox:
    """One rectangle on one page; a quote that wraps has one for each printed line."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """The text of a report and where each of its characters came from.

    ``pages``, ``lines`` and ``columns`` are int32 arrays of shape (len(text),): 1-based page, 1-based line (on the
    page for PDF, in the file for text) and the 1-based column in that line; 0 for a character that layout put in.
    Without pages ``lines`` count paragraphs and cells, and ``labels`` has for each what a reader can find it by.
    ``boxes`` is float32 of shape (len(text), 4) or ``None``; ``scores`` is that of ``Line`` where any was recognised,
    NaN elsewhere. ``joins`` are the offsets where a number was put together
    again across a line or page end; ``folds`` the offsets of folded radicals, each with the character as printed.
    ``readers`` are those of the source.
    """

    name: str
    sha256: str
    format: SourceFormat
    text: str
    pages: Ints
    lines: Ints
    columns: Ints
    boxes: Floats | None
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    joins: tuple[int, ...] = ()
    issues: tuple[Issue, ...] = ()
    page_count: int = 1
    folds: tuple[tuple[int, str], ...] = ()
    scores: Floats | None = None
    labels: tuple[str, ...] = ()
    readers: tuple[HowRead, ...] = ()

    def where(self, start: int, end: int) -> str:
        """The place of text[start:end] for a reader: p3:l12 on a page, the line of a text, else its label."""
        page, line = self.place(start, end)
        if self.labels:
            return self.labels[line]
        return f"p{page}:l{line}" if self.format in PAGED else str(line)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The 1-based page and line of the first printed character of text[start:end]; (0, 0) for none."""
        for i in range(start, end):
            if self.pages[i]:
                return int(self.pages[i]), int(self.lines[i])
        return 0, 0

    def rectangles(self, start: int, end: int) -> tuple[PlaceBox, ...]:
        """The boxes of text[start:end], one for each printed line, in points; empty for formats without geometry."""
        if self.boxes is None:
            return ()
        found: list[PlaceBox] = []
        i = start
        while i < end:
            page, line = int(self.pages[i]), int(self.lines[i])
            j = i
            while j < end and self.pages[j] == page and self.lines[j] == line:
                j += 1
            part = self.boxes[i:j]
            part = part[~np.isnan(part[:, 0])]
            if page and len(part):
                low, high = part.min(axis=0), part.max(axis=0)
                ends = (float(v) for v in (low[0], low[1], high[2], high[3]))
                found.append(PlaceBox(page, *(round(v, 2) for v in ends)))
            i = j
        return tuple(found)
