"""What an engine is known to read badly in Chinese print, mended where the print leaves no choice, else put in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from ipextract.model import Floats
from ipextract.reading.strips import Strip

IN_DOUBT = 0.5
_SURE_PERCENT = 0.97
_FULL = {ord(character): chr(ord(character) + 0xFEE0) for character in ",;:!?()"}
_PERMILLE = regex.compile(r"(?<=\d)%[0oO](?![\d.%])")
_DOTTED = regex.compile(r"(?<![\d.])\d{1,3}(?:(\.)\d{3}){2,}(?![\d.])")
_RED_EXCESS = 50
_RED_SHARE = 0.02


def mended(strip: Strip) -> Strip:
    """The strip with per-mille signs, full-width marks beside ideographs, and doubt where a sign is often taken wrongly."""
    return _dotted(_doubted_percent(_marks(_permille(strip))))


def without_red(image: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A picture (h, w, 3) in blue, green, red with what is red taken off, as three equal channels, and where it was.

    Red ink is bright in the red channel, black ink is not: what a stamp covers stays.
    """
    red = image[:, :, 2]
    stamped = red.astype(np.int16) - np.minimum(image[:, :, 0], image[:, :, 1]) > _RED_EXCESS
    return np.repeat(red[:, :, None], 3, axis=2), stamped


def beneath(strip: Strip, stamped: NDArray[np.bool_]) -> Strip:
    """The strip with its characters in doubt where red ink covers them."""
    low, high = np.floor(strip.corners.min(axis=0)).astype(int), np.ceil(strip.corners.max(axis=0)).astype(int)
    part = stamped[max(0, low[1]) : high[1], max(0, low[0]) : high[0]]
    if not part.any():
        return strip
    columns = part.mean(axis=0)
    reach = max(2, round(strip.height / 3))
    scores = strip.scores.copy()
    for k, centre in enumerate(strip.centres):
        if np.isnan(centre):
            continue
        middle = int(centre * part.shape[1])
        if columns[max(0, middle - reach) : middle + reach + 1].mean() > _RED_SHARE:
            scores[k] = min(scores[k], IN_DOUBT)
    return Strip(strip.corners, strip.text, scores, strip.centres)


def _permille(strip: Strip) -> Strip:
    """A percent sign with a nought behind it is a per-mille sign: no print has the former."""
    found = [match.start() for match in _PERMILLE.finditer(strip.text)]
    if not found:
        return strip
    characters, scores, centres = list(strip.text), strip.scores.copy(), strip.centres.copy()
    for at in found:
        characters[at] = "\u2030"
        scores[at] = min(float(scores[at]), float(scores[at + 1]), IN_DOUBT)
        centres[at] = (centres[at] + centres[at + 1]) / 2
    kept = [k for k in range(len(characters)) if k - 1 not in found]
    return Strip(strip.corners, "".join(characters[k] for k in kept), scores[kept], centres[kept])


def _marks(strip: Strip) -> Strip:
    """Half-width marks beside ideographs and full-width marks become full-width ones."""
    text = strip.text
    places = [k for k, character in enumerate(text) if ord(character) in _FULL]
    characters = list(text)
    for k in places:
        around = (characters[k - 1 : k] or [""])[0] + text[k + 1 : k + 2]
        if text[k] == ";" or any(character >= "\u2e80" for character in around):
            characters[k] = _FULL[ord(text[k])]
    return Strip(strip.corners, "".join(characters), strip.scores, strip.centres) if places else strip


def _doubted_percent(strip: Strip) -> Strip:
    """A percent sign of which the engine is not quite sure may be a per-mille sign, ten times less."""
    return _capped(strip, [k for k, character in enumerate(strip.text) if character in "%\uff05"], _SURE_PERCENT)


def _dotted(strip: Strip) -> Strip:
    """Points that group digits by three are commas misread, or nothing that anybody should trust."""
    return _capped(strip, [k for match in _DOTTED.finditer(strip.text) for k in match.starts(1)], 2.0)


def _capped(strip: Strip, places: Sequence[int], below: float) -> Strip:
    scores: Floats = strip.scores.copy()
    for k in places:
        if scores[k] < below:
            scores[k] = min(float(scores[k]), IN_DOUBT)
    return Strip(strip.corners, strip.text, scores, strip.centres) if places else strip
