"""The case of a check held against what its text gives; where a finding is missing, what became of the relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, get_args

from ipextract import years
from ipextract.model import Claim, Evaluated, Finding, Report, against_id
from ipextract.rulebook import CheckCase, CheckRule, Rulebook
from ipextract.rulebook.mechanisms import Of

_LOUD: Final = ("error", "warning")
#: More claims or relations than these are no help to whoever reads the line.
_SHOWN: Final = 6


def wrong(rule: CheckRule, case: CheckCase, rulebook: Rulebook, analyse: Callable[[str], Report]) -> str:
    """What is wrong with the verdict on a case, empty where it is the one that is wanted."""
    reports = [analyse(text) for text in (case.before, case.text) if text]
    relations, findings = _everything(reports, rulebook)
    found = [f for f in findings if f.code == rule.id]
    if case.verdict == "silent":
        loud = [f for f in findings if f.severity in _LOUD or (case.before and f.severity != "info")]
        return f"{case.text}: should be silent, said: {loud[0].message} ({loud[0].rule})" if loud else ""
    if not found:
        return f"{case.text}: no {rule.id} finding; {_missing(rule, relations, reports[-1].claims)}"
    for finding in found:
        quotes = " ".join(role.claim.quote for role in finding.roles)
        if all(n in quotes for n in case.numbers) and case.severity in (None, finding.severity):
            return ""
    told = "; ".join(f"{f.severity}: {f.message} ({f.rule})" for f in found)
    return f"{case.text}: wanted {case.severity or 'a finding'} about {', '.join(case.numbers)}, said {told}"


def ids_of(reports: Sequence[Report], rulebook: Rulebook) -> Mapping[Of, frozenset[str]]:
    """The ids that a report prints beside what they stand for, or those of what two reports say of each other.

    A cue and a relation may have one name (of-which).
    """
    relations, findings = _everything(reports, rulebook)
    ids: dict[Of, Iterable[str]] = {"relation": (*(r.relation.rule for r in relations), *(f.rule for f in findings))}
    if len(reports) > 1:
        ids["claim"] = (claim.rule for each in relations for claim in each.relation.claims)
        return _gathered(ids)
    report = reports[0]
    ids["number"] = (*(n for m in report.mentions for n in (m.rule, m.reason)), *("residue" for _ in report.residue))
    ids["claim"] = (claim.rule for claim in report.claims)
    ids["edge"] = (edge.cue for edge in report.edges)
    ids["field"] = (origin.id for origin in report.origins)
    ids["condition"] = (against_id(against) for edge in report.edges for _, against in edge.refused)
    ids["issue"] = (issue.code for issue in report.document.issues)
    return _gathered(ids)


def _gathered(ids: Mapping[Of, Iterable[str]]) -> Mapping[Of, frozenset[str]]:
    return {of: frozenset(filter(None, ids.get(of, ()))) for of in get_args(Of)}


def _everything(reports: Sequence[Report], rulebook: Rulebook) -> tuple[Sequence[Evaluated], Sequence[Finding]]:
    """The relations and findings of one report, or of two, the earlier first, about each other."""
    if len(reports) == 1:
        return reports[0].relations, reports[0].findings
    earlier, later = map(years.edition_of, reports)
    compared = years.compare(earlier, later, rulebook)
    return compared.relations, compared.findings


def _missing(rule: CheckRule, relations: Iterable[Evaluated], claims: Sequence[Claim]) -> str:
    """Why a check says nothing: no relation was built for it, or what it makes of those that were."""
    built = [each for each in relations if each.relation.kind == rule.name]
    if not built:
        read = ", ".join(f"{claim.quote} {claim.indicator} ({claim.kind}, {claim.rule})" for claim in claims[:_SHOWN])
        return f"no relation {rule.name} was built of {read or 'no claim'}"
    return "; ".join(_verdict(each) for each in built[:_SHOWN])


def _verdict(each: Evaluated) -> str:
    """A relation with its terms, and its verdict with the reason or the arithmetic."""
    relation, outcome = each.relation, each.outcome
    terms = ", ".join(f"{role.name} {role.claim.quote}" for role in relation.roles)
    said = "is in doubt" if relation.doubts else outcome.verdict.replace("_", " ")
    why = outcome.reason or outcome.formula
    return f"{relation.rule} ({terms}) {said}{f': {why}' if why else ''}"
