"""The second reader of a page, asked where there is a reason to: it gives no text, it bears witness to the numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ipextract.model import HowRead, Issue, Line, PageTable
from ipextract.reading.glyphs import PageText
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Refusal

WITNESS: Final = "pdfminer"
_DOUBTS_SHOWN = 20
_UNKNOWN_SHARE = 0.05

Why: TypeAlias = Literal["every", "short", "doubt", "long"]


def reason(count: int, limits: Limits, *, doubtful: bool) -> Why:
    """Why a page of a document of ``count`` pages is read a second time, or ``long``: why it is not."""
    if limits.verify:
        return "every"
    if count <= limits.verify_pages:
        return "short"
    return "doubt" if doubtful else "long"


class Second:
    """The second reader, opened when first asked for; ``failure`` says why it cannot be heard."""

    __slots__ = ("_count", "_data", "_document", "failure")

    def __init__(self, data: bytes, count: int) -> None:
        self._data, self._count = data, count
        self._document: Any = None
        self.failure = ""

    def page(self, number: int) -> Any:
        """The page of pdfplumber, or ``None``; ``number`` counts from 1."""
        import pdfplumber  # noqa: PLC0415 - half the start-up time of the child, and not every document needs it

        from ipextract.reading.witness import FAILURES, starved  # noqa: PLC0415 - imports pdfminer

        if self._document is None and not self.failure:
            try:
                self._document = pdfplumber.open(io.BytesIO(self._data))
                seen = len(self._document.pages)
                if seen != self._count:
                    self.failure = f"it sees {seen} pages, not {self._count}"
            except FAILURES as error:
                if starved(error):
                    raise MemoryError from error
                self.failure = f"it cannot open the document ({type(error).__name__})"
        return None if self.failure else self._document.pages[number - 1]

    def close(self) -> None:
        """Give back what it holds."""
        if self._document is not None:
            self._document.close()

    def really_without_text(self, number: int) -> None:
        """Refuse a page that is blank to the first reader only: PDFium gives no error when memory runs out."""
        from ipextract.reading.witness import FAILURES, starved  # noqa: PLC0415 - imports pdfminer

        other = self.page(number)
        if other is None:
            return
        try:
            seen = sum(not char["text"].isspace() for char in other.chars)
        except FAILURES as error:
            if starved(error):
                raise MemoryError from error
            return
        finally:
            other.close()
        if seen:
            raise Refusal("damaged", f"page {number}: one reader sees {seen} characters, the other none")


@dataclass(frozen=True, slots=True, eq=False)
class First:
    """What the first reader made of a page: its ``flow`` is every row whole, its ``items`` what is kept of them."""

    number: int
    text: PageText
    turn: int
    hidden: NDArray[np.bool_]
    flow: Sequence[Line]
    items: Sequence[Line | PageTable]


def witnessed(first: First, second: Second, how: HowRead) -> tuple[list[Issue], HowRead]:
    """The numbers that the second reader reads differently, and ``how`` with what came of asking it."""
    from ipextract.reading.witness import (  # noqa: PLC0415 - imports pdfminer
        FAILURES,
        doubts,
        numbers,
        starved,
        witness_lines,
    )

    number = first.number
    how = replace(how, witness=WITNESS)
    other = second.page(number)
    if other is None:
        return [_alone(number, f"the second failed: {second.failure}")], replace(how, heard=False)
    try:
        lines = witness_lines(other, number, first.text, first.turn, first.text.glyphs.take(first.hidden))
    except FAILURES as error:
        if starved(error):
            raise MemoryError from error
        return [_alone(number, f"the second failed: {type(error).__name__}")], replace(how, heard=False)
    finally:
        other.close()
    seen_badly = sum(line.text.count("\ufffd") for line in lines)
    if seen_badly > _UNKNOWN_SHARE * len(first.text.glyphs):
        return [_alone(number, f"the second cannot tell {seen_badly} characters")], replace(how, heard=False)
    mine, kept, theirs = numbers(first.flow), numbers(list(_kept(first.items))), numbers(lines)
    # Two numbers of neighbouring cells may touch; what the cells part is as the second reader has it.
    found = [each for each in doubts(mine, theirs) if kept[each.number] != each.second]
    issues: list[Issue] = []
    for each in found[:_DOUBTS_SHOWN]:
        seen = f"printed {each.first} times to the first reader, {each.second} times to the second"
        quote = each.number if each.first else ""
        issues.append(Issue("IPX801", f"page {number}: {each.number!r} is {seen}", number, quote=quote))
    differ = sum(abs(each.first - each.second) for each in found)
    return issues, replace(how, numbers=mine.total(), differ=differ)


def _alone(number: int, why: str) -> Issue:
    return Issue("IPX805", f"page {number}: read by one reader only; {why}", number)


def _kept(items: Sequence[Line | PageTable]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            yield from (line for cell in item.cells for line in cell.lines)
