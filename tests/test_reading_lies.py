"""Pages that show one number and tell the reader another: each is read as it is shown, or in doubt, or refused."""

from __future__ import annotations

import re

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from ipextract.layout import compose
from ipextract.model import Document, UnreadableDocument
from ipextract.pipeline import analyse_file
from ipextract.reading import Limits, read
from ipextract.reading.drawn import look_at
from ipextract.reading.shapes import looks, vectors
from layout_rules import layout_rules
from pdf_kinds import HONEST, KINDS
from pdf_lies import BASE, BEFORE, BEHIND, DIGITS, LEFT, drawings, page, placed, said, sentence, start, truetype
from sampling import some

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def document(place, data: bytes, limits: Limits | None = None) -> Document:
    place.write_bytes(data)
    return compose(read(place, limits=limits), layout_rules())


def number_of(found: Document) -> tuple[int, int]:
    """The span of what was read between the words around the number."""
    between = re.search(f"{BEFORE}(.*?){BEHIND}。", found.text, re.DOTALL)
    return between.span(1) if between else (found.text.rindex(BEFORE[0]), len(found.text))


def without_doubt(found: Document) -> list[tuple[int, int]]:
    """The numbers between the words that no issue of reading touches."""
    spans = [(i.start, i.end) for i in found.issues if i.start is not None and i.end is not None]
    start_, end = number_of(found)
    numbers = [match.span() for match in NUMBER.finditer(found.text, start_, end)]
    return [(a, b) for a, b in numbers if not any(c < b and d > a for c, d in spans)]


@pytest.mark.parametrize("name", some(KINDS))
def test_a_page_that_lies_is_read_as_it_is_shown_or_in_doubt(name, tmp_path):
    lie = KINDS[name]()
    try:
        found = document(tmp_path / "a.pdf", lie.data)
    except UnreadableDocument:
        return
    start_, end = number_of(found)
    if found.text[start_:end] == lie.drawn:
        return
    assert without_doubt(found) == []
    # A number that is left out is left out with a word, or stands in a line of its own.
    assert found.issues or set(lie.drawn.split()) <= set(found.text.split())


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_page_raises_no_doubt(name, tmp_path):
    honest = KINDS[name]()
    found = document(tmp_path / "a.pdf", honest.data)
    start_, end = number_of(found)
    assert (found.text[start_:end], found.issues) == (honest.drawn, ())


@pytest.mark.parametrize(("said_of_7", "severity"), [("1", "info"), ("7", "error")])
def test_what_is_in_doubt_supports_no_error(said_of_7, severity, tmp_path):
    font = truetype(said={ord(c): said_of_7 if c == "7" else c for c in DIGITS})
    drawn = "71" if said_of_7 == "1" else "11"
    number = said(BEFORE, LEFT, BASE) + placed("D", font.show(drawn), start())
    rest = said("艘，其中渔政船5艘、科考船7艘、救援船59艘。", start() + font.wide(drawn), BASE)
    place = tmp_path / "a.pdf"
    place.write_bytes(page(number + rest, {"D": font}))
    assert [finding.severity for finding in analyse_file(place).findings] == [severity]


@pytest.mark.parametrize("make", [truetype, lambda: drawings({ord(c): c for c in DIGITS}, {ord(c): c for c in DIGITS})])
def test_digits_are_drawn_as_they_are_read(make, tmp_path):
    font = make()
    number = "9081726354"
    data = page(sentence(placed("D", font.show(number), start()), font.wide(number)), {"D": font})
    found = document(tmp_path / "a.pdf", data)
    start_, end = number_of(found)
    assert found.text[start_:end] == number
    assert seen_on(data, found, range(start_, end)) == number


@pytest.mark.parametrize("face", ["Helvetica", "Times-Roman", "Courier-Bold"])
def test_digits_in_the_fonts_of_every_reader_are_drawn_as_they_are_read(face, tmp_path):
    place = tmp_path / "a.pdf"
    canvas = Canvas(str(place), invariant=1)
    canvas.setFont(face, 14)
    for k in range(6):
        canvas.drawString(80, 700 - 30 * k, f"{1378 * (k + 3)} boats of {92645 + 1111 * k}")
    canvas.save()
    data = place.read_bytes()
    found = document(place, data)
    digits = [k for k, c in enumerate(found.text) if c in DIGITS]
    assert seen_on(data, found, digits) == "".join(found.text[k] for k in digits)
    assert found.issues == ()


def seen_on(data: bytes, found: Document, places) -> str:
    """What the digits at some places of a text look like on the drawn page, one by one."""
    scale = 4
    paper = pypdfium2.PdfDocument(data)[0].render(scale=scale, grayscale=True).to_numpy()
    prints = looks()
    digits = np.flatnonzero(prints.kinds == 0)
    seen = ""
    for k in places:
        x0, top, x1, bottom = found.boxes[k]
        if k + 1 < len(found.text):  # the box of a drawing may be that of its whole font
            x1 = np.fmin(x1, max(found.boxes[k + 1][0], x0 + 1)) if found.boxes[k + 1][1] == top else x1
        part = paper[int(top * scale) : int(bottom * scale), round(x0 * scale) : round(x1 * scale)]
        look = look_at(np.ascontiguousarray(part))
        assert look is not None
        far = prints.far(vectors(look.grid[None]), np.array([look.aspect], np.float32))[0, digits]
        seen += chr(prints.codes[digits[far.argmin()]])
    return seen
