"""What is laid over a page and is no part of its text: filled-in form fields, notes and stamps that show words."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from ipextract.model import Issue

_SAID_BY = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
_MOST = 2000
_END = 2  # bytes behind every string


def unread_overlays(page: Any, number: int) -> list[Issue]:
    """The issue of page ``number`` where words are laid over it that its text does not hold."""
    places = range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST))
    count = sum(_says(page, place) for place in places)
    if not count:
        return []
    message = f"page {number}: form fields, notes and stamps laid over it: {count}; what they say was not read"
    return [Issue("IPX823", message, number)]


def _says(page: Any, place: int) -> bool:
    note = pdfium.FPDFPage_GetAnnot(page.raw, place)
    if not note:
        return False
    try:
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        if kind == pdfium.FPDF_ANNOT_STAMP:
            return True
        return kind in _SAID_BY and pdfium.FPDFAnnot_GetStringValue(note, _SAID_BY[kind], None, 0) > _END
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
