"""The examples of the lists of words: what was read of a text, held against what the list is there for."""

from __future__ import annotations

from ipextract.model import Report
from ipextract.rulebook.list_examples import ListExample, Related, Says
from ipextract.trial.claim_examples import wrong_edges


def wrong(example: ListExample, report: Report) -> str:
    """What the report says of the text that it should not; empty where it is read as the example says."""
    quotes = {claim.claim_id: claim.quote for claim in report.claims}
    for says in example.fields:
        if fault := _unsaid(says, report, quotes):
            return f"{example.text}: {fault}"
    if example.edges is not None and (fault := wrong_edges(report, example.edges)):
        return f"{example.text}: has {fault}"
    if example.relations is not None:
        found = sorted(map(_told, _related(report)))
        wanted = sorted(map(_told, example.relations))
        if found != wanted:
            return f"{example.text}: relates {', '.join(found) or 'nothing'}, not {', '.join(wanted) or 'nothing'}"
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


def _related(report: Report) -> list[Related]:
    """The relations but for the limits of single numbers, which every rate has."""
    relations = [each.relation for each in report.relations if each.relation.kind != "domain"]
    return [Related(kind=each.kind, claims=tuple(claim.quote for claim in each.claims)) for each in relations]


def _told(relation: Related) -> str:
    return f"{relation.kind} {' '.join(relation.claims)}"
