"""What an auditor opens: audit.xlsx of a run, and the difference of two years as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ipextract.model import Report
from ipextract.writing import audit as sheets_of
from ipextract.writing.sheets import Cell, Sheet, to_bytes
from ipextract.writing.speech import Lang
from ipextract.writing.years import DIFFERENCE_COLUMNS, difference_records
from ipextract.years import Difference

FINDING_COLUMNS: Final = ("severity", "code", "finding_id", "message", "message_zh", "formula", "evidence")


def audit(reports: Sequence[Report], compared: Sequence[Difference], lang: Lang) -> bytes:
    """The findings worst first, claims, relations, coverage and documents of a run, and what years differ in.

    A finding links to the rows of its claims, a claim to its finding. Numbers are numbers where a spreadsheet keeps all
    their digits, else text; no cell is a formula or leads out of the workbook. Equal reports give equal bytes.
    """
    return to_bytes("ipextract audit", sheets_of.sheets(reports, compared, lang), lang)


def differences(found: Sequence[Difference], lang: Lang) -> bytes:
    """A workbook with the findings between two reports and their rows; of several pairs one below the other."""
    findings = [row for each in found for row in _findings(each, lang)]
    rows = [sheets_of.difference_cells(record) for each in found for record in difference_records(each)]
    tables = [Sheet("findings", FINDING_COLUMNS, findings), Sheet("rows", DIFFERENCE_COLUMNS, rows)]
    return to_bytes("ipextract diff", tables, lang)


def _findings(difference: Difference, lang: Lang) -> list[list[Cell]]:
    return [
        [
            each.severity, each.code, each.finding_id, each.message, each.message_zh, each.formula,
            sheets_of.evidence(each.roles, lang),
        ]
        for each in difference.findings
    ]  # fmt: skip
