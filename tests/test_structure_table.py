"""The reading of a table: heads, labels, depth, totals, and unit, period and kind of each figure with what says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ipextract import layout, mentions, reading
from ipextract.model import Document, Source
from ipextract.reading.html import html_reading
from ipextract.reading.limits import Limits
from ipextract.rulebook import load
from ipextract.structure import Figure, Row, Sheet, sheets, with_years

RULEBOOK = load()
YEAR = "2031"


def document(*lines: str) -> Document:
    return layout.compose(reading.read_string("\n".join(lines), "t.txt"), RULEBOOK.layout)


def read(*lines: str) -> tuple[Sheet, ...]:
    text = document(*lines)
    return sheets(text, with_years(text, mentions.find(text.text, RULEBOOK), RULEBOOK), YEAR, RULEBOOK)


def table(*lines: str) -> Sheet:
    (sheet,) = read(*lines)
    return sheet


def marked(*rows: str) -> Sheet:
    """A table in bars, whose cells may be empty."""
    head, *body = (f"| {' | '.join(row.split(','))} |" for row in rows)
    return table(head, "|---" * (rows[0].count(",") + 1) + "|", *body)


def rows(sheet: Sheet) -> dict[str, Row]:
    return {row.label: row for row in sheet.rows}


def figure(sheet: Sheet, label: str, column: int) -> Figure:
    return rows(sheet)[label].figures[column]


# --- heads ------------------------------------------------------------------------------------------------------------


def test_heads_of_several_levels() -> None:
    sheet = marked(
        ",2030年,,2031年,", "港区,渔船（艘）,渔获（吨）,渔船（艘）,渔获（吨）", "东港,12,300,14,310", "西港,9,280,8,275"
    )
    assert [head.text for head in sheet.heads[1:]] == [
        "2030年渔船（艘）",
        "2030年渔获（吨）",
        "2031年渔船（艘）",
        "2031年渔获（吨）",
    ]
    assert [(head.above, head.last) for head in sheet.heads[1:3]] == [
        ("2030年", "渔船（艘）"),
        ("2030年", "渔获（吨）"),
    ]
    assert [head.period for head in sheet.heads[1:]] == ["2030", "2030", "2031", "2031"]
    assert [head.unit for head in sheet.heads[1:]] == ["艘", "吨", "艘", "吨"]
    assert [head.measure for head in sheet.heads[1:]] == ["渔船", "渔获", "渔船", "渔获"]


def test_a_table_that_measures_one_thing_names_it_by_its_rows() -> None:
    sheet = table("港区\t2030年渔获（吨）\t2031年渔获（吨）", "东港\t300\t310", "西港\t280\t275")
    assert [(head.name, head.measure) for head in sheet.heads[1:]] == [("渔获", ""), ("渔获", "")]
    assert figure(sheet, "东港", 1).name == "东港"


def test_a_head_that_is_printed_twice_below_each_other_counts_once() -> None:
    sheet = marked("学校,教师（人）", "学校,教师（人）", "一中,90", "二中,80")
    assert [head.text for head in sheet.heads] == ["学校", "教师（人）"]


@pytest.mark.parametrize(
    ("head", "kind", "whole"),
    [
        ("学生（人）", None, ""),
        ("增长（%）", "growth", ""),
        ("增减（人）", "change", ""),
        ("占学生总数比重（%）", "share", "学生总数"),
        ("比重%", "share", ""),
    ],
)
def test_what_a_head_says_of_its_figures(head: str, kind: str | None, whole: str) -> None:
    last = table(f"学校\t教师（人）\t{head}", "一中\t90\t12", "二中\t80\t9").heads[2]
    assert (last.kind, last.whole) == (kind, whole)


def test_groups_of_columns_of_which_the_first_alone_is_dated() -> None:
    sheet = marked("项目,2031年余额,利息,2030年余额,利息", "船贷,120,31,90,30", "港贷,130,21,95,32")
    assert [head.period for head in sheet.heads] == ["", "2031", "2031", "2030", "2030"]
    assert [row.figures[4].period for row in sheet.rows] == ["2030", "2030"]


@pytest.mark.parametrize(
    "heads",
    ["项目,2031年余额,利息,2030年余额,罚息", "项目,2031年余额,利息,利息,2030年余额", "项目,2031年余额,利息,余额,利息"],
)
def test_columns_that_are_no_such_groups_keep_their_dates(heads: str) -> None:
    sheet = marked(heads, "船贷,120,31,90,30", "港贷,130,21,95,32")
    assert sheet.heads[2].period == ""


def test_bare_years_in_the_brackets_of_heads() -> None:
    sheet = marked(
        "船厂,售价（元）,收益（2030A）,收益（2031E）,倍率（2030）", "东港,12,1.2,1.3,3.0", "西港,10,1.1,1.4,3.1"
    )
    assert [(head.name, head.period) for head in sheet.heads[1:]] == [
        ("售价", ""),
        ("收益", "2030"),
        ("收益", "2031"),
        ("倍率", "2030"),
    ]
    sheet = marked("船厂,售价（元）,工单（2030）", "东港,12,7", "西港,10,9")
    assert sheet.heads[2].period == ""


def test_shares_of_the_year_before_are_of_the_levels_of_it() -> None:
    sheet = marked(
        "产品,本期金额（元）,本期占比（%）,上年同期金额（元）,上年同期占比（%）",
        "渔网,120,40,90,30",
        "渔船,180,60,210,70",
    )
    own = [(figure.kind, figure.period, figure.beside) for figure in sheet.rows[0].figures.values()]
    assert own == [("amount", "2031", None), ("share", "2031", 1), ("amount", "2030", None), ("share", "2030", 3)]


def test_words_of_moving_before_a_rate_in_its_cell() -> None:
    sheet = marked(
        "产品,毛利率（%）,毛利率比上年增减（%）",
        "渔网,31.0,减少3.96个百分点",
        "渔船,21.0,增加 2.10 个百分点",
        "渔具,9,减少到3%",
    )
    moved = [row.figures.get(2) for row in sheet.rows]
    assert [each and (each.kind, each.factor, each.unit) for each in moved] == [
        ("change", -1, "百分点"),
        ("change", 1, "百分点"),
        None,
    ]


def test_a_title_or_unit_within_the_table_is_no_head() -> None:
    sheet = marked("表 2 林场情况,,", "林场,2030年,2031年", "北坡,40,42", "南坡,30,31")
    assert [head.text for head in sheet.heads] == ["林场", "2030年", "2031年"]
    sheet = marked(",,单位：公顷", "林场,2030年,2031年", "北坡,40,42", "南坡,30,31")
    assert [head.above for head in sheet.heads] == ["", "", ""]
    assert figure(sheet, "北坡", 1).unit == "公顷"


def test_a_unit_in_the_corner_is_part_of_the_head() -> None:
    sheet = marked("单位：公顷,2030年,2031年", "北坡,40,42", "南坡,30,31")
    assert [head.period for head in sheet.heads] == ["", "2030", "2031"]


def test_the_heads_hold_below_a_line_that_cuts_the_table() -> None:
    above, below = read("林种\t2031年（公顷）", "松林\t40", "柏林\t30", "二、按权属分", "国有\t50", "集体\t20")
    assert above.line is None
    assert below.line is not None
    assert (below.line.label, below.line.partition, below.line.heading) == ("按权属分", True, True)
    assert below.heads == above.heads
    assert figure(below, "国有", 1).unit == "公顷"


def test_the_heads_hold_further_on_where_a_sentence_stands_between() -> None:
    sentence = "以上为全部林场的造林面积，以下为各苗圃的育苗面积，口径与上表相同，数据来自年报。"
    above, below = read("林种\t2031年（公顷）", "松林\t40", "柏林\t30", "", sentence, "", "东圃\t5", "西圃\t2")
    assert below.heads == above.heads
    assert below.line is None


# --- labels -----------------------------------------------------------------------------------------------------------


def test_columns_of_numbers_of_rows_and_of_units_are_no_figures() -> None:
    sheet = table("序号\t指标\t单位\t2031年", "1\t渔船\t艘\t40", "2\t渔港\t座\t3")
    assert [(row.name, list(row.figures)) for row in sheet.rows] == [("渔船", [3]), ("渔港", [3])]
    assert [(f.unit, f.unit_why.by) for row in sheet.rows for f in row.figures.values()] == [
        ("艘", "row"),
        ("座", "row"),
    ]


def test_a_column_of_bodies_is_none_of_units() -> None:
    sheet = table("单位\t学生（人）", "一中\t900", "二中\t800")
    assert [(row.name, row.figures[1].unit) for row in sheet.rows] == [("一中", "人"), ("二中", "人")]


def test_a_label_of_several_columns() -> None:
    sheet = table("地区\t类别\t学生（人）", "东州\t小学\t900", "东州\t中学\t800")
    assert [(row.group, row.label, row.name) for row in sheet.rows] == [
        ("东州", "小学", "东州小学"),
        ("东州", "中学", "东州中学"),
    ]


def test_a_kind_is_a_kind_of_the_first_row() -> None:
    sheet = table("指标\t2031年（人）", "在校学生\t1700", "男性\t900", "女性\t800")
    assert [row.name for row in sheet.rows] == ["在校学生", "男性在校学生", "女性在校学生"]


def test_a_row_that_is_named_by_a_date_is_of_it_and_has_no_name() -> None:
    sheet = table("年份\t渔船（艘）\t渔港（座）", "2030年\t40\t3", "2031年\t42\t4")
    assert [(row.name, row.period) for row in sheet.rows] == [("", "2030"), ("", "2031")]
    found = figure(sheet, "2030年", 2)
    assert (found.name, found.period, found.period_why.by) == ("渔港", "2030", "row")


def test_a_row_without_a_name_has_no_figures() -> None:
    sheet = marked("林场,松林（公顷）,柏林（公顷）", "北坡,40,30", ",12,11")
    assert [dict(row.figures) != {} for row in sheet.rows] == [True, False]


@pytest.mark.parametrize(
    ("printed", "name", "label"),
    [
        ("一、渔船", "渔船", "渔船"),
        ("（二）渔船", "渔船", "渔船"),
        ("1.渔船（含辅助船）", "渔船（含辅助船）", "渔船"),
        ("2.其中：渔船", "渔船", "渔船"),
        ("*渔船[3]", "渔船", "渔船"),
        ("牛、羊圈", "牛、羊圈", "牛、羊圈"),
        ("（新）渔船", "（新）渔船", "渔船"),
        ("含油污水", "含油污水", "含油污水"),
        ("2.5米以上渔船", "2.5米以上渔船", "2.5米以上渔船"),
    ],
)
def test_what_is_no_part_of_a_name(printed: str, name: str, label: str) -> None:
    row = marked("指标,2031年", "渔港,40", f"{printed},30").rows[1]
    assert (row.name, row.label) == (name, label)


def test_the_last_label_that_is_printed_is_that_of_the_row() -> None:
    sheet = marked("地区,类别,学生（人）", "东州,小学,900", ",中学,800", "合计,,1700")
    assert [(row.label, row.group, row.total) for row in sheet.rows[1:]] == [("中学", "", None), ("合计", "", "total")]


# --- depth and totals -------------------------------------------------------------------------------------------------


def test_depth_by_marks_enumerators_and_indent() -> None:
    sheet = marked(
        "指标,2031年（艘）", "一、渔船,40", "#钢质,30", "##新造,4", "其中：木质,6", "（一）远洋,9", "1.近海,31"
    )
    found = {row.label: (row.which, row.sharp, row.order) for row in sheet.rows}
    assert found["渔船"] == (0, False, 1)
    assert found["钢质"] == (1, True, 0)
    assert found["新造"] == (2, True, 0)
    assert found["木质"] == (1, False, 0)
    assert found["远洋"] == (0, False, 2)
    assert found["近海"] == (0, False, 3)
    sheet = table("指标\t2031年（艘）", "渔船\t40", "　钢质渔船\t30", "　木质渔船\t10")
    assert [row.indent for row in sheet.rows] == [0, 1, 1]


def test_labels_that_are_centred_have_no_depth() -> None:
    sheet = table("指标\t2031年（艘）", "远洋渔船\t40", "　渔港\t3", "　　港\t1")
    assert [row.indent for row in sheet.rows] == [0, 0, 0]


@pytest.mark.parametrize(
    ("label", "total", "rank"),
    [
        ("小计", "subtotal", 1),
        ("渔船合计", "total", 2),
        ("总计", "grand-total", 3),
        ("全县", "whole-area", 2),
        ("全县渔船", None, 0),
        ("合计数", None, 0),
    ],
)
def test_totals_of_rows_and_columns(label: str, total: str | None, rank: int) -> None:
    row = rows(table("港区\t渔船（艘）", "东港\t12", "西港\t9", f"{label}\t21"))[label]
    assert (row.total, row.rank) == (total, rank)
    head = table(f"港区\t渔船\t渔港\t{label}", "东港\t12\t3\t15", "西港\t9\t2\t11").heads[3]
    assert head.total == total


def test_rows_and_columns_that_are_in_no_sum() -> None:
    sheet = table("项目\t其中：本级\t抵销\t补贴率\t收入（万元）", "减：退费\t3\t2\t1\t40", "平均\t9\t8\t7\t20")
    assert [(head.of_which, head.taken_off) for head in sheet.heads[1:3]] == [(True, False), (False, True)]
    assert [(row.taken_off, row.mean) for row in sheet.rows] == [(True, False), (False, True)]


def test_rows_without_figures() -> None:
    sheet = marked("项目,一季度,二季度,三季度", "栏次,1,2,3", "收费,40,42,41", "罚没,—,—,—", "其他,,,", "利息,3,2,1")
    found = rows(sheet)
    assert [(found[label].blank, found[label].heading) for label in ("栏次", "罚没", "其他", "收费")] == [
        (True, False),
        (True, False),
        (False, True),
        (False, False),
    ]


SHARES = "材质\t渔船（艘）\t比重（%）"
ALL = ("渔船总数\t40\t100", "钢质\t30\t75", "木质\t10\t25")
MORE = ("远洋合计\t20\t100", "拖网\t15\t75", "围网\t5\t25")


@pytest.mark.parametrize(
    ("body", "wholes"),
    [
        (ALL, ["渔船总数"] * 3),
        ((*ALL[1:], ALL[0]), ["渔船总数"] * 3),
        ((*ALL, *MORE), ["渔船总数"] * 3 + ["远洋合计"] * 3),
        ((*ALL[1:], ALL[0], *MORE[1:], MORE[0]), ["渔船总数"] * 3 + ["远洋合计"] * 3),
        ((ALL[1], ALL[0], MORE[0], MORE[1]), [None] * 4),
        (ALL[1:], [None] * 2),
    ],
    ids=["on top", "at the end", "several on top", "several at the end", "in between", "none"],
)
def test_the_row_that_is_all_of_a_column_of_shares(body: tuple[str, ...], wholes: list[str | None]) -> None:
    sheet = table(SHARES, *body)
    found = [sheet.whole_of(i, 2) for i in range(len(sheet.rows))]
    assert [row and row.name for row in found] == wholes
    assert sheet.whole_of(0, 1) is None


# --- figures ----------------------------------------------------------------------------------------------------------


def test_where_a_unit_comes_from() -> None:
    sheet = table(
        "单位：万元",
        "",
        "项目\t2031年\t学生（人）",
        "学费\t300\t20",
        "教室（间）\t40\t9",
        "入学率\t96\t8",
        "捐款\t12元\t7",
    )
    found = {row.label: row.figures[1] for row in sheet.rows}
    assert {label: (f.unit, f.factor, f.unit_why.by) for label, f in found.items()} == {
        "学费": ("元", Decimal(10000), "table"),
        "教室": ("间", Decimal(1), "row"),
        "入学率": ("%", Decimal(1), "name"),
        "捐款": ("元", Decimal(1), "cell"),
    }
    assert {(f.unit, f.unit_why.by) for row in sheet.rows for j, f in row.figures.items() if j == 2} == {("人", "head")}
    bare = table("项目\t2031年", "渔船\t40", "渔港\t3")
    assert (figure(bare, "渔船", 1).unit, figure(bare, "渔船", 1).unit_why.by) == ("", "nothing-said")


@pytest.mark.parametrize(
    ("line", "unit", "factor"),
    [
        ("单位：元 币种：人民币", "元", 1),
        ("币种：人民币　单位：万元", "元", 10_000),
        ("单位:亿元　币种:人民币　审计类型:未经审计", "元", 100_000_000),
        ("单位：人民币万元", "元", 10_000),
        ("单位：元（人民币）", "元", 1),
        ("编制单位：东港渔业局　单位：吨", "吨", 1),
        ("编制单位：东港渔业局", "", 1),
        ("编制单位：东港渔业局　2031年12月　单位：万吨", "吨", 10_000),
        ("单位：人事处", "", 1),
    ],
)
def test_the_unit_in_a_line_that_says_more(line: str, unit: str, factor: int) -> None:
    found = figure(table(line, "", "项目\t2031年\t2030年", "捕捞\t300\t280", "养殖\t90\t85"), "捕捞", 1)
    assert (found.unit, found.factor) == (unit, Decimal(factor))


def test_a_rate_without_a_unit_is_in_per_cent() -> None:
    sheet = table("单位：吨", "", "品种\t2031年\t增长", "海带\t300\t5.2", "紫菜\t90\t持平")
    found = figure(sheet, "海带", 2)
    assert (found.kind, found.unit, found.unit_why.by, found.factor) == ("growth", "%", "rate", Decimal(1))
    flat = figure(sheet, "紫菜", 2)
    assert (flat.kind, flat.mention, flat.unit) == ("growth", None, "%")


def test_a_number_too_large_for_a_rate_is_none() -> None:
    sheet = table("品种\t2031年（吨）\t增长", "海带\t300000\t13405", "紫菜\t90000\t12")
    assert [row.figures[2].kind for row in sheet.rows] == ["change", "growth"]


def test_where_a_period_comes_from_and_of_what_a_rate_is() -> None:
    sheet = table(
        "品种\t2030年（吨）\t上年（吨）\t产量（吨）\t增长（%）", "海带\t280\t290\t300\t5.2", "紫菜\t90\t88\t91\t1.1"
    )
    found = rows(sheet)["海带"].figures
    assert [(found[j].period, found[j].period_why.by) for j in (1, 2, 3, 4)] == [
        ("2030", "head"),
        ("2030", "year-before"),
        ("2031", "document"),
        ("2031", "beside"),
    ]
    assert [found[j].beside for j in (1, 2, 3, 4)] == [None, None, None, 3]


def test_a_share_of_another_year_is_of_it() -> None:
    sheet = table("品种\t2030年产量（吨）\t2031年产量（吨）\t2030年比重（%）", "海带\t280\t300\t75", "紫菜\t90\t91\t25")
    found = figure(sheet, "海带", 3)
    assert (found.period, found.period_why.by, found.beside) == ("2030", "head", 1)


def periods(*lines: str) -> list[list[str]]:
    return [[figure.period for figure in row.figures.values()] for row in table(*lines).rows]


@pytest.mark.parametrize(
    "head", ["品种\t2029\t2030\t2031", "品种\t2031\t2030\t2029", "品种\t2029A\t2030E\t2031E", "品种\t2021\t2026\t2031"]
)
def test_bare_years_as_heads(head: str) -> None:
    years = [year[:4] for year in head.split("\t")[1:]]
    assert periods(head, "海带（吨）\t300\t310\t320", "紫菜（吨）\t90\t91\t92") == [years, years]


def test_bare_years_below_another_head() -> None:
    sheet = marked("品种,产量（吨）,", ",2030,2031", "海带,300,310", "紫菜,90,91")
    assert [(head.period, head.unit) for head in sheet.heads[1:]] == [("2030", "吨"), ("2031", "吨")]
    sheet = marked("单位：吨,,", "品种,2030,2031", "海带,300,310", "紫菜,90,91")
    assert [head.period for head in sheet.heads[1:]] == ["2030", "2031"]


def test_bare_years_as_names_of_rows() -> None:
    body = ("2029\t40\t3", "2030\t41\t3", "2031\t42\t4")
    years = [[year] * 2 for year in ("2029", "2030", "2031")]
    assert periods("年份\t渔船（艘）\t渔港（座）", *body) == years
    sheet = marked(",渔船（艘）,渔港（座）", *(row.replace("\t", ",") for row in body))
    assert [[figure.period for figure in row.figures.values()] for row in sheet.rows] == years


@pytest.mark.parametrize(
    "lines",
    [
        ("", "海带\t2029\t2030", "紫菜\t2031\t2032"),
        ("品种\t渔船（艘）\t渔港（座）", "海带\t2029\t2030", "紫菜\t300\t310"),
        ("品种\t2030年\t2031年", "海带\t2029\t2030", "紫菜\t300\t310"),
        ("品种\t甲\t乙", "海带\t1950\t2010", "紫菜\t300\t310"),
        ("品种\t甲\t乙", "海带\t2010吨\t2011吨", "紫菜\t300\t310"),
    ],
    ids=["nothing else below", "another label", "dates above", "no series", "units"],
)
def test_numbers_like_years_that_count_something(lines: tuple[str, ...]) -> None:
    printed = [
        figure.mention.printed for row in table(*lines).rows for figure in row.figures.values() if figure.mention
    ]
    assert len(printed) == 4


def test_the_year_of_a_caption_is_that_of_its_table() -> None:
    sheet = table("2029年渔获情况", "", "单位：吨", "", "品种\t产量", "海带\t300", "紫菜\t90")
    assert (sheet.year, figure(sheet, "海带", 1).period) == ("2029", "2029")


def test_every_reason_points_to_its_words() -> None:
    lines = ("品种\t单位\t2030年\t增长（%）", "海带\t吨\t300\t5.2", "紫菜\t吨\t90\t1.1")
    text = document(*lines).text
    found = rows(table(*lines))["海带"].figures

    def words(spans: tuple[tuple[int, int], ...]) -> list[str]:
        return [text[start:end] for start, end in spans]

    assert words(found[2].unit_why.spans) == ["吨"]
    assert words(found[2].period_why.spans) == ["2030年"]
    assert words(found[3].unit_why.spans) == ["增长（%）"]


# --- panels and stacks ------------------------------------------------------------------------------------------------


def page(html: str) -> tuple[Sheet, ...]:
    found = html_reading(html.encode(), Limits())
    text = layout.compose(Source("a.html", "", "html", (found.page,), found.issues), RULEBOOK.layout)
    return sheets(text, with_years(text, mentions.find(text.text, RULEBOOK), RULEBOOK), YEAR, RULEBOOK)


def cells(sheet: Sheet) -> list[tuple[str, list[str]]]:
    return [(row.name, [f.mention.printed for f in row.figures.values() if f.mention]) for row in sheet.rows]


def test_panels_side_by_side_are_one_table_with_their_rows_below_each_other() -> None:
    sheet = marked("港口,渔船（艘）,港口,渔船（艘）", "东港,12,北港,3", "西港,9,,", "南港,8,岛港,1")
    assert cells(sheet) == [
        ("东港", ["12"]),
        ("西港", ["9"]),
        ("南港", ["8"]),
        ("北港", ["3"]),
        ("", []),
        ("岛港", ["1"]),
    ]
    assert [head.text for head in sheet.heads] == ["港口", "渔船（艘）"]


def test_panels_whose_first_column_holds_codes() -> None:
    sheet = marked(
        "科目编码,科目名称,决算数,科目编码,科目名称,决算数",
        "301,教员支出,95.36,302,校舍支出,10.23",
        "30101,基本工资,14.12,30201,办公费,3.78",
        ",,,30202,印刷费,0.20",
    )
    assert cells(sheet) == [
        ("教员支出", ["95.36"]),
        ("基本工资", ["14.12"]),
        ("", []),
        ("校舍支出", ["10.23"]),
        ("办公费", ["3.78"]),
        ("印刷费", ["0.20"]),
    ]
    assert [row.indent for row in sheet.rows if row.name] == [0, 1, 0, 1, 1]


def test_panels_of_years() -> None:
    sheet = marked("年份,招生,年份,招生,年份,招生", "2019,40,2022,44,2025,51", "2020,41,2023,45,2026,52")
    dated = [(row.period, [f.mention.printed for f in row.figures.values() if f.mention]) for row in sheet.rows]
    assert dated == [
        ("2019", ["40"]),
        ("2020", ["41"]),
        ("2022", ["44"]),
        ("2023", ["45"]),
        ("2025", ["51"]),
        ("2026", ["52"]),
    ]


def test_panels_with_heads_of_their_own_are_tables_of_their_own() -> None:
    rows = "<tr><td>学费<td>30<td>教师<td>40<tr><td>捐款<td>20<td>校舍<td>8<tr><td>拨款<td>9<td>设备<td>7"
    income, spending = page(
        f"<table><tr><td colspan=2>收入<td colspan=2>支出<tr><td>项目<td>预算数<td>项目<td>预算数{rows}</table>"
    )
    assert cells(income)[0] == ("学费", ["30"])
    assert cells(spending)[0] == ("教师", ["40"])


def test_a_head_that_comes_again_over_figures_makes_no_panels() -> None:
    sheet = marked("学校,2030年,2031年", "一中,40,42", "二中,30,31")
    assert len(sheet.heads) == 3
    sheet = marked("学校,人数,人数,人数", "一中,40,42,1", "二中,30,31,2")
    assert len(sheet.heads) == 4


def test_rows_that_are_stacked_in_cells() -> None:
    head = "<tr><th>渔具<th>数量（件）<th>增长（%）"
    (sheet,) = page(f"<table>{head}<tr><td>围网<br>拖网<br>刺网<td>1,204<br>3,560<br>872<td>2.1<br>-<br>-0.4</table>")
    assert cells(sheet) == [("围网", ["1,204", "2.1"]), ("拖网", ["3,560"]), ("刺网", ["872", "-0.4"])]
    (sheet,) = page(f"<table>{head}<tr><td>围网<p>拖网</p><td><p>12</p><p>35</p><td></table>")
    assert cells(sheet) == [("围网", ["12"]), ("拖网", ["35"])]


def test_a_head_further_down_whose_columns_are_others_begins_a_table() -> None:
    first, second = page(
        "<table><tr><td>船主<td>增减（艘）<td>艘数<td>比例（%）<tr><td>李海<td>0<td>84<td>39.9"
        "<tr><td>王江<td>-3<td>42<td>19.9<tr><td colspan=4>前两名租用船主"
        "<tr><td colspan=2>船主<td colspan=2>持有船股份数量<tr><td colspan=2>赵湖<td colspan=2>12"
        "<tr><td colspan=2>钱河<td colspan=2>8"
        "</table>"
    )
    assert cells(first) == [("李海", ["0", "84", "39.9"]), ("王江", ["-3", "42", "19.9"])]
    assert [head.text for head in second.heads] == ["船主", "持有船股份数量"]
    assert cells(second) == [("赵湖", ["12"]), ("钱河", ["8"])]
    assert figure(second, "赵湖", 1).unit == "股"


def test_a_head_further_down_that_says_what_it_counts_begins_a_table() -> None:
    found = page(
        "<table><tr><td>在岗职工总量<td>652<tr><td colspan=2>专业构成<tr><td>专业类别<td>职工人数<tr><td>捕捞<td>640"
        "<tr><td>加工<td>12<tr><td colspan=2>教育程度<tr><td>教育类别<td>数量（人）<tr><td>本科<td>52"
        "<tr><td>其他<td>600</table>"
    )
    assert [cells(sheet) for sheet in found] == [
        [("在岗职工总量", ["652"])],
        [("捕捞", ["640"]), ("加工", ["12"])],
        [("本科", ["52"]), ("其他", ["600"])],
    ]
    assert [figure(sheet, label, 1).unit for sheet, label in zip(found[1:], ("捕捞", "本科"), strict=True)] == [
        "人",
        "人",
    ]


@pytest.mark.parametrize("row", ["停业渔场,无人,无船", "其他渔场,——,——", "停业渔场,,"])
def test_rows_of_words_among_figures_are_no_heads(row: str) -> None:
    sheet = marked("渔场,职工人数,船（艘）", "东场,40,42", row, "南场,30,31")
    assert [label for label, found in cells(sheet) if found] == ["东场", "南场"]


def test_the_ends_of_heads_on_the_next_page_are_none() -> None:
    one = "<table><tr><td>产品<td>收入（万元）<td>成本（万元）<td>成本比上年增减<tr><td>渔网<td>12<td>9<td>7.9</table>"
    two = "<table><tr><td><td><td><td>比例（%）<tr><td>渔船<td>30<td>21<td>3.1</table>"
    _, below = page(one + two)
    assert [head.text for head in below.heads] == ["产品", "收入（万元）", "成本（万元）", "成本比上年增减"]
    assert [(f.unit, f.kind) for f in below.rows[0].figures.values()] == [
        ("元", "amount"), ("元", "amount"), ("%", "growth"),
    ]  # fmt: skip


def test_what_a_name_counts_is_no_money() -> None:
    sheet = table("单位：万元", "", "渔场\t职工人数\t收入", "东场\t40\t42", "西场\t30\t31")
    assert [figure(sheet, "东场", j).unit for j in (1, 2)] == ["人", "元"]


@pytest.mark.parametrize(("many", "other", "unit"), [(5, "股", "元"), (5, "万元", ""), (4, "股", "")])
def test_the_unit_of_nearly_all_tables_is_that_of_amounts_to_the_cent(many: int, other: str, unit: str) -> None:
    lines = [f"单位：{each}" for each in ["元"] * many + [other]]
    told = [
        line
        for k, each in enumerate(lines)
        for line in (f"附注{k}", "", each, "", f"船{k}\t1,200.00", f"网{k}\t3.00", "")
    ]
    last = read(
        *told,
        "以下是各客户的往来，均为正常业务所生，没有逾期。",
        "",
        "客户\t往来\t船只",
        "甲港\t86,512,221.40\t12.5",
        "乙港\t7,651.30\t11.5",
    )[-1]
    assert [figure(last, "甲港", j).unit for j in (1, 2)] == [unit, ""]


def test_rows_in_bars_that_did_not_fit_go_on_in_the_next_line() -> None:
    sheet = table(
        "| 港区 | 渔船（艘） | 渔",
        "获（吨） | 渔港 |",
        "|—|—|—|—|",
        "| 东港 | 12 | 300 | 1 |",
        "| 西港 | 9 | 280 | 2 |",
    )
    assert [head.text for head in sheet.heads] == ["港区", "渔船（艘）", "渔获（吨）", "渔港"]
    assert cells(sheet) == [("东港", ["12", "300", "1"]), ("西港", ["9", "280", "2"])]
    (sheet,) = read("| 港区 | 渔船（艘） |", "|---|---|", "| 东港 | 12 |", "西港不在内 |", "| 南港 | 9 |")[:1]
    assert cells(sheet) == [("东港", ["12"])]


@pytest.mark.parametrize(
    "row",
    [
        "<td>围网<br>（含定置网）<td>12<td>2.1",
        "<td>围网<br>拖网<td>12<br>35<br>7<td>2.1",
        "<td>围网<br>拖网<td>见注<br>35件<td>2.1",
        "<td>围网<br>拖网<td>（12）<br>（35）<td>2.1",
    ],
)
def test_lines_that_are_no_stack_stay_one_cell(row: str) -> None:
    (sheet,) = page(f"<table><tr><th>渔具<th>数量（件）<th>增长（%）<tr>{row}<tr><td>刺网<td>872<td>1.0</table>")
    assert len(sheet.rows) == 2


def test_a_cell_beside_a_stack_reaches_over_all_of_its_rows() -> None:
    body = "<tr><td rowspan=2>近海<td>围网<br>拖网<td>12<br>35<tr><td>刺网<td>8"
    (sheet,) = page(f"<table><tr><th>海域<th>渔具<th>数量（件）{body}</table>")
    assert cells(sheet) == [("近海围网", ["12"]), ("近海拖网", ["35"]), ("近海刺网", ["8"])]


# --- bare years and units in heads ------------------------------------------------------------------------------------


def test_bare_years_beside_a_column_of_units_and_a_column_of_growth() -> None:
    sheet = marked("指标,单位,2030,2031,增长（%）", "渔船,艘,1100,1210,10.0", "渔港,座,2040,2050,0.5")
    assert [head.period for head in sheet.heads] == ["", "", "2030", "2031", ""]
    assert [(f.name, f.unit, f.kind, f.period) for f in rows(sheet)["渔船"].figures.values()] == [
        ("渔船", "艘", "count", "2030"),
        ("渔船", "艘", "count", "2031"),
        ("渔船", "%", "growth", "2031"),
    ]


def test_bare_years_that_come_again_below_each_head() -> None:
    sheet = marked(
        ",招生（人）,招生（人）,占比（%）,占比（%）", "学校,2030,2031,2030,2031", "一中,40,42,57,58", "二中,30,31,43,42"
    )
    assert [head.period for head in sheet.heads] == ["", "2030", "2031", "2030", "2031"]


def test_a_bare_year_alone_beside_a_head_of_words() -> None:
    assert [head.period for head in marked("指标,2031,比上年增长（%）", "渔船（艘）,1210,10.0").heads] == [
        "",
        "2031",
        "",
    ]
    assert [head.period for head in marked("合计,2031,-", "木船,1200,3", "钢船,831,4").heads] == ["", "", ""]


def test_the_unit_in_the_corner_is_that_of_the_figures() -> None:
    sheet = marked("项目（百万元）,2030,2031,占比（%）", "学费,300,310,60.5", "捐款,200,202,39.5")
    assert [f.unit for f in rows(sheet)["学费"].figures.values()] == ["元", "元", "%"]
    sheet = marked("网目（毫米）,渔网", "第30号,12", "第40号,8")
    assert [f.unit for row in sheet.rows for f in row.figures.values()] == ["", ""]


@pytest.mark.parametrize(
    ("rows", "kind", "unit"),
    [
        (("木船,126,118,8", "钢船,342,365,-23"), "change", "艘"),
        (("木船,126,118,6.8", "钢船,342,365,-6.3"), "growth", "%"),
        (("木船,126,118,6.8%", "钢船,342,365,-6.3%"), "growth", "%"),
        (("木船,12.6,11.8,0.8", "钢船,34.2,36.5,-2.3"), "change", "艘"),
    ],
)
def test_a_head_that_says_only_that_something_moved(rows: tuple[str, ...], kind: str, unit: str) -> None:
    (sheet,) = read(
        "单位：艘",
        "",
        "| 船型 | 2031年 | 2030年 | 增减 |",
        "|---|---|---|---|",
        *(f"| {r.replace(',', ' | ')} |" for r in rows),
    )
    assert {(row.figures[3].kind, row.figures[3].unit, row.figures[3].beside) for row in sheet.rows} == {
        (kind, unit, 1)
    }


# --- places as rows ---------------------------------------------------------------------------------------------------


def named(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(f.mention.printed, f.name, f.scope) for row in sheet.rows for f in row.figures.values() if f.mention]


def test_places_as_rows_are_whose_the_figures_are() -> None:
    sheet = marked("地区,渔船（艘）", "东湾县,12", "西湾县,9", "合计,21")
    assert named(sheet) == [("12", "渔船", "东湾县"), ("9", "渔船", "西湾县"), ("21", "渔船", "")]
    sheet = marked(
        "序号,县（市、区）,渔船（艘）,渔获（吨）", "1,东湾县,12,300", "2,其中：湾头镇,9,280", "3,东湾县小计,21,580"
    )
    assert named(sheet) == [
        ("12", "渔船", "东湾县"),
        ("300", "渔获", "东湾县"),
        ("9", "渔船", "湾头镇"),
        ("280", "渔获", "湾头镇"),
        ("21", "渔船", "东湾县"),
        ("580", "渔获", "东湾县"),
    ]


def test_places_beside_what_is_counted_there() -> None:
    sheet = marked("地区,船型,2030年（艘）,2031年（艘）", "东湾县,木船,12,11", "东湾县,钢船,9,10", "西湾县,木船,3,2")
    assert named(sheet)[:4] == [
        ("12", "木船", "东湾县"),
        ("11", "木船", "东湾县"),
        ("9", "钢船", "东湾县"),
        ("10", "钢船", "东湾县"),
    ]


@pytest.mark.parametrize(
    ("title", "name", "scope"),
    [
        ("表3 2031年分区县渔获量（吨）", "渔获量", "东湾县"),
        ("各区县渔获量情况", "渔获量", "东湾县"),
        ("分区县渔获量及产值", "东湾县", ""),
        ("渔业情况", "东湾县", ""),
    ],
)
def test_the_title_says_what_a_table_of_places_and_years_measures(title: str, name: str, scope: str) -> None:
    table = ["| 地区 | 2030年 | 2031年 |", "|---|---|---|", "| 东湾县 | 41 | 45 |", "| 西湾县 | 31 | 30 |"]
    (sheet,) = read(title, "", *table)
    assert named(sheet)[0] == ("41", name, scope)


def test_rows_that_only_look_like_places_are_names() -> None:
    assert named(marked("项目,渔船（艘）", "东湾县,12", "西湾县,9"))[0] == ("12", "东湾县", "")


def test_a_head_further_down_holds_for_what_stands_below_it() -> None:
    body = ("许可,12,3", "第二项,,", "内容,收费金额（单位：万元）,", "渔港收费,72.5,")
    first, second = read(
        *(f"| {' | '.join(r.split(','))} |" for r in ("内容,本年办理件数,本年废止件数", "---,---,---", *body))
    )
    assert [(f.name, f.unit) for row in first.rows for f in row.figures.values()] == [
        ("许可办理件数", "件"),
        ("许可废止件数", "件"),
    ]
    assert [(f.name, f.unit, str(f.factor)) for row in second.rows for f in row.figures.values()] == [
        ("渔港收费", "元", "10000")
    ]


def test_the_same_head_again_cuts_nothing() -> None:
    sheet = marked("内容,办理件数,废止件数", "许可,12,3", "内容,办理件数,废止件数", "处罚,7,1")
    assert rows(sheet)["处罚"].figures[1].name == "处罚办理件数"


# --- budgets and accounts ---------------------------------------------------------------------------------------------


def test_codes_name_no_row_and_say_how_deep_it_is() -> None:
    body = ("301,,,港务支出,90,60", "301,05,,航标支出,50,30", "301,05,01,灯塔,20,10", ",,,合计,90,60")
    sheet = marked("类,款,项,科目名称,合计,项目支出（万元）", *body)
    assert [(row.name, row.indent) for row in sheet.rows] == [
        ("港务支出", 0),
        ("航标支出", 1),
        ("灯塔", 2),
        ("合计", 0),
    ]
    assert figure(sheet, "灯塔", 5).name == "灯塔项目支出"
    one = marked("科目编码,科目名称,决算数（万元）", "301,港务支出,90", "30105,航标支出,50", "3010501,灯塔,20")
    assert [(row.name, row.indent) for row in one.rows] == [("港务支出", 0), ("航标支出", 1), ("灯塔", 2)]


def test_numbers_without_a_head_of_codes_are_figures() -> None:
    assert not marked("渔船,渔港,名称,合计", "301,5,东港,90", "302,7,西港,80").rows[0].name


@pytest.mark.parametrize(
    "line",
    [
        "编制单位：海城市渔业局单位：万元",
        "人民币万元，百分比除外",
        "（人民币万元）",
        "单位：海城市渔业局 金额单位：万元 币种：人民币",
    ],
)
def test_a_line_says_the_unit_beside_who_made_it(line: str) -> None:
    sheet = table("渔业收支表", line, "项目\t2031年\t2030年", "捕捞\t30\t28", "养殖\t12\t11")
    assert {(f.unit, str(f.factor)) for row in sheet.rows for f in row.figures.values()} == {("元", "10000")}


def test_a_name_that_counts_says_its_unit_where_nothing_else_does() -> None:
    sheet = marked("培训,参训人数,指数", "船员,120,103", "渔民,80,98")
    assert [(f.name, f.unit) for f in sheet.rows[0].figures.values()] == [("船员参训人数", "人"), ("船员指数", "")]
    told = table("单位：万人", "培训\t参训人数\t女", "船员\t120\t12", "渔民\t80\t7")
    assert str(figure(told, "船员", 1).factor) == "10000"


def test_signs_of_a_sum_are_no_part_of_a_name() -> None:
    sheet = marked("项目,金额（万元）", "营业收入,12", "减：修船成本,5", "加：其他收益,1")
    assert [row.name for row in sheet.rows] == ["营业收入", "修船成本", "其他收益"]
    assert [row.taken_off for row in sheet.rows] == [False, True, False]


def test_what_moved_in_brackets_and_by_how_many_per_cent() -> None:
    sheet = marked("项目,2031年,2030年,增（减）额,变动（%）", "渔获,30,28,2,7.1", "养殖,12,11,1,9.1")
    assert [head.kind for head in sheet.heads[3:]] == ["change", "growth"]
    other = marked("项目,公允价值变动（万元）,余额（万元）", "渔船,30,28", "渔港,12,11")
    assert [head.kind for head in other.heads[1:]] == [None, None]


def test_the_first_row_is_no_head_where_its_label_says_that_it_is_none() -> None:
    sheet = marked("项目,2031年,2030年", "流动资产：,,", "存货,30,28", "现金,12,11")
    assert [head.text for head in sheet.heads] == ["项目", "2031年", "2030年"]
    assert sheet.rows[0].heading


def html_table(*body: str) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split(",")) for row in body)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


FIRST = html_table("项目,2031年,2030年", "存货,30,28", "现金,12,11", "债券,3,2")


def test_a_table_that_begins_with_names_alone_goes_on_with_the_one_it_meets() -> None:
    _, second = page(f"<p>单位：万元</p>{FIRST}{html_table('非流动资产：,,', '房屋,8,9', '设备,7,6', '船只,5,4')}")
    assert [head.text for head in second.heads] == ["项目", "2031年", "2030年"]
    assert (figure(second, "房屋", 2).unit, figure(second, "房屋", 2).period) == (
        "元",
        figure(second, "设备", 2).period,
    )
    assert second.line is not None
    assert [row.label for row in second.rows] == ["非流动资产：", "房屋", "设备", "船只"]


def test_a_table_with_text_before_it_has_a_head_of_its_own() -> None:
    other = html_table("渔船：,,", "木船,8,9", "钢船,7,6", "艇,5,4")
    _, second = page(f"<p>单位：万元</p>{FIRST}<p>另有渔船如下，其单位为艘，均为年末登记在册的数量。</p>{other}")
    assert not second.unit


def test_a_table_of_the_same_heads_that_meets_another_has_its_unit() -> None:
    same = html_table("类别,2031年,2030年", "房屋,8,9", "设备,7,6")
    _, second = page(f"<p>单位：万元</p>{FIRST}{same}")
    assert second.unit == "万元"
    _, other = page(f"<p>单位：万元</p>{FIRST}{html_table('类别,登记,注销', '木船,8,9', '钢船,7,6')}")
    assert not other.unit


def test_the_sides_of_a_table_go_on_on_their_own() -> None:
    head = ("收入,,支出,", "项目,决算数,项目,决算数", "港务,30,修缮,12", "泊位,8,疏浚,9", "其他,2,航标,3")
    rest = (",,灯塔,4", ",,浮标,5", "合计,40,合计,33", "年初结转,1,年末结转,8", "总计,41,总计,41")
    sheets_ = page(f"<p>单位：万元</p>{html_table(*head)}{html_table(*rest)}")
    assert [sheet.number for sheet in sheets_] == [0, 1, 2, 3]
    assert [(f.name, f.unit) for row in sheets_[3].rows for f in row.figures.values()] == [
        ("灯塔", "元"), ("浮标", "元"), ("合计", "元"), ("年末结转", "元"), ("总计", "元"),
    ]  # fmt: skip
    assert all(sheet.line is None for sheet in sheets_)


def test_what_moved_is_a_rate_where_it_is_printed_more_finely_than_its_levels() -> None:
    fine = table("渔港\t2031年末\t2030年末\t增减", "东港\t126.5\t118.4\t6.84", "西港\t60.1\t61.2\t-1.80")
    assert (figure(fine, "东港", 3).kind, figure(fine, "东港", 3).unit) == ("growth", "%")
    alike = table("渔港\t2031年末\t2030年末\t增减", "东港\t126.5\t118.4\t8.1", "西港\t60.1\t61.2\t-1.1")
    assert (figure(alike, "东港", 3).kind, figure(alike, "东港", 3).unit) == ("change", "")
