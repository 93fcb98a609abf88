"""Whatever a report says is shown as text: pages, workbooks, tables, the terminal. test_ci_formats has the others."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html as page

from factories_report import TEXT, report
from factories_results import pair
from hostile_texts import ACTING, HOSTILE, NAMES, bare
from ipextract import rulebook, years
from ipextract.command import between
from ipextract.model import Report
from ipextract.writing import csv as tables
from ipextract.writing import difference_page, page_index, run_table, terminal, terminal_years, workbook
from ipextract.writing import json as records
from ipextract.writing import page as report_page
from ipextract.writing import years as year_records
from ipextract.writing.terminal import Style
from ipextract.years import Comparison, Difference

Face = Callable[[Report], str]
TERMINAL = Style(colour=True, columns=60)


def said_by(text: str, name: str = "a.pdf") -> Report:
    """A report all of whose words are ``text``: what it prints, what it is of, what is said of it."""
    base = report(TEXT + text, name)
    document = base.document
    claims = tuple(
        replace(c, quote=c.quote + text, indicator=text, scope=text, section=(text,), place=f"{c.place}{text}")
        for c in base.claims
    )
    by_id = {each.claim_id: each for each in claims}

    def roles(found: Any) -> Any:
        return tuple(replace(role, claim=by_id[role.claim.claim_id]) for role in found)

    repairs = tuple(r._replace(printed=text, proposed=text) for r in base.findings[0].repairs)
    finding = replace(
        base.findings[0], message=text, message_zh=text, formula=text, cue=text, roles=roles(base.findings[0].roles),
        repairs=repairs,
    )  # fmt: skip
    relations = tuple(
        replace(
            each, relation=replace(each.relation, roles=roles(each.relation.roles), cue=text),
            outcome=replace(each.outcome, formula=text, reason=text, message=text, message_zh=text),
        )
        for each in base.relations
    )  # fmt: skip
    issues = tuple(replace(each, message=text) for each in document.issues)
    return replace(
        base, document=replace(document, issues=issues), claims=claims, relations=relations, findings=(finding,),
        area=text, issuer=text,
    )  # fmt: skip


def compared(found: Report) -> tuple[Comparison, Difference]:
    """The report beside a sober one of the year before, with a finding between them that says what it says."""
    first, text = report(), found.findings[0].message
    made = pair(first, found, message=text, message_zh=text, formula=text)
    return made, years.difference(made, rulebook.load())


def quiet(markup: str) -> str:
    """The text of a page whose markup is ours alone: no element, no address and no handler comes from a report."""
    tree = page.fromstring(markup)
    assert len(tree.xpath("//script")) in (0, 2)
    assert not tree.xpath("//img | //iframe | //object | //form | //base | //textarea")
    assert not tree.xpath("//@*[starts-with(name(), 'on') or name() = 'autofocus']")
    assert not [each for each in tree.xpath("//@href | //@src") if re.match(r"\s*(?:javascript|data|https?):", each)]
    return str(tree.xpath("//body")[0].text_content())


def cells(data: bytes) -> str:
    """What the cells of a workbook hold: texts and numbers, nothing that runs or leads out."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert not book.vba_archive
    told = []
    for row in (row for sheet in book for row in sheet.iter_rows()):
        for cell in (each for each in row if each.value is not None):
            assert cell.data_type in "sn"
            assert cell.hyperlink is None or (cell.hyperlink.target is None and cell.hyperlink.location)
            told.append(str(cell.value).replace("_x005F_", "_"))
    return "\n".join(told)


def guarded(data: bytes) -> str:
    """The cells of a sheet for spreadsheets: none begins like a formula, but for signed numbers."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) or re.fullmatch(r"[+-]\d+(?:\.\d+)?%?", cell)
    return "\n".join(cell for row in rows for cell in row)


def exact(data: bytes) -> str:
    """The cells of a sheet for programs: what the report says."""
    return "\n".join(cell for row in csv.reader(io.StringIO(data.decode(), newline="")) for cell in row)


def coloured(text: str) -> str:
    """What a terminal shows: colours that we set are taken off, and no other escape is there."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def explained(found: Report) -> str:
    told = year_records.comparison_json(compared(found)[0])
    told = json.loads(json.dumps(told))
    return between.explained(between.Between(Path("years.json"), told, told["findings"][0]))


FACES: dict[str, Face] = {
    "report.html": lambda r: quiet(report_page.to_bytes(r, "en").decode()),
    "report.html zh": lambda r: quiet(report_page.to_bytes(r, "zh").decode()),
    "index.html": lambda r: quiet(
        page_index.to_bytes([page_index.entry_of(r, "a", "en")], [compared(r)[0]], [], "en").decode()
    ),
    "diff html": lambda r: quiet(difference_page.to_bytes([compared(r)[1]], "en").decode()),
    "audit.xlsx": lambda r: cells(workbook.audit([r], [compared(r)[1]], "en")),
    "diff xlsx": lambda r: cells(workbook.differences([compared(r)[1]], "zh")),
    "findings": lambda r: coloured(terminal.findings(r, r.document.name, TERMINAL)),
    "brief findings": lambda r: terminal.findings(r, r.document.name, Style(brief=True)),
    "overview": lambda r: coloured(terminal.overview(r, r.document.name, TERMINAL)),
    "claims": lambda r: terminal.claims(r, r.document.name),
    "years": lambda r: coloured(terminal_years.comparison(compared(r)[0], TERMINAL)),
    "explanation": explained,
    "findings.csv": lambda r: exact(tables.findings_to_bytes(r)),
    "claims.csv": lambda r: exact(tables.to_bytes(r)),
    "findings.csv for spreadsheets": lambda r: guarded(tables.findings_to_bytes(r, excel=True)),
    "claims.csv for spreadsheets": lambda r: guarded(tables.to_bytes(r, excel=True)),
}
#: Faces for programs: a cell is exactly what the report says, whatever a screen would make of it.
FOR_PROGRAMS = ("findings.csv", "claims.csv", "findings.csv for spreadsheets", "claims.csv for spreadsheets")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("face", FACES)
def test_what_a_report_says_is_shown_as_text(face: str, name: str) -> None:
    text = HOSTILE[name]
    told = FACES[face](said_by(text))
    assert bare(text) in bare(told)
    if face not in FOR_PROGRAMS:
        assert not ACTING.search(told)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_files_are_shown_as_text(name: str) -> None:
    found = report(name=NAMES[name])
    style = Style(columns=60)
    table = run_table.table_of([(NAMES[name], found, "ok"), ("b.pdf", found, "ok")], [], style)
    printed = terminal.findings(found, NAMES[name], TERMINAL) + terminal.overview(found, NAMES[name], style)
    assert not ACTING.search(coloured(printed) + table)
    assert bare(NAMES[name])[-8:] in bare(printed)
    assert bare(NAMES[name])[-4:] in bare(table)
    shown = (
        report_page.to_bytes(found, "en"),
        page_index.to_bytes([page_index.entry_of(found, "a", "en")], [], [], "en"),
    )
    for data in shown:
        told = quiet(data.decode())
        assert bare(NAMES[name]).rpartition("/")[2] in bare(told)
        assert not ACTING.search(told)
    assert bare(NAMES[name]) in bare(cells(workbook.audit([found], [], "en")))


@pytest.mark.parametrize("name", HOSTILE)
def test_report_json_holds_what_the_report_says(name: str) -> None:
    found = said_by(HOSTILE[name])
    told = json.loads(records.to_bytes(found))
    assert told["findings"][0]["message"] == HOSTILE[name]
