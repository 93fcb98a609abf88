"""The second witness: the numbers of a page as pdfminer reads them, compared with those PDFium reads."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import regex
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from ipextract.model import Line
from ipextract.reading.glyphs import gathered
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


def witness_lines(page: Any, number: int, width: float, height: float, dx: float, dy: float) -> list[Line]:
    """The lines of a page of pdfplumber, clustered by baseline as those of the first witness are."""
    codes: list[int] = []
    table: list[tuple[float, float, float, float, float, float, float]] = []
    spaced: set[int] = set()
    # The matrix counts upwards from the origin of user space, the boxes downwards from the top of the media box.
    _, low, _, high = page.mediabox
    ceiling = max(low, high)
    for char in page.chars:
        text, matrix = char["text"], char["matrix"]
        if not char["upright"] or abs(matrix[1]) > 0.05 * abs(matrix[0]) or not text or text.isspace():
            spaced.add(len(codes) - 1)
            continue
        baseline = ceiling - matrix[5] + dy
        x0, x1 = char["x0"] + dx, char["x1"] + dx
        if x1 <= x0:
            continue
        if text.startswith("(cid:"):
            text = "\ufffd"
        share = (x1 - x0) / len(text)
        for k, character in enumerate(text):
            codes.append(ord(character))
            left = x0 + k * share
            table.append((left, char["top"] + dy, left + share, char["bottom"] + dy, left, baseline, _em(char)))
    return set_lines(set_rows(gathered(codes, table, spaced, (width, height))), number)


def _em(char: dict[str, Any]) -> float:
    """The em of a character; pdfminer gives the height of the font box for Type 3 fonts, so the width decides."""
    if "\u2e80" <= char["text"] <= "\uffef":
        return max(float(char["width"]), 0.5)
    return max(float(char["size"]), 0.5)


def doubts(first: Counter[str], second: Counter[str]) -> list[Doubt]:
    """Where the two witnesses differ, in the order of the numbers' print."""
    return [
        Doubt(number, first[number], second[number])
        for number in sorted(first.keys() | second.keys())
        if first[number] != second[number]
    ]
