"""File → Source: pages, lines, and for PDF characters with boxes. One module a format."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from ipextract.model import Source, UnreadableDocument
from ipextract.reading.limits import Limits
from ipextract.reading.pdf import read_pdf
from ipextract.reading.recognise import read_image
from ipextract.reading.text import read_text

__all__ = ["Limits", "read", "read_string"]

_PDF = b"%PDF-"
_MAGIC = (
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt or .wps)"),
    (b"PK\x03\x04", "a ZIP or Office file (.docx, .xlsx, .ofd)"),
    (b"{\\rtf", "an RTF file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%!PS", "a PostScript file"),
)
_PICTURES = ("a JPEG image", "a PNG image", "a TIFF image")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


def read(path: Path | str, *, limits: Limits | None = None) -> Source:
    """A file as pages and lines; what it is is told by its first bytes, a suffix only names what it should have been.

    Raises UnreadableDocument with the outcomes listed there; never returns part of a document.
    """
    bounds = limits or Limits()
    place = Path(path)
    name = str(path)
    data = _bytes(place, name, bounds)
    digest = sha256(data).hexdigest()
    if data.startswith(_PDF) or (place.suffix.lower() == ".pdf" and _PDF in data[:1024]):
        return read_pdf(name, digest, data, bounds)
    kind = _looks_like(data)
    if place.suffix.lower() == ".pdf":
        message = f"no PDF: the file looks like {kind or 'something else'}"
        raise UnreadableDocument(name, "damaged", message, "fetch it again from its source")
    if kind in _PICTURES:
        return read_image(name, digest, data, kind, bounds)
    if kind:
        mend = "save it as PDF, or as text in UTF-8"
        raise UnreadableDocument(name, "unsupported", f"the file is {kind}", mend)
    return read_text(name, digest, data)


def read_string(text: str, name: str) -> Source:
    """A text in memory as a Source; lone surrogates, which no file could hold, become question marks."""
    data = text.encode("utf-8", "replace")
    return read_text(name, sha256(data).hexdigest(), data)


def _bytes(place: Path, name: str, bounds: Limits) -> bytes:
    if not place.exists():
        raise UnreadableDocument(name, "missing", "no such file", "check the path")
    if not place.is_file():
        raise UnreadableDocument(name, "unsupported", "not a file", "give the files inside it")
    size = place.stat().st_size
    if size == 0:
        raise UnreadableDocument(name, "empty", "the file has 0 bytes", "fetch it again from its source")
    if size > bounds.file_bytes:
        raise UnreadableDocument(name, "limit", f"{size} bytes, the limit is {bounds.file_bytes}", "split the file")
    try:
        return place.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise UnreadableDocument(name, "missing", message, "check the permissions") from error


def _looks_like(data: bytes) -> str:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP):
        return "an HTML or XML page"
    return ""
