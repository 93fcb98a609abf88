"""Before a page is believed: is the file as it was written? Readers mend what is broken and lose pages without a word.

The second reader, which can be told not to mend, looks for every object that pages need at the place where the file
says it is, and unpacks every stream that carries text or fonts' meaning.
"""

from __future__ import annotations

import io
import itertools
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.pdfdocument import PDFDocument, PDFNoValidXRef
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFObjRef,
    PDFStream,
    resolve1,
)
from pdfminer.psparser import literal_name

from ipextract.reading.limits import Limits
from ipextract.reading.wire import Refusal
from ipextract.reading.witness import FAILURES, starved

_OBJECT = re.compile(rb"\s*(\d{1,10})\s+\d+\s+obj\b")
# What hangs on a page and is not printed in it as text: links, programs, thumbnails.
_ASIDE = frozenset(("Annots", "AA", "B", "EF", "Metadata", "PieceInfo", "Thumb", "StructParents"))
_DECODED = {
    **dict.fromkeys(LITERALS_ASCII85_DECODE, ascii85decode),
    **dict.fromkeys(LITERALS_ASCIIHEX_DECODE, asciihexdecode),
}


def survey(data: bytes, count: int, limits: Limits) -> str:
    """Why the document, of which PDFium sees ``count`` pages, could not be examined; an empty string when it is whole.

    Raises Refusal: ``unsupported`` for what is not in its pages at all, ``damaged`` for what is not where or what it
    should be, ``limit`` for a stream that unpacks to more than ``limits.stream_bytes``.
    """
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)), fallback=False)
        _elsewhere(document)
        seen = sum(1 for _ in itertools.islice(PDFPage.create_pages(document), limits.pages + 1))
        if seen > count:
            raise Refusal("damaged", f"the document says that it has {count} pages and holds {seen}")
        _examine(document, _misplaced(document, data), limits)
    except PDFNoValidXRef as error:
        raise Refusal(
            "damaged", "its table of contents (xref) cannot be read; what it holds would be a guess"
        ) from error
    except FAILURES as error:
        if starved(error):
            raise MemoryError from error
        return f"the second reader cannot open the document ({type(error).__name__})"
    return ""


def _elsewhere(document: PDFDocument) -> None:
    """Refuse a document whose pages are but a notice that another program is needed to see what it holds."""
    if document.catalog.get("Collection") is not None:
        mend = "open it, take the documents out and give them one by one"
        raise Refusal("unsupported", "it is a portfolio: what it holds are attached files", mend)
    if resolve1(document.catalog.get("NeedsRendering")) is True:
        mend = "open it in the program that it asks for and print it as PDF"
        raise Refusal("unsupported", "its pages are built by a form program (XFA) when they are opened", mend)


def _misplaced(document: PDFDocument, data: bytes) -> set[int]:
    """The numbers of the objects that are not where the newest entry for them says."""
    wrong: set[int] = set()
    seen: set[int] = {0}
    for xref in document.xrefs:
        for number in xref.get_objids():
            if number in seen:
                continue
            seen.add(number)
            holder, offset, _ = xref.get_pos(number)
            if holder is None:
                found = _OBJECT.match(data, offset)
                if found is None or int(found[1]) != number:
                    wrong.add(number)
    return wrong


def _examine(document: PDFDocument, wrong: set[int], limits: Limits) -> None:
    """Go through everything that the pages need; what nothing needs may be wrong."""
    waiting: list[Any] = [document.catalog.get("Pages")]
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        number = 0
        if isinstance(item, PDFObjRef):
            number = item.objid
            if number in seen:
                continue
            seen.add(number)
            if number in wrong:
                raise Refusal("damaged", f"object {number}, which its pages need, is not where the file says")
            try:
                item = document.getobj(number)
            except FAILURES:
                continue  # what nobody can read is missing for PDFium too, and shows on its page
        if isinstance(item, PDFStream):
            _unpack(item, number, limits)
        waiting.extend(_parts(item))


def _parts(item: Any) -> Iterator[Any]:
    if isinstance(item, PDFStream):
        item = item.attrs
    if isinstance(item, dict):
        yield from (value for key, value in item.items() if key not in _ASIDE)
    elif isinstance(item, list):
        yield from item


def _unpack(stream: PDFStream, number: int, limits: Limits) -> None:
    subtype = stream.get("Subtype")
    packed = stream.get_rawdata()
    if packed is None or (subtype is not None and literal_name(subtype) == "Image"):
        return
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    for name, parameters in stream.get_filters():
        if name in LITERALS_FLATE_DECODE:
            packed = _inflated(packed, number, limits.stream_bytes)
        elif name in _DECODED:
            packed = _DECODED[name](packed)
        else:
            return
        if parameters:
            return  # predictors come last


def _inflated(packed: bytes, number: int, most: int) -> bytes:
    if not packed.strip():
        return b""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, most)
    except zlib.error as error:
        raise Refusal("damaged", f"the packed data of object {number} is damaged") from error
    if unpacker.unconsumed_tail:
        raise Refusal("limit", f"object {number} unpacks to more than {most} bytes")
    # A checksum that is missing does no harm, a block that does not end does.
    if not unpacker.eof and not _ends(packed[2:], most):
        raise Refusal("damaged", f"the packed data of object {number} is cut short")
    return data


def _ends(packed: bytes, most: int) -> bool:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    unpacker.decompress(packed, most)
    return unpacker.eof
