"""The characters of a page of HTML: by its byte order mark, as UTF-8, as it declares, or as GB 18030."""

from __future__ import annotations

import re

from ipextract.reading.gates import strange_gb18030
from ipextract.reading.wire import Refusal

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,999}?(?:charset|encoding)\s*=\s*(?:[\"']\s*)?([A-Za-z0-9_:.-]+)", re.IGNORECASE
)
_WINDOW = 4096
# Names that browsers take for each other; nothing else that Python can decode is an encoding of pages.
_CODECS = {
    **dict.fromkeys(("gb18030", "gbk", "gb2312", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "us-ascii"), "cp1252"),
}


def decoded(data: bytes) -> tuple[str, int]:
    """The text and how many of its characters were lost before it was written; Refusal (``encoding``)."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, codec)
    null = data.find(b"\0")
    if null >= 0:
        raise Refusal("unsupported", f"not a text: a NUL byte at offset {null}")
    try:
        return _strict(data, "utf-8")
    except Refusal as refusal:
        first = refusal
    said = _DECLARED.search(data[:_WINDOW])
    declared = _CODECS.get(said[1].decode("ascii").lower(), "") if said else ""
    if declared == "big5hkscs":
        return _strict(data, declared)
    try:
        text, lost = _strict(data, "gb18030")
    except Refusal as refusal:
        why = refusal.message
    else:
        # A western name on a Chinese page is a server's habit; the bytes know better.
        why = "" if declared == "gb18030" else strange_gb18030(text)
        if not why:
            return text, lost
    if declared == "cp1252":
        return _strict(data, declared)
    raise Refusal("encoding", f"{first.message}; as GB 18030: {why}")


def _strict(data: bytes, codec: str) -> tuple[str, int]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise Refusal("encoding", f"not {codec.removesuffix('-sig').upper()}: {byte}") from error
    return text, text.count("\ufffd")
