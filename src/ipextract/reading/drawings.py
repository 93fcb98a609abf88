"""What is drawn on a page besides its text, as PDFium has parsed it: lines, filled areas, pictures, and their order."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.frame import Affine, Box, Frame, combined
from ipextract.reading.paint import brightness_of

_THIN = 3.0
_LARGE = 60.0  # points: beyond it nothing is a character of a text
_OF_RECTANGLE = 5  # segments
_LEAST_LINES = 4
_DEEPEST = 4
_MOST_SEGMENTS = 1000
_STRAIGHT = 0.5
_LEAST_SHARED = 0.5
_NOWHERE: Affine = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Drawings:
    """The drawings of a page in points of its frame.

    ``strokes`` (n, 4) are straight lines, level or upright, as x0, top, x1, bottom; ``areas`` (m, 4) what hides the
    things below it, ``pictures`` which of them are pictures. ``levels`` is the place of each area in the order of
    painting, ``painted`` that of each text object by its address; ``nested`` are those that stand in a form. ``heavy``
    are the addresses of the objects that take long to draw: pictures, shadings and large paths. ``brightness`` is that
    of the filled areas, 0 to 255, NaN for those of no plain colour. ``figures`` (k, 4) are small pictures and filled
    paths of many parts: what may be a character for everybody who looks at the page.
    """

    strokes: Floats
    areas: Floats
    pictures: NDArray[np.bool_]
    levels: NDArray[np.int64]
    painted: dict[int, int]
    nested: frozenset[int]
    heavy: tuple[int, ...]
    brightness: Floats
    figures: Floats


@dataclass(slots=True)
class _Seen:
    """What the walk over the objects has found so far, in user space."""

    strokes: list[Box] = field(default_factory=list)
    shading: list[Box] = field(default_factory=list)
    areas: list[Box] = field(default_factory=list)
    pictures: list[bool] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    painted: dict[int, int] = field(default_factory=dict)
    nested: set[int] = field(default_factory=set)
    heavy: list[int] = field(default_factory=list)
    brightness: list[float] = field(default_factory=list)
    figures: list[Box] = field(default_factory=list)


def drawings_of(page: Any, upright: Frame) -> Drawings:
    """The drawings of a page of PDFium."""
    seen = _Seen()
    for level, (item, matrix) in enumerate(_objects(page.raw)):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            address = ctypes.addressof(item.contents)
            seen.painted[address] = level
            if matrix is not _NOWHERE:
                seen.nested.add(address)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, level, seen)
        else:
            bounds = _bounds(item, matrix)
            seen.areas.append(bounds)
            if bounds[3] - bounds[1] < _LARGE:
                seen.figures.append(bounds)
            seen.pictures.append(kind == pdfium.FPDF_PAGEOBJ_IMAGE)
            seen.levels.append(level)
            seen.brightness.append(math.nan)
            seen.heavy.append(ctypes.addressof(item.contents))
    # The ground of a cell is painted line by line: its edges count only on a page where nothing else can be a table.
    lines = seen.strokes if len(seen.strokes) >= _LEAST_LINES else [*seen.strokes, *_aligned(seen.shading)]
    strokes, areas, figures = (np.array(k, np.float32).reshape(-1, 4) for k in (lines, seen.areas, seen.figures))
    return Drawings(
        upright.boxes(strokes),
        upright.boxes(areas),
        np.array(seen.pictures, np.bool_),
        np.array(seen.levels, np.int64),
        seen.painted,
        frozenset(seen.nested),
        tuple(seen.heavy),
        np.array(seen.brightness, np.float32),
        upright.boxes(figures),
    )


def _aligned(shading: list[Box]) -> list[Box]:
    """The edges of grounds that stand below each other as cells do; none where each line of print has its own."""
    places: dict[int, set[int]] = {}
    for left, bottom, right, top in shading:
        if abs(right - left) <= _STRAIGHT and abs(top - bottom) > _THIN:
            places.setdefault(round(left / _THIN), set()).add(round(min(bottom, top) / _THIN))
    shared = sum(len(heights) > 1 for heights in places.values())
    return shading if shared >= _LEAST_SHARED * len(places) else []


def _objects(page: Any) -> Iterator[tuple[Any, Affine]]:
    """The objects of a page in the order of painting, those of forms in their place, each with its form's matrix."""
    matrix = pdfium.FS_MATRIX()

    def inside(form: Any, outer: Affine, depth: int) -> Iterator[tuple[Any, Affine]]:
        for k in range(pdfium.FPDFFormObj_CountObjects(form)):
            yield from opened(pdfium.FPDFFormObj_GetObject(form, k), outer, depth)

    def opened(item: Any, outer: Affine, depth: int) -> Iterator[tuple[Any, Affine]]:
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < _DEEPEST and pdfium.FPDFPageObj_GetMatrix(item, matrix):
            own = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
            yield from inside(item, combined(own, outer), depth + 1)

    for k in range(pdfium.FPDFPage_CountObjects(page)):
        yield from opened(pdfium.FPDFPage_GetObject(page, k), _NOWHERE, 0)


def _bounds(item: Any, matrix: Affine) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    if matrix is _NOWHERE:
        return left, bottom, right, top
    corners = [_moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _moved(x: float, y: float, matrix: Affine) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _path(item: Any, matrix: Affine, level: int, seen: _Seen) -> None:
    """A path as the lines it draws and the area it fills; a thin area is a line."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, filled, stroked) or not (filled.value or stroked.value):
        return
    left, bottom, right, top = _bounds(item, matrix)
    wide, high = right - left, top - bottom
    count = pdfium.FPDFPath_CountSegments(item)
    if count <= _OF_RECTANGLE and min(wide, high) <= _THIN:
        x, y = (left + right) / 2, (bottom + top) / 2
        seen.strokes.append((left, y, right, y) if wide >= high else (x, bottom, x, top))
        return
    if filled.value and count > _OF_RECTANGLE and max(wide, high) < _LARGE:
        seen.figures.append((left, bottom, right, top))
    if filled.value and min(wide, high) > _THIN:
        seen.areas.append((left, bottom, right, top))
        seen.pictures.append(False)
        seen.levels.append(level)
        bright, alpha = brightness_of(item)
        seen.brightness.append(bright if alpha else math.nan)
    if count > _MOST_SEGMENTS:
        seen.heavy.append(ctypes.addressof(item.contents))
    else:
        (seen.strokes if stroked.value else seen.shading).extend(_straight(item, matrix, count))


def _straight(item: Any, matrix: Affine, count: int) -> Iterator[Box]:
    """The level and upright lines of a path; of a curve only its straight parts."""
    own = pdfium.FS_MATRIX()
    if pdfium.FPDFPageObj_GetMatrix(item, own):
        matrix = combined((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for k in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, k)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and _level(last, point):
            yield (*last, *point)
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment) and _level(last, start):
            yield (*last, *start)
            last = start


def _level(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _STRAIGHT
