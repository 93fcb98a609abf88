"""How digits, signs and the words of numbers look in print, and whether a drawn glyph looks like what it is read as.

``shapes.txt`` has the looks of each character in a few of the fonts that ``bench/shapes.py`` measured: its ink on a
grid of 12 by 12 fields, stretched to fill it, and how wide it is beside its height. A character that looks far less
like its own print than like that of another is no proof of anything, but nobody should rest an error on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ipextract.model import Floats

GRID: Final = 12
_ASPECT: Final = 0.3
_BLURS: Final = 2
_OTHER: Final = 1.5  # times as far from its own print as from another's
_APART: Final = 0.15  # farther from its own print than from another's
_FAR: Final = 0.65  # from its own print, which is as far as from anything
_LIKELY, _AWAY = 1.15, 0.5  # the same for what deserves a closer look
_NEAR: Final = 0.3  # to the print of a digit, for what is read as a mark
_NARROW_DIGIT: Final = 0.15  # an ideograph as narrow as a digit that is so near to one
_LEAST_WIDE: Final = 0x2E80
_FULL_WIDTH: Final = 0xFEE0


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Prints of characters, m of them: code points, ink (m, 144) as unit vectors, logarithms of width to height.

    ``digit`` says which are digits, ``kind`` which can be mistaken for each other.
    """

    codes: NDArray[np.uint32]
    ink: Floats
    aspects: Floats
    kinds: NDArray[np.int64]

    def far(self, ink: Floats, aspects: Floats) -> Floats:
        """How far each of n glyphs is from each of m prints, shape (n, m): 0 for the same, about 1 for unlike ones."""
        found: Floats = 1 - ink @ self.ink.T + _ASPECT * np.abs(aspects[:, None] - self.aspects[None])
        return found


@lru_cache(maxsize=1)
def looks() -> Looks:
    """What was measured."""
    lines = Path(__file__).with_name("shapes.txt").read_text("ascii").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    pairs = np.frombuffer(bytes.fromhex("".join(row[2] for row in rows)), np.uint8)
    grids: Floats = np.stack((pairs >> 4, pairs & 15), axis=1).astype(np.float32) / np.float32(15)
    codes = np.array([int(row[0], 16) for row in rows], np.uint32)
    aspects = np.array([float(row[1]) for row in rows], np.float32)
    return Looks(codes, vectors(grids.reshape(-1, GRID, GRID)), aspects, kinds(codes))


@lru_cache(maxsize=1)
def known() -> NDArray[np.uint32]:
    """The code points whose look is known; full-width forms are among them."""
    own = set(looks().codes.tolist())
    return np.array(sorted(own | {code + _FULL_WIDTH for code in own if code < 0x80}), np.uint32)


def kinds(codes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """0 for digits, 1 for the signs of per cent and per mille, 2 for other marks, 3 for ideographs."""
    found = np.full(len(codes), 2, np.int64)
    found[(codes >= ord("0")) & (codes <= ord("9"))] = 0
    found[(codes == ord("%")) | (codes == 0x2030)] = 1
    found[codes >= _LEAST_WIDE] = 3
    return found


def narrow(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Code points with those of full-width forms as the characters that they are forms of."""
    full = (codes > 0xFF00) & (codes < 0xFF5F)
    return np.where(full, codes - np.uint32(_FULL_WIDTH), codes)


def vectors(grids: Floats) -> Floats:
    """Ink on grids (n, 12, 12) as unit vectors (n, 144); a little more or less weight or slant changes them little."""
    for _ in range(_BLURS):
        padded = np.pad(grids, ((0, 0), (1, 1), (1, 1)))
        across = padded[:, :, :-2] + 2 * padded[:, :, 1:-1] + padded[:, :, 2:]
        grids = (across[:, :-2] + 2 * across[:, 1:-1] + across[:, 2:]) / 16
    flat = grids.reshape(len(grids), -1)
    flat = flat - flat.mean(axis=1, keepdims=True)
    found: Floats = (flat / np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return found


def unlike(codes: NDArray[np.uint32], ink: Floats, aspects: Floats, *, sure: bool = True) -> NDArray[np.bool_]:
    """Which of n glyphs, read as ``codes``, do not look like it; ``ink`` and ``aspects`` as in Looks.

    Digits and signs may be drawn for each other, marks for digits, ideographs for ideographs. Unless it is to be
    ``sure``, what deserves a closer look is among them.
    """
    times, apart, far_off = (_OTHER, _APART, _FAR) if sure else (_LIKELY, 0, _AWAY)
    own_codes = narrow(codes)
    prints = looks()
    far = prints.far(ink, aspects)
    same = own_codes[:, None] == prints.codes[None]
    kind = kinds(own_codes)[:, None]
    rivals = ~same & np.where(kind == 2, prints.kinds == 0, prints.kinds == kind)
    own = np.where(same, far, np.inf).min(axis=1)
    other = np.where(rivals, far, np.inf).min(axis=1)
    found: NDArray[np.bool_] = ((own > times * other) & (own > other + apart)) | ((own > far_off) & (kind[:, 0] != 2))
    found &= (kind[:, 0] != 2) | (other < _NEAR)
    unknown = np.isinf(own)
    # An ideograph of which nothing is known is asked for only where it is as narrow as a digit.
    digits = np.where(prints.kinds == 0, far, np.inf).min(axis=1)
    return np.where(unknown, digits < _NARROW_DIGIT, found)
