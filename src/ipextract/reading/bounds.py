"""What a page may measure and hold before it is drawn."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from ipextract.reading.limits import Limits
from ipextract.reading.wire import Refusal


def check_size(width: float, height: float, number: int, limits: Limits) -> None:
    """Refuse a page that has no area or is larger than ``limits.page_points`` either way."""
    if not (0 < width <= limits.page_points and 0 < height <= limits.page_points):
        raise Refusal("limit", f"page {number} measures {width:.0f} by {height:.0f} points")


def drawn(page: Any, number: int, limits: Limits, scale: float, *, pictures: bool = True) -> NDArray[np.uint8]:
    """A page of PDFium in grey, shape (rows, columns); drawn smaller than ``scale`` when it would be too large.

    Refuses a page whose ``pictures`` hold more than ``limits.image_pixels``: they are unpacked to be drawn.
    """
    if pictures:
        _check_pictures(page, number, limits)
    width, height = page.get_size()
    scale = min(scale, math.sqrt(limits.render_pixels / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()


def _check_pictures(page: Any, number: int, limits: Limits) -> None:
    pixels = 0
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        if pdfium.FPDFImageObj_GetImagePixelSize(item.raw, ctypes.byref(wide), ctypes.byref(high)):
            pixels += wide.value * high.value
        if pixels > limits.image_pixels:
            raise Refusal("limit", f"page {number} holds pictures of more than {limits.image_pixels} pixels")
