"""How much a document may ask of the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document: sizes in bytes, lengths in points, times in seconds.

    ``verify`` reads every PDF page with a second engine; without it that happens on every page of a document of at
    most ``verify_pages`` pages, and beyond it only on pages with ruled tables. ``workers`` reads that many chunks of
    ``chunk_pages`` pages at once. ``image_pixels`` is what a picture may hold, ``render_pixels`` what a page is drawn
    with. Recognising print in pictures has bounds of its own: ``scan_memory``, of which about a third is touched,
    ``scan_page_seconds``, and ``scan_dpi``, at which pages are drawn.
    """

    file_bytes: int = 200 * 1024 * 1024
    pages: int = 5000
    page_chars: int = 50_000
    page_points: float = 14_400.0
    image_pixels: int = 200_000_000
    render_pixels: int = 20_000_000
    memory: int = 2 * 1024 * 1024 * 1024
    start_seconds: float = 20.0
    seconds: float = 2.0
    page_seconds: float = 0.5
    chunk_pages: int = 25
    workers: int = 1
    verify: bool = False
    verify_pages: int = 30
    scan_memory: int = 6 * 1024 * 1024 * 1024
    scan_page_seconds: float = 60.0
    scan_dpi: float = 200.0
