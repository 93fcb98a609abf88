"""Plain text → Source: strict decoding, lines with their numbers, pages where the text shows them."""

from __future__ import annotations

import itertools
import re

from ipextract.model import HowRead, Issue, Line, Page, Source, UnreadableDocument
from ipextract.reading.gates import strange_gb18030
from ipextract.reading.limits import Limits

LINE_END = re.compile("\r\n|[\n\r\x0b\u0085\u2028\u2029]|(\f)")
"""What ends a line of a text file; group 1 is a form feed, which ends a page and no line."""

# They print nothing, and some of them would give orders to a terminal.
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UTF16 = {b"\xff\xfe": "little end first", b"\xfe\xff": "big end first"}
_PAGE_MARK_SHARE = 0.34


def read_text(name: str, digest: str, data: bytes, limits: Limits) -> Source:
    """The lines of a text, blank ones left out but counted; control characters become U+FFFD.

    Raises UnreadableDocument (``empty``, ``encoding``, ``unsupported``, ``limit``).
    """
    text = decoded(name, data)
    if len(text) > limits.chars:
        message = f"the text has {len(text)} characters, the limit is {limits.chars}"
        raise UnreadableDocument(name, "limit", message, "split the file or raise the limit (--limit)")
    if not text.strip("\ufeff\u200b \t\r\n\f\u3000"):
        raise UnreadableDocument(name, "empty", "the file holds no text", "check that the export ran to its end")
    issues: list[Issue] = []
    text, controls = _CONTROL.subn("\ufffd", text)
    if controls:
        message = f"{controls} control characters, which print nothing; numbers beside them may be incomplete"
        issues.append(Issue("IPX802", message))
    lost = text.count("\ufffd") - controls
    if lost:
        message = f"{lost} characters were lost before the file was written (U+FFFD); numbers may be incomplete"
        issues.append(Issue("IPX802", message))
    pages = _pages(text)
    readers = tuple(HowRead(page.number, "text", "format") for page in pages)
    return Source(name, digest, "text", pages, tuple(issues), readers=readers)


def decoded(name: str, data: bytes) -> str:
    """The text of a file without its byte order mark. Raises UnreadableDocument (``encoding``, ``unsupported``)."""
    if order := _UTF16.get(data[:2]):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            message = f"not UTF-16, {order}, as its first bytes say: {error.reason} at offset {error.start}"
            raise UnreadableDocument(name, "encoding", message, "save it as UTF-8") from error
    null = data.find(b"\0")
    if null >= 0:
        message = f"not a text: a NUL byte at offset {null}"
        raise UnreadableDocument(name, "unsupported", message, "give a PDF or a text file in UTF-8 or GB 18030")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8 = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        why = f"not GB 18030 either (byte 0x{data[error.start]:02x} at offset {error.start})"
    else:
        why = strange_gb18030(text)
        if not why:
            return text
        why = f"read as GB 18030 {why}"
    message = f"not UTF-8: byte 0x{data[utf8.start]:02x} at offset {utf8.start}; {why}"
    raise UnreadableDocument(name, "encoding", message, "save it as UTF-8")


def _pages(text: str) -> tuple[Page, ...]:
    rows: list[tuple[int, int, str]] = []  # page break before it, line number, text
    start, number, fresh = 0, 1, 0
    ends = [(m.start(), m.end(), m.group(1) is not None) for m in LINE_END.finditer(text)]
    for low, high, feed in [*ends, (len(text), len(text), False)]:
        line = text[start:low]
        start = high
        if line and not line.isspace():
            rows.append((fresh, number, line))
            fresh = 0
        # A form feed ends a page, not a line, unless text follows it on its own line.
        number += 0 if feed else 1
        fresh = fresh or int(feed)
    if not any(row[0] for row in rows):
        rows = _marked_by_space(rows)
    pages: list[Page] = []
    lines: list[Line] = []
    for turn, line_number, line in rows:
        if turn and lines:
            pages.append(Page(len(pages) + 1, tuple(lines)))
            lines = []
        lines.append(Line(len(pages) + 1, line_number, line))
    pages.append(Page(len(pages) + 1, tuple(lines)))
    return tuple(pages)


def _marked_by_space(rows: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Page breaks of the style that parts all lines by blank ones and sets one space before the first of a page."""
    if len(rows) < 2:
        return rows
    apart = sum(after[1] - before[1] >= 2 for before, after in itertools.pairwise(rows))
    marked = [line[0] == " " and line[1:2] not in {" ", "\t", "\u3000"} for _, _, line in rows]
    if apart < 0.8 * (len(rows) - 1) or sum(marked) > _PAGE_MARK_SHARE * len(rows):
        return rows
    return [(int(mark), number, line) for mark, (_, number, line) in zip(marked, rows, strict=True)]
