"""The child process that touches PDF bytes: it takes them from stdin and writes the lines of some pages to stdout.

Run as ``python -m ipextract.reading.child JOB`` with JOB as JSON. It answers with one packed answer (see ``wire``) and
exit code 0, also when the document cannot be read; any other code means that the process did not survive the document.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ipextract.model import Issue, Line, Page, PageTable
from ipextract.reading.apart import confine
from ipextract.reading.bounds import check_size, drawn
from ipextract.reading.columns import unknown_order
from ipextract.reading.gates import garbled
from ipextract.reading.glyphs import Glyphs, char_count, page_glyphs
from ipextract.reading.limits import Limits
from ipextract.reading.pdf_rows import Rows, set_lines, set_rows
from ipextract.reading.pdf_tables import fill, has_rules, rulings
from ipextract.reading.wire import Reading, Refusal, pack

_FEW = 20
_INK_LEVEL = 200
_DOUBTS_SHOWN = 20


def main() -> int:
    """Read the job and the bytes, write the answer."""
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    confine(limits, limits.busy(job["last"] - job["first"]))
    data = sys.stdin.buffer.read()
    try:
        answer = pack(*_read_range(data, job["first"], job["last"], limits, opening=job["opening"]))
    except Refusal as refusal:
        answer = pack(0, (), refusal)
    except MemoryError:
        answer = pack(0, (), Refusal("limit", f"reading needs more than {limits.memory} bytes of memory"))
    sys.stdout.buffer.write(answer)
    return 0


def _read_range(
    data: bytes, first: int, last: int, limits: Limits, *, opening: bool
) -> tuple[int, tuple[Reading, ...]]:
    with ExitStack() as stack:
        document = open_document(data)
        stack.callback(document.close)
        count = len(document)
        if count > limits.pages:
            raise Refusal("limit", f"{count} pages, the limit is {limits.pages}")
        if count == 0:
            raise Refusal("damaged", "the document has no pages")
        _say(b"#%d\n", count)
        confine(limits, limits.busy(min(last, count) - first))
        unexamined = _survey(data, count, limits) if opening else ""
        witness_all = limits.verify or count <= limits.verify_pages
        second = _Second(data, count)
        stack.callback(second.close)
        readings = [
            _read_page(document, second, i, limits, witness=witness_all) for i in range(first, min(last, count))
        ]
    if unexamined and readings:
        issue = Issue("IPX805", f"not examined for damage: {unexamined}", first + 1)
        readings[0] = replace(readings[0], issues=(issue, *readings[0].issues))
    return count, tuple(readings)


def _say(form: bytes, number: int) -> None:
    """Tell the parent how far we are, for the case that we do not come back: ``#pages`` once, then ``@page``."""
    os.write(sys.stderr.fileno(), form % number)


def _survey(data: bytes, count: int, limits: Limits) -> str:
    from ipextract.reading.intact import survey  # noqa: PLC0415 - imports pdfminer

    return survey(data, count, limits)


def open_document(data: bytes) -> pypdfium2.PdfDocument:
    """The document of some bytes; Refusal where a password is asked for or PDFium can make nothing of them."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Refusal("encrypted", "the document asks for a password") from error
        raise Refusal("damaged", "PDFium cannot open the document") from error


class _Second:
    """The second reader, opened when first asked for; ``failure`` says why it cannot be heard."""

    __slots__ = ("_count", "_data", "_document", "failure")

    def __init__(self, data: bytes, count: int) -> None:
        self._data, self._count = data, count
        self._document: Any = None
        self.failure = ""

    def page(self, index: int) -> Any:
        """The page of pdfplumber, or ``None``."""
        import pdfplumber  # noqa: PLC0415 - half the start-up time of the child, and not every document needs it

        from ipextract.reading.witness import FAILURES, starved  # noqa: PLC0415 - imports pdfminer

        if self._document is None and not self.failure:
            try:
                self._document = pdfplumber.open(io.BytesIO(self._data))
                seen = len(self._document.pages)
                if seen != self._count:
                    self.failure = f"it sees {seen} pages, not {self._count}"
            except FAILURES as error:
                if starved(error):
                    raise MemoryError from error
                self.failure = f"it cannot open the document ({type(error).__name__})"
        return None if self.failure else self._document.pages[index]

    def close(self) -> None:
        if self._document is not None:
            self._document.close()


def _read_page(
    document: pypdfium2.PdfDocument, second: _Second, index: int, limits: Limits, *, witness: bool
) -> Reading:
    number = index + 1
    _say(b"@%d\n", number)
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise Refusal("damaged", f"page {number} cannot be loaded") from error
    try:
        return _with_page(page, second, number, limits, witness=witness)
    finally:
        page.close()


def _with_page(page: Any, second: _Second, number: int, limits: Limits, *, witness: bool) -> Reading:
    left, bottom, right, top = page.get_cropbox()
    width, height = right - left, top - bottom
    check_size(width, height, number, limits)
    glyphs = _glyphs(page, number, limits, left, top, width, height)
    turn = page.get_rotation()
    if glyphs.turned > len(glyphs):
        raise Refusal("layout", f"the text of page {number} is turned")
    if turn and len(glyphs):
        raise Refusal("layout", f"page {number} is turned by {turn} degrees")
    blank = Page(number, (), width, height)
    picture = len(glyphs) < _FEW and _inked(page, number, limits, len(glyphs))
    if not len(glyphs):
        _really_without_text(second, number)
        return Reading(blank, (), picture=picture, glyphs=0)
    rows = set_rows(glyphs)
    flow = set_lines(rows, number)
    garbage = garbled("".join(line.text for line in flow))
    if garbage:
        return Reading(blank, (), picture=False, glyphs=len(glyphs), garbage=garbage)
    issues = _own_issues(glyphs, rows, number)
    ruled = has_rules(page)
    tables: list[tuple[PageTable, Any]] = []
    if ruled or witness:
        tables, doubts = _ask_second(second, page, rows, flow, number, ruled=ruled, witness=witness or ruled)
        issues.extend(doubts)
    items = _arranged(rows, tables, number)
    why = unknown_order([item for item in items if isinstance(item, Line)])
    if why:
        raise Refusal("layout", f"page {number}: {why}")
    return Reading(Page(number, items, width, height), tuple(issues), picture=picture, glyphs=len(glyphs))


def _glyphs(page: Any, number: int, limits: Limits, left: float, top: float, width: float, height: float) -> Glyphs:
    text_page = page.get_textpage()
    try:
        count = char_count(text_page.raw)
        if count < 0:
            raise Refusal("damaged", f"the text of page {number} cannot be loaded")
        if count > limits.page_chars:
            raise Refusal("limit", f"page {number} has {count} characters, the limit is {limits.page_chars}")
        return page_glyphs(text_page.raw, count, left, top, width, height)
    finally:
        text_page.close()


def _really_without_text(second: _Second, number: int) -> None:
    """PDFium reports no characters and no error when memory runs out; the second reader knows a blank page."""
    from ipextract.reading.witness import FAILURES, starved  # noqa: PLC0415 - imports pdfminer

    other = second.page(number - 1)
    if other is None:
        return
    try:
        seen = len(other.chars)
    except FAILURES as error:
        if starved(error):
            raise MemoryError from error
        return
    finally:
        other.close()
    if seen:
        raise Refusal("damaged", f"page {number}: one reader sees {seen} characters, the other none")


def _inked(page: Any, number: int, limits: Limits, glyphs: int) -> bool:
    """Whether a page with few characters shows more than they can: a scan, outlined print, or text that got lost."""
    dark = int(np.count_nonzero(drawn(page, number, limits, 0.5) < _INK_LEVEL))
    return dark > 60 * (glyphs + 1)


def _own_issues(glyphs: Glyphs, rows: Rows, number: int) -> list[Issue]:
    found: list[Issue] = []
    if glyphs.missing:
        message = f"page {number}: {glyphs.missing} glyphs have no character; numbers beside them may be incomplete"
        found.append(Issue("IPX802", message, number))
    if glyphs.turned or glyphs.outside:
        left_out = f"{glyphs.turned} glyphs that are set askew and {glyphs.outside} beyond the page edge"
        found.append(Issue("IPX807", f"page {number}: {left_out} were not read", number))
    if rows.overprinted:
        message = f"page {number}: {rows.overprinted} digits are printed over other digits"
        found.append(Issue("IPX804", message, number))
    return found


def _ask_second(
    second: _Second, page: Any, rows: Rows, flow: list[Line], number: int, *, ruled: bool, witness: bool
) -> tuple[list[tuple[PageTable, Any]], list[Issue]]:
    """The ruled tables of a page, and the numbers that the second reader reads differently."""
    from ipextract.reading.witness import (  # noqa: PLC0415 - imports pdfminer
        FAILURES,
        doubts,
        numbers,
        starved,
        witness_lines,
    )

    other = second.page(number - 1)
    if other is None:
        message = f"page {number}: read by one reader only; the second failed: {second.failure}"
        return [], [Issue("IPX805", message, number)]
    left, _, right, top = page.get_cropbox()
    bottom_of_box = other.mediabox
    # pdfplumber counts from the corner of the media box, we count from that of the crop box.
    dx, dy = -left, top - max(bottom_of_box[1], bottom_of_box[3])
    height = top - page.get_cropbox()[1]
    issues: list[Issue] = []
    tables: list[tuple[PageTable, Any]] = []
    try:
        if ruled:
            tables = [made for ruling in rulings(other, dx, dy) if (made := fill(ruling, rows, number)) is not None]
        if witness:
            lines = witness_lines(other, number, right - left, height, dx, dy)
            seen_badly = sum(line.text.count("\ufffd") for line in lines)
            if seen_badly > 0.05 * len(rows.glyphs):
                message = f"page {number}: read by one reader only; the second cannot tell {seen_badly} characters"
                return tables, [Issue("IPX805", message, number)]
            for doubt in doubts(numbers(flow), numbers(lines))[:_DOUBTS_SHOWN]:
                seen = f"printed {doubt.first} times to the first reader, {doubt.second} times to the second"
                quote = doubt.number if doubt.first else ""
                issues.append(Issue("IPX801", f"page {number}: {doubt.number!r} is {seen}", number, quote=quote))
    except FAILURES as error:
        if starved(error):
            raise MemoryError from error
        message = f"page {number}: read by one reader only; the second failed: {type(error).__name__}"
        issues.append(Issue("IPX805", message, number))
    finally:
        other.close()
    return tables, issues


def _arranged(rows: Rows, tables: list[tuple[PageTable, Any]], number: int) -> tuple[Line | PageTable, ...]:
    """Lines and tables from top to bottom; a glyph in a table is in no line."""
    free = np.ones(len(rows.glyphs), dtype=np.bool_)
    for _, held in tables:
        free[held] = False
    lines = set_lines(rows, number, np.flatnonzero(free))
    placed: list[tuple[float, int, Line | PageTable]] = [
        (float(np.nanmedian(line.boxes[:, 3])) if line.boxes is not None else 0.0, k, line)
        for k, line in enumerate(lines)
    ]
    placed.extend((table.box[1], len(lines) + k, table) for k, (table, _) in enumerate(tables))
    return tuple(item for _, _, item in sorted(placed, key=lambda entry: entry[:2]))


if __name__ == "__main__":
    sys.exit(main())
