"""One folder of a run: report.json and the tables beside it, against the report that its source gives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from ipextract import __version__
from ipextract.command import faces
from ipextract.command.recorded import REPORT, Unusable, parsed
from ipextract.command.replay.origin import Derived, Means, derive, marked, told_of
from ipextract.command.replay.tables import MARK, against_csv, against_json, against_parquet
from ipextract.command.replay.values import compared, excerpts, parting
from ipextract.model import Report, Told, UnreadableDocument
from ipextract.verify import Broken, Fault, against_tables, verify
from ipextract.writing import json as writer
from ipextract.writing import package

_TABLES: Final[dict[str, Callable[[bytes, bytes], Iterator[Fault]]]] = {
    "claims.csv": against_csv,
    "findings.csv": against_csv,
    "claims.parquet": against_parquet,
    faces.PACKAGE: against_json,
}
_FAILED: Final = "unheard"
"""What is written of a second reader that failed."""

_APART: Final = ("seal", "text", "engines")
"""Entries of a report that are looked at by themselves."""


class Said(NamedTuple):
    """A fault and the file that it is in."""

    file: Path
    fault: Fault


@dataclass(frozen=True, slots=True)
class Folder:
    """What became of a report.json: the record, the report that follows from its source, and what is not so.

    ``report`` is ``None`` where nothing follows, ``source`` where the source was looked for. ``marked`` is False where
    the marks of accepted findings in it are those of the record, ``alike`` where other libraries read the source then,
    or its second reader failed.
    """

    file: Path
    record: Any = None
    said: tuple[Said, ...] = ()
    source: Path = Path()
    report: Report | None = None
    unreadable: UnreadableDocument | None = None
    marked: bool = True
    alike: bool = True


def read(file: Path, means: Means) -> Folder:
    """Derives the report of a report.json again and holds it and the tables beside it against that."""
    try:
        record = parsed(file)
        return _read(file, record, means)
    except (Unusable, RecursionError) as fault:
        return Folder(file, None, (Said(file, Fault("", "no_report", {"reason": str(fault)}, incomplete=True)),))


def bytes_of(file: Path) -> bytes | None:
    """What a file holds; ``None`` for one that is not there, cannot be read or is no file."""
    try:
        return file.read_bytes() if file.is_file() else None
    except OSError:
        return None


def _read(file: Path, record: Any, means: Means) -> Folder:
    opinion = verify(record)
    if not isinstance(record, dict):
        return Folder(file, record, _in(file, opinion))
    try:
        faults, derived = _derived(record, means)
    except Broken as broken:
        faults, derived = [Fault(broken.where, "broken", {"reason": broken.message})], None
    if derived is not None and derived.report is not None and "unreadable" not in record:
        return _held(file, record, derived, [*faults, *opinion], means)
    said = (*_in(file, [*faults, *opinion]), *_left(file, record))
    if derived is None:
        return Folder(file, record, said)
    return Folder(file, record, said, derived.path, None, derived.unreadable)


def _in(file: Path, faults: list[Fault]) -> tuple[Said, ...]:
    return tuple(Said(file, fault) for fault in faults)


def _derived(record: dict[str, Any], means: Means) -> tuple[list[Fault], Derived | None]:
    """What follows from the source, with what is amiss; nothing follows for other rules or another program."""
    if record.get("schema_version") != writer.SCHEMA_VERSION:
        return [], None  # the second opinion says so
    other = [("version", "other_version", __version__)]
    if "unreadable" not in record:  # rules have no part in that
        other.append(("rules_digest", "other_rules", means.book.digest))
    faults = [
        Fault(key, said, {"written": str(record.get(key)), "found": ours}, incomplete=True)
        for key, said, ours in other
        if record.get(key) != ours
    ]
    if faults:
        return faults, None
    document = record.get("document")
    if not isinstance(document, dict) or not isinstance(document.get("name"), str):
        raise Broken("document", "no name of a file is written here")
    derived = derive(record, means)
    faults += derived.faults
    if "unreadable" in record:
        faults += _unread(record, derived.unreadable, told_of(record.get("told")))
    return faults, derived


def _unread(record: dict[str, Any], unreadable: UnreadableDocument | None, told: Told) -> Iterator[Fault]:
    """A document that was not read has nothing to verify but the reason, and its file may have changed since."""
    reason = record["unreadable"].get("message") if isinstance(record["unreadable"], dict) else record["unreadable"]
    yield Fault("unreadable", "no_source", {"reason": str(reason)}, incomplete=True)
    if unreadable is None:
        yield Fault("unreadable", "readable_now", incomplete=True)
        return
    for fault in compared("", record, json.loads(writer.unreadable(unreadable, __version__, told))):
        yield replace(fault, incomplete=True)


def _held(file: Path, record: dict[str, Any], derived: Derived, faults: list[Fault], means: Means) -> Folder:
    """The record and its tables against the report that follows."""
    assert derived.report is not None  # noqa: S101 - callers ask first
    report, proved = marked(derived.report, record, means.accepted)
    if not proved:
        faults.append(Fault("accepted", "other_acceptance", incomplete=True))
    wanted = json.loads(writer.to_bytes(report))
    texts = list(_texts(record.get("text"), report))
    if texts and any(fault.key == "other_source" for fault in faults):
        return Folder(file, record, (*_in(file, [*texts, *faults]), *_left(file, record)), derived.path)
    engines = [
        *_engines(record.get("engines"), wanted["engines"]),
        *_witnesses(record.get("readers"), wanted["readers"]),
    ]
    rest = [{key: value for key, value in each.items() if key not in _APART} for each in (record, wanted)]
    said = [*_in(file, [*texts, *compared("", *rest)]), *_tables(file, report)]
    if engines:
        said = excused(said)
    told = (*_in(file, [*faults, *engines]), *said)
    return Folder(file, record, told, derived.path, report, None, proved, not engines)


def excused(said: list[Said]) -> list[Said]:
    """What differs where other libraries read the source: that is not known to be wrong."""
    return [Said(each.file, replace(each.fault, incomplete=True)) for each in said]


def _engines(written: Any, ours: dict[str, str]) -> Iterator[Fault]:
    """The libraries of which another version, or none, read the source then."""
    then = written if isinstance(written, dict) else {}
    for name in sorted(then.keys() | ours.keys()):
        if then.get(name) != ours.get(name):
            values = {"written": str(then.get(name, "-")), "found": ours.get(name, "-")}
            yield Fault(f"engines.{name}", "other_engine", values, incomplete=True)


def _witnesses(written: Any, ours: list[dict[str, Any]]) -> Iterator[Fault]:
    """The second reader of a page may have had too little time then or now; what it says raises doubts."""
    then = written if isinstance(written, list) else []
    failed = [
        [each for each in runs if isinstance(each, dict) and each.get("agreement") == _FAILED] for runs in (then, ours)
    ]
    if failed[0] != failed[1]:
        yield Fault("readers", "unheard", incomplete=True)


def _texts(written: Any, report: Report) -> Iterator[Fault]:
    """The first place at which the text is not that of the source."""
    document = report.document
    if written == document.text:
        return
    if not isinstance(written, str):
        yield Fault("text", "differs", {"written": str(written), "found": "..."})
        return
    one, other = excerpts(written, document.text)
    place = document.where(min(parting(written, document.text), len(document.text)), len(document.text))
    yield Fault(f"text {place}", "other_text", {"written": one, "found": other})


def _tables(file: Path, report: Report) -> list[Said]:
    """What the tables beside a report say otherwise."""
    if file.name != REPORT:
        return []  # a copy; what stands beside it may belong to another report
    written = {name: bytes_of(file.with_name(name)) for name in _TABLES}
    excel = (written["claims.csv"] or b"").startswith(MARK)
    wanted = faces.contents_of(report, excel=excel)
    said: list[Said] = []
    for name, against in _TABLES.items():
        data, beside = written[name], file.with_name(name)
        if data is None:
            said.append(Said(beside, Fault("", "no_file", incomplete=True)))
            continue
        if name == faces.PACKAGE:
            wanted[name] = package.to_bytes(report, wanted)
        faults = list(against(data, wanted[name]))
        said += _in(beside, faults)
        if not faults:
            wanted[name] = data  # another version of a library may write the same cells in other bytes
    return said


def _left(file: Path, record: dict[str, Any]) -> Iterator[Said]:
    """What can be said of the tables where no report follows: whether they say what report.json says."""
    if file.name != REPORT or "unreadable" in record:
        return
    left: list[str] = []
    for name in _TABLES:
        beside, data = file.with_name(name), bytes_of(file.with_name(name))
        if data is None:
            yield Said(beside, Fault("", "no_file", incomplete=True))
            continue
        left.append(name)
        yield from _in(beside, list(against_tables(name, data, record)))
    if left:
        yield Said(file, Fault("", "not_compared", {"files": ", ".join(left)}, incomplete=True))
