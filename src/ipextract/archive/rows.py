"""The archive's rows as other systems get them: current readings of documents that none has taken the place of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import duckdb

from ipextract.tabular.exchange import DOCUMENTS, Row, Table

_AT_ONCE: Final = 10_000

_ORDER: Final = ("report_year", "document", "sha256", "earlier_year", "earlier_document", "earlier_sha256", "number")
_DOCUMENTS: Final = """SELECT d.*, r.reading, r.version, r.rules_digest, r.claims, r.relations, r.findings
    FROM documents d JOIN readings r ON r.sha256 = d.sha256 AND r.current"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The archive as it stands while it is held; nothing changes between one question and the next."""

    connection: duckdb.DuckDBPyConnection

    def years(self) -> tuple[str, ...]:
        """The years of the current reports, in order; an empty text for reports without one."""
        rows = self.connection.execute("SELECT DISTINCT year FROM current_readings ORDER BY year").fetchall()
        return tuple(row[0] for row in rows)

    def rows(self, table: Table, year: str | None = None) -> Iterator[Row]:
        """The rows of a table, of all years or of the reports of one, always in the same order.

        Documents come all, with those that are superseded; what superseded ones say does not come.
        """
        names = ", ".join(f'"{name}"' for name in table.names)
        if table is DOCUMENTS:
            source, order = f"({_DOCUMENTS})", "area, year, name, sha256"
        else:
            source, order = f"current_{table.name}", ", ".join(each for each in _ORDER if each in table.names)
        condition = "" if year is None else f"WHERE {'report_year' if table.yearly else 'year'} = ?"
        found = self.connection.cursor().execute(
            f"SELECT {names} FROM {source} {condition} ORDER BY {order}", [] if year is None else [year]
        )
        decimals = [at for at, column in enumerate(table.columns) if column.type == "decimal"]
        while chunk := found.fetchmany(_AT_ONCE):
            yield from (_shortened(row, decimals) for row in chunk) if decimals else chunk


def _shortened(row: Row, decimals: list[int]) -> Row:
    """The row with decimals as short as they are: the column holds twelve places of each."""
    values = list(row)
    for at in decimals:
        if isinstance(value := values[at], Decimal):
            values[at] = _short(value)
    return tuple(values)


def _short(value: Decimal) -> Decimal:
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") or "0") if "." in text else value
