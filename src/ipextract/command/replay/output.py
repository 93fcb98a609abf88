"""What stands beside the folders of a run: pages, index, workbook and comparisons, by its own record in run.json."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from ipextract import __version__
from ipextract.command import faces, pages, recorded
from ipextract.command.between import YEARS
from ipextract.command.console import Exit
from ipextract.command.recorded import REPORT, RUN, Json
from ipextract.command.replay.between import Between, Marks, Pair
from ipextract.command.replay.ends import Known, against_ends, comparisons_of
from ipextract.command.replay.faces import against_page
from ipextract.command.replay.folder import Folder, Said, excused
from ipextract.command.replay.origin import Means, day_of, moved, same_entries
from ipextract.command.replay.values import compared
from ipextract.command.runs import Read
from ipextract.model import Report, UnreadableDocument
from ipextract.review import waivers
from ipextract.verify import Fault
from ipextract.writing import json as writer
from ipextract.writing.lines import digest, pieces

ENDS: Final = (pages.INDEX, faces.WORKBOOK, YEARS)
"""What a run writes beside the folders, with its record."""

ARCHIVE: Final = "archive.duckdb"

KEYS: Final = (
    "schema_version", "tool", "version", "rules_digest", "lang", "accepted", "archive", "files", "documents",
    "compared", "earlier", "seal",
)  # fmt: skip

Reader = Callable[[Path], Folder]


class Output:
    """A folder that runs wrote into, with the record of the last one. ``read`` reads a report.json, each once."""

    def __init__(self, root: Path, means: Means, read: Reader) -> None:
        self.root, self.means, self.read = root, means, read
        self.file = root / RUN
        self.record: Json | None = None
        self.faults: list[Fault] = []
        if self.file.exists():
            try:
                self.record = recorded.run_of(self.file)
                self.faults = list(_amiss(self.record, means))
            except recorded.Unusable as fault:
                self.faults = [Fault("", "no_report", {"reason": str(fault)}, incomplete=True)]
        self.usable = self.record is not None and not any(fault.incomplete for fault in self.faults)

    def page(self, folder: Folder) -> Iterator[Said]:
        """The page of a folder, where a run wrote one or there is one."""
        home, entry = folder.file.parent, self._entry(folder.file.parent.name)
        file = home / pages.PAGE
        if (entry is None and not file.is_file()) or folder.record is None:
            return
        if entry is not None and (entry["page"] is False or not file.is_file()):
            if entry["page"] is not False or file.is_file():
                yield Said(file, Fault("", "no_file" if entry["page"] else "other_run", incomplete=True))
            return
        if folder.report is None:
            yield Said(file, Fault("", "not_compared", {"files": file.name}, incomplete=True))
            return
        told = [] if entry is None else [self.between.compared(pair) for pair in _pairs(entry["compared"])]
        across = pages.across([each for each in told if each is not None]).get(folder.report.document.sha256, [])
        # Where nobody noted what the page has to tell of other years, all else of it is known.
        known = None not in told if entry is not None else b'class="across' not in file.read_bytes()
        lang = None if entry is None else entry["lang"]
        found = list(against_page(home, folder.report, folder.source, self.means, across, lang))
        yield from found if known and folder.alike else excused(found)

    def ends(self) -> Iterator[Said]:
        """Everything else that the run wrote, and whether it is all there."""
        yield from (Said(self.file, fault) for fault in self.faults)
        there = [name for name in ENDS if (self.root / name).is_file()]
        if not self.usable or self.record is None:
            if there:
                key = "not_compared" if self.record is not None or self.file.exists() else "no_record"
                yield Said(self.file, Fault("", key, {"files": ", ".join(there)}, incomplete=True))
            return
        yield from self._unlisted()
        folders = [self._folder(each) for each in self.record["documents"]]
        yield from self._record()
        yield from self._pairs()
        known = self._known(folders)
        for name in sorted({*there, *self.record["files"]}):
            if name not in self.record["files"]:
                yield Said(self.root / name, Fault("", "other_run", incomplete=True))
            elif name in ENDS:
                yield from against_ends(name, self.root, known)
            else:
                yield Said(self.file, Fault("files", "record_extra", {"written": name}))

    # --- what the record says -----------------------------------------------------------------------------------------

    def _entry(self, name: str) -> Json | None:
        """What is noted of a folder: what its page tells of other years, and in which language where that is known."""
        if self.record is None or not self.usable:
            return None
        for each in self.record["documents"]:
            if each["folder"] == name:
                pairs = [pair for pair in self.record["compared"] if each["sha256"] in pair.values()]
                return {**each, "compared": pairs, "lang": self.record["lang"]}
        return next(({**each, "lang": None} for each in self.record["earlier"] if each["folder"] == name), None)

    def _folder(self, entry: Json) -> Folder:
        return self.read(self.root / entry["folder"] / REPORT)

    def _report(self, sha256: str) -> Report | None:
        """The derived report of a source that one of the folders holds."""
        assert self.record is not None  # noqa: S101 - callers ask first
        for each in [*self.record["documents"], *self.record["earlier"]]:
            if each["sha256"] == sha256:
                report = self._folder(each).report
                if report is not None and report.document.sha256 == sha256:
                    return report
        return None

    @cached_property
    def between(self) -> Between:
        """The comparisons of the run."""
        assert self.record is not None  # noqa: S101 - callers ask first
        accepted, day = moved(self.means.accepted, self.record["accepted"]), day_of(self.record["accepted"])
        alike = same_entries(waivers.summary(accepted, day), self.record["accepted"])
        marks = Marks(accepted if alike else None, day, comparisons_of(self.root / YEARS))
        written, told = self.record["archive"], self.means.archive
        if written is None:
            archive, lost = None, ""
        elif told is not None:
            archive, lost = told, ""
        else:  # a file that anybody wrote does not say what we open
            archive, lost = (self.root / ARCHIVE, "") if written == ARCHIVE else (None, str(written))
        return Between(self._report, archive, lost, self.means.book, marks)

    # --- whether it is so ---------------------------------------------------------------------------------------------

    def _unlisted(self) -> Iterator[Said]:
        """Folders with a report of which no run has noted anything."""
        for file in sorted(self.root.glob(f"*/{REPORT}")):
            if self._entry(file.parent.name) is None:
                yield Said(file, Fault("", "unlisted", incomplete=True))

    def _record(self) -> Iterator[Said]:
        """Whether the record says what follows from the folders: what it says otherwise of them is of another run."""
        record = self.record
        assert record is not None  # noqa: S101 - callers ask first
        lists = {key: list(self._entries(key)) for key in ("documents", "earlier")}
        wanted = {
            **record,
            "tool": "ipextract",
            "accepted": self._accepted(record["accepted"]),
            "archive": self._archive(record["archive"]),
            "files": sorted({*record["files"]} & {*ENDS}),
            **{key: [entry for entry, _ in entries] for key, entries in lists.items()},
        }
        for key in [each for each in record if each not in KEYS]:
            del wanted[key]
        for fault in compared("", record, wanted):
            yield Said(self.file, replace(fault, incomplete=fault.where.startswith(tuple(lists))))
        yield from (said for entries in lists.values() for _, said in entries if said is not None)

    def _entries(self, key: str) -> Iterator[tuple[Json, Said | None]]:
        """What would be noted of each folder, and why that is not known."""
        assert self.record is not None  # noqa: S101 - callers ask first
        for i, entry in enumerate(self.record[key]):
            file = self.root / entry["folder"] / REPORT
            names = ("folder", "page", "compared") if key == "earlier" else ("folder", "page")
            kept = {name: entry[name] for name in names}
            if entry["state"] == "internal":
                where = f"{key}[{i}] {entry['folder']}"
                yield entry, Said(self.file, Fault(where, "internal", incomplete=True))
            elif not file.exists():
                yield entry, Said(file, Fault("", "no_file", incomplete=True))
            else:
                found = self.read(file).record
                yield (kept | _noted(found) if isinstance(found, dict) else entry), None

    def _accepted(self, written: Any) -> Any:
        """What would be noted of waivers and baseline; as it is written where they are not those of the run."""
        marks = self.between.marks
        return written if marks.accepted is None else writer.acceptance(waivers.summary(marks.accepted, marks.day))

    def _archive(self, written: Any) -> Any:
        """How the archive would be named: as it is written where the one told is called so, or where none is told."""
        there = self.means.archive
        alike = isinstance(written, str) and (there is None or there.name == Path(written).name)
        return written if alike or written is None else ARCHIVE

    def _pairs(self) -> Iterator[Said]:
        """Whether those reports were compared that a run compares."""
        assert self.record is not None  # noqa: S101 - callers ask first
        ours = [each["sha256"] for each in self.record["documents"] if each["state"] == "read"]
        written, found = _pairs(self.record["compared"]), self.between.expected(ours)
        if found is None:
            reason = {"reason": self.between.fault or "..."}
            yield Said(self.file, Fault("compared", "no_archive", reason, incomplete=True))
        elif found != written:
            listed = [" ".join(f"{one[:8]}-{other[:8]}" for one, other in pairs) for pairs in (written, found)]
            values = {"written": listed[0] or "-", "found": listed[1] or "-"}
            fault = Fault("compared", "other_pairs", values, incomplete=self.record["archive"] is not None)
            yield Said(self.file, fault)

    def _known(self, folders: Sequence[Folder]) -> Known:
        """What the files beside the folders are made of."""
        assert self.record is not None  # noqa: S101 - callers ask first
        entries = self.record["documents"]
        reads = [_read(entry, folder) for entry, folder in zip(entries, folders, strict=True)]
        found = {pair: self.between.compared(pair) for pair in _pairs(self.record["compared"])}
        proved = self.between.marks.accepted is not None
        return Known(
            reads=[each for each in reads if each is not None],
            folders=[each["folder"] for each in entries],
            paged=[each["page"] for each in entries],
            between=self.between,
            pairs=found,
            lang=self.record["lang"],
            missing=[entry["folder"] for entry, each in zip(entries, reads, strict=True) if each is None],
            noticed=proved and all(each.marked for each in folders),
            borne=proved and all(each.marked and each.alike for each in folders),
        )


def _amiss(record: Json, means: Means) -> Iterator[Fault]:
    """Why a record cannot be followed, and whether it is as it was written."""
    for key, said, ours in (
        ("schema_version", "other_schema", writer.SCHEMA_VERSION),
        ("version", "other_version", __version__),
        ("rules_digest", "other_rules", means.book.digest),
    ):
        if record.get(key) != ours:
            yield Fault(key, said, {"written": str(record.get(key)), "found": ours}, incomplete=True)
    sealed = digest(pieces({key: value for key, value in record.items() if key != "seal"}))
    if record.get("seal") != sealed:
        yield Fault("seal", "seal", {"written": str(record.get("seal")), "found": sealed})


def _noted(record: Json) -> Json:
    """What run.json notes of the report of a folder."""
    document = record.get("document")
    told = document if isinstance(document, dict) else {}
    return {
        "state": "unread" if "unreadable" in record else "read",
        "name": told.get("name"),
        "sha256": told.get("sha256"),
        "told": record.get("told"),
        "accepted": record.get("accepted"),
    }


def _read(entry: Json, folder: Folder) -> Read | None:
    """A document as the run had it; ``None`` where that is not known."""
    path = Path(entry["name"])
    if entry["state"] == "internal":
        return Read(path, Exit.INTERNAL)
    if folder.report is not None:
        return Read(path, Exit.OK, folder.report)
    said: Any = folder.record.get("unreadable") if isinstance(folder.record, dict) else None
    if entry["state"] != "unread" or not isinstance(said, dict):
        return None
    outcome, message, mend = (str(said.get(key)) for key in ("outcome", "message", "mend"))
    return Read(path, Exit.INCOMPLETE, unreadable=UnreadableDocument(entry["name"], outcome, message, mend))


def _pairs(records: Sequence[Json]) -> list[Pair]:
    return [Pair(each["earlier"], each["later"]) for each in records]
