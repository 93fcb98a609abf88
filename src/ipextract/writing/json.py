"""Report → JSON: text, numbers, claims, relations, findings, every decimal a string and every record one line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import zip_longest
from typing import Any, Final, TypeAlias

from ipextract.exact.decimals import ends, plain
from ipextract.exact.interval import Interval
from ipextract.model import (
    Acceptance,
    Claim,
    Coverage,
    Entries,
    Evaluated,
    Finding,
    Furniture,
    Issue,
    Mention,
    PlaceBox,
    Reference,
    Report,
    Role,
    Term,
    Told,
    Unknown,
    UnreadableDocument,
    Waiver,
)
from ipextract.writing.lines import digest, encoded, pieces, whole
from ipextract.writing.readers import Run, runs

SCHEMA_VERSION: Final = "3"
RESIDUE: Final = "residue"
"""The status of a number that is neither in a claim nor a named non-claim."""

Record: TypeAlias = dict[str, Any]


def to_dict(report: Report) -> Record:
    """The report as plain dicts, lists, strings, integers, booleans and ``None``; keys always in the same order.

    ``text[char_start:char_end] == quote`` for each claim. Interval ends are exact where a decimal exists and rounded
    outward at twelve places where none does.
    """
    record = {key: list(value) if isinstance(value, Iterator) else value for key, value in _record(report).items()}
    return {**record, "seal": seal(record)}


def _record(report: Report) -> Record:
    """The entries of a report; lists come one record at a time, for those of a long report fill the memory."""
    document = report.document
    record: Record = {
        "schema_version": SCHEMA_VERSION,
        "tool": "ipextract",
        "version": report.version,
        "rules_digest": report.rules_digest,
        "engines": dict(report.engines),
        "told": told(report.told),
        "accepted": acceptance(report.accepted),
        "document": {
            "name": readable(document.name),
            "sha256": document.sha256,
            "format": document.format,
            "pages": document.page_count,
            "area": report.area,
            "issuer": report.issuer,
            "year": report.year,
        },
        "text": document.text,
        "numbers": _numbers(ledger(report), report.claims),
        "claims": (claim_record(claim) for claim in report.claims),
        "relations": (_relation(each) for each in report.relations),
        "findings": (finding_record(finding) for finding in report.findings),
        "coverage": (_coverage(each) for each in report.coverage),
        "unknown_indicators": (_unknown(each) for each in report.unknown_indicators),
        "furniture": (_furniture(each) for each in document.furniture),
        "issues": (_issue(each) for each in document.issues),
        "readers": (_reader(each) for each in runs(document.readers)),
    }
    return record


def seal(record: Record) -> str:
    """A digest over everything else in the record: `ipextract verify` sees by it that a file was changed by hand."""
    return digest(pieces({key: value for key, value in record.items() if key != "seal"}))


def to_bytes(report: Report) -> bytes:
    """The report as UTF-8 JSON with one record a line; equal reports give equal bytes."""
    parts = pieces(_record(report))
    return whole([*parts, ("seal", encoded(digest(parts)))])


def ledger(report: Report) -> list[Mention]:
    """Every number of the text once, in text order: what was explained and what could not be."""
    known = {(mention.start, mention.end) for mention in report.mentions}
    left = [mention for mention in report.residue if (mention.start, mention.end) not in known]
    return sorted([*report.mentions, *left], key=lambda mention: (mention.start, mention.end))


def told(said: Told) -> Record:
    """What the user said when a document was read."""
    return {
        "area": said.area,
        "year": said.year,
        "title": said.title,
        "issuer": said.issuer,
        "manifest": _cited(said),
        "limits": dict(said.limits),
        "second_reader": said.second_reader,
    }


def _cited(said: Told) -> Record | None:
    """The manifest that said some of it, with a digest of what it said; ``None`` where none did."""
    if said.manifest is None:
        return None
    told = [(name, getattr(said, name)) for name in said.manifest.fields]
    file = readable(said.manifest.file)
    text = repr((file, told))
    return {
        "file": file,
        "fields": list(said.manifest.fields),
        "digest": blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest(),
    }


def acceptance(accepted: Acceptance | None) -> Record | None:
    """What people have accepted of the findings, and which file says so; ``None`` for nothing."""
    if accepted is None:
        return None
    return {
        "waivers": None if accepted.waivers is None else _entries(accepted.waivers),
        "baseline": None if accepted.baseline is None else _entries(accepted.baseline),
        "expired": accepted.expired and accepted.expired.isoformat(),
    }


def _entries(entries: Entries) -> Record:
    return {"file": readable(entries.file), "digest": entries.digest}


def unreadable(error: UnreadableDocument, version: str, said: Told) -> bytes:
    """What report.json says of a document that could not be read: which way it failed and what the user can do."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "tool": "ipextract",
        "version": version,
        "told": told(said),
        "document": {"name": readable(error.name)},
        "unreadable": {"outcome": error.outcome, "message": readable(error.message), "mend": error.mend},
    }
    return whole(pieces(record))


def readable(name: str) -> str:
    """A file name as text: bytes that the locale could not decode are read as UTF-8, so all locales write the same.

    Halves of characters, which no locale makes, are question marks.
    """
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "replace").decode("utf-8")


def _numbers(mentions: Sequence[Mention], claims: Sequence[Claim]) -> Iterator[Record]:
    ordered = sorted(claims, key=lambda claim: (claim.char_start, claim.char_end))
    starts = [claim.char_start for claim in ordered]
    longest = max((claim.char_end - claim.char_start for claim in ordered), default=0)
    return (_number(mention, _owner(mention, ordered, starts, longest)) for mention in mentions)


def _owner(mention: Mention, claims: Sequence[Claim], starts: Sequence[int], longest: int) -> Claim | None:
    """The claim that holds the number; for a string of several (4:37:59) the first that lies inside it."""
    inside: Claim | None = None
    for i in range(bisect_left(starts, mention.number_start - longest), len(claims)):
        claim = claims[i]
        if claim.char_start > max(mention.number_start, mention.end - 1):
            break
        if claim.char_start <= mention.number_start and mention.number_end <= claim.char_end:
            return claim
        if inside is None and mention.start <= claim.char_start and claim.char_end <= mention.end:
            inside = claim
    return inside


def _number(mention: Mention, owner: Claim | None) -> Record:
    status = "claim" if owner is not None else mention.reason or RESIDUE
    lower, upper = ends(mention.interval)
    return {
        "char_start": mention.start,
        "char_end": mention.end,
        "printed": mention.printed,
        "status": status,
        "claim_id": None if owner is None else owner.claim_id,
        "value": None if mention.value is None else plain(mention.value),
        "value_high": None if mention.value_high is None else plain(mention.value_high),
        "unit": mention.unit,
        "dimension": mention.dimension,
        "approx": mention.approx,
        "lower": None if lower is None else plain(lower),
        "upper": None if upper is None else plain(upper),
        "rule": mention.rule,
    }


def claim_record(claim: Claim) -> Record:
    """A claim as it stands in report.json."""
    widest, nearest = interval(claim.interval), interval(claim.nearest)
    return {
        "claim_id": claim.claim_id,
        "kind": claim.kind,
        "value": None if claim.value is None else plain(claim.value),
        "value_high": None if claim.value_high is None else plain(claim.value_high),
        "unit": claim.unit,
        "lower": widest and widest["lower"],
        "upper": widest and widest["upper"],
        "lower_open": bool(widest and widest["lower_open"]),
        "upper_open": bool(widest and widest["upper_open"]),
        "nearest": nearest,
        "approx": claim.approx,
        "indicator": claim.indicator,
        "indicator_id": claim.indicator_id,
        "scope": claim.scope,
        "period": claim.period,
        "basis": claim.basis,
        "direction": claim.direction,
        "base": claim.base,
        "within": claim.within,
        "of": claim.of,
        "modality": claim.modality,
        "qualifier": claim.qualifier,
        "quote": claim.quote,
        "char_start": claim.char_start,
        "char_end": claim.char_end,
        "page": claim.page,
        "line": claim.line,
        "place": claim.place,
        "box": _boxes(claim.boxes),
        "section": list(claim.section),
        "origin": claim.origin,
        "rule": claim.rule,
        "printed": claim.printed,
        "hedges": list(claim.hedges),
        "confidence": None if claim.confidence is None else plain(claim.confidence),
    }


def interval(value: Interval | None) -> Record | None:
    """An interval as lower, upper (decimal text, ``None`` for an infinite end), lower_open, upper_open."""
    if value is None:
        return None
    lower, upper = ends(value)
    return {
        "lower": None if lower is None else plain(lower),
        "upper": None if upper is None else plain(upper),
        "lower_open": value.lower_open,
        "upper_open": value.upper_open,
    }


def _boxes(boxes: Iterable[PlaceBox]) -> list[Record]:
    """Boxes in points with at most two decimals, as strings: no float leaves the program."""
    return [
        {"page": box.page, **{side: _points(getattr(box, side)) for side in ("x0", "top", "x1", "bottom")}}
        for box in boxes
    ]


def _points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _relation(each: Evaluated) -> Record:
    relation, outcome = each.relation, each.outcome
    return {
        "kind": relation.kind,
        "rule": relation.rule,
        "cue": relation.cue,
        "exhaustive": relation.exhaustive,
        "echo": relation.echo,
        "cap": relation.severity,
        "doubts": list(relation.doubts),
        "references": [_reference(reference) for reference in relation.references],
        "roles": [_role(role, term) for role, term in zip_longest(relation.roles, each.terms)],
        "claims": _ids(relation.roles),
        "verdict": outcome.verdict,
        "severity": outcome.severity,
        "rounding": outcome.rounding,
        "reason": outcome.reason,
        "formula": outcome.formula,
        "message": outcome.message,
        "message_zh": outcome.message_zh,
        "computed": interval(outcome.computed),
        "distance": outcome.distance,
        "power": power(outcome.power),
    }


def _role(role: Role, term: Term | None) -> Record:
    """Who plays what, with the constants of the check's rule that there are: whole, least, most, tolerance."""
    constants = {} if term is None else {name: str(n) for name, n in term._asdict().items() if n is not None}
    return {"role": role.name, "claim_id": role.claim.claim_id, **constants}


def finding_record(finding: Finding) -> Record:
    """A finding as report.json has it."""
    return {
        "finding_id": finding.finding_id,
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity,
        "rounding": finding.rounding,
        "message": finding.message,
        "message_zh": finding.message_zh,
        "formula": finding.formula,
        "cue": finding.cue,
        "claims": _ids(finding.roles),
        "evidence": [_evidence(role) for role in finding.roles],
        "computed": interval(finding.computed),
        "distance": finding.distance,
        "power": power(finding.power),
        "repairs": [each._asdict() for each in finding.repairs],
        "related": [each._asdict() | {"claims": list(each.claims)} for each in finding.related],
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
        "baseline": finding.known,
        "doubts": list(finding.doubts),
        "references": [_reference(reference) for reference in finding.references],
    }


def _reference(reference: Reference) -> Record:
    """An official number: ``lower`` and ``upper`` are the ends of what the published one may have been rounded from."""
    ends_of = interval(reference.interval) or {}
    return {
        "place": reference.place,
        "year": reference.year,
        "kind": reference.kind,
        "printed": reference.printed,
        "lower": ends_of.get("lower"),
        "upper": ends_of.get("upper"),
        "source": reference.source,
        "publisher": reference.publisher,
        "published": reference.published,
    }


def _waiver(waiver: Waiver) -> Record:
    return {
        "reason": waiver.reason,
        "owner": waiver.owner,
        "created": waiver.created and waiver.created.isoformat(),
        "expires": waiver.expires.isoformat(),
        "evidence": waiver.evidence,
        "place": readable(waiver.place),
    }


def _coverage(each: Coverage) -> Record:
    """What checks a claim, as places in ``relations``; an uncovered one has none."""
    return {
        "claim_id": each.claim_id,
        "status": "checked" if each.checked else "uncovered",
        "relations": list(each.relations),
        "power": power(each.power),
    }


def _evidence(role: Role) -> Record:
    claim = role.claim
    return {
        "role": role.name,
        "claim_id": claim.claim_id,
        "quote": claim.quote,
        "page": claim.page,
        "line": claim.line,
        "place": claim.place,
        "box": _boxes(claim.boxes),
        "char_start": claim.char_start,
        "char_end": claim.char_end,
    }


def _ids(roles: Iterable[Role]) -> list[str]:
    return list(dict.fromkeys(role.claim.claim_id for role in roles))


def power(share: float) -> str:
    """The power of a check as decimal text with four places, 0.0000 to 1.0000."""
    return f"{share:.4f}"


def _unknown(each: Unknown) -> Record:
    near = [{"id": n.id, "name": n.name, "score": f"{n.score:.2f}"} for n in each.nearest]
    return {"indicator": each.indicator, "nearest": near}


def _furniture(each: Furniture) -> Record:
    return {"role": each.role, "page": each.page, "text": each.text}


def _issue(each: Issue) -> Record:
    return {
        "code": each.code,
        "message": each.message,
        **({"message_zh": each.message_zh} if each.message_zh else {}),
        "page": each.page,
        "char_start": each.start,
        "char_end": each.end,
    }


def _reader(run: Run) -> Record:
    """Who read some pages: ``numbers`` and ``differ`` are there where a witness was heard."""
    how, heard = run.how, run.how.agreement in ("agree", "differ")
    return {
        "pages": [run.first, run.last],
        "reader": how.reader or "none",
        "recognised": how.recognised or None,
        "witness": how.witness or "none",
        "why": how.why,
        "agreement": how.agreement or None,
        "numbers": run.numbers if heard else None,
        "differ": run.differ if heard else None,
    }
