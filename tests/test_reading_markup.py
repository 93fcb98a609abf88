"""Web pages and Markdown: the main text and its tables, and nothing that a reader does not see."""

from __future__ import annotations

import re

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ipextract.layout import compose
from ipextract.model import PageTable, Source
from ipextract.reading import Limits
from ipextract.reading.html import html_reading
from ipextract.reading.html_styles import MOST_RULES
from ipextract.reading.markdown import markdown_reading
from ipextract.reading.wire import Reading, Refusal
from ipextract.rulebook import load
from office_fixtures import said

RULES = load().layout
TAGS = """table|/table|tr|td|/td|td rowspan=0|td colspan=3|th rowspan=4|tbody|caption|p|/p|h1|/h1|h2|div|/div|ol|li|pre
/pre|br|sup|/sup|del|/del|header|main|/main|article|nav|/nav|ruby|rt|svg|/svg|math|select|iframe|p hidden|!-- --"""
TEXTS = ("渔船", "12", "艘。", "5.9%", "一、概况", "\u3000", " ", "&amp;", "&#0;", "<a")
PIECES = [*(f"<{tag}>" for tag in re.split(r"[|\n]", TAGS)), *TEXTS]


def html(page: str, encoding: str = "utf-8") -> Reading:
    return html_reading(page.encode(encoding), Limits())


def texts(page: str) -> list[str]:
    return [each.partition(": ")[2] for each in said(html(page))]


def markdown(text: str) -> Reading:
    return markdown_reading(text.encode(), Limits())


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>渔船<b>12</b>艘</p>渔港<div>3个</div>", ["渔船12艘", "渔港", "3个"]),
        ("<p>渔船12艘\n  ，渔港</p>", ["渔船12艘 ，渔港"]),
        ("<p>渔船12<br>渔港3</p>", ["渔船12", "渔港3"]),
        ("<pre>渔船12\n渔港3</pre>", ["渔船12", "渔港3"]),
        ("<script>9</script><style>8</style><noscript>7</noscript><template>6</template><p>1</p>", ["1"]),
        ("<p>渔船<span hidden>9</span><i style='color:red; DISPLAY: none'>8</i>12艘</p>", ["渔船12艘"]),
        ("<p>船<i style='visibility:hidden'>9</i><i aria-hidden=true>8</i>12<i style='opacity:0'>7</i></p>", ["船12"]),
        ("<p>渔船<i style='font-size:0'>9</i>12艘</p>", ["渔船12艘"]),
        ("<div style='font-size:0'><p style='font-size:16px'>渔船12艘</p></div>", ["渔船12艘"]),
        ("<p style='opacity:0.9;display:inline'>渔船12艘</p>", ["渔船12艘"]),
        ("<p>渔船<del>9</del><ins>12</ins><s>8</s>艘</p>", ["渔船12艘"]),
        ("<p>渔船<b style='color:red;text-decoration: LINE-THROUGH red'>9</b><b>12</b>艘</p>", ["渔船12艘"]),
        ("<p>渔船<u style='text-decoration-line:underline line-through'>9</u>12艘</p>", ["渔船12艘"]),
        ("<p>渔船<u style='text-decoration:underline'>12</u>艘</p>", ["渔船12艘"]),
        ("<p>12<img src=a.png>3</p>", ["12 3"]),
        ("甲<nav>首页</nav>乙", ["甲", "乙"]),
        ("<p>面积12km<sup>2</sup>，CO<sub>2</sub></p>", ["面积12km²，CO₂"]),
        ("<p><ruby>渔<rp>(</rp><rt>yu</rt></ruby>&lt;3&nbsp;个</p>", ["渔<3\xa0个"]),
        ("<p>甲<select><option>9</select><button>打印</button>乙</p>", ["甲乙"]),
        ("<span style='display:block'>甲</span><span>乙</span>", ["甲", "乙"]),
        ("<dl><dt>渔船<dd>12艘</dl><ul><li>渔港<li>3个</ul>", ["渔船", "12艘", "渔港", "3个"]),
    ],
)  # fmt: skip
def test_what_a_page_says(page: str, found: list[str]) -> None:
    assert texts(page) == found


@pytest.mark.parametrize(
    ("sheet", "page", "found"),
    [
        (".x{display:none}", "<p>渔船<i class='y x'>9</i>12艘</p>", ["渔船12艘"]),
        ("#x, b { Visibility : hidden !important }", "<p>渔船<b>9</b>12<i id=x>8</i>艘</p>", ["渔船12艘"]),
        ("i{opacity:0}", "<p>渔船<i>9</i>12艘</p>", ["渔船12艘"]),
        (".x{text-decoration:line-through red}", "<p>渔船<i class=x>9</i>12艘</p>", ["渔船12艘"]),
        ("i{text-decoration-line:line-through}.x{text-decoration:none}", "<p><i>9</i><i class=x>12</i></p>", ["12"]),
        ("/* display:none */ .x{display:block}", "<div class=x>渔船12艘</div>", ["渔船12艘"]),
        (".x{display:none}.x.on{display:block}", "<div class=x>9</div><div class='x on'>渔船12艘</div>", ["渔船12艘"]),
        (".x{display:none}i{display:inline}", "<p>渔船<i class=x>9</i>12艘</p>", ["渔船12艘"]),
        (".x{display:none}", "<p class=x style='display:block'>渔船12艘</p><p>甲</p>", ["渔船12艘", "甲"]),
        (".x{display:none!important}", "<p class=x style='display:block'>9</p><p>甲</p>", ["甲"]),
        (".x{visibility:hidden}.y{visibility:visible}", "<p class=x>9<b class=y>渔船12艘</b></p>", ["9渔船12艘"]),
        ("p:hover, p::before {display:none} p:bogus {display:none}", "<p>渔船12艘</p>", ["渔船12艘"]),
        ("@media print {p{display:none}} @import 'x.css';", "<p>渔船12艘</p>", ["渔船12艘"]),
        ("@media screen {i{display:none}}", "<p>渔船<i>9</i>12艘</p>", ["渔船12艘"]),
        ("div > .x, ul .x {display:none}", "<div><i class=x>9</i></div><p><i class=x>渔船12艘</i></p>", ["渔船12艘"]),
        ("}{ p{{ .x{display:none", "<p>渔船12艘</p>", ["渔船12艘"]),
        ("<!-- .x{display:none} -->", "<p>渔船<i class=x>9</i>12艘</p>", ["渔船12艘"]),
    ],
)  # fmt: skip
def test_what_a_style_sheet_hides_is_not_read(sheet: str, page: str, found: list[str]) -> None:
    assert texts(f"<html><head><style>{sheet}</style></head><body>{page}</body></html>") == found


def test_sheets_for_print_and_of_other_languages_hide_nothing() -> None:
    rule = ".x{display:none}"
    page = f"<style media=print>{rule}</style><style type=text/less>{rule}</style><p class=x>渔船12艘</p>"
    assert texts(page) == ["渔船12艘"]


def test_what_a_style_sheet_hides_is_counted_and_a_sheet_has_its_bound() -> None:
    issues = html("<style>.x{display:none}</style><p class=x>9</p><p>渔船12艘</p>").issues
    assert [(issue.code, issue.message) for issue in issues] == [("IPX822", "hidden passages: 1; they were left out")]
    sheet = "".join(f".a{k}{{display:none}}" for k in range(MOST_RULES + 5))
    (issue,) = html(f"<style>{sheet}</style><p class=a{MOST_RULES + 2}>渔船12艘</p>").issues
    assert (issue.code, "too many rules of style" in issue.message) == ("IPX822", True)


def test_what_stands_around_the_text_is_furniture() -> None:
    page = (
        "<header>徽标</header><nav>首页 12</nav><article><header><h1>年报</h1></header><p>渔船12艘，渔港3个。</p>"
        "</article><div role=search>搜索</div><aside>热点</aside><footer>版权2024</footer>"
    )
    reading = html(page)
    assert said(reading) == ["para1: 年报", "para2: 渔船12艘，渔港3个。"]
    assert [(each.role, each.text) for each in reading.furniture] == [
        ("header", "徽标"),
        ("navigation", "首页 12"),
        ("navigation", "搜索"),
        ("navigation", "热点"),
        ("footer", "版权2024"),
    ]


def test_the_main_element_is_the_text_where_it_has_most_of_it() -> None:
    reading = html("<div>地区 12</div><main><p>渔船12艘，渔港3个，养殖场5座。</p></main>")
    assert said(reading) == ["para1: 渔船12艘，渔港3个，养殖场5座。"]
    assert [each.text for each in reading.furniture] == ["地区 12"]
    reading = html("<p>渔船12艘，渔港3个，养殖场5座。</p><main><p>另见3</p></main>")
    assert len(said(reading)) == 2


def test_the_only_first_heading_is_the_title_and_a_header_that_has_it_stays() -> None:
    reading = html("<header><h1>年报</h1></header><h2>渔船</h2><p>12艘</p>")
    assert [line.level for line in reading.page.items] == [0, 2, None]
    reading = html("<h1>渔船</h1><p>12艘</p><h1>渔港</h1>")
    assert [line.level for line in reading.page.items] == [1, None, 1]


def test_what_is_left_out_is_counted() -> None:
    page = (
        "<ol><li>甲<li>乙</ol><ol style='list-style:none'><li>丙</ol><iframe src=x></iframe>"
        "<svg><text>9</text></svg><math><mn>8</mn></math><img><p hidden>9</p>"
    )
    assert [(issue.code, issue.message.split(";")[0]) for issue in html(page).issues] == [
        ("IPX806", "pictures: 1"),
        ("IPX821", "paragraphs that are numbered automatically: 2"),
        ("IPX822", "hidden passages: 1"),
        ("IPX823", "charts and drawings: 1"),
        ("IPX823", "formulas: 1"),
        ("IPX823", "embedded documents: 1"),
    ]


def test_a_page_without_an_end_may_be_cut_off() -> None:
    assert [issue.code for issue in html("<html><body><p>渔船12艘").issues] == ["IPX824"]
    assert html("<html><body><p>渔船12艘</html>").issues == ()


@pytest.mark.parametrize("end", ["</body></html>", "</html>", "</HTML\n>", "</body>"])
def test_what_stands_behind_the_end_of_a_page_is_part_of_it(end: str) -> None:
    page = f"<html><body><p>渔船12艘</p>{end}<p>码头35座</p><table><tr><td>航道</td><td>66公里</td></tr></table>{end}"
    assert texts(page) == ["渔船12艘", "码头35座", "航道", "66公里"]


def test_two_pages_in_one_file_are_both_read() -> None:
    page = "<html><head><title>渔业</title></head><body><p>渔船12艘</p></body></html>\n"
    assert texts(page + page.replace("12", "37")) == ["渔船12艘", "渔船37艘"]


PAGE = "<html><meta {}><p>全年登记渔船4175艘，同比增长4.4%，渔民人均收入三万二千元，各项工作稳步推进。</p></html>"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "charset=gbk"),
        ("utf-8-sig", "charset=x"),
        ("utf-16", ""),
        ("gb18030", "charset='GB2312'"),
        ("gbk", "http-equiv=Content-Type content='text/html; charset=gbk'"),
        ("gb18030", "charset=iso-8859-1"),
        ("gb18030", ""),
    ],
)
def test_encodings(encoding: str, declared: str) -> None:
    assert said(html(PAGE.format(declared), encoding))[0].startswith("para1: 全年登记渔船4175艘，")


def test_traditional_characters_as_declared() -> None:
    assert said(html("<meta charset=big5><p>全年登記漁船4175隻</p>", "big5")) == ["para1: 全年登記漁船4175隻"]


def test_bytes_that_no_encoding_explains_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        html_reading(b"<p>" + bytes(range(0x80, 0x100)) * 3, Limits())
    assert caught.value.outcome == "encoding"
    with pytest.raises(Refusal) as caught:
        html_reading(b"<p>12\0</p>", Limits())
    assert caught.value.outcome == "unsupported"


# --- tables --------------------------------------------------------------------------------------------------------


def grids(page: str) -> list[list[tuple[int, int, int, int, str]]]:
    return [
        [(c.row, c.column, c.row_span, c.column_span, "/".join(line.text for line in c.lines)) for c in item.cells]
        for item in html(page).page.items
        if isinstance(item, PageTable)
    ]


def test_merged_cells_cover_their_places() -> None:
    page = (
        "<table><caption>表1</caption><thead><tr><th rowspan=2>类别<th colspan=2>2024年<th rowspan=0>备注"
        "<tr><td>新收<td>审结<tbody><tr><td>民事<br>合计<td>90<td>88<td rowspan=9>无<tr><td>刑事<td>12<td>11</table>"
    )
    assert grids(page) == [
        [
            (0, 0, 2, 1, "类别"),
            (0, 1, 1, 2, "2024年"),
            (0, 3, 2, 1, "备注"),
            (1, 1, 1, 1, "新收"),
            (1, 2, 1, 1, "审结"),
            (2, 0, 1, 1, "民事/合计"),
            (2, 1, 1, 1, "90"),
            (2, 2, 1, 1, "88"),
            (2, 3, 2, 1, "无"),
            (3, 0, 1, 1, "刑事"),
            (3, 1, 1, 1, "12"),
            (3, 2, 1, 1, "11"),
        ]
    ]
    assert texts(page)[0] == "表1"


@pytest.mark.parametrize(
    ("span", "across"),
    [("2;", 2), (" +2px", 2), ("002", 2), ("two", 1), ("-2", 1), ("0", 1), ("", 1), ("2.9", 2)],
)
def test_spans_are_read_as_browsers_read_them(span: str, across: int) -> None:
    page = (
        f"<table><tr><td>船<td colspan='{span}'>艘数<td>备注<tr><td>木<td>1<td>2<td>3<tr><td>钢<td>4<td>5<td>6</table>"
    )
    ((*_, (_, last, _, _, _)),) = (grid[:3] for grid in grids(page))
    assert last == 1 + across


def test_tables_for_the_looks_are_text() -> None:
    inner = "<table><tr><td>县<td>渔船<tr><td>甲县<td>12</table>"
    page = f"<table><tr><td>栏目<td><p>全年登记12艘。</p>{inner}</td></tr><tr><td>左<td>右</table>"
    assert grids(page) == [[(0, 0, 1, 1, "县"), (0, 1, 1, 1, "渔船"), (1, 0, 1, 1, "甲县"), (1, 1, 1, 1, "12")]]
    assert texts(page)[:3] == ["栏目", "全年登记12艘。", "县"]
    long = "<table><tr><td>甲<td>乙<tr><td>丙<td>" + "渔船" * 300 + "</table>"
    assert grids(long) == []


def test_a_table_that_covers_too_much_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        html("<table>" + "<tr><td colspan=1000 rowspan=60000>1" * 50 + "</table>")
    assert caught.value.outcome == "limit"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_a_page_is_made_of_it_ends_with_a_type_and_layout_loses_nothing(page: str) -> None:
    try:
        reading = html(page)
    except Refusal as refusal:
        event(refusal.outcome)
        return
    document = compose(Source("a.html", "", "html", (reading.page,), reading.issues), RULES)
    read = "".join(each.partition(": ")[2] for each in said(reading))
    kept = document.text + "".join(each.text for each in document.furniture)
    assert sorted("".join(kept.split())) == sorted("".join(read.split()))


# --- Markdown ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 年报\n\n渔船12艘\n渔港3个\n", ["1: 年报", "3: 渔船12艘 渔港3个"]),
        ("3. 渔船12艘\n4. 渔港3个\n", ["1: 3. 渔船12艘", "2: 4. 渔港3个"]),
        ("- 渔船12艘\n\n- 渔港3个\n", ["1: 渔船12艘", "3: 渔港3个"]),
        ("长5*3*2米，**重**12", ["1: 长5*3*2米，重12"]),
        ("渔船~~99~~12艘", ["1: 渔船12艘"]),
        ("    2024年登记12艘\n", ["1: 2024年登记12艘"]),
        ("[注]: 数据为12\n", ["1: [注]: 数据为12"]),
        (
            "渔业如下。\n单位：艘\n指标\t2023年\n渔船\t1,200\n渔港  **12**\n泊位\t7\n以上为初步数。",
            [
                "1: 渔业如下。",
                "2: 单位：艘",
                "3: 指标\t2023年",
                "4: 渔船\t1,200",
                "5: 渔港  12",
                "6: 泊位\t7",
                "7: 以上为初步数。",
            ],
        ),
        ("全年登记渔船 120\n其中钢质渔船\n合计渔港 3\n", ["1: 全年登记渔船 120 其中钢质渔船 合计渔港 3"]),
        ("---\ndate: 2024-01-02\n---\n渔船12艘\n", ["4: 渔船12艘"]),
        ("|县|渔船|\n|-|-:|\n|甲县|12|\n", ["1: 县", "1: 渔船", "3: 甲县", "3: 12"]),
        ("渔船<sup>1</sup>12艘\n\n<div hidden>99</div>\n", ["1: 渔船¹12艘"]),
    ],
)
def test_what_markdown_says(text: str, found: list[str]) -> None:
    assert said(markdown(text)) == found


def test_markdown_that_is_nested_without_end_is_refused_or_read() -> None:
    with pytest.raises((Refusal, RecursionError)):
        markdown(">" * 3000 + "渔船12艘")


def test_a_page_without_a_body_tag_is_read() -> None:
    page = '<!doctype html><meta charset="utf-8"><title>年报</title><main><p>全年新建驿站7座。</p></main>'
    assert texts(page) == ["全年新建驿站7座。"]


def test_rows_that_are_longer_than_their_head_keep_their_cells() -> None:
    text = "| 港口 | 渔船 |\n|---|---|\n| 东港 | 12 | **300** |\n| 西港 | 9 |"
    assert [item for item in grids_of(markdown(text)) if item[1] == 2] == [(1, 2, 1, "300")]


def test_a_head_above_several_columns_that_say_the_same_again() -> None:
    text = "> | | 渔船 | 渔获 |\n> |---|---|---|\n> | | 2030 | 2031 | 2030 | 2031 |\n> | 东港 | 12 | 14 | 300 | 310 |"
    assert [item for item in grids_of(markdown(text)) if item[0] == 0] == [
        (0, 0, 1, ""),
        (0, 1, 2, "渔船"),
        (0, 3, 2, "渔获"),
    ]
    other = "| | 渔船 | 渔获 |\n|---|---|---|\n| 东港 | 12 | 14 | 300 | 310 |"
    assert [item for item in grids_of(markdown(other)) if item[0] == 0] == [
        (0, 0, 1, ""),
        (0, 1, 1, "渔船"),
        (0, 2, 1, "渔获"),
    ]


def grids_of(found: Reading) -> list[tuple[int, int, int, str]]:
    """Row, column, columns across and words of the cells of the only table."""
    (table,) = (item for item in found.page.items if isinstance(item, PageTable))
    return [(c.row, c.column, c.column_span, "/".join(line.text for line in c.lines)) for c in table.cells]
