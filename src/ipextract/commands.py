"""What each command does, without click: reads documents, writes results, and answers with an exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipextract import __version__, history
from ipextract.console import (
    Exit,
    Format,
    Settings,
    Threshold,
    UsageFault,
    binary,
    indented,
    internal,
    log,
    named,
    out,
    watching,
    worst,
    write_atomically,
)
from ipextract.discovery import find, result_folders

if TYPE_CHECKING:
    from ipextract.model import Finding, Mention, Report, Severity, UnreadableDocument
    from ipextract.pipeline import Options
    from ipextract.rulebook import Rulebook
    from ipextract.waivers import Accepted
    from ipextract.years import Comparison

_SHOWN: Final = 5
"""How many unexplained numbers one line names."""


@dataclass(frozen=True, slots=True)
class Read:
    """One document of a run: its report, or why there is none (``report`` is ``None``)."""

    path: Path
    code: Exit
    report: Report | None = None
    unreadable: UnreadableDocument | None = None


def run(
    paths: Sequence[Path], output: Path, fail_on: Threshold, settings: Settings, *, excel: bool, archive: Path | None
) -> Exit:
    """Reads every document, writes its files below ``output`` and prints findings, overview and totals.

    Each report goes into the archive, and is then compared with those of the years before and after it.
    """
    from ipextract.writing import terminal

    documents = find(paths)
    book, accepted, options = load(settings), acceptances(settings), reading_options(settings)
    folders = result_folders(documents)
    years = history.Years(archive, book, settings)
    reads: list[Read] = []
    for path in documents:
        read = _accepting(_read(path, book, options, settings, (len(reads), len(documents))), accepted, settings)
        files = _write(read, output / folders[path], excel=excel)
        if read.report is not None:
            out(terminal.findings(read.report, str(path), settings.style))
            out(terminal.accepted(read.report, str(path), settings.style))
            if not settings.quiet:
                out(terminal.overview(read.report, str(path), settings.style))
                out(terminal.written(str(output / folders[path]), [file.name for file in files], settings.style))
            years.take(read.report)
        reads.append(read)
    compared = years.close(accepted)
    history.write_years(compared, output, book)
    return _conclude(reads, fail_on, accepted, settings, compared)


def check(paths: Sequence[Path], fail_on: Threshold, settings: Settings) -> Exit:
    """Reads every document and prints its findings, those between two years and the totals; writes no file."""
    from ipextract.writing import terminal

    documents = find(paths)
    book, accepted, options = load(settings), acceptances(settings), reading_options(settings)
    years = history.Years(None, book, settings, findings_only=True)
    reads: list[Read] = []
    for path in documents:
        read = _accepting(_read(path, book, options, settings, (len(reads), len(documents))), accepted, settings)
        if read.report is not None:
            out(terminal.findings(read.report, str(path), settings.style))
            out(terminal.accepted(read.report, str(path), settings.style))
            years.take(read.report)
        reads.append(read)
    return _conclude(reads, fail_on, accepted, settings, years.close(accepted))


def extract(path: Path, form: Format, settings: Settings, *, excel: bool) -> Exit:
    """Prints what one document says; findings do not make it fail, a document without claims does."""
    if path.is_dir():
        raise UsageFault(f"{named(path)} is a folder: extract reads one file, `ipextract run` reads folders")
    [document] = find([path])
    read = _read(document, load(settings), reading_options(settings), settings)
    if read.report is None:
        return read.code
    if form == "json":
        from ipextract.writing import json

        binary(json.to_bytes(read.report))
    elif form == "csv":
        from ipextract.writing import csv

        binary(csv.to_bytes(read.report, excel=excel))
    else:
        from ipextract.writing import terminal

        out(terminal.claims(read.report, str(path)))
    return read.code


def explain(wanted: str, settings: Settings) -> Exit:
    """Prints a check in both languages, with an example that fails and one that passes."""
    from ipextract.waivers import NOTICES
    from ipextract.writing.terminal import say

    checks = load(settings).checks
    if wanted.upper() in NOTICES:
        out(f"{wanted.upper()}\n" + "".join(f"\n{say(lang, f'about_{wanted.upper()}')}\n" for lang in ("en", "zh")))
        return Exit.OK
    rule = next((r for r in checks.values() if wanted.lower() in (r.id.lower(), r.name)), None)
    if rule is None:
        known = ", ".join(f"{r.id} ({r.name})" for r in sorted(checks.values(), key=lambda r: r.id))
        raise UsageFault(f"there is no check {wanted!r}; there are {known}")
    out(f"{rule.id} {rule.name} ({rule.severity})\n")
    for title, why in ((rule.title, rule.why), (rule.title_zh, rule.why_zh)):
        out(f"\n{title}\n    {indented(why)}\n")
    for verdict, key in (("violated", "fails"), ("silent", "passes")):
        case = next((c for c in rule.cases if c.verdict == verdict), None)
        if case is not None:
            text = f"{case.before.strip()}\n\n{case.text.strip()}" if case.before else case.text
            out(f"\n{say('en', key)} / {say('zh', key)}:\n    {indented(text)}\n")
    return Exit.OK


def rules_list(settings: Settings) -> Exit:
    """Prints each check with its id, name, severity and title."""
    for rule in sorted(load(settings).checks.values(), key=lambda r: r.id):
        title = rule.title_zh if settings.lang == "zh" else rule.title
        out(f"{rule.id}  {rule.name:<10}  {rule.severity:<9}  {title}\n")
    return Exit.OK


def rules_lint(settings: Settings) -> Exit:
    """Prints what is wrong with the rule files, file and line first; exit code 2 when anything is."""
    from ipextract import rulebook
    from ipextract.writing.terminal import say

    faults = rulebook.lint(settings.rules or rulebook.default_directory())
    if not faults:
        load(settings)
    for fault in faults:
        out(f"{fault}\n")
    if not faults and not settings.quiet:
        out(say(settings.lang, "lint_fine") + "\n")
    return Exit.USAGE if faults else Exit.OK


def rules_test(settings: Settings) -> Exit:
    """Runs every example of every rule and prints those that fail; exit code 2 when one does."""
    from ipextract import pipeline
    from ipextract.writing.terminal import say

    book = load(settings)
    failures = pipeline.selftest(book)
    for failure in failures:
        out(f"{failure}\n")
    if not failures and not settings.quiet:
        out(say(settings.lang, "rules_fine") + "\n")
    return Exit.USAGE if failures else Exit.OK


def selftest(path: Path, sample: int | None, seed: int, settings: Settings) -> Exit:
    """Changes one number of a report at a time and prints how many of the changes the audit notices."""
    from ipextract import mutation, pipeline

    [document] = find([path])
    book = load(settings)
    options = reading_options(settings)
    read = _read(document, book, options, settings)
    if read.report is None:
        return read.code
    text = read.report.document.text
    result = mutation.bench(
        text,
        lambda changed: pipeline.analyse_text(changed, rulebook=book, options=options),
        book.numerals.powers,
        sample=sample,
        seed=seed,
    )
    out(mutation.summary(result))
    return Exit.FINDINGS if any(result.noise.values()) else Exit.OK


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


def acceptances(settings: Settings) -> Accepted:
    """The waivers and the baseline that the settings name. Raises UsageFault with file and line for what is wrong."""
    from ipextract import waivers

    try:
        return waivers.Accepted(
            waivers=() if settings.waivers is None else waivers.read_waivers(settings.waivers),
            known=() if settings.baseline is None else waivers.read_baseline(settings.baseline),
        )
    except waivers.WaiverFault as fault:
        raise UsageFault(str(fault)) from fault


def reading_options(settings: Settings) -> Options:
    """What the settings say about the documents. Raises UsageFault for a limit that is none."""
    from ipextract import pipeline, reading

    try:
        limits = reading.adjusted(reading.Limits(), settings.limits)
    except ValueError as fault:
        raise UsageFault(f"--limit {fault}") from fault
    limits = replace(limits, workers=settings.jobs, verify=settings.second_reader)
    return pipeline.Options(area=settings.area, year=settings.year, limits=limits)


def _read(path: Path, book: Rulebook, options: Options, settings: Settings, of: tuple[int, int] = (0, 1)) -> Read:
    """One document, after ``of[0]`` others of ``of[1]`` in all."""
    from ipextract import pipeline
    from ipextract.model import UnreadableDocument

    try:
        with watching(path, *of, settings):
            report = pipeline.analyse_file(path, rulebook=book, options=options)
    except UnreadableDocument as unreadable:
        log(f"ipextract: {' '.join(str(unreadable).splitlines())}")
        return Read(path, Exit.INCOMPLETE, unreadable=unreadable)
    except Exception as fault:  # noqa: BLE001 - one document's crash is reported as ours, the others are still read
        internal(f"{named(path)}: ", fault, verbose=settings.verbose)
        return Read(path, Exit.INTERNAL)
    if settings.verbose:
        from ipextract.writing import terminal

        log(terminal.readers(report, str(path), settings.style).rstrip())
    if report.residue:
        log(f"ipextract: {named(path)}: {_unexplained(report.document.text, report.residue)}")
    if not report.claims:
        log(f"ipextract: {named(path)}: no claim found: no number in it says how many, how much or how far")
    unread = [how.page for how in report.document.readers if how.recognised == "missing"]
    if unread:
        log(f"ipextract: {named(path)}: {_pictures(unread)}")
    return Read(path, Exit.OK if report.claims and not unread else Exit.INCOMPLETE, report)


def _pictures(unread: Sequence[int]) -> str:
    """What is missing of a document of which some pages could not be read, and what helps."""
    from ipextract.reading import INSTALL

    pages = ", ".join(map(str, unread[:_SHOWN])) + (f" and {len(unread) - _SHOWN} more" if unread[_SHOWN:] else "")
    noun = "page" if len(unread) == 1 else "pages"
    return f"incomplete: {noun} {pages}: pictures; what is printed in them was not read ({INSTALL})"


def _unexplained(text: str, residue: Sequence[Mention]) -> str:
    """What could not be read, with the character behind each number: an unknown unit is the usual cause."""
    quotes = ["".join(text[m.start : m.end + 1].split()) for m in residue[:_SHOWN]]
    more = f" and {len(residue) - _SHOWN} more" if len(residue) > _SHOWN else ""
    numbers = "number" if len(residue) == 1 else "numbers"
    mend = "if a unit is unknown, add it to rules/units.toml"
    return f"{len(residue)} {numbers} unexplained: {', '.join(quotes)}{more} ({mend})"


def _write(read: Read, folder: Path, *, excel: bool) -> list[Path]:
    """The files of one document; what an earlier run left and this one cannot renew is removed.

    A table that is kept is held to its schema as a frame, too: whoever reads the files gets what pandera has seen.
    """
    from ipextract import schema
    from ipextract.writing import csv, json, parquet

    contents: dict[str, bytes | None] = dict.fromkeys(("claims.csv", "findings.csv", "claims.parquet", "report.json"))
    if read.report is not None:
        schema.validate(read.report.claims, read.report.document)
        contents["claims.csv"] = csv.to_bytes(read.report, excel=excel)
        contents["findings.csv"] = csv.findings_to_bytes(read.report, excel=excel)
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
        message = f"cannot write {named(folder)}: {error.strerror}; choose another folder with --output"
        raise UsageFault(message) from error
    return written


def _accepting(read: Read, accepted: Accepted, settings: Settings) -> Read:
    """The document with its findings marked where somebody has accepted them."""
    from ipextract import waivers

    if read.report is None:
        return read
    found = waivers.apply(read.report.findings, read.path.name, accepted, settings.today)
    return replace(read, report=replace(read.report, findings=found))


def _conclude(
    reads: Sequence[Read], fail_on: Threshold, accepted: Accepted, settings: Settings, compared: Sequence[Comparison]
) -> Exit:
    from ipextract import waivers
    from ipextract.model import SEVERITIES
    from ipextract.writing import summary, terminal

    reports = [read.report for read in reads if read.report is not None]
    everything = [finding for report in reports for finding in report.findings]
    by_name: dict[str, list[Finding]] = {}
    for each in compared:
        everything += each.findings
        by_name.setdefault(each.later.name, []).extend(each.findings)
    for read in reads:
        if read.report is not None:
            by_name.setdefault(read.path.name, []).extend(read.report.findings)
    notices = waivers.notices(accepted, by_name, settings.today)
    severities = Counter(f.severity for f in everything if f.waiver is None and not f.known)
    severities.update(notice.severity for notice in notices)
    totals = terminal.Totals(
        documents=len(reads),
        claims=sum(len(report.claims) for report in reports),
        findings=severities,
        unread=sum(read.unreadable is not None for read in reads),
        failed=sum(read.code is Exit.INTERNAL for read in reads),
        waived=sum(finding.waiver is not None for finding in everything),
        known=sum(finding.known for finding in everything),
    )
    out(terminal.notices(notices, settings.style))
    if not settings.quiet:
        documents = [(str(read.path), read.report, read.code.name.lower()) for read in reads]
        out(summary.table_of(documents, compared, settings.style))
        out(terminal.total(totals, settings.style))
    failing: Sequence[Severity] = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = Exit.FINDINGS if any(severities[severity] for severity in failing) else Exit.OK
    return worst([found, *(read.code for read in reads)])
