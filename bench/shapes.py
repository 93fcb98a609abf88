"""Measures how digits, signs and the words of numbers look in fonts, for ``src/ipextract/reading/shapes.txt``.

    python bench/shapes.py FOLDER [--write]

Reads the fonts below the folder whose licences let everybody use their looks (the packages fonts-noto-cjk,
fonts-noto-core, fonts-lxgw-wenkai, fonts-liberation, fonts-croscore, fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-roboto-unhinted, fonts-lato, fonts-open-sans, fonts-dejavu, fonts-stix and fonts-inconsolata of Debian) and keeps
of each character the prints that are least like each other. Then prints of all fonts, the others among them, are read
with what was kept: how many would be taken for another character, and how many of those drawn for another are noticed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from fontTools.ttLib import TTFont, TTLibError
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ipextract.reading import shapes
from ipextract.reading.drawn import Look, look_at

OURS: Final = Path(__file__).parents[1] / "src" / "ipextract" / "reading" / "shapes.txt"
FREE: Final = re.compile(
    r"Noto(Sans|Serif)CJK|LXGW|Liberation|Arimo|Tinos|Cousine|Carlito|Caladea|Roboto|Lato|OpenSans|DejaVu|STIX"
    r"|Noto(Sans|Serif)-|Inconsolata"
)
LEFT_OUT: Final = re.compile(r"Hairline|Siz|Int[UDS]|NonUni|Var\b|Math|Symbols|Emoji|DroidSansFallback")
LATIN: Final = re.compile(r"Noto(?!(Sans|Serif)(CJK|-|Display-))")
CHARACTERS: Final = (
    "0123456789%\u2030!\"#$&'*+:;<=>?@"
    "增减升降涨跌长少下上高低多负正加扩缩落万亿千百十零〇一二三四五六七八九两倍成半分点个元超近同比"
)
PIXELS: Final = 64
MOST: Final = 14
NEAR: Final = 0.03


class Print(NamedTuple):
    """A character as one font prints it."""

    code: int
    font: str
    look: Look


def main() -> int:
    """Measures, prints what the measures are worth, and writes them where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {OURS.name}")
    asked = parser.parse_args()
    fonts = sorted(path for path in asked.folder.rglob("*") if path.suffix.lower() in (".ttf", ".otf", ".ttc"))
    prints = [each for path in fonts for each in prints_of(path)]
    free = [each for each in prints if FREE.search(each.font)]
    if not free:
        print(f"no free fonts with these characters below {asked.folder}", file=sys.stderr)
        return 2
    kept = [each for code in map(ord, CHARACTERS) for each in least_alike([one for one in free if one.code == code])]
    if asked.write:
        lines = [f"{each.code:04x} {each.look.aspect:.2f} {digits(each.look.grid)}" for each in kept]
        OURS.write_text("# measured by bench/shapes.py\n" + "\n".join(lines) + "\n", "ascii")
        shapes.looks.cache_clear()
        shapes.known.cache_clear()
    for name, some in (("measured", free), ("not measured", [each for each in prints if each not in free])):
        print(f"{name}: {worth(some)}")
    return 0


def prints_of(path: Path) -> list[Print]:
    """The characters as a font prints them; none for fonts that have no letters of ours or cannot be opened."""
    if LEFT_OUT.search(path.name) or LATIN.match(path.name):
        return []
    try:
        has = TTFont(path, fontNumber=0, lazy=True).getBestCmap() or {}
        font = ImageFont.truetype(str(path), PIXELS)
    except (OSError, TTLibError):
        return []
    found = []
    for code in map(ord, CHARACTERS):
        if code in has:
            image = Image.new("L", (3 * PIXELS, 3 * PIXELS), 255)
            ImageDraw.Draw(image).text((PIXELS, 2 * PIXELS), chr(code), font=font, fill=0, anchor="ls")
            look = look_at(np.asarray(image))
            if look is not None:
                found.append(Print(code, path.name, look))
    return found


def distances(some: Sequence[Print]) -> NDArray[np.float32]:
    """How far the prints of one character are from each other, shape (n, n)."""
    ink, aspects = measures(some)
    found = shapes.Looks(np.zeros(len(some), np.uint32), ink, aspects, np.zeros(len(some), np.int64)).far(ink, aspects)
    return np.maximum(found, 0)


def measures(some: Sequence[Print]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The ink and the aspects of some prints."""
    ink = shapes.vectors(np.array([each.look.grid for each in some], np.float32))
    return ink, np.array([each.look.aspect for each in some], np.float32)


def least_alike(some: Sequence[Print]) -> list[Print]:
    """The few prints from which no other one is far."""
    far = distances(some)
    best = np.full(len(some), np.inf, np.float32)
    chosen: list[int] = []
    while len(chosen) < MOST and best.max() > NEAR:
        chosen.append(int(np.minimum(best, far).sum(axis=1).argmin()))
        best = np.minimum(best, far[chosen[-1]])
    return [some[k] for k in chosen]


def digits(grid: NDArray[np.float32]) -> str:
    """A grid as hexadecimal digits, row by row."""
    return "".join(f"{round(float(value) * 15):x}" for value in grid.ravel())


def worth(some: Sequence[Print]) -> str:
    """How many prints are taken for something else, and how many read as another character of their kind are not."""
    if not some:
        return "none"
    ink, aspects = measures(some)
    codes = np.array([each.code for each in some], np.uint32)
    wrong = [
        f"{chr(some[k].code)} of {some[k].font}" for k in np.flatnonzero(shapes.unlike(codes, ink, aspects)).tolist()
    ]
    unnoticed = lies = 0
    kind = shapes.kinds(codes)
    for code in sorted({each.code for each in some}):
        others = np.flatnonzero((codes != code) & (kind == shapes.kinds(np.array([code], np.uint32))[0]) & (kind != 2))
        noticed = shapes.unlike(np.full(len(others), code, np.uint32), ink[others], aspects[others])
        lies, unnoticed = lies + len(others), unnoticed + int(np.count_nonzero(~noticed))
    said = f"{len(wrong)} of {len(some)} prints taken for another ({', '.join(wrong[:8])})"
    return f"{said}; {unnoticed} of {lies} drawn for another not noticed"


if __name__ == "__main__":
    sys.exit(main())
