"""What a run has written, found again, and run.json: what it notes of itself, so that others can repeat it.

What a report was made with stands in its own report.json. Here stands what the files beside the folders depend on: the
documents in their order, which reports were compared, what was accepted, and the language. Entries of documents that an
earlier run wrote into the same folder are kept, for their pages still stand there.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ipextract import __version__
from ipextract.command.console import Settings, UsageFault, named, write_atomically
from ipextract.command.runs import Read
from ipextract.files import textfile

if TYPE_CHECKING:
    from ipextract.model import Report
    from ipextract.review.waivers import Accepted
    from ipextract.years import Comparison

RUN: Final = "run.json"
REPORT: Final = "report.json"
Json: TypeAlias = dict[str, Any]


def write(
    output: Path, reads: Sequence[Read], folders: Mapping[Path, str], compared: Sequence[Comparison],
    files: Sequence[Path], settings: Settings, *, accepted: Accepted, archive: Path | None, page: bool,
    rules_digest: str,
) -> Path:  # fmt: skip
    """Writes the record of a run that has written its ``files`` beside the folders below ``output``.

    ``accepted`` is all that the files of waivers and baseline say. Raises UsageFault where the folder cannot be written
    to.
    """
    from ipextract.review import waivers
    from ipextract.writing import json as writer
    from ipextract.writing.lines import digest, encoded, pieces, whole

    record: Json = {
        "schema_version": writer.SCHEMA_VERSION,
        "tool": "ipextract",
        "version": __version__,
        "rules_digest": rules_digest,
        "lang": settings.lang,
        "accepted": writer.acceptance(waivers.summary(accepted, settings.today)),
        "archive": None if archive is None else writer.readable(_seen_from(output, archive)),
        "files": sorted(each.name for each in files),
        "documents": [_document(each, folders[each.path], page=page) for each in reads],
        "compared": [pair_of(each) for each in compared],
        "earlier": _earlier(output, set(folders.values())),
    }
    parts = pieces(record)
    target = output / RUN
    try:
        write_atomically(target, whole([*parts, ("seal", encoded(digest(parts)))]))
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; choose another with --output") from error
    return target


def pair_of(compared: Comparison) -> Json:
    """The two reports of a comparison, by the hashes of their sources."""
    return {"earlier": compared.earlier.sha256, "later": compared.later.sha256}


def _document(read: Read, folder: str, *, page: bool) -> Json:
    from ipextract.model import Told
    from ipextract.writing import json as writer

    report: Report | None = read.report
    state = "read" if report is not None else "internal" if read.unreadable is None else "unread"
    return {
        "folder": writer.readable(folder),
        "name": writer.readable(str(read.path)),
        "sha256": None if report is None else report.document.sha256,
        "state": state,
        "page": page and report is not None,
        "told": writer.told(read.told or Told() if report is None else report.told),
        "accepted": None if report is None else writer.acceptance(report.accepted),
    }


def _earlier(output: Path, taken: set[str]) -> list[Json]:
    """What earlier runs noted of folders that this one has not written and that are still there."""
    before = _before(output / RUN)
    last = [{**each, "compared": _of(each, before["compared"])} for each in before["documents"]]
    entries = {each["folder"]: each for each in [*before["earlier"], *last] if each["sha256"] is not None}
    kept = sorted(folder for folder in entries if folder not in taken and (output / folder).is_dir())
    return [entries[folder] for folder in kept]


def _of(entry: Json, pairs: Sequence[Json]) -> list[Json]:
    return [each for each in pairs if entry["sha256"] in each.values()]


def _before(file: Path) -> Json:
    """The record of the run before; an empty one where there is none, or none that we can use."""
    try:
        return run_of(file)
    except Unusable:
        return {"documents": [], "compared": [], "earlier": []}


def _seen_from(folder: Path, file: Path) -> str:
    """The way from a folder to a file; the file as it was named where there is none."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        return file.as_posix()


class Unusable(Exception):  # noqa: N818 - named for what it says about the file
    """A file that holds no record; the message says why not."""


def reports(paths: Sequence[Path]) -> list[Path]:
    """The report.json files that paths name, each once: files as given, folders searched. UsageFault for none."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob(REPORT)) if path.is_dir() else [path]
        if not path.exists():
            raise UsageFault(f"{named(path)}: no such file or folder; ipextract run writes one")
        if not inside:
            raise UsageFault(f"{named(path)}: no {REPORT} in this folder; ipextract run writes one")
        found += inside
    return list(dict.fromkeys(found))


def parsed(file: Path) -> Any:
    """What a file of JSON says; Unusable for no JSON, a key that stands twice, or a number like NaN."""
    try:
        text = textfile.text_of(file, textfile.LARGE)
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise Unusable(str(error)) from error


def run_of(file: Path) -> Json:
    """The record of a run. Unusable for anything else."""
    found = parsed(file)
    try:
        for each in (*found["documents"], *found["earlier"]):
            texts = each["folder"], each["name"], each["state"], each["sha256"] or ""
            if not all(isinstance(text, str) for text in texts) or Path(each["folder"]).name != each["folder"]:
                raise Unusable("documents: a name, state or hash is no text, or a folder is none")
            _ = each["page"], each["told"], each["accepted"]
        for each in (*found["compared"], *(pair for entry in found["earlier"] for pair in entry["compared"])):
            if set(each) != {"earlier", "later"} or not all(isinstance(text, str) for text in each.values()):
                raise Unusable("compared: two hashes are needed")
        if not all(isinstance(name, str) for name in found["files"]) or found["lang"] not in ("zh", "en"):
            raise Unusable("files, lang: no names of files, or no language")
        _ = found["accepted"], found["archive"], found.get("seal")
    except (KeyError, TypeError, AttributeError) as fault:
        raise Unusable(f"no record of a run: {type(fault).__name__} {fault}") from fault
    return dict(found)


def _once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise ValueError(f"the key {twice!r} stands twice")
    return found


def _refused(text: str) -> Any:
    raise ValueError(f"{text} is no number")
