"""datapackage.json says what the tables beside it hold."""

from __future__ import annotations

import csv as reader
import io
import json
import re
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from factories_report import report, without_claims
from ipextract.model import Report
from ipextract.writing import csv, dataset, package, parquet


def tables(of: Report, *, excel: bool = False) -> dict[str, bytes]:
    return {
        "claims.csv": csv.to_bytes(of, excel=excel),
        "findings.csv": csv.findings_to_bytes(of, excel=excel),
        "claims.parquet": parquet.to_bytes(of),
    }


def described(of: Report) -> tuple[dict[str, bytes], Any]:
    files = tables(of)
    return files, json.loads(package.to_bytes(of, files))


@pytest.mark.parametrize("of", [report(), without_claims()], ids=["claims", "none"])
def test_every_column_of_every_table_is_described_in_both_languages(of: Report) -> None:
    files, told = described(of)
    assert [each["path"] for each in told["resources"]] == list(files)
    for each in told["resources"]:
        data = files[each["path"]]
        if each["format"] == "csv":
            names = next(reader.reader(io.StringIO(data.decode())))
        else:
            names = pq.read_schema(pa.BufferReader(data)).names
        assert [field["name"] for field in each["schema"]["fields"]] == names
        assert (each["bytes"], each["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        for field in each["schema"]["fields"]:
            assert re.search("[a-z]{2}", field["description"]), field
            assert re.search("[\u4e00-\u9fff]", field["description_zh"]), field
        assert set(each["schema"]["primaryKey"]) <= set(names)


def test_cells_are_of_the_types_that_are_told() -> None:
    files, told = described(report())
    reads = {"number": Decimal, "integer": int, "boolean": {"true": True, "false": False}.__getitem__, "string": str}
    for each in told["resources"][:2]:
        rows = list(reader.DictReader(io.StringIO(files[each["path"]].decode())))
        assert rows
        for row in rows:
            for field in each["schema"]["fields"]:
                cell = row[field["name"]]
                assert cell or not field.get("constraints", {}).get("required"), field
                assert cell in each["schema"]["missingValues"] or reads[field["type"]](cell) is not None


def test_names_are_those_that_the_standard_allows() -> None:
    told = described(report())[1]
    names = [told["name"], *(each["name"] for each in told["resources"])]
    assert all(re.fullmatch("[a-z0-9._-]+", name) for name in names)
    assert len(set(names)) == len(names)


def test_equal_reports_give_equal_bytes_and_no_export_takes_them_for_its_own() -> None:
    data = package.to_bytes(report(), tables(report()))
    assert data == package.to_bytes(report(), tables(report()))
    assert not dataset.is_ours(data)
