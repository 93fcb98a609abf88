"""File → Source: pages, lines, and for PDF characters with boxes. One module a format or kind of formats."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ipextract.model import Source, UnreadableDocument
from ipextract.reading.file import content
from ipextract.reading.libraries import engines
from ipextract.reading.limits import NAMES, Limits, adjusted, departures
from ipextract.reading.recognise import INSTALL, read_image
from ipextract.reading.text import read_text
from ipextract.reading.whole import read_whole

__all__ = ["INSTALL", "NAMES", "Limits", "adjusted", "departures", "engines", "read", "read_string"]

_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"{\\rtf", "an RTF file"),
    (b"MIME-Version:", "a web archive (.mht)"),
    (b"From: <Saved by", "a web archive (.mht)"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%!PS", "a PostScript file"),
)
_PICTURES = ("a JPEG image", "a PNG image", "a TIFF image")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")
_HTML = (".html", ".htm", ".xhtml", ".shtml")
_MARKDOWN = (".md", ".markdown")


def read(path: Path | str, *, limits: Limits | None = None) -> Source:
    """A file as pages and lines; what it is is told by its first bytes, a suffix only names what it should have been.

    Raises UnreadableDocument with the outcomes listed there; never returns part of a document.
    """
    bounds = limits or Limits()
    place = Path(path)
    name = str(path)
    data = content(place, name, bounds)
    digest = sha256(data).hexdigest()
    if data.startswith(_PDF) or (place.suffix.lower() == ".pdf" and _PDF in data[:1024]):
        from ipextract.reading.pdf import read_pdf  # noqa: PLC0415 - the processes that read pages start without it

        return read_pdf(name, digest, data, bounds)
    suffix = place.suffix.lower()
    kind = _looks_like(data)
    if place.suffix.lower() == ".pdf":
        message = f"no PDF: the file looks like {kind or 'something else'}"
        raise UnreadableDocument(name, "damaged", message, "fetch it again from its source")
    if kind in _PICTURES:
        return read_image(name, digest, data, kind, bounds)
    if data.startswith(_ZIP):
        return read_whole(name, digest, data, "docx", bounds)
    if data.startswith(_OLE):
        raise _old(name, data)
    markup = _is_markup(data)
    if kind and not markup:
        mend = "save it as .docx, as PDF, or as text in UTF-8"
        raise UnreadableDocument(name, "unsupported", f"the file is {kind}", mend)
    if suffix == ".docx":
        message = "no Word document: it is no archive"
        raise UnreadableDocument(name, "damaged", message, "fetch it again from its source")
    if markup or suffix in _HTML:
        return read_whole(name, digest, data, "html", bounds)
    if suffix in _MARKDOWN:
        return read_whole(name, digest, data, "markdown", bounds)
    return read_text(name, digest, data, bounds)


def read_string(text: str, name: str, *, limits: Limits | None = None) -> Source:
    """A text in memory as a Source; lone surrogates, which no file could hold, become question marks."""
    data = text.encode("utf-8", "replace")
    return read_text(name, sha256(data).hexdigest(), data, limits or Limits())


def _looks_like(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith(_ZIP):
        return "a ZIP or Office file (.docx, .xlsx, .ofd)"
    if data.startswith(_OLE):
        return "an old Office file (.doc, .xls, .ppt or .wps)"
    if _is_markup(data):
        return "an HTML page"
    return "an XML file" if _head(data).startswith(b"<?xml") else ""


def _head(data: bytes) -> bytes:
    head = data[:2048]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _is_markup(data: bytes) -> bool:
    head = _head(data)
    return head.startswith(_MARKUP) or (head.startswith((b"<?xml", b"<!--", b"<meta")) and b"<html" in head)


def _old(name: str, data: bytes) -> UnreadableDocument:
    """What to say of a compound file: Word of before 2007, WPS, or a newer document behind a password."""
    if _LOCKED in data:
        message = "the document asks for a password"
        return UnreadableDocument(name, "encrypted", message, "save a copy without a password")
    message = "the file is an old Office file (.doc, .xls, .ppt or .wps)"
    return UnreadableDocument(name, "unsupported", message, "open it in Word or WPS and save it as .docx or PDF")
