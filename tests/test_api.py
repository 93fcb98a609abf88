"""``import ipextract``: what a program calls."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import ipextract
from ipextract.api import names_file
from ipextract.model import UnreadableDocument

TEXT = "2024年全县新建乡村公路35公里，同比增长12.50%。"


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


def test_only_public_names_are_offered() -> None:
    assert set(dir(ipextract)) == {"Quantity", "Report", "__version__", "analyse", "quantities"}
    with pytest.raises(AttributeError):
        _ = ipextract.nothing  # type: ignore[attr-defined]
