"""Tables as an xlsx workbook: headers in both languages, frozen and filtered, nothing that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ipextract.writing.terminal import Lang, printable, say
from ipextract.writing.years import DIFFERENCE_COLUMNS, difference_records
from ipextract.years import Difference

#: Workbooks carry a moment of creation; the same one gives the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
#: Columns that hold numbers as decimal text; a number that a double cannot hold exactly stays text.
_NUMBERS: Final = frozenset({"earlier_value", "later_value"})
_DIGITS: Final = 15
_WIDE: Final = 44
FINDING_COLUMNS: Final = ("severity", "code", "finding_id", "message", "message_zh", "formula", "evidence")


def differences(found: Sequence[Difference], lang: Lang) -> bytes:
    """A workbook with the findings between two reports and their rows; of several pairs one below the other."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(_OPTIONS)) as book:
        book.set_properties({"created": _CREATED, "title": "ipextract diff"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        findings = book.add_worksheet(say(lang, "sheet_findings"))
        rows = book.add_worksheet(say(lang, "sheet_rows"))
        _sheet(findings, FINDING_COLUMNS, [row for each in found for row in _findings(each)], head)
        records = [record for each in found for record in difference_records(each)]
        _sheet(rows, DIFFERENCE_COLUMNS, [[str(r[name]) for name in DIFFERENCE_COLUMNS] for r in records], head)
    return out.getvalue()


def _findings(difference: Difference) -> list[list[str]]:
    return [
        [
            each.severity, each.code, each.finding_id, each.message, each.message_zh, each.formula,
            "; ".join(f"{role.name}: {' '.join(role.claim.quote.split())} ({role.claim.place})" for role in each.roles),
        ]
        for each in difference.findings
    ]  # fmt: skip


def _sheet(sheet: Worksheet, names: Sequence[str], rows: Sequence[Sequence[str]], head: object) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, f"{say('zh', f'column_{name}')}\n{say('en', f'column_{name}')}", head)
    for number, row in enumerate(rows, 1):
        for column, (name, cell) in enumerate(zip(names, row, strict=True)):
            value = _number(cell) if name in _NUMBERS else None
            if value is None:
                sheet.write_string(number, column, printable(cell))
            else:
                sheet.write_number(number, column, value)
    for column, _ in enumerate(names):
        longest = max((len(row[column]) for row in rows), default=8)
        sheet.set_column(column, column, min(_WIDE, max(10, longest * 1.3)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)


def _number(text: str) -> float | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return float(value) if len(value.as_tuple().digits) <= _DIGITS else None
