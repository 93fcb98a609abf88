"""The examples of the lists of words: what was read of a text, held against what the list is there for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ipextract import years
from ipextract.model import Evaluated, Finding, Report
from ipextract.rulebook import Rulebook
from ipextract.rulebook.list_examples import Found, ListExample, Related, Says
from ipextract.trial.claim_examples import wrong_edges


def wrong(example: ListExample, rulebook: Rulebook, analyse: Callable[[str], Report]) -> str:
    """What is read of the text of an example that should not be; empty where it is read as the example says."""
    report = analyse(example.text)
    relations, findings = report.relations, report.findings
    if example.before:
        both = years.compare(years.edition_of(analyse(example.before)), years.edition_of(report), rulebook)
        relations, findings = both.relations, both.findings
    quotes = {claim.claim_id: claim.quote for claim in report.claims}
    for says in example.fields:
        if fault := _unsaid(says, report, quotes):
            return f"{example.text}: {fault}"
    if example.edges is not None and (fault := wrong_edges(report, example.edges)):
        return f"{example.text}: has {fault}"
    if example.relations is not None and (fault := _others(map(_told, _related(relations)), example.relations)):
        return f"{example.text}: relates {fault}"
    if example.findings is not None and (fault := _others(map(_told, _found(findings, relations)), example.findings)):
        return f"{example.text}: finds {fault}"
    codes = sorted({issue.code for issue in report.document.issues})
    if example.issues is not None and codes != sorted(example.issues):
        return f"{example.text}: doubts {', '.join(codes) or 'nothing'}, not {', '.join(example.issues) or 'nothing'}"
    return ""


def _unsaid(says: Says, report: Report, quotes: dict[str, str]) -> str:
    """What the claims of a quote say instead; empty where one of them says what is wanted."""
    wanted = says.model_dump(exclude={"quote"}, exclude_none=True)
    read = []
    for claim in report.claims:
        if claim.quote == says.quote:
            of = quotes.get(claim.of or "", "")
            read.append({name: of if name == "of" else str(getattr(claim, name) or "") for name in wanted})
    if read and (wanted in read or not wanted):
        return ""
    told = "; ".join(_listed(each) for each in read) or "no claim"
    return f"{says.quote} should have {_listed(wanted)}, has {told}"


def _listed(fields: dict[str, str]) -> str:
    return ", ".join(f"{name} {value or '(none)'}" for name, value in fields.items())


def _related(relations: Iterable[Evaluated]) -> Iterator[Related]:
    """The relations but for the limits of single numbers, which every rate has."""
    for each in relations:
        if each.relation.kind != "domain":
            quotes = tuple(claim.quote for claim in each.relation.claims)
            yield Related(kind=each.relation.kind, claims=quotes, echo=each.relation.echo)


def _found(findings: Iterable[Finding], relations: Iterable[Evaluated]) -> Iterator[Found]:
    echoes = {each.relation.roles for each in relations if each.relation.echo}
    for finding in findings:
        quotes = tuple(role.claim.quote for role in finding.roles)
        yield Found(severity=finding.severity, claims=quotes, echo=finding.roles in echoes)


def _others(told: Iterable[str], wanted: Iterable[Related | Found]) -> str:
    """What there is and what there should be instead; empty where both are the same."""
    there, asked = sorted(told), sorted(map(_told, wanted))
    return "" if there == asked else f"{', '.join(there) or 'nothing'}, not {', '.join(asked) or 'nothing'}"


def _told(each: Related | Found) -> str:
    kind = each.kind if isinstance(each, Related) else each.severity
    return f"{'echo of ' if each.echo else ''}{kind} {' '.join(each.claims)}"
