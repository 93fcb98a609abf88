"""Findings between two years in the archive: those of pairs that are compared, each with both readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import duckdb

from ipextract.archive.tables import YEAR_FINDINGS, finding_columns
from ipextract.years import Comparison


def keep(
    connection: duckdb.DuckDBPyConnection, found: Iterable[Comparison], pairs: Collection[tuple[str, str]]
) -> None:
    """Takes in the findings of comparisons in place of earlier ones.

    ``pairs`` are the hashes, earlier and later, of all reports that are neighbours now: others lose their findings.
    """
    readings = dict(connection.execute("SELECT sha256, reading FROM current_readings").fetchall())
    there = connection.execute("SELECT DISTINCT earlier_reading, reading FROM year_findings").fetchall()
    neighbours = {(readings.get(one), readings.get(other)) for one, other in pairs}
    compared = [(readings.get(each.earlier.sha256), readings.get(each.later.sha256), each) for each in found]
    gone = [pair for pair in there if pair not in neighbours or pair in {(one, other) for one, other, _ in compared}]
    for earlier, later in gone:
        connection.execute("DELETE FROM year_findings WHERE earlier_reading = ? AND reading = ?", [earlier, later])
    for earlier, later, each in compared:
        if earlier is not None and later is not None and each.findings:
            columns = finding_columns(later, each.findings)
            _insert(connection, {"earlier_reading": [earlier] * len(each.findings), **columns})


def _insert(connection: duckdb.DuckDBPyConnection, columns: dict[str, list[Any]]) -> None:
    values: Sequence[list[Any]] = [columns[name] for name in YEAR_FINDINGS]
    connection.execute(f"INSERT INTO year_findings SELECT {', '.join('unnest(?)' for _ in values)}", values)
