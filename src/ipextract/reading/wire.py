"""What goes over the pipe from the child: JSON for the words and one block of float32 for the boxes, never pickles."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from ipextract.model import Doubts, Floats, Furniture, HowRead, Issue, Line, Page, PageCell, PageTable


class Refusal(Exception):  # noqa: N818 - named for what it says
    """A document that the child will not read: ``outcome`` as in UnreadableDocument, why, and what the user can do.

    Without a ``mend`` the one of its outcome holds.
    """

    def __init__(self, outcome: str, message: str, mend: str = "") -> None:
        super().__init__(outcome, message, mend)
        self.outcome = outcome
        self.message = message
        self.mend = mend


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A page with the issues found on it and its number of glyphs; a ``picture`` has ink but hardly a character.

    ``furniture`` is what the format itself marks as such.
    ``garbage`` says why its characters are none that anybody printed; it has no lines then. ``how`` it was read is told
    of pages only.
    """

    page: Page
    issues: tuple[Issue, ...]
    picture: bool
    glyphs: int
    furniture: tuple[Furniture, ...] = ()
    garbage: str = ""
    how: HowRead | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the child said: the number of pages of the document, those it read, or why it refused.

    ``pictures`` are the numbers of pages with hardly a character, ``garbage`` says of the others without a character
    to be believed why.
    """

    count: int
    pages: tuple[Page, ...]
    issues: tuple[Issue, ...]
    pictures: tuple[int, ...]
    glyphs: int
    refusal: Refusal | None
    furniture: tuple[Furniture, ...] = ()
    garbage: Mapping[int, str] = field(default_factory=dict)
    readers: tuple[HowRead, ...] = ()


def pack(count: int, readings: Sequence[Reading], refusal: Refusal | None = None) -> bytes:
    """An answer as bytes: the length of the JSON, the JSON, the boxes."""
    boxes: list[Floats] = []

    def line(item: Line) -> list[object]:
        scores = None if item.scores is None else [_per_mille(score) for score in item.scores.tolist()]
        count = None if item.boxes is None else len(item.boxes)
        if item.boxes is not None:
            boxes.append(item.boxes)
        doubts = [] if item.doubts is None else [[k, int(item.doubts[k])] for k in np.flatnonzero(item.doubts).tolist()]
        return [item.number, item.text, item.size, count, item.level, item.place, scores, item.column, doubts]

    def item(entry: Line | PageTable) -> dict[str, object]:
        if isinstance(entry, Line):
            return {"line": line(entry)}
        cells = [
            [cell.row, cell.column, cell.row_span, cell.column_span, [line(each) for each in cell.lines]]
            for cell in entry.cells
        ]
        return {"box": entry.box, "cells": cells}

    pages = [
        {
            "number": reading.page.number,
            "size": [reading.page.width, reading.page.height, reading.page.tilt, reading.page.turn],
            "items": [item(entry) for entry in reading.page.items],
            "issues": [[issue.code, issue.message, issue.page, issue.quote] for issue in reading.issues],
            "picture": reading.picture,
            "glyphs": reading.glyphs,
            "furniture": [[each.role, each.page, each.text] for each in reading.furniture],
            "garbage": reading.garbage,
            "how": None if reading.how is None else asdict(reading.how),
        }
        for reading in readings
    ]
    refused = [refusal.outcome, refusal.message, refusal.mend] if refusal else None
    said = {"count": count, "pages": pages, "refusal": refused}
    head = json.dumps(said).encode("ascii")
    body = np.concatenate(boxes).astype("<f4").tobytes() if boxes else b""
    return len(head).to_bytes(8, "little") + head + body


def unpack(data: bytes) -> Answer:
    """The answer in ``data``; ValueError when it is cut short."""
    if len(data) < 8:
        raise ValueError("no answer")
    length = int.from_bytes(data[:8], "little")
    said: dict[str, Any] = json.loads(data[8 : 8 + length])
    body = data[8 + length :]
    boxes = np.frombuffer(body[: len(body) // 16 * 16], dtype="<f4").astype(np.float32).reshape(-1, 4)
    at = 0

    def line(page: int, parts: list[Any]) -> Line:
        nonlocal at
        number, text, size, count, level, place, scores, column, doubts = parts
        if count is None:
            return Line(page, number, text, None, size, level, place, None, column)
        at += count
        if at > len(boxes) or count != len(text):
            raise ValueError("the answer is cut short")
        sure = None if scores is None else np.array([_share(score) for score in scores], dtype=np.float32)
        return Line(
            page, number, text, boxes[at - count : at], size, level, place, sure, column, _spread(doubts, count)
        )

    def item(page: int, entry: dict[str, Any]) -> Line | PageTable:
        if "line" in entry:
            return line(page, entry["line"])
        cells = tuple(
            PageCell(row, column, down, across, tuple(line(page, each) for each in lines))
            for row, column, down, across, lines in entry["cells"]
        )
        x0, top, x1, bottom = entry["box"]
        return PageTable(page, (x0, top, x1, bottom), cells)

    pages = tuple(
        Page(each["number"], tuple(item(each["number"], entry) for entry in each["items"]), *each["size"])
        for each in said["pages"]
    )
    issues = tuple(
        Issue(code, message, page, quote=quote)
        for each in said["pages"]
        for code, message, page, quote in each["issues"]
    )
    refusal = Refusal(*said["refusal"]) if said["refusal"] else None
    pictures = tuple(each["number"] for each in said["pages"] if each["picture"])
    garbage = {each["number"]: each["garbage"] for each in said["pages"] if each["garbage"]}
    glyphs = sum(each["glyphs"] for each in said["pages"])
    furniture = tuple(Furniture(*entry) for each in said["pages"] for entry in each["furniture"])
    readers = tuple(HowRead(**each["how"]) for each in said["pages"] if each["how"])
    return Answer(said["count"], pages, issues, pictures, glyphs, refusal, furniture, garbage, readers)


def _spread(doubts: Sequence[tuple[int, int]], count: int) -> Doubts | None:
    """The doubts of a line of ``count`` characters from their places; ``None`` where there are none."""
    if not doubts:
        return None
    found = np.zeros(count, dtype=np.uint16)
    places, codes = zip(*doubts, strict=True)
    found[list(places)] = codes
    return found


def _per_mille(score: float) -> int | None:
    return None if math.isnan(score) else round(1000 * score)


def _share(per_mille: int | None) -> float:
    return math.nan if per_mille is None else per_mille / 1000
