"""The child process that recognises print in pictures: the only door to rapidocr, and so to onnxruntime.

Run as ``python -m ipextract.reading.scan JOB`` with JOB as JSON and a PDF or an image file on stdin. It answers as
``child`` does. Heavy packages are imported when they are needed: they are an extra that few installations have.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ipextract.model import HowRead, Issue, Page
from ipextract.reading.apart import confine
from ipextract.reading.child import open_document
from ipextract.reading.limits import Limits
from ipextract.reading.misreadings import IN_DOUBT, Ring, beneath, mended, sign_of, without_red
from ipextract.reading.order import unknown_order
from ipextract.reading.strips import Strip, set_strips
from ipextract.reading.substitute import without_fonts_of_the_machine
from ipextract.reading.upright import turn_of, turned_upright
from ipextract.reading.wire import Reading, Refusal, pack

_THREADS = 4
_RING_EM = 160
_RING_LEVELS = (0.5, 0.65, 0.35)
_LONG_SIDE = 842.0
_LEAST_DPI, _MOST_DPI = 72.0, 1200.0
_NOISE = 0.5
_RED_PAGE = 0.0001
_RED_PRINT = 0.8

Picture: TypeAlias = NDArray[np.uint8]
Drawn: TypeAlias = tuple[int, Picture, tuple[float, float]]
"""The number of a page, counted from 1, its picture, and its size in points."""


class Engine(Protocol):
    """Whatever finds print in a picture (h, w, 3) of blue, green and red."""

    def strips(self, picture: Picture) -> list[Strip]:
        """The stretches of print, in any order; none where there is no print."""
        ...


class RapidOcr:
    """The models that come in the wheel of rapidocr; nothing is fetched."""

    def __init__(self) -> None:
        import rapidocr  # noqa: PLC0415 - an extra, and heavy

        models = Path(rapidocr.__file__).parent / "models"
        found = {kind: sorted(models.glob(f"*_{kind}_*.onnx")) for kind in ("det", "rec")}
        if not all(found.values()):
            raise Refusal("no-text", f"rapidocr {version('rapidocr')} brings no models")
        options = {
            "Det.model_path": str(found["det"][0]),
            "Rec.model_path": str(found["rec"][0]),
            "Global.log_level": "error",
            "Global.text_score": 0.0,  # what it is not sure of is put in doubt, never left out
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Global.return_word_box": True,
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_THREADS, os.cpu_count() or 1),
        }
        self._engine: Any = rapidocr.RapidOCR(params=options)

    def strips(self, picture: Picture) -> list[Strip]:
        """What the models find; a character's place is that of the column of the picture that speaks for it."""
        whole = {"preprocess": {"ratio_h": 1.0, "ratio_w": 1.0}}
        with redirect_stdout(sys.stderr):
            boxes, _, read, cuttings = self._engine.run_ocr_steps(np.ascontiguousarray(picture), whole)
        if boxes.boxes is None or read.txts is None:
            return []
        found = zip(boxes.boxes, read.txts, read.word_results, cuttings, strict=True)
        return [
            _signs(_strip(np.asarray(corners, dtype=np.float32), text, info), cutting)
            for corners, text, info, cutting in found
            if text.strip()
        ]


def _strip(corners: NDArray[np.float32], text: str, info: Any) -> Strip:
    columns = [column for word in info.word_cols for column in word]
    centres = np.full(len(text), np.nan, dtype=np.float32)
    printed = [k for k, character in enumerate(text) if not character.isspace()]
    centres[printed] = (np.array(columns, dtype=np.float32) + 0.5) / info.line_txt_len
    return Strip(corners, text, np.array(info.confs, dtype=np.float32), np.clip(centres, 0, 1))


def _signs(strip: Strip, cutting: Picture) -> Strip:
    """The strip with its percent signs looked at once more; ``cutting`` is its part of the picture, set straight."""
    places = [k for k, character in enumerate(strip.text) if character in "%\uff05\u2030"]
    if not places:
        return strip
    characters, scores = list(strip.text), strip.scores.copy()
    for k in places:
        middle = float(strip.centres[k]) * cutting.shape[1]
        sign = sign_of(_rings(cutting, middle, strip.em))
        characters[k] = sign or characters[k]
        if sign != "%":
            scores[k] = min(float(scores[k]), IN_DOUBT)
    return Strip(strip.corners, "".join(characters), scores, strip.centres)


def _rings(cutting: Picture, middle: float, em: float) -> list[Ring]:
    """The white spots that ink encloses around ``middle`` of a straight cutting, both in pixels."""
    import cv2  # noqa: PLC0415 - comes with rapidocr

    low, high = max(0, int(middle - 0.7 * em)), min(cutting.shape[1], int(middle + 1.3 * em))
    grey = cutting[:, low:high].max(axis=2)
    if not grey.size:
        return []
    times = max(1, round(_RING_EM / em))
    grey = cv2.resize(grey, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    dark, light = np.percentile(grey, (3, 85))
    found: list[Ring] = []
    size = em * times
    for share in _RING_LEVELS:
        white = (grey > dark + share * (light - dark)).astype(np.uint8)
        _, _, boxes, middles = cv2.connectedComponentsWithStats(white, connectivity=4)
        for (x, y, wide, high_, _), (across, down) in zip(boxes[1:].tolist(), middles[1:].tolist(), strict=True):
            enclosed = x > 0 and y > 0 and x + wide < white.shape[1] and y + high_ < white.shape[0]
            if enclosed and 0.04 * size <= wide <= 0.38 * size and 0.08 * size <= high_ <= 0.5 * size:
                found.append(Ring(across / size, down / size, high_ / size))
        if sign_of(found):
            break
        found.clear()
    return found


def read_picture(picture: Picture, engine: Engine, number: int, size: tuple[float, float]) -> Reading:
    """What an engine reads of page ``number`` with ``size`` points; Refusal (``layout``) where its order is unknown."""
    black, stamped = without_red(picture)
    red = bool(stamped.mean() > _RED_PAGE)
    strips = engine.strips(black if red else picture)
    turn = turn_of(black if red else picture, strips, engine.strips)
    if turn:
        picture, black = turned_upright(picture, turn), turned_upright(black, turn)
        stamped = np.rot90(stamped, -(turn // 90))
        size = size if turn == 180 else (size[1], size[0])
        strips = engine.strips(black if red else picture)
    issues: list[Issue] = []
    if red:
        strips = [beneath(strip, stamped) for strip in strips]
        strips += _red_print(engine, black, stamped, strips)
        message = f"page {number}: what red ink covers (a stamp, as a rule) is in doubt"
        issues.append(Issue("IPX832", message, number))
    strips = [mended(strip) for strip in strips if _telling(strip)]
    tall = [strip for strip in strips if strip.tall]
    if 2 * len(tall) > len(strips):
        raise Refusal("layout", f"the print of page {number} runs from top to bottom")
    if tall:
        message = f"page {number}: {len(tall)} stretches of print from top to bottom were not read"
        issues.append(Issue("IPX807", message, number))
        strips = [strip for strip in strips if not strip.tall]
    lines, tilt = set_strips(strips, number, size, size[0] / picture.shape[1])
    why = unknown_order(lines)
    if why:
        raise Refusal("layout", f"page {number}: {why}")
    page = Page(number, tuple(lines), *size, tilt, turn)
    how = HowRead(number, "rapidocr", "recognised", recognised="picture")
    return Reading(page, tuple(issues), picture=not lines, glyphs=sum(len(line.text) for line in lines), how=how)


def _telling(strip: Strip) -> bool:
    """Not the noise of a photograph, nor a mark by itself; digits are kept whatever their score."""
    if any(character.isdigit() for character in strip.text):
        return True
    return any(character.isalnum() for character in strip.text) and float(np.mean(strip.scores)) >= _NOISE


def _red_print(engine: Engine, black: Picture, stamped: NDArray[np.bool_], strips: Sequence[Strip]) -> list[Strip]:
    """Print in red that stands by itself, as headings do; a stamp across black print is none."""
    only = np.where(stamped[:, :, None], np.uint8(0), np.uint8(255)).repeat(3, axis=2)
    taken = np.zeros(black.shape[:2], dtype=np.bool_)
    for strip in strips:
        taken[_around(strip, 2 * strip.height)] = True
    return [
        strip
        for strip in engine.strips(only)
        if not taken[_around(strip, 0)].any() and float(np.mean(strip.scores)) >= _RED_PRINT
    ]


def _around(strip: Strip, margin: float) -> tuple[slice, slice]:
    """The rows and columns of a picture that a strip and so many pixels around it cover."""
    low, high = strip.corners.min(axis=0) - margin, strip.corners.max(axis=0) + margin
    return slice(max(0, int(low[1])), max(0, int(high[1]))), slice(max(0, int(low[0])), max(0, int(high[0])))


def pdf_pictures(data: bytes, pages: Sequence[int], limits: Limits) -> Iterator[Drawn]:
    """The pages of a PDF, counted from 0, as they look."""
    document = open_document(data)
    try:
        for index in pages:
            page = document[index]
            try:
                width, height = page.get_size()
                if not (0 < width <= limits.page_points and 0 < height <= limits.page_points):
                    raise Refusal("limit", f"page {index + 1} measures {width:.0f} by {height:.0f} points")
                scale = min(limits.scan_dpi / 72, (limits.render_pixels / (width * height)) ** 0.5)
                bitmap = page.render(scale=scale)
                try:
                    picture = np.array(bitmap.to_numpy()[:, :, :3])
                finally:
                    bitmap.close()
            finally:
                page.close()
            yield index + 1, picture, (width, height)
    except pypdfium2.PdfiumError as error:
        raise Refusal("damaged", "PDFium cannot draw the document") from error
    finally:
        document.close()


def file_pictures(data: bytes, limits: Limits) -> Iterator[Drawn]:
    """The pictures of an image file, at the scale of a printed page."""
    Image.MAX_IMAGE_PIXELS = None  # our own bound is told before a pixel is unpacked
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
            frames = getattr(file, "n_frames", 1)
            if frames > limits.pages:
                raise Refusal("limit", f"{frames} pictures, the limit is {limits.pages}")
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if frame.width * frame.height > limits.image_pixels:
                    shape = f"{frame.width} by {frame.height} pixels"
                    raise Refusal("limit", f"picture {number} has {shape}, the limit is {limits.image_pixels}")
                yield number, *_at_scale(frame, limits)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refusal("damaged", f"the picture cannot be unpacked ({error})") from error


def _at_scale(frame: Any, limits: Limits) -> tuple[Picture, tuple[float, float]]:
    """A frame in blue, green, red on white, and its size in points; without a resolution it is as tall as a page."""
    image = ImageOps.exif_transpose(frame)
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    image = image.convert("RGB")
    known = float(frame.info.get("dpi", (0.0, 0.0))[0] or 0.0)
    # Many programs write 72 or 96 for "unknown"; no page that is readable at all has been scanned so coarsely.
    dpi = known if 100 <= known <= _MOST_DPI else max(image.size) * 72 / _LONG_SIDE
    size = image.width * 72 / dpi, image.height * 72 / dpi
    pixels = image.width * image.height
    shrink = min(1.0, limits.scan_dpi / dpi, (limits.render_pixels / pixels) ** 0.5)
    if shrink < 1:
        wanted = max(1, round(image.width * shrink)), max(1, round(image.height * shrink))
        image = image.resize(wanted, Image.Resampling.LANCZOS)
    return np.array(image)[:, :, ::-1], size


def main() -> int:
    """Read the job and the bytes, write the answer."""
    job = json.loads(sys.argv[1])
    limits = Limits(**job["limits"])
    answers = sys.stdout.buffer
    confine(limits, job["busy"])
    without_fonts_of_the_machine(bars=False)
    data = sys.stdin.buffer.read()
    pages: list[int] | None = job["pages"]
    try:
        engine = RapidOcr()
        pictures = file_pictures(data, limits) if pages is None else pdf_pictures(data, pages, limits)
        readings = [read_picture(picture, engine, number, size) for number, picture, size in pictures]
        answer = pack(len(readings), readings)
    except Refusal as refusal:
        answer = pack(0, (), refusal)
    except MemoryError:
        answer = pack(0, (), Refusal("limit", f"recognising needs more than {limits.memory} bytes of memory"))
    answers.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
