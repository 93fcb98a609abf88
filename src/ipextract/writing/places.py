"""Where a number stands, for formats that point at files; and text from reports made harmless for all of them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote as percent

from ipextract.model import Claim, Document
from ipextract.reading.text import LINE_END

#: Characters that XML forbids, that act on a terminal, or that turn the direction of what stands beside them.
_HARMFUL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_CONTEXT: Final = 24


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text: 1-based lines and columns, the end column behind the last character, offset and snippet.

    They count in the file where it is nothing but text, else in the text that was read from it (``text`` of
    report.json). ``offset`` is ``None`` where only the line is known.
    """

    start_line: int
    start_column: int
    end_line: int
    end_column: int
    offset: int | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Place:
    """A number of a finding, or the entry of a waiver file: ``label`` is where a person finds it.

    ``line`` is that of the file, ``None`` where the format has no lines; ``page`` is ``None`` without pages.
    ``role`` is what the number is to the finding, ``quote`` the number as printed, in one line.
    """

    path: Path
    label: str
    line: int | None = None
    page: int | None = None
    role: str = ""
    quote: str = ""
    region: Region | None = None
    context: Region | None = None
    claim: Claim | None = None


def exact(text: str) -> str:
    """Text with harmful characters shown as U+FFFD, one for one, so that offsets stay right."""
    return _HARMFUL.sub("\ufffd", text)


def flat(text: str) -> str:
    """Harmless text in one line."""
    return " ".join(exact(text).split())


def shown(path: Path | str) -> str:
    """A path as harmless text in one line, with slashes; below the current folder it is relative to that."""
    name = path if isinstance(path, str) else relative(path).as_posix()
    return re.sub(r"[\n\r\t]", "\ufffd", exact(_bytes(name).decode("utf-8", "replace")))


def uri(path: Path) -> str:
    """A path as a URI reference: relative to the current folder, absolute with its scheme elsewhere."""
    found = relative(path)
    return ("file://" if found.is_absolute() else "") + percent(_bytes(found.as_posix()))


def relative(path: Path) -> Path:
    """The path below the current folder where it lies there, without dots that go in and out; else as it is."""
    whole = Path(os.path.normpath(path))
    if not whole.is_absolute():
        return whole
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def in_text(claim: Claim, label: str, path: Path, text: str, page: int | None) -> Place:
    """The place of a claim of a document whose file is more than its text: regions count in ``text``."""
    start, end = claim.char_start, claim.char_end
    around = _region(text, max(0, start - _CONTEXT), min(len(text), end + _CONTEXT))
    return Place(
        path, flat(label), page=page, quote=flat(claim.quote), region=_region(text, start, end), context=around,
        claim=claim,
    )  # fmt: skip


def in_file(claim: Claim, label: str, path: Path, document: Document, source: str) -> Place:
    """The place of a claim of a text file: regions count in the file, whose text is ``source`` where it is known."""
    printed = [i for i in range(claim.char_start, claim.char_end) if document.lines[i]]
    place = Place(path, flat(label), quote=flat(claim.quote), claim=claim)
    if not printed:
        return place
    lines, columns = document.lines, document.columns
    first, last = printed[0], printed[-1]
    ends = (int(lines[first]), int(columns[first]), int(lines[last]), int(columns[last]) + 1)
    start, end = _offset(source, ends[0], ends[1]), _offset(source, ends[2], ends[3])
    found = start is not None and end is not None and source[start : start + 1] == document.text[first : first + 1]
    if start is None or end is None or not found:
        return replace(place, line=ends[0], region=Region(*ends, None, exact(claim.quote)))
    around = _region(source, max(0, start - _CONTEXT), min(len(source), end + _CONTEXT))
    return replace(place, line=ends[0], region=Region(*ends, start, exact(source[start:end])), context=around)


def columns_of(place: Place) -> dict[str, Any]:
    """Page, line and boxes of a place as a reader of PDF files wants them; without pages the label alone."""
    claim = place.claim
    if place.page is None or claim is None:
        return {"place": place.label}
    boxes = [f"{b.page} {b.x0:g} {b.top:g} {b.x1:g} {b.bottom:g}" for b in claim.boxes]
    return {"place": place.label, "page": place.page, "line": claim.line, "boxes": boxes}


def _bytes(name: str) -> bytes:
    """A name as UTF-8: bytes that the locale could not decode are as they were, half characters a question mark."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace")


def _region(text: str, start: int, end: int) -> Region:
    """text[start:end]; its lines are those of ``splitlines`` on line feeds alone."""
    return Region(*_line(text, start), *_line(text, end), start, exact(text[start:end]))


def _line(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _offset(text: str, line: int, column: int) -> int | None:
    """The offset of a line and column of a text file; ``None`` where it has no such place."""
    starts = _starts(text)
    if not text or line > len(starts):
        return None
    at = starts[line - 1] + column - 1
    return at if at <= len(text) else None


@lru_cache(maxsize=4)
def _starts(text: str) -> tuple[int, ...]:
    return 0, *(found.end() for found in LINE_END.finditer(text) if found.group(1) is None)
