"""PDF → Source. This process looks at the bytes from outside only; a child process with bounds parses them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from ipextract.model import Issue, Source, UnreadableDocument
from ipextract.reading.apart import Asked, ask
from ipextract.reading.limits import Limits
from ipextract.reading.recognise import INSTALL, installed, recognised, unprinted
from ipextract.reading.wire import Answer

_TAIL = 2048
_START = re.compile(rb"startxref\s+(\d+)")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)", re.DOTALL)
_MENDS = {
    "encrypted": "save a copy without a password",
    "truncated": "fetch it again from its source",
    "damaged": "fetch it again from its source",
    "limit": "split the document or raise the limit",
    "no-text": "scan it again, upright and at 200 dots an inch or more",
    "garbage": f"its fonts do not tell their characters; print it anew from its source, or {INSTALL}",
    "layout": "give the text of the document, or a PDF set in one upright column",
}


def read_pdf(name: str, digest: str, data: bytes, limits: Limits) -> Source:
    """The pages of a PDF; raises UnreadableDocument with a typed outcome, never returns part of a document."""
    _whole(name, data)
    first = _ask(name, data, 0, limits.chunk_pages, limits)
    ranges = [
        (low, min(low + limits.chunk_pages, first.count))
        for low in range(limits.chunk_pages, first.count, limits.chunk_pages)
    ]
    with ThreadPoolExecutor(max_workers=max(1, limits.workers)) as pool:
        rest = list(pool.map(lambda bounds: _ask(name, data, bounds[0], bounds[1], limits), ranges))
    answers = [first, *rest]
    pages = tuple(page for answer in answers for page in answer.pages)
    if len(pages) != first.count:
        raise UnreadableDocument(
            name, "damaged", f"{len(pages)} of {first.count} pages could be read", _MENDS["damaged"]
        )
    issues = [issue for answer in answers for issue in answer.issues]
    unread = sorted(number for answer in answers for number in (*answer.pictures, *answer.garbage))
    if unread and installed():
        seen = recognised(name, data, unread, limits)
        drawn = {page.number: page for answer in seen for page in answer.pages if page.items}
        pages = tuple(drawn.get(page.number, page) for page in pages)
        issues = [issue for issue in issues if issue.page not in drawn]
        issues += [issue for answer in seen for issue in answer.issues]
        issues += unprinted([number for answer in seen for number in answer.pictures])
    else:
        issues += _unrecognised(name, answers, len(pages))
    if not any(page.items for page in pages):
        what = "no print was found in the pictures on its pages" if unread else "its pages are blank"
        raise UnreadableDocument(name, "no-text", what, _MENDS["no-text"])
    return Source(name, digest, "pdf", pages, tuple(issues))


def _unrecognised(name: str, answers: Sequence[Answer], pages: int) -> list[Issue]:
    """What to say of pictures where nothing can recognise their print; UnreadableDocument where too little is left."""
    garbage = {number: why for answer in answers for number, why in answer.garbage.items()}
    if garbage:
        number = min(garbage)
        raise UnreadableDocument(name, "garbage", f"page {number}: {garbage[number]}", _MENDS["garbage"])
    pictures = [number for answer in answers for number in answer.pictures]
    if len(pictures) == pages:
        few = any(answer.glyphs for answer in answers)
        message = f"its pages are pictures {'with hardly any' if few else 'without'} text"
        raise UnreadableDocument(name, "no-text", message, INSTALL)
    unsaid = "what is printed in it was not read"
    return [Issue("IPX806", f"page {number}: a picture; {unsaid} ({INSTALL})", number) for number in pictures]


def _whole(name: str, data: bytes) -> None:
    """Refuse a file that was cut off: PDFium would repair it and lose pages without a word."""

    def cut(why: str) -> UnreadableDocument:
        return UnreadableDocument(name, "truncated", why, _MENDS["truncated"])

    tail = data[-_TAIL:]
    promised = _LINEARIZED.search(data[:_TAIL])
    if promised and int(promised[1]) > len(data):
        raise cut(f"the file says it has {int(promised[1])} bytes and has {len(data)}")
    if b"%%EOF" not in tail:
        raise cut("the end mark %%EOF is missing")
    starts = _START.findall(tail)
    if not starts:
        raise cut("the pointer to the table of contents (startxref) is missing")
    if int(starts[-1]) >= len(data):
        raise cut(f"the table of contents should be at byte {int(starts[-1])} of {len(data)}")


def _ask(name: str, data: bytes, first: int, last: int, limits: Limits) -> Answer:
    """What a child process reads of the pages first ≤ page < last, counted from 0."""
    seconds = limits.start_seconds + limits.seconds + limits.page_seconds * (last - first)
    job = {"first": first, "last": last}
    asked = Asked("ipextract.reading.child", job, seconds, f"reading pages {first + 1} to {last}", _MENDS)
    return ask(name, data, asked, limits)
