"""The text of a report as HTML: its headings, paragraphs and tables with every number marked where it is printed."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from ipextract.model import PAGED, Block, Claim, Document, Mention, Table

#: The lowest heading of a page is h6, and h3 is the highest below that of the text.
_HIGHEST, _LOWEST = 3, 6
_KEPT: Final = frozenset("\n\t")


class Span(NamedTuple):
    """A stretch of the text with the tags around it; ``name`` is the claim_id of a claim, else empty."""

    start: int
    end: int
    opening: Markup
    closing: Markup
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text below one of its highest headings: ``title`` is empty for what comes before the first."""

    start: int
    title: str
    html: Markup


class Ruler:
    """Where the characters of a document stand in the text of its page, in UTF-16 units without white space.

    So a script counts them, whatever tags and spaces stand between. It is marked while the text is written.
    """

    def __init__(self, text: str) -> None:
        units = {ch: _units(ch) for ch in set(text)}
        self.counts = [*accumulate((units[ch] for ch in text), initial=0)]
        self.starts: list[int] = []
        self.runs: dict[int, tuple[int, int]] = {}
        self.opened: dict[str, int] = {}
        self.at = 0

    def open(self, name: str, start: int, at: int) -> None:
        """Notes that the mark of a claim opens at ``at`` in the run that begins at ``start`` and is written next."""
        self.opened[name] = self.at + self.counts[at] - self.counts[start]

    def write(self, start: int, end: int) -> None:
        """Notes that text[start:end] comes next in the page."""
        if start not in self.runs:
            insort(self.starts, start)
            self.runs[start] = end, self.at
        self.at += self.counts[end] - self.counts[start]

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """The place and the length of text[start:end] in the page; ``None`` where it is not written in one piece."""
        i = bisect_right(self.starts, start) - 1
        length = self.counts[end] - self.counts[start]
        if i < 0 or not length:
            return None
        run = self.starts[i]
        ends, at = self.runs[run]
        return (at + self.counts[start] - self.counts[run], length) if end <= ends else None


def claim_spans(claims: Iterable[Claim], classes: Mapping[str, str]) -> list[Span]:
    """A mark for each claim in text order; ``classes`` by claim id."""
    opening, plain = Markup('<mark id={} class="{}">'), Markup("<mark id={} class={}>")
    closing, named = Markup("</mark>"), [(c, classes[c.claim_id]) for c in claims]
    return [
        Span(
            c.char_start, c.char_end, (opening if " " in name else plain).format(c.claim_id, name), closing, c.claim_id
        )
        for c, name in sorted(named, key=lambda each: (each[0].char_start, each[0].char_end))
    ]


def other_spans(numbers: Iterable[tuple[Mention, str, str]]) -> list[Span]:
    """The numbers that are no claims, each with its class (none for what is explained) and why it is none."""
    opening = Markup('<i{} title="{}">')
    return [
        Span(m.start, m.end, opening.format(Markup(" class={}").format(name) if name else "", why), Markup("</i>"))
        for m, name, why in numbers
    ]


def parts_of(
    document: Document, spans: Iterable[Span], sheets: Mapping[int, Markup], scroll: str, ruler: Ruler
) -> list[Part]:
    """The text in its parts. ``sheets`` is what stands before the first block of each page, ``scroll`` names tables."""
    writer = _Writer(document, spans, sheets, scroll, ruler)
    top = min((b.level for b in document.blocks if b.kind == "heading"), default=0)
    found: list[Part] = []
    held: list[Markup] = []
    start, title = 0, ""
    for block in _whole(document):
        if block.kind == "heading" and block.level == top:
            if held:
                found.append(Part(start, title, Markup("\n").join(held)))
            held, start, title = [], block.start, " ".join(document.text[block.start : block.end].split())
        held.extend(writer.block(block, top))
    held.extend(writer.rest())
    return [*found, Part(start, title, Markup("\n").join(held))]


def part_at(parts: Sequence[Part], offset: int) -> int:
    """Which part a character belongs to."""
    return max(0, bisect_right([part.start for part in parts], offset) - 1)


def visible(text: str) -> Markup:
    """Text with what acts without being seen (direction marks, controls) shown by its code."""
    return Markup("").join(_shown(run) for run in _runs(text))


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    start = 0
    for i, ch in enumerate(text):
        if _acts(ch):
            if start < i:
                yield False, text[start:i]
            yield True, ch
            start = i + 1
    if start < len(text):
        yield False, text[start:]


def _acts(ch: str) -> bool:
    return unicodedata.category(ch) in ("Cc", "Cf", "Cs", "Zl", "Zp") and ch not in _KEPT


def _code(ch: str) -> str:
    return f"U+{ord(ch):04X}"


def _units(ch: str) -> int:
    """How long a character is in the page: none for white space."""
    return len(_code(ch)) if _acts(ch) else 0 if ch.isspace() else 1 + (ch > "\uffff")


def _shown(run: tuple[bool, str]) -> Markup:
    hidden, text = run
    return Markup('<span class="ctl">{}</span>').format(_code(text)) if hidden else escape(text)


def _whole(document: Document) -> Iterator[Block]:
    """The blocks, and paragraphs for what stands between them: nothing of the text is left out."""
    at = 0
    for block in (*document.blocks, None):
        end = len(document.text) if block is None else block.start
        if document.text[at:end].strip():
            yield Block("paragraph", at, end)
        if block is not None:
            yield block
            at = max(at, block.end)


class _Writer:
    """Writes blocks in text order; each span is opened once, where its first character stands."""

    def __init__(
        self, document: Document, spans: Iterable[Span], sheets: Mapping[int, Markup], scroll: str, ruler: Ruler
    ) -> None:
        self.document, self.sheets, self.scroll, self.ruler = document, sheets, scroll, ruler
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.starts = [span.start for span in self.spans]
        self.tables = {table.start: table for table in document.tables}
        self.page = 0
        self.written = 0

    def block(self, block: Block, top: int) -> Iterator[Markup]:
        if self.document.format in PAGED:
            page, _ = self.document.place(block.start, block.end)
            yield from self._sheets(page)
        table = self.tables.get(block.start) if block.kind == "table" else None
        if table is not None:
            yield self._table(table)
        elif block.kind == "heading":
            name = f"h{min(_LOWEST, _HIGHEST + max(0, block.level - top))}"
            yield Markup("<{0}>{1}</{0}>").format(name, self.text(block.start, block.end))
        else:
            kind = Markup(" class=title") if block.kind == "title" else ""
            yield Markup("<p{}>{}").format(kind, self.text(block.start, block.end))

    def rest(self) -> Iterator[Markup]:
        """The pages behind the last block."""
        yield from self._sheets(max(self.sheets, default=0))

    def _sheets(self, page: int) -> Iterator[Markup]:
        for number in range(self.page + 1, page + 1):
            if number in self.sheets:
                yield self.sheets[number]
        self.page = max(self.page, page)

    def text(self, start: int, end: int) -> Markup:
        """text[start:end] with its spans; of spans that overlap the later one holds what is left for it."""
        found: list[Markup] = []
        at = start
        i = self._first(start)
        while i < len(self.spans) and self.spans[i].start < end:
            span = self.spans[i]
            i += 1
            if span.start < start:
                continue
            left, right = max(at, span.start), max(at, min(span.end, end))
            self.ruler.open(span.name, start, left)
            found += [visible(self.document.text[at:left]), span.opening, visible(self.document.text[left:right])]
            found.append(span.closing)
            at = right
        self.ruler.write(start, end)
        return Markup("").join([*found, visible(self.document.text[at:end])])

    def _first(self, start: int) -> int:
        return max(0, bisect_right(self.starts, start - 1))

    def _table(self, table: Table) -> Markup:
        rows: dict[int, list[Markup]] = {}
        for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
            name = Markup('th scope="col"') if cell.row == 0 else Markup("td")
            spans = Markup("")
            if cell.row_span > 1:
                spans += Markup(' rowspan="{}"').format(cell.row_span)
            if cell.column_span > 1:
                spans += Markup(' colspan="{}"').format(cell.column_span)
            # Cells and rows need no end tag, and in tables they would be a third of the page.
            text = self.text(cell.start, cell.end)
            rows.setdefault(cell.row, []).append(Markup("<{}{}>{}").format(name, spans, text))
        lines = Markup("").join(Markup("<tr>{}\n").format(Markup("").join(cells)) for _, cells in sorted(rows.items()))
        return Markup('<div class="scroll" role="group" tabindex="0" aria-label="{}"><table>{}</table></div>').format(
            self.scroll, lines
        )
