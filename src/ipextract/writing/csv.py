"""Report → claims.csv: one row a claim, decimals as printed text, flags true or false, empty cells for nothing."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Final

from ipextract.decimals import plain
from ipextract.model import Report
from ipextract.schema import COLUMNS, TEXT, table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def to_bytes(report: Report, *, excel: bool = False) -> bytes:
    """The claims table as UTF-8 CSV with line feeds alone.

    With ``excel`` it starts with a byte order mark, and text that a spreadsheet would run as a formula gets a leading
    apostrophe; without it every cell is exactly what the report says.
    """
    columns = table(report.claims)
    shown = {name: [_cell(value, guard=excel and name in TEXT) for value in values] for name, values in columns.items()}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(zip(*(shown[name] for name in COLUMNS), strict=True))
    return out.getvalue().encode("utf-8-sig" if excel else "utf-8", "backslashreplace")


def _cell(value: object, *, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    text = str(value)
    return "'" + text if guard and text.startswith(_FORMULA) else text
