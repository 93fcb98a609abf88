from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factories_report import TEXT, claim, document, report, without_claims
from ipextract.exact.interval import Interval
from ipextract.tabular.rows import COLUMNS
from ipextract.writing import parquet as writer


def table(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))


def test_equal_reports_give_equal_bytes() -> None:
    assert writer.to_bytes(report()) == writer.to_bytes(report())


def test_values_are_decimals_of_fixed_scale_with_their_text_beside() -> None:
    found = table(writer.to_bytes(report()))
    assert found.schema.field("value").type == pa.decimal128(38, 12)
    row = found.to_pylist()[4]
    assert (row["value"], row["value_text"], row["decimals"]) == (Decimal("4.4"), "4.40", 2)
    assert (row["lower"], row["upper"], row["lower_open"]) == (Decimal("4.39"), Decimal("4.41"), True)


def test_every_column_of_the_claims_table_is_there() -> None:
    assert set(COLUMNS) <= set(table(writer.to_bytes(report())).column_names)


def test_a_quote_stands_between_its_prefix_and_suffix() -> None:
    for row in table(writer.to_bytes(report())).to_pylist():
        assert row["prefix"] + row["exact"] + row["suffix"] in TEXT
        assert row["exact"] == row["quote"] == TEXT[row["char_start"] : row["char_end"]]


def test_the_metadata_say_where_it_came_from() -> None:
    base = report()
    metadata = table(writer.to_bytes(base)).schema.metadata
    assert metadata[b"ipextract.version"] == base.version.encode()
    assert metadata[b"ipextract.rules_digest"] == base.rules_digest.encode()
    assert metadata[b"ipextract.source_sha256"] == base.document.sha256.encode()


def test_no_claims_give_a_table_with_columns_and_no_rows() -> None:
    found = table(writer.to_bytes(without_claims()))
    assert found.num_rows == 0
    assert found.schema.field("value").type == pa.decimal128(38, 12)


@pytest.mark.parametrize(
    ("number", "fits"),
    [("1E+25", True), ("1E+26", False), ("0.1234567890123", False), ("0.12345678901200", True), ("-3", True)],
)
def test_numbers_too_long_for_the_column_stay_exact_as_text(number: str, fits: bool) -> None:
    doc = document("共5件。")
    interval = Interval(Fraction(Decimal(number)), None)
    each = claim(doc, "5件", "5", "c1", "件", value=Decimal(number), interval=interval)
    [row] = table(writer.to_bytes(replace(without_claims(), document=doc, claims=(each,)))).to_pylist()
    assert row["value"] == (Decimal(number) if fits else None)
    assert Decimal(row["value_text"]) == Decimal(number)
