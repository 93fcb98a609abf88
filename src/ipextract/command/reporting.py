"""--report FORMAT=PATH: one run written for everybody who reads it, all with the same findings under the same ids."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from ipextract.command.console import Exit, Settings, UsageFault, binary, named, precious, write_atomically

if TYPE_CHECKING:
    from ipextract.model import Report, Severity, UnreadableDocument
    from ipextract.review.waivers import Notice
    from ipextract.rulebook import Rulebook
    from ipextract.writing.results import Document, Results
    from ipextract.years import Comparison

#: The formats, each with the module in ``writing`` whose ``to_bytes`` makes it.
FORMATS: Final = {
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "summary",
    "jsonl": "jsonl",
}

#: What people read, which a folder and a file hold; written from the reports themselves.
FACES: Final = ("html", "xlsx")

_SUMMARY: Final = "GITHUB_STEP_SUMMARY"


class Wanted(NamedTuple):
    """A format and the file that it goes to, ``None`` for standard output."""

    form: str
    path: Path | None


def wanted(told: Sequence[str]) -> tuple[Wanted, ...]:
    """What ``--report`` asks for. Raises UsageFault for an unknown format and for a path that cannot be written.

    Without a path, or with ``-``, a format goes to standard output; only annotations, which a runner picks out of the
    log, may go there without saying so.
    """
    found = [_wanted(each) for each in told]
    if sum(each.path is None for each in found) > 1:
        raise _refused("two formats for standard output; give all but one a file")
    seen: set[str] = set()
    for each in found:
        if each.path is not None:
            _writable(each.path, folder=each.form == "html")
            where = os.path.realpath(each.path)
            if where in seen:
                raise _refused(f"{named(each.path)}: named twice; give each format a file of its own")
            seen.add(where)
    return tuple(found)


def apart(asked: Sequence[Wanted], documents: Sequence[Path]) -> None:
    """Raises UsageFault where a format would be written over a document of the run."""
    read = {os.path.realpath(path): path for path in documents}
    for each in asked:
        if each.path is not None and os.path.realpath(each.path) in read:
            raise _refused(f"{each.form}={named(each.path)}: a document that is to be read; name another file")


@contextmanager
def aside(asked: Sequence[Wanted]) -> Iterator[None]:
    """Within it what is said in words goes to standard error where a format has standard output for itself."""
    if any(each.path is None and each.form != "github" for each in asked):
        sys.stdout.flush()
        with redirect_stdout(sys.stderr):
            yield
    else:
        yield


def document(path: Path, report: Report | None, unreadable: UnreadableDocument | None, code: Exit) -> Document:
    """A document of the run with what became of it."""
    from ipextract.writing.results import Document, Trouble

    trouble: Trouble | None = None
    unread = unread_pages(report)
    if unreadable is not None:
        trouble = Trouble(unreadable.outcome, unreadable.message, unreadable.mend)
    elif report is None:
        trouble = Trouble("internal", "the program failed on this document; the log says how")
    elif unread:
        trouble = Trouble("incomplete", f"pictures that were not read, pages {', '.join(map(str, unread))}")
    elif code is not Exit.OK:
        trouble = Trouble("no-claims", "no number in it says how many, how much or how far")
    return Document(path, report, trouble, "" if report is None else _source(path, report))


def unread_pages(report: Report | None) -> list[int]:
    """The pages of a document that are pictures which nothing could read."""
    readers = () if report is None else report.document.readers
    return [how.page for how in readers if how.recognised == "missing"]


def reports(
    documents: Sequence[Document], compared: Sequence[Comparison], notices: Sequence[Notice], book: Rulebook,
    asked: Sequence[Wanted], settings: Settings, *, failing: Sequence[Severity], code: Exit,
) -> None:  # fmt: skip
    """Writes every format for machines that is asked for from one and the same results, whatever the exit code is.

    With annotations for GitHub goes the summary of the step. Raises UsageFault when a file could not be written, after
    all the others were.
    """
    asked = [each for each in asked if each.form in FORMATS]
    if not asked:
        return
    from ipextract import __version__
    from ipextract.writing.results import gather

    results = gather(
        documents, compared, notices, book.checks.values(), failing=failing, exit_code=int(code), version=__version__,
        lang=settings.lang, baseline=settings.baseline is not None,
    )  # fmt: skip
    faults = [fault for each in asked for fault in _written(each, results)]
    if faults:
        raise _refused("; ".join(faults))


def _wanted(told: str) -> Wanted:
    form, mark, path = told.partition("=")
    if form not in FORMATS and form not in FACES:
        raise _refused(f"{form!r} is no format")
    if form in FACES and path in ("", "-"):
        raise _refused(f"{form} needs a {'folder' if form == 'html' else 'file'}")
    if path == "-" or (form == "github" and not mark):
        return Wanted(form, None)
    if not path:
        raise _refused(f"{form} needs a file, or - for standard output")
    return Wanted(form, Path(path))


def _refused(why: str) -> UsageFault:
    return UsageFault(
        f"--report {why}; write --report FORMAT=PATH, where FORMAT is one of {', '.join((*FORMATS, *FACES))}"
    )


def _writable(path: Path, *, folder: bool) -> None:
    """Raises UsageFault for what cannot be there; the folders above it may still have to be made."""
    above = next((each for each in path.absolute().parents if os.path.lexists(each)), path.absolute())
    if path.is_dir() and not folder:
        raise _refused(f"{named(path)}: a folder, not a file")
    if precious(path):
        raise _refused(f"{named(path)}: a file that holds something else; name another")
    if folder and path.exists() and not path.is_dir():
        raise _refused(f"{named(path)}: a file, not a folder")
    if not folder and path.exists() and not path.is_file():
        if not os.access(path, os.W_OK):
            raise _refused(f"{named(path)}: a device or a pipe that nobody here may write to")
        return
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise _refused(f"{named(path)}: {named(above)} is no folder that can be written to")


def _written(each: Wanted, results: Results) -> Iterator[str]:
    """Writes one format; yields what could not be written and why."""
    to_bytes: Callable[[Results], bytes] = import_module(f"ipextract.writing.{FORMATS[each.form]}").to_bytes
    data = to_bytes(results)
    try:
        if each.path is None:
            binary(data)
        else:
            each.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(each.path, data)
    except OSError as error:
        yield f"{named(each.path or Path('-'))}: {error.strerror}"
    if each.form == "github" and (step := os.environ.get(_SUMMARY)):
        try:
            _append(Path(step), results)
        except OSError as error:
            yield f"{named(Path(step))} ({_SUMMARY}): {error.strerror}"


def _append(step: Path, results: Results) -> None:
    """Adds to the summary of the step what still fits into it."""
    from ipextract.writing import summary

    before = step.stat().st_size if step.exists() else 0
    with step.open("ab") as file:
        file.write(summary.to_bytes(results, max(0, summary.STEP - before)))


def _source(path: Path, report: Report) -> str:
    """The text of a text file, so that offsets can count in it; empty where it is no longer what was read."""
    if report.document.format != "text" or not report.findings:
        return ""
    from ipextract.model import UnreadableDocument
    from ipextract.reading.text import decoded

    try:
        data = path.read_bytes()
        return decoded(str(path), data) if sha256(data).hexdigest() == report.document.sha256 else ""
    except (OSError, UnreadableDocument):
        return ""
