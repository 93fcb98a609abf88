"""audit.xlsx, read again: the counts of report.json, links to the right rows, hostile text that stays text."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from factories_report import claim, document, report, with_severities, without_claims
from ipextract import pipeline, rulebook, years
from ipextract.model import Report, Waiver
from ipextract.writing import page, sheets, workbook
from ipextract.writing.json import to_dict
from ipextract.writing.sheets import CELL, Link, Sheet, exactly, shown
from ipextract.years import Difference

THEN = "2031年云崖市知识产权白皮书\n全年专利授权量 7852 件，商标注册量 5602 件。新建工作站7所、服务站5所，合计12所。"
NOW = (
    "2032年云崖市知识产权白皮书\n"
    "全年专利授权量 7421 件，同比下降 6.5%。商标注册量 6118 件。新建工作站8所、服务站5所，合计16所。"
)


@pytest.fixture(scope="module")
def two() -> tuple[list[Report], list[Difference]]:
    book = rulebook.load()
    reports = []
    for text, year in ((THEN, "2031"), (NOW, "2032")):
        options = pipeline.Options(area="云崖市", year=year)
        reports.append(pipeline.analyse_text(text, name=f"{year}.txt", rulebook=book, options=options))
    editions = [years.edition_of(each) for each in reports]
    return reports, [years.difference(years.compare(*editions, book), book)]


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def records(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by the English line of their headers, as cells."""
    head, *rows = sheet.iter_rows()
    names = [cell.value.split("\n")[-1] for cell in head]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_counts_are_those_of_report_json(two: tuple[list[Report], list[Difference]]) -> None:
    reports, compared = two
    findings, claims, relations, coverage, documents, difference = opened(workbook.audit(reports, compared, "en"))
    written = [to_dict(each) for each in reports]
    between = compared[0].comparison
    ids = [each["finding_id"] for record in written for each in record["findings"]]
    ids += [each.finding_id for each in between.findings]
    assert ids
    assert sorted(row["finding"].value for row in records(findings)) == sorted(ids)
    listed = [row["claim"].value for row in records(claims)]
    assert listed == [each["claim_id"] for record in written for each in record["claims"]]
    assert len(records(relations)) == sum(len(each["relations"]) for each in written) + len(between.relations)
    verdicts = [row["verdict"].value for row in records(relations)]
    violated = [r for each in written for r in each["relations"] if r["verdict"] == "violated"]
    assert verdicts.count("violated") == len(violated) + len(between.findings)
    checked = sum(each["status"] == "checked" for record in written for each in record["coverage"])
    assert sum(row["checked"].value for row in records(coverage)) == checked
    assert sum(row["checked"].value for row in records(documents)) == checked
    assert sum(row["claims"].value for row in records(coverage)) == len(listed)
    assert len(records(difference)) == len(compared[0].rows)


def test_a_finding_leads_to_the_rows_of_its_claims(two: tuple[list[Report], list[Difference]]) -> None:
    reports, compared = two
    book = opened(workbook.audit(reports, compared, "zh"))
    findings, claims = book.worksheets[:2]
    assert (findings.title, claims.title) == ("发现", "数据")
    quotes = {row["as printed"].row: row["as printed"].value for row in records(claims)}
    seen = 0
    for row in records(findings):
        numbers = [cell for name, cell in row.items() if name.startswith("number ") and cell.value]
        assert [cell.value for cell in numbers] == [
            line.split(": ", 1)[1].rsplit(" (", 1)[0] for line in row["evidence"].value.split("\n")
        ]
        for cell in numbers:
            sheet, at = re.fullmatch(r"'(.+)'!A(\d+)", cell.hyperlink.location).groups()
            assert (sheet, quotes[int(at)]) == ("数据", cell.value)
            seen += 1
    assert seen >= 5


def test_a_claim_leads_back_to_its_finding() -> None:
    findings, claims = opened(workbook.audit([report()], [], "en")).worksheets[:2]
    back = [row["finding"] for row in records(claims) if row["finding"].value]
    assert len(back) == 4
    for cell in back:
        assert cell.hyperlink.location == "'findings'!A2"
        assert cell.value == records(findings)[0]["finding"].value


def test_nothing_leads_out_of_the_workbook(two: tuple[list[Report], list[Difference]]) -> None:
    data = workbook.audit(*two, "en")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if "external" in name.lower()] == []
        assert not any(b'TargetMode="External"' in archive.read(name) for name in archive.namelist())
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_a_finding_and_a_claim_lead_to_the_page_that_shows_them(
    two: tuple[list[Report], list[Difference]],
) -> None:
    reports, compared = two
    homes = ["a/report.html", "%E5%B9%B4%20b/report.html"]
    book = opened(workbook.audit(reports, compared, "en", homes))
    marks = [set(markup.fromstring(page.to_bytes(each, "en").decode()).xpath("//@id")) for each in reports]
    shown = dict(zip(homes, marks, strict=True))
    led: Counter[tuple[str, str]] = Counter()
    for sheet in book.worksheets[:2]:
        for row in records(sheet):
            link = row["page"].hyperlink
            home = link.target.replace("\\", "/")
            assert link.location in shown[home]
            led[sheet.title, home] += 1
    assert led["claims", homes[0]] == len(reports[0].claims)
    assert led["findings", homes[1]] == len(reports[1].findings) + len(compared[0].findings)
    far = opened(workbook.audit(reports[:1], [], "en", ["x" * 3000]))
    assert [row["page"].hyperlink for row in records(far.worksheets[0])] == [None] * len(reports[0].findings)


def test_what_was_not_read_stands_first_among_the_documents() -> None:
    book = opened(workbook.audit([report()], [], "en", [], [("raw/locked.pdf", "=encrypted: it asks\nfor a password")]))
    rows = records(book["documents"])
    assert [row["document"].value for row in rows] == ["raw/locked.pdf", "sample.pdf"]
    assert (rows[0]["doubts"].value, rows[0]["doubts"].data_type) == ("=encrypted: it asks for a password", "s")


def test_growths_are_numbers_with_the_arithmetic_beside(two: tuple[list[Report], list[Difference]]) -> None:
    found = two[1][0]
    rows = records(opened(workbook.differences([found], "en"))["indicators"])
    assert len(rows) == len(found.rows)
    for row, each in zip(rows, found.rows, strict=True):
        computed, high = row["growth computed"], row["upper growth"]
        if each.computed is None or each.computed.lower is None or each.computed.upper is None:
            assert (computed.value, high.value) == (None, None)
            continue
        assert (computed.data_type, computed.number_format) == ("n", "+0.00%;-0.00%;0.00%")
        assert computed.value == pytest.approx(float(each.computed.lower / 100), rel=1e-15)
        assert high.value is None or high.value > computed.value
        assert row["arithmetic"].value.endswith(" - 1")
    first = next(row for row in rows if row["earlier value"].value == 7852)
    assert first["arithmetic"].value == "7421 / 7852 - 1"
    assert (first["growth printed"].value, first["growth printed"].number_format) == (-0.065, "+0.0%;-0.0%;0.0%")
    assert first["judgement"].value == "contradicted"


def test_a_row_is_as_high_as_its_cells_and_a_page_as_wide_as_its_columns() -> None:
    rows = [["字" * 100, "a"], ["short", "b"], ["one\ntwo", "c"], ["x\n" * 40, "d"], ["长" * 5000, "e"]]
    [sheet] = opened(sheets.to_bytes("t", [Sheet("claims", ("message", "of"), rows)], "en")).worksheets
    heights = {number: each.height for number, each in sheet.row_dimensions.items() if each.height}
    assert heights == {1: 33.0, 2: 82.5, 4: 33.0, 5: 198.0, 6: 198.0}
    wide = [f"c{i}" for i in range(30)]
    table = Sheet("claims", ("message",) * 30, [["w" * 30] * 30])
    [sheet] = opened(sheets.to_bytes("t", [table], "en")).worksheets
    last = sheet.print_area.rpartition("$")[0].rpartition("$")[2]
    assert len(wide) > openpyxl.utils.column_index_from_string(last) >= 4


def test_the_worst_stand_first_and_the_accepted_last() -> None:
    base = with_severities("info", "error", "warning", "error")
    waiver = Waiver("IPX101", "f", (), (), "", "=勘误", "zhang", None, date(2031, 1, 2))
    found = (replace(base.findings[1], waiver=waiver), *base.findings[::2], base.findings[3])
    [*rows] = records(opened(workbook.audit([replace(base, findings=found)], [], "en")).worksheets[0])
    assert [row["severity"].value for row in rows] == ["error", "warning", "info", "error"]
    assert rows[-1]["accepted"].value == "waived until 2031-01-02 by zhang: =勘误"


def test_numbers_are_numbers_with_the_places_that_are_printed() -> None:
    rows = records(opened(workbook.audit([report()], [], "en")).worksheets[1])
    values = {row["as printed"].value: row["value"] for row in rows}
    assert (values["30件"].value, values["30件"].number_format) == (30, "#,##0")
    assert (values["4.40%"].value, values["4.40%"].number_format) == (4.4, "#,##0.00")
    assert values["全国前列"].value is None


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_a_number_only_where_a_double_keeps_its_digits(value: Decimal) -> None:
    number = exactly(value)
    if number is not None:
        assert Decimal(f"{number:.15g}") == value


def test_a_long_number_stays_text() -> None:
    long = "12345678901234567"
    doc = document(f"共{long}件。")
    base = replace(without_claims(), document=doc, claims=(claim(doc, f"{long}件", long, "c1", "件"),))
    [row] = records(opened(workbook.audit([base], [], "en")).worksheets[1])
    assert (row["value"].value, row["value"].data_type) == (long, "s")


HOSTILE = (
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "http://example.org",
    "12",
    "_x0041_",
    "=1\t2",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    doc = document(f"共5件{text}")
    each = claim(doc, "5件", "5", "c1", "件", indicator=text, scope=text, place=text, section=(text,))
    base = replace(without_claims(), document=replace(doc, name=text), claims=(each,), area=text, issuer=text)
    book = opened(workbook.audit([base], [], "en"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    [row] = records(book.worksheets[1])
    wanted = text.replace("\t", " ")
    # openpyxl shows the escape that keeps _x0041_ from being read as a letter.
    assert row["indicator"].value.replace("_x005F_", "_") == wanted
    assert row["indicator"].hyperlink is None
    assert row["indicator"].quotePrefix is (text[0] in "=+-@")


def test_what_no_cell_may_hold_is_mended() -> None:
    assert shown("a\x01b\u202ec\uffffd\ud800e") == "a bc\ufffdd\ufffde"
    assert shown("one\ntwo") == "one\ntwo"
    for ch in ("字", "\U0001f600"):
        cut = shown(ch * 40_000)
        assert len(cut.encode("utf-16-le")) // 2 <= CELL
        assert cut.endswith(f"{ch}...")
    assert shown("字" * CELL) == "字" * CELL


def test_more_rows_than_a_sheet_holds_go_into_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS", 4)
    monkeypatch.setattr(sheets, "LINKS", 2)
    rows = [[f"c{i}"] for i in range(7)]
    links = [[Link(f"to {i}", "claims", i)] for i in (0, 5, 6)]
    book = opened(sheets.to_bytes("t", [Sheet("claims", ("claim_id",), rows), Sheet("findings", ("of",), links)], "en"))
    assert book.sheetnames == ["claims", "claims 2", "claims 3", "findings"]
    assert [cell.value for name in book.sheetnames[:3] for (cell,) in list(book[name].rows)[1:]] == [r[0] for r in rows]
    cells = [cell for (cell,) in list(book["findings"].rows)[1:]]
    assert [cell.hyperlink and cell.hyperlink.location for cell in cells] == ["'claims'!A2", "'claims 2'!A4", None]
    assert [cell.value for cell in cells] == ["to 0", "to 5", "to 6"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_sheet_is_headed_frozen_filtered_and_named(
    two: tuple[list[Report], list[Difference]], lang: sheets.Lang
) -> None:
    book = opened(workbook.audit(*two, lang))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert 0 < len(sheet.title) <= 31
        assert not set(sheet.title) & set("[]:*?/\\")
        heads = [cell.value for cell in next(sheet.iter_rows())]
        assert len(set(heads)) == len(heads)
        assert all(re.search(r"[一-鿿].*\n.*[a-z]", head, re.DOTALL) for head in heads if head != "SHA-256")
        widths = [column.width for column in sheet.column_dimensions.values()]
        assert max(widths) <= 62


def test_the_same_reports_give_the_same_bytes(two: tuple[list[Report], list[Difference]]) -> None:
    assert workbook.audit(*two, "en") == workbook.audit(*two, "en")


def test_a_report_without_claims_makes_a_workbook() -> None:
    book = opened(workbook.audit([without_claims()], [], "zh"))
    assert [sheet.max_row for sheet in book] == [1, 1, 1, 1, 2]
