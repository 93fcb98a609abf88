"""The font that PDFium gets for every font that a PDF does not embed: the fonts of the machine are nobody's witness.

Without it PDFium takes whatever the system has, and the boxes of glyphs, and so what is read, hang on the machine.
Every character of it is one upright bar, narrower than any advance: a box then is what the PDF itself says of the
width, and what is drawn shows where print would stand and in which colour, not what it would look like. The fourteen
fonts that every reader has to know are PDFium's own.
"""

from __future__ import annotations

import ctypes
import struct
from functools import lru_cache
from typing import Any, Final

import pypdfium2.raw as pdfium

# Written by name, with a style behind a hyphen; PDFium brings them, and no other.
_OWN: Final = frozenset((b"Courier", b"Helvetica", b"Times", b"Symbol", b"ZapfDingbats"))
_EM: Final = 1000
_BAR: Final = (50, 0, 200, 700)
_BLANKS: Final = (0x20, 0xA0, 0x3000)
_LAST: Final = 0x10FFFF
_NAME: Final = b"Bars\0"
_HANDLE: Final = 1
_UNKNOWN_CHARSET: Final = 1
_kept: list[object] = []


def without_fonts_of_the_machine(*, bars: bool = True) -> None:
    """Let this process draw with its own font whatever no PDF embeds, from now on; PDFium holds on to what is set.

    Without ``bars`` PDFium takes what it brings, which has figures and Latin letters, and leaves the rest blank: for
    pictures in which print is recognised.
    """
    if _kept:
        return
    information = pdfium.FPDF_SYSFONTINFO()
    answers = {
        "Release": lambda _: None,
        "EnumFonts": lambda *_: None,
        "MapFont": _mapped if bars else lambda *_: None,
        "GetFont": lambda *_: None,
        "GetFontData": _data,
        "GetFaceName": lambda _, __, buffer, size: _copied(_NAME, buffer, size),
        "GetFontCharset": lambda *_: _UNKNOWN_CHARSET,
        "DeleteFont": lambda *_: None,
    }
    kinds = dict(information._fields_)
    information.version = 1
    for name, answer in answers.items():
        setattr(information, name, kinds[name](answer))
    _kept.append(information)
    pdfium.FPDF_SetSystemFontInfo(information)


def _mapped(_: Any, __: int, ___: int, ____: int, _____: int, face: Any, ______: Any) -> int | None:
    name = ctypes.cast(face, ctypes.c_char_p).value or b"" if face else b""
    return None if name.partition(b"-")[0] in _OWN else _HANDLE


def _data(_: Any, __: Any, table: int, buffer: Any, size: int) -> int:
    return 0 if table else _copied(bars(), buffer, size)


def _copied(data: bytes, buffer: Any, size: int) -> int:
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


@lru_cache(maxsize=1)
def bars() -> bytes:
    """A TrueType font that shows the same bar for every character of Unicode, and nothing for blanks."""
    x0, y0, x1, y1 = _BAR
    # One contour of four points on the curve: along the bottom, up, back; instructions none.
    bar = struct.pack(">5h2H4B8h", 1, x0, y0, x1, y1, 3, 0, 1, 1, 1, 1, x0, x1 - x0, 0, x0 - x1, y0, 0, y1 - y0, 0)
    bar += b"\0" * (-len(bar) % 4)
    starts = (0x21, *(blank + 1 for blank in _BLANKS[1:]))
    ends = (*(blank - 1 for blank in _BLANKS[1:]), _LAST)
    groups = b"".join(struct.pack(">3I", start, end, 1) for start, end in zip(starts, ends, strict=True))
    # Format 13 gives a whole range of characters one glyph.
    many = struct.pack(">2H3I", 13, 0, 16 + len(groups), 0, len(starts)) + groups
    tables = {
        b"cmap": struct.pack(">2H2HI2HI", 0, 2, 3, 1, 20, 3, 10, 20) + many,
        b"glyf": bar + bar,
        b"head": struct.pack(
            ">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM, 0, 0, x0, y0, x1, y1, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 880, -120, 0, _EM // 2, x0, 300, x1, 1, *[0] * 7, 2),
        b"hmtx": struct.pack(">HhHh", _EM // 2, x0, _EM // 2, x0),
        b"loca": struct.pack(">3I", 0, len(bar), 2 * len(bar)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
    }
    return _font(tables)


def _font(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables, in the order of their names."""
    count = len(tables)
    steps = count.bit_length() - 1
    head = struct.pack(">I4H", 0x10000, count, 16 << steps, steps, 16 * count - (16 << steps))
    body = b""
    for name, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += name + struct.pack(">3I", total, 12 + 16 * count + len(body), len(data))
        body += padded
    return head + body
