"""The case of a check held against what its text gives; where a finding is missing, what became of the relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from ipextract import years
from ipextract.model import Claim, Evaluated, Finding, Report, against_id
from ipextract.rulebook import CheckCase, CheckRule, Rulebook

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


def ids_of(reports: Sequence[Report], rulebook: Rulebook) -> set[str]:
    """The ids that the rule columns of a report print, or those of what two reports say of each other."""
    relations, findings = _everything(reports, rulebook)
    ids = {each.relation.rule for each in relations} | {each.rule for each in findings}
    if len(reports) > 1:
        return ids | {claim.rule for each in relations for claim in each.relation.claims}
    report = reports[0]
    ids |= {edge.cue for edge in report.edges} | {origin.id for origin in report.origins}
    ids |= {against_id(against) for edge in report.edges for _, against in edge.refused}
    ids |= {claim.rule for claim in report.claims} | {"residue" for _ in report.residue}
    ids |= {name for mention in report.mentions for name in (mention.rule, mention.reason) if name}
    return ids | {issue.code for issue in report.document.issues}


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
