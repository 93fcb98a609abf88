"""Files made to harm a reader, each a few kilobytes: bombs, loops, lies, and ordinary damage. No file is kept.

``python tests/hostile.py FOLDER`` writes them all, to be tried by hand or on another program.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pdf_fixtures as pdfs
from pdf_fixtures import by_hand, stream

GIB = 1 << 30
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
SHOWN = b"BT /F1 12 Tf 72 700 Td (Cases closed: 1204 in 35 districts) Tj ET\n"
SENTENCE = "2024年全县新建乡村公路35公里，同比增长12.5%。\n"


def page(entries: bytes = b"", resources: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """A page object with the content in object 4 and the font in object 5."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %s >> %s >>"
        % (box, resources, entries)
    )


def with_content(content: bytes, *extra: bytes, resources: bytes = b"", filters: bytes = b"") -> bytes:
    """One page that draws ``content``; ``extra`` are the objects from number 6 on."""
    return by_hand([CATALOG, PAGES, page(resources=resources), stream(content, filters), FONT, *extra])


def sound(*extra: bytes, catalog: bytes = b"", entries: bytes = b"") -> bytes:
    """One page with a line of text and nothing wrong."""
    head = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog
    return by_hand([head, PAGES, page(entries), stream(SHOWN), FONT, *extra])


def deflated(block: bytes, times: int) -> bytes:
    """The zlib form of ``times`` blocks of zeros, made without holding them: every block is packed alike."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = (len(block) * times % 65521) << 16 | 1
    return b"\x78\xda" + packed * times + b"\x03\x00" + check.to_bytes(4, "big")


def flate_bomb() -> bytes:
    """3 GiB of zeros in a stream of 3 MB."""
    return with_content(deflated(bytes(1 << 20), 3 * 1024), filters=b"/Filter /FlateDecode")


def double_flate() -> bytes:
    """The same, packed twice: 12 kB."""
    packed = zlib.compress(deflated(bytes(1 << 20), 3 * 1024), 9)
    return with_content(packed, filters=b"/Filter [/FlateDecode /FlateDecode]")


def long_flate() -> bytes:
    """64 MB of white space before a line of text: much, but no harm."""
    return with_content(zlib.compress(b" " * (64 << 20) + SHOWN, 1), filters=b"/Filter /FlateDecode")


def nested_forms() -> bytes:
    """Eight forms, each drawing the next ten times: 10^8 lines of text."""
    forms = []
    for level in range(8):
        names = b"/XObject << /N %d 0 R >>" % (7 + level) if level < 7 else b"/Font << /F1 5 0 R >>"
        drawn = b"/N Do " * 10 if level < 7 else SHOWN
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % names
        forms.append(stream(drawn, entries))
    return with_content(b"/N Do " * 10, *forms, resources=b"/XObject << /N 6 0 R >>")


def million_pages() -> bytes:
    """Page trees of ten kids each, six deep: 10^6 times the one page."""
    trees = [
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (10 ** (6 - k), b"%d 0 R " % (7 + k if k < 5 else 3) * 10)
        for k in range(6)
    ]
    return by_hand([CATALOG.replace(b"2 0 R", b"6 0 R"), PAGES, page(), stream(SHOWN), FONT, *trees])


def wide_range() -> bytes:
    """A ToUnicode map that spans four thousand million codes in one line."""
    cmap = b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
    cmap += b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    shown = SHOWN + b"BT /F2 12 Tf 72 600 Td <00410042> Tj ET"
    objects = [CATALOG, PAGES, page().replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R"), stream(shown), FONT, font]
    return by_hand([*objects, stream(cmap)])


def many_saves() -> bytes:
    """Twelve million times "remember the state", packed."""
    return with_content(zlib.compress(b"q " * 12_000_000 + SHOWN, 1), filters=b"/Filter /FlateDecode")


def many_chars() -> bytes:
    """Five million characters on one page."""
    line = b"BT /F1 1 Tf 9 9 Td (%s) Tj ET\n" % (b"1204 " * 1000)
    return with_content(zlib.compress(line * 1000, 1), filters=b"/Filter /FlateDecode")


def deep_arrays() -> bytes:
    """An array in an array, thirty thousand deep, as an operand and in a dictionary."""
    deep = b"[" * 30_000 + b"]" * 30_000
    return with_content(deep + b" TJ\n" + SHOWN, b"<< /Deep %s >>" % deep, resources=b"/Properties 6 0 R")


def deep_tree() -> bytes:
    """Page trees with one kid each, twenty thousand deep."""
    trees = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (7 + k) for k in range(20_000)]
    trees[-1] = PAGES
    return by_hand([CATALOG.replace(b"2 0 R", b"6 0 R"), PAGES, page(), stream(SHOWN), FONT, *trees])


def prev_loop() -> bytes:
    """The table of contents names itself as the one before it."""
    data = sound()
    start = re.search(rb"startxref\n(\d+)", data)
    return data.replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev %s >>" % (start[1] if start else b"0"))


def tree_loop() -> bytes:
    """The page tree is its own kid."""
    pages = b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>"
    return by_hand([CATALOG, pages, page(), stream(SHOWN), FONT])


def hidden_kids() -> bytes:
    """The page tree says one page and has three."""
    pages = b"<< /Type /Pages /Kids [3 0 R 6 0 R 7 0 R] /Count 1 >>"
    return by_hand([CATALOG, pages, page(), stream(SHOWN), FONT, page(), page()])


def missing_kids() -> bytes:
    """The page tree says forty pages and has one."""
    return by_hand([CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 40 >>", page(), stream(SHOWN), FONT])


def huge_page() -> bytes:
    """A page as wide as the way from Kunming to Harbin."""
    return by_hand([CATALOG, PAGES, page(box=b"0 0 1000000000 1000000000"), stream(SHOWN), FONT])


def huge_picture() -> bytes:
    """A picture of 10^10 pixels in 10 MB of zeros, packed to 10 kB."""
    picture = stream(
        deflated(bytes(1 << 20), 10),
        b"/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Filter /FlateDecode",
    )
    return with_content(b"595 0 0 842 0 0 cm /N Do", picture, resources=b"/XObject << /N 6 0 R >>")


def flipped() -> bytes:
    """Some bits in the middle of the packed content are turned over."""
    data = bytearray(with_content(zlib.compress(SHOWN * 40, 9), filters=b"/Filter /FlateDecode"))
    at = data.index(b"stream\n", data.index(b"4 0 obj")) + 30
    for k in range(at, at + 12):
        data[k] ^= 0x5A
    return bytes(data)


def wrong_pointer() -> bytes:
    """startxref leads into the file, but to nothing."""
    return re.sub(rb"startxref\n\d+", b"startxref\n15", sound())


def cut_out() -> bytes:
    """A piece is missing from the middle; head and tail are whole."""
    data = pdfs.prose([SENTENCE.strip() * 6] * 40, rows_per_page=20)
    return data[: len(data) // 3] + data[len(data) // 2 :]


def cut_out_and_patched() -> bytes:
    """The same, with a pointer that was put right: the table of contents stands where it should, its objects do not."""
    data = cut_out()
    return re.sub(rb"startxref\n\d+", b"startxref\n%d" % data.rindex(b"xref\n0 "), data)


def with_programs() -> bytes:
    """Scripts, a program to start, a page to fetch and a file within the file: nothing of it is touched."""
    return sound(
        b"<< /S /JavaScript /JS (app.alert\\(1\\); this.submitForm\\('http://127.0.0.1:9/'\\)) /Next 7 0 R >>",
        b"<< /S /Launch /F (/bin/sh) /Next 8 0 R >>",
        b"<< /S /URI /URI (http://127.0.0.1:9/) >>",
        b"<< /Type /Filespec /F (../../../evil.txt) /UF (../../../evil.txt) /EF << /F 10 0 R >> >>",
        stream(b"9999 cases", b"/Type /EmbeddedFile"),
        catalog=b"/OpenAction 6 0 R /Names << /EmbeddedFiles << /Names [(x) 9 0 R] >> >>",
        entries=b"/AA << /O 6 0 R >>",
    )


def attached(*entries: bytes, shown: bytes = SHOWN) -> bytes:
    """A page and a file that is attached to it; ``entries`` go into the catalogue."""
    head = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x) 6 0 R] >> >> %s >>" % b" ".join(
        entries
    )
    spec = b"<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 7 0 R >> >>"
    return by_hand([head, PAGES, page(), stream(shown), FONT, spec, stream(b"9999 cases", b"/Type /EmbeddedFile")])


def portfolio() -> bytes:
    """A cover page that says what to open it with; the documents are attached."""
    return attached(b"/Collection << /Type /Collection /View /D >>")


def xfa_form() -> bytes:
    """A page that asks to wait, and a form that another program would build."""
    form = stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    return sound(form, catalog=b"/NeedsRendering true /AcroForm << /Fields [] /XFA 6 0 R >>")


def filled_fields() -> bytes:
    """A form field with a value and a note over the text: neither is in the text of the page."""
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (n) /V (9999) /Rect [72 600 200 620] /P 3 0 R >>"
    note = b"<< /Type /Annot /Subtype /FreeText /Contents (9999) /Rect [72 500 200 520] /DA (/F1 9 Tf) /P 3 0 R >>"
    link = b"<< /Type /Annot /Subtype /Link /Rect [72 400 200 420] >>"
    catalog = b"/AcroForm << /Fields [6 0 R] >>"
    return sound(field, note, link, catalog=catalog, entries=b"/Annots [6 0 R 7 0 R 8 0 R]")


def object_stream_bomb() -> bytes:
    """The page stands in a stream of objects that unpacks to 3 GiB; its entries lead there."""
    packed = deflated(bytes(1 << 20), 3 * 1024)
    holder = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    head = b"%PDF-1.5\n"
    parts = [CATALOG, PAGES, None, stream(SHOWN), FONT, stream(packed, holder)]
    out, places = bytearray(head), {}
    for number, body in enumerate(parts, 1):
        if body is not None:
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [bytes((0, 0, 0, 0, 255))]
    for number in range(1, 7):
        at = places.get(number)
        rows.append(bytes((2, 0, 0, 6, 0)) if at is None else bytes((1, *at.to_bytes(3, "big"), 0)))
    rows.append(bytes((1, *len(out).to_bytes(3, "big"), 0)))
    table = b"/Type /XRef /Size 8 /W [1 3 1] /Root 1 0 R"
    start = len(out)
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (stream(b"".join(rows), table), start)
    return bytes(out)


def outside_stream() -> bytes:
    """A content stream that says its bytes are in another file."""
    return by_hand([CATALOG, PAGES, page(), stream(SHOWN, b"/F (/etc/passwd)"), FONT])


def junk_before(offset: bool) -> bytes:
    """Half a line of junk before the head; the offsets count from the head, or from the first byte."""
    junk = b"HTTP/1.1 200 OK\r\n\r\n"
    if not offset:
        return junk + sound()
    data = sound()
    moved = re.sub(rb"(\d{10}) (\d{5}) n", lambda m: b"%010d %s n" % (int(m[1]) + len(junk), m[2]), data)
    return junk + re.sub(rb"startxref\n(\d+)", lambda m: b"startxref\n%d" % (int(m[1]) + len(junk)), moved)


def gone_font() -> bytes:
    """An entry of the table of contents leads to another object than it says."""
    return re.sub(rb"(\d{10}) 00000 n (?=\ntrailer)", b"0000000015 00000 n ", sound())


READ = "read"
"""What is expected of a file that does no harm: it is read, whole."""

PDF: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "flate bomb": (flate_bomb, "limit"),
    "double flate": (double_flate, "limit"),
    "64 MB of blanks": (long_flate, READ),
    "nested forms": (nested_forms, "limit"),
    "form in itself": (pdfs.calls_itself, "limit"),
    "million pages": (million_pages, "limit"),
    "ToUnicode of 4 G": (wide_range, "limit"),
    "12 M nested q": (many_saves, "limit"),
    "5 M characters": (many_chars, "limit"),
    "deep arrays": (deep_arrays, READ),
    "deep page tree": (deep_tree, "damaged"),
    "/Prev loop": (prev_loop, READ),
    "page tree loop": (tree_loop, "damaged"),
    "pages not counted": (hidden_kids, "damaged"),
    "pages not there": (missing_kids, "damaged"),
    "page of 10^9 points": (huge_page, "limit"),
    "page without area": (lambda: by_hand([CATALOG, PAGES, page(box=b"0 0 0 842"), stream(SHOWN), FONT]), READ),
    "page of half a point": (lambda: by_hand([CATALOG, PAGES, page(box=b"0 0 .5 .5"), stream(SHOWN), FONT]), "damaged"),
    "object stream of 3 GiB": (object_stream_bomb, "limit"),
    "form of another program": (xfa_form, "unsupported"),
    "portfolio": (portfolio, "unsupported"),
    "attached file": (attached, READ),
    "nothing but an attached file": (lambda: attached(shown=b""), "no-text"),
    "form fields": (filled_fields, READ),
    "picture of 10^10 pixels": (huge_picture, "limit"),
    "user password": (lambda: pdfs.encrypted("secret"), "encrypted"),
    "empty password": (lambda: pdfs.encrypted(""), READ),
    "cut in the middle": (lambda: pdfs.prose([SENTENCE.strip() * 9] * 9)[:3000], "truncated"),
    "cut at the end": (lambda: sound()[:-8], "truncated"),
    "cut out": (cut_out, "truncated"),
    "cut out and patched": (cut_out_and_patched, "damaged"),
    "wrong startxref": (wrong_pointer, "damaged"),
    "entry to another object": (gone_font, "damaged"),
    "bits flipped": (flipped, "damaged"),
    "junk before the head": (lambda: junk_before(offset=False), READ),
    "junk, offsets counted": (lambda: junk_before(offset=True), "damaged"),
    "scripts and files": (with_programs, READ),
    "content elsewhere": (outside_stream, READ),
    "zip": (lambda: b"PK\x03\x04" + bytes(60), "damaged"),
    "nothing": (lambda: b"", "empty"),
    "head only": (lambda: b"%PDF-1.7\n", "truncated"),
}
"""Name, how the file is made, and the outcome; all of them are called something.pdf."""

TEXT: Mapping[str, tuple[bytes, str]] = {
    "not UTF-8": (SENTENCE.encode() + b"\xe5\xb9\xff\xfe\n", "encoding"),
    "NUL bytes": (SENTENCE.encode() + b"\0\0\0", "unsupported"),
    "GB 18030": (SENTENCE.encode("gb18030"), READ),
    "UTF-16, little end first": (SENTENCE.encode("utf-16"), READ),
    "UTF-16, big end first": (b"\xfe\xff" + SENTENCE.encode("utf-16-be"), READ),
    "UTF-16, half a character": (SENTENCE.encode("utf-16") + b"5", "encoding"),
    "half of a pair": (b"\xff\xfe\x00\xd8" + SENTENCE.encode("utf-16-le"), "encoding"),
    "escapes": (f"\x1b]0;owned\x07\x1b[2J{SENTENCE}\x9b31m\x7f\x08\u202e".encode(), READ),
}
"""Name, bytes and outcome; all of them are called something.txt."""


def main(folder: str) -> int:
    """Writes every file below ``folder``."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in PDF.items():
        (place / f"{name.replace('/', '')}.pdf").write_bytes(make())
    for name, (data, _) in TEXT.items():
        (place / f"{name}.txt").write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
