"""The child process that draws pages of a PDF: it takes the bytes from stdin and writes WebP pictures to stdout.

Run as ``python -m ipextract.reading.facsimile_child JOB`` with JOB as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pypdfium2
from PIL import Image

from ipextract.reading.apart import confine
from ipextract.reading.bounds import check_size, drawn
from ipextract.reading.child import open_document
from ipextract.reading.facsimile import Facsimile, packed
from ipextract.reading.limits import Limits
from ipextract.reading.wire import Refusal

#: 108 dots an inch: small print is legible, a page of text takes some tens of kilobytes.
_SCALE: Final = 1.5
_QUALITY: Final = 50


def main() -> int:
    """Read the job and the bytes, write the answer."""
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    confine(limits, job["busy"])
    data = sys.stdin.buffer.read()
    try:
        answer = packed(list(_drawn(data, job["pages"], limits)))
    except Refusal as refusal:
        answer = packed((), (refusal.outcome, refusal.message))
    except MemoryError:
        answer = packed((), ("limit", f"drawing needs more than {limits.memory} bytes of memory"))
    sys.stdout.buffer.write(answer)
    return 0


def _drawn(data: bytes, pages: Sequence[int], limits: Limits) -> Iterator[Facsimile]:
    document = open_document(data)
    try:
        for number in pages:
            page = document[number - 1]
            try:
                yield _page(page, number, limits)
            finally:
                page.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Refusal("damaged", "PDFium cannot draw the document") from error
    finally:
        document.close()


def _page(page: Any, number: int, limits: Limits) -> Facsimile:
    width, height = page.get_size()
    check_size(width, height, number, limits)
    picture = drawn(page, number, limits, _SCALE)
    packed_picture = io.BytesIO()
    Image.fromarray(picture).save(packed_picture, "WEBP", quality=_QUALITY, method=4)
    high, wide = picture.shape[:2]
    return Facsimile(number, round(width, 2), round(height, 2), (wide, high), packed_picture.getvalue())


if __name__ == "__main__":
    sys.exit(main())
