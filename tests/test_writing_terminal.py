from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from importlib.resources import files
from itertools import accumulate
from string import Formatter

import pytest
from syrupy.assertion import SnapshotAssertion

from factories_report import claim, document, report, with_severities, without_claims
from ipextract import pipeline
from ipextract.model import Role, Waiver
from ipextract.writing import run_table, speech, terminal, terminal_years
from ipextract.writing.columns import width
from ipextract.writing.terminal import Style, Totals
from ipextract.years import Comparison, Edition, at_home


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_findings_are_the_golden_ones(lang: terminal.Lang, snapshot: SnapshotAssertion) -> None:
    style = Style(lang)
    shown = terminal.findings(report(), "raw/sample.pdf", style) + terminal.overview(report(), "raw/sample.pdf", style)
    assert shown == snapshot


def test_claims_are_the_golden_ones(snapshot: SnapshotAssertion) -> None:
    assert terminal.claims(report(), "raw/sample.pdf") == snapshot


def test_a_finding_names_place_quote_and_arithmetic() -> None:
    shown = terminal.findings(report(), "raw/sample.pdf", Style())
    assert shown.startswith("raw/sample.pdf:p1:l3: error IPX101 sum: 5 + 8 + 20 = 33, printed 30")
    source, carets = shown.splitlines()[1:3]
    assert "合计30件，" in source
    assert carets.endswith(" ^^^^ total")
    assert "the other numbers leave" not in shown  # the message says it already
    assert "ipextract explain IPX101" in shown


def test_brief_findings_take_one_line_each() -> None:
    shown = terminal.findings(with_severities("error", "info"), "a.pdf", Style(brief=True))
    assert len(shown.splitlines()) == 2


def test_the_worst_comes_first() -> None:
    shown = terminal.findings(with_severities("info", "warning", "error", "suspicion"), "a.pdf", Style(brief=True))
    assert [line.split()[1] for line in shown.splitlines()] == ["error", "warning", "suspicion", "info"]


def test_colour_only_where_asked() -> None:
    assert "\x1b[" not in terminal.findings(report(), "a.pdf", Style())
    assert "\x1b[31;1merror\x1b[0m" in terminal.findings(report(), "a.pdf", Style(colour=True))


def test_a_plain_text_is_placed_by_its_line_alone() -> None:
    base = report()
    document_ = replace(base.document, format="text", boxes=None)
    where = document_.where(8, 10)
    roles = tuple(replace(role, claim=replace(role.claim, place=where)) for role in base.findings[0].roles)
    text = replace(base, document=document_, findings=(replace(base.findings[0], roles=roles),))
    assert terminal.findings(text, "a.txt", Style()).startswith("a.txt:3: error")


def test_a_document_cannot_drive_the_terminal() -> None:
    doc = document("\x1b[2J\u202e共5\x07件。")
    each = claim(doc, "5\x07件", "5", "c1", "件", indicator="\x1b]0;x\x07")
    shown = terminal.claims(replace(without_claims(), document=doc, claims=(each,)), "a\x1b.pdf")
    assert not any(ch in shown for ch in "\x1b\x07\u202e")


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_terminal_gets_no_line_wider_than_it_is(lang: terminal.Lang, columns: int) -> None:
    style = Style(lang, colour=True, columns=columns)
    path = "a/sample.pdf"
    shown = terminal.findings(report(), path, style) + terminal.overview(report(), path, style)
    shown += terminal.total(Totals(1, 6, {"error": 1}, 1, 1), style)
    assert [line for line in shown.splitlines() if width(line) > columns] == []
    said = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert said.count("30件") >= 2
    assert all(number in said for number in ("33件", "p1:l3", "f-2b7c01"))


def test_a_terminal_changes_no_brief_line() -> None:
    brief = terminal.findings(report(), "a.pdf", Style(brief=True))
    assert terminal.findings(report(), "a.pdf", Style(brief=True, columns=30)) == brief


def test_colours_change_no_character() -> None:
    plain = terminal.findings(report(), "a.pdf", Style(columns=50))
    painted = terminal.findings(report(), "a.pdf", Style(colour=True, columns=50))
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_output_stays_inside_gbk(lang: terminal.Lang) -> None:
    style = Style(lang)
    whole = terminal.findings(report(), "a.pdf", style) + terminal.overview(report(), "a.pdf", style)
    (whole + terminal.total(Totals(1, 6, {"error": 1}, 1, 1), style)).encode("gbk")


def test_nouns_agree_with_their_number() -> None:
    totals = Totals(2, 1, {"error": 1, "warning": 2}, unread=1)
    expected = "2 documents, 1 claim: 1 error, 2 warnings, 0 suspicions, 0 notes, 1 not read\n"
    assert terminal.total(totals, Style()) == expected


def test_both_languages_say_the_same_things() -> None:
    catalogue = json.loads(files("ipextract.writing").joinpath("messages.json").read_text(encoding="utf-8"))
    assert list(catalogue["en"]) == list(catalogue["zh"])

    def slots(message: str | list[str]) -> set[str]:
        texts = [message] if isinstance(message, str) else message
        return {slot for text in texts for _, slot, _, _ in Formatter().parse(text) if slot}

    for key, message in catalogue["en"].items():
        if key == "roles":
            continue
        assert slots(message) == slots(catalogue["zh"][key]), key


def test_a_run_of_several_documents_ends_with_a_table() -> None:
    waiver = Waiver("IPX101", "f", (), (), "", "errata", "zhang", None, date(2031, 1, 2))
    bad = with_severities("error", "error", "warning", "info")
    bad = replace(bad, findings=(replace(bad.findings[0], waiver=waiver), *bad.findings[1:]))
    documents = [
        ("raw/一号.pdf", bad, "findings"),
        ("raw/b.pdf", without_claims(), "incomplete"),
        ("c.pdf", None, "internal"),
    ]
    lines = run_table.table_of(documents, [], Style()).splitlines()
    assert [line.split() for line in lines if line] == [
        ["document", "errors", "warnings", "suspicions", "notes", "accepted", "claims"],
        ["raw/一号.pdf", "1", "1", "-", "1", "1", "6"],
        ["raw/b.pdf", "-", "-", "-", "-", "-", "0", "incomplete"],
        ["c.pdf", "failed"],
    ]
    assert width(lines[1]) == width(lines[0])
    unread = run_table.table_of([documents[0], ("c.doc", None, "incomplete")], [], Style("zh"))
    assert "未能读取" in unread


def test_a_run_of_one_document_needs_no_table() -> None:
    assert run_table.table_of([("a.pdf", report(), "findings")], [], Style()) == ""


@pytest.mark.parametrize("columns", [30, 40, 80])
def test_the_table_of_a_run_fits_the_terminal(columns: int) -> None:
    documents = [(f"raw/a-rather-long-name-of-a-report-{year}.pdf", report(), "ok") for year in (2031, 2032)]
    shown = run_table.table_of(documents, [], Style(columns=columns, colour=True))
    assert max(width(line) for line in shown.splitlines()) <= columns
    assert "2031" in shown
    assert "2032" in shown


def test_numbers_of_two_lines_get_a_line_each() -> None:
    base = report()
    lines = base.document.lines.copy()
    lines[base.document.text.index("合计") :] = 4
    document_ = replace(base.document, lines=lines)
    roles = []
    for role in base.findings[0].roles:
        page, line = document_.place(role.claim.char_start, role.claim.char_end)
        roles.append(replace(role, claim=replace(role.claim, page=page, line=line, place=f"p{page}:l{line}")))
    found = replace(base, document=document_, findings=(replace(base.findings[0], roles=tuple(roles)),))
    first, parts, second, total = terminal.findings(found, "a.pdf", Style()).splitlines()[1:5]
    assert first.split(" | ") == ["       p1:l3", "全年审结涉外案件5件、涉港案件8件、其他案件20件，"]
    assert parts.count("^^^") == 3
    assert second.endswith("p1:l4 | 合计30件，同比增长4.40%。办结率位居全国前列。")
    assert total.endswith("    ^^^^ total")


def test_a_file_of_one_line_is_not_shown_whole() -> None:
    text = "全年新建渔港，" * 4000 + "新建小学7所、初中5所、高中3所，共计16所" + "，全年新建船坞" * 4000
    found = pipeline.analyse_text(text, name="a.txt")
    shown = terminal.findings(found, "a.txt", Style())
    [source] = [line for line in shown.splitlines() if "共计16所" in line]
    assert source.startswith("           1 | ...")
    assert source.endswith("...")
    assert width(source) <= 120


def test_notes_take_a_line_each_and_of_many_the_first_few_are_shown() -> None:
    many = with_severities("info", *["info"] * 7, "warning")
    shown = terminal.findings(many, "a.pdf", Style()).rstrip().splitlines()
    notes = [line for line in shown if ": info " in line]
    assert ": warning " in shown[0]
    assert [line.rpartition(" ")[2] for line in notes] == [f"(f-{n})" for n in range(5)]
    assert shown[-1] == "    and 3 more notes; -q prints all of them"
    assert shown.index(notes[-1]) == len(shown) - 2
    brief = terminal.findings(many, "a.pdf", Style(brief=True)).splitlines()
    assert sum(": info " in line for line in brief) == 8


def test_a_finding_between_two_years_shows_the_printed_line_of_each() -> None:
    lines = ["云崖市2031年年报", "全年办结案件521件，", "结案率为八成，新收案件1830件。"]
    later = ["云崖市2032年年报", "全年审结合同纠纷等", "案件617件，上年为512件。"]
    editions = []
    for year, text, quote in (("2031", lines, "521件"), ("2032", later, "512件")):
        whole = "".join(text)
        each = claim(document(whole), quote, quote[:-1], f"c{year}", "件")
        starts = tuple(accumulate([0, *map(len, text[:-1])]))
        sha = f"{year}abcd" * 8
        claims = at_home([replace(each, line=2, place="p1:l2")], f"{year}.pdf", sha)
        editions.append(Edition(f"{year}.pdf", sha, "", "云崖市", "", year, whole, claims, starts))
    finding = replace(
        with_severities("warning").findings[0], roles=tuple(Role("claim", e.claims[0]) for e in editions), repairs=()
    )
    shown = terminal_years.comparison(Comparison(*editions, (), (finding,)), Style())
    assert "       l2 |" not in shown
    assert "| 全年办结案件521件，\n" in shown
    assert "| 案件617件，上年为512件。\n" in shown
    assert "结案率" not in shown
    unknown = [replace(each, starts=()) for each in editions]
    assert "结案率" in terminal_years.comparison(Comparison(*unknown, (), (finding,)), Style())


def test_checks_and_roles_have_the_names_of_their_rule_files() -> None:
    assert [speech.check_name(lang, "sum") for lang in ("zh", "en")] == ["合计", "sum"]
    assert speech.check_name("zh", "no-such-check") == "no-such-check"
    assert [speech.role(lang, "part") for lang in ("zh", "en")] == ["分项", "part"]
    assert [speech.role(lang, "rest") for lang in ("zh", "en")] == ["其余", "rest"]
    assert speech.role("zh", "no-such-role") == "no-such-role"
