"""claims.csv against the claims of report.json: the same rows with the same cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from ipextract.verify.faults import Fault
from ipextract.verify.record import Json

_FORMS = {"section": " / ", "hedges": " "}


def against_csv(text: str, claims: Sequence[Json]) -> Iterator[Fault]:
    """Every cell that says otherwise than the report, and rows that only one of the two has."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if len(rows) != len(claims):
        yield Fault("claims.csv", "differs", {"written": str(len(rows)), "found": str(len(claims))})
    for line, (row, claim) in enumerate(zip(rows, claims, strict=False), 2):
        for column, cell in row.items():
            if column not in claim:
                values = {"column": str(column), "written": str(cell), "found": ""}
                yield Fault(f"claims.csv row {line}", "csv", values)
                continue
            found = _cell(column, claim[column])
            if cell not in (found, f"'{found}"):  # the apostrophe keeps spreadsheets from running it
                values = {"column": column, "written": str(cell), "found": found}
                yield Fault(f"claims.csv row {line} {claim['claim_id']}", "csv", values)


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column == "box":
        return ";".join(
            f"{box['page']} " + " ".join(_short(box[s]) for s in ("x0", "top", "x1", "bottom")) for box in value
        )
    if isinstance(value, list):
        return _FORMS[column].join(str(each) for each in value)
    return str(value)


def _short(points: str) -> str:
    return f"{float(points):g}"
