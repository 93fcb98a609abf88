"""The claims table: a good one passes whole, and every kind of broken row is named with its row, column and rule."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from factories_report import claim, document, report, without_claims
from ipextract.tabular import schema
from ipextract.tabular.rows import COLUMNS, kept, table
from ipextract.tabular.schema import SchemaFailure


def broken(index: int, **fields: Any) -> SchemaFailure:
    base = report()
    claims = [replace(c, **fields) if i == index else c for i, c in enumerate(base.claims)]
    assert not kept(table(claims), base.document.text)
    with pytest.raises(SchemaFailure) as caught:
        schema.validate(claims, base.document)
    return caught.value


def test_a_good_table_passes_and_keeps_decimals_exact() -> None:
    base = report()
    checked = schema.validate(base.claims, base.document)
    assert kept(table(base.claims), base.document.text)
    assert list(checked.columns) == list(COLUMNS)
    assert checked["value"].tolist() == [c.value for c in base.claims]
    assert str(checked.at[4, "value"]) == "4.40"
    assert checked.at[4, "lower"] == Decimal("4.39")
    assert [checked.at[4, "lower_open"], checked.at[0, "lower_open"]] == [True, False]
    assert checked.at[5, "value"] is None
    assert checked["char_start"].dtype == "int64"
    assert checked.at[0, "box"] == "1 80 100 100 112"


def test_an_empty_table_passes() -> None:
    base = without_claims()
    checked = schema.validate(base.claims, base.document)
    assert kept(table(base.claims), base.document.text)
    assert len(checked) == 0
    assert list(checked.columns) == list(COLUMNS)


@pytest.mark.parametrize(
    ("index", "fields", "column", "rule"),
    [
        (0, {"kind": "sort"}, "kind", "is one of count"),
        (0, {"approx": "nearly"}, "approx", "is one of exact"),
        (0, {"basis": ""}, "basis", "is one of flow"),
        (4, {"direction": "sideways"}, "direction", "is one of up"),
        (0, {"modality": "hope"}, "modality", "is one of fact"),
        (0, {"origin": "picture"}, "origin", "is one of prose"),
        (0, {"unit": 5}, "unit", "is text"),
        (0, {"indicator": None}, "indicator", "not_nullable"),
        (0, {"value": 5.0}, "value", "is an exact Decimal"),
        (0, {"value": Decimal("NaN")}, "value", "is an exact Decimal"),
        (0, {"value": Decimal(6)}, "value", "lower <= value <= value_high <= upper"),
        (0, {"value": None}, "value", "only a rank goes without a value"),
        (0, {"claim_id": "c2"}, "claim_id", "field_uniqueness"),
        (4, {"of": "c99"}, "of", "names another claim of the table"),
        (4, {"of": "c5"}, "of", "names another claim of the table"),
        (0, {"quote": "6件"}, "quote", "equals the text at its span"),
        (0, {"char_end": 8}, "char_start", "lies inside the text"),
        (0, {"char_end": 9999}, "char_start", "lies inside the text"),
        (0, {"char_start": -43}, "char_start", "lies inside the text"),
        (0, {"page": 0}, "page", "has a page and a line"),
        (0, {"period": "last year"}, "period", "is a year, part of a year or a span"),
    ],
)
def test_a_broken_row_is_named(index: int, fields: dict[str, Any], column: str, rule: str) -> None:
    cases = [c for c in broken(index, **fields).cases if c.column == column and c.rule.startswith(rule)]
    assert [case.row for case in cases if case.row == index] == [index]
    assert cases[0].claim_id


def test_all_faults_are_reported_together() -> None:
    failure = broken(0, kind="sort", quote="x", of="c99")
    assert {case.column for case in failure.cases} == {"kind", "quote", "of"}
    assert "sample.pdf" in str(failure)
    assert "row 0 (c1), kind" in str(failure)


@pytest.mark.parametrize(
    "period", ["2024", "2024-12", "2024-12-31", "2024H1", "2024Q3", "2021/2025", "2024-01/2024-11", ""]
)
def test_periods_of_the_model_are_allowed(period: str) -> None:
    doc = document()
    schema.validate([claim(doc, "5件", "5", "c1", "件", period=period)], doc)


def test_a_missing_column_is_named() -> None:
    base = report()
    short = schema.frame(base.claims).drop(columns="quote")
    with pytest.raises(SchemaFailure, match="quote"):
        schema.check(short, base.document)


def test_the_frame_is_a_frame_of_plain_values() -> None:
    built = schema.frame(report().claims)
    assert isinstance(built, pd.DataFrame)
    assert {type(v) for v in built["value"]} == {Decimal, type(None)}
    assert not any(isinstance(v, float) for column in built for v in built[column].tolist())
