"""Boxes of pages whose text is turned: from the page with its text upright to the page as it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ipextract.model import Floats, Ints, Page


def shown(boxes: Floats | None, pages: Ints, source: Sequence[Page]) -> Floats | None:
    """The boxes (n, 4) of characters on ``pages`` (n,) in points from the top left corner of each page as shown."""
    turned = [page for page in source if page.turn]
    if boxes is None or not turned:
        return boxes
    found = boxes.copy()
    for page in turned:
        mine = pages == page.number
        x0, top, x1, bottom = boxes[mine].T
        if page.turn == 90:
            edges = (top, page.width - x1, bottom, page.width - x0)
        elif page.turn == 180:
            edges = (page.width - x1, page.height - bottom, page.width - x0, page.height - top)
        else:
            edges = (page.height - bottom, x0, page.height - top, x1)
        found[mine] = np.stack(edges, axis=1)
    return found
