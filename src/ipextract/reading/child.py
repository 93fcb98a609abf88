"""The child process that touches PDF bytes: it takes them from stdin and writes the lines of some pages to stdout.

Run as ``python -m ipextract.reading.child JOB`` with JOB as JSON. It answers with one packed answer (see ``wire``) and
exit code 0, also when the document cannot be read; any other code means that the process did not survive the document.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import HowRead, Issue, Line, Page
from ipextract.reading.apart import confine
from ipextract.reading.bounds import check_size, drawn
from ipextract.reading.columns import parts
from ipextract.reading.drawings import drawings_of
from ipextract.reading.drawn import Likeness
from ipextract.reading.easel import Easel
from ipextract.reading.frame import Box, frame
from ipextract.reading.gates import HAN, garbled
from ipextract.reading.glyphs import Glyphs, PageText, char_count, page_text
from ipextract.reading.limits import Limits
from ipextract.reading.lost import lost
from ipextract.reading.order import arranged, unknown_order
from ipextract.reading.overlays import unread_overlays
from ipextract.reading.pdf_rows import Rows, set_lines, set_rows
from ipextract.reading.pdf_tables import found_tables
from ipextract.reading.pictures import unread_pictures
from ipextract.reading.proof import proved
from ipextract.reading.second import First, Second, reason, witnessed
from ipextract.reading.substitute import without_fonts_of_the_machine
from ipextract.reading.wire import Reading, Refusal, pack

_READER = "pdfium"
_FEW = 20
_MANY = 8
_WORDS = 0.3
_INK_LEVEL = 200
_LEAST_SHOWN = 40


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
        without_fonts_of_the_machine()
        document = open_document(data)
        stack.callback(document.close)
        count = len(document)
        if count > limits.pages:
            raise Refusal("limit", f"{count} pages, the limit is {limits.pages}")
        if count == 0:
            raise Refusal("damaged", "the document has no pages")
        _say(b"#%d\n", count)
        confine(limits, limits.busy(max(0, min(last, count) - first)))
        unexamined = _survey(data, count, limits) if opening else ""
        second = Second(data, count)
        stack.callback(second.close)
        likeness = Likeness(closely=_closely(count, limits))
        readings = [_read_page(document, second, likeness, i, limits) for i in range(first, min(last, count))]
        attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw) if opening else 0
    own = []
    if unexamined:
        own.append(Issue("IPX805", f"not examined for damage: {unexamined}", first + 1))
    if attached:
        own.append(Issue("IPX823", f"attached files: {attached}; they were not read", first + 1))
    if own and readings:
        readings[0] = replace(readings[0], issues=(*own, *readings[0].issues))
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


def _closely(count: int, limits: Limits) -> bool:
    """Whether every page of a document of so many is looked at as it is drawn."""
    return limits.verify or count <= limits.verify_pages


def _read_page(
    document: pypdfium2.PdfDocument, second: Second, likeness: Likeness, index: int, limits: Limits
) -> Reading:
    number = index + 1
    _say(b"@%d\n", number)
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise Refusal("damaged", f"page {number} cannot be loaded") from error
    with ExitStack() as stack:
        stack.callback(page.close)
        text_page = page.get_textpage()
        stack.callback(text_page.close)
        return _with_page(page, text_page, second, likeness, number, len(document), limits)


def _with_page(
    page: Any, text_page: Any, second: Second, likeness: Likeness, number: int, count: int, limits: Limits
) -> Reading:
    box: Box = page.get_bbox()
    check_size(box[2] - box[0], box[3] - box[1], number, limits)
    text = _text(text_page, number, limits, box)
    turn = page.get_rotation()
    if text.glyphs.turned > len(text.glyphs):
        raise Refusal("layout", f"the text of page {number} is set askew")
    blank = Page(number, (), text.frame.width, text.frame.height, turn=(text.turn - turn) % 360)
    picture = len(text.glyphs) < _FEW and _inked(page, number, limits, len(text.glyphs))
    if not len(text.glyphs):
        second.really_without_text(number)
        how = HowRead(number, "", "unread") if picture else HowRead(number, _READER, "blank")
        return Reading(blank, (), picture=picture, glyphs=0, how=how)
    drawings = drawings_of(page, text.frame)
    picture = picture or (
        int(np.count_nonzero(drawings.pictures)) >= _MANY
        and _wordless(text.glyphs)
        and _inked(page, number, limits, len(text.glyphs))
    )
    easel = Easel(page, number, limits, frame(box, turn), text.frame)
    proof = proved(text, drawings, easel, likeness, closely=_closely(count, limits))
    hidden, glyphs = proof.hidden, proof.glyphs
    rows = set_rows(glyphs)
    flow = set_lines(rows, number)
    garbage = garbled("".join(line.text for line in flow))
    if garbage:
        how = HowRead(number, "", "unread")
        return Reading(blank, (), picture=False, glyphs=len(glyphs), garbage=garbage, how=how)
    issues = _own_issues(text.glyphs, hidden, rows, number) + unread_overlays(page, number)
    if not picture:
        size = text.frame.width, text.frame.height
        issues += unread_pictures(drawings.areas[drawings.pictures], glyphs.boxes, size, number)
    tables = found_tables(drawings.strokes, rows, number)
    free = np.ones(len(rows.glyphs), dtype=np.bool_)
    for _, held in tables:
        free[held] = False
    flowing = rows.glyphs.take(free)
    split = parts(flowing, [table.box for table, _ in tables], text.frame.width)
    if tables or len(split) > 1:
        items = arranged(rows, np.flatnonzero(free), split, [table for table, _ in tables], number)
    else:
        items = tuple(flow)
    why = unknown_order([item for item in items if isinstance(item, Line)])
    if why:
        raise Refusal("layout", f"page {number}: {why}")
    doubtful = bool(hidden.any() or proof.replaced or rows.glyphs.nameless() or rows.overprinted)
    doubtful = doubtful or lost(text, drawings)
    how = HowRead(number, _READER, reason(count, limits, doubtful=doubtful))
    if how.why != "long":
        more, how = witnessed(First(number, text, turn, hidden, flow, items), second, how)
        issues += more
    return Reading(replace(blank, items=items), tuple(issues), picture=picture, glyphs=len(glyphs), how=how)


def _text(text_page: Any, number: int, limits: Limits, box: Box) -> PageText:
    count = char_count(text_page.raw)
    if count < 0:
        raise Refusal("damaged", f"the text of page {number} cannot be loaded")
    if count > limits.page_chars:
        raise Refusal("limit", f"page {number} has {count} characters, the limit is {limits.page_chars}")
    return page_text(text_page.raw, count, box)


def _inked(page: Any, number: int, limits: Limits, glyphs: int) -> bool:
    """Whether a page with few characters shows more than they can: a scan, outlined print, or text that got lost."""
    dark = int(np.count_nonzero(drawn(page, number, limits, 0.5) < _INK_LEVEL))
    return dark > 60 * (glyphs + 1)


def _wordless(glyphs: Glyphs) -> bool:
    """Whether figures stand on a page without the words around them: print that was made pictures line by line."""
    words = np.count_nonzero((glyphs.codes >= HAN[0]) & (glyphs.codes <= HAN[1]))
    return bool(words < _WORDS * len(glyphs))


def _own_issues(glyphs: Glyphs, hidden: NDArray[np.bool_], rows: Rows, number: int) -> list[Issue]:
    found: list[Issue] = []
    nameless = rows.glyphs.nameless()
    if nameless:
        message = f"page {number}: {nameless} glyphs have no character; numbers beside them may be incomplete"
        found.append(Issue("IPX802", message, number))
    kinds = (
        (glyphs.turned, "that are set askew"),
        (glyphs.outside, "beyond the page edge"),
        (int(np.count_nonzero(hidden)), f"that nobody can see ({_shown(glyphs.codes[hidden])})"),
    )
    left_out = [f"{count} glyphs {what}" for count, what in kinds if count]
    if left_out:
        found.append(Issue("IPX807", f"page {number}: {' and '.join(left_out)} were not read", number))
    if rows.overprinted:
        message = f"page {number}: {rows.overprinted} digits are printed over other digits"
        found.append(Issue("IPX804", message, number))
    return found


def _shown(codes: NDArray[np.uint32]) -> str:
    text = "".join(map(chr, codes[: _LEAST_SHOWN + 1].tolist()))
    return repr(text[:_LEAST_SHOWN] + ("…" if len(codes) > _LEAST_SHOWN else ""))


if __name__ == "__main__":
    sys.exit(main())
