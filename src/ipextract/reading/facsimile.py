"""Pages of a PDF as pictures for people to look at, drawn by a child process with bounds; nothing is read from them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from ipextract.model import UnreadableDocument
from ipextract.reading.apart import run
from ipextract.reading.death import died, overdue, unclear
from ipextract.reading.file import content
from ipextract.reading.limits import Limits

_MENDS: Final = "look at the document itself"
_PAGE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Facsimile:
    """One page as it is shown, as a WebP picture; ``width`` and ``height`` are the points in which boxes are given."""

    page: int
    width: float
    height: float
    pixels: tuple[int, int]
    data: bytes


def facsimiles(path: Path, digest: str, pages: Sequence[int], limits: Limits | None = None) -> tuple[Facsimile, ...]:
    """Those pages (counted from 1) of a PDF that has the SHA-256 ``digest``.

    Raises UnreadableDocument where the file has changed, or where a page cannot be drawn within bounds.
    """
    bounds = limits or Limits()
    name = str(path)
    data = content(path, name, bounds)
    if sha256(data).hexdigest() != digest:
        raise UnreadableDocument(name, "damaged", "the file has changed since it was read", "run again")
    task, busy = "drawing pages", bounds.seconds + _PAGE_SECONDS * len(pages)
    job = json.dumps({"pages": list(pages), "busy": busy, "limits": asdict(bounds)})
    seconds = bounds.start_seconds + busy
    try:
        done = run("ipextract.reading.facsimile_child", job, data, seconds)
    except subprocess.TimeoutExpired as error:
        ending = overdue(task, seconds)
        raise UnreadableDocument(name, ending.outcome, ending.message, _MENDS) from error
    if done.returncode != 0:
        ending = died(done.returncode, done.stderr, task=task, seconds=busy, memory=bounds.memory)
        raise UnreadableDocument(name, ending.outcome, ending.message, _MENDS)
    return _unpacked(name, task, done.stdout)


def packed(found: Sequence[Facsimile], refusal: tuple[str, str] | None = None) -> bytes:
    """What the child answers: a line of JSON, then the pictures one after the other."""
    shapes = [[each.page, each.width, each.height, *each.pixels, len(each.data)] for each in found]
    head = json.dumps({"pages": shapes, "refusal": refusal}).encode()
    return head + b"\n" + b"".join(each.data for each in found)


def _unpacked(name: str, task: str, answer: bytes) -> tuple[Facsimile, ...]:
    head, _, rest = answer.partition(b"\n")
    try:
        record = json.loads(head)
        if record["refusal"] is not None:
            outcome, message = record["refusal"]
            raise UnreadableDocument(name, outcome, message, _MENDS)
        found: list[Facsimile] = []
        at = 0
        for page, width, height, wide, high, size in record["pages"]:
            found.append(Facsimile(page, width, height, (wide, high), rest[at : at + size]))
            at += size
        if at != len(rest):
            raise ValueError(f"{len(rest)} bytes of pictures, {at} were announced")
    except (ValueError, KeyError, TypeError) as error:
        ending = unclear(task, ValueError(str(error)))
        raise UnreadableDocument(name, ending.outcome, ending.message, _MENDS) from error
    return tuple(found)
