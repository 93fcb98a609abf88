"""A report.json → the report that its source gives today, read as it says that it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from ipextract import pipeline, reading
from ipextract.batch import bounded
from ipextract.command.discovery import refusal
from ipextract.model import TOLD_FIELDS, Acceptance, Cited, Entries, Finding, Report, Told, UnreadableDocument, Waiver
from ipextract.review import waivers
from ipextract.review.waivers import Accepted
from ipextract.rulebook import Rulebook
from ipextract.verify import Broken, Fault
from ipextract.writing import json as writer

_CHOICES: Final = frozenset({"verify-pages", "scan-dpi"})
"""Limits that say how to read, not how much it may cost."""

_YEAR: Final = re.compile(r"(?:(?:19|20)[0-9]{2}|2100)?")


@dataclass(frozen=True, slots=True)
class Means:
    """What there is to derive reports with: the rules, what reading may cost, and what people have accepted.

    ``source`` is the file or folder that was named, ``archive`` the archive; ``None`` where they have to be found.
    """

    book: Rulebook
    limits: reading.Limits
    accepted: Accepted
    source: Path | None = None
    archive: Path | None = None


class Derived(NamedTuple):
    """A report as it follows from its source; ``None`` where nothing could be derived. ``faults`` say what is amiss.

    ``path`` is where the source was looked for, ``unreadable`` how its reading ended where it was not read.
    """

    path: Path
    report: Report | None = None
    unreadable: UnreadableDocument | None = None
    faults: tuple[Fault, ...] = ()


def _refused(said: object, path: Path, name: str) -> UnreadableDocument | None:
    """Why a document need not be opened, where that is what its record says of it."""
    why = refusal(path)
    if why is None or not isinstance(said, dict) or said.get("message") != why.message:
        return None
    return UnreadableDocument(name, why.outcome, why.message, why.mend)


def derive(record: Mapping[str, Any], means: Means) -> Derived:
    """The report of the source that a record names. Broken for a record that does not say how it was made."""
    said = told_of(record.get("told"))
    name = str(record["document"]["name"])
    path = source_of(name, means.source)
    faults: list[Fault] = []
    if means.source is not None and path.name != Path(name).name:
        faults.append(Fault("document.name", "other_name", {"written": name, "found": path.name}, incomplete=True))
    if "unreadable" in record and (refused := _refused(record["unreadable"], path, name)) is not None:
        return Derived(path, None, refused, tuple(faults))
    limits, dearer = _allowed(said, means.limits)
    options = pipeline.Options(
        said.area, said.year, said.title, said.issuer, replace(limits, verify=said.second_reader), said.manifest
    )
    try:
        source = reading.read(path, limits=options.limits)
        written = record["document"].get("sha256")
        if source.sha256 != written and "unreadable" not in record:
            values = {"written": str(written)[:12], "found": source.sha256[:12]}
            faults.append(Fault("document.sha256", "other_source", values))
        # Under the name and hash of the record, so that a source that moved or changed gives no other differences.
        digest = written if isinstance(written, str) else source.sha256
        source = replace(source, name=name, sha256=digest)
        report = bounded.analyse_source(source, book=means.book, options=options)
    except UnreadableDocument as unreadable:
        if "unreadable" in record:
            return Derived(path, None, unreadable, tuple(faults))
        values = {"reason": str(unreadable)}
        faults.append(Fault("document", "no_source", values, incomplete=True))
        if dearer and unreadable.outcome == "limit":
            faults.append(Fault("told.limits", "dearer", {"limits": " ".join(dearer)}, incomplete=True))
        return Derived(path, None, unreadable, tuple(faults))
    limits = reading.adjusted(reading.Limits(), (f"{name}={value}" for name, value in said.limits))
    told = replace(report.told, limits=reading.departures(limits))
    return Derived(path, replace(report, told=told), None, tuple(faults))


def source_of(name: str, told: Path | None) -> Path:
    """Where the file is that a report was made from: as it was named then, or in what ``told`` names."""
    path = Path(name)
    if told is None:
        return path
    if not told.is_dir():
        return told
    return next((each for each in sorted(told.rglob("*")) if each.name == path.name), told / path.name)


def told_of(record: Any) -> Told:
    """What a record says that the user said. Broken for what no user can say."""
    if not isinstance(record, dict) or not isinstance(record.get("limits"), dict):
        raise Broken("told", "nobody wrote down what the user said")
    said = Told(
        _text(record, "area"), _text(record, "year"), _text(record, "title"), _text(record, "issuer"),
        tuple((name, str(n)) for name, n in record["limits"].items()), record.get("second_reader") is True,
        _cited(record),
    )  # fmt: skip
    if _YEAR.fullmatch(said.year) is None:
        raise Broken("told.year", f"{said.year!r} is no year")
    try:
        reading.adjusted(reading.Limits(), (f"{name}={value}" for name, value in said.limits))
    except ValueError as fault:
        raise Broken("told.limits", str(fault)) from fault
    return said


def _cited(record: Mapping[str, Any]) -> Cited | None:
    """The manifest that a record names. Broken for one that says nothing of what was told."""
    written = record.get("manifest")
    if written is None:
        return None
    fields = written.get("fields") if isinstance(written, dict) else None
    said = isinstance(fields, list) and all(name in TOLD_FIELDS and record.get(name) for name in fields)
    if not said or not fields or not isinstance(written.get("file"), str):
        raise Broken("told.manifest", "names no manifest, or fields that nobody told")
    return Cited(written["file"], tuple(fields))


def _text(record: Mapping[str, Any], key: str) -> str:
    if not isinstance(record.get(key), str):
        raise Broken(f"told.{key}", "is no text")
    return str(record[key])


def _allowed(said: Told, own: reading.Limits) -> tuple[reading.Limits, list[str]]:
    """The limits that were told, none dearer than our own: a file that anybody wrote asks for no more than we allow."""
    usual, dearer, kept = reading.Limits(), [], []
    for name, value in said.limits:
        key, wish = name.replace("-", "_"), f"{name}={value}"
        amount = getattr(reading.adjusted(usual, [wish]), key)
        if name in _CHOICES or amount <= getattr(own, key):
            kept.append(wish)
        else:
            dearer.append(wish)
    return reading.adjusted(own, kept), dearer


# --- what was accepted ---------------------------------------------------------------------------------------------


class Marked(NamedTuple):
    """A report with its findings marked as accepted; ``proved`` is False where only the record says what was."""

    report: Report
    proved: bool


def marked(report: Report, record: Mapping[str, Any], accepted: Accepted) -> Marked:
    """The report with what people had accepted: by the files that are here where they are the same, else as written."""
    written, name = record.get("accepted"), Path(report.document.name).name
    entries, day = moved(accepted, written), day_of(written)
    told = waivers.acceptance(report.findings, name, entries, day)
    if told is None and written is None:
        return Marked(report, proved=True)
    if same_entries(told, written):
        found = waivers.apply(report.findings, name, entries, day)
        return Marked(replace(report, findings=found, accepted=told), proved=True)
    found = tuple(as_written(report.findings, record["findings"]))
    return Marked(replace(report, findings=found, accepted=_as_written(written)), proved=False)


def moved(accepted: Accepted, written: Any) -> Accepted:
    """The entries as if their files stood where the record says, if those are called alike."""
    files = [_file(written, kind) for kind in ("waivers", "baseline")]
    return Accepted(
        tuple(replace(each, place=_moved(each.place, files[0])) for each in accepted.waivers),
        tuple(replace(each, place=_moved(each.place, files[1])) for each in accepted.known),
    )


def _moved(place: str, file: str) -> str:
    here, _, line = place.rpartition(":")
    return f"{file}:{line}" if file and Path(file).name == Path(here).name else place


def _file(written: Any, kind: str) -> str:
    entries = written.get(kind) if isinstance(written, dict) else None
    return str(entries.get("file", "")) if isinstance(entries, dict) else ""


def day_of(written: Any) -> date:
    """A day on which the waivers were in force that a record took to be: the one after the last that had expired."""
    expired = written.get("expired") if isinstance(written, dict) else None
    try:
        return date.fromisoformat(str(expired)) + timedelta(days=1) if expired else date.min
    except (ValueError, OverflowError):
        return date.min


def same_entries(told: Acceptance | None, written: Any) -> bool:
    """True where a record rests on the very entries that are here."""
    ours = writer.acceptance(told)
    if ours is None or not isinstance(written, dict):
        return ours is None and written is None
    return all(_digest(ours, kind) == _digest(written, kind) for kind in ("waivers", "baseline"))


def _digest(record: Mapping[str, Any], kind: str) -> object:
    entries = record.get(kind)
    return entries.get("digest") if isinstance(entries, dict) else entries


def as_written(findings: tuple[Finding, ...], records: Any) -> Iterator[Finding]:
    """The findings with the marks that a record has on those of the same id."""
    known = {str(each.get("finding_id")): each for each in records if isinstance(each, dict)}
    for finding in findings:
        each = known.get(finding.finding_id, {})
        yield replace(finding, waiver=_waiver(each.get("waiver")), known=each.get("baseline") is True)


def _waiver(record: Any) -> Waiver | None:
    if not isinstance(record, dict):
        return None
    try:
        return Waiver(
            rule="", finding="", numbers=(), indicators=(), document="", reason=str(record["reason"]),
            owner=str(record["owner"]), created=_day(record["created"]), expires=date.fromisoformat(record["expires"]),
            evidence=str(record["evidence"]), place=str(record["place"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None  # the record then differs


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _as_written(written: Any) -> Acceptance | None:
    if not isinstance(written, dict):
        return None
    pairs = [written.get(kind) for kind in ("waivers", "baseline")]
    entries = [Entries(str(e.get("file")), str(e.get("digest"))) if isinstance(e, dict) else None for e in pairs]
    try:
        return Acceptance(entries[0], entries[1], _day(written.get("expired")))
    except (TypeError, ValueError):
        return Acceptance(entries[0], entries[1])
