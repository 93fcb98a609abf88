"""The second witness: the numbers of a page as pdfminer reads them, compared with those PDFium reads."""

from __future__ import annotations

import math
import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import regex
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ipextract.model import Line
from ipextract.reading.frame import Box, between, frame
from ipextract.reading.glyphs import Glyphs, PageText, gathered
from ipextract.reading.pdf_rows import set_lines, set_rows

# What pdfminer is known to raise on files that other readers accept.
FAILURES = (
    PDFSyntaxError,
    PSException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
    struct.error,
    zlib.error,
)
_ASKEW = 0.05
_NUMBER = regex.compile(r"[0-9\uff10-\uff19]+(?:[.,\uff0e\uff0c][0-9\uff10-\uff19]+)*")


def starved(error: BaseException) -> bool:
    """Whether the second reader failed for want of memory, which pdfplumber wraps in an error of its own."""
    return any(isinstance(each, MemoryError) for each in (error.__context__, *error.args))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that only one witness saw, so many times more than the other."""

    number: str
    first: int
    second: int


def numbers(lines: Sequence[Line]) -> Counter[str]:
    """Every printed number of some lines and how often it is printed."""
    return Counter(number for line in lines for number in _NUMBER.findall(line.text))


def witness_lines(page: Any, number: int, text: PageText, turn: int, hidden: Glyphs) -> list[Line]:
    """The lines of a page of pdfplumber, turned by ``turn``, clustered by baseline as those of the first witness are.

    Characters that the first reader found ``hidden`` are left out.
    """
    codes: list[int] = []
    table: list[tuple[float, float, float, float, float, float, float]] = []
    spaced: set[int] = set()
    left, top = page.mediabox[:2]
    # pdfplumber counts from the corner of the media box of the page as it is shown.
    shown = frame(_media_box(page), turn)
    a, b, c, d, e, f = between(shown, text.frame)
    direction = math.radians((text.turn - turn) % 360)
    for char in page.chars:
        letters, matrix = char["text"], char["matrix"]
        askew = abs(math.remainder(math.atan2(matrix[1], matrix[0]) - direction, math.tau)) > _ASKEW
        if askew or not letters or letters.isspace():
            spaced.add(len(codes) - 1)
            continue
        x0, y0, x1, y1 = char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top
        base = shown.height - matrix[5]
        across = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
        down = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
        baseline = b * matrix[4] + d * base + f
        if across[1] <= across[0]:
            continue
        if letters.startswith("(cid:"):
            letters = "\ufffd"
        share = (across[1] - across[0]) / len(letters)
        for k, character in enumerate(letters):
            codes.append(ord(character))
            start = across[0] + k * share
            table.append((start, down[0], start + share, down[1], start, baseline, _em(char, across, down)))
    _name_points(codes)
    glyphs = gathered(codes, table, spaced, (text.frame.width, text.frame.height))
    return set_lines(set_rows(_without(glyphs, hidden)), number)


def _name_points(codes: list[int]) -> None:
    """Take a private character behind a digit for the point that the first reader sees by its print."""
    for k in range(1, len(codes)):
        private = 0xE000 <= codes[k] < 0xF900 or codes[k] >= 0xF0000
        if private and chr(codes[k - 1]).isdigit():
            codes[k] = 0xFF0E if codes[k - 1] >= 0xFF10 else ord(".")


def _without(glyphs: Glyphs, hidden: Glyphs) -> Glyphs:
    kept = np.ones(len(glyphs), np.bool_)
    for code, x, y in zip(hidden.codes.tolist(), hidden.origins.tolist(), hidden.baselines.tolist(), strict=True):
        kept &= (glyphs.codes != code) | (np.abs(glyphs.origins - x) > 1) | (np.abs(glyphs.baselines - y) > 1)
    return glyphs.take(kept)


def _media_box(page: Any) -> Box:
    """The media box of a page of pdfplumber in user space."""
    left, bottom, right, top = page.page_obj.mediabox
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _em(char: dict[str, Any], across: Sequence[float], down: Sequence[float]) -> float:
    """The em of a character; pdfminer gives the height of the font box for Type 3 fonts, so the width decides."""
    if "\u2e80" <= char["text"] <= "\uffef":
        return max(across[1] - across[0], 0.5)
    return max(down[1] - down[0], 0.5)


def doubts(first: Counter[str], second: Counter[str]) -> list[Doubt]:
    """Where the two witnesses differ, in the order of the numbers' print."""
    return [
        Doubt(number, first[number], second[number])
        for number in sorted(first.keys() | second.keys())
        if first[number] != second[number]
    ]
