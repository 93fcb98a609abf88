"""Findings that people have accepted: waivers with reason and expiry, and the baseline of adoption day.

A waiver names a finding and quotes its numbers; when they change it is void and the finding counts again. The baseline
holds what was there on adoption day; it may only shrink. Both are TOML files that a person reads in a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Final

from ipextract.files.entries import Entry, entries_of, refuse_doubles
from ipextract.model import Acceptance, Entries, Finding, Severity, Waiver

WAIVER_KEYS: Final = (
    "rule", "finding", "numbers", "indicators", "document", "reason", "owner", "created", "expires", "evidence",
)  # fmt: skip
KNOWN_KEYS: Final = ("rule", "finding", "document", "message")

NOTICES: Final = ("IPX901", "IPX902", "IPX903", "IPX904")
"""The codes of what is said of waivers and of the baseline."""

_RULE = re.compile(r"IPX\d{3}")
_FINDING = re.compile(r"f[0-9a-f]{10}(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Known:
    """A finding of the baseline, by its id, rule and the file name of its document; ``place`` is file:line."""

    rule: str
    finding: str
    document: str
    message: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """All that people have accepted: the entries of both files."""

    waivers: tuple[Waiver, ...] = ()
    known: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about an entry that its owner must know (IPX9xx); ``key`` and ``values`` make the message."""

    code: str
    severity: Severity
    place: str
    key: str
    values: Mapping[str, str]


def subject(quotes: Iterable[str], indicators: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a waiver quotes of a finding: its numbers as printed without white space, and what they measure, sorted."""
    numbers = sorted("".join(quote.split()) for quote in quotes)
    return tuple(numbers), tuple(sorted({"".join(each.split()) for each in indicators} - {""}))


def apply(findings: Sequence[Finding], document: str, accepted: Accepted, today: date) -> tuple[Finding, ...]:
    """The findings of the document called ``document``, marked where a waiver in force or the baseline has them."""
    known = {(each.finding, each.document) for each in accepted.known}
    marked: list[Finding] = []
    for finding in findings:
        entries = [waiver for waiver in accepted.waivers if _matches(waiver, finding, document)]
        waiver = next((each for each in entries if today <= each.expires), None)
        # An expired waiver brings its finding back, even where the baseline has it too.
        listed = not entries and (finding.finding_id, document) in known
        marked.append(replace(finding, waiver=waiver, known=listed))
    return tuple(marked)


def acceptance(findings: Sequence[Finding], document: str, accepted: Accepted, today: date) -> Acceptance | None:
    """Which entries are about findings of the document called ``document``; ``None`` where none is.

    With the same entries and any day after ``expired``, and before the next of them expires, ``apply`` says the same.
    """
    held = [each for each in accepted.waivers if any(_matches(each, finding, document) for finding in findings)]
    ids = {finding.finding_id for finding in findings}
    known = [each for each in accepted.known if each.document == document and each.finding in ids]
    return summary(Accepted(tuple(held), tuple(known)), today)


def summary(accepted: Accepted, today: date) -> Acceptance | None:
    """All entries in short; ``None`` for none."""
    expired = max((each.expires for each in accepted.waivers if each.expires < today), default=None)
    told = [(replace(each, place=_line(each.place)), each.place) for each in accepted.waivers]
    listed = [((each.rule, each.finding, each.document), each.place) for each in accepted.known]
    return Acceptance(_entries_of(told), _entries_of(listed), expired) if told or listed else None


def _entries_of(entries: Sequence[tuple[object, str]]) -> Entries | None:
    """The file of some entries, each with its place, and a digest of what they say, wherever the file is."""
    if not entries:
        return None
    text = "\n".join(repr(entry) for entry, _ in entries)
    digest = blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
    return Entries(entries[0][1].rpartition(":")[0], digest)


def _line(place: str) -> str:
    return place.rpartition(":")[2]


def notices(accepted: Accepted, findings: Mapping[str, Sequence[Finding]], today: date) -> list[Notice]:
    """What there is to say of the entries after a run; ``findings`` by name of the documents that were read.

    An entry for a document that was not read is left alone.
    """
    told = [_notice(waiver, accepted.waivers, findings, today) for waiver in accepted.waivers]
    found = {(f.finding_id, name) for name, each in findings.items() for f in each}
    told += [
        Notice("IPX904", "info", each.place, "gone", {"finding": each.finding, "document": each.document})
        for each in accepted.known
        if each.document in findings and (each.finding, each.document) not in found
    ]
    return [notice for notice in told if notice is not None]


def shrunk(known: Sequence[Known], found: Mapping[str, Sequence[Known]]) -> tuple[list[Known], int]:
    """The baseline without what is no longer found, and how many new findings it does not take in.

    ``found`` are the unwaived findings by document; entries for other documents stay.
    """
    there = {(each.finding, each.document): each for group in found.values() for each in group}
    kept = [each for each in known if each.document not in found or (each.finding, each.document) in there]
    new = there.keys() - {(each.finding, each.document) for each in known}
    return kept, len(new)


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a file in its order. Raises FileFault for whatever cannot be used."""
    found = [_waiver(entry) for entry in entries_of(path, "waiver", WAIVER_KEYS)]
    refuse_doubles(path, [(w.rule, w.finding, w.numbers, w.document) for w in found], [w.place for w in found])
    return tuple(found)


def read_baseline(path: Path) -> tuple[Known, ...]:
    """The baseline of a file in its order. Raises FileFault for whatever cannot be used."""
    found = [
        Known(
            rule=entry.match("rule", _RULE, "IPX and three digits"),
            finding=entry.match("finding", _FINDING, "the id of a finding"),
            document=entry.text("document"),
            message=entry.text("message", needed=False),
            place=entry.place,
        )
        for entry in entries_of(path, "known", KNOWN_KEYS)
    ]
    refuse_doubles(path, [(k.finding, k.document) for k in found], [k.place for k in found])
    return tuple(found)


def waiver_text(waiver: Waiver) -> str:
    """A waiver as an entry of the file."""
    texts = {key: getattr(waiver, key) for key in WAIVER_KEYS}
    return _table("waiver", {key: value for key, value in texts.items() if value or key in ("reason", "owner")})


def baseline_text(known: Iterable[Known]) -> str:
    """A baseline as a file, in the order of documents and ids."""
    ordered = sorted(known, key=lambda each: (each.document, each.rule, each.finding))
    head = "# Findings known on adoption day: they do not fail a run. `ipextract baseline` only ever takes some out.\n"
    return head + "".join("\n" + _table("known", {key: getattr(each, key) for key in KNOWN_KEYS}) for each in ordered)


def _matches(waiver: Waiver, finding: Finding, document: str) -> bool:
    if waiver.rule != finding.code or waiver.document not in ("", document):
        return False
    if waiver.finding and waiver.finding != finding.finding_id:
        return False
    return not waiver.numbers or waiver.numbers == _subject(finding)[0]


def _subject(finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return subject((r.claim.quote for r in finding.roles), (r.claim.indicator for r in finding.roles))


def _notice(
    waiver: Waiver, waivers: Sequence[Waiver], findings: Mapping[str, Sequence[Finding]], today: date
) -> Notice | None:
    reports = {name: each for name, each in findings.items() if waiver.document in ("", name)}
    if not reports:
        return None
    values = {
        "finding": waiver.finding or ", ".join(waiver.numbers),
        "rule": waiver.rule,
        "expires": waiver.expires.isoformat(),
        "owner": waiver.owner,
        "numbers": ", ".join(waiver.numbers),
    }
    if any(_matches(waiver, f, name) for name, each in reports.items() for f in each):
        if today <= waiver.expires:
            return None
        return Notice("IPX901", "warning", waiver.place, "expired", values)
    for name, each in reports.items():
        for finding in each:
            if _was(waiver, finding) and not any(_matches(w, finding, name) for w in waivers):
                now = _subject(finding)[0]
                values |= {"now": ", ".join(now), "id": finding.finding_id}
                key = "void_reading" if now == waiver.numbers else "void"
                return Notice("IPX902", "warning", waiver.place, key, values)
    return Notice("IPX903", "info", waiver.place, "unused", values)


def _was(waiver: Waiver, finding: Finding) -> bool:
    """True when a finding is likely the waived one with other numbers: the same id, or rule and indicators."""
    if waiver.rule != finding.code:
        return False
    same_subject = bool(waiver.indicators) and waiver.indicators == _subject(finding)[1]
    return same_subject or (bool(waiver.finding) and waiver.finding == finding.finding_id)


def _waiver(entry: Entry) -> Waiver:
    expires, created = entry.day("expires"), entry.day("created", needed=False)
    if expires is None:
        raise entry.wrong("expires", "missing")
    if created is not None and expires < created:
        raise entry.wrong("expires", f"{expires} lies before the day of creation, {created}")
    finding, numbers = entry.match("finding", _FINDING, "the id of a finding", needed=False), entry.texts("numbers")
    if not finding and not numbers:
        raise entry.wrong("finding", "missing; name the finding, or quote its numbers")
    return Waiver(
        rule=entry.match("rule", _RULE, "IPX and three digits"),
        finding=finding,
        numbers=numbers,
        indicators=tuple(sorted(set(entry.texts("indicators")))),
        document=entry.text("document", needed=False),
        reason=entry.text("reason"),
        owner=entry.text("owner"),
        created=created,
        expires=expires,
        evidence=entry.text("evidence", needed=False),
        place=entry.place,
    )


def _table(name: str, values: Mapping[str, object]) -> str:
    return f"[[{name}]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in values.items())


def _toml(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    text = str(value).encode("utf-8", "replace").decode()
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    return '"' + "".join(ch if ch.isprintable() and ch not in '"\\' else f"\\U{ord(ch):08x}" for ch in text) + '"'
