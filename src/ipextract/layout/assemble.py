"""Printed lines → one text: spaces settled, numbers made whole, radicals folded, the origin of every character kept.

The work is done on arrays over the whole document; no loop runs over characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import regex
from numpy.typing import NDArray

from ipextract.layout.glyphs import (
    DIGIT,
    INVISIBLE,
    JOIN,
    LETTER,
    POINT,
    SPACE,
    WIDE,
    Codes,
    classes,
    code_points,
    to_text,
)
from ipextract.model import Doubts, Floats, Ints, Line

Link: TypeAlias = Literal["block", "row", "cell", "join", "apart"]

_AMOUNT = regex.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_FULL_STOP = 0x3002
_IDEOGRAPHIC = 0x2E80
_LEAST_STOPS = 5
_SEPARATOR = {"block": ord("\n"), "row": ord("\n"), "cell": ord("\t"), "join": JOIN, "apart": ord(" ")}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """``line.text[begin:end]``, or nothing in an empty cell, and what stands between it and the piece before.

    block, row, cell: a new block, table row or table cell · join: the same sentence goes on · apart: so do the words,
    but two numbers that meet stay two.
    """

    line: Line | None
    link: Link
    begin: int = 0
    end: int | None = None

    @property
    def text(self) -> str:
        """The printed characters of the piece, spaces included."""
        return "" if self.line is None else self.line.text[self.begin : self.end]


@dataclass(frozen=True, slots=True, eq=False)
class Assembled:
    """The text with the origin arrays of Document; ``starts`` holds for each piece the offset where its text begins."""

    text: str
    pages: Ints
    lines: Ints
    columns: Ints
    boxes: Floats | None
    starts: NDArray[np.int64]
    joins: tuple[int, ...]
    folds: tuple[tuple[int, str], ...]
    scores: Floats | None
    doubts: Doubts | None


def assemble(pieces: Sequence[Piece], radicals: Mapping[int, int]) -> Assembled:
    """One text of all pieces in order; links of the first piece are ignored."""
    texts = [piece.text for piece in pieces]
    codes = code_points("\n".join(texts)).copy()
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    begins = np.concatenate(([0], np.cumsum(lengths[:-1] + 1))) if texts else np.zeros(0, np.int64)
    between = begins[1:] - 1
    codes[between] = [_SEPARATOR[piece.link] for piece in pieces[1:]]
    hard = np.zeros(len(codes), dtype=np.bool_)
    hard[between] = [piece.link in {"block", "row", "cell"} for piece in pieces[1:]]
    kinds = classes(codes)

    kept = np.flatnonzero(((kinds & (SPACE | INVISIBLE)) == 0) | hard)
    separators, joined, origin = _gaps(codes, kinds, hard, kept)
    source, values = _spread(kept, separators, origin, codes)
    folds = (*_fold(values, radicals), *_full_stops(values))
    text = to_text(values)

    inserted = source < 0
    at = np.where(inserted, 0, source)
    owner = np.searchsorted(begins, at, side="right") - 1 if len(begins) else np.zeros(0, np.int64)
    inserted |= at >= begins[owner] + lengths[owner]  # the separators that assembling put in
    page = np.array([piece.line.page if piece.line else 0 for piece in pieces], dtype=np.int32)
    number = np.array([piece.line.number if piece.line else 0 for piece in pieces], dtype=np.int32)
    offset = np.array([piece.begin for piece in pieces], dtype=np.int64)
    columns = (at - begins[owner] + offset[owner] + 1).astype(np.int32)
    pages, lines = page[owner], number[owner]
    for array in (columns, pages, lines):
        array[inserted] = 0

    position = np.cumsum(separators[:-1] != 0) if len(separators) else np.zeros(0, np.int64)
    out_of_kept = np.arange(len(kept)) + np.concatenate(([0], position))[: len(kept)]
    first = np.searchsorted(kept, begins, side="left")
    starts = np.append(out_of_kept, len(text))[first]
    return Assembled(
        text=text,
        pages=pages,
        lines=lines,
        columns=columns,
        boxes=_boxes(pieces, at, inserted),
        starts=starts,
        joins=tuple(int(out_of_kept[i + 1]) for i in joined),
        folds=folds,
        scores=_scores(pieces, at, inserted),
        doubts=_doubts(pieces, at, inserted),
    )


def _gaps(
    codes: Codes,
    kinds: NDArray[np.uint8],
    hard: NDArray[np.bool_],
    kept: NDArray[np.int64],
) -> tuple[Codes, list[int], NDArray[np.int64]]:
    """For each kept character the separator after it (0 for none) and its origin, and which gaps broke a number."""
    separators = np.zeros(len(kept), dtype=np.uint32)
    origin = np.full(len(kept), -1, dtype=np.int64)
    if len(kept) < 2:
        return separators, [], origin
    wide_gap = np.flatnonzero(np.diff(kept) > 1)
    low, high = kept[wide_gap] + 1, kept[wide_gap + 1]
    blanks = np.concatenate(([0], np.cumsum((kinds & SPACE) != 0)))
    real = blanks[high] - blanks[low] > 0
    wide_gap, low, high = wide_gap[real], low[real], high[real]
    left, right = kinds[kept[wide_gap]], kinds[kept[wide_gap + 1]]
    joins = np.concatenate(([0], np.cumsum(codes == JOIN)))
    join = joins[high] - joins[low] > 0

    edge = hard[kept[wide_gap]] | hard[kept[wide_gap + 1]]
    digits = ((left & DIGIT) != 0) & ((right & DIGIT) != 0)
    narrow = ((left & WIDE) == 0) & ((right & WIDE) == 0)
    words = ((left & (LETTER | DIGIT)) != 0) & ((right & (LETTER | DIGIT)) != 0)
    spaced = np.where(join, words & narrow & ~digits, digits | narrow)
    result = np.where(spaced & ~edge, ord(" "), 0).astype(np.uint32)

    touching = np.flatnonzero(join & ~edge & (((left | right) & (DIGIT | POINT)) != 0))
    broken: list[int] = []
    for i in touching:
        verdict = _across(codes, kinds, int(kept[wide_gap[i]]), int(kept[wide_gap[i] + 1]))
        if verdict == "whole":
            broken.append(int(wide_gap[i]))
            result[i] = 0
        elif verdict == "two":
            result[i] = ord(" ")
    separators[wide_gap] = result
    origin[wide_gap] = np.where(join, -1, low)
    return separators, broken, origin


def _across(codes: Codes, kinds: NDArray[np.uint8], left: int, right: int) -> Literal["whole", "two", "none"]:
    """Whether the characters at ``left`` and ``right``, on either side of a line end, belong to one number."""

    def digit(i: int) -> bool:
        return 0 <= i < len(kinds) and bool(kinds[i] & DIGIT)

    if digit(left) and digit(right):
        return "two" if _two_amounts(codes, kinds, left, right) else "whole"
    comma = {0x2C, 0xFF0C}
    if digit(left) and kinds[right] & POINT and digit(right + 1):
        group = all(digit(right + k) for k in (1, 2, 3)) and not digit(right + 4)
        return "whole" if int(codes[right]) not in comma or group else "none"
    if kinds[left] & POINT and digit(left - 1) and digit(right):
        group = all(digit(right + k) for k in (0, 1, 2)) and not digit(right + 3)
        if int(codes[left]) not in comma:
            return "whole"
        narrow = not kinds[left] & WIDE
        return "whole" if group and narrow else ("two" if narrow else "none")
    return "none"


def _two_amounts(codes: Codes, kinds: NDArray[np.uint8], left: int, right: int) -> bool:
    """Whether the digits at a line end and those that begin the next are two amounts, which as one are no number."""

    def part(i: int) -> bool:
        return 0 <= i < len(kinds) and bool(kinds[i] & (DIGIT | POINT)) and not kinds[i] & WIDE

    low, high = left, right
    while part(low - 1):
        low -= 1
    while part(high + 1):
        high += 1
    before, after = to_text(codes[low : left + 1]), to_text(codes[right : high + 1]).rstrip(".,")
    return _AMOUNT.fullmatch(before + after) is None and all(_AMOUNT.fullmatch(each) for each in (before, after))


def _spread(
    kept: NDArray[np.int64], separators: Codes, origin: NDArray[np.int64], codes: Codes
) -> tuple[NDArray[np.int64], Codes]:
    """Kept characters with their separators: the index of each in the input (-1 when put in) and its code."""
    extra = separators != 0
    places = np.arange(len(kept)) + np.concatenate(([0], np.cumsum(extra)))[: len(kept)]
    size = len(kept) + int(extra.sum())
    source = np.empty(size, dtype=np.int64)
    values = np.empty(size, dtype=np.uint32)
    source[places] = kept
    values[places] = codes[kept]
    after = places[extra] + 1
    source[after] = origin[extra]
    values[after] = separators[extra]
    return source, values


def _fold(values: Codes, radicals: Mapping[int, int]) -> tuple[tuple[int, str], ...]:
    """Replace radicals in place; their offsets and printed forms."""
    found = np.flatnonzero((values >= 0x2E80) & (values <= 0x2FDF))
    folds: list[tuple[int, str]] = []
    for i in found:
        code = int(values[i])
        if code in radicals:
            folds.append((int(i), chr(code)))
            values[i] = radicals[code]
    return tuple(folds)


def _full_stops(values: Codes) -> tuple[tuple[int, str], ...]:
    """Set 。 in place of the point where a text has no other full stop between its ideographs; offsets and prints.

    Some typesetting systems give the full stop the code of a point; beside a digit it stays one.
    """
    point = np.flatnonzero(values[1:-1] == ord(".")) + 1 if len(values) > 2 else np.zeros(0, np.int64)
    if len(point) < _LEAST_STOPS or (values == _FULL_STOP).any():
        return ()
    before, after = values[point - 1], values[point + 1]
    ended = (before >= _IDEOGRAPHIC) | (before == ord("%")) | (before == ord(")"))
    ended &= ~((before >= 0xFF10) & (before <= 0xFF19))
    found = point[ended & ((after >= _IDEOGRAPHIC) | (after == ord("\n")) | (after == ord("(")))]
    if len(found) < _LEAST_STOPS:
        return ()
    values[found] = _FULL_STOP
    return tuple((place, ".") for place in found.tolist())


def _boxes(pieces: Sequence[Piece], at: NDArray[np.int64], inserted: NDArray[np.bool_]) -> Floats | None:
    if not any(piece.line is not None and piece.line.boxes is not None for piece in pieces):
        return None
    gap = np.full((1, 4), np.nan, dtype=np.float32)
    rows: list[Floats] = []
    for piece in pieces:
        if piece.line is not None:
            boxes = piece.line.boxes
            blank = np.full((len(piece.text), 4), np.nan, dtype=np.float32)
            rows.append(blank if boxes is None else boxes[piece.begin : piece.end])
        rows.append(gap)
    found: Floats = np.concatenate(rows)[at]
    found[inserted] = np.nan
    return found


def _scores(pieces: Sequence[Piece], at: NDArray[np.int64], inserted: NDArray[np.bool_]) -> Floats | None:
    """How sure each character was recognised, NaN for what was not; ``None`` where nothing was."""
    if not any(piece.line is not None and piece.line.scores is not None for piece in pieces):
        return None
    gap = np.full(1, np.nan, dtype=np.float32)
    rows: list[Floats] = []
    for piece in pieces:
        scores = None if piece.line is None else piece.line.scores
        blank = np.full(len(piece.text), np.nan, dtype=np.float32)
        rows += [blank if scores is None else scores[piece.begin : piece.end], gap]
    found: Floats = np.concatenate(rows)[at]
    found[inserted] = np.nan
    return found


def _doubts(pieces: Sequence[Piece], at: NDArray[np.int64], inserted: NDArray[np.bool_]) -> Doubts | None:
    """What speaks against each character, 0 for nothing; ``None`` where nothing does."""
    if not any(piece.line is not None and piece.line.doubts is not None for piece in pieces):
        return None
    gap = np.zeros(1, dtype=np.uint16)
    rows: list[Doubts] = []
    for piece in pieces:
        doubts = None if piece.line is None else piece.line.doubts
        rows += [np.zeros(len(piece.text), np.uint16) if doubts is None else doubts[piece.begin : piece.end], gap]
    found: Doubts = np.concatenate(rows)[at]
    found[inserted] = 0
    return found
