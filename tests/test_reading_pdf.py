"""PDF files: numbers and their places, tables, furniture, and the files that must be refused."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

import pdf_fixtures as pdfs
from ipextract.layout import compose
from ipextract.model import Document, UnreadableDocument
from ipextract.reading import Limits, glyphs, pdf, read
from ipextract.reading.gates import garbled
from ipextract.reading.witness import Doubt, doubts
from layout_rules import dense, layout_rules

PARAGRAPHS = [
    "一、渔港建设",
    "全港年末登记渔船 4175 艘，同比增长 4.4%，其中钢质渔船 2,380 艘，木质渔船 1,795 艘，总吨位 118,120 吨。",
    "渔民人均收入 32560 元，比上年增加 1410 元，增长 4.5%，高于全省平均水平 0.3 个百分点，收入差距继续缩小。",
    "二、渔业安全",
    "全年检验渔船 5120 艘次，查处违法行为 45 起，下降 11.8%；开展 VR 演练 12 次，参加渔民 3600 余人次。",
] * 4


def document(path, data: bytes, limits: Limits | None = None) -> Document:
    path.write_bytes(data)
    return compose(read(path, limits=limits), layout_rules())


def outcome(path, data: bytes, limits: Limits | None = None) -> UnreadableDocument:
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits=limits)
    return caught.value


@pytest.fixture
def place(tmp_path, monkeypatch):
    # What becomes of pictures where the extra [ocr] is installed is in test_scans.py.
    monkeypatch.setattr(pdf, "installed", lambda: False)
    return tmp_path / "a.pdf"


def test_prose_comes_back_whole_without_its_furniture(place):
    data = pdfs.prose(
        PARAGRAPHS, title="某港渔业年报", header="某港渔业年报 2024", page_number="— {} —", rows_per_page=9
    )
    found = document(place, data)
    assert dense(found.text) == dense("某港渔业年报" + "".join(PARAGRAPHS))
    texts = [found.text[block.start : block.end] for block in found.blocks]
    assert [dense(text) for text in texts] == [dense(text) for text in ["某港渔业年报", *PARAGRAPHS]]
    assert [block.kind for block in found.blocks][:3] == ["title", "heading", "paragraph"]
    assert found.blocks[-1].section == ("二、渔业安全",)
    assert Counter(item.role for item in found.furniture) == {
        "header": found.page_count,
        "page_number": found.page_count,
    }
    assert found.issues == ()


def test_numbers_broken_across_lines_and_pages_are_whole(place):
    # 36 em a line, 2 em of indent: the digits begin 2 em before the end of the first line.
    paragraph = "渔" * 32 + "4175936 艘，" + "港" * 29 + "128450.25 吨，同比增长。"
    rows = pdfs.wrap(paragraph)
    assert rows[0].endswith("4175")
    found = document(place, pdfs.prose([paragraph] * 3, page_number="- {} -", rows_per_page=1))
    assert [found.text[block.start : block.end].count("4175936艘") for block in found.blocks] == [1, 1, 1]
    assert found.text.count("128450.25吨") == 3
    assert len(found.joins) >= 3
    for join in found.joins:
        assert found.pages[join] == found.pages[join - 1] + 1
        boxes = found.rectangles(join - 1, join + 1)
        assert [box.page for box in boxes] == [found.pages[join - 1], found.pages[join]]


def test_boxes_are_points_from_the_top_left(place):
    found = document(place, pdfs.lines_at([(100, 200, "渔船 42 艘"), (100, 230, "渔港 7 个")]))
    at = found.text.index("42")
    (box,) = found.rectangles(at, at + 2)
    assert box.page == 1
    assert 100 + 24 <= box.x0 < box.x1 <= 100 + 60
    assert 185 < box.top < 200 < box.bottom < 206
    assert found.place(at, at + 2) == (1, 1)
    assert found.place(found.text.index("7"), len(found.text)) == (1, 2)


def test_the_result_does_not_depend_on_the_chunks(place):
    data = pdfs.prose(PARAGRAPHS, page_number="{} / 5", rows_per_page=7)
    whole = document(place, data)
    parts = document(place, data, Limits(chunk_pages=2, workers=2))
    assert whole.text == parts.text
    assert whole.furniture == parts.furniture
    assert whole.boxes is not None
    assert parts.boxes is not None
    assert np.array_equal(whole.boxes, parts.boxes, equal_nan=True)


def test_ideographs_and_digits_of_one_baseline_stay_in_one_row(place):
    text = "全年检验渔船112920艘，同比增长4.4%，合格率98.5%。"
    found = document(place, pdfs.mixed_descents(text))
    assert found.text == text
    assert found.issues == ()


def test_gaps_between_numbers_part_them_and_gaps_beside_ideographs_do_not(place):
    rows = [
        (80, 100, "产量20,000.00"),
        (164, 100, "2020"),
        (194, 100, "年，面积"),
        (80, 125, "渔"),
        (98, 125, "港"),
        (120, 125, "3个"),
    ]
    found = document(place, pdfs.lines_at(rows))
    assert found.text.startswith("产量20,000.00 2020年，面积")
    assert "渔港3个" in found.text


def test_text_painted_twice_is_read_once(place):
    text = "全港渔船 1122 艘，增长 3.3%"
    found = document(place, pdfs.lines_at([(80, 100, text), (80.3, 100.2, text)]))
    assert found.text == "全港渔船1122艘，增长3.3%"


def test_digits_over_other_digits_are_an_issue(place):
    found = document(place, pdfs.lines_at([(80, 100, "渔船 4175 艘"), (81, 100, "渔船 9368 艘")]))
    assert "IPX804" in {issue.code for issue in found.issues}


def test_superscripts_stay_in_their_row_and_are_no_digit_of_the_number(place):
    sheet = pdfs.Sheet()
    sheet.text(80, 100, "海域 5.2×10")
    sheet.text(80 + pdfs.pdfmetrics.stringWidth("海域 5.2×10", pdfs.FONT, pdfs.EM), 95, "6", 7)
    sheet.text(80, 130, "渔船 12 艘。")
    sheet.turn()
    found = document(place, sheet.data())
    assert "5.2×10 6" in found.text
    assert [int(found.lines[found.text.index("12艘")])] == [2]


CONTENTS = [("一、渔港建设和管理", "2"), ("2.1泊位和航道", "13"), ("2.2码头", "14"), ("三、水质监测", "21")]
TABLE = [
    ["指标", "2023年", "2024年", "增长"],
    ["渔船（艘）", "4,000", "4,175", "4.4%"],
    ["吨位（吨）", "679,325\n,824.85", "104,201,914,396.79\n1,374,303,082.72", "-2.1%"],
    ["渔港（个）", "", "12", "持平"],
]


def test_a_ruled_table_has_its_cells(place):
    found = document(place, pdfs.table(TABLE, above="渔业生产情况如下。", below="注：以上为初步统计数。"))
    (table,) = found.tables
    cells = {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in table.cells}
    assert (table.rows, table.columns) == (4, 4)
    assert cells[1, 2] == "4,175"
    assert cells[2, 1] == "679,325,824.85"
    assert cells[2, 2] == "104,201,914,396.79 1,374,303,082.72"
    assert cells[2, 3] == "-2.1%"
    assert not cells[3, 1]
    assert [block.kind for block in found.blocks] == ["paragraph", "table", "paragraph"]
    assert found.issues == ()


def test_a_merged_head_spans_its_columns(place):
    data = pdfs.table(
        [["品种", "产量", "", ""], ["", "2023", "2024", "增减"], ["海带", "10", "12", "2"]], spans=[(0, 1, 3)]
    )
    (table,) = document(place, data).tables
    assert (0, 1, 3) in {(cell.row, cell.column, cell.column_span) for cell in table.cells}


def test_each_line_of_contents_is_a_paragraph_and_its_page_number_none_of_the_next(place):
    lines = [name + "." * (72 - 2 * len(name) - len(page)) + page for name, page in CONTENTS]
    rows = [(pdfs.LEFT, pdfs.TOP + k * pdfs.PITCH, line) for k, line in enumerate(lines)]
    prose = [line for paragraph in PARAGRAPHS[:3] for line in pdfs.wrap(paragraph)]
    rows += [(pdfs.LEFT, pdfs.TOP + (k + 8) * pdfs.PITCH, line) for k, line in enumerate(prose)]
    found = document(place, pdfs.lines_at(rows))
    assert [dense(found.text[block.start : block.end]) for block in found.blocks][:4] == lines
    assert found.issues == ()


def test_shading_behind_the_lines_of_a_cell_draws_no_rows(place):
    rows = [["指标", "2023年", "2024年"], ["登记在册的\n渔船（艘）", "3,6\n80", "4,175"], ["渔港（个）", "12", "15"]]
    found = document(place, pdfs.table(rows, shaded=True))
    (table,) = found.tables
    cells = {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in table.cells}
    assert (table.rows, table.columns) == (3, 3)
    assert (cells[1, 0], cells[1, 1], cells[2, 2]) == ("登记在册的渔船（艘）", "3,680", "15")


def test_a_table_of_shaded_cells_alone_is_one(place):
    found = document(place, pdfs.table([row[:3] for row in TABLE], shaded=True, ruled=False))
    (table,) = found.tables
    assert (table.rows, table.columns) == (4, 3)


def test_a_point_that_hangs_over_the_rule_stays_with_its_digits(place):
    step = 4.5 + pdfs.pdfmetrics.stringWidth("3,680", pdfs.FONT, 10)
    rows = [["名", "甲", "乙"], ["船", "3,680.\n50", "12"], ["港", "15", "16"]]
    found = document(place, pdfs.table(rows, step=step))
    assert "船\t3,680.50\t12" in found.text


def test_ticks_of_a_symbol_font_are_no_lost_encoding_but_digits_are():
    page = "□适用 {}不适用，全港登记渔船数量保持平稳。" * 3
    assert not garbled(page.format(*"\uf052\uf052\uf052"))
    assert garbled(page.format(*"\uf032\uf033\uf034"))


def test_a_single_row_is_a_table_where_it_has_several_columns(place):
    cells = ["合计", "4,\n175", "3,6\n80", "12", "15"]
    (table,) = document(place, pdfs.table([cells], above="续表", step=60.0)).tables
    assert (table.rows, table.columns) == (1, 5)


def test_a_form_of_mostly_empty_cells_is_a_table(place):
    rows = [["项目", "甲", "乙", "丙", "丁", "戊", "己", "合计"]]
    rows += [[f"渔港{k}", f"1{k}", "", "", "", "", "", f"1{k}"] for k in "二三四五六七"]
    for row, k in zip(rows[1:], "234567", strict=True):
        row[1] = row[7] = f"1{k}"
    rows += [["其中：", *[""] * 7]] * 3
    found = document(place, pdfs.table(rows, step=50.0))
    (table,) = found.tables
    assert (table.rows, table.columns) == (10, 8)


def test_a_table_without_rules_keeps_its_columns(place):
    found = document(place, pdfs.table([TABLE[0], TABLE[1], TABLE[3]], ruled=False))
    (table,) = found.tables
    cells = {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in table.cells}
    assert cells[1, 1] == "4,000"
    assert cells[2, 2] == "12"


@pytest.mark.parametrize("shift", [0.0, 3.0, 10.0])
def test_two_columns_are_read_one_after_the_other(place, shift):
    left = [
        "渔业资源养护工作持续推进各项指标稳中向好",
        *["渔民收入稳步提高渔港建设全面完成年度任务"] * 7,
        "全港渔船共计12艘。",
    ]
    right = [
        "水产养殖面积保持稳定良种覆盖率继续提高到",
        *["冷链物流体系更加完善加工能力持续增强提高"] * 7,
        "全港渔港共计34个。",
    ]
    found = document(place, pdfs.two_columns(left, right, shift=shift))
    assert dense(found.text) == "".join([*left, *right])


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize("count", [1, 4])
def test_turned_pages_are_read(place, page, count):
    lines = ["全港登记渔船四千艘，增长 12%。"] * count
    assert dense(document(place, pdfs.turned(lines, page=page)).text) == dense("".join(lines))


def test_print_that_is_left_out_is_an_issue(place):
    sheet = pdfs.Sheet()
    sheet.text(80, 100, "全港年末登记渔船 4175 艘，渔港 3 个，泊位 16 个。")
    sheet.text(700, 100, "99")
    sheet.canvas.rotate(45)
    sheet.text(300, 500, "样本 88")
    sheet.turn()
    found = document(place, sheet.data())
    assert dense(found.text) == "全港年末登记渔船4175艘，渔港3个，泊位16个。"
    (issue,) = found.issues
    assert issue.code == "IPX807"
    assert "4 glyphs that are set askew" in issue.message
    assert "2 glyphs beyond" in issue.message


def test_lists_and_long_tables_are_no_columns(place):
    rows = [[f"第{k}项名称较长的渔业生产指标", f"{k}12,345", f"单位说明{k}"] for k in range(12)]
    found = document(place, pdfs.table(rows, ruled=False, step=170))
    assert found.tables[0].rows == 12


def test_encrypted(place):
    assert outcome(place, pdfs.encrypted("secret")).outcome == "encrypted"


def test_a_document_that_needs_no_password_is_read(place):
    assert "渔船42艘" in document(place, pdfs.encrypted("")).text


@pytest.mark.parametrize("part", [0.3, 0.6, 0.98])
def test_truncated(place, part):
    data = pdfs.prose(PARAGRAPHS)
    error = outcome(place, data[: int(part * len(data))])
    assert error.outcome == "truncated"
    assert error.mend


def test_a_pointer_beyond_the_end_is_truncated(place):
    data = pdfs.prose(PARAGRAPHS)
    cut = data[:2000] + data[data.rindex(b"startxref") :]
    assert outcome(place, cut).outcome == "truncated"


def test_a_linearized_file_that_was_cut_at_an_end_mark_is_truncated(place):
    data = pdfs.prose(["渔船 42 艘。"])
    head = b"%PDF-1.4\n9 0 obj\n<< /Linearized 1 /L 999999 >>\nendobj\n"
    assert outcome(place, head + data[9:]).outcome == "truncated"


def test_damaged(place):
    data = b"%PDF-1.4\n" + b"nothing here\n" * 20 + b"startxref\n9\n%%EOF\n"
    assert outcome(place, data).outcome == "damaged"


@pytest.mark.parametrize("data", [pdfs.picture(), pdfs.picture("封面"), pdfs.blank()])
def test_pages_without_text(place, data):
    error = outcome(place, data)
    assert error.outcome == "no-text"


def test_a_page_of_nothing_but_spaces_is_an_empty_one(place):
    sheet = pdfs.Sheet()
    sheet.text(80, 100, "全港年末登记渔船 4175 艘，同比增长 4.4%，渔港 3 个。")
    sheet.turn()
    sheet.canvas.drawString(80, 100, "   ")
    sheet.turn()
    found = document(place, sheet.data())
    assert found.page_count == 2
    assert "4175艘" in found.text.replace(" ", "")


def test_a_picture_among_text_is_an_issue(place):
    sheet = pdfs.Sheet()
    sheet.canvas.rect(50, 50, 480, 700, stroke=0, fill=1)
    sheet.turn()
    sheet.text(80, 100, "全港年末登记渔船 4175 艘，同比增长 4.4%，渔港 3 个。")
    sheet.turn()
    found = document(place, sheet.data())
    assert [(issue.code, issue.page) for issue in found.issues] == [("IPX806", 1)]
    assert found.page_count == 2


def test_glyphs_without_meaning_are_garbage(place):
    assert outcome(place, pdfs.without_meaning()).outcome == "garbage"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(pages=1), "2 pages"),
        (Limits(page_chars=50), "characters"),
        (Limits(page_points=500), "points"),
        (Limits(start_seconds=0.05, seconds=0, page_seconds=0), "seconds"),
        (Limits(file_bytes=100), "bytes"),
    ],
)
def test_limits(place, limits, said):
    error = outcome(place, pdfs.prose(PARAGRAPHS[:8], rows_per_page=10), limits)
    assert error.outcome == "limit"
    assert said in error.message


def test_a_document_without_end_is_stopped(place):
    limits = Limits(start_seconds=2, seconds=0, page_seconds=0)
    assert outcome(place, pdfs.calls_itself(), limits).outcome in {"limit", "damaged"}


def test_browser_lines_at_the_edge_are_furniture(place):
    rows = [
        (30, 20, "2025/3/14 09:26"),
        (80, 120, "渔船 42 艘，渔港 3 个，泊位 16 个，冷库 2 座。"),
        (30, 830, "file:///a.html 1/1"),
    ]
    found = document(place, pdfs.lines_at(rows))
    assert dense(found.text) == "渔船42艘，渔港3个，泊位16个，冷库2座。"
    assert [item.role for item in found.furniture] == ["header", "footer"]


def test_rows_that_only_look_alike_are_no_header(place):
    sheet = pdfs.Sheet()
    for number in ("4175", "3986", "5521"):
        sheet.text(80, 60, f"渔船{number}艘")
        sheet.text(80, 300, "其他各项指标另行公布。")
        sheet.turn()
    found = document(place, sheet.data())
    assert all(number in found.text for number in ("4175", "3986", "5521"))
    assert found.furniture == ()


NOTE = ["注：全县水域面积 1210 公顷，含水库 5 座，其中大型", "水库 2 座。"]


def noted(*notes: list[str], footer: str = "渔业公报") -> bytes:
    """Pages with a note in small print above a running footer and a page number."""
    sheet = pdfs.Sheet()
    for number, note in enumerate(notes, 1):
        sheet.text(80, 300, f"第{'一二三四五'[number - 1]}片区年末登记渔船 {4000 + 37 * number} 艘。")
        for k, line in enumerate(note):
            sheet.text(80, 760 + 13 * k, line, 9)
        sheet.text(80, 800, footer, 9)
        sheet.text(290, 820, f"- {number} -", 9)
        sheet.turn()
    return sheet.data()


def test_a_note_at_the_foot_of_every_page_is_read_once_with_its_numbers(place):
    found = document(place, noted(*[NOTE] * 4))
    assert dense(found.text).count("含水库5座，其中大型水库2座") == 1
    assert [dense(each.text) for each in found.furniture if each.role == "footer"] == [
        *["渔业公报"], *([dense(NOTE[0]), dense(NOTE[1]), "渔业公报"] * 3),
    ]  # fmt: skip
    assert "渔业公报" not in found.text


@pytest.mark.parametrize("mark", ["① ", "* ", "[1] ", "（1）", "1 ", "资料来源："])
def test_a_note_is_told_by_how_it_begins(place, mark):
    found = document(place, noted(*[[f"{mark}含水库 5 座"]] * 3))
    assert dense(found.text).count("含水库5座") == 1


def test_notes_that_differ_by_a_number_are_all_read(place):
    found = document(place, noted(*[[f"注：本表为第 {k} 期，下降 {k}.5%"] for k in (1, 2, 3)]))
    assert [f"下降{k}.5%" in dense(found.text) for k in (1, 2, 3)] == [True] * 3


def test_a_footer_that_begins_like_no_note_is_one(place):
    found = document(place, noted(*[["热线 12345"]] * 3))
    assert "12345" not in found.text
    assert [dense(each.text) for each in found.furniture if each.role == "footer"].count("热线12345") == 3


def test_witnesses_that_differ_are_reported_by_number():
    first, second = Counter({"4.4": 2, "12": 1}), Counter({"4.4": 1, "12": 1, "44": 1})
    assert doubts(first, second) == [Doubt("4.4", 2, 1), Doubt("44", 0, 1)]
    assert doubts(first, first) == []


def test_rows_that_leave_columns_empty_stand_beside_their_labels(place):
    sheet = pdfs.Sheet()
    rows = [("一、年末渔港欠款", 1, "2,885.07"), ("二、渔港欠款限额", 0, "3,174.16"), ("三、渔港借款", 1, "425.83")]
    rows += [("四、渔港还款", 1, "263.01"), ("五、下年限额", 0, "392.00")]
    low, high = pdfs.TOP, pdfs.TOP + 24 + 18 * len(rows) + 6
    for column, head in enumerate(("项目", "预算数", "执行数")):
        sheet.text(pdfs.LEFT + 4 + 130 * column, low + 16, head, 10)
    for k, (label, column, figure) in enumerate(rows):
        sheet.text(pdfs.LEFT + 4, low + 40 + 18 * k, label, 10)
        sheet.text(pdfs.LEFT + 134 + 130 * column, low + 40 + 18 * k, figure, 10)
    for y in (low, low + 24, high):
        sheet.line(pdfs.LEFT, y, pdfs.LEFT + 390, y)
    for x in (0, 130, 260, 390):
        sheet.line(pdfs.LEFT + x, low, pdfs.LEFT + x, high)
    sheet.turn()
    found = document(place, sheet.data())
    assert "一、年末渔港欠款\t\t2,885.07\n二、渔港欠款限额\t3,174.16\t\n三、渔港借款\t\t425.83" in found.text


def test_grounds_behind_runs_of_print_are_no_cells(place):
    sheet = pdfs.Sheet()
    lines = pdfs.wrap(PARAGRAPHS[1] * 2)
    for k, line in enumerate(lines):
        y = pdfs.TOP + k * pdfs.PITCH
        for left, right in ((0, 150 + 23 * k), (190 + 23 * k, 400)):
            sheet.shade(pdfs.LEFT + left, y - 14, right - left, pdfs.PITCH, 1)
        sheet.text(pdfs.LEFT, y, line)
    sheet.turn()
    found = document(place, sheet.data())
    assert found.tables == ()
    assert dense(PARAGRAPHS[1] * 2) in dense(found.text)


def test_a_mark_of_several_glyphs_is_one_lost_place():
    page = "全港登记渔船数量保持平稳，渔港收入增长。" * 25
    ring = "\U001000ca\U00100049\U00100053" * 2
    assert not garbled(page + ring + "，下降。" + ring)
    assert garbled(page + "\U001000ca渔\U001000cb港" * 6)


def test_a_nameless_dot_behind_a_digit_is_its_point(monkeypatch):
    codes = np.array([ord(c) for c in "７６\ue010１％8\ue0101港\ue010"], np.uint32)
    many = len(codes)
    monkeypatch.setattr(glyphs, "_is_dot", lambda *_: True)
    glyphs._name_points(None, np.arange(many), codes, np.ones(many), np.zeros(many), None)
    assert "".join(map(chr, codes)) == "７６．１％8.1港\ue010"
    monkeypatch.setattr(glyphs, "_is_dot", lambda *_: False)
    codes = np.array([ord(c) for c in "7\ue0101"], np.uint32)
    glyphs._name_points(None, np.arange(3), codes, np.ones(3), np.zeros(3), None)
    assert "".join(map(chr, codes)) == "7\ue0101"


def test_points_between_ideographs_are_full_stops_where_there_are_no_others(place):
    sentence = "全港渔船4.5万艘,增长3.2%.渔港收入保持平稳.渔民增收."
    folded = document(place, pdfs.prose([sentence] * 3))
    assert dense(folded.text).count("增长3.2%。渔港收入保持平稳。渔民增收") == 3
    assert "4.5" in folded.text
    assert {printed for _, printed in folded.folds} == {"."}
    kept = document(place, pdfs.prose([sentence] * 3 + ["渔业生产安全。"]))
    assert kept.folds == ()


def test_a_page_whose_words_are_pictures_is_said_to_be_one(place):
    found = document(place, pdfs.words_in_pictures(24, PARAGRAPHS[1]))
    assert [issue.page for issue in found.issues if issue.code == "IPX806"] == [1]
    assert "1234" in found.text
