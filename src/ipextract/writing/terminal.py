"""Report → text for a person: findings as a compiler prints them, what each number is, and one line of totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from ipextract.exact.decimals import plain
from ipextract.model import Claim, Document, Finding, HowRead, Issue, Report, Severity, Standing, Verdict
from ipextract.review.waivers import Notice
from ipextract.writing.columns import aligned, wrapped
from ipextract.writing.readers import runs
from ipextract.writing.speech import Lang as Lang  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import Style as Style  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import counted as counted  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import flat as flat  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import name_of as name_of  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import printable as printable  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import role as role  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import say as say  # noqa: PLC0414 - offered from here
from ipextract.writing.speech import severity as severity_of
from ipextract.writing.terminal_finding import findings_text, headline
from ipextract.writing.underlined import FAR, Printed

#: Doubts of one kind that an overview lists; report.json has all.
ISSUES: Final = 12


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run adds up to; ``findings`` counts findings by severity."""

    documents: int
    claims: int
    findings: Mapping[Severity, int]
    unread: int = 0
    failed: int = 0
    waived: int = 0
    known: int = 0


def findings(report: Report, path: str, style: Style) -> str:
    """The findings of one document, worst first and then in text order, each with its evidence; may be empty.

    What somebody has accepted is left to ``accepted``.
    """
    counted = (f for f in report.findings if f.waiver is None and not f.known)
    return findings_text(counted, lambda c: _printed(report.document, c), path, style)


def _printed(document: Document, claim: Claim) -> Printed:
    """The printed line that a claim stands in; where it goes over a line end, its first."""
    pages, lines = document.pages, document.lines

    def beside(at: int) -> bool:
        return not pages[at] or (int(pages[at]), int(lines[at])) == (claim.page, claim.line)

    start = end = claim.char_start
    while start > max(0, claim.char_start - FAR) and beside(start - 1):
        start -= 1
    while end < min(len(document.text), claim.char_end + FAR) and beside(end):
        end += 1
    return Printed(document.text, start, max(end, claim.char_end))


def accepted(findings: Iterable[Finding], path: str, style: Style) -> str:
    """The findings that a waiver or the baseline covers, a line each; nothing where findings are printed briefly."""
    lines: list[str] = []
    for finding in findings if not style.brief else ():
        if finding.waiver is not None:
            waiver = finding.waiver
            values = {"reason": printable(waiver.reason), "owner": printable(waiver.owner), "expires": waiver.expires}
            lines.append(_whole(f"{headline(finding, path, style)} [{say(style.lang, 'waived', **values)}]", style))
        elif finding.known:
            lines.append(_whole(f"{headline(finding, path, style)} [{say(style.lang, 'known')}]", style))
    return "".join(lines) + ("\n" if lines else "")


def notices(found: Iterable[Notice], style: Style) -> str:
    """What the owners of waivers and of the baseline have to know, a line each."""
    return "".join(
        _whole(
            f"{printable(each.place)}: {severity_of(each.severity, style)} {each.code} "
            + printable(say(style.lang, f"notice_{each.key}", **each.values)),
            style,
        )
        for each in found
    )


def _whole(line: str, style: Style) -> str:
    """A line in as many as it takes on this terminal; one that a machine may read stays one."""
    return "\n".join(wrapped(line, None if style.brief else style.columns, "", style.margin)) + "\n"


def overview(report: Report, path: str, style: Style) -> str:
    """What became of the numbers of one document: the ledger, the relations and the claims that no relation reaches."""
    lang, document = style.lang, report.document
    residue = {(mention.start, mention.end) for mention in report.residue}
    explained = [mention for mention in report.mentions if (mention.start, mention.end) not in residue]
    quantities = sum(mention.is_quantity for mention in explained)
    standings = Counter(each.standing for each in report.relations)
    pages = "" if document.labels else counted(lang, "page", document.page_count)
    about = [printable(part) for part in (pages, report.area, report.year) if part]
    claims = counted(lang, "claim", len(report.claims))
    numbers = counted(lang, "number", len(explained) + len(residue))
    named = len(explained) - quantities
    told = [
        say(lang, "ledger", numbers=numbers, quantities=quantities, claims=claims, named=named, residue=len(residue))
    ]
    if report.relations:
        relations = counted(lang, "relation", len(report.relations) - standings["echo"])
        told.append(say(lang, "verdicts", relations=relations, **_all_verdicts(standings)))
    if standings["echo"]:
        told.append(say(lang, "echoes", echoes=counted(lang, "echo", standings["echo"])))
    if report.claims:
        checked = sum(each.checked for each in report.coverage)
        measurements = counted(lang, "measurement", len(report.claims))
        uncovered = len(report.claims) - checked
        told.append(say(lang, "uncovered", checked=checked, uncovered=uncovered, measurements=measurements))
    else:
        told.append(say(lang, "no_claims"))
    told += _issues(document.issues, lang)
    lines = wrapped(f"{printable(path)} ({say(lang, 'comma').join(about)})", style.columns, "", style.margin)
    return "\n".join(lines) + "\n" + "".join(noted(each, style) for each in told)


def noted(text: str, style: Style) -> str:
    """A line that belongs to the one above it, in as many lines as it takes on this terminal."""
    hang = style.margin if style.columns is None else style.margin + "  "
    return "\n".join(wrapped(text, style.columns, style.margin, hang)) + "\n"


def written(folder: str, names: Sequence[str], style: Style) -> str:
    """Which files of a document were written, and where."""
    files = f"{printable(folder)} ({say(style.lang, 'comma').join(names)})"
    return noted(say(style.lang, "written", files=files), style) + "\n"


def _issues(found: Iterable[Issue], lang: Lang) -> Iterable[str]:
    """The reader's doubts, of one kind no more than a screen can hold: report.json has them all."""
    by_code: dict[str, list[Issue]] = {}
    for issue in found:
        by_code.setdefault(issue.code, []).append(issue)
    for code, issues in by_code.items():
        yield from (f"{code}: {printable(issue.said(lang))}" for issue in issues[:ISSUES])
        if len(issues) > ISSUES:
            yield f"{code}: " + say(lang, "more_issues", n=len(issues) - ISSUES)


def readers(report: Report, path: str, style: Style) -> str:
    """Who read which pages of a document, who read their numbers once more, and why, a line for each run of pages."""
    lang = style.lang
    lines = []
    for run in runs(report.document.readers):
        how = run.how
        pages = f"p{run.first}" if run.first == run.last else f"p{run.first}-p{run.last}"
        said = [_read_by(how, lang)] if how.reader else []
        if how.recognised == "missing":
            said.append(say(lang, "unrecognised"))
        elif how.why != "unread":
            said.append(say(lang, f"witness_{how.why}", witness=how.witness))
        if how.agreement:
            said.append(say(lang, f"witnesses_{how.agreement}", numbers=run.numbers, differ=run.differ))
        lines.append(f"{printable(path)}:{pages}: {say(lang, 'comma').join(said)}\n")
    return "".join(lines)


def _read_by(how: HowRead, lang: Lang) -> str:
    recognised = how.recognised in ("picture", "fonts")
    return say(lang, f"recognised_{how.recognised}" if recognised else "read_by", reader=how.reader)


def claims(report: Report, path: str, lang: Lang = "en") -> str:
    """The claims of one document, one line each: place, quote, reading and what it is of."""
    rows = [
        (
            flat(claim.place),
            flat(claim.quote),
            name_of(lang, "kinds", claim.kind),
            "-" if claim.value is None else f"{_span(claim)} {claim.unit}".strip(),
            flat(claim.period) or "-",
            flat(claim.scope) or "-",
            flat(claim.indicator) or "-",
        )
        for claim in report.claims
    ]
    return "".join(f"{printable(path)}:{line}\n" for line in aligned(rows))


def total(totals: Totals, style: Style) -> str:
    """The last line: documents, claims and findings by severity, and what could not be read or failed."""
    lang = style.lang
    line = say(
        lang,
        "total",
        documents=counted(lang, "document", totals.documents),
        claims=counted(lang, "claim", totals.claims),
        errors=counted(lang, "error", totals.findings.get("error", 0)),
        warnings=counted(lang, "warning", totals.findings.get("warning", 0)),
        suspicions=counted(lang, "suspicion", totals.findings.get("suspicion", 0)),
        notes=counted(lang, "info", totals.findings.get("info", 0)),
    )
    rest = {
        "n_waived": totals.waived, "n_known": totals.known, "unread": totals.unread, "failed": totals.failed
    }  # fmt: skip
    more = [say(lang, key, n=n) for key, n in rest.items() if n]
    return _whole(say(lang, "comma").join([line, *more]), style)


def _span(claim: Claim) -> str:
    value = "" if claim.value is None else plain(claim.value)
    return value if claim.value_high is None else f"{value}..{plain(claim.value_high)}"


def _all_verdicts(standings: Mapping[Standing, int]) -> dict[str, int]:
    return {name: standings.get(name, 0) for name in get_args(Verdict)}
