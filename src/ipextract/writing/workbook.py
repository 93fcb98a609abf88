"""What an auditor opens: audit.xlsx of a run, and the difference of two years as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ipextract.model import Report
from ipextract.writing import audit as sheets_of
from ipextract.writing import years_sheet
from ipextract.writing.sheets import Cell, Sheet, Toned, to_bytes
from ipextract.writing.speech import Lang, role
from ipextract.years import Difference

FINDING_COLUMNS: Final = ("severity", "code", "message_zh", "message", "formula", "evidence", "finding_id")


def audit(
    reports: Sequence[Report], compared: Sequence[Difference], lang: Lang, pages: Sequence[str] = (),
    unread: Sequence[tuple[str, str]] = (),
) -> bytes:  # fmt: skip
    """The findings worst first, claims, relations, coverage and documents of a run, and what years differ in.

    A finding links to the rows of its claims, a claim to its finding. Numbers are numbers where a spreadsheet keeps all
    their digits, else text; no cell is a formula. ``pages`` are the addresses of the pages of the reports, relative to
    the workbook: nothing else leads out of it. ``unread`` are the names of what was not read, and why. Equal reports
    give equal bytes.
    """
    return to_bytes("ipextract audit", sheets_of.sheets(reports, compared, lang, pages, unread), lang)


def differences(found: Sequence[Difference], lang: Lang) -> bytes:
    """A workbook with the findings between two reports and their rows; of several pairs one below the other."""
    findings = [row for each in found for row in _findings(each, lang)]
    tables = [Sheet("findings", FINDING_COLUMNS, findings), years_sheet.sheet("rows", found, lang)]
    return to_bytes("ipextract diff", tables, lang)


def _findings(difference: Difference, lang: Lang) -> list[list[Cell]]:
    return [
        [
            Toned(role(lang, each.severity), each.severity), each.code, each.message_zh, each.message, each.formula,
            sheets_of.evidence(each.roles, lang), each.finding_id,
        ]
        for each in difference.findings
    ]  # fmt: skip
