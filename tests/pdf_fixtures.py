"""Little PDFs made at test time: prose, tables, and files that must be refused. No font file is needed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, EM, PITCH, COLUMNS = 80.0, 90.0, 12.0, 20.0, 36

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A PDF in the making; y counts downwards from the top of the page."""

    def __init__(self, **options) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=1, **options)

    def text(self, x: float, y: float, text: str, size: float = EM) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def shade(self, x: float, y: float, width: float, height: float, parts: int) -> None:
        self.canvas.setFillGray(0.85)
        for k in range(parts):
            self.canvas.rect(x, HEIGHT - y - (k + 1) * height / parts, width, height / parts, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def turn(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def wrap(paragraph: str, columns: int = COLUMNS, indent: int = 2) -> list[str]:
    """A paragraph in lines of so many ems, broken anywhere, numbers included."""
    lines, line, width = [], "", float(indent)
    for character in paragraph:
        step = 0.5 if character.isascii() else 1.0
        if width + step > columns:
            lines.append(line)
            line, width = "", 0.0
        line += character
        width += step
    return [*lines, line]


def prose(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    header: str = "",
    page_number: str = "",
    rows_per_page: int = 32,
    **options,
) -> bytes:
    """Paragraphs with a first-line indent of 2 em; ``page_number`` is a format such as '— {} —'."""
    sheet = Sheet(**options)
    rows = [(LEFT + (2 * EM if k == 0 else 0), line) for p in paragraphs for k, line in enumerate(wrap(p))]
    pages = [rows[i : i + rows_per_page] for i in range(0, len(rows), rows_per_page)]
    for number, page in enumerate(pages, 1):
        if header:
            sheet.text(LEFT, 40, header, 9)
        if number == 1 and title:
            sheet.text(LEFT + 60, TOP, title, 20)
        for k, (x, line) in enumerate(page):
            sheet.text(x, TOP + 40 + k * PITCH, line)
        if page_number:
            sheet.text(WIDTH / 2 - 15, HEIGHT - 40, page_number.format(number), 9)
        sheet.turn()
    return sheet.data()


def lines_at(rows: Iterable[tuple[float, float, str]], size: float = EM, **options) -> bytes:
    """One page with a text at each x, y."""
    sheet = Sheet(**options)
    for x, y, text in rows:
        sheet.text(x, y, text, size)
    sheet.turn()
    return sheet.data()


def table(
    cells: Sequence[Sequence[str]],
    *,
    above: str = "",
    below: str = "",
    spans: Sequence[tuple[int, int, int]] = (),
    ruled: bool = True,
    shaded: bool = False,
    step: float = 110.0,
) -> bytes:
    """A table; a cell text is broken at newlines; ``spans`` are (row, first column, columns) of merged heads.

    A ``shaded`` one has a grey ground behind every line of a cell; without rules the ground of a cell is one area.
    """
    sheet = Sheet()
    if above:
        sheet.text(LEFT, TOP, above)
    heights = [16.0 * max(len(cell.split("\n")) for cell in row) + 6 for row in cells]
    tops = [TOP + 20 + sum(heights[:k]) for k in range(len(cells) + 1)]
    columns = max(len(row) for row in cells)
    for r, row in enumerate(cells):
        merged = {c: n for at, c, n in spans if at == r}
        for c, cell in enumerate(row) if shaded else ():
            parts = len(cell.split("\n")) if ruled else 1
            sheet.shade(LEFT + c * step, tops[r], step, tops[r + 1] - tops[r], parts)
        for c, cell in enumerate(row):
            for k, part in enumerate(cell.split("\n")):
                sheet.text(LEFT + c * step + 4, tops[r] + 14 + 16 * k, part, 10)
        inner = {c + k for c, n in merged.items() for k in range(1, n)}
        for c in range(columns + 1):
            if ruled and c not in inner:
                sheet.line(LEFT + c * step, tops[r], LEFT + c * step, tops[r + 1])
    for y in tops if ruled else ():
        sheet.line(LEFT, y, LEFT + columns * step, y)
    if below:
        sheet.text(LEFT, tops[-1] + 30, below)
    sheet.turn()
    return sheet.data()


def two_columns(left: Sequence[str], right: Sequence[str], *, shift: float = 0.0) -> bytes:
    """Two columns of lines, the right one lower by ``shift`` points."""
    rows = [(LEFT, TOP + k * PITCH, line) for k, line in enumerate(left)]
    rows += [(LEFT + 230, TOP + shift + k * PITCH, line) for k, line in enumerate(right)]
    return lines_at(rows, 11)


def turned(lines: Sequence[str], *, page: bool) -> bytes:
    """A page with /Rotate 90, or one whose text runs upwards."""
    sheet = Sheet()
    if page:
        sheet.canvas.setPageRotation(90)
    else:
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
    for k, line in enumerate(lines):
        sheet.text(LEFT, TOP + 300 + k * PITCH, line)
    sheet.turn()
    return sheet.data()


def encrypted(password: str) -> bytes:
    """A PDF that opens with ``password`` only; an empty one opens without being asked."""
    cipher = StandardEncryption(password, ownerPassword="harbour", strength=128)
    return prose(["全港登记渔船 42 艘。" * 4], encrypt=cipher)


def picture(text: str = "") -> bytes:
    """A page that is one dark picture, and maybe a few characters."""
    sheet = Sheet()
    sheet.canvas.setFillGray(0.3)
    sheet.canvas.rect(50, 50, 480, 700, stroke=0, fill=1)
    if text:
        sheet.text(60, HEIGHT - 30, text)
    sheet.turn()
    return sheet.data()


def words_in_pictures(lines: int, prose_behind: str) -> bytes:
    """A page whose lines are pictures but for a number at the end of each, and a page of prose."""
    sheet = Sheet()
    ink = Image.effect_noise((330, 14), 90).point(lambda level: 0 if level < 128 else 255)
    for k in range(lines):
        y = TOP + k * PITCH
        sheet.canvas.drawInlineImage(ink, LEFT, HEIGHT - y, 330, 14)
        sheet.text(LEFT + 340, y, str(1234 + k))
    sheet.turn()
    for k, line in enumerate(wrap(prose_behind)):
        sheet.text(LEFT, TOP + k * PITCH, line)
    sheet.turn()
    return sheet.data()


def blank() -> bytes:
    """A page with nothing on it."""
    sheet = Sheet()
    sheet.turn()
    return sheet.data()


def by_hand(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def type3_page(content: bytes, fonts: bytes, extra: Sequence[bytes]) -> bytes:
    """One page with a content stream and Type 3 fonts; ``extra`` are objects from number 5 on."""
    return by_hand(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << %s >> >> >>"
            % fonts,
            stream(content),
            *extra,
        ]
    )


def mixed_descents(text: str) -> bytes:
    """One row whose ideographs and Latin characters come from two Type 3 fonts with far different descents."""
    kinds = [[c for c in dict.fromkeys(text) if not c.isascii()], [c for c in dict.fromkeys(text) if c.isascii()]]
    content = [b"BT"]
    x = 60.0
    for character in text:
        font = int(character.isascii())
        content.append(b"/F%d 12 Tf 1 0 0 1 %.2f 700 Tm <%02x> Tj" % (font, x, kinds[font].index(character)))
        x += 6 if font else 12
    content.append(b"ET")
    extra = []
    for font, (low, wide) in enumerate(((-900, 1000), (-100, 500))):
        names = [b"/g%d" % k for k in range(len(kinds[font]))]
        at = 5 + len(extra)
        rows = b"".join(b"<%02x> <%04x>\n" % (k, ord(c)) for k, c in enumerate(kinds[font]))
        cmap = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            b"1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end"
        ) % (len(names), rows)
        glyph = stream(b"%d 0 0 %d %d 880 d1 50 0 %d 700 re f" % (wide, low, wide, wide - 100))
        extra += [
            b"<< /Type /Font /Subtype /Type3 /FontBBox [0 %d %d 880] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 0"
            b" /LastChar %d /Widths [%s] /Encoding << /Differences [0 %s] >> /CharProcs << %s >> /ToUnicode %d 0 R >>"
            % (
                low,
                wide,
                len(names) - 1,
                b" ".join([b"%d" % wide] * len(names)),
                b" ".join(names),
                b" ".join(name + b" %d 0 R" % (at + 2) for name in names),
                at + 1,
            ),
            stream(cmap),
            glyph,
        ]
    return type3_page(b"\n".join(content), b"/F0 5 0 R /F1 8 0 R", extra)


def without_meaning(count: int = 60) -> bytes:
    """Glyphs whose font maps them to the private use area."""
    rows = b"".join(b"<%02x> <%04x>\n" % (k, 0xE000 + k) for k in range(count))
    cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap" % (
        count,
        rows,
    )
    names = [b"/g%d" % k for k in range(count)]
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 900] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 0"
        b" /LastChar %d /Widths [%s] /Encoding << /Differences [0 %s] >> /CharProcs << %s >> /ToUnicode 6 0 R >>"
    ) % (
        count - 1,
        b" ".join([b"1000"] * count),
        b" ".join(names),
        b" ".join(name + b" 7 0 R" for name in names),
    )
    shown = b"BT /F0 8 Tf 40 700 Td <%s> Tj ET" % b"".join(b"%02x" % k for k in range(count))
    glyph = stream(b"1000 0 0 0 900 900 d1 50 0 700 700 re f")
    return type3_page(shown, b"/F0 5 0 R", [font, stream(cmap), glyph])


def bomb(size: int) -> bytes:
    """A page whose content is ``size`` bytes of nothing, deflated."""
    packed = zlib.compress(b" " * size, 9)
    return by_hand(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            stream(packed, b"/Filter /FlateDecode"),
        ]
    )


def calls_itself() -> bytes:
    """A form that draws itself twice, again and again."""
    form = b"/F Do /F Do"
    return by_hand(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
            stream(b"/F Do"),
            stream(form, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 6 0 R"),
            b"<< /XObject << /F 5 0 R >> >>",
        ]
    )
