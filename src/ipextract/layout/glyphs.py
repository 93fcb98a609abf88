"""Classes and widths of characters, as tables over all code points so that whole documents are classed at once."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

SPACE, DIGIT, LETTER, WIDE, NEWLINE, INVISIBLE, POINT = 1, 2, 4, 8, 16, 32, 64
JOIN = 0x110000  # one past the last code point: the place where two printed lines meet

# Blocks that are set without spaces around them: CJK, its punctuation and full forms, quotes, long dash, ellipsis.
_WIDE = (
    (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF),
    (0x2014, 0x2015), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026), (0x00B7, 0x00B7),
)  # fmt: skip
_INVISIBLE = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)


def code_points(text: str) -> Codes:
    """The code points of ``text``, shape (len(text),)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def to_text(codes: Codes) -> str:
    """The text of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def classes(codes: Codes) -> NDArray[np.uint8]:
    """The class bits of each code point; a full-width digit is DIGIT and WIDE at once."""
    return _classes()[codes]


def widths(codes: Codes) -> NDArray[np.uint8]:
    """Set widths in quarters of an em: ideograph 4, Latin 2, space 1."""
    return _widths()[codes]


def em(text: str) -> float:
    """The set width of a line in em."""
    return float(widths(code_points(text)).sum()) / 4


@lru_cache(maxsize=1)
def _classes() -> NDArray[np.uint8]:
    table = np.zeros(JOIN + 1, dtype=np.uint8)
    for low, high in _WIDE:
        table[low : high + 1] |= WIDE
    for code in range(0x3001):
        character = chr(code)
        if character.isspace():
            table[code] = SPACE
        elif character.isalpha() and not table[code]:
            table[code] = LETTER
    table[0x30:0x3A] = DIGIT
    table[0xFF10:0xFF1A] = DIGIT | WIDE
    table[[ord("."), ord(",")]] = POINT
    table[[0xFF0C, 0xFF0E]] |= POINT
    table[ord("\n")] = NEWLINE
    table[list(_INVISIBLE)] = INVISIBLE
    table[JOIN] = SPACE
    return table


@lru_cache(maxsize=1)
def _widths() -> NDArray[np.uint8]:
    kinds = _classes()
    table = np.full(JOIN + 1, 4, dtype=np.uint8)
    table[:0x2000] = 2
    table[[0xB0, 0xB1, 0xB7, 0xD7, 0xF7]] = 4
    table[kinds == SPACE] = 1
    table[0x3000] = 4
    table[kinds == INVISIBLE] = 0
    table[JOIN] = 0
    return table
