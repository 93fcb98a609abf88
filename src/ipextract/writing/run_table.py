"""A run in one table: a row a document, and a row for each two years that are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from ipextract.model import SEVERITIES, Finding, Report, Severity
from ipextract.writing.columns import table
from ipextract.writing.speech import COLOURS, Style, flat, paint, say
from ipextract.years import Comparison

#: What is said of a document that was not read as it should have been, by the name of its exit code.
_STATES: Final = ("incomplete", "internal")


def table_of(documents: Sequence[tuple[str, Report | None, str]], compared: Sequence[Comparison], style: Style) -> str:
    """The table with a blank line behind it, nothing for a single document; open findings are counted by severity.

    A document comes with its name, its report where there is one, and the name of its exit code.
    """
    if len(documents) < 2:
        return ""
    lang = style.lang
    rows = [
        _row(name, None if report is None else report.findings, "" if report is None else f"{len(report.claims):,}",
             "unread" if report is None and code == "incomplete" else code, style)
        for name, report, code in documents
    ]  # fmt: skip
    for each in compared:
        years = say(lang, "sum_years", earlier=each.earlier.year, later=each.later.year)
        rows.append(_row(" ".join(part for part in (each.later.area, years) if part), each.findings, "", "", style))
    titles = ("document", *(f"of_{severity}" for severity in SEVERITIES), "of_accepted", "claims", "state")
    rows.insert(0, [say(lang, f"sum_{title}") for title in titles])
    kept = [at for at in range(len(titles)) if at not in (5, 7) or any(row[at] not in ("", "-") for row in rows[1:])]
    lines = table([[row[at] for at in kept] for row in rows], style.columns, "", range(1, 7))
    return "".join(f"{line}\n" for line in lines) + "\n"


def _row(name: str, findings: Iterable[Finding] | None, claims: str, state: str, style: Style) -> list[str]:
    said = paint(say(style.lang, f"state_{state}"), COLOURS["error"], style) if state in (*_STATES, "unread") else ""
    if findings is None:
        return [flat(name), *[""] * (len(SEVERITIES) + 1), "", said]
    everything = list(findings)
    open_ones = [each for each in everything if each.waiver is None and not each.known]
    counts = Counter(each.severity for each in open_ones)
    accepted = len(everything) - len(open_ones)
    return [
        flat(name), *(_count(counts[severity], severity, style) for severity in SEVERITIES), str(accepted or "-"),
        claims, said,
    ]  # fmt: skip


def _count(n: int, severity: Severity, style: Style) -> str:
    """A count in the colour of its severity; none is a dash."""
    return paint(str(n), COLOURS[severity], style) if n else "-"
