"""Where things stand on a page: from PDF user space to points from the top left corner, the text upright."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipextract.model import Floats

Box = tuple[float, float, float, float]
Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned until its text is upright: ``matrix`` takes user space to points from its top left corner.

    (x, y) becomes (a x + c y + e, b x + d y + f), as PDF writes it. ``width`` and ``height`` are points.
    """

    matrix: Affine
    width: float
    height: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of user space in the frame."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def boxes(self, corners: Floats) -> Floats:
        """Boxes (n, 4) given by two opposite corners x, y, x, y in user space, as x0, top, x1, bottom in the frame."""
        a, b, c, d, e, f = self.matrix
        x, y = corners[:, 0::2], corners[:, 1::2]
        across, down = a * x + c * y + e, b * x + d * y + f
        edges = (across.min(axis=1), down.min(axis=1), across.max(axis=1), down.max(axis=1))
        return np.ascontiguousarray(np.stack(edges, axis=1), dtype=np.float32)


def frame(box: Box, turn: int) -> Frame:
    """The frame of a page (left, bottom, right, top) whose text is turned by 0, 90, 180 or 270 degrees to the left."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    if turn == 90:
        return Frame((0, 1, 1, 0, -bottom, -left), high, wide)
    if turn == 180:
        return Frame((-1, 0, 0, 1, right, -bottom), wide, high)
    if turn == 270:
        return Frame((0, -1, -1, 0, top, right), high, wide)
    return Frame((1, 0, 0, -1, -left, top), wide, high)


def between(first: Frame, second: Frame) -> Affine:
    """The matrix that takes points of the first frame to the second; both are of one user space."""
    a, b, c, d, e, f = first.matrix
    # The linear parts are turns and mirrorings: their determinant is 1 or -1.
    unit = a * d - b * c
    back = (d / unit, -b / unit, -c / unit, a / unit)
    shift = (-(back[0] * e + back[2] * f), -(back[1] * e + back[3] * f))
    return combined((*back, *shift), second.matrix)


def combined(first: Affine, then: Affine) -> Affine:
    """The matrix that does the first and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
