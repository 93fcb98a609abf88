"""Lines to paragraphs: joining, spaces, headings, tables, page numbers, origins."""

from __future__ import annotations

import copy
import tomllib

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ipextract.layout import compose
from ipextract.model import Document, Issue, Line, Page, PageCell, PageTable, Source
from ipextract.rulebook.layout import parse_layout, parse_radicals
from layout_rules import RULES, dense, layout_rules


def document(text: str, *pages: str) -> Document:
    made, number = [], 1
    for k, part in enumerate((text, *pages), 1):
        lines = []
        for line in part.split("\n"):
            if line.strip():
                lines.append(Line(k, number, line))
            number += 1
        made.append(Page(k, tuple(lines)))
    return compose(Source("a.txt", "0" * 64, "text", tuple(made)), layout_rules())


def kinds(found: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, found.text[block.start : block.end]) for block in found.blocks]


# A text of a made-up port, wrapped at 20 em, first-line indents stripped, as copied from a PDF.
WRAPPED = """一、渔港建设

全港年末登记渔船共有 4175 艘，同

比增长 4.4%，其中钢质渔船数量为 2380

艘，木质渔船数量为 1795 艘，船龄结构

继续改善。

渔港经济区建设持续推进，全年完成投

资 12.6 亿元，同比增长 5.1%，新增泊位

共计 36 个。

二、渔业安全

全年共检验各类渔船总计 5120 艘次，查

处违法行为 45 起，下降 11.8%，没有发

生重大安全事故。
"""


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart():
    found = document(WRAPPED)
    assert [(kind, level) for kind, level, _ in kinds(found)] == [
        ("heading", 1),
        ("paragraph", 0),
        ("paragraph", 0),
        ("heading", 1),
        ("paragraph", 0),
    ]
    assert "同比增长4.4%，其中钢质渔船数量为2380艘，木质" in found.text
    assert dense(found.text) == dense(WRAPPED)
    assert found.blocks[-1].section == ("二、渔业安全",)


def test_every_character_knows_where_it_was_printed():
    found = document(WRAPPED)
    printed = WRAPPED.split("\n")
    for character, line, column in zip(found.text, found.lines, found.columns, strict=True):
        if line:
            assert printed[line - 1][column - 1] == character
        else:
            assert character == "\n"


def test_lines_that_are_paragraphs_are_not_joined():
    text = "渔港概况\n2024 年，全港渔船 120 艘。\n其中钢质 80 艘，同比增长 4%，木质渔船 40 艘。\n全年检验 75 艘。\n"
    found = document(text)
    assert [kind for kind, _, _ in kinds(found)] == ["title", "paragraph", "paragraph", "paragraph"]


def test_short_items_without_stops_are_not_joined():
    text = "渔船 120 艘\n渔港 3 个\n泊位 45 个\n渔民 980 人\n冷库 12 座\n"
    assert len(document(text).blocks) == 5


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("截至年末，全港已经登记在册的渔船共计 41", "75 艘，同比增长百分之四，其中包括钢质", "4175艘"),
        ("截至年末，全港登记的渔船总吨位 118,", "120 吨，同比增长百分之四，其中包括钢质", "118,120吨"),
        ("截至年末，全港登记的渔船同比增长了 4.", "4%，其中钢质渔船的数量有了较快的增长，", "4.4%"),
        ("截至年末，全港登记在册的渔船总吨位 １１", "８１ 吨，同比增长百分之四，其中包括钢", "１１８１吨"),
    ],
)
def test_a_broken_number_is_made_whole_and_noted(first, second, whole):
    rest = "渔船在全部船舶里面所占的比重继续提高，结\n构更加合理，渔民收入也有了比较明显的提高，\n生活继续改善。"
    for text in (document(f"{first}\n{second}\n{rest}"), document(first, f"{second}\n{rest}")):
        assert whole in text.text
        assert len(text.joins) == 1
        at = text.joins[0]
        assert (text.lines[at - 1], text.lines[at]) == (1, 2)


def test_numbers_in_a_list_with_commas_stay_two():
    text = (
        "Over the last three years vessels numbered 12,\n4175 and 3980, of which a part were made of wood\n"
        "and the others were made of steel in the harbour,\nand all of them were checked."
    )
    found = document(text)
    assert "12, 4175" in found.text
    assert found.joins == ()


def test_two_amounts_at_a_line_end_that_are_no_number_together_stay_two():
    rest = "渔船在全部船舶里面所占的比重继续提高，结\n构更加合理，渔民收入也有了比较明显的提高，\n生活继续改善。"
    found = document(f"全港两家公司年收入分别为 107,399,476.04\n479,537,782.06 元，同比增长百分之四，增\n{rest}")
    assert "107,399,476.04 479,537,782.06元" in found.text
    assert found.joins == ()


def test_a_page_number_between_two_halves_of_a_sentence_goes():
    text = WRAPPED.replace("2380\n\n艘", "2380\n\n— 7 —\n\n艘")
    found = document(text)
    assert found.text == document(WRAPPED).text
    assert [(item.role, item.text) for item in found.furniture] == [("page_number", "— 7 —")]


def test_bare_numbers_at_page_ends_go_only_when_they_count_the_pages():
    counted = document("渔船若干。\n1", "渔港若干。\n2")
    assert [item.text for item in counted.furniture] == ["1", "2"]
    other = document("渔船若干。\n7", "渔港若干。\n3")
    assert other.furniture == ()
    assert dense(other.text) == "渔船若干。7渔港若干。3"


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("全年 120 件 ，增长 4.4 %。", "全年120件，增长4.4 %。"),
        ("VR 拍摄 3 次，H986 型", "VR拍摄3次，H986型"),
        ("port of call  12 34", "port of call 12 34"),
        ("共 １２ ３４ 件", "共１２ ３４件"),
        ("渔\u200b船4\u200b175艘", "渔船4175艘"),
        ("２０２４\u3000年", "２０２４年"),
    ],
)
def test_spaces(printed, wanted):
    assert document(printed).text == wanted


def test_radicals_are_folded_and_remembered():
    found = document("⻓江⼾数 12，⺠生")
    assert found.text == "长江户数12，民生"
    assert found.folds == ((0, "⻓"), (2, "⼾"), (7, "⺠"))
    assert found.columns.tolist() == [1, 2, 3, 4, 6, 7, 8, 9, 10]


def test_other_compatibility_characters_are_left_alone():
    text = "１２．５％，1.5×10⁶件①½"
    assert document(text).text == text


def test_heading_forms_nest_in_the_order_they_are_used():
    text = "第一章 总则\n一、渔港\n（一）建设\n1．泊位\n渔港泊位 45 个。\n第二章 附则\n自公布之日起施行。"
    found = document(text)
    assert [(level, name) for kind, level, name in kinds(found) if kind == "heading"] == [
        (1, "第一章总则"),
        (2, "一、渔港"),
        (3, "（一）建设"),
        (4, "1．泊位"),
        (1, "第二章附则"),
    ]
    assert found.blocks[4].section == ("第一章总则", "一、渔港", "（一）建设", "1．泊位")
    assert found.blocks[-1].section == ("第二章附则",)


@pytest.mark.parametrize(
    "text", ["（一）加强检验。全年检验 12 艘。", "1．检验渔船 12 艘", "一、二审案件 12 件；其他 3 件。"]
)
def test_prose_that_begins_like_a_heading_is_none(text):
    assert [kind for kind, _, _ in kinds(document(f"前言部分。\n{text}"))] == ["paragraph", "paragraph"]


def test_a_heading_form_in_mid_sentence_is_no_heading():
    text = WRAPPED.replace(
        "全年共检验各类渔船总计 5120 艘次，查\n\n处违法", "全年共检验各类渔船，办理水上交通的渔\n\n一、二审违法"
    )
    assert "渔一、二审违法" in document(text).text


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2023年\t2024年\n渔船\t1,200\t1,310\n渔港\t\t12\n合计\t5\t6",
        "指标    2023年  2024年\n渔船    1,200   1,310\n渔港            12\n合计    5       6",
        "| 指标 | 2023年 | 2024年 |\n|---|---|---|\n| 渔船 | 1,200 | 1,310 |\n| 渔港 | | 12 |\n| 合计 | 5 | 6 |",
    ],
)
def test_tables_in_text(text):
    found = document(f"渔业统计如下。\n{text}\n以上数据为初步统计数。")
    (table,) = found.tables
    cells = {(cell.row, cell.column): found.text[cell.start : cell.end] for cell in table.cells}
    assert (table.rows, table.columns) == (4, 3)
    assert cells[0, 2] == "2024年"
    assert cells[1, 1] == "1,200"
    assert cells[2, 2] == "12"
    assert not cells.get((2, 1))
    assert [block.kind for block in found.blocks] == ["paragraph", "table", "paragraph"]
    assert (found.blocks[1].start, found.blocks[1].end) == (table.start, table.end)
    assert dense(found.text) == dense(f"渔业统计如下。\n{text}\n以上数据为初步统计数。")


def grid(found: Document) -> dict[tuple[int, int], str]:
    """The words of the cells of the only place of tables by row and column, panel behind panel."""
    made: dict[tuple[int, int], str] = {}
    wide = 0
    for table in found.tables:
        for cell in table.cells:
            if words := found.text[cell.start : cell.end]:
                made[cell.row, wide + cell.column] = words
        wide += table.columns
    return made


@pytest.mark.parametrize(
    "text",
    [
        "船型 2023年 2024年\n木船 1,200 1,310\n其中：\n钢 船 — 12\n合计 5 6",
        "['船型', '2023年', '2024年']\n['木船', 1200, '1,310']\n['其中：', '', '']\n['钢船', '—', 12]\n['合计', 5, 6]",
        '["船型", "2023年", "2024年"]\n["木船", 1200, 1310]\n["其中：", "", ""]\n["钢船", "—", 12]\n["合计", 5, 6]',
    ],
)
def test_tables_whose_cells_stand_a_blank_apart_or_in_lists(text: str):
    found = document(f"渔业统计如下。\n{text}\n以上数据为初步统计数。")
    (table,) = found.tables
    assert (table.rows, table.columns) == (5, 3)
    assert {at: words.replace(",", "") for at, words in grid(found).items()} == {
        (0, 0): "船型", (0, 1): "2023年", (0, 2): "2024年",
        (1, 0): "木船", (1, 1): "1200", (1, 2): "1310",
        (2, 0): "其中：",
        (3, 0): "钢船", (3, 1): "—", (3, 2): "12",
        (4, 0): "合计", (4, 1): "5", (4, 2): "6",
    }  # fmt: skip
    assert dense(found.text) == dense(f"渔业统计如下。\n{text}\n以上数据为初步统计数。")


def test_codes_stand_in_the_columns_that_the_head_has_for_them():
    found = grid(document("类 款 名称 合计 港务\n301 修船支出 300 280\n301 07 船坞支出 90 85\n合计 300 280"))
    assert (found[1, 0], found[1, 2], found[1, 3]) == ("301", "修船支出", "300")
    assert [found[2, column] for column in range(5)] == ["301", "07", "船坞支出", "90", "85"]
    assert found[3, 2] == "合计"


@pytest.mark.parametrize(
    "text",
    [
        "项目 渔港 航道 合计\n修缮 12 8 20\n疏浚 7 7\n合计 19 8 27",  # which column is blank
        "项目 渔港 航道 合计\n修缮 12 8\n疏浚 7 7\n合计 19 8",
        "全年登记渔船 120\n全年登记渔港 12",
        "渔船 渔港 泊位\n全年检验渔船120艘，渔港12 3\n其中钢质渔船80艘，渔港1 2",
        "收入 金额 支出 金额\n港务费 12 修缮费 8\n泊位费 7 疏浚费 9\n代收款 5\n合计 24 合计 17",  # on which side
        "收入 金额 支出 金额\n港务费 12 修缮费 8\n2.85 0.39\n合计 12 合计 8",  # of which row
    ],
)
def test_rows_that_their_head_does_not_account_for_are_no_table(text: str):
    assert not document(f"渔业统计如下。\n{text}\n以上数据为初步统计数。").tables


_CELLS = st.sampled_from(
    ("项目", "金额", "收入", "支出", "合计", "其中：", "港务费", "301", "12", "0.39", "—", "1,200")
)


@given(st.lists(st.lists(_CELLS, min_size=1, max_size=5), min_size=2, max_size=7))
@settings(max_examples=200, deadline=None)
def test_any_rows_of_cells_a_blank_apart_keep_their_words(rows):
    # — 301 — in a line of its own is how a page prints its number, which is no word of the text
    assume(not any(len(row) == 3 and row[0] == row[2] == "—" for row in rows))
    text = "\n".join(["项目 金额 项目 金额", *(" ".join(row) for row in rows)])
    assert dense(document(f"渔业统计如下。\n{text}\n以上为初步数。").text) == dense(
        f"渔业统计如下。{text}以上为初步数。"
    )


def test_two_sides_a_blank_apart():
    text = "收入 支出\n项目 决算数 项目 决算数\n一、港务收入 120 一、修缮支出 80\n二、泊位收入 二、疏浚支出\n"
    found = document(f"{text}三、航标支出 15\n总计 120 总计 95\n注：以万元计。")
    assert grid(found) == {
        (0, 0): "收入", (0, 2): "支出",
        (1, 0): "项目", (1, 1): "决算数", (1, 2): "项目", (1, 3): "决算数",
        (2, 0): "一、港务收入", (2, 1): "120", (2, 2): "一、修缮支出", (2, 3): "80",
        (3, 0): "二、泊位收入", (3, 2): "二、疏浚支出",
        (4, 2): "三、航标支出", (4, 3): "15",
        (5, 0): "总计", (5, 1): "120", (5, 2): "总计", (5, 3): "95",
    }  # fmt: skip


def test_sentences_with_blanks_in_them_are_no_table():
    text = "全年检验渔船  120 艘，比上年增长  5.0%。\n其中机动渔船  80 艘，其他  40 艘。\n渔获  3 吨，其中鱼  2 吨。"
    assert [block.kind for block in document(text).blocks].count("table") == 0


def test_a_ruled_table_keeps_spans_and_joins_only_broken_numbers():
    def cell(row: int, column: int, *lines: str, across: int = 1) -> PageCell:
        made = tuple(
            Line(1, row * 10 + k, text, np.full((len(text), 4), float(k), np.float32), 10.0)
            for k, text in enumerate(lines)
        )
        return PageCell(row, column, 1, across, made)

    table = PageTable(
        1,
        (0, 0, 9, 9),
        (
            cell(0, 0, "指标", "名称"),
            cell(0, 1, "数量", across=2),
            cell(1, 0, "吨位"),
            cell(1, 1, "679,325", ",824.85"),
            cell(1, 2, "914,396.79", "374,303.72"),
            cell(2, 0, "渔港"),
            cell(2, 1),
            cell(2, 2, "12"),
        ),
    )
    found = compose(Source("a.pdf", "0" * 64, "pdf", (Page(1, (table,), 595, 842),)), layout_rules())
    assert found.text == "指标名称\t数量\n吨位\t679,325,824.85\t914,396.79 374,303.72\n渔港\t\t12"
    (made,) = found.tables
    assert (made.rows, made.columns) == (3, 3)
    assert [(cell.row, cell.column, cell.column_span) for cell in made.cells][:2] == [(0, 0, 1), (0, 1, 2)]
    assert [found.text[join] for join in found.joins] == [","]


def test_a_number_broken_over_the_lines_of_a_narrow_cell_is_whole():
    def narrow(row: int, column: int, *lines: str) -> PageCell:
        made = []
        for k, text in enumerate(lines):
            boxes = np.full((len(text), 4), float(k), np.float32)
            boxes[:, 0] = 5.0 * np.arange(len(text))
            boxes[:, 2] = boxes[:, 0] + 5.0
            made.append(Line(1, row * 10 + k, text, boxes, 10.0))
        return PageCell(row, column, 1, 1, tuple(made))

    cells = (
        narrow(0, 0, "渔港"),
        narrow(0, 1, "740,", "539,", "582.", "77"),
        narrow(0, 2, "1,764", ",736.", "00"),
        narrow(1, 0, "航道"),
        narrow(1, 1, "62.1", "5"),
        narrow(1, 2, "62.1", "58.5"),
        narrow(2, 0, "泊位"),
        narrow(2, 1, "3.5", "7"),
        narrow(2, 2, "4,396", ".79", "5,120", ".06"),
    )
    table = PageTable(1, (0, 0, 9, 9), cells)
    found = compose(Source("a.pdf", "0" * 64, "pdf", (Page(1, (table,), 595, 842),)), layout_rules())
    assert found.text.split("\n") == [
        "渔港\t740,539,582.77\t1,764,736.00",
        "航道\t62.15\t62.1 58.5",
        "泊位\t3.5 7\t4,396.79 5,120.06",
    ]


def test_a_doubt_is_placed_where_its_number_is_printed_once():
    lines = (Line(1, 1, "渔船4175艘，"), Line(1, 2, "渔港3个，泊位3个。"))
    issues = tuple(Issue("IPX801", "two readers", 1, quote=quote) for quote in ("4175", "3", "99"))
    found = compose(Source("a.txt", "0" * 64, "text", (Page(1, lines),), issues), layout_rules())
    assert [(issue.start, issue.end) for issue in found.issues] == [(2, 6), (None, None), (None, None)]


def test_a_number_that_may_be_broken_in_an_unwrapped_text_is_an_issue():
    found = document("年末全港渔船达到4\n175艘，同比增长。\n渔港三个，泊位若干个。\n1. 渔港\n2. 泊位\n")
    assert [(issue.code, found.text[issue.start : issue.end]) for issue in found.issues] == [("IPX803", "4\n1")]


PARAGRAPH = st.lists(
    st.sampled_from(
        ["全港渔船", "4175 艘", "增长 4.4%", "，", "118,120 吨", "渔港", "VR", "“十四五”", "（一）", " ", "３"]
    ),
    min_size=1,
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=8), st.integers(8, 40), st.booleans())
def test_nothing_is_lost_and_nothing_moves(paragraphs, width, spaced):
    rows = [p[i : i + width] for p in paragraphs for i in range(0, len(p), width)]
    text = ("\n\n" if spaced else "\n").join(rows)
    found = document(text)
    assert dense(found.text) == dense(text)
    printed = text.split("\n")
    for i in np.flatnonzero(found.lines):
        character = printed[found.lines[i] - 1][found.columns[i] - 1]
        assert found.text[i] == character or (character.isspace() and found.text[i].isspace())
    for block, after in zip(found.blocks, found.blocks[1:], strict=False):
        assert after.start == block.end + 1
        assert found.text[block.end] == "\n"
    assert all(block.kind != "table" or block.start in {t.start for t in found.tables} for block in found.blocks)


def test_an_empty_source_gives_an_empty_document():
    found = compose(Source("a.txt", "0" * 64, "text", (Page(1, ()),)), layout_rules())
    assert (found.text, found.blocks, len(found.pages)) == ("", (), 0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t["lines"].pop("closing"), "lines.closing"),
        (lambda t: t["lines"].update(colour="red"), "colour"),
        (lambda t: t["headings"][0].update(pattern="("), "part.pattern"),
        (lambda t: t["headings"][0].update(pattern=".*"), "empty string"),
        (lambda t: t["headings"][1].update(id="part"), "used twice"),
        (lambda t: t["headings"][0].update(examples=["渔港"]), "part.examples"),
        (lambda t: t["headings"][0].update(rank=True), "part.rank"),
        (lambda t: t["page_numbers"][0].update(pattern="- 3 -"), "slot"),
        (lambda t: t["page_numbers"][0].update(alone="yes"), "dashes.alone"),
        (lambda t: t.pop("markers"), "markers"),
        (lambda t: t.pop("notes"), "notes"),
        (lambda t: t["notes"][0].update(counterexamples=["注：含水库"]), "named-note.counterexamples"),
        (lambda t: t.pop("lines"), "lines"),
    ],
)
def test_bad_rules_are_refused_by_file_and_key(change, said):
    table = copy.deepcopy(tomllib.loads((RULES / "layout.toml").read_text("utf-8")))
    change(table)
    with pytest.raises(ValueError, match=r"layout\.toml") as caught:
        parse_layout(table, "layout.toml")
    assert said in str(caught.value)


@pytest.mark.parametrize("pairs", [[], ["⻓"], ["长长"], ["⻓长", "⻓長"]])
def test_bad_radicals_are_refused(pairs):
    with pytest.raises(ValueError, match=r"radicals\.toml: radicals\.pairs"):
        parse_radicals({"radicals": {"title": "t", "why": "w", "pairs": pairs}}, "radicals.toml")


def test_every_radical_has_its_ideograph():
    radicals = layout_rules().radicals
    assert set(range(0x2F00, 0x2FD6)) <= radicals.keys()
    assert set(range(0x2E81, 0x2E9A)) | set(range(0x2E9B, 0x2EF4)) <= radicals.keys()
    assert chr(radicals[ord("⼾")]) == "户"
    assert not set(radicals) & set(radicals.values())
