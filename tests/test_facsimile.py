"""Pages as pictures: the boxes of the text lie on its ink, whichever way up the page is; bounds are kept."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import pdf_fixtures as pdfs
from ipextract import pipeline
from ipextract.model import UnreadableDocument
from ipextract.reading.facsimile import facsimiles
from ipextract.reading.limits import Limits

LINES = [f"第{name}季度全县新建公路{35 + i}公里，建成桥梁{9 + i}座。" for i, name in enumerate("一二三四")]


@pytest.mark.parametrize(
    "data",
    [pdfs.prose(LINES), pdfs.turned(LINES, page=True), pdfs.turned(LINES, page=False)],
    ids=["upright", "page turned", "text turned"],
)
def test_every_box_lies_on_ink(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    report = pipeline.analyse_file(file)
    [drawn] = facsimiles(file, report.document.sha256, [1])
    ink = np.array(Image.open(io.BytesIO(drawn.data)).convert("L")) < 128
    assert ink.shape == drawn.pixels[::-1]
    scale = drawn.pixels[0] / drawn.width
    assert abs(drawn.pixels[1] / drawn.height - scale) < 0.01
    boxes = [box for claim in report.claims for box in claim.boxes]
    assert len(boxes) >= 8
    for box in boxes:
        x0, top, x1, bottom = (round(edge * scale) for edge in (box.x0, box.top, box.x1, box.bottom))
        assert ink[top:bottom, x0:x1].mean() > 0.05


def test_a_page_beyond_bounds_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdfs.prose(LINES))
    digest = pipeline.analyse_file(file).document.sha256
    with pytest.raises(UnreadableDocument) as refused:
        facsimiles(file, digest, [1], Limits(page_points=100.0))
    assert refused.value.outcome == "limit"
    with pytest.raises(UnreadableDocument) as absent:
        facsimiles(file, digest, [7])
    assert absent.value.outcome == "damaged"
