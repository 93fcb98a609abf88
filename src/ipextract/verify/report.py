"""The whole of a report.json: its claims, its relations and its findings, each against what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from hashlib import blake2b
from itertools import zip_longest
from re import compile as pattern
from typing import Any, Final

from ipextract.exact.decimals import ends, plain
from ipextract.exact.interval import Interval, show
from ipextract.verify.claims import against_numbers, against_print, finding_id
from ipextract.verify.faults import Fault
from ipextract.verify.judge import Judged, judged
from ipextract.verify.recompute import OF_WORDS
from ipextract.verify.record import SCHEMA_VERSION, Broken, Json, Relation, Written, parse, players

_SEVERITIES: Final = ("error", "warning", "suspicion", "info")
_TOLD: Final = (
    "severity", "rounding", "message", "message_zh", "formula", "cue", "computed", "distance", "power",
    "doubts", "references",
)  # fmt: skip
"""What a finding repeats of its relation."""

_LEADING: Final = pattern(r"-?\d+(?:\.(\d+))?")
_MAGNITUDES: Final = 17


def verify(record: object) -> list[Fault]:
    """What a parsed report.json says against itself: empty for one that its own numbers and arithmetic bear out.

    Nothing else is looked at, neither the source nor the rules. A record of a document that could not be read has
    nothing to compute.
    """
    if isinstance(record, dict) and record.get("schema_version") != SCHEMA_VERSION:
        written = str(record.get("schema_version"))
        return [Fault("schema_version", "other_schema", {"written": written, "found": SCHEMA_VERSION}, incomplete=True)]
    if isinstance(record, dict) and isinstance(record.get("unreadable"), dict):
        return []
    try:
        report = parse(record)
    except Broken as broken:
        return [Fault(broken.where, "broken", {"reason": broken.message})]
    parts = (
        against_print(report), against_numbers(report), _relations(report), _findings(report), _coverage(report),
        _seal(report),
    )  # fmt: skip
    return [fault for part in parts for fault in _until_broken(part)]


def _until_broken(part: Iterator[Fault]) -> Iterator[Fault]:
    try:
        yield from part
    except Broken as broken:
        yield Fault(broken.where, "broken", {"reason": broken.message})


def _relations(written: Written) -> Iterator[Fault]:
    for i in range(len(written.record["relations"])):
        try:
            relation = written.relation(i)
            found = judged(relation)
            if found is None:
                yield Fault(relation.where, "not_recomputed", {"kind": relation.kind})
                continue
            yield from _told(relation, found[1])
        except Broken as broken:
            yield Fault(broken.where, "broken", {"reason": broken.message})


def _told(relation: Relation, found: Judged) -> Iterator[Fault]:
    """What the record of a relation says otherwise than the arithmetic."""
    record, where = relation.record, relation.where
    expected = {
        "verdict": found.verdict,
        "rounding": found.rounding,
        "computed": _written_interval(found.computed),
        "power": f"{float(found.power):.4f}",
    }
    for key, value in expected.items():
        if record.get(key) != value:
            yield Fault(f"{where}.{key}", "differs", {"written": _short(record.get(key)), "found": _short(value)})
    if not _spelled(str(record.get("distance")), found.apart):
        apart = "" if found.apart is None else show(found.apart)
        yield Fault(f"{where}.distance", "differs", {"written": str(record.get("distance")), "found": apart})
    least = "error" if found.verdict == "violated" else "info"
    least = _milder(least, record.get("cap"))
    least = _milder(least, "info" if record.get("doubts") else None)
    least = _milder(least, "warning" if found.rounding == "nearest" else None)
    severity = record.get("severity")
    if severity not in _SEVERITIES or _SEVERITIES.index(severity) < _SEVERITIES.index(least):
        yield Fault(f"{where}.severity", "too_severe", {"written": str(severity), "found": least})
    if record.get("claims") != list(dict.fromkeys(figure.claim_id for figure in relation.figures)):
        yield Fault(f"{where}.claims", "roles")


def _findings(written: Written) -> Iterator[Fault]:
    """Each finding is a violated relation of the report, told in the same words and with the same numbers."""
    relations = [each for each in written.record["relations"] if each.get("verdict") == "violated"]
    seen: set[str] = set()
    for i, finding in enumerate(written.record["findings"]):
        own_id = str(finding.get("finding_id"))
        where = f"findings[{i}] {own_id}"
        roles = players(finding, "evidence", where)
        if not all(claim_id in written.claims for _, claim_id in roles):
            raise Broken(where, "its evidence names a claim that is not there")
        same = [r for r in relations if players(r, "roles", where) == roles and r.get("rule") == finding.get("rule")]
        if not same:
            yield Fault(where, "no_relation")
            continue
        told = [key for key in _TOLD if finding.get(key) != same[0].get(key)] if len(same) == 1 else []
        if len(same) > 1 and not any(all(finding.get(key) == r.get(key) for key in _TOLD) for r in same):
            told = ["message"]
        for key in told:
            values = {"written": _short(finding.get(key)), "found": _short(same[0].get(key))}
            yield Fault(f"{where}.{key}", "differs", values)
        yield from _evidence(written, finding, where)
        yield from _repairs(written, finding, where)
        claims = [written.claims[claim_id] for _, claim_id in roles]
        if own_id.partition("-")[0] != finding_id(str(finding.get("code")), claims) or own_id in seen:
            yield Fault(where, "finding_id", {"found": finding_id(str(finding.get("code")), claims)})
        seen.add(own_id)


def _evidence(written: Written, finding: Json, where: str) -> Iterator[Fault]:
    for k, each in enumerate(finding["evidence"]):
        claim = written.claims[str(each["claim_id"])]
        for key in ("quote", "page", "line", "place", "char_start", "char_end", "box"):
            if each.get(key) != claim.get(key):
                values = {"written": _short(each.get(key)), "found": _short(claim.get(key))}
                yield Fault(f"{where}.evidence[{k}].{key}", "differs", values)
    if finding.get("claims") != list(dict.fromkeys(each["claim_id"] for each in finding["evidence"])):
        yield Fault(f"{where}.claims", "roles")


def _repairs(written: Written, finding: Json, where: str) -> Iterator[Fault]:
    """Each repair is of a number of the finding, as it is printed; each related relation has claims of the report."""
    for k, each in enumerate(_records(finding.get("repairs"))):
        claim = written.claims.get(str(each.get("claim_id")), {})
        if each.get("claim_id") not in _texts(finding.get("claims")) or each.get("printed") != claim.get("printed"):
            yield Fault(f"{where}.repairs[{k}]", "roles")
    violated = [r.get("claims") for r in written.record["relations"] if r.get("verdict") == "violated"]
    for k, each in enumerate(_records(finding.get("related"))):
        claims = [written.claims[i] for i in _texts(each.get("claims")) if i in written.claims]
        if each.get("claims") not in violated:
            yield Fault(f"{where}.related[{k}]", "no_relation")
        elif str(each.get("finding_id")).partition("-")[0] != finding_id(str(each.get("code")), claims):
            yield Fault(f"{where}.related[{k}]", "finding_id", {"found": finding_id(str(each.get("code")), claims)})


def _coverage(written: Written) -> Iterator[Fault]:
    """For each claim the relations that were evaluated and have it, echoes left out, and the greatest power."""
    places: dict[str, list[int]] = {}
    for i, each in enumerate(written.record["relations"]):
        checks = each.get("verdict") != "not_evaluated" and each.get("echo") is not True
        if checks and str(each.get("kind")) not in OF_WORDS:
            for claim_id in dict.fromkeys(_texts(each.get("claims"))):
                places.setdefault(claim_id, []).append(i)
    listed = written.record.get("coverage")
    wanted = [_covered(written, str(each.get("claim_id")), places) for each in written.record["claims"]]
    for i, (found, told) in enumerate(zip_longest(wanted, listed if isinstance(listed, list) else ())):
        if found != told:
            yield Fault(f"coverage[{i}]", "differs", {"written": _short(told), "found": _short(found)})


def _covered(written: Written, claim_id: str, places: dict[str, list[int]]) -> Json:
    mine = places.get(claim_id, [])
    power = max((str(written.record["relations"][i].get("power")) for i in mine), default="0.0000")
    return {
        "claim_id": claim_id,
        "status": "checked" if mine else "uncovered",
        "relations": mine,
        "power": power,
    }


def _records(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _seal(written: Written) -> Iterator[Fault]:
    """The digest over the whole record, for what no arithmetic reaches: headings, indicators, notes."""
    rest = {key: value for key, value in written.record.items() if key != "seal"}
    text = json.dumps(rest, ensure_ascii=False, separators=(", ", ": "))
    found = blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
    if written.record.get("seal") != found:
        yield Fault("seal", "seal", {"written": str(written.record.get("seal")), "found": found})


def _written_interval(value: Interval | None) -> dict[str, Any] | None:
    if value is None:
        return None
    low, high = ends(value)
    return {
        "lower": None if low is None else plain(low),
        "upper": None if high is None else plain(high),
        "lower_open": value.lower_open,
        "upper_open": value.upper_open,
    }


def _spelled(text: str, apart: Fraction | None) -> bool:
    """True when the leading number of the text is the distance, in whatever power of ten it is spelled."""
    found = _LEADING.match(text)
    if found is None or apart is None:
        return not text and apart is None
    places = len(found[1] or "")
    return any(
        show(apart / 10**power, digits) == found[0] for power in range(_MAGNITUDES) for digits in {max(places, 1), 4, 6}
    )


def _milder(severity: str, cap: object) -> str:
    return max(severity, str(cap), key=_SEVERITIES.index) if cap in _SEVERITIES else severity


def _short(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
