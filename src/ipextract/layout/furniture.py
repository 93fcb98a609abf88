"""What is printed on a page but belongs to no sentence: page numbers, running headers and footers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import regex

from ipextract.model import PAGED, Furniture, Line, Page, PageTable, Source
from ipextract.rulebook.layout import LayoutRules

_BAND = 0.12
_PAGE_SHARE = 0.3
_SAME_SIZE = 0.05
_NEXT_LINE = 2.0
_DIGITS = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class _Edge:
    """A line at the top or bottom of a page; ``y`` is its baseline in points or its rank from the edge."""

    index: int
    page: int
    line: Line
    role: Literal["header", "footer"]
    y: int


def take_off(source: Source, rules: LayoutRules) -> tuple[list[Line | PageTable], tuple[Furniture, ...]]:
    """The lines and tables of all pages without furniture, and the furniture in page order."""
    items: list[Line | PageTable] = []
    edges: list[_Edge] = []
    taken: dict[int, Furniture] = {}
    for page in source.pages:
        edges.extend(_edges(page, len(items)))
        items.extend(page.items)
    for index, item in enumerate(items):
        if isinstance(item, Line) and len(item.text) <= 40 and _alone(item.text.strip(), rules):
            taken[index] = Furniture("page_number", item.page, item.text.strip())
    _take_counted(edges, len(source.pages), rules, taken, geometry=source.format in PAGED)
    if source.format in PAGED:
        for edge in edges:
            text = edge.line.text.strip()
            if any(form.fullmatch(text) for form in rules.running):
                taken[edge.index] = Furniture(edge.role, edge.page, text)
        _take_repeated(edges, len(source.pages), _of_notes(edges, rules), taken)
    kept = [item for index, item in enumerate(items) if index not in taken]
    return kept, tuple(taken[index] for index in sorted(taken))


def _alone(text: str, rules: LayoutRules) -> bool:
    return any(form.alone and form.pattern.fullmatch(text) for form in rules.page_numbers)


def _edges(page: Page, first: int) -> list[_Edge]:
    lines = [(first + k, item) for k, item in enumerate(page.items) if isinstance(item, Line)]
    if not lines:
        return []
    if not page.height:
        found = [_Edge(lines[-1][0], page.number, lines[-1][1], "footer", 0)]
        if len(lines) > 1:
            found.append(_Edge(lines[0][0], page.number, lines[0][1], "header", 0))
        return found
    found = []
    for index, line in lines:
        if line.boxes is None:
            continue
        top, bottom = float(np.nanmin(line.boxes[:, 1])), float(np.nanmax(line.boxes[:, 3]))
        if bottom <= _BAND * page.height:
            found.append(_Edge(index, page.number, line, "header", round(bottom)))
        elif top >= (1 - _BAND) * page.height:
            found.append(_Edge(index, page.number, line, "footer", round(bottom)))
    return found


def _take_counted(
    edges: Sequence[_Edge], pages: int, rules: LayoutRules, taken: dict[int, Furniture], *, geometry: bool
) -> None:
    """Numbers at the edge of pages that go up with the pages."""
    ahead: dict[tuple[str, str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        text = edge.line.text.strip()
        if edge.index in taken or len(text) > 20:
            continue
        for form in rules.page_numbers:
            match = form.pattern.fullmatch(text)
            if match:
                ahead[edge.role, form.id, int(match["number"]) - edge.page].append(edge)
                break
    for (_, _, offset), found in ahead.items():
        if len(found) >= 2 or (geometry and pages == 1 and offset == 0):
            for edge in found:
                taken[edge.index] = Furniture("page_number", edge.page, edge.line.text.strip())


def _of_notes(edges: Sequence[_Edge], rules: LayoutRules) -> frozenset[int]:
    """The indexes of the lines at the foot of pages that begin a note or go on with one, in its size below it."""
    found: set[int] = set()
    last: _Edge | None = None
    for edge in edges:
        if edge.role != "footer":
            continue
        follows = last is not None and edge.page == last.page and _goes_on(last, edge)
        last = edge if follows or rules.note.match(edge.line.text.lstrip()) else None
        if last is not None:
            found.add(edge.index)
    return frozenset(found)


def _goes_on(above: _Edge, below: _Edge) -> bool:
    size = above.line.size or 0.0
    alike = abs((below.line.size or 0.0) - size) <= _SAME_SIZE * size
    return alike and 0 < below.y - above.y <= _NEXT_LINE * size


def _take_repeated(edges: Sequence[_Edge], pages: int, notes: frozenset[int], taken: dict[int, Furniture]) -> None:
    """The same text, but for a page number in it, at the same height of many pages; of ``notes`` one print stays."""
    alike: dict[tuple[str, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.index not in taken:
            alike[edge.role, _DIGITS.sub("#", "".join(edge.line.text.split()))].append(edge)
    for candidates in alike.values():
        heights = Counter(edge.y for edge in candidates)
        height = max(heights, key=lambda y: (sum(heights[y + d] for d in (-2, -1, 0, 1, 2)), y))
        found = [edge for edge in candidates if abs(edge.y - height) <= 2]
        seen = {edge.page for edge in found}
        if len(seen) < 2 or len(seen) < _PAGE_SHARE * pages or not _counting(found):
            continue
        if any(edge.index in notes for edge in found):
            # Numbers that go up with the pages are no page numbers in a note: each says something else.
            found = found[1:] if len({"".join(edge.line.text.split()) for edge in found}) == 1 else []
        for edge in found:
            taken[edge.index] = Furniture(edge.role, edge.page, edge.line.text.strip())


def _counting(edges: Sequence[_Edge]) -> bool:
    """Whether the numbers in lines that are otherwise alike are constant or go up with the pages."""
    numbers = [[int(number) for number in _DIGITS.findall(edge.line.text)] for edge in edges]
    for place in zip(*numbers, strict=False):
        offsets = {number - edge.page for number, edge in zip(place, edges, strict=True)}
        if len(set(place)) > 1 and len(offsets) > 1:
            return False
    return True
