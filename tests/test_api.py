"""``import ipextract``: what a program calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import ipextract
from ipextract import rulebook
from ipextract.api import names_file
from ipextract.command import cli
from ipextract.model import UnreadableDocument
from ipextract.writing import csv

TEXT = "2024年全县新建乡村公路35公里，同比增长12.50%。"
WRONG = "全年新建小学7所、初中5所、高中3所，共计16所。"


def test_a_text_is_read_as_it_stands() -> None:
    report = ipextract.analyse(TEXT)
    assert "35公里" in report.text
    assert [claim.kind for claim in report.claims] == ["count", "growth"]
    for claim in report.claims:
        assert report.text[claim.char_start : claim.char_end] == claim.quote


def test_dict_and_frame_say_the_same() -> None:
    report = ipextract.analyse(TEXT)
    table = report.to_frame()
    records = report.to_dict()["claims"]
    assert table["claim_id"].tolist() == [record["claim_id"] for record in records]
    assert [str(v) for v in table["value"]] == [record["value"] for record in records] == ["35", "12.50"]
    assert len(report.numbers) == len(report.to_dict()["numbers"])


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


def test_the_dict_is_what_extract_prints(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WRONG, "utf-8")
    assert cli.main(["extract", str(path)]) == 0
    assert json.loads(capfdbinary.readouterr().out) == ipextract.analyse(path).to_dict()


def test_the_dict_holds_no_float() -> None:
    assert not [each for each in leaves(ipextract.analyse(TEXT + WRONG).to_dict()) if isinstance(each, float)]


def test_a_finding_leads_to_its_claims_and_their_place() -> None:
    report = ipextract.analyse(f"一、概述\n{TEXT}\n二、教育\n{WRONG}")
    [finding] = report.findings
    assert (finding.code, finding.severity) == ("IPX101", "error")
    assert [(role.name, role.claim.quote, role.claim.line) for role in finding.roles] == [
        ("total", "16所", 4),
        ("part", "7所", 4),
        ("part", "5所", 4),
        ("part", "3所", 4),
    ]
    assert {role.claim.claim_id for role in finding.roles} <= {claim.claim_id for claim in report.claims}
    assert "violated" in {each.outcome.verdict for each in report.relations}


def test_the_frame_has_the_columns_of_the_csv_file() -> None:
    report = ipextract.analyse(WRONG)
    table = report.to_frame()
    assert list(table.columns) == csv.to_bytes(report.result).decode().splitlines()[0].split(",")
    assert len(table) == len(report.claims) == 4
    assert all(isinstance(value, Decimal) for value in table["value"])
    assert (table["lower"] <= table["value"]).all()
    assert (table["value"] <= table["upper"]).all()


def test_a_text_without_numbers_gives_an_empty_report() -> None:
    report = ipextract.analyse("全县教育事业稳步发展。")
    assert (report.claims, report.numbers, report.relations, report.findings) == ((), (), (), ())
    assert report.to_frame().empty
    assert report.to_dict()["claims"] == []
    assert ipextract.quantities("全县教育事业稳步发展。") == []


def test_equal_input_gives_equal_reports() -> None:
    assert ipextract.analyse(TEXT).to_dict() == ipextract.analyse(TEXT).to_dict()


@pytest.mark.parametrize("kind", [Path, str])
def test_a_file_is_read_by_path_or_name(kind: type, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert len(ipextract.analyse(kind(path)).claims) == 2


@pytest.mark.parametrize("source", [Path("nowhere"), "nowhere.pdf", "nowhere.TXT"])
def test_what_can_only_be_a_file_must_exist(source: Path | str) -> None:
    with pytest.raises(UnreadableDocument):
        ipextract.analyse(source)


@pytest.mark.parametrize("text", ["", "共5件", "第一行\na.pdf", "x" * 5000, "a\0b.pdf", "字" * 300])
def test_other_strings_are_texts(text: str) -> None:
    assert not names_file(text)


def test_quantities_are_spans_with_exact_values() -> None:
    found = ipextract.quantities("受理1.5万件，其中约300件已办结。")
    assert [(q.value, q.unit, q.approx) for q in found] == [
        (Decimal(15000), "件", "exact"),
        (Decimal(300), "件", "about"),
    ]
    for each in found:
        assert each.lower is not None
        assert each.upper is not None
        assert each.value is not None
        assert each.lower <= each.value <= each.upper


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [("超过20亿元", Decimal(2_000_000_000), None), ("8.50%", Decimal("8.49"), Decimal("8.51")), ("7所", 7, 7)],
)
def test_quantities_tell_what_the_print_allows(text: str, lower: Decimal, upper: Decimal | None) -> None:
    [found] = ipextract.quantities(text)
    assert (found.lower, found.upper) == (lower, upper)
    assert text[found.start : found.end] == text


def test_dates_and_ordinals_are_numbers_but_no_quantities() -> None:
    text = "2024年第12届博览会签约35个项目。"
    assert [text[q.start : q.end] for q in ipextract.quantities(text)] == ["35个"]
    assert {number.reason for number in ipextract.analyse(text).numbers} == {"", "date", "ordinal"}


def test_rules_of_a_folder_are_used(tmp_path: Path) -> None:
    [record] = [each for each in rulebook.load().checks.values() if each.name == "sum"]
    shipped = (rulebook.default_directory() / record.file).read_text("utf-8")
    (tmp_path / "checks").mkdir()
    (tmp_path / record.file).write_text(shipped.replace("severity = 'error'", "severity = 'suspicion'", 1), "utf-8")
    assert [f.severity for f in ipextract.analyse(WRONG, rules=tmp_path).findings] == ["suspicion"]
    assert [f.severity for f in ipextract.analyse(WRONG).findings] == ["error"]
    with pytest.raises(rulebook.RuleError):
        ipextract.quantities(WRONG, rules=tmp_path / "nowhere")


def test_only_public_names_are_offered() -> None:
    assert set(dir(ipextract)) == {"Quantity", "Report", "__version__", "analyse", "quantities"}
    with pytest.raises(AttributeError):
        _ = ipextract.nothing  # type: ignore[attr-defined]
