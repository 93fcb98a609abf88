"""Reports and what holds between them → the sheets of audit.xlsx: findings, claims, relations, coverage, documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ipextract.exact.interval import Interval, show
from ipextract.model import SEVERITIES, Claim, Evaluated, Finding, Report, Role
from ipextract.writing import years_sheet
from ipextract.writing.sheets import Cell, Link, Page, Share, Sheet, Toned
from ipextract.writing.speech import Lang, arithmetic, check_name, counted, edit, name_of, role, say
from ipextract.years import Comparison, Difference

#: The numbers of a finding that get a link of their own; the column of evidence has all of them.
LINKED: Final = 8
FINDINGS: Final = (
    "severity", "code", "document", "place", "message_zh", "message", "evidence", "page", "formula", "computed",
    "distance", "rounding", "power",
)  # fmt: skip
BEHIND: Final = ("repairs", "related", "doubts", "waiver", "finding_id")
"""The columns of findings behind the numbers."""
CLAIMS: Final = (
    "document", "place", "section", "indicator", "scope", "period", "kind", "value", "value_high", "unit", "quote",
    "finding", "page", "approx", "interval", "direction", "base", "within", "basis", "qualifier", "modality", "origin",
    "confidence", "relations", "power", "indicator_id", "rule", "of", "claim_id",
)  # fmt: skip
RELATIONS: Final = (
    "document", "place", "relation", "verdict", "severity", "formula", "evidence", "computed", "reason", "rounding",
    "power", "cue",
)  # fmt: skip
COVERAGE: Final = ("document", "section", "claims", "checked", "unchecked", "share", "first_unchecked", "all_unchecked")
DOCUMENTS: Final = (
    "document", "area", "issuer", "year", "format", "pages", "claims", "checked", "share", "relations", "findings",
    "accepted", "doubts", "sha256", "version", "rules",
)  # fmt: skip
_PAGE: Final = "report.html"
_SPAN: Final = 8
"""Digits of a source's hash in front of the claims of a comparison."""


def sheets(
    reports: Sequence[Report], compared: Sequence[Difference], lang: Lang, pages: Sequence[str] = (),
    unread: Sequence[tuple[str, str]] = (),
) -> list[Sheet]:  # fmt: skip
    """The sheets in the order that a reader wants them; that of the difference where two years are compared.

    ``pages`` are the addresses of the pages of the reports beside the workbook, none where no pages are written;
    ``unread`` the names of what was not read, and why.
    """
    audit = _Audit(reports, [each.comparison for each in compared], lang, pages)
    found = [audit.findings(), audit.claims(), audit.relations(), audit.coverage(), audit.documents(unread)]
    if compared:
        found.append(years_sheet.sheet("difference", compared, lang, lambda claim: audit.link("", claim, claim.place)))
    return found


def evidence(roles: Iterable[Role], lang: Lang) -> str:
    """Who plays what, as printed and where, a line each."""
    return "\n".join(f"{role(lang, each.name)}: {_flat(each.claim.quote)} ({each.claim.place})" for each in roles)


class _Audit:
    """What the sheets know of each other: the row of every claim and of every finding."""

    def __init__(
        self, reports: Sequence[Report], compared: Sequence[Comparison], lang: Lang, pages: Sequence[str]
    ) -> None:
        self.reports, self.compared, self.lang = reports, compared, lang
        self.pages = {str(number): address for number, address in enumerate(pages)}
        for number, report in enumerate(reports):
            self.pages.setdefault(report.document.sha256[:_SPAN], self.pages.get(str(number), ""))
        self.rows: dict[tuple[str, str], int] = {}
        row = 0
        for number, report in enumerate(reports):
            for claim in report.claims:
                self.rows[str(number), claim.claim_id] = row
                self.rows.setdefault((report.document.sha256[:_SPAN], claim.claim_id), row)
                row += 1
        self.found = self._ordered()
        self.of_claim: dict[int, tuple[str, int]] = {}
        for at, (source, _, finding) in enumerate(self.found):
            for each in finding.roles:
                claim_row = self._row(source, each.claim)
                if claim_row is not None:
                    self.of_claim.setdefault(claim_row, (finding.finding_id, at))

    def _ordered(self) -> list[tuple[str, str, Finding]]:
        """Every finding with its source and the name of its document, worst first, those that count before others."""
        found = [
            (str(number), report.document.name, each)
            for number, report in enumerate(self.reports)
            for each in report.findings
        ]
        found += [("", years_sheet.pair(each), finding) for each in self.compared for finding in each.findings]
        return sorted(found, key=lambda f: (f[2].waiver is not None or f[2].known, SEVERITIES.index(f[2].severity)))

    def _row(self, source: str, claim: Claim) -> int | None:
        """The row of a claim; ``None`` for one of a report that the workbook has not."""
        if source:
            return self.rows.get((source, claim.claim_id))
        mark, _, claim_id = claim.claim_id.partition(":")
        return self.rows.get((mark, claim_id))

    def page(self, source: str, claim: Claim | None, fragment: str = "") -> Cell:
        """A link into the page that shows a claim: to the fragment, else to the claim; nothing without pages."""
        if claim is None:
            return None
        mark, _, claim_id = ("", "", claim.claim_id) if source else claim.claim_id.partition(":")
        address = self.pages.get(source or mark, "")
        return Page(_PAGE, f"{address}#{fragment if source and fragment else claim_id}") if address else None

    def link(self, source: str, claim: Claim, text: str) -> Cell:
        """A link to the row of a claim, its text where the workbook has none."""
        row = self._row(source, claim)
        return text if row is None else Link(text, "claims", row)

    def findings(self) -> Sheet:
        """All findings with their arithmetic, their numbers, each a link to its claim, and what settles them."""
        most = min(LINKED, max((len(finding.roles) for _, _, finding in self.found), default=0))
        rows = [
            [*self._finding(source, name, each), *self._links(source, each, most), *self._behind(each)]
            for source, name, each in self.found
        ]
        return Sheet("findings", (*FINDINGS, *(f"number_{i + 1}" for i in range(most)), *BEHIND), rows)

    def _links(self, source: str, finding: Finding, most: int) -> Iterator[Cell]:
        for at in range(most):
            claim = finding.roles[at].claim if at < len(finding.roles) else None
            yield None if claim is None else self.link(source, claim, _flat(claim.quote))

    def _finding(self, source: str, document: str, each: Finding) -> list[Cell]:
        lang = self.lang
        last = max((r.claim for r in each.roles), key=lambda claim: claim.char_start, default=None)
        return [
            Toned(role(lang, each.severity), each.severity), each.code, document,
            None if last is None else self.link(source, last, last.place), each.message_zh, each.message,
            evidence(each.roles, lang), self.page(source, last, each.finding_id), arithmetic(lang, each.formula),
            _interval(each.computed), each.distance, self._rounding(each.rounding),
            Share(each.power) if each.power else None,
        ]  # fmt: skip

    def _behind(self, each: Finding) -> list[Cell]:
        claims = {r.claim.claim_id: r.claim for r in each.roles}
        doubts = [f"{_flat(claims[at].quote)} ({claims[at].confidence or '-'})" for at in each.doubts]
        related = [f"{r.code} {r.finding_id}: {_said(r.message, r.message_zh, self.lang)}" for r in each.related]
        texts = ("\n".join(lines) for lines in (self._repairs(each), related, doubts))
        return [*texts, self._waiver(each), each.finding_id]

    def _rounding(self, rounding: str) -> str:
        return say(self.lang, f"rounding_{rounding}") if rounding else ""

    def _repairs(self, finding: Finding) -> Iterator[str]:
        for each in finding.repairs:
            more = f" +{each.confirmations}" if each.confirmations else ""
            yield f"{_flat(each.printed)} -> {_flat(each.proposed)} ({edit(self.lang, each.edit)}){more}"

    def _waiver(self, finding: Finding) -> str:
        waiver = finding.waiver
        if waiver is not None:
            said = say(self.lang, "waived", owner=waiver.owner, expires=waiver.expires, reason=waiver.reason)
            return said + (f" ({waiver.evidence})" if waiver.evidence else "")
        return say(self.lang, "known") if finding.known else ""

    def claims(self) -> Sheet:
        """Every claim of every report in text order, with the finding that it is part of."""
        rows = [
            self._claim(str(number), report, at)
            for number, report in enumerate(self.reports)
            for at in range(len(report.claims))
        ]
        for at, row in enumerate(rows):
            finding = self.of_claim.get(at)
            row[CLAIMS.index("finding")] = None if finding is None else Link(finding[0], "findings", finding[1])
        return Sheet("claims", CLAIMS, rows)

    def _claim(self, source: str, report: Report, at: int) -> list[Cell]:
        claim, lang = report.claims[at], self.lang
        covered = next((each for each in report.coverage[at : at + 1] if each.claim_id == claim.claim_id), None)
        base = claim.of and self.rows.get((report.document.sha256[:_SPAN], claim.of))
        return [
            report.document.name, claim.place, " / ".join(claim.section), claim.indicator, claim.scope, claim.period,
            name_of(lang, "kinds", claim.kind), claim.value, claim.value_high, claim.unit, _flat(claim.quote), None,
            self.page(source, claim), name_of(lang, "approx", claim.approx), _interval(claim.interval),
            name_of(lang, "direction", claim.direction or ""), claim.base, claim.within,
            name_of(lang, "basis", claim.basis), claim.qualifier, name_of(lang, "modality", claim.modality),
            name_of(lang, "origin", claim.origin), claim.confidence,
            0 if covered is None else len(covered.relations),
            Share(covered.power) if covered is not None and covered.checked else None, claim.indicator_id, claim.rule,
            claim.of if not isinstance(base, int) else Link(str(claim.of), "claims", base), claim.claim_id,
        ]  # fmt: skip

    def relations(self) -> Sheet:
        """Every relation with its verdict, those of two years last."""
        rows = [
            self._relation(str(number), report.document.name, each)
            for number, report in enumerate(self.reports)
            for each in report.relations
        ]
        rows += [
            self._relation("", years_sheet.pair(each), relation)
            for each in self.compared
            for relation in each.relations
        ]
        return Sheet("relations", RELATIONS, rows)

    def _relation(self, source: str, document: str, each: Evaluated) -> list[Cell]:
        lang, relation, outcome = self.lang, each.relation, each.outcome
        violated = outcome.verdict == "violated"
        verdict = say(lang, f"verdict_{each.standing}")
        last = max(relation.claims, key=lambda claim: claim.char_start, default=None)
        return [
            document, None if last is None else self.link(source, last, last.place),
            check_name(lang, relation.kind), Toned(verdict, outcome.severity) if violated else verdict,
            role(lang, outcome.severity) if violated else None, arithmetic(lang, outcome.formula),
            evidence(relation.roles, lang),
            _interval(outcome.computed), outcome.reason, self._rounding(outcome.rounding),
            Share(outcome.power) if outcome.power else None, relation.cue,
        ]  # fmt: skip

    def coverage(self) -> Sheet:
        """How many claims of each section some relation reaches, and which ones none does."""
        rows: list[list[Cell]] = []
        for number, report in enumerate(self.reports):
            checked = {each.claim_id for each in report.coverage if each.checked}
            sections: dict[str, list[Claim]] = {}
            for claim in report.claims:
                sections.setdefault(" / ".join(claim.section), []).append(claim)
            for section, claims in sections.items():
                left = [claim for claim in claims if claim.claim_id not in checked]
                first = self.link(str(number), left[0], f"{_flat(left[0].quote)} {left[0].place}") if left else None
                listed = "\n".join(f"{_flat(c.quote)} {c.indicator} ({c.place})" for c in left)
                rows.append([
                    report.document.name, section, len(claims), len(claims) - len(left), len(left),
                    Share(1 - len(left) / len(claims)), first, listed,
                ])  # fmt: skip
        return Sheet("coverage", COVERAGE, rows)

    def documents(self, unread: Sequence[tuple[str, str]]) -> Sheet:
        """What was not read and why; then which reports they are, what they add up to, what their readers doubted."""
        left: list[dict[str, Cell]] = [{"document": name, "doubts": Toned(_flat(why), "error")} for name, why in unread]
        rows = [[each.get(column) for column in DOCUMENTS] for each in left]
        return Sheet("documents", DOCUMENTS, [*rows, *(self._document(report) for report in self.reports)])

    def _document(self, report: Report) -> list[Cell]:
        document, lang = report.document, self.lang
        checked = sum(each.checked for each in report.coverage)
        accepted = [each for each in report.findings if each.waiver is not None or each.known]
        severities = Counter(each.severity for each in report.findings if each.waiver is None and not each.known)
        counts = [counted(lang, name, severities[name]) for name in SEVERITIES if severities[name]]
        return [
            document.name, report.area, report.issuer, report.year, document.format,
            None if document.labels else document.page_count, len(report.claims), checked,
            Share(checked / len(report.claims)) if report.claims else None, len(report.relations),
            say(lang, "comma").join(counts), len(accepted),
            "\n".join(f"{issue.code}: {issue.said(lang)}" for issue in document.issues),
            document.sha256, report.version, report.rules_digest,
        ]  # fmt: skip


def _interval(value: Interval | None) -> str:
    if value is None:
        return ""
    return show(value.lower) if value.exact and value.lower is not None else str(value)


def _said(message: str, message_zh: str, lang: Lang) -> str:
    return message_zh if lang == "zh" and message_zh else message


def _flat(text: str) -> str:
    return " ".join(text.split())
