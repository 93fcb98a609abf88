"""Pictures → pages, seen from outside: asks the process that recognises print, or says what to install for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Final

from ipextract.distribution import install
from ipextract.model import Issue, Source, UnreadableDocument
from ipextract.reading.apart import Asked, ask
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Answer

INSTALL: Final = f"install what recognises print in pictures: {install('ocr')}"
"""The mend of a picture where the extra is missing."""

_MENDS: Final = {
    "no-text": "scan it again, upright and at 200 dots an inch or more",
    "damaged": "fetch it again from its source",
    "limit": "split the document, or scan it at 200 dots an inch",
    "layout": "turn it upright, in one column, or give its text",
}
_PAGES_AT_ONCE = 10
_BYTES_OF_PAGE = 500_000


def installed() -> bool:
    """Whether the extra that recognises print is there; nothing is imported."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognised(name: str, data: bytes, pages: Sequence[int], limits: Limits) -> list[Answer]:
    """What is printed on the pages (counted from 1) of a PDF; raises UnreadableDocument where it cannot be read."""
    chunks = [pages[k : k + _PAGES_AT_ONCE] for k in range(0, len(pages), _PAGES_AT_ONCE)]
    return [_ask(name, data, [number - 1 for number in chunk], limits) for chunk in chunks]


def read_image(name: str, digest: str, data: bytes, kind: str, limits: Limits) -> Source:
    """The pages of an image file; raises UnreadableDocument, with what to install where the extra is missing."""
    if not installed():
        raise UnreadableDocument(name, "no-text", f"the file is {kind}", INSTALL)
    answer = _ask(name, data, None, limits)
    if not answer.glyphs:
        raise UnreadableDocument(name, "no-text", "no print was found in the picture", _MENDS["no-text"])
    issues = (*answer.issues, *unprinted(answer.pictures))
    return Source(name, digest, "image", answer.pages, issues, readers=answer.readers)


def unprinted(pictures: Sequence[int]) -> list[Issue]:
    """The issues of pages on which nothing was recognised."""
    return [Issue("IPX806", f"page {number}: a picture in which no print was found", number) for number in pictures]


def _ask(name: str, data: bytes, pages: list[int] | None, limits: Limits) -> Answer:
    count = len(pages) if pages is not None else 1 + len(data) // _BYTES_OF_PAGE
    busy = limits.seconds + limits.scan_page_seconds * count
    task = f"recognising pages {pages[0] + 1} to {pages[-1] + 1}" if pages else "recognising the picture"
    asked = Asked("ipextract.reading.scan", {"pages": pages}, busy, task, _MENDS)
    return ask(name, data, asked, replace(limits, memory=limits.scan_memory))
