"""Results of a run built by hand: every state, both kinds of document, two years, notices, what went unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from factories_report import TEXT, report
from ipextract import rulebook
from ipextract.model import Finding, Report, Waiver
from ipextract.review.waivers import Notice
from ipextract.writing.results import Document, Results, Trouble, gather
from ipextract.years import Comparison, edition_of

WAIVER = Waiver(
    rule="IPX101", finding="f-3", numbers=(), indicators=(), document="", reason="原文勘误", owner="zhang",
    created=None, expires=date(2027, 1, 31), place="ci/waivers.toml:7",
)  # fmt: skip

NOTICE = Notice(
    "IPX901", "warning", "ci/waivers.toml:12", "expired",
    {"finding": "f0123456789", "rule": "IPX101", "expires": "2025-01-31", "owner": "wang", "numbers": "1项, 2项"},
)  # fmt: skip


@cache
def rules() -> tuple[Any, ...]:
    return tuple(rulebook.load().checks.values())


def with_findings(base: Report, changes: Sequence[dict[str, Any]]) -> Report:
    """The report with the sample finding once for each change, numbered f-0, f-1 … where it says no id."""
    found: list[Finding] = [
        replace(base.findings[0], **({"finding_id": f"f-{i}"} | change)) for i, change in enumerate(changes)
    ]
    return replace(base, findings=tuple(found))


def every_state(name: str = "raw/a.pdf") -> Report:
    """A finding of each severity, one waived and one known."""
    open_ones = [{"severity": severity} for severity in ("error", "warning", "suspicion", "info")]
    return with_findings(report(name=name), [*open_ones, {"waiver": WAIVER}, {"known": True}])


def pair(earlier: Report, later: Report, **change: Any) -> Comparison:
    """Two reports with a finding between their totals."""
    one, other = edition_of(replace(earlier, year="2023")), edition_of(replace(later, year="2024"))
    roles = (
        replace(later.findings[0].roles[0], name="earlier", claim=one.claims[3]),
        replace(later.findings[0].roles[0], name="later", claim=other.claims[3]),
    )
    between = {"finding_id": "f-y", "code": "IPX403", "severity": "warning", "roles": roles, "repairs": ()}
    return Comparison(one, other, (), (replace(later.findings[0], **(between | change)),))


def results(
    documents: Sequence[Document] = (), compared: Sequence[Comparison] = (), notices: Sequence[Notice] = (), **told: Any
) -> Results:
    """Results that fail on warnings."""
    defaults: dict[str, Any] = {"failing": ("error", "warning"), "exit_code": 1, "version": "0.1.0", "lang": "en"}
    return gather(documents, compared, notices, rules(), **(defaults | told))


def everything(**told: Any) -> Results:
    """All that a run can come to, with the same findings in two documents."""
    first, second = every_state(), report(TEXT + "完。", "raw/b 2.pdf")
    locked = Document(Path("raw/locked.pdf"), trouble=Trouble("encrypted", "it asks for a password", "save it without"))
    blank = replace(second, findings=(), claims=())
    documents = [
        Document(Path("raw/a.pdf"), first),
        Document(Path("raw/b 2.pdf"), with_findings(second, [{"finding_id": "f-0"}])),
        locked,
        Document(Path("raw/blank.pdf"), blank, Trouble("no-claims", "no number in it says how many")),
    ]
    return results(documents, [pair(first, second)], [NOTICE], **({"exit_code": 3, "baseline": True} | told))
