"""Who read each page and who witnessed it: the choice, its reasons, and that no claim depends on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

import pdf_fixtures as pdfs
from ipextract import pipeline, reading
from ipextract.command.cli import main
from ipextract.model import HowRead, Line, Page, Report
from ipextract.reading import INSTALL, Limits, pdf, recognise
from ipextract.reading.child import open_document
from ipextract.reading.glyphs import char_count, page_text
from ipextract.reading.pdf_rows import set_lines, set_rows
from ipextract.reading.pictures import picture_share
from ipextract.reading.second import First, Second, witnessed
from ipextract.reading.wire import Reading, pack, unpack
from ipextract.rulebook import load
from ipextract.writing import json, terminal
from ipextract.writing.readers import runs

RULEBOOK = load()
TOLD = "全港年末登记渔船 4175 艘，同比增长 4.4%，渔港 3 个，泊位 316 个。"
CELLS = [["指标", "2023年", "2024年"], ["渔船（艘）", "4000", "4175"], ["渔港（个）", "11", "12"]]


def ruled(sheet: pdfs.Sheet, cells: list[list[str]], top: float, step: float = 110, inset: float = 4) -> None:
    """A table on a sheet, its numbers ``inset`` points behind the left rule of their cell."""
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            sheet.text(80 + c * step + inset, top + 22 * r + 15, cell, 10)
    for r in range(len(cells) + 1):
        sheet.line(80, top + 22 * r, 80 + step * len(cells[0]), top + 22 * r)
    for c in range(len(cells[0]) + 1):
        sheet.line(80 + c * step, top, 80 + c * step, top + 22 * len(cells))


def image(sheet: pdfs.Sheet, wide: float, high: float) -> None:
    """A grey picture below the first line of a page."""
    grey = ImageReader(Image.new("L", (8, 8), 128))
    sheet.canvas.drawImage(grey, 80, 500 - high, wide, high)


def pages(*kinds: str) -> bytes:
    """A document of pages of some kinds: prose, ruled, hidden, twice, blank, picture."""
    sheet = pdfs.Sheet()
    for kind in kinds:
        if kind == "ruled":
            ruled(sheet, CELLS, 200)
        elif kind == "picture":
            sheet.canvas.rect(50, 50, 480, 700, stroke=0, fill=1)
        if kind not in ("blank", "picture"):
            sheet.text(80, 100, TOLD)
        if kind == "hidden":
            sheet.canvas.setFillGray(1)
            sheet.text(80, 400, "99 艘")
            sheet.canvas.setFillGray(0)
        elif kind == "twice":
            sheet.text(80, 400, "1204")
            sheet.text(80, 400, "8888")
        sheet.turn()
    return sheet.data()


def analysed(place: Path, data: bytes, **limits: Any) -> Report:
    path = place / "a.pdf"
    path.write_bytes(data)
    return pipeline.analyse_file(path, rulebook=RULEBOOK, options=pipeline.Options(limits=Limits(**limits)))


def told(report: Report) -> list[tuple[list[int], str, str, str | None]]:
    return [(e["pages"], e["witness"], e["why"], e["agreement"]) for e in json.to_dict(report)["readers"]]


MIXED = ("prose", "ruled", "hidden", "twice", "prose", "prose", "blank")


def test_a_short_document_is_witnessed_whole(tmp_path: Path) -> None:
    report = analysed(tmp_path, pages("prose", "ruled", "prose"))
    (run,) = json.to_dict(report)["readers"]
    assert run == {
        "pages": [1, 3], "reader": "pdfium", "recognised": None, "witness": "pdfminer", "why": "short",
        "agreement": "agree", "numbers": 4 * 3 + 6, "differ": 0,
    }  # fmt: skip


def test_of_a_long_document_pages_in_doubt_are_witnessed_and_each_page_says_why(tmp_path: Path) -> None:
    report = analysed(tmp_path, pages(*MIXED), verify_pages=6)
    assert told(report) == [
        ([1, 2], "none", "long", None),
        ([3, 4], "pdfminer", "doubt", "agree"),
        ([5, 6], "none", "long", None),
        ([7, 7], "none", "blank", None),
    ]
    # The bound counts pages, whatever stands on them.
    assert [run[2] for run in told(analysed(tmp_path, pages(*MIXED), verify_pages=7))] == ["short", "blank"]


def test_the_user_can_have_every_page_witnessed(tmp_path: Path) -> None:
    report = analysed(tmp_path, pages(*MIXED), verify_pages=6, verify=True)
    assert {why for _, witness, why, _ in told(report) if witness == "pdfminer"} == {"every"}
    assert told(report)[-1] == ([7, 7], "none", "blank", None)


def test_claims_do_not_depend_on_who_witnesses(tmp_path: Path) -> None:
    data = pages(*MIXED)
    found = [
        analysed(tmp_path, data, **choice)
        for choice in ({"verify_pages": 1}, {"verify_pages": 1, "verify": True}, {"verify_pages": 9, "chunk_pages": 2})
    ]
    assert found[0].claims
    assert found[0].claims == found[1].claims == found[2].claims
    assert found[0].findings == found[1].findings == found[2].findings
    assert {report.document.text for report in found} == {found[0].document.text}


def test_numbers_that_touch_across_a_rule_are_no_disagreement(tmp_path: Path) -> None:
    cells = [["指标", "本年", "比重"], ["捕捞", "221,408,695.78", "100.00%"], ["养殖", "118,120,004.12", "50.00%"]]
    sheet = pdfs.Sheet()
    ruled(sheet, cells, 200, step=14 * 5 + 0.4, inset=0.2)
    sheet.turn()
    report = analysed(tmp_path, sheet.data())
    assert "221,408,695.78\t100.00%" in report.document.text
    assert told(report) == [([1, 1], "pdfminer", "short", "agree")]
    assert report.document.issues == ()


def heard(mine: str, theirs: bytes, count: int = 1) -> tuple[list[str], HowRead]:
    """What comes of it when the first reader sees a line and the second reads another document."""
    with open_document(pdfs.lines_at([(80, 100, mine)])) as document:
        page = document[0]
        shown = page.get_textpage()
        text = page_text(shown.raw, char_count(shown.raw), page.get_bbox())
        flow = set_lines(set_rows(text.glyphs), 1)
        second = Second(theirs, count)
        first = First(1, text, 0, np.zeros(len(text.glyphs), np.bool_), flow, flow)
        issues, how = witnessed(first, second, HowRead(1, "pdfium", "short"))
        second.close()
        return [issue.code for issue in issues], how


def test_witnesses_that_agree_differ_or_fail() -> None:
    mine = "渔船 4175 艘，渔港 12 个，泊位 316 个"
    theirs = pdfs.lines_at([(80, 100, mine.replace("316", "376"))])
    found = [heard(mine, pdfs.lines_at([(80, 100, mine)])), heard(mine, theirs), heard(mine, theirs, 2)]
    found.append(heard(mine, b"no PDF at all"))
    assert [(codes, how.agreement, how.numbers, how.differ) for codes, how in found] == [
        ([], "agree", 3, 0),
        (["IPX801", "IPX801"], "differ", 3, 2),
        (["IPX805"], "unheard", 0, 0),
        (["IPX805"], "unheard", 0, 0),
    ]
    assert {how.witness for _, how in found} == {"pdfminer"}


def test_pages_that_were_read_alike_are_one_run() -> None:
    how = HowRead(1, "pdfium", "short", "pdfminer", numbers=4)
    told = [how, replace(how, page=2, numbers=5), replace(how, page=3, differ=1), replace(how, page=4, heard=False)]
    assert [(run.first, run.last, run.numbers, run.differ) for run in runs(told)] == [
        (1, 2, 9, 0), (3, 3, 4, 1), (4, 4, 4, 0),
    ]  # fmt: skip


def test_an_answer_keeps_who_read_a_page() -> None:
    how = HowRead(4, "pdfium", "doubt", "pdfminer", "", 12, 3)
    answer = unpack(pack(9, [Reading(Page(4, ()), (), picture=False, glyphs=0, how=how)]))
    assert answer.readers == (how,)


@pytest.mark.parametrize(
    ("name", "reader"), [("a.txt", "text"), ("a.md", "markdown-it"), ("a.html", "lxml")], ids=["text", "md", "html"]
)
def test_formats_that_say_their_characters_need_no_witness(name: str, reader: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("<p>码头12座。</p>" if name.endswith("html") else "码头12座。\n", "utf-8")
    report = pipeline.analyse_file(path, rulebook=RULEBOOK)
    assert report.document.readers == (HowRead(1, reader, "format"),)


# --- pages that are pictures ---------------------------------------------------------------------------------------


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "installed", lambda: False)
    monkeypatch.setattr(pdf, "installed", lambda: False)


@pytest.mark.usefixtures("without_extra")
@pytest.mark.parametrize("command", ["check", "run", "extract"])
def test_a_document_with_pages_that_were_not_read_is_not_complete(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(pages("prose", "picture", "prose", "picture"))
    assert main([command, "a.pdf", "--lang", "en"]) == 3
    said = "ipextract: a.pdf: incomplete: pages 2, 4: pictures; what is printed in them was not read "
    captured = capsys.readouterr()
    assert captured.err == said + f"({INSTALL})\n"
    # What could be read is there all the same.
    assert command != "extract" or "4175" in captured.out
    assert command != "run" or (tmp_path / "output" / "a" / "claims.csv").is_file()
    (tmp_path / "b.pdf").write_bytes(pages("prose", "blank"))
    assert main([command, "b.pdf"]) == 0


@pytest.mark.usefixtures("without_extra")
def test_the_report_names_the_pages_that_were_not_read(tmp_path: Path) -> None:
    report = analysed(tmp_path, pages("prose", "picture", "prose"))
    assert [(e["pages"], e["reader"], e["recognised"], e["why"]) for e in json.to_dict(report)["readers"]] == [
        ([1, 1], "pdfium", None, "short"),
        ([2, 2], "none", "missing", "unread"),
        ([3, 3], "pdfium", None, "short"),
    ]
    assert "a.pdf:p2: a picture that was not read" in terminal.readers(report, "a.pdf", terminal.Style("en"))


@pytest.mark.parametrize("found", ["渔船12艘。", ""])
def test_recognised_pages_say_so(found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(name: str, data: bytes, numbers: list[int], limits: Limits) -> list[Any]:
        boxes = np.tile(np.array([80, 100, 90, 112], np.float32), (len(found), 1))
        lines = (Line(2, 1, found, boxes, 12.0),) if found else ()
        how = HowRead(2, "rapidocr", "recognised", recognised="picture")
        read = Reading(Page(2, lines, 595, 842), (), picture=not found, glyphs=len(found), how=how)
        assert numbers == [2]
        return [unpack(pack(1, [read]))]

    monkeypatch.setattr(pdf, "installed", lambda: True)
    monkeypatch.setattr(pdf, "recognised", seen)
    report = analysed(tmp_path, pages("prose", "picture"))
    assert json.to_dict(report)["readers"][1] == {
        "pages": [2, 2], "reader": "rapidocr", "recognised": "picture", "witness": "none", "why": "recognised",
        "agreement": None, "numbers": None, "differ": None,
    }  # fmt: skip
    assert "a picture, recognised by rapidocr" in terminal.readers(report, "a.pdf", terminal.Style("en"))
    assert [issue.code for issue in report.document.issues] == ([] if found else ["IPX806"])


def test_large_pictures_on_a_page_of_text_are_named(tmp_path: Path) -> None:
    sheet = pdfs.Sheet()
    sheet.text(80, 100, TOLD)
    image(sheet, 300, 250)
    sheet.turn()
    sheet.text(80, 100, TOLD)
    image(sheet, 40, 40)
    sheet.turn()
    report = analysed(tmp_path, sheet.data())
    (issue,) = report.document.issues
    assert (issue.code, issue.page) == ("IPX806", 1)
    assert issue.message == "page 1: pictures cover 15% of it; what is printed in them was not read"
    assert len(report.claims) == 8


def test_a_picture_behind_the_text_is_its_ground_and_parts_of_one_picture_add_up() -> None:
    size = (600.0, 800.0)
    whole = np.array([[0, 0, 600, 800]], np.float32)
    glyphs = np.array([[100 + 10 * k, 100, 110 + 10 * k, 110] for k in range(30)], np.float32)
    assert picture_share(whole, glyphs, size) == 0
    assert picture_share(whole, glyphs[:5], size) == 1
    strips = np.array([[0, 400 + 8 * k, 600, 408 + 8 * k] for k in range(25)], np.float32)
    assert picture_share(strips, glyphs, size) == pytest.approx(0.25)
    assert picture_share(np.vstack([strips, strips]), glyphs, size) == pytest.approx(0.25)
    assert picture_share(np.array([[-50, 700, 9000, 9000]], np.float32), glyphs, size) == pytest.approx(0.12, abs=0.01)


# --- the command ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            "a.pdf:p1-p2: read by pdfium, numbers read once more by pdfminer since the document is short, all 8 agree",
        ),
        ("zh", "a.pdf:p1-p2: 由pdfium读取，文件较短，由pdfminer复读数字，8个数字全部一致"),
    ],
)
def test_v_says_who_read_what(
    lang: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(pages("prose", "prose"))
    assert main(["check", "a.pdf", "-v", "--lang", lang]) == 0
    assert said in capsys.readouterr().err.splitlines()
    assert main(["check", "a.pdf", "-v", "--lang", lang, "--limit", "verify-pages=1"]) == 0
    err = capsys.readouterr().err
    assert "--second-reader" in err
    assert reading.Limits().verify_pages == 30
