"""Reports that take the place of others: the same series, place and year, and mostly the same indicators."""

from __future__ import annotations

from typing import Final

import duckdb

#: A report that takes the place of another shares at least this part of its indicators with it.
_SHARED: Final = 0.5


def supersede(connection: duckdb.DuckDBPyConnection, sha256: str) -> str:
    """Lets a new document take the place of one that it corrects, or the other way round; the replaced one's name."""
    found = connection.execute(
        """SELECT o.sha256, o.name, o.corrected AND NOT n.corrected FROM documents n JOIN documents o
           ON o.series = n.series AND o.year = n.year AND o.sha256 <> n.sha256 AND o.superseded_by IS NULL
           WHERE n.sha256 = ? AND n.series <> '' ORDER BY o.first_read DESC, o.sha256""",
        [sha256],
    ).fetchall()
    for other, name, stays in found:
        if _likeness(connection, sha256, other) < _SHARED:
            continue
        old, new = (sha256, other) if stays else (other, sha256)
        connection.execute("UPDATE documents SET superseded_by = ? WHERE sha256 = ?", [new, old])
        return "" if stays else str(name)
    return ""


def _likeness(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> float:
    """The part of the indicators of the smaller report that the other one has, too."""
    names = [
        {
            row[0]
            for row in connection.execute(
                """SELECT DISTINCT c.indicator || '|' || c.scope FROM claims c JOIN readings r USING (reading)
                   WHERE r.sha256 = ? AND r.current AND c.indicator <> ''""",
                [each],
            ).fetchall()
        }
        for each in (one, other)
    ]
    least = min(map(len, names))
    return len(names[0] & names[1]) / least if least else 0.0
