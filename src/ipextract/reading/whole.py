"""Documents without pages (Word, HTML, Markdown) → Source. A child process with bounds parses their bytes."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ipextract.model import HowRead, Source
from ipextract.reading.apart import Asked, ask
from ipextract.reading.limits import Limits

WholeFormat: TypeAlias = Literal["docx", "html", "markdown"]

_READERS: dict[WholeFormat, str] = {"docx": "lxml", "html": "lxml", "markdown": "markdown-it"}
_MENDS = {
    "encrypted": "save a copy without a password",
    "truncated": "fetch it again from its source",
    "damaged": "fetch it again from its source, or open and save it anew",
    "limit": "split the document or raise the limit",
    "empty": "check that it is whole when opened; a page that scripts build has to be printed as PDF",
    "no-text": "recognise its text first (OCR)",
    "encoding": "save it as UTF-8",
    "unsupported": "save it as .docx, as PDF, or as text in UTF-8",
}


def read_whole(name: str, digest: str, data: bytes, form: WholeFormat, limits: Limits) -> Source:
    """The paragraphs and tables of a document, as one page; raises UnreadableDocument with a typed outcome."""
    asked = Asked("ipextract.reading.whole_child", {"format": form}, limits.whole_seconds, "reading", _MENDS)
    answer = ask(name, data, asked, limits)
    reader = HowRead(1, _READERS[form], "format")
    return Source(name, digest, form, answer.pages, answer.issues, answer.furniture, (reader,))
