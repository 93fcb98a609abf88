"""What an engine is known to read badly in Chinese print: mended where the print leaves no choice, else in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from ipextract.reading.strips import Strip

IN_DOUBT = 0.5
_FULL = {ord(character): chr(ord(character) + 0xFEE0) for character in ",;:!?()"}
_PERMILLE = regex.compile(r"(?<=\d)[%\u2030][0oO](?![\d.%])")
_DOTTED = regex.compile(r"(?<![\d.])\d{1,3}(?:(\.)\d{3}){2,}(?![\d.])")
_RED_EXCESS = 50
_RED_SHARE = 0.01
# Where the rings of a sign stand to each other, in em.
_ALIKE, _SAME_HEIGHT = 0.7, 0.07
_BESIDE, _BELOW, _ACROSS = (0.2, 0.46), (0.14, 0.5), (0.25, 0.8)


class Ring(NamedTuple):
    """White that ink encloses: its middle and its height in em, from any origin."""

    x: float
    y: float
    height: float


def mended(strip: Strip) -> Strip:
    """The strip with its per-mille signs whole, marks beside ideographs full-width, misread grouping in doubt."""
    return _dotted(_marks(_permille(strip)))


def without_red(image: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """A picture (h, w, 3) in blue, green, red with what is red taken off, as three equal channels, and where it was.

    Red ink is bright in the red channel, black ink is not: what a stamp covers stays.
    """
    red = image[:, :, 2]
    stamped = red.astype(np.int16) - np.minimum(image[:, :, 0], image[:, :, 1]) > _RED_EXCESS
    return np.repeat(red[:, :, None], 3, axis=2), stamped


def sign_of(rings: Sequence[Ring]) -> str:
    """Whether the rings in the ink around a percent sign are those of one, of a per-mille sign, or (empty) neither.

    An engine takes a per-mille sign for a percent sign without a doubt. Of a percent sign the second ring stands below
    the first; a per-mille sign has a third one beside the second.
    """
    percent = False
    for a in rings:
        for b in rings:
            alike = min(a.height, b.height) >= _ALIKE * max(a.height, b.height)
            level = abs(b.y - a.y)
            if alike and level < _SAME_HEIGHT and _BESIDE[0] < b.x - a.x < _BESIDE[1]:
                return "\u2030"
            percent |= alike and _BELOW[0] < b.y - a.y < _BELOW[1] and _ACROSS[0] < b.x - a.x < _ACROSS[1]
    return "%" if percent else ""


def beneath(strip: Strip, stamped: NDArray[np.bool_]) -> Strip:
    """The strip with its characters in doubt where red ink covers them."""
    low, high = np.floor(strip.corners.min(axis=0)).astype(int), np.ceil(strip.corners.max(axis=0)).astype(int)
    part = stamped[max(0, low[1]) : high[1], max(0, low[0]) : high[0]]
    if not part.any():
        return strip
    columns = part.mean(axis=0)
    reach = max(2, round(strip.height / 2))
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


def _dotted(strip: Strip) -> Strip:
    """Points that group digits by three are commas misread, or nothing that anybody should trust."""
    places = [k for match in _DOTTED.finditer(strip.text) for k in match.starts(1)]
    scores = strip.scores.copy()
    scores[places] = np.minimum(scores[places], IN_DOUBT)
    return Strip(strip.corners, strip.text, scores, strip.centres)
