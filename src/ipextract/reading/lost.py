"""Print that PDFium drops: where a font that a file embeds took harm, its text is neither drawn nor told."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, Final

import pypdfium2.raw as pdfium

from ipextract.reading.drawings import Drawings
from ipextract.reading.glyphs import PageText

_GLYPHS: Final = 32
_EM: Final = 10.0


def lost(text: PageText, drawings: Drawings) -> bool:
    """Whether text objects of a page have no character at all and a font in which all glyphs are the same.

    Text of blanks has no character either, but a font that it shares with other text.
    """
    told = {int(address) for address in text.objects}
    silent = _fonts(address for address in drawings.painted if address not in told)
    if not silent:
        return False
    known = _fonts(told)
    return any(not _has_shapes(handle) for font, handle in silent.items() if font not in known)


def _fonts(objects: Iterable[int]) -> dict[int, Any]:
    """The fonts of text objects whose outlines are in the file, by their addresses."""
    found: dict[int, Any] = {}
    for address in objects:
        font = pdfium.FPDFTextObj_GetFont(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)) if address else None
        if font:
            found[ctypes.addressof(font.contents)] = font
    return {key: font for key, font in found.items() if pdfium.FPDFFont_GetIsEmbedded(font) == 1}


def _has_shapes(font: Any) -> bool:
    sizes = set()
    for glyph in range(_GLYPHS):
        path = pdfium.FPDFFont_GetGlyphPath(font, glyph, _EM)
        sizes.add(pdfium.FPDFGlyphPath_CountGlyphSegments(path) if path else 0)
    return len(sizes) > 1
