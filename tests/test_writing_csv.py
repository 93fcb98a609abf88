from __future__ import annotations

import csv
import io
from dataclasses import replace

from syrupy.assertion import SnapshotAssertion

from factories_report import claim, document, report, without_claims
from ipextract.tabular.rows import COLUMNS
from ipextract.writing import csv as writer


def rows(data: bytes, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def test_the_bytes_are_the_golden_ones(snapshot: SnapshotAssertion) -> None:
    assert writer.to_bytes(report()).decode() == snapshot


def test_lines_end_with_a_line_feed_alone() -> None:
    data = writer.to_bytes(report())
    assert b"\r" not in data
    assert data.count(b"\n") == len(report().claims) + 1


def test_decimals_keep_their_printed_zeros_and_nothing_is_empty_text() -> None:
    table = rows(writer.to_bytes(report()))
    assert [row["value"] for row in table] == ["5", "8", "20", "30", "4.40", ""]
    assert [row["lower_open"] for row in table] == ["false"] * 4 + ["true", "false"]


def test_no_claims_still_give_the_header() -> None:
    assert writer.to_bytes(without_claims()).decode() == ",".join(COLUMNS) + "\n"


def test_excel_gets_a_mark_and_no_formula() -> None:
    doc = document("=SUM(A1)后为-5件。")
    each = claim(doc, "-5件", "-5", "c1", "件", indicator="=SUM(A1)")
    whole = replace(without_claims(), document=doc, claims=(each,))
    plain, guarded = writer.to_bytes(whole), writer.to_bytes(whole, excel=True)
    assert rows(plain)[0]["indicator"] == "=SUM(A1)"
    assert guarded.startswith(b"\xef\xbb\xbf")
    [row] = rows(guarded, "utf-8-sig")
    assert (row["indicator"], row["quote"], row["value"]) == ("'=SUM(A1)", "'-5件", "-5")
