"""What the archive is asked: its documents, their claims, and the indicators they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import duckdb

from ipextract.archive.tables import CLAIMS, claim_of, starts_of
from ipextract.model import Held, Listed
from ipextract.years import Edition, at_home

#: Indicators by place, id or name, and scope, with the years that the place has reports of.
_INDICATORS: Final = """
WITH span AS (SELECT area, min(year) AS first, max(year) AS last FROM current_readings GROUP BY area),
found AS (
    SELECT indicator_id, scope, report_area, arg_max(indicator, report_year) AS name,
        list_sort(list_distinct(list(indicator))) AS names, min(report_year) AS first, max(report_year) AS last,
        count(*) AS claims
    FROM current_claims
    WHERE kind IN ('count', 'amount', 'ratio', 'share') AND modality = 'fact' AND indicator <> ''
    GROUP BY indicator_id, CASE WHEN indicator_id = '' THEN indicator ELSE '' END, scope, report_area
)
SELECT f.indicator_id, f.name, f.scope, f.first, f.last, f.claims, f.first > s.first, f.last < s.last, f.names
FROM found f JOIN span s ON s.area = f.report_area
ORDER BY f.indicator_id = '', f.indicator_id, f.name, f.scope, f.report_area
"""


class Unlike(Exception):  # noqa: N818 - named for what is wrong with the row
    """A row that no program of ours has written."""


def documents(connection: duckdb.DuckDBPyConnection) -> tuple[Held, ...]:
    """Every document with its current reading, by place, year and name; superseded ones say by what."""
    rows = connection.execute(
        """SELECT d.sha256, d.name, d.title, d.series, d.area, d.issuer, d.year, r.claims, r.findings,
                  coalesce(n.name, '') FROM documents d JOIN readings r ON r.sha256 = d.sha256 AND r.current
           LEFT JOIN documents n ON n.sha256 = d.superseded_by ORDER BY d.area, d.year, d.name, d.sha256"""
    ).fetchall()
    return tuple(Held(*row) for row in rows)


def editions(
    connection: duckdb.DuckDBPyConnection, area: str, years: Sequence[str], indicator: str, sources: Sequence[str]
) -> tuple[Edition, ...]:
    """The current reports under all conditions that are not empty, by year and name."""
    heads = connection.execute(
        """SELECT reading, sha256, name, title, area, issuer, year, text, line_starts FROM current_readings
           WHERE (? = '' OR area = ? OR area LIKE ? || '%') AND (len(?) = 0 OR list_contains(?, year))
           AND (len(?) = 0 OR list_contains(?, sha256))
           ORDER BY year, name, sha256""",
        [area, area, area, list(years), list(years), list(sources), list(sources)],
    ).fetchall()
    claims: dict[str, list[dict[str, Any]]] = {head[0]: [] for head in heads}
    for row in _claims(connection, list(claims), indicator):
        claims[row["reading"]].append(row)
    try:
        return tuple(
            Edition(name, sha256, title, place, issuer, year, text, at_home(found, name, sha256), starts_of(starts))
            for reading, sha256, name, title, place, issuer, year, text, starts in heads
            if (found := [claim_of(row) for row in claims[reading]]) or not indicator
        )
    except (ValueError, ArithmeticError, TypeError, AttributeError) as fault:
        raise Unlike(str(fault) or type(fault).__name__) from fault


def indicators(connection: duckdb.DuckDBPyConnection) -> tuple[Listed, ...]:
    """What the current reports speak of, known indicators first, by id, name and scope."""
    return tuple(map(_listed, connection.execute(_INDICATORS).fetchall()))


def _claims(connection: duckdb.DuckDBPyConnection, readings: list[str], indicator: str) -> Iterator[dict[str, Any]]:
    columns = ", ".join(f'"{name}"' for name in CLAIMS)
    if not indicator:
        sql = f"SELECT {columns} FROM claims WHERE reading IN (SELECT unnest(?))"
        values: list[Any] = [readings]
    else:
        # Few columns of all claims first, all columns of few claims then: a fifth of the time of a plain condition.
        sql = f"""WITH light AS (
                SELECT rowid AS row, reading, claim_id, "of", indicator_id = ? OR contains(indicator, ?) AS hit
                FROM claims WHERE reading IN (SELECT unnest(?)))
            SELECT {columns} FROM claims WHERE rowid IN (
                SELECT row FROM light WHERE hit UNION ALL
                SELECT l.row FROM light l JOIN light h ON h.hit AND h.reading = l.reading AND h.claim_id = l."of")"""
        values = [indicator, indicator, readings]
    for row in connection.execute(f"{sql} ORDER BY reading, number", values).fetchall():
        yield dict(zip(CLAIMS, row, strict=True))


def _listed(row: tuple[Any, ...]) -> Listed:
    identity, name, scope, first, last, claims, appeared, vanished, names = row
    others = tuple(other for other in names if other != name)
    return Listed(identity, name, scope, first, last, claims, appeared, vanished, others)
