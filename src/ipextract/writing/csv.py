"""Report → claims.csv and findings.csv: one row a claim, one a finding.

Decimals are as printed, flags true or false, empty cells stand for nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from ipextract.exact.decimals import plain
from ipextract.model import Finding, Report
from ipextract.tabular.rows import COLUMNS, TEXT, table

FINDING_COLUMNS: Final = (
    "finding_id",
    "code",
    "severity",
    "message",
    "message_zh",
    "page",
    "line",
    "place",
    "numbers",
    "repairs",
    "related",
    "doubts",
)
"""The columns of findings.csv."""

#: What opens a formula; Excel takes the wide forms for the narrow ones where Chinese is written.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: A signed number or growth is no formula, though it opens like one.
_NUMBER: Final = re.compile(r"[+-]\d+(?:\.\d+)?%?")


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


def findings_to_bytes(report: Report, *, excel: bool = False) -> bytes:
    """The findings as UTF-8 CSV, with the corrections that would settle each; ``excel`` as for the claims."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FINDING_COLUMNS)
    for finding in report.findings:
        row = _finding(finding)
        writer.writerow([_cell(value, guard=excel) for value in row])
    return out.getvalue().encode("utf-8-sig" if excel else "utf-8", "backslashreplace")


def _finding(finding: Finding) -> tuple[object, ...]:
    last = max((role.claim for role in finding.roles), key=lambda claim: claim.char_start)
    return (
        finding.finding_id,
        finding.code,
        finding.severity,
        finding.message,
        finding.message_zh,
        last.page,
        last.line,
        last.place,
        " | ".join("".join(role.claim.quote.split()) for role in finding.roles),
        " | ".join(f"{each.printed} -> {each.proposed} ({each.edit})" for each in finding.repairs),
        " | ".join(each.finding_id for each in finding.related),
        " | ".join(_doubtful(finding)),
    )


def _doubtful(finding: Finding) -> list[str]:
    """The quotes whose reading is in doubt, each with its confidence."""
    claims = {role.claim.claim_id: role.claim for role in finding.roles}
    found = (claims[each] for each in finding.doubts)
    return [f"{''.join(c.quote.split())}{'' if c.confidence is None else f' ({plain(c.confidence)})'}" for c in found]


def _cell(value: object, *, guard: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain(value)
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    harmless = not guard or not text.startswith(_FORMULA) or _NUMBER.fullmatch(text)
    return text if harmless else "'" + text


def rows_to_bytes(
    names: Sequence[str], rows: Iterable[Sequence[object]], *, excel: bool = False, guard: bool = False
) -> bytes:
    """Any table: ``names`` and then the rows, written as ``to_bytes`` writes claims, lists with spaces between.

    With ``guard`` no cell is a formula, and there is no byte order mark either.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value, guard=excel or guard) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if excel else "utf-8", "backslashreplace")
