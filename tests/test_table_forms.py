"""The tables that authorities publish each year, in each format: lawful ones are let be, one wrong cell is accused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ipextract import pipeline, reading
from ipextract.model import Report
from ipextract.rulebook import load
from office_fixtures import cell, docx, para
from office_fixtures import table as word_table
from pdf_fixtures import table as drawn

RULEBOOK = load()
Rows = Sequence[Sequence[str]]
HEAD = "云州市渔业局2031年度部门预算"


def _text(rows: Rows) -> bytes:
    return "\n".join((HEAD, "", "单位：万元", "", *("\t".join(row) for row in rows))).encode()


def _markdown(rows: Rows) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((f"# {HEAD}", "", "单位：万元", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:])).encode()


def _html(rows: Rows) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows)
    return f"<html><body><h1>{HEAD}</h1><p>单位：万元</p><table>{lines}</table></body></html>".encode()


def _docx(rows: Rows) -> bytes:
    return docx(para(HEAD, style="T") + para("单位：万元") + word_table(*("".join(map(cell, row)) for row in rows)))


def _pdf(rows: Rows) -> bytes:
    return drawn(list(rows), step=80.0)


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "t.txt": _text,
    "t.md": _markdown,
    "t.html": _html,
    "t.docx": _docx,
    "t.pdf": _pdf,
}


def read(name: str, rows: Rows, folder: Path) -> Report:
    path = folder / name
    path.write_bytes(FORMATS[name](rows))
    return pipeline.analyse_source(reading.read(path), rulebook=RULEBOOK)


def loud(report: Report) -> list[tuple[str, str]]:
    """The number accused and what it should be, of errors and warnings."""
    told = [finding for finding in report.findings if finding.severity in ("error", "warning")]
    return sorted({(f.repairs[0].printed, f.repairs[0].proposed) if f.repairs else ("", "") for f in told})


def rows_of(text: str) -> list[list[str]]:
    return [[each.replace("_", "") for each in line.split()] for line in text.strip().splitlines()]


def changed(rows: Rows, place: tuple[int, int], new: str) -> list[list[str]]:
    wrong = [list(row) for row in rows]
    wrong[place[0]][place[1]] = new
    return wrong


BALANCE = rows_of("""
项目 预算数 项目 预算数
一、财政拨款收入 1250.4 一、渔政服务支出 806.3
二、事业收入 230.2 二、船员教育支出 344.5
三、经营收入 _ 三、外事支出 _
四、其他收入 40.1 四、住房保障支出 369.9
收入总计 1520.7 支出总计 1520.7
""")
#: Formats that tell an empty cell from none.
CELLED = ("t.docx", "t.html", "t.md")
FULL = rows_of("""
项目 预算数 项目 预算数
一、财政拨款收入 1250.4 一、渔政服务支出 806.3
二、事业收入 230.2 二、船员教育支出 344.5
三、其他收入 40.1 三、住房保障支出 369.9
收入总计 1520.7 支出总计 1520.7
""")
CODES = rows_of("""
科目编码 科目名称 合计 基本支出 项目支出
213 渔政服务支出 1250.4 800.1 450.3
21301 渔港事务 740.1 500.0 240.1
2130101 渔港运行 400.0 300.0 100.0
2130102 渔港管理 340.1 200.0 140.1
21302 航标事务 510.3 300.1 210.2
2130299 其他航标事务 510.3 300.1 210.2
205 渔业教育支出 1094.6 499.9 594.7
20503 船员培训 1094.6 499.9 594.7
2050302 渔业学校 1094.6 499.9 594.7
合计 _ 2345.0 1300.0 1045.0
""")
COURTS = rows_of("""
事项 结果维持 结果纠正 其他结果 尚未审结 总计
行政复议 128 46 17 35 226
未经复议直接起诉 53 24 18 12 107
复议后起诉 31 16 15 14 76
""")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rows", [FULL, CODES, COURTS], ids=["balance", "codes", "courts"])
def test_a_lawful_form_is_let_be(name: str, rows: Rows, tmp_path: Path) -> None:
    report = read(name, rows, tmp_path)
    assert loud(report) == []
    assert any(each.relation.kind == "sum" and each.outcome.verdict == "holds" for each in report.relations)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("rows", "place", "new", "right"),
    [
        (FULL, (4, 1), "1250.7", "1520.7"),
        (CODES, (2, 2), "470.1", "740.1"),
        (CODES, (5, 4), "120.2", "210.2"),
        (CODES, (8, 3), "449.9", "499.9"),
        (CODES, (10, 4), "1405.0", "1045.0"),
        (CODES, (1, 4), "430.3", "450.3"),
        (COURTS, (1, 5), "262", "226"),
        (COURTS, (3, 2), "61", "16"),
    ],
    ids=[
        "a total of income",
        "a cell in a tree",
        "the only child of a code",
        "an only child that has one",
        "a last row in a last column",
        "a first row in a last column",
        "a total of reviews",
        "a last row",
    ],
)
def test_one_wrong_cell_is_accused(
    name: str, rows: Rows, place: tuple[int, int], new: str, right: str, tmp_path: Path
) -> None:
    assert (new, right) in loud(read(name, changed(rows, place, new), tmp_path))


@pytest.mark.parametrize("name", CELLED)
@pytest.mark.parametrize(("place", "new", "right"), [((5, 1), "1250.7", "1520.7"), ((4, 3), "396.9", "369.9")])
def test_items_without_figures_are_nothing(
    name: str, place: tuple[int, int], new: str, right: str, tmp_path: Path
) -> None:
    assert loud(read(name, BALANCE, tmp_path)) == []
    assert (new, right) in loud(read(name, changed(BALANCE, place, new), tmp_path))


# --- what tables say of time, of upper heads and of names -------------------------------------------------------------

QUARTERS = rows_of("""
港区 一季度 二季度 三季度 四季度 全年
东港 3126 2208 1475 6809 13618
西港 1845 967 1230 4042 8084
南港 2517 1388 946 4851 9702
""")
HALVES = rows_of("""
港区 上半年 下半年 全年
东港 5334 8284 13618
西港 2812 5272 8084
""")
RUN_UP = rows_of("""
月份 当月 累计
1-2月 310.5 310.5
3月 150.2 460.7
4月 160.1 620.8
5月 170.3 791.1
""")
COSTS = """
| 合计 | 合计 | 出国费 | 出国费 | 公车费小计 | 公车费小计 | 公车费购置费 | 公车费购置费 | 公车费运行费 | 公车费运行费 |
|---|---|---|---|---|---|---|---|---|---|
| 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 |
| 90.7 | 80.4 | 20.5 | 18.2 | 70.2 | 62.2 | 30.1 | 26.1 | 40.1 | 36.1 |
"""
STOCKS = rows_of("""
港区 一季度末 二季度末 三季度末 四季度末
东港 3126 3208 3175 3209
西港 1845 1967 1930 1942
""")
PRICES = rows_of("""
港区 一季度均价 二季度均价 三季度均价 四季度均价 全年均价
东港 31.2 32.1 30.8 31.5 31.4
西港 28.4 29.0 27.9 28.8 28.5
""")


def told(rows: Rows) -> list[tuple[str, str]]:
    return loud(pipeline.analyse_text(_text(rows).decode(), rulebook=RULEBOOK))


@pytest.mark.parametrize(
    ("rows", "place", "new", "right"),
    [
        (QUARTERS, (2, 3), "1320", "1230"),
        (QUARTERS, (3, 5), "9072", "9702"),
        (HALVES, (1, 2), "2884", "8284"),
        (RUN_UP, (3, 2), "602.8", "620.8"),
        (RUN_UP, (4, 1), "107.3", "170.3"),
    ],
)
def test_parts_of_a_year_make_it_up(rows: Rows, place: tuple[int, int], new: str, right: str) -> None:
    assert told(rows) == []
    assert (new, right) in told(changed(rows, place, new))


@pytest.mark.parametrize("rows", [STOCKS, PRICES], ids=["stocks", "prices"])
def test_what_does_not_add_up_over_time_is_let_be(rows: Rows) -> None:
    assert told(rows) == []


def test_what_has_run_up_does_not_fall() -> None:
    report = pipeline.analyse_text(_text(changed(RUN_UP, (3, 2), "420.8")).decode(), rulebook=RULEBOOK)
    assert any(f.code == "IPX401" or "420.8" in f.message for f in report.findings if f.severity == "warning")


def test_a_total_among_upper_heads() -> None:
    text = f"# {HEAD}\n\n单位：万元\n{COSTS}"
    held = {"t.md": text, "wrong.md": text.replace("80.4", "84.0"), "inner.md": text.replace("70.2", "72.0")}
    found = {
        name: loud(pipeline.analyse_source(reading.read_string(each, name), rulebook=RULEBOOK))
        for name, each in held.items()
    }
    assert found["t.md"] == []
    assert ("84.0", "80.4") in found["wrong.md"]
    assert ("72.0", "70.2") in found["inner.md"]


DIVIDED = rows_of("""
指标 2031年 2030年
渔港投资 9977.6 9140.2
第一产业 302.4 290.1
第二产业 2004.8 1890.4
造船业 1412.9 1330.3
第三产业 7670.4 6959.7
""")
CROSSED = rows_of("""
指标 2031年 2030年
渔民总数 281.7 280.4
其中：城镇 144.7 140.3
乡村 137.0 140.1
其中：男 140.9 140.4
女 140.8 140.0
""")


def test_names_that_leave_nothing_out_are_parts_though_divided() -> None:
    assert told(DIVIDED) == told(CROSSED) == []
    assert ("2040.8", "2004.8") in told(changed(DIVIDED, (3, 1), "2040.8"))
