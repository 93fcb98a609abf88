"""How much of a page of text is pictures, in which more may be printed than anybody reads."""

from __future__ import annotations

import numpy as np

from ipextract.model import Floats, Issue

LEAST_SHARE = 0.08
_FEW = 20
_CELLS = 100


def picture_share(pictures: Floats, glyphs: Floats, size: tuple[float, float]) -> float:
    """The share of a page, 0 to 1, that is covered by pictures with hardly any text over them.

    ``pictures`` (n, 4) and ``glyphs`` (m, 4) are boxes in points, ``size`` is width and height. What lies behind much
    text is its ground.
    """
    x, y = (glyphs[:, 0] + glyphs[:, 2]) / 2, (glyphs[:, 1] + glyphs[:, 3]) / 2
    covered = np.zeros((_CELLS, _CELLS), np.bool_)
    scale = np.array([_CELLS / size[0], _CELLS / size[1]] * 2)
    for box in pictures:
        x0, top, x1, bottom = box
        if np.count_nonzero((x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)) >= _FEW:
            continue
        left, above, right, below = np.clip(np.round(box * scale), 0, _CELLS).astype(int).tolist()
        covered[above:below, left:right] = True
    return float(covered.mean())


def unread_pictures(pictures: Floats, glyphs: Floats, size: tuple[float, float], number: int) -> list[Issue]:
    """The issue of page ``number`` where its pictures are large enough to hold what a report says."""
    share = picture_share(pictures, glyphs, size)
    if share < LEAST_SHARE:
        return []
    message = f"page {number}: pictures cover {share:.0%} of it; what is printed in them was not read"
    return [Issue("IPX806", message, number)]
