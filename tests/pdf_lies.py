"""PDFs whose digits are shown, but hard to read, or read otherwise than they are drawn: every kind one page.

The outlines come from Bitstream Vera, which reportlab brings: as a font of drawings (Type 3), as a TrueType font and as
a composite one. What a code is said to mean is free, so any of them may lie.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import reportlab
from fontTools.pens.basePen import BasePen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pdf_fixtures import by_hand, stream

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
BEFORE, BEHIND = "新造船只", "艘"
EM, LEFT, BASE = 12.0, 60.0, 500.0
DIGITS = "0123456789"
AROUND = ["全港渔船四千余艘登记在册，渔民安居乐业。", "渔政部门检查作业海域，整治违规捕捞行为。"] * 8


class Lie(NamedTuple):
    """A page on which between BEFORE and BEHIND ``drawn`` is what everybody sees; ``data`` is the file."""

    data: bytes
    drawn: str


class Font(NamedTuple):
    """A font: its object, what it needs, the code of each character that it draws, and widths in thousandths."""

    objects: Callable[[int], Sequence[bytes]]
    codes: Mapping[str, bytes]
    widths: Mapping[str, float]

    def show(self, text: str) -> bytes:
        """The operator that shows a text."""
        return b"<%s> Tj" % b"".join(self.codes[c] for c in text).hex().encode()

    def wide(self, text: str, size: float = EM) -> float:
        return sum(self.widths[c] for c in text) * size / 1000


@lru_cache(maxsize=1)
def vera() -> TTFont:
    return TTFont(VERA)


def width_of(character: str) -> int:
    font = vera()
    return round(font["hmtx"][font.getBestCmap()[ord(character)]][0] * 1000 / font["head"].unitsPerEm)


class _Outline(BasePen):
    """Writes an outline as operators of a page."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.said: list[str] = []

    def _moveTo(self, pt):  # noqa: N802 - a name of fontTools
        self.said.append(f"{pt[0]} {pt[1]} m")

    def _lineTo(self, pt):  # noqa: N802 - a name of fontTools
        self.said.append(f"{pt[0]} {pt[1]} l")

    def _curveToOne(self, pt1, pt2, pt3):  # noqa: N802 - a name of fontTools
        self.said.append(" ".join(f"{v:.1f}" for p in (pt1, pt2, pt3) for v in p) + " c")

    def _closePath(self):  # noqa: N802 - a name of fontTools
        self.said.append("h")


@lru_cache(maxsize=64)
def outline(character: str) -> bytes:
    """The outline of a character in units of 1/2048 em, to be filled."""
    glyphs = vera().getGlyphSet()
    pen = _Outline(glyphs)
    glyphs[vera().getBestCmap()[ord(character)]].draw(pen)
    return " ".join(pen.said).encode() + b" f"


def meaning(said: Mapping[bytes, str]) -> bytes:
    """A ToUnicode stream that gives each code its text."""
    wide = max((len(code) for code in said), default=1)
    rows = b"".join(b"<%s> <%s>\n" % (c.hex().encode(), t.encode("utf-16-be").hex().encode()) for c, t in said.items())
    space = b"<%s> <%s>" % (b"00" * wide, b"ff" * wide)
    return stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange %s"
        b" endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end" % (space, len(said), rows)
    )


def drawings(glyphs: Mapping[int, str], said: Mapping[int, str] | None) -> Font:
    """A Type 3 font: what each code draws, and what it is said to mean (``None``: no table of meanings at all)."""

    def objects(at: int) -> list[bytes]:
        first, last = min(glyphs), max(glyphs)
        names = b" ".join(b"%d /x%d" % (code, code) for code in glyphs)
        procs = b" ".join(b"/x%d %d 0 R" % (code, at + 2 + k) for k, code in enumerate(glyphs))
        widths = b" ".join(b"%d" % (2.048 * width_of(glyphs[c]) if c in glyphs else 0) for c in range(first, last + 1))
        tounicode = b"" if said is None else b"/ToUnicode %d 0 R" % (at + 1)
        return [
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -500 2048 2048] /FontMatrix [%f 0 0 %f 0 0] /FirstChar %d"
            b" /LastChar %d /Widths [%s] /Encoding << /Differences [%s] >> /CharProcs << %s >> /Resources << >> %s >>"
            % (1 / 2048, 1 / 2048, first, last, widths, names, procs, tounicode),
            meaning({bytes([c]): t for c, t in (said or {}).items()}),
            *(
                stream(b"%d 0 0 -500 2048 2048 d1 %s" % (2.048 * width_of(character), outline(character)))
                for character in glyphs.values()
            ),
        ]

    return Font(objects, {t: bytes([c]) for c, t in glyphs.items()}, {t: width_of(t) for t in glyphs.values()})


def program(characters: str) -> bytes:
    """A TrueType file with no more than these characters, its glyphs in their order from 1 on."""
    font = TTFont(VERA, recalcTimestamp=False)  # the same bytes at every time
    options = Options(notdef_outline=True, glyph_names=False, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def truetype(
    differences: bytes = b"",
    said: Mapping[int, str] | None = None,
    *,
    damaged: Callable[[bytes], bytes] | None = None,
) -> Font:
    """An embedded TrueType font in the encoding of Windows with differences; ``damaged`` changes its file."""
    file = program(DIGITS + "%.,-")
    file = file if damaged is None else damaged(file)

    def objects(at: int) -> list[bytes]:
        widths = b" ".join(b"%d" % (width_of(chr(c)) if chr(c) in DIGITS + "%.,-" else 600) for c in range(32, 127))
        tounicode = b"" if said is None else b"/ToUnicode %d 0 R" % (at + 3)
        return [
            b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Vera /FirstChar 32 /LastChar 126 /Widths [%s]"
            b" /FontDescriptor %d 0 R /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [%s] >> %s >>"
            % (widths, at + 1, differences, tounicode),
            descriptor(at + 2),
            stream(zlib.compress(file), b"/Filter /FlateDecode /Length1 %d" % len(file)),
            meaning({bytes([c]): t for c, t in (said or {}).items()}),
        ]

    return Font(objects, {c: c.encode() for c in DIGITS + "%.,-"}, {c: width_of(c) for c in DIGITS + "%.,-"})


def descriptor(file: int) -> bytes:
    return (
        b"<< /Type /FontDescriptor /FontName /ABCDEF+Vera /Flags 32 /FontBBox [-183 -236 1287 928] /ItalicAngle 0"
        b" /Ascent 928 /Descent -236 /CapHeight 730 /StemV 80 /FontFile2 %d 0 R >>" % file
    )


def composite(said: Mapping[str, str], *, damaged: Callable[[bytes], bytes] | None = None) -> Font:
    """A composite font of the ten digits with glyphs 1 to 10; ``said`` is what each drawn digit means, if anything."""
    file = program(DIGITS)
    order = TTFont(io.BytesIO(file))
    gids = {c: order.getGlyphID(order.getBestCmap()[ord(c)]) for c in DIGITS}
    file = file if damaged is None else damaged(file)
    codes = {c: gid.to_bytes(2, "big") for c, gid in gids.items()}

    def objects(at: int) -> list[bytes]:
        return [
            b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Vera /Encoding /Identity-H /DescendantFonts [%d 0 R]"
            b" /ToUnicode %d 0 R >>" % (at + 1, at + 4),
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Vera /CIDToGIDMap /Identity /DW %d"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R >>"
            % (width_of("0"), at + 2),
            descriptor(at + 3),
            stream(zlib.compress(file), b"/Filter /FlateDecode /Length1 %d" % len(file)),
            meaning({codes[c]: t for c, t in said.items()}),
        ]

    return Font(objects, codes, {c: width_of(c) for c in DIGITS})


def words(at: int) -> list[bytes]:
    """The font of the words, which is not in the file."""
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>"
        % (at + 1),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor %d 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>" % (at + 2),
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]%s >>"
        % b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93",
    ]


def said(text: str, x: float, y: float) -> bytes:
    """Words at a place."""
    shown = text.encode("utf-16-be").hex().encode()
    return b"BT /W %g Tf 1 0 0 1 %.3f %.3f Tm <%s> Tj ET\n" % (EM, x, y, shown)


def page(
    content: bytes,
    fonts: Mapping[str, Font],
    *,
    resources: bytes = b"",
    entries: bytes = b"",
    catalogue: bytes = b"",
    extra: Sequence[bytes] = (),
) -> bytes:
    """A page of prose with some content; ``extra`` are the objects from 5 on."""
    prose = b"".join(said(line, LEFT, 780 - 16 * k) for k, line in enumerate(AROUND))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"",
        stream(prose + content),
        *extra,
    ]
    named = b"/W %d 0 R" % (len(objects) + 1)
    objects += words(len(objects) + 1)
    for name, font in fonts.items():
        at = len(objects) + 1
        named += b" /%s %d 0 R" % (name.encode(), at)
        objects += font.objects(at)
    objects[2] = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s"
        b" /Resources << /Font << %s >> %s >> >>" % (entries, named, resources)
    )
    return by_hand(objects)


def start() -> float:
    """Where the number begins."""
    return LEFT + len(BEFORE) * EM


def placed(font: str, shown: bytes, x: float, y: float = BASE, how: bytes = b"") -> bytes:
    """Some print of a font at a place; ``how`` it is painted is set before."""
    return b"q %s BT /%s %g Tf 1 0 0 1 %.3f %.3f Tm %s ET Q\n" % (how, font.encode(), EM, x, y, shown)


def sentence(number: bytes, wide: float) -> bytes:
    """The words around a number that is so wide."""
    return said(BEFORE, LEFT, BASE) + number + said(BEHIND + "。", start() + wide, BASE)
