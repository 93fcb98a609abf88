"""What recognised print needs that typeset print does not: its tilt back, and the numbers of which it is not sure."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ipextract.layout.assemble import Assembled
from ipextract.model import Floats, Ints, Issue, Page
from ipextract.model.recognition import SURE, lowest, turned

_NUMBER = regex.compile(r"\d+(?:[.,\uff0c\uff0e]\d+)*[%\uff05\u2030]?")


def as_printed(boxes: Floats | None, pages: Ints, printed: Sequence[Page]) -> Floats | None:
    """Boxes (n, 4) of straightened pages where they stand on the pages as they are; ``pages`` has shape (n,)."""
    if boxes is None or not any(page.tilt for page in printed):
        return boxes
    found = boxes.copy()
    for page in printed:
        if page.tilt:
            mine = pages == page.number
            found[mine] = turned(boxes[mine], page.tilt, (page.width, page.height))
    return found


def misread(made: Assembled) -> list[Issue]:
    """One issue for each number with a character of which the recognition is not sure."""
    if made.scores is None:
        return []
    found: list[Issue] = []
    for number in _NUMBER.finditer(made.text):
        start, end = number.span()
        confidence = lowest(made.scores, start, end)
        if confidence is None or confidence >= SURE:
            continue
        place = f"page {made.pages[start]} line {made.lines[start]}"
        message = f"{place}: {number[0]!r} was recognised with confidence {confidence}; look at the page"
        found.append(Issue("IPX831", message, int(made.pages[start]), start, end, number[0]))
    return found
