"""What the example of a claim rule asks for, held against what was read: claims, their fields, and the edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ipextract.model import Claim, Report
from ipextract.rulebook import ClaimRule
from ipextract.rulebook.records import ClaimExample, ClaimFields


def wrong(example: ClaimExample, rule: ClaimRule, analyse: Callable[[str], Report]) -> str:
    """What is wrong with the reading of an example, with the rule that read each claim; empty where nothing is."""
    report = analyse(example.text)
    by_id = {c.claim_id: c for c in report.claims}
    read = [(_told(c, by_id), c.rule) for c in report.claims]
    missing = [wanted for wanted in example.claims if not any(_agrees(wanted, told) for told, _ in read)]
    if missing:
        won = "; ".join(f"{told} by {by}" for told, by in read)
        return f"{example.text}: wanted {missing[0]!r}, read {won or 'nothing'}"
    if rule.id not in {by for _, by in read}:
        won = "; ".join(f"{told} by {by}" for told, by in read)
        return f"{example.text}: {rule.id} read nothing in it; read are {won or 'no claims'}"
    for fields in example.fields:
        if fault := _wrong_fields(fields, report):
            return f"{example.text}: {fault}"
    fault = "" if example.edges is None else wrong_edges(report, example.edges)
    return f"{example.text}: gives {fault}" if fault else ""


def wrong_edges(report: Report, wanted: Iterable[str], role: str = "") -> str:
    """The edges of a text beside those that it should have, each with its cue; empty where they are the same.

    Only those of ``role`` and of the roles that are wanted; of all roles where none is named.
    """
    wanted = sorted(wanted)
    roles = {edge.split()[1] for edge in wanted} | ({role} if role else set())
    quotes = {claim.claim_id: claim.quote for claim in report.claims}
    made = [
        (f"{quotes[e.source]} {e.role} {quotes[e.target]}", e.cue) for e in report.edges if not roles or e.role in roles
    ]
    if sorted(edge for edge, _ in made) == wanted:
        return ""
    return f"{', '.join(f'{edge} by {cue}' for edge, cue in made) or 'no edge'}, not {', '.join(wanted) or 'none'}"


def _wrong_fields(fields: ClaimFields, report: Report) -> str:
    """What the claims printed as the quote say instead; empty where one of them says what is wanted."""
    named = [claim for claim in report.claims if claim.quote == fields.quote]
    wanted = fields.model_dump(exclude={"quote"}, exclude_none=True)
    read = [{name: str(getattr(claim, name)) for name in wanted} for claim in named]
    if wanted in read:
        return ""
    told = "; ".join(f"{_listed(each)} by {claim.rule}" for each, claim in zip(read, named, strict=True))
    return f"{fields.quote} should have {_listed(wanted)}, has {told or 'no claim'}"


def _listed(fields: dict[str, str]) -> str:
    return ", ".join(f"{name} {value or '(none)'}" for name, value in fields.items())


def _told(claim: Claim, by_id: dict[str, Claim]) -> str:
    words = [claim.quote, claim.kind, claim.direction or ""]
    level = by_id.get(claim.of or "")
    words += ["of", level.quote] if level else []
    words += ["base", claim.base] if claim.base else []
    return " ".join(w for w in words if w)


def _agrees(wanted: str, got: str) -> bool:
    """True when every word of ``wanted`` stands in ``got``: what an example leaves out is free."""
    return all(word in got.split() for word in wanted.split())
