"""Tests a text must pass before anybody believes its numbers: is it a text at all, and in the script it claims."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

HAN = (0x4E00, 0x9FFF)
LEAST_HAN = 20
LEVEL_ONE_SHARE = 0.8
ODD_SHARE = 0.01
# Symbol fonts put their ticks, boxes and arrows here; a few on a page are no sign of a lost encoding, digits are.
SYMBOLS = (0xF020, 0xF0FF)
SYMBOL_DIGITS = (0xF030, 0xF039)
PICTURE_SHARE = 0.05


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of ``text``, shape (len(text),); a lone surrogate is taken as it is."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def garbled(text: str) -> str:
    """Why ``text`` cannot be what was printed: unmapped glyphs, private use, rare ideographs; else an empty string."""
    if "(cid:" in text:
        return "glyphs without a character, as in (cid:1234)"
    codes = code_points(text)
    if len(codes) == 0:
        return ""
    strange = _odd()[codes]
    digits = (codes >= SYMBOL_DIGITS[0]) & (codes <= SYMBOL_DIGITS[1])
    pictures = (codes >= SYMBOLS[0]) & (codes <= SYMBOLS[1]) & ~digits
    if np.count_nonzero(pictures) <= PICTURE_SHARE * len(codes):
        strange = strange & ~pictures
    odd = int(np.count_nonzero(strange))
    # A mark drawn with several glyphs (a ring and its number) is one place, however many it takes.
    places = int(np.count_nonzero(np.diff(strange.astype(np.int8), prepend=0) == 1))
    if odd > 1 and (odd > PICTURE_SHARE * len(codes) or places > ODD_SHARE * len(codes)):
        return f"{odd} of {len(codes)} characters are unassigned or private to a font"
    han = codes[(codes >= HAN[0]) & (codes <= HAN[1])]
    if len(han) >= LEAST_HAN:
        share = float(np.count_nonzero(_level_one()[han])) / len(han)
        if share < LEVEL_ONE_SHARE:
            return f"only {share:.0%} of the ideographs are common ones"
    return ""


def strange_gb18030(text: str) -> str:
    """Why a strict GB 18030 decoding is not to be believed, or an empty string."""
    codes = code_points(text)
    beyond = codes[codes >= 0x80]
    if len(beyond) == 0:
        return ""
    known = int(np.count_nonzero(_gb2312()[beyond]))
    if known < 0.9 * len(beyond):
        return f"{len(beyond) - known} of {len(beyond)} characters are none that GB 2312 has"
    return garbled(text)


@lru_cache(maxsize=1)
def _level_one() -> NDArray[np.bool_]:
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return _mask("".join(row.decode("gb2312", "ignore") for row in rows))


@lru_cache(maxsize=1)
def _gb2312() -> NDArray[np.bool_]:
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    # The codec and GB 18030 disagree on the dash and the middle dot.
    return _mask("".join(row.decode("gb2312", "ignore") for row in rows) + "\u2014\u00b7\u20ac")


@lru_cache(maxsize=1)
def _odd() -> NDArray[np.bool_]:
    # Cn unassigned, Co private use, Cs lone surrogate; the replacement character stands for a lost one.
    found = _mask("\ufffd\x00")
    found[0xD800:0xF900] = True
    found[0xF0000:] = True
    for code in range(0x3400):
        if unicodedata.category(chr(code)) == "Cn":
            found[code] = True
    return found


def _mask(characters: str) -> NDArray[np.bool_]:
    found = np.zeros(0x110000, dtype=np.bool_)
    found[code_points(characters)] = True
    return found
