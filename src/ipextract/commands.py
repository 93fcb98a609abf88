"""What each command does, without click: reads documents, writes results, and answers with an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ipextract import __version__

if TYPE_CHECKING:
    from ipextract.model import Mention, Report, Severity, UnreadableDocument
    from ipextract.rulebook import Rulebook
    from ipextract.writing.terminal import Style

Format: TypeAlias = Literal["json", "csv", "text"]
Threshold: TypeAlias = Literal["error", "warning", "suspicion", "info", "never"]


class Exit(IntEnum):
    """The exit codes; where several apply, ``worst`` decides."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4
    INTERRUPTED = 130
    PIPE_CLOSED = 141


_SHOWN: Final = 5
"""How many unexplained numbers one line names."""

_PRECEDENCE: Final = (Exit.OK, Exit.FINDINGS, Exit.INCOMPLETE, Exit.USAGE, Exit.INTERNAL)


class UsageFault(Exception):  # noqa: N818 - named for whose fault it is
    """Something about the call that the user has to mend: exit code 2."""


class PipeClosed(Exception):  # noqa: N818 - named for what happened
    """The reader of standard output has gone; click would turn the bare BrokenPipeError into exit code 1."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What commands are told: the rules, how to speak, and area and year of the reports where the user says them."""

    rules: Path | None = None
    lang: Literal["zh", "en"] = "en"
    quiet: bool = False
    verbose: bool = False
    area: str = ""
    year: str = ""

    @property
    def style(self) -> Style:
        """How to print on this standard output."""
        from ipextract.writing.terminal import Style

        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        return Style(self.lang, colour, self.quiet)


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run: its report, or why there is none (``report`` is ``None``)."""

    path: Path
    code: Exit
    report: Report | None = None
    unreadable: UnreadableDocument | None = None


def worst(codes: Iterable[Exit]) -> Exit:
    """The exit code of several: internal before usage before incomplete before findings before fine."""
    return max(codes, key=_PRECEDENCE.index, default=Exit.OK)


def run(paths: Sequence[Path], output: Path, fail_on: Threshold, settings: Settings, *, excel: bool) -> Exit:
    """Reads every document, writes its files below ``output`` and prints findings, overview and totals."""
    from ipextract.writing import terminal

    documents = find(paths)
    book = load(settings)
    folders = result_folders(documents)
    reads: list[Read] = []
    for path in documents:
        read = _read(path, book, settings)
        files = _write(read, output / folders[path], excel=excel)
        if read.report is not None:
            _out(terminal.findings(read.report, str(path), settings.style))
            if not settings.quiet:
                _out(terminal.overview(read.report, str(path), settings.style))
                written = ", ".join(terminal.printable(str(file)) for file in files)
                _out("    " + terminal.say(settings.lang, "written", files=written) + "\n\n")
        reads.append(read)
    return _conclude(reads, fail_on, settings)


def check(paths: Sequence[Path], fail_on: Threshold, settings: Settings) -> Exit:
    """Reads every document and prints its findings and the totals; writes no file."""
    from ipextract.writing import terminal

    documents = find(paths)
    book = load(settings)
    reads: list[Read] = []
    for path in documents:
        read = _read(path, book, settings)
        if read.report is not None:
            _out(terminal.findings(read.report, str(path), settings.style))
        reads.append(read)
    return _conclude(reads, fail_on, settings)


def extract(path: Path, form: Format, settings: Settings, *, excel: bool) -> Exit:
    """Prints what one document says; findings do not make it fail, a document without claims does."""
    if path.is_dir():
        raise UsageFault(f"{_named(path)} is a folder: extract reads one file, `ipextract run` reads folders")
    [document] = find([path])
    read = _read(document, load(settings), settings)
    if read.report is None:
        return read.code
    if form == "json":
        from ipextract.writing import json

        _binary(json.to_bytes(read.report))
    elif form == "csv":
        from ipextract.writing import csv

        _binary(csv.to_bytes(read.report, excel=excel))
    else:
        from ipextract.writing import terminal

        _out(terminal.claims(read.report, str(path)))
    return read.code


def explain(wanted: str, settings: Settings) -> Exit:
    """Prints a check in both languages, with an example that fails and one that passes."""
    from ipextract.writing.terminal import say

    checks = load(settings).checks
    rule = next((r for r in checks.values() if wanted.lower() in (r.id.lower(), r.name)), None)
    if rule is None:
        known = ", ".join(f"{r.id} ({r.name})" for r in sorted(checks.values(), key=lambda r: r.id))
        raise UsageFault(f"there is no check {wanted!r}; there are {known}")
    _out(f"{rule.id} {rule.name} ({rule.severity})\n")
    for title, why in ((rule.title, rule.why), (rule.title_zh, rule.why_zh)):
        _out(f"\n{title}\n    {_indented(why)}\n")
    for verdict, key in (("violated", "fails"), ("silent", "passes")):
        case = next((c for c in rule.cases if c.verdict == verdict), None)
        if case is not None:
            _out(f"\n{say('en', key)} / {say('zh', key)}:\n    {_indented(case.text)}\n")
    return Exit.OK


def rules_list(settings: Settings) -> Exit:
    """Prints each check with its id, name, severity and title."""
    for rule in sorted(load(settings).checks.values(), key=lambda r: r.id):
        title = rule.title_zh if settings.lang == "zh" else rule.title
        _out(f"{rule.id}  {rule.name:<10}  {rule.severity:<9}  {title}\n")
    return Exit.OK


def rules_lint(settings: Settings) -> Exit:
    """Prints what is wrong with the rule files, file and line first; exit code 2 when anything is."""
    from ipextract import rulebook
    from ipextract.writing.terminal import say

    faults = rulebook.lint(settings.rules or rulebook.default_directory())
    if not faults:
        load(settings)
    for fault in faults:
        _out(f"{fault}\n")
    if not faults and not settings.quiet:
        _out(say(settings.lang, "lint_fine") + "\n")
    return Exit.USAGE if faults else Exit.OK


def rules_test(settings: Settings) -> Exit:
    """Runs every example of every rule and prints those that fail; exit code 2 when one does."""
    from ipextract import pipeline
    from ipextract.writing.terminal import say

    book = load(settings)
    failures = pipeline.selftest(book)
    for failure in failures:
        _out(f"{failure}\n")
    if not failures and not settings.quiet:
        _out(say(settings.lang, "rules_fine") + "\n")
    return Exit.USAGE if failures else Exit.OK


def load(settings: Settings) -> Rulebook:
    """The rules that the settings name, with a check behind each check rule.

    Raises RuleError for a rule file that cannot be used, UsageFault for a check rule that no check can work with.
    """
    from ipextract import checks, rulebook

    book = rulebook.load(settings.rules)
    try:
        checks.verify(book.checks)
    except ValueError as fault:
        raise UsageFault(str(fault)) from fault
    return book


def find(paths: Sequence[Path]) -> list[Path]:
    """The documents that paths name, each once: files as given, folders searched for .pdf and .txt in name order.

    Raises UsageFault for a path that does not exist and for a folder without documents: nothing was there to read.
    """
    from ipextract.api import SUFFIXES, UNREAD

    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                each
                for each in path.rglob("*")
                if each.suffix.lower() in SUFFIXES and not each.name.startswith(".") and each.is_file()
            )
            passed = sorted(e for e in path.rglob("*") if e.suffix.lower() in UNREAD and e.is_file())
            for each in passed:
                log(f"ipextract: {_named(each)}: passed over: {each.suffix} is not read yet (save it as PDF or text)")
            if not inside:
                raise UsageFault(f"{_named(path)}: no {' or '.join(SUFFIXES)} file in this folder; name another")
            found += inside
        elif path.exists() or path.is_symlink():
            found.append(path)
        else:
            raise UsageFault(f"{_named(path)}: no such file or folder; check the path")
    return list(dict.fromkeys(found))


def result_folders(documents: Sequence[Path]) -> dict[Path, str]:
    """The folder below output/ for each document: its stem, its name where stems clash, numbered where names do."""
    stems = Counter(path.stem for path in documents)
    names = Counter(path.name for path in documents)
    taken: Counter[str] = Counter()
    folders: dict[Path, str] = {}
    for path in documents:
        stem, name = path.stem, path.name
        chosen = stem if stems[stem] == 1 else name
        if stems[stem] > 1 and names[name] > 1:
            taken[name] += 1
            chosen = f"{name}-{taken[name]}"
        folders[path] = chosen
    return folders


def write_atomically(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all: a temporary neighbour is renamed over it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def log(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(message + "\n")


def _read(path: Path, book: Rulebook, settings: Settings) -> Read:
    from ipextract import pipeline
    from ipextract.model import UnreadableDocument

    if settings.verbose or (sys.stderr.isatty() and not settings.quiet):
        log(f"ipextract: reading {_named(path)}")
    try:
        options = pipeline.Options(area=settings.area, year=settings.year)
        report = pipeline.analyse_file(path, rulebook=book, options=options)
    except UnreadableDocument as unreadable:
        log(f"ipextract: {unreadable}")
        return Read(path, Exit.INCOMPLETE, unreadable=unreadable)
    except Exception as fault:  # noqa: BLE001 - one document's crash is reported as ours, the others are still read
        internal(f"{_named(path)}: ", fault, verbose=settings.verbose)
        return Read(path, Exit.INTERNAL)
    if report.residue:
        log(f"ipextract: {_named(path)}: {_unexplained(report.document.text, report.residue)}")
    if not report.claims:
        log(f"ipextract: {_named(path)}: no claim found: no number in it says how many, how much or how far")
    return Read(path, Exit.OK if report.claims else Exit.INCOMPLETE, report)


def _unexplained(text: str, residue: Sequence[Mention]) -> str:
    """What could not be read, with the character behind each number: an unknown unit is the usual cause."""
    quotes = ["".join(text[m.start : m.end + 1].split()) for m in residue[:_SHOWN]]
    more = f" and {len(residue) - _SHOWN} more" if len(residue) > _SHOWN else ""
    numbers = "number" if len(residue) == 1 else "numbers"
    mend = "if a unit is unknown, add it to rules/units.toml"
    return f"{len(residue)} {numbers} unexplained: {', '.join(quotes)}{more} ({mend})"


def internal(where: str, fault: BaseException, *, verbose: bool) -> None:
    """Logs a fault of the program in one line, with the traceback where asked for."""
    if verbose:
        log("".join(traceback.format_exception(fault)).rstrip())
    hint = "" if verbose else " (run with -v for the traceback, and please report it)"
    log(f"ipextract: {where}internal error: {type(fault).__name__}: {fault}{hint}")


def _write(read: Read, folder: Path, *, excel: bool) -> list[Path]:
    """The files of one document; what an earlier run left and this one cannot renew is removed."""
    from ipextract.writing import csv, json, parquet

    contents: dict[str, bytes | None] = {"claims.csv": None, "claims.parquet": None, "report.json": None}
    if read.report is not None:
        contents["claims.csv"] = csv.to_bytes(read.report, excel=excel)
        contents["claims.parquet"] = parquet.to_bytes(read.report)
        contents["report.json"] = json.to_bytes(read.report)
    elif read.unreadable is not None:
        contents["report.json"] = json.unreadable(read.unreadable, __version__)
    written: list[Path] = []
    try:
        if any(data is not None for data in contents.values()):
            folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            if data is not None:
                write_atomically(folder / name, data)
                written.append(folder / name)
            else:
                with suppress(FileNotFoundError, NotADirectoryError):
                    (folder / name).unlink()
    except OSError as error:
        message = f"cannot write {_named(folder)}: {error.strerror}; choose another folder with --output"
        raise UsageFault(message) from error
    return written


def _conclude(reads: Sequence[Read], fail_on: Threshold, settings: Settings) -> Exit:
    from ipextract.model import SEVERITIES
    from ipextract.writing import terminal

    reports = [read.report for read in reads if read.report is not None]
    severities = Counter(finding.severity for report in reports for finding in report.findings)
    totals = terminal.Totals(
        documents=len(reads),
        claims=sum(len(report.claims) for report in reports),
        findings=severities,
        unread=sum(read.unreadable is not None for read in reads),
        failed=sum(read.code is Exit.INTERNAL for read in reads),
    )
    if not settings.quiet:
        _out(terminal.total(totals, settings.style))
    failing: Sequence[Severity] = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = Exit.FINDINGS if any(severities[severity] for severity in failing) else Exit.OK
    return worst([found, *(read.code for read in reads)])


def _named(path: Path) -> str:
    from ipextract.writing.terminal import printable

    return printable(str(path))


def _indented(text: str) -> str:
    return "\n    ".join(text.strip().splitlines())


def _out(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError as gone:
        raise PipeClosed from gone


def _binary(data: bytes) -> None:
    """Machine formats are UTF-8 whatever the locale says."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as gone:
        raise PipeClosed from gone
