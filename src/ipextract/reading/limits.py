"""How much a document may ask of the reader, and how a user says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

_MIB = 1024 * 1024
_FACTORS = {"": 1, "k": 1024, "m": _MIB, "g": 1024 * _MIB}
_CHOICES = {"chunk_pages", "workers", "verify"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document: sizes in bytes, lengths in points, times in seconds.

    ``chars`` counts a whole document, ``page_chars`` a page; ``stream_bytes`` is what one packed stream may unpack to,
    ``image_pixels`` what the pictures of one page may hold, ``render_pixels`` what a page is drawn with. A chunk of
    pages may take ``seconds`` and ``page_seconds`` for each of its pages, after ``start_seconds`` for the process.

    ``verify`` reads every PDF page with a second engine; without it that happens on every page of a document of at
    most ``verify_pages`` pages, and beyond it only on pages in doubt. ``workers`` reads that many chunks of
    ``chunk_pages`` pages at once.

    A document without pages is read whole: in ``whole_seconds``, with at most ``chars`` characters. An archive may have
    ``archive_entries`` entries and unfold to ``archive_bytes``, no entry to more than ``archive_ratio`` times its size.

    Recognising print in pictures has bounds of its own: ``scan_memory``, of which about a third is touched,
    ``scan_page_seconds``, and ``scan_dpi``, at which pages are drawn.

    What is made of a document that is read may take ``analyse_seconds`` for every 100,000 characters begun.
    """

    file_bytes: int = 200 * _MIB
    pages: int = 5000
    chars: int = 5_000_000
    page_chars: int = 50_000
    page_points: float = 14_400.0
    stream_bytes: int = 256 * _MIB
    image_pixels: int = 200_000_000
    render_pixels: int = 20_000_000
    memory: int = 2048 * _MIB
    seconds: float = 10.0
    page_seconds: float = 0.5
    start_seconds: float = 20.0
    chunk_pages: int = 25
    workers: int = 1
    verify: bool = False
    verify_pages: int = 30
    whole_seconds: float = 60.0
    archive_entries: int = 10_000
    archive_bytes: int = 256 * _MIB
    archive_ratio: int = 250
    scan_memory: int = 6144 * _MIB
    scan_page_seconds: float = 60.0
    scan_dpi: float = 200.0
    analyse_seconds: float = 180.0

    def busy(self, pages: int) -> float:
        """The processor seconds that so many pages may take."""
        return self.seconds + self.page_seconds * pages


NAMES = tuple(field.name.replace("_", "-") for field in fields(Limits) if field.name not in _CHOICES)
"""The limits as users name them."""


def adjusted(limits: Limits, wishes: Iterable[str]) -> Limits:
    """The limits with each wish (``pages=9000``, ``memory=4G``) in place; ValueError says what is wrong with one."""
    for wish in wishes:
        name, _, value = wish.partition("=")
        if name not in NAMES:
            raise ValueError(f"{wish!r}: there is no limit {name!r}; there are {', '.join(NAMES)}")
        changed: dict[str, Any] = {name.replace("-", "_"): _amount(wish, value, whole="seconds" not in name)}
        limits = replace(limits, **changed)
    return limits


def departures(limits: Limits) -> tuple[tuple[str, str], ...]:
    """The limits that are not the usual ones, each with its name and value as ``adjusted`` takes them."""
    usual = Limits()
    pairs = ((name, name.replace("-", "_")) for name in NAMES)
    return tuple(
        (name, str(getattr(limits, key))) for name, key in pairs if getattr(limits, key) != getattr(usual, key)
    )


def _amount(wish: str, value: str, *, whole: bool) -> float:
    unit = value[-1:].lower() if value[-1:].isalpha() else ""
    digits = value.removesuffix(value[-1:]) if unit else value
    form = "a whole number, K, M or G behind it where it is large" if whole else "a number of seconds"
    try:
        amount = int(digits) * _FACTORS[unit] if whole else float(value)
    except (ValueError, KeyError):
        raise ValueError(f"{wish!r}: {value!r} is not {form}") from None
    if not 0 < amount < float("inf"):
        raise ValueError(f"{wish!r}: a limit is more than nothing, and finite")
    return amount
