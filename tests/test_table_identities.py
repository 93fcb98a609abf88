"""What tables say of their own rows and columns: formulas, names, enumerators, codes and signs; forms in formats."""

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
HEAD = "云州市渔业局2031年工作年度报告"


def text(*rows: str, unit: str = "万元") -> Report:
    return pipeline.analyse_text("\n".join((HEAD, "", f"单位：{unit}", "", *rows)), rulebook=RULEBOOK)


def loud(report: Report) -> list[tuple[str, str, str]]:
    """Severity, the number accused and what it should be, of errors and warnings."""
    told = [finding for finding in report.findings if finding.severity in ("error", "warning")]
    return [(f.severity, *((f.repairs[0].printed, f.repairs[0].proposed) if f.repairs else ("", ""))) for f in told]


def changed(rows: Sequence[str], old: str, new: str) -> list[str]:
    assert sum(row.count(old) for row in rows) == 1
    return [row.replace(old, new) for row in rows]


TREE = (
    "项目\t2031年\t2030年",
    "一、渔港维护\t1250.4\t1180.6",
    "（一）护岸\t740.1\t690.2",
    "（二）疏浚\t510.3\t490.4",
    "二、航标维护\t860.7\t812.5",
    "（一）灯塔\t520.5\t500.1",
    "（二）浮标\t340.2\t312.4",
    "三、检测\t233.9\t201.8",
    "合计\t2345.0\t2194.9",
)
CODES = (
    "科目编码\t科目名称\t合计\t基本支出\t项目支出",
    "201\t渔政服务\t1250.4\t800.1\t450.3",
    "20101\t渔港事务\t740.1\t500.0\t240.1",
    "2010101\t渔港运行\t400.0\t300.0\t100.0",
    "2010102\t渔港管理\t340.1\t200.0\t140.1",
    "20102\t航标事务\t510.3\t300.1\t210.2",
    "205\t渔业教育\t1094.6\t499.9\t594.7",
    "20502\t船员培训\t594.6\t299.9\t294.7",
    "20503\t渔业学校\t500.0\t200.0\t300.0",
)
PROFITS = (
    "项目\t本期金额\t上期金额",
    "一、营业收入\t8897.0\t8453.0",
    "减：营业成本\t5210.0\t5010.0",
    "销售费用\t640.0\t600.0",
    "加：投资收益\t45.0\t30.0",
    "二、营业利润\t3092.0\t2873.0",
    "加：营业外收入\t20.0\t15.0",
    "减：营业外支出\t35.0\t42.0",
    "三、利润总额\t3077.0\t2846.0",
    "减：所得税费用\t769.5\t711.5",
    "四、净利润\t2307.5\t2134.5",
)
CARRIED = (
    "项目\t年初结转\t本年收入\t本年支出\t年末结转",
    "护岸\t120.5\t800.0\t750.3\t170.2",
    "疏浚\t80.2\t640.0\t690.1\t30.1",
    "航标\t45.0\t210.0\t200.0\t55.0",
)
NUMBERED = (
    "港区\t旧收\t新收\t在办",
    "栏次\t1\t2\t3=1+2",
    "东港\t128\t318\t446",
    "西港\t85\t210\t295",
    "南港\t57\t95\t152",
    "北港\t36\t77\t113",
)
DEBTS = (
    "公司\t资产总额\t负债总额\t资产负债率（%）",
    "东港公司\t51751\t33793\t65.3",
    "西港公司\t40230\t20115\t50.0",
    "南港公司\t12050\t9640\t80.0",
    "北港公司\t20030\t8012\t40.0",
)
BUDGET = (
    "项目\t预算数\t执行数\t完成预算的%",
    "泊位\t3000\t3126\t104.2",
    "检验\t2000\t1845\t92.3",
    "补助\t2500\t2517\t100.7",
    "疏浚\t1600\t1536\t96.0",
)
MIX = (
    "类别\t2029年构成（%）\t2030年构成（%）\t2031年构成（%）",
    "捕捞\t44.5\t42.5\t40.1",
    "养殖\t34.2\t35.2\t36.4",
    "加工\t13.9\t14.8\t15.9",
    "其他\t7.4\t7.5\t7.6",
)
FREIGHT = (
    "指标\t2031年\t2030年",
    "货物运输总量\t45758.32\t44100.21",
    "公路\t20834.34\t20100.12",
    "水运\t19455.58\t18800.44",
    "铁路\t600.20\t580.11",
    "民航\t4.25\t4.01",
    "管道\t4863.95\t4615.53",
)


@pytest.mark.parametrize(
    ("rows", "old", "new", "found"),
    [
        (TREE, "1180.6", "1150.6", [("error", "1150.6", "1180.6")]),
        (TREE, "500.1", "530.1", [("warning", "530.1", "500.1")]),
        (CODES, "340.1", "370.1", [("error", "370.1", "340.1")]),
        (CODES, "510.3", "540.3", [("error", "540.3", "510.3")]),
        (PROFITS, "640.0", "460.0", [("warning", "460.0", "640.0")]),
        (PROFITS, "3077.0", "3777.0", [("warning", "3777.0", "3077.0")]),
        (CARRIED, "690.1", "960.1", [("warning", "960.1", "690.1")]),
        (NUMBERED, "295", "259", [("error", "259", "295")]),
        (DEBTS, "80.0", "60.0", [("error", "60.0", "80.0")]),
        (BUDGET, "92.3", "93.2", [("error", "93.2", "92.3")]),
    ],
    ids=lambda value: value[0].partition("\t")[0] if isinstance(value, tuple) and value else None,
)
def test_one_wrong_cell_is_found(rows: tuple[str, ...], old: str, new: str, found: list[tuple[str, str, str]]) -> None:
    assert loud(text(*rows)) == []
    assert loud(text(*changed(rows, old, new))) == found


@pytest.mark.parametrize(("rows", "old", "new"), [(FREIGHT, "19455.58", "19445.58"), (MIX, "35.2", "32.5")])
def test_one_wrong_part_of_many_is_found(rows: tuple[str, ...], old: str, new: str) -> None:
    assert loud(text(*rows, unit="万吨")) == []
    (found,) = loud(text(*changed(rows, old, new), unit="万吨"))
    assert found[0] == "warning"


@pytest.mark.parametrize(
    "rows",
    [
        changed(TREE, "（二）浮标\t340.2\t312.4", "（二）浮标（部分）\t140.2\t112.4"),
        changed(CODES, "2010102\t渔港管理\t340.1\t200.0\t140.1", "2010102\t渔港管理\t140.1\t100.0\t40.1"),
        changed(PROFITS, "销售费用\t640.0\t600.0\n".strip(), "销售费用\t340.0\t300.0"),
        ("项目\t年初结转\t本年收入\t调入资金\t本年支出\t年末结转", "护岸\t120.5\t800.0\t30.0\t750.3\t200.2"),
        ("港区\t旧收\t新收\t在办", "栏次\t1\t2\t3", "东港\t128\t318\t200", "西港\t85\t210\t120"),
        changed(DEBTS, "资产负债率", "长期负债率"),
        ("类别\t2031年构成（%）", "捕捞\t40.1", "养殖\t32.4", "加工\t15.9", "其他\t7.6"),
        ("指标\t2031年", "货物运输总量\t45758.32", "公路\t20834.34", "水运\t19445.58", "铁路\t600.20"),
        (
            "指标\t2031年\t2030年",
            "一、学校\t120\t110",
            "（一）小学\t60\t50",
            "（二）中学\t40\t41",
            "二、教师\t900\t880",
            "（一）小学\t300\t310",
            "（二）中学\t200\t205",
        ),
    ],
    ids=[
        "selected",
        "of an item",
        "no slip",
        "more comes in",
        "numbers alone",
        "another rate",
        "one column",
        "no modes",
        "few",
    ],
)
def test_lawful_tables_are_let_be(rows: Sequence[str]) -> None:
    assert [each for each in loud(text(*rows)) if each[0] == "error"] == []
    assert loud(text(*rows)) == []


def test_which_whole_a_second_list_is_of_is_an_echo() -> None:
    rows = ("指标\t年末数", "出口额\t32.7", "其中：一般贸易\t15.2", "加工贸易\t6.6", "其中：机电产品\t18.9")
    found = [each.relation for each in text(*rows).relations if each.relation.rule == "table-of-which"]
    assert [(relation.claims[1].quote, relation.echo) for relation in found] == [("15.2", False), ("18.9", True)]


# --- the form that every authority publishes --------------------------------------------------------------------------

WHO = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
FORM: tuple[tuple[str, str, str, str], ...] = (
    ("一、本年新收申请数量", "一、本年新收申请数量", "一、本年新收申请数量", "10 1 0 0 0 0 11"),
    ("二、上年结转申请数量", "二、上年结转申请数量", "二、上年结转申请数量", "2 0 0 0 0 0 2"),
    ("三、办理结果", "（一）予以公开", "（一）予以公开", "5 1 0 0 0 0 6"),
    ("三、办理结果", "（二）部分公开", "（二）部分公开", "2 0 0 0 0 0 2"),
    ("三、办理结果", "（三）不予公开", "1.属于秘密", "1 0 0 0 0 0 1"),
    ("三、办理结果", "（三）不予公开", "2.属于内部事务", "0 0 0 0 0 0 0"),
    ("三、办理结果", "（四）无法提供", "1.本机关不掌握", "3 0 0 0 0 0 3"),
    ("三、办理结果", "（四）无法提供", "2.仍不明确", "0 0 0 0 0 0 0"),
    ("三、办理结果", "（五）总计", "（五）总计", "11 1 0 0 0 0 12"),
    ("四、结转下年度继续办理", "四、结转下年度继续办理", "四、结转下年度继续办理", "1 0 0 0 0 0 1"),
)


def form(**wrong: str) -> list[list[str]]:
    """The rows of the form with their merged labels repeated; ``wrong`` has cells as r0c6."""
    rows = [[*labels, *figures.split()] for *labels, figures in FORM]
    for place, figure in wrong.items():
        row, column = place[1:].split("c")
        rows[int(row)][3 + int(column)] = figure
    return rows


def _html(rows: Rows) -> bytes:
    lines = [f"<tr><td colspan=3>{CORNER}</td>{''.join(f'<td>{who}</td>' for who in WHO)}</tr>"]
    for i, row in enumerate(rows):
        cells = ""
        for j in range(3):
            above = i and rows[i - 1][: j + 1] == row[: j + 1]
            if above or (j and row[j] == row[j - 1]):
                continue
            down = next((k for k in range(i, len(rows)) if rows[k][: j + 1] != row[: j + 1]), len(rows)) - i
            across = next((k for k in range(j, 3) if row[k] != row[j]), 3) - j
            cells += f"<td rowspan={down} colspan={across}>{row[j]}</td>"
        lines.append(f"<tr>{cells}{''.join(f'<td>{each}</td>' for each in row[3:])}</tr>")
    return f"<html><body><h1>{HEAD}</h1><table>{''.join(lines)}</table></body></html>".encode()


def _markdown(rows: Rows) -> bytes:
    filled = [[CORNER, "", "", *WHO]]
    for i, row in enumerate(rows):
        said = [
            j for j in range(3) if not (i and rows[i - 1][: j + 1] == row[: j + 1]) and not (j and row[j] == row[j - 1])
        ]
        filled.append([*(row[j] if j in said else "" for j in range(3)), *row[3:]])
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join((f"# {HEAD}", "", lines[0], "|---" * 10 + "|", *lines[1:])).encode()


def _docx(rows: Rows) -> bytes:
    lines = [cell(CORNER, '<w:gridSpan w:val="3"/>') + "".join(map(cell, WHO))]
    for i, row in enumerate(rows):
        cells = ""
        for j in range(3):
            if j and row[j] == row[j - 1]:
                continue
            across = next((k for k in range(j, 3) if row[k] != row[j]), 3) - j
            above = i and rows[i - 1][: j + 1] == row[: j + 1]
            below = i + 1 < len(rows) and rows[i + 1][: j + 1] == row[: j + 1]
            merge = "<w:vMerge/>" if above else '<w:vMerge w:val="restart"/>' if below else ""
            cells += cell("" if above else row[j], f'<w:gridSpan w:val="{across}"/>{merge}')
        lines.append(cells + "".join(map(cell, row[3:])))
    return docx(para(HEAD, style="T") + word_table(*lines))


FORMATS: dict[str, Callable[[Rows], bytes]] = {"t.html": _html, "t.md": _markdown, "t.docx": _docx}


def read(name: str, rows: Rows, folder: Path) -> Report:
    path = folder / name
    path.write_bytes(FORMATS[name](rows))
    return pipeline.analyse_source(reading.read(path), rulebook=RULEBOOK)


@pytest.mark.parametrize("name", FORMATS)
def test_the_form_holds_in_every_identity(name: str, tmp_path: Path) -> None:
    report = read(name, form(), tmp_path)
    assert loud(report) == []
    held = {each.relation.rule for each in report.relations if each.outcome.verdict == "holds"}
    assert {"table-rows", "table-columns", "table-formula"} <= held


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("place", "wrong", "right"),
    [("r0c6", "0", "11"), ("r8c6", "0", "12"), ("r8c0", "14", "11"), ("r4c1", "3", "0"), ("r0c0", "40", "10")],
    ids=[
        "total 0 of a first row",
        "total 0 of all",
        "a wrong total",
        "a cell that row and column cross",
        "a first cell",
    ],
)
def test_one_wrong_cell_of_the_form_is_accused(name: str, place: str, wrong: str, right: str, tmp_path: Path) -> None:
    assert loud(read(name, form(**{place: wrong}), tmp_path)) == [("error", wrong, right)]


def test_the_form_in_a_pdf(tmp_path: Path) -> None:
    shown = (0, 1, 5, 6)

    def drawn_form(**wrong: str) -> Report:
        rows = [[f"{row[2][:7]}\n{row[2][7:]}", *(row[3 + k] for k in shown)] for row in form(**wrong)]
        path = tmp_path / "t.pdf"
        path.write_bytes(drawn([["项目", *(WHO[k] for k in shown)], *rows], step=95.0))
        return pipeline.analyse_source(reading.read(path), rulebook=RULEBOOK)

    assert loud(drawn_form()) == []
    assert loud(drawn_form(r0c6="0")) == [("error", "0", "11")]
