"""Word files: what stands in them when every change is accepted, and where."""

from __future__ import annotations

import pytest

from ipextract.layout import compose
from ipextract.model import Document, Line, PageTable, Source
from ipextract.reading import Limits
from ipextract.reading.docx import docx_reading
from ipextract.reading.wire import Reading
from ipextract.rulebook import load
from office_fixtures import cell, docx, para, run, said, table

RULES = load().layout
INS, DEL = '<w:ins w:id="1">{}</w:ins>', '<w:del w:id="2"><w:r><w:delText>{}</w:delText></w:r></w:del>'
FIELDS = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]


def read(body: str, **parts: str) -> Reading:
    return docx_reading(docx(body, **parts), Limits())


def texts(body: str, **parts: str) -> list[str]:
    return [each.partition(": ")[2] for each in said(read(body, **parts))]


def issues(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in read(body, **parts).issues]


def document(body: str, **parts: str) -> Document:
    reading = read(body, **parts)
    return compose(Source("a.docx", "", "docx", (reading.page,), reading.issues, reading.furniture), RULES)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (para("渔船", INS.format(run("1129")), DEL.format("2099"), "艘"), "渔船1129艘"),
        (para("船", "<w:moveTo>" + run("12") + "</w:moveTo><w:moveFrom>" + run("34") + "</w:moveFrom>"), "船12"),
        (para("投资", "<w:sdt><w:sdtContent>" + run("5.9亿元") + "</w:sdtContent></w:sdt>"), "投资5.9亿元"),
        ("<w:sdt><w:sdtContent>" + para("渔港3个") + "</w:sdtContent></w:sdt>", "渔港3个"),
        (para("渔港", run("99", "<w:vanish/>"), "3个"), "渔港3个"),
        (para("渔港", run("99", '<w:rStyle w:val="HH"/>'), "3个"), "渔港3个"),
        (para("渔港", run("3", '<w:rStyle w:val="HH"/><w:vanish w:val="0"/>'), "个"), "渔港3个"),
        (para("渔港", run("99", "<w:strike/>"), "3个"), "渔港3个"),
        (para("面积12km", run("2", '<w:vertAlign w:val="superscript"/>')), "面积12km²"),
        (para("渔船4175", run("1", '<w:vertAlign w:val="superscript"/>'), "艘"), "渔船4175¹艘"),
        (para("渔船", '<w:hyperlink><w:smartTag>' + run("12") + "</w:smartTag></w:hyperlink>", "艘"), "渔船12艘"),
        (para("第", *FIELDS[:1], run(" SEQ 9 "), *FIELDS[1:2], run("3"), *FIELDS[2:], "章"), "第3章"),
        (para("甲<乙&"), "甲<乙&"),
        (para("甲", "<w:r><w:tab/><w:t>12</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>"), "甲\t12-3"),
        (para(f"<w:r><w:ruby><w:rt>{run('yu')}</w:rt><w:rubyBase>{run('渔')}</w:rubyBase></w:ruby></w:r>"), "渔"),
        (para("气温12", '<w:r><w:sym w:font="F" w:char="2103"/></w:r>'), "气温12℃"),
    ],
)  # fmt: skip
def test_what_a_paragraph_says(body: str, text: str) -> None:
    assert texts(body) == [text]


def test_a_soft_break_ends_a_line_and_no_paragraph() -> None:
    reading = read(para("甲12", "<w:r><w:br/><w:t>乙</w:t><w:br w:type='page'/><w:t>丙</w:t></w:r>"))
    assert said(reading) == ["para1: 甲12", "para1: 乙丙"]


def test_a_paragraph_whose_end_is_deleted_or_hidden_goes_on_in_the_next() -> None:
    deleted = para("渔船12", properties="<w:rPr><w:del w:id='1'/></w:rPr>")
    hidden = para("艘，", properties="<w:rPr><w:vanish/></w:rPr>")
    assert texts(deleted + hidden + para("渔港3个") + para("完")) == ["渔船12艘，渔港3个", "完"]


def test_an_unclosed_field_hides_no_more_than_its_paragraph() -> None:
    assert texts(para("甲", FIELDS[0]) + para("渔港3个")) == ["甲", "渔港3个"]


def test_what_is_left_out_is_counted() -> None:
    body = (
        para("甲", DEL.format("2099"), run("99", "<w:vanish/>"), run("98", "<w:dstrike/>"))
        + para("乙", style="L")
        + para("丙", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="8"/></w:numPr>')
        + para("丁", properties='<w:numPr><w:numId w:val="7"/></w:numPr>')
        + para("戊", "<m:oMath/>", "<w:r><w:drawing><a:blip/></w:drawing></w:r>")
        + para("己12", '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>', "3")
        + "<w:altChunk/>"
    )
    assert texts(body)[-1] == "己12\ufffd3"
    assert issues(body) == [
        ("IPX802", "symbols without a character: 1; numbers beside them may be incomplete"),
        ("IPX806", "pictures: 1; what is printed in them was not read"),
        ("IPX821", "paragraphs that are numbered automatically: 2; their numbers are not in the text"),
        ("IPX822", "passages that a tracked change deletes: 1; they were left out"),
        ("IPX822", "hidden passages: 1; they were left out"),
        ("IPX822", "passages that are struck out: 1; they were left out"),
        ("IPX823", "formulas: 1; they were not read"),
        ("IPX823", "embedded documents: 1; they were not read"),
    ]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{para('渔港3个')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(para("甲", shape, "乙") + para("丙")) == ["甲乙", "渔港3个", "丙"]
    assert texts(para(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")) == ["渔港3个"]


def test_notes_stand_at_the_end_with_places_of_their_own() -> None:
    note = '<w:footnote w:id="{}" {}>' + "{}" + "</w:footnote>"
    footnotes = note.format(0, 'w:type="separator"', para("——")) + note.format(2, "", para("注：含木船12艘"))
    endnotes = f'<w:endnote w:id="2">{para("据年报")}</w:endnote>'
    body = para("渔船4175", "<w:r><w:footnoteReference w:id='2'/></w:r>", "艘") + para("完")
    reading = read(body, footnotes=footnotes, endnotes=endnotes)
    assert said(reading) == ["para1: 渔船4175艘", "para2: 完", "footnote1: 注：含木船12艘", "endnote1: 据年报"]


def test_headers_footers_and_the_list_of_contents_are_furniture() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{para('一、渔船 3')}</w:sdtContent></w:sdt>"
    reading = read(
        contents + para("二、渔港 5", style="TOC1") + para("一、渔船"), header=para("年报"), footer=para("第1页")
    )
    assert said(reading) == ["para1: 一、渔船"]
    assert [(each.role, each.text) for each in reading.furniture] == [
        ("navigation", "一、渔船 3"),
        ("navigation", "二、渔港 5"),
        ("header", "年报"),
        ("footer", "第1页"),
    ]


def test_headings_by_style_outline_level_or_their_words() -> None:
    body = (
        para("渔业年报", style="T")
        + para("概况", style="1")
        + para("渔船", style="2x")
        + para("（一）木船")
        + para("全年登记12艘。")
        + para("渔港", properties='<w:outlineLvl w:val="0"/>')
        + para("全年新建3个，改建1个。", style="1")
        + para("附记", style="1", properties='<w:outlineLvl w:val="9"/>')
    )
    found = document(body)
    assert [(b.kind, b.level, found.text[b.start : b.end], b.section) for b in found.blocks] == [
        ("title", 0, "渔业年报", ()),
        ("heading", 1, "概况", ()),
        ("heading", 2, "渔船", ("概况",)),
        ("heading", 3, "（一）木船", ("概况", "渔船")),
        ("paragraph", 0, "全年登记12艘。", ("概况", "渔船", "（一）木船")),
        ("heading", 1, "渔港", ()),
        ("paragraph", 0, "全年新建3个，改建1个。", ("渔港",)),
        ("paragraph", 0, "附记", ("渔港",)),
    ]


def test_the_one_heading_of_the_first_level_is_the_title_where_the_text_begins_with_it() -> None:
    found = document(para("渔业年报", style="1") + para("渔船", style="2") + para("甲。"))
    assert [(b.kind, b.level, b.section) for b in found.blocks] == [
        ("title", 0, ()),
        ("heading", 1, ()),
        ("paragraph", 0, ("渔船",)),
    ]


def test_a_chapter_whose_style_was_forgotten_is_a_chapter() -> None:
    found = document(para("一、渔船", style="2") + para("甲。") + para("二、渔港") + para("乙。"))
    assert [(b.level, b.section) for b in found.blocks if b.kind == "heading"] == [(1, ()), (1, ())]


# --- tables --------------------------------------------------------------------------------------------------------

GRID, START, GO_ON = '<w:gridSpan w:val="{}"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def grid(body: str) -> list[tuple[int, int, int, int, str]]:
    [found] = [item for item in read(body).page.items if isinstance(item, PageTable)]
    return [(c.row, c.column, c.row_span, c.column_span, "/".join(line.text for line in c.lines)) for c in found.cells]


def test_merged_cells_cover_their_places() -> None:
    body = table(
        cell("类别", START) + cell("2024年", GRID.format(2)) + cell("2023年"),
        cell("", GO_ON) + cell("新收") + cell("审结") + cell("审结"),
        cell("民事\n合计") + cell("90") + "<w:sdt><w:sdtContent>" + cell("88") + "</w:sdtContent></w:sdt>" + cell("79"),
    )
    assert grid(body) == [
        (0, 0, 2, 1, "类别"),
        (0, 1, 1, 2, "2024年"),
        (0, 3, 1, 1, "2023年"),
        (1, 1, 1, 1, "新收"),
        (1, 2, 1, 1, "审结"),
        (1, 3, 1, 1, "审结"),
        (2, 0, 1, 1, "民事/合计"),
        (2, 1, 1, 1, "90"),
        (2, 2, 1, 1, "88"),
        (2, 3, 1, 1, "79"),
    ]


def test_deleted_and_hidden_rows_are_out_and_indented_rows_in_their_columns() -> None:
    gone = "<w:trPr><w:del w:id='1'/></w:trPr>"
    body = table(
        cell("县") + cell("渔船"),
        gone + cell("甲县") + cell("99"),
        "<w:trPr><w:hidden/></w:trPr>" + cell("乙县") + cell("98"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell("12"),
    )
    assert grid(body) == [(0, 0, 1, 1, "县"), (0, 1, 1, 1, "渔船"), (1, 1, 1, 1, "12")]
    assert [code for code, _ in issues(body)] == ["IPX822", "IPX822"]


def test_long_cells_are_read_as_text_and_keep_their_place() -> None:
    long = "全年整修渔港 12 座，" * 50
    rows = (
        f"<w:tr>{cell('任务')}{cell('内容')}</w:tr>",
        f"<w:tr>{cell('渔港')}<w:tc>{para(long)}{para('泊位 316 个。')}</w:tc></w:tr>",
    )
    found = said(read(para("概况") + f"<w:tbl>{''.join(rows)}</w:tbl>" + para("小结")))
    assert [each.partition(": ")[0] for each in found] == [
        "para1",
        "table1:row1:col1:para1",
        "table1:row1:col2:para1",
        "table1:row2:col1:para1",
        "table1:row2:col2:para1",
        "table1:row2:col2:para2",
        "para2",
    ]
    assert found[-2] == "table1:row2:col2:para2: 泊位 316 个。"


def test_a_frame_is_no_table_and_a_table_in_a_frame_is_one() -> None:
    inner = table(cell("县") + cell("渔船"), cell("甲县") + cell("12"))
    framed = f"<w:tbl><w:tr><w:tc>{para('框内')}{inner}{para('')}</w:tc></w:tr></w:tbl>"
    items = read(framed).page.items
    assert [type(item) for item in items] == [Line, PageTable]
    assert said(read(framed))[:2] == ["para1: 框内", "table2:row1:col1: 县"]


def test_cells_with_several_paragraphs_are_rows() -> None:
    head = cell("渔具") + cell("数量（件）")
    found = document(table(head, cell("围网\n拖网\n刺网") + cell("12\n35\n8"), cell("耙\n刺\n（含定置）") + cell("7")))
    (only,) = found.tables
    words = {(c.row, c.column): found.text[c.start : c.end] for c in only.cells}
    assert [words[i, 0] for i in range(1, 4)] == ["围网", "拖网", "刺网"]
    assert [words[i, 1] for i in range(1, 5)] == ["12", "35", "8", "7"]


def test_rows_packed_in_the_cells_of_one_with_tabs_between_their_figures() -> None:
    head = cell("机构") + cell("数量（个）") + cell("床位（张）")
    wide = '<w:gridSpan w:val="2"/>'
    found = document(table(head, cell("合计\n\n校舍\n\n寄宿楼") + cell("42\t530\n\n30\t-\n\n12\t530", wide)))
    (own,) = found.tables
    printed = [(each.row, each.column, found.text[each.start : each.end]) for each in own.cells if each.row]
    assert printed == [
        (1, 0, "合计"), (1, 1, "42"), (1, 2, "530"),
        (2, 0, "校舍"), (2, 1, "30"), (2, 2, "-"),
        (3, 0, "寄宿楼"), (3, 1, "12"), (3, 2, "530"),
    ]  # fmt: skip
    second = next(each for each in own.cells if (each.row, each.column) == (1, 2))
    assert found.columns[second.start] == 4


def test_lines_that_lack_a_figure_keep_their_cell_across() -> None:
    head = cell("机构") + cell("数量（个）") + cell("床位（张）")
    wide = '<w:gridSpan w:val="2"/>'
    found = document(table(head, cell("合计\n校舍") + cell("42\t530\n30", wide)))
    assert [(each.column, each.column_span) for each in found.tables[0].cells if each.row] == [(0, 1), (1, 2)]
