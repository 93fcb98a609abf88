"""PDF → Source. This process looks at the bytes from outside only; a child process with bounds parses them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from ipextract.model import HowRead, Issue, Source, UnreadableDocument
from ipextract.reading.chunk import MENDS, Asking
from ipextract.reading.limits import Limits
from ipextract.reading.recognise import INSTALL, installed, recognised, unprinted
from ipextract.reading.wire import Answer

_HEAD = b"%PDF-"
_TAIL = 2048
_LARGEST_CHUNK = 250
_START = re.compile(rb"startxref\s+(\d+)")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,999}?/L\s+(\d+)", re.DOTALL)
# Whitespace may stand before it; an xref table begins with its word, an xref stream is an object.
_CONTENTS = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")


def read_pdf(name: str, digest: str, data: bytes, limits: Limits) -> Source:
    """The pages of a PDF; raises UnreadableDocument with a typed outcome, never returns part of a document."""
    # Offsets count from the head; what a server or a mail program put before it is no part of the document.
    data = data[data.index(_HEAD) :]
    _whole(name, data)
    answers = _answers(Asking(name, data, limits), limits)
    count = answers[0].count
    pages = tuple(page for answer in answers for page in answer.pages)
    if len(pages) != count:
        raise UnreadableDocument(name, "damaged", f"{len(pages)} of {count} pages could be read", MENDS["damaged"])
    chars = sum(answer.glyphs for answer in answers)
    if chars > limits.chars:
        message = f"it has {chars} characters, the limit is {limits.chars}"
        raise UnreadableDocument(name, "limit", message, MENDS["limit"])
    issues = [issue for answer in answers for issue in answer.issues]
    readers = {how.page: how for answer in answers for how in answer.readers}
    unread = sorted(number for answer in answers for number in (*answer.pictures, *answer.garbage))
    if unread and installed():
        seen = recognised(name, data, unread, limits)
        drawn = {page.number: page for answer in seen for page in answer.pages if page.items}
        pages = tuple(drawn.get(page.number, page) for page in pages)
        issues = [issue for issue in issues if issue.page not in drawn]
        issues += [issue for answer in seen for issue in answer.issues]
        kept = {page.number for page in pages if page.items} - drawn.keys()
        readers |= {how.page: how for how in _recognisers(answers, seen) if how.page not in kept}
        issues += unprinted([number for answer in seen for number in answer.pictures])
    else:
        issues += _unrecognised(name, answers, len(pages))
        readers |= {number: replace(readers[number], recognised="missing") for number in unread}
    if not any(page.items for page in pages):
        what = "no print was found in the pictures on its pages" if unread else "its pages are blank"
        raise UnreadableDocument(name, "no-text", what, MENDS["no-text"])
    return Source(name, digest, "pdf", pages, tuple(issues), readers=tuple(readers[page.number] for page in pages))


def _recognisers(answers: Sequence[Answer], seen: Sequence[Answer]) -> list[HowRead]:
    """Who recognised the print of pages, and why they had to be."""
    lost = {number for answer in answers for number in answer.garbage}
    readers = (how for answer in seen for how in answer.readers)
    return [replace(how, recognised="fonts") if how.page in lost else how for how in readers]


def _unrecognised(name: str, answers: Sequence[Answer], pages: int) -> list[Issue]:
    """What to say of pictures where nothing can recognise their print; UnreadableDocument where too little is left."""
    garbage = {number: why for answer in answers for number, why in answer.garbage.items()}
    if garbage:
        number = min(garbage)
        raise UnreadableDocument(name, "garbage", f"page {number}: {garbage[number]}", MENDS["garbage"])
    pictures = [number for answer in answers for number in answer.pictures]
    if len(pictures) == pages:
        few = any(answer.glyphs for answer in answers)
        message = f"its pages are pictures {'with hardly any' if few else 'without'} text"
        raise UnreadableDocument(name, "no-text", message, INSTALL)
    unsaid = "what is printed in it was not read"
    return [Issue("IPX806", f"page {number}: a picture; {unsaid} ({INSTALL})", number) for number in pictures]


def _answers(asking: Asking, limits: Limits) -> list[Answer]:
    """The pages of all chunks, in order, read side by side by as many processes as there are workers.

    The first chunk tells how many pages there are. The other workers do not wait for that: they begin with the chunks
    behind it, which may turn out to lie behind the last page.
    """
    workers, step = max(1, limits.workers), limits.chunk_pages
    with ThreadPoolExecutor(max_workers=workers) as pool:
        opened = list(pool.map(lambda low: asking.pages(low, low + step), range(0, workers * step, step)))
        count, read = opened[0][0].count, workers * step
        # Starting a process costs as much as reading twenty pages: as few chunks as give every worker the same.
        rounds = -(-(count - read) // (workers * _LARGEST_CHUNK))
        step = max(step, -(-(count - read) // (workers * max(1, rounds))))
        rest = pool.map(lambda low: asking.pages(low, min(low + step, count)), range(read, count, step))
        return [answer for answers in (*opened, *rest) for answer in answers]


def _whole(name: str, data: bytes) -> None:
    """Refuse a file that was cut off: PDFium would repair it and lose pages without a word."""

    def cut(why: str) -> UnreadableDocument:
        return UnreadableDocument(name, "truncated", why, MENDS["truncated"])

    tail = data[-_TAIL:]
    promised = _LINEARIZED.search(data[:_TAIL])
    if promised and int(promised[1]) > len(data):
        raise cut(f"the file says it has {int(promised[1])} bytes and has {len(data)}")
    if b"%%EOF" not in tail:
        raise cut("the end mark %%EOF is missing")
    starts = _START.findall(tail)
    if not starts:
        raise cut("the pointer to the table of contents (startxref) is missing")
    start = int(starts[-1])
    if start >= len(data):
        raise cut(f"the table of contents should be at byte {start} of {len(data)}")
    if not _CONTENTS.match(data, start):
        message = f"the table of contents is not at byte {start}, where the file says; a reader would have to guess"
        raise UnreadableDocument(name, "damaged", message, MENDS["damaged"])
