"""A file as it would have been read with other characters in it: its lines, tables, indents and boxes stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ipextract.model import Document, Line, PageTable, Source

#: Page, line on it and column of a printed character, each counted from 1.
_Slot = tuple[int, int, int]
_FULL_WIDTH: Final = {ord(half): ord(half) + 0xFEE0 for half in "0123456789"}
#: Formats whose lines are those of the file, so that other line ends say the same.
_PLAIN: Final = frozenset({"text"})


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that stands in place of document.text[start:end]."""

    start: int
    end: int
    text: str


def edited(source: Source, document: Document, *edits: Edit) -> Source | None:
    """The source of a document with edits that do not overlap, or ``None`` where layout itself put in what they change.

    Characters take the places of those before them, one by one; what is more stands at the last of these places.
    """
    lines = {(line.page, line.number): line for line in _lines(source)}
    changed: dict[tuple[int, int], dict[int, str]] = {}
    for each in edits:
        edit = _least(each, document.text)
        slots = _slots(document, edit)
        if not slots or not all((page, line) in lines for page, line, _ in slots):
            return None
        for i, (page, line, column) in enumerate(slots):
            put = edit.text[i:] if i == len(slots) - 1 else edit.text[i : i + 1]
            changed.setdefault((page, line), {})[column - 1] = put
    made = {place: _written(lines[place], puts) for place, puts in changed.items()}
    return _with(source, lambda line: made.get((line.page, line.number), line))


def exchanged(source: Source, document: Document, start: int, middle: int, end: int) -> Source | None:
    """The source with text[start:middle] and text[middle:end] in the other order, in the same places on the page."""
    lines = {(line.page, line.number): line for line in _lines(source)}
    spans = (_slots(document, Edit(*span, "")) for span in ((start, middle), (middle, end)))
    one, other = (_closed(slots) for slots in spans)
    slots = [*one, *other]
    if not one or not other or any((page, line) not in lines for page, line, _ in slots):
        return None
    printed = [lines[page, line].text[column - 1] for page, line, column in (*other, *one)]
    changed: dict[tuple[int, int], dict[int, str]] = {}
    for (page, line, column), mark in zip(slots, printed, strict=True):
        changed.setdefault((page, line), {})[column - 1] = mark
    made = {place: _written(lines[place], puts) for place, puts in changed.items()}
    return _with(source, lambda line: made.get((line.page, line.number), line))


def widened(source: Source) -> Source:
    """The source with its digits in full width."""
    return _with(source, lambda line: replace(line, text=line.text.translate(_FULL_WIDTH)))


def wrapped(source: Source, document: Document, width: int) -> Source | None:
    """The source with its paragraphs in lines of ``width`` characters, indents kept; ``None`` for one without lines."""
    if source.format not in _PLAIN or len(source.pages) != 1:
        return None
    bodies: dict[int, list[str]] = {}
    taken: set[int] = set()
    for block in document.blocks:
        numbers = sorted({int(n) for n in document.lines[block.start : block.end] if n})
        if block.kind != "paragraph" or not numbers or taken.intersection(numbers):
            continue
        taken.update(numbers)
        body = "".join(document.text[block.start : block.end].split("\n"))
        bodies[numbers[0]] = [body[i : i + width] for i in range(0, len(body), width)]
    made: list[Line] = []
    last = new = 0
    for item in source.pages[0].items:
        if not isinstance(item, Line):
            return None
        new, last = new + item.number - last - 1, item.number  # empty lines stay where they are
        texts = bodies.get(item.number, [] if item.number in taken else None)
        indent = item.text[: len(item.text) - len(item.text.lstrip())]
        for i, text in enumerate([item.text] if texts is None else texts):
            put = indent + text if texts is not None and not i else text
            new += 1
            made.append(replace(item, number=new, text=put))
    return replace(source, pages=(replace(source.pages[0], items=tuple(made)),))


def _closed(slots: list[_Slot]) -> list[_Slot]:
    """The places with those between them in the same line: spaces of the file that no document has."""
    found: list[_Slot] = []
    for page, line, column in slots:
        if found and found[-1][:2] == (page, line):
            found += [(page, line, between) for between in range(found[-1][2] + 1, column)]
        found.append((page, line, column))
    return found


def _least(edit: Edit, text: str) -> Edit:
    """The edit without what it leaves as it is, but for one character, whose place it takes."""
    start, end, put = edit.start, edit.end, edit.text
    while end - start > 1 and put and text[end - 1] == put[-1]:
        end, put = end - 1, put[:-1]
    while end - start > 1 and put and text[start] == put[0]:
        start, put = start + 1, put[1:]
    return Edit(start, end, put)


def _slots(document: Document, edit: Edit) -> list[_Slot]:
    """Where the characters of a span are printed, without those that layout put in."""
    span = range(edit.start, edit.end)
    return [
        (int(document.pages[i]), int(document.lines[i]), int(document.columns[i])) for i in span if document.pages[i]
    ]


def _lines(source: Source) -> list[Line]:
    found: list[Line] = []
    for page in source.pages:
        for item in page.items:
            found += [item] if isinstance(item, Line) else [line for cell in item.cells for line in cell.lines]
    return found


def _written(line: Line, puts: Mapping[int, str]) -> Line:
    """A line with other texts in place of some of its characters, which keep the boxes of those."""
    texts = [puts.get(i, mark) for i, mark in enumerate(line.text)]
    kept = np.repeat(np.arange(len(line.text)), [len(text) for text in texts])
    return replace(
        line,
        text="".join(texts),
        boxes=None if line.boxes is None else line.boxes[kept],
        scores=None if line.scores is None else line.scores[kept],
        doubts=None if line.doubts is None else line.doubts[kept],
    )


def _with(source: Source, change: Callable[[Line], Line]) -> Source:
    """The source with every line as ``change`` makes it, in tables, too."""

    def item(each: Line | PageTable) -> Line | PageTable:
        if isinstance(each, Line):
            return change(each)
        return replace(
            each, cells=tuple(replace(cell, lines=tuple(change(line) for line in cell.lines)) for cell in each.cells)
        )

    pages = (replace(page, items=tuple(item(each) for each in page.items)) for page in source.pages)
    return replace(source, pages=tuple(pages))
