"""Marks beside a number that no rule reads with it: what stands there may be another number than the one that was read.

A dash that may be a minus, a bound (85% ≤ x), a power (10^6), a fraction (1/3), the tail of digits in groups of three,
letters in the place of digits, a number in brackets that may be below zero: a claim on what is left of such a print is
in doubt, never an exact value. Such remains at the ends of a name are ours to mend, and are told in every run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from ipextract.exact.numeral import half_width
from ipextract.model import Claim, Document, Issue, Mention, SourceFormat
from ipextract.structure.table import Sheet

CODE: Final = "IPX841"
NAME: Final = "IPX842"
HEADLESS: Final = "IPX843"
IN_DOUBT: Final = "in-doubt"
"""Why a number is no claim that was printed with letters in the place of digits."""

_MARKED: Final[tuple[SourceFormat, ...]] = ("html", "docx", "markdown")
_BLANK = r"[ \u00a0\u2002\u2005\u2006\u2009\u202f\u3000]"
#: What stands directly before a number and may belong to it.
_BEFORE = regex.compile(
    rf"(?:(?<![-−－–—‐‑﹣])[-−－–—‐‑﹣]|[≥≤＞＜><≧≦≠±∓≈≒^×✕÷√]|(?<=[0-9])[*/／⁄·]|[⁰¹²³⁴-⁹½¼¾⅓⅔]|(?<![0-9])[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}}){{0,6}}{_BLANK})\Z"
)
#: What stands directly behind its digits and may belong to them.
_BEHIND = regex.compile(r"[×✕^÷±⁰¹²³⁴-⁹½¼¾⅓⅔]|[*/／⁄](?=[0-9])")
_LETTER = regex.compile(r"[A-Za-z]")
#: What no name begins or ends with: signs, bounds, dashes, marks of notes and lists, half of a pair of brackets.
_SIGN = r"[≥≤≧≦⩾⩽＞＜><=＝≠±≈∓^~～×÷√%％‰°*※†‡#＊〔〕［］\[\]【】{}|¥￥$＄€£◆●■▲△▼→↑↓①-⑳⁰¹²³⁴-⁹]"
_REMAINS = regex.compile(
    rf"^(?:{_SIGN}|[-−－–—‐‑﹣_.．,，、;；:：)）]|\d{{1,2}}[.．、])|(?:{_SIGN}|[-−－–—‐‑﹣_.．,，、;；:：(（]|[^0-9]\b[.．])$"
)
_GROUP = regex.compile(r"[0-9]{3}(?![0-9])")
_REACH = 20
_EDGES = frozenset("\n\t|")


def unread(
    document: Document, numbers: Iterable[Mention], claims: Iterable[Claim], endings: tuple[str, ...] = ()
) -> Iterator[Issue]:
    """An issue at each claimed number with a mark beside it that its reading leaves out, and at each name with remains.

    ``endings`` are words that no name ends with: half of a bound (不), a particle.
    """
    claimed = {c.char_start: c for c in claims}
    text = half_width(document.text)
    for number in numbers:
        claim = claimed.get(number.start)
        if claim is None or not number.is_quantity:
            if number.reason == IN_DOUBT:
                yield _issue(document, number, (number.start, number.end))
            continue
        if _REMAINS.search(claim.indicator) or claim.indicator.endswith(endings):
            yield _of_name(document, claim)
        mark = _beside(text, number) or (_bracketed(text, number) if claim.origin == "table" else None)
        if mark is not None and claim.value is not None and number.value is not None and claim.value * number.value < 0:
            mark = None  # the brackets were read as a minus
        if mark is None:
            continue
        yield _issue(document, number, mark)


def headless(document: Document, sheets: Iterable[Sheet]) -> Iterator[Issue]:
    """An issue for each figure of a row that goes on behind the last head of its table: which head is whose is unsure.

    Only where the format says which cells there are; on a page the columns are told by where the numbers stand.
    """
    for sheet in sheets if document.format in _MARKED else ():
        last = max((j for j, head in enumerate(sheet.heads) if head.text), default=len(sheet.heads))
        for row in sheet.rows:
            for figure in row.figures.values() if max(row.figures, default=0) > last else ():
                at = figure.place
                place = document.where(at.start, at.end)
                message = f"{place}: the row {row.name!r} has more cells than the table has heads"
                yield Issue(HEADLESS, message, document.place(at.start, at.end)[0] or None, at.start, at.end)


def _issue(document: Document, number: Mention, mark: tuple[int, int]) -> Issue:
    start, end = min(mark[0], number.start), max(mark[1], number.end)
    place = document.where(number.start, number.end)
    message = f"{place}: a mark beside the number was not read: {document.text[start:end]!r}"
    return Issue(CODE, message, document.place(start, end)[0] or None, start, end)


def _of_name(document: Document, claim: Claim) -> Issue:
    place = document.where(claim.char_start, claim.char_end)
    message = f"{place}: the name read for {claim.quote!r} holds remains of print: {claim.indicator!r}"
    return Issue(NAME, message, claim.page or None, claim.char_start, claim.char_end)


def _bracketed(text: str, number: Mention) -> tuple[int, int] | None:
    """The span of the brackets that a cell prints around its number and nothing else, or ``None``."""
    start, end = number.start - 1, number.end + 1
    edges = text[start - 1 : start] if start > 0 else "\n", text[end : end + 1] or "\n"
    alone = all(edge in _EDGES for edge in edges) and start >= 0
    return (start, end) if alone and text[start] in "（(" and text[end - 1 : end] in ("）", ")") else None


def _beside(text: str, number: Mention) -> tuple[int, int] | None:
    """The span of the mark, or ``None``."""
    before = _BEFORE.search(text, max(0, number.start - _REACH), number.start)
    if before is not None and (not before[0][0].isdigit() or _GROUP.match(text, number.start)):
        return before.span()
    if _LETTER.search(text, number.number_start, number.number_end):
        return number.number_start, number.number_end
    behind = _BEHIND.match(text, number.number_end)
    if behind is not None:
        return behind.span()
    sign = text[number.start]
    line_start = number.start == 0 or text[number.start - 1] == "\n"
    if line_start and number.dimension == "count" and number.value is not None and number.value < 0:
        return number.start, number.start + len(sign)  # - 12 艘 at the head of a line is an item of a list
    return None
