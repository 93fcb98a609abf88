"""One report from several producers and in several forms gives one text, with boxes that cover what is printed."""

from __future__ import annotations

import io
import re

import numpy as np
import pypdfium2
import pytest

import pdf_fixtures as pdfs
import pdf_producers as made
from ipextract.layout import compose
from ipextract.model import Document
from ipextract.reading import Limits, pdf, read
from layout_rules import dense, layout_rules

LANDSCAPE = (842.0, 595.0)


def document(path, data: bytes, limits: Limits | None = None) -> Document:
    path.write_bytes(data)
    return compose(read(path, limits=limits), layout_rules())


def paragraphs_of(found: Document) -> list[str]:
    return [dense(found.text[block.start : block.end]) for block in found.blocks]


def cells_of(found: Document) -> list[dict[tuple[int, int], str]]:
    return [{(c.row, c.column): dense(found.text[c.start : c.end]) for c in table.cells} for table in found.tables]


def uncovered(found: Document, path) -> list[str]:
    """The numbers whose boxes hold no ink, or other digits than the number's."""
    wrong = []
    numbers = list(re.finditer(r"\d[\d.,]*\d|\d", found.text))
    with pypdfium2.PdfDocument(path) as pdf:
        shown = [(page, page.render(scale=2, grayscale=True).to_numpy(), page.get_textpage()) for page in pdf]
        for number in numbers:
            seen = ""
            for box in found.rectangles(*number.span()):
                page, pixels, text = shown[box.page - 1]
                part = pixels[int(2 * box.top) : int(2 * box.bottom) + 1, int(2 * box.x0) : int(2 * box.x1) + 1]
                if not part.size or int(part.max()) - int(part.min()) < 60:
                    seen += "?"
                seen += text.get_text_bounded(*in_user_space(page, box))
            if sorted(re.findall(r"\d", seen)) != sorted(re.findall(r"\d", number[0])) or "?" in seen:
                wrong.append(number[0])
    assert len(numbers) >= 50
    return wrong


def in_user_space(page, box) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a box, a little smaller, before the page was turned."""
    wide, high = page.get_size()
    x0, y0, x1, y1 = box.x0 + 0.3, high - box.bottom + 0.3, box.x1 - 0.3, high - box.top - 0.3
    turned = {
        0: (x0, y0, x1, y1),
        90: (high - y1, x0, high - y0, x1),
        180: (wide - x1, high - y1, wide - x0, high - y0),
        270: (y0, wide - x1, y1, wide - x0),
    }
    return turned[page.get_rotation()]


def shown_turned(data: bytes, turn: int) -> bytes:
    """The same file with /Rotate on every page."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            page.set_rotation(turn)
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "a.pdf"


@pytest.fixture(scope="module")
def noto():
    typst = pytest.importorskip("typst", reason="the typst package (extra dev) is not installed")
    if made.FONT not in typst.Fonts().families():
        pytest.skip(f"the font {made.FONT} (Debian package fonts-noto-cjk) is not installed")


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("slip", ["", "内部资料 2031"])
def test_columns_headers_and_watermarks(place, columns, slip):
    found = document(place, made.by_reportlab(9, columns=columns, slip=slip))
    assert found.page_count >= 2
    assert paragraphs_of(found) == [dense(text) for text in made.paragraphs(9)]
    assert {item.role for item in found.furniture} == {"header", "page_number"}
    assert [issue.code for issue in found.issues] == (["IPX807"] * found.page_count if slip else [])
    assert slip or uncovered(found, place) == []


def test_landscape(place):
    found = document(place, made.by_reportlab(9, size=LANDSCAPE))
    assert found.page_count >= 2
    assert paragraphs_of(found) == [dense(text) for text in made.paragraphs(9)]


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("upright", [True, False])
def test_turned_pages(place, turn, upright):
    """Text that stands turned in the file, shown upright by /Rotate or shown as it stands."""
    sheet = pdfs.Sheet()
    if turn == 180:
        sheet.canvas.transform(-1, 0, 0, -1, pdfs.WIDTH, pdfs.HEIGHT)
    else:
        sheet.canvas.setPageSize((pdfs.HEIGHT, pdfs.WIDTH))
        sheet.canvas.transform(*((0, 1, -1, 0, pdfs.HEIGHT, 0) if turn == 90 else (0, -1, 1, 0, 0, pdfs.WIDTH)))
    lines = [line for text in made.PARAGRAPHS * 2 for line in pdfs.wrap(text)]
    for k, line in enumerate(lines):
        sheet.text(pdfs.LEFT, pdfs.TOP + k * pdfs.PITCH, line)
    sheet.turn()
    found = document(place, shown_turned(sheet.data(), turn) if upright else sheet.data())
    assert dense(found.text) == dense("".join(made.PARAGRAPHS * 2))
    assert found.issues == ()
    assert uncovered(found, place) == []


def test_what_nobody_can_see_is_not_read(place):
    sheet = pdfs.Sheet()
    canvas = sheet.canvas
    sheet.text(80, 100, "全港年末登记渔船4175艘，渔港3个，泊位16个，冷库7座。")
    canvas.setFillGray(1)
    sheet.text(80, 140, "111111")
    sheet.text(84, 100, "222222")  # white, over print that can be seen
    canvas.setFillGray(0)
    canvas.saveState()
    hidden = canvas.beginText(80, pdfs.HEIGHT - 180)
    hidden.setFont(pdfs.FONT, 12)
    hidden.setTextRenderMode(3)
    hidden.textOut("333333")
    canvas.drawText(hidden)
    canvas.restoreState()
    sheet.text(80, 220, "444444", 0.5)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(10, 10, 5, 5)
    canvas.clipPath(clip, stroke=0)
    sheet.text(80, 260, "555555")
    canvas.restoreState()
    sheet.text(80, 300, "666666")
    canvas.setFillGray(1)
    canvas.rect(70, pdfs.HEIGHT - 310, 90, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.rect(70, pdfs.HEIGHT - 350, 90, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    sheet.text(80, 340, "渔船88艘")  # white on black can be seen
    sheet.turn()
    found = document(place, sheet.data())
    assert dense(found.text) == "全港年末登记渔船4175艘，渔港3个，泊位16个，冷库7座。渔船88艘"
    (issue,) = found.issues
    assert issue.code == "IPX807"
    assert "36 glyphs that nobody can see" in issue.message


def test_a_font_that_does_not_tell_its_characters_is_refused(place, noto, monkeypatch):
    monkeypatch.setattr(pdf, "installed", lambda: False)  # the extra reads such pages from their print
    data = made.by_typst("\n\n".join(made.PARAGRAPHS))
    assert dense(document(place, data).text) == dense("".join(made.PARAGRAPHS))
    blinded = data.replace(b"/ToUnicode", b"/ToUnicorn")
    assert blinded != data
    with pytest.raises(Exception, match="garbage"):
        document(place, blinded)


def test_typst_two_columns_with_footnotes_and_page_numbers(place, noto):
    first, *rest = made.paragraphs(4)
    noted = first.replace("同比", "#footnote[本公报数据均为初步统计数。]同比", 1)
    page = ", columns: 2, footer: context align(center)[第 #counter(page).display() 页 共 3 页]"
    found = document(place, made.by_typst("\n\n".join([noted, *rest]), page))
    texts = paragraphs_of(found)
    assert [text for text in texts if text in [dense(each) for each in rest]] == [dense(each) for each in rest]
    assert any(text.endswith("本公报数据均为初步统计数。") for text in texts)
    assert {item.role for item in found.furniture} == {"page_number"}


TYPST_TABLES = {
    "ruled": "columns: (40%, auto, auto, auto), HEAD, BODY",
    "level lines only": "columns: (22%, auto, auto, auto), stroke: none, "
    "table.hline(), HEAD, table.hline(), BODY, table.hline()",
    "open sides": "columns: (40%, auto, auto, auto), stroke: (x, y) => "
    "(left: if x > 0 { 1pt }, top: 1pt, bottom: 1pt), HEAD, BODY",
    "no lines between rows": "columns: (40%, auto, auto, auto), stroke: (x, y) => "
    "(left: 1pt, right: 1pt, top: if y < 2 { 1pt }, bottom: if y == 4 { 1pt }), HEAD, BODY",
}


@pytest.mark.parametrize("form", TYPST_TABLES)
def test_tables_however_they_are_ruled(place, noto, form):
    body = f"{made.PARAGRAPHS[0]}\n\n{made.table_in_typst(TYPST_TABLES[form])}\n{made.PARAGRAPHS[1]}"
    (cells,) = cells_of(document(place, made.by_typst(body)))
    assert cells == {(r, c): dense(cell) for r, row in enumerate(made.TABLE) for c, cell in enumerate(row)}


def test_merged_heads_and_repeated_heads_over_pages(place, noto):
    rows = [("名称", "2030年", "2031年"), *((f"第{k}渔港", f"{k}1.5", f"{k}2.5") for k in range(1, 61))]
    head = (
        "columns: 3, table.header(table.cell(rowspan: 2)[指标], table.cell(colspan: 2)[产量], [2030年], [2031年]), BODY"
    )
    found = document(place, made.by_typst(made.table_in_typst(head, rows)))
    assert found.page_count == 2
    first, second = found.tables
    assert {(0, 0, 2, 1), (0, 1, 1, 2)} <= {(c.row, c.column, c.row_span, c.column_span) for c in second.cells}
    assert first.rows + second.rows == 60 + 2 * 2


@pytest.mark.parametrize(
    "style",
    [
        [("GRID", (0, 0), (-1, -1), 0.5, "black")],
        [("LINEABOVE", (0, 0), (-1, 1), 1, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1, "black")],
    ],
)
def test_tables_of_reportlab(place, style):
    (cells,) = cells_of(document(place, made.table_by_reportlab(style)))
    assert cells == {(r, c): dense(cell) for r, row in enumerate(made.TABLE) for c, cell in enumerate(row)}


@pytest.mark.parametrize("style", ["", "body{columns:2;column-gap:2em}"])
def test_chromium_keeps_numbers_and_units_together(tmp_path, place, noto, style):
    if made.chromium() is None:
        pytest.skip("Chromium is not installed")
    found = document(place, made.by_chromium(made.page_of_html(3, style), tmp_path))
    assert paragraphs_of(found) == [dense(text) for text in made.paragraphs(3)]
    assert uncovered(found, place) == []


def test_libreoffice(tmp_path, place, noto):
    if made.libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    found = document(place, made.by_libreoffice(made.page_of_html(3), tmp_path))
    assert paragraphs_of(found) == [dense(text) for text in made.paragraphs(3)]
    assert uncovered(found, place) == []


def test_pages_of_two_formats_have_their_own_margins(place):
    sheet = pdfs.Sheet()
    expected = []
    for wide, names in ((False, "甲乙丙丁"), (True, "戊己庚辛"), (False, "壬癸子丑")):
        sheet.canvas.setPageSize(LANDSCAPE if wide else (pdfs.WIDTH, pdfs.HEIGHT))
        shift = 595 - 842 if wide else 0
        y = pdfs.TOP
        for name, text in zip(names, made.PARAGRAPHS, strict=True):
            expected.append(dense(f"{name}港情况：{text}"))
            for k, line in enumerate(pdfs.wrap(expected[-1], 56 if wide else pdfs.COLUMNS)):
                sheet.text(pdfs.LEFT + (24 if k == 0 else 0), y - shift, line)
                y += pdfs.PITCH
        sheet.turn()
    assert paragraphs_of(document(place, sheet.data())) == expected


def test_boxes_do_not_depend_on_the_chunks_of_a_turned_report(place):
    sheet = pdfs.Sheet()
    for number in range(5):
        sheet.text(80, 100, f"第{number + 1}渔港年末登记渔船417{number}艘，渔港3个，泊位16个。")
        sheet.turn()
    data = shown_turned(sheet.data(), 90)
    whole, parts = document(place, data), document(place, data, Limits(chunk_pages=2, workers=2))
    assert whole.boxes is not None
    assert parts.boxes is not None
    assert np.array_equal(whole.boxes, parts.boxes, equal_nan=True)
