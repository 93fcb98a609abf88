"""Recognised print: lines, confidence and doubts from an engine's output; real recognition where the extra is there."""

from __future__ import annotations

import io
import math

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas

import pdf_fixtures as pdfs
from ipextract import layout, reading
from ipextract.checks import Doubts, doubted
from ipextract.command.cli import main
from ipextract.distribution import install
from ipextract.model import Document, Page, Source, UnreadableDocument
from ipextract.model.recognition import turned
from ipextract.pipeline import analyse_file, analyse_source
from ipextract.reading import recognise
from ipextract.reading.limits import Limits
from ipextract.reading.misreadings import Ring, mended, sign_of
from ipextract.reading.scan import file_pictures, pdf_pictures, read_picture
from ipextract.reading.strips import Strip, set_strips, tilt_of
from ipextract.reading.wire import Reading, Refusal, pack, unpack
from ipextract.writing import csv, terminal
from ipextract.writing.json import to_dict
from layout_rules import layout_rules

SIZE = (595.0, 842.0)
EM = 30.0
SCALE = 72 / 200
needs_ocr = pytest.mark.skipif(not recognise.installed(), reason=f"the extra [ocr] is not installed: {install('ocr')}")


def draws_chinese() -> bool:
    """True where a page of this machine shows two characters as two shapes, and not as nothing or as the same box."""
    pages = [pypdfium2.PdfDocument(pdfs.lines_at([(80, 100, character)]))[0] for character in "港渔"]
    first, second = (page.render(grayscale=True).to_numpy() for page in pages)
    return bool((first != second).any())


needs_print = pytest.mark.skipif(
    not draws_chinese(), reason="no font of this machine draws Chinese (Debian package fonts-noto-cjk)"
)


def wide(character: str) -> bool:
    return character >= "\u2e80" or character in "“”"


def strip(x: float, y: float, text: str, *, scores: dict[int, float] | None = None, angle: float = 0.0) -> Strip:
    """A strip whose print begins at x, y (its middle) in pixels of a 200 dpi page, turned about the page's middle."""
    steps = [EM if wide(character) else EM / 2 for character in text]
    edges = np.concatenate(([0.0], np.cumsum(steps)))
    length = float(edges[-1])
    corners = np.array([[x, y - 21], [x + length, y - 21], [x + length, y + 21], [x, y + 21]])
    middle = np.array(SIZE) / SCALE / 2
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    sure = np.full(len(text), 0.99, dtype=np.float32)
    for place, score in (scores or {}).items():
        sure[place] = score
    centres = ((edges[1:] + edges[:-1]) / 2 / length).astype(np.float32)
    centres[[k for k, character in enumerate(text) if character.isspace()]] = np.nan
    return Strip(((corners - middle) @ turn.T + middle).astype(np.float32), text, sure, centres)


def document(*strips: Strip) -> Document:
    lines, tilt = set_strips([mended(each) for each in strips], 1, SIZE, SCALE)
    source = Source("a.pdf", "0" * 64, "pdf", (Page(1, tuple(lines), *SIZE, tilt),))
    return layout.compose(source, layout_rules())


def audit(*strips: Strip):
    lines, tilt = set_strips([mended(each) for each in strips], 1, SIZE, SCALE)
    return analyse_source(Source("a.pdf", "0" * 64, "pdf", (Page(1, tuple(lines), *SIZE, tilt),)))


class Engine:
    """An engine that finds what it is told to."""

    def __init__(self, *strips: Strip) -> None:
        self.found = list(strips)

    def strips(self, picture: np.ndarray) -> list[Strip]:
        return self.found


def blank_picture() -> np.ndarray:
    return np.full((round(SIZE[1] / SCALE), round(SIZE[0] / SCALE), 3), 255, dtype=np.uint8)


LINES = [
    "全港年末登记渔船4175艘，同比增长4.4%，其中钢质渔船",
    "2380艘，木质渔船1795艘，总吨位118120吨，比上年",
    "增加1410吨。",
]


@pytest.mark.parametrize("angle", [0.0, 0.012, -0.012])
def test_a_skew_page_is_one_paragraph_and_its_boxes_lie_on_the_page_as_it_is(angle):
    strips = [strip(300, 400 + 50 * k, line, angle=angle) for k, line in enumerate(LINES)]
    assert tilt_of(strips) == pytest.approx(angle, abs=1e-4)
    # Two strips of one row stand half a pixel to twenty pixels apart in height when the page is askew.
    found = document(*strips, strip(1200, 400, "说明：初步数。", angle=angle))
    assert found.text.startswith("".join(LINES)[:24])
    at = found.text.index("4175")
    (box,) = found.rectangles(at, at + 4)
    corners = strips[0].corners * SCALE
    along = (strips[0].centres[8] + strips[0].centres[11]) / 2
    start, end = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    middle = start + along * (end - start)
    assert ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) == pytest.approx(tuple(middle), abs=0.6)
    assert box.x1 - box.x0 == pytest.approx(2 * EM * SCALE, rel=0.2)


def test_strips_of_one_row_keep_their_columns_and_no_number_grows():
    rows = [("指标", "2023年", "2024年"), ("渔船", "4000", "4175"), ("渔港", "11", "12")]
    strips = [strip(300 + 300 * c, 400 + 60 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    found = document(*strips)
    assert found.text.split("\n")[1:] == ["渔船\t4000\t4175", "渔港\t11\t12"]
    assert [table.columns for table in found.tables] == [3]


def test_digits_far_apart_in_one_strip_are_two_numbers():
    near = strip(300, 400, "表12024年，渔船")
    far = Strip(near.corners, near.text, near.scores, near.centres.copy())
    far.centres[2:] += 0.1
    assert "表1 2024年" in document(far).text
    assert "表12024年" in document(near).text


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("渔船:全年检验5120艘,下降11.8%;其中(远洋)12艘", "渔船：全年检验5120艘，下降11.8%；其中（远洋）12艘"),
        ("比例为3:2,产量1,234吨", "比例为3:2，产量1,234吨"),
        ("出生率5.2%0,死亡率4.1%o", "出生率5.2‰，死亡率4.1‰"),
        ("增长50%", "增长50%"),
    ],
)
def test_known_misreadings_are_mended(read, text):
    assert mended(strip(0, 0, read)).text == text


def test_a_per_mille_sign_and_groups_parted_by_points_are_in_doubt():
    (found,) = [each for each in document(strip(300, 400, "全县出生率5.2%0，总产值")).issues if each.code == "IPX831"]
    assert found.quote == "5.2‰"
    grouped = document(strip(300, 400, "全年总产值为2.345.678元，"))
    assert [issue.quote for issue in grouped.issues] == ["2.345.678"]
    assert document(strip(300, 400, "全年总产值为2,345,678元，")).issues == ()


def test_rings_tell_percent_from_per_mille():
    first, second, third = Ring(0.2, 0.5, 0.35), Ring(0.7, 0.8, 0.34), Ring(1.02, 0.81, 0.35)
    assert sign_of([first, second]) == "%"
    assert sign_of([first, second, third]) == "‰"
    assert sign_of([first]) == ""
    # The round full stop behind a percent sign is smaller and stands lower; the noughts of 100 stand further apart.
    assert sign_of([first, second, Ring(1.1, 0.9, 0.18)]) == "%"
    assert sign_of([Ring(-1.0, 0.65, 0.5), Ring(-0.45, 0.65, 0.5), first, second]) == "%"


SUM = "全年新建小学7所、初中5所、高中3所，共计16所。"


def test_a_contradiction_of_digits_in_doubt_accuses_the_reading():
    sure, doubtful = audit(strip(300, 400, SUM)), audit(strip(300, 400, SUM, scores={SUM.index("16") + 1: 0.62}))
    assert [(f.severity, f.doubts) for f in sure.findings] == [("error", ())]
    (finding,) = doubtful.findings
    total = next(claim for claim in doubtful.claims if claim.quote == "16所")
    assert (finding.severity, finding.doubts) == ("info", (total.claim_id,))
    assert str(total.confidence) == "0.62"
    assert [issue.quote for issue in doubtful.document.issues if issue.code == "IPX831"] == ["16"]
    said = terminal.findings(doubtful, "a.pdf", terminal.Style(lang="en"))
    assert "info IPX101 reading in doubt: sum: 7 + 5 + 3 = 15, printed 16所" in said
    assert "16所 was recognised in a picture with confidence 0.62" in said
    assert csv.findings_to_bytes(doubtful).decode().splitlines()[1].endswith("16所 (0.62)")
    record = to_dict(doubtful)
    assert record["findings"][0]["doubts"] == [total.claim_id] == record["relations"][0]["doubts"]
    assert [claim["confidence"] for claim in record["claims"]] == ["0.99", "0.99", "0.99", "0.62"]


def test_recognised_numbers_do_not_contradict_those_of_a_text_layer():
    report = audit(strip(300, 400, SUM))
    (relation,) = [each.relation for each in report.relations if each.relation.kind == "sum"]
    assert doubted(relation, Doubts(())).doubts == ()
    first, *rest = relation.roles
    printed = type(first)(first.name, _typeset(first.claim))
    mixed = doubted(type(relation)(relation.kind, relation.rule, (printed, *rest), relation.cue), Doubts(()))
    assert set(mixed.doubts) == {role.claim.claim_id for role in rest}


def _typeset(claim):
    from dataclasses import replace

    return replace(claim, confidence=None)


def test_what_a_stamp_covers_is_in_doubt_and_what_it_does_not_is_sure():
    picture = blank_picture()
    line = strip(300, 400, "全港年末登记渔船4175艘，渔港12个")
    four = int(300 + 8 * EM)
    picture[380:420, four : four + 20] = (40, 40, 220)
    found = read_picture(picture, Engine(line), 1, SIZE)
    (printed,) = found.page.items
    assert float(printed.scores[8]) <= 0.5
    assert float(printed.scores[-2]) > 0.9
    assert [issue.code for issue in found.issues] == ["IPX832"]


def test_print_that_runs_downwards_is_refused():
    lying = [strip(300, 400 + 50 * k, line) for k, line in enumerate(LINES)]
    tall = [Strip(each.corners[[0, 3, 2, 1], ::-1].copy(), each.text, each.scores, each.centres) for each in lying]
    with pytest.raises(Refusal) as caught:
        read_picture(blank_picture(), Engine(*tall), 3, SIZE)
    assert caught.value.outcome == "layout"
    assert "page 3" in caught.value.message
    found = read_picture(blank_picture(), Engine(*lying, tall[0]), 3, SIZE)
    assert [(issue.code, "1 stretches" in issue.message) for issue in found.issues] == [("IPX807", True)]
    assert len(found.page.items) == len(LINES)


class Turning:
    """An engine that reads a picture well when its dark corner is at the top left, and otherwise by chance."""

    def __init__(self, well: list[Strip], ill: list[Strip]) -> None:
        self.well, self.ill, self.asked = well, ill, []

    def strips(self, picture: np.ndarray) -> list[Strip]:
        self.asked.append(picture.shape[:2])
        return self.well if picture[0, 0, 0] == 0 else self.ill


def by_chance(*places: tuple[float, float]) -> list[Strip]:
    return [strip(x, y, "灵校2团", scores=dict.fromkeys(range(4), 0.4)) for x, y in places]


def cornered(turn: int) -> np.ndarray:
    """A square page with a dark corner at its top left that is turned to the left."""
    picture = np.full((2000, 2000, 3), 255, dtype=np.uint8)
    picture[:1200, :1200] = 0
    return np.ascontiguousarray(np.rot90(picture, turn // 90))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_upright(turn):
    well = [strip(300, 400 + 50 * k, line) for k, line in enumerate(LINES)]
    engine = Turning(well, by_chance((900, 900), (950, 1000)))
    found = read_picture(cornered(turn), engine, 1, (720.0, 700.0))
    assert found.page.turn == turn
    assert (found.page.width, found.page.height) == ((720, 700) if turn == 180 else (700, 720))
    assert [line.text for line in found.page.items] == LINES
    # The page, a part of it four ways, the page upright.
    assert [shape == (2000, 2000) for shape in engine.asked] == [True, *[False] * 4, True]


def test_a_page_that_reads_well_is_read_once_and_a_poor_one_stays_as_it_is():
    well = [strip(300, 400 + 50 * k, line) for k, line in enumerate(LINES)]
    engine = Turning(well, [])
    assert read_picture(cornered(0), engine, 1, SIZE).page.turn == 0
    assert len(engine.asked) == 1
    poor = by_chance((900, 900), (950, 1000))
    engine = Turning(poor, poor)
    assert read_picture(cornered(0), engine, 1, SIZE).page.turn == 0
    assert len(engine.asked) == 5


def test_an_answer_keeps_scores_tilt_and_why_a_page_is_garbage():
    lines, tilt = set_strips([strip(300, 400, LINES[0], angle=0.01)], 2, SIZE, SCALE)
    read = [Reading(Page(1, (), *SIZE), (), picture=False, glyphs=9, garbage="odd"),
            Reading(Page(2, tuple(lines), *SIZE, tilt), (), picture=False, glyphs=24)]  # fmt: skip
    answer = unpack(pack(2, read))
    assert answer.garbage == {1: "odd"}
    assert answer.pages[1].tilt == pytest.approx(tilt)
    (line,) = answer.pages[1].items
    assert np.allclose(line.scores, lines[0].scores, atol=0.001, equal_nan=True)


def scanned(data: bytes, *, skew: float = 0.6, dpi: int = 200, form: str = "PDF") -> bytes:
    """The pages of a PDF as a scanner would give them: slightly turned, blurred and noisy pictures."""
    chance = np.random.default_rng(5)
    pictures = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        picture = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        picture = picture.filter(ImageFilter.GaussianBlur(0.5))
        noisy = 0.92 * np.asarray(picture, dtype=np.float32) + 10 + chance.normal(0, 8, picture.size[::-1])
        pictures.append(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if form in ("PDF", "TIFF") else {}
    pictures[0].save(out, form, resolution=dpi, dpi=(dpi, dpi), **more)
    return out.getvalue()


PROSE = [
    "全年新建小学 7 所、初中 5 所、高中 3 所，共计 16 所，在校学生 48213 人，同比增长 12.5%。",
    "年末全县公路里程 3,186.4 公里，其中高速公路 118 公里；出生率 5.21‰，死亡率 6.04‰。",
]


def test_pictures_are_drawn_within_their_bounds(tmp_path):
    data = pdfs.prose(PROSE)
    ((number, picture, size),) = pdf_pictures(data, [0], Limits())
    assert (number, size) == (1, (595.0, 842.0))
    assert picture.shape == pytest.approx((2339, 1653, 3), abs=1)
    ((_, small, _),) = pdf_pictures(data, [0], Limits(render_pixels=500_000))
    assert small.shape[0] * small.shape[1] <= 505_000
    with pytest.raises(Refusal, match="pixels"):
        list(file_pictures(scanned(data, form="PNG"), Limits(image_pixels=1000)))
    ((_, _, size),) = file_pictures(scanned(data, form="TIFF"), Limits())
    assert size == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "PDF"])
def test_without_the_extra_a_scan_says_what_to_install(form, tmp_path, monkeypatch):
    place = tmp_path / f"a.{form.lower()}"
    paper = io.BytesIO()
    canvas = Canvas(paper)  # its font is one that needs none of the machine's
    canvas.drawString(80, 700, "42 boats")
    canvas.save()
    place.write_bytes(scanned(paper.getvalue(), dpi=72, form=form))
    monkeypatch.setattr(recognise, "installed", lambda: False)
    monkeypatch.setattr(reading.pdf, "installed", lambda: False)
    with pytest.raises(UnreadableDocument) as caught:
        reading.read(place)
    assert caught.value.outcome == "no-text"
    assert install("ocr") in caught.value.mend


def test_without_the_extra_the_command_ends_with_3(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(recognise, "installed", lambda: False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(scanned(pdfs.lines_at([(80, 100, "渔船 42 艘")]), dpi=72, form="PNG"))
    assert main(["check", "a.png"]) == 3
    said = f"no-text: the file is a PNG image ({recognise.INSTALL})"
    assert said in capsys.readouterr().err


def test_a_broken_picture_is_damaged(tmp_path):
    data = scanned(pdfs.lines_at([(80, 100, "渔船 42 艘")]), dpi=72, form="PNG")
    with pytest.raises(Refusal) as caught:
        list(file_pictures(data[: len(data) // 2], Limits()))
    assert caught.value.outcome == "damaged"


@needs_ocr
@needs_print
def test_a_scan_and_a_page_of_text_are_one_document(tmp_path):
    place = tmp_path / "a.pdf"
    whole = pypdfium2.PdfDocument.new()
    for part in (pdfs.prose(["全港年末登记渔船 4175 艘，渔港 12 个，泊位 316 个。"]), scanned(pdfs.prose(PROSE))):
        whole.import_pages(pypdfium2.PdfDocument(part))
    with place.open("wb") as file:
        whole.save(file)
    report = analyse_file(place)
    quotes = ["".join(claim.quote.split()) for claim in report.claims]
    assert quotes == [
        "4175艘", "12个", "316个", "7所", "5所", "3所", "16所", "48213人", "12.5%",
        "3,186.4公里", "118公里", "5.21‰", "6.04‰",
    ]  # fmt: skip
    assert [claim.confidence is None for claim in report.claims] == [True] * 3 + [False] * 10
    assert [claim.page for claim in report.claims] == [1] * 3 + [2] * 10
    assert [finding.code for finding in report.findings] == ["IPX101"]
    # Nothing is said for sure of what an engine reads wrongly without noticing.
    assert {issue.quote for issue in report.document.issues} >= {"5.21‰", "6.04‰"}


@needs_ocr
@needs_print
@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_picture_is_read_and_its_boxes_cover_the_digits(form, tmp_path):
    place = tmp_path / f"a.{form.lower()}"
    printed = pdfs.lines_at([(80, 100, "全港年末登记渔船 4175 艘，渔港 12 个。")])
    place.write_bytes(scanned(printed, form=form))
    report = analyse_file(place)
    assert report.document.format == "image"
    (tmp_path / "b.pdf").write_bytes(printed)
    typeset = analyse_file(tmp_path / "b.pdf")
    assert [claim.quote for claim in report.claims] == [claim.quote for claim in typeset.claims] == ["4175艘", "12个"]
    for seen, true in zip(report.claims, typeset.claims, strict=True):
        # The picture is turned anticlockwise.
        edges = np.array([[box.x0, box.top, box.x1, box.bottom] for box in true.boxes], dtype=np.float32)
        ((x0, top, x1, bottom),) = turned(edges, -math.radians(0.6), SIZE).tolist()
        (box,) = seen.boxes
        assert (box.x0, box.x1) == pytest.approx((x0, x1), abs=4)
        assert (box.top + box.bottom) / 2 == pytest.approx((top + bottom) / 2, abs=3)


@needs_ocr
@needs_print
def test_pictures_that_are_turned_are_read_and_their_boxes_lie_on_the_page_as_it_is(tmp_path):
    printed = pdfs.lines_at([(80, 100, LINES[0]), (80, 130, LINES[1])], size=10)
    # No smaller: the engine blows up what is less than 736 pixels high or wide.
    drawn = pypdfium2.PdfDocument(printed)[0].render(scale=1 / SCALE, crop=(60, 512, 247, 60), grayscale=True)
    upright = drawn.to_pil()
    turns = (0, 90, 180, 270)
    frames = [Image.fromarray(np.ascontiguousarray(np.rot90(np.asarray(upright), turn // 90))) for turn in turns]
    place = tmp_path / "a.tiff"
    frames[0].save(place, save_all=True, append_images=frames[1:], dpi=(200, 200))
    source = reading.read(place)
    assert [page.turn for page in source.pages] == list(turns)
    report = analyse_source(source)
    # What number stands first on each page, and the middle of its box as a share of the page as it is shown.
    wide, high = upright.width * SCALE, upright.height * SCALE
    firsts = [next(claim for claim in report.claims if claim.page == number) for number in (1, 2, 3, 4)]
    assert {claim.quote for claim in firsts} == {"4175艘"}
    middles = [((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for claim in firsts for box in claim.boxes]
    x, y = middles[0]
    for found, true in zip(middles[1:], [(y, wide - x), (wide - x, high - y), (high - y, x)], strict=True):
        assert found == pytest.approx(true, abs=3)
