"""How much a document may ask of the reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document: sizes in bytes, lengths in points, times in seconds.

    ``verify`` reads every PDF page with a second engine; without it that happens on every page of a document of at
    most ``verify_pages`` pages, and beyond it only on pages with ruled tables. ``workers`` reads that many chunks of
    ``chunk_pages`` pages at once.

    A document without pages is read whole: in ``whole_seconds``, with at most ``chars`` characters. An archive may have
    ``archive_entries`` entries and unfold to ``archive_bytes``, no entry to more than ``archive_ratio`` times its size.
    """

    file_bytes: int = 200 * 1024 * 1024
    pages: int = 5000
    page_chars: int = 50_000
    page_points: float = 14_400.0
    memory: int = 2 * 1024 * 1024 * 1024
    start_seconds: float = 20.0
    seconds: float = 2.0
    page_seconds: float = 0.5
    chunk_pages: int = 25
    workers: int = 1
    verify: bool = False
    verify_pages: int = 30
    chars: int = 5_000_000
    whole_seconds: float = 60.0
    archive_entries: int = 10_000
    archive_bytes: int = 256 * 1024 * 1024
    archive_ratio: int = 250
