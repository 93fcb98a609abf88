"""Commands on what a run has written: verify it, explain a finding, accept findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipextract.command import between, commands, pages, recorded
from ipextract.command.console import Exit, Settings, UsageFault, binary, named, out, write_atomically
from ipextract.files import textfile
from ipextract.files.entries import FileFault

if TYPE_CHECKING:
    from ipextract.review.waivers import Known
    from ipextract.verify import Written


def verify(paths: Sequence[Path], source: Path | None, archive: Path | None, settings: Settings) -> Exit:
    """Holds what a run has written against what follows from its sources; exit code 1 for what does not agree."""
    from ipextract.command import replay
    from ipextract.command.replay.origin import Means

    for option, path in (("--source", source), ("--archive", archive)):
        if path is not None and not path.exists():
            raise UsageFault(f"{option} {named(path)}: no such file or folder; check the path")
    limits = commands.reading_options(settings).limits
    means = Means(commands.load(settings), limits, commands.acceptances(settings), source, archive)
    return replay.verify(paths, means, settings)


def explain(finding_id: str, paths: Sequence[Path]) -> Exit:
    """Prints the arithmetic of one finding step by step, in English and Chinese."""
    from ipextract.verify import Broken
    from ipextract.writing import explanation

    written_ones = _findings([path for path in paths if path.name != between.YEARS])
    found = [(file, written, each) for file, written, each in written_ones if each["finding_id"] == finding_id]
    across = [each for each in between.findings(paths) if each.finding["finding_id"] == finding_id]
    if not found and not across:
        raise UsageFault(f"no finding {finding_id!r} in {_listed(paths)}; the ids are in its {recorded.REPORT}")
    for each in across:
        out(between.explained(each))
    for file, written, finding in found:
        try:
            out(explanation.explain(written, finding, str(file)))
        except (Broken, KeyError, TypeError, ValueError) as fault:
            raise UsageFault(f"{named(file)}: {finding_id}: {fault}; run ipextract verify on it") from fault
    return Exit.OK


def why(path: Path, wanted: str, form: str, settings: Settings) -> Exit:
    """Prints why a number of a document was read as it was; UsageFault where no number answers to ``wanted``."""
    from ipextract.writing import lines, reasons

    if path.is_dir():
        raise UsageFault(f"{named(path)} is a folder: why asks about one file")
    document, options = commands.one(path, settings)
    book = commands.load(settings)
    read = commands.read_one(document, book, options, settings)
    if read.report is None:
        return read.code
    report = read.report
    found = reasons.asked(report, wanted)
    if not found.claims and not found.others:
        alike = ", ".join(reasons.near(report, wanted))
        known = f"; there is {alike}" if alike else ""
        raise UsageFault(f"{named(path)}: no number {wanted!r}; it takes a number as printed, or a claim_id{known}")
    titles = pages.titles_of(book)
    if form == "json":
        claims = [reasons.record(report, claim, titles) for claim in found.claims]
        others = [reasons.other_record(report, mention) for mention in found.others]
        frame = reasons.frame_records(report)
        binary(lines.whole(lines.pieces({"claims": claims, "others": others, "frame": frame})))
    else:
        out(reasons.text(report, found, str(path), titles, settings.style))
        if report.candidates:
            out(reasons.frames(report, settings.style))
    return Exit.OK


def waive(
    rule: str, finding: str, output: Path, file: Path, settings: Settings, *, reason: str, owner: str, expires: date,
    evidence: str,
) -> Exit:  # fmt: skip
    """Adds a waiver of one finding to ``file``; UsageFault when it is not found, is not alone or is waived already."""
    from ipextract.model import Waiver
    from ipextract.review import waivers
    from ipextract.writing.terminal import printable, say

    if expires < settings.today:
        raise UsageFault(f"--expires {expires} is past; a waiver needs a day to come")
    for option, text in (("--reason", reason), ("--owner", owner)):
        if not text.strip():
            raise UsageFault(f"{option} is blank; say it, for those who come after you")
    record, document, (quotes, names) = _the_finding(rule.upper(), finding, output)
    numbers, indicators = waivers.subject(quotes, names)
    waiver = Waiver(
        rule=record["code"],
        finding=record["finding_id"],
        numbers=numbers,
        indicators=indicators,
        document=document,
        reason=reason.strip(),
        owner=owner.strip(),
        created=settings.today,
        expires=expires,
        evidence=evidence.strip(),
    )
    before = ""
    if file.exists():
        for old in _read(waivers.read_waivers, file):
            same = old.finding == waiver.finding or (not old.finding and old.numbers == numbers)
            if old.rule == waiver.rule and same and old.document in ("", document):
                raise UsageFault(f"{old.place}: waives it already, until {old.expires}; change that entry instead")
        before = textfile.text_of(file)
        before += "" if before.endswith("\n") or not before else "\n"
    before += "\n" if before else ""
    _store(file, before + waivers.waiver_text(waiver))
    values = {"finding": waiver.finding, "rule": waiver.rule, "document": printable(document), "expires": expires}
    line = before.count("\n") + 1
    if not settings.quiet:
        out(say(settings.lang, "waiver_added", file=named(file), line=line, **values) + "\n")
    return Exit.OK


def baseline(paths: Sequence[Path], file: Path, settings: Settings) -> Exit:
    """Writes the findings of today as the baseline, or takes out of an older one what is no longer found."""
    from ipextract.review import waivers
    from ipextract.writing.terminal import say

    found: dict[str, list[Known]] = {}
    # Somebody may have accepted findings since the run that is read here.
    accepted = () if settings.waivers is None else _read(waivers.read_waivers, settings.waivers)
    waived = {each.finding for each in accepted if each.expires >= settings.today}
    for report in recorded.reports(paths):
        if _is_unread(report):
            continue
        written = _written(report)
        document = Path(str(written.record["document"]["name"])).name
        group = found.setdefault(document, [])
        for each in written.record["findings"]:
            if each.get("waiver") is None and each["finding_id"] not in waived:
                group.append(waivers.Known(each["code"], each["finding_id"], document, each["message"]))
    for each in between.findings(paths):
        if each.finding.get("waiver") is None and each.finding["finding_id"] not in waived:
            known = waivers.Known(
                each.finding["code"], each.finding["finding_id"], each.document, each.finding["message"]
            )
            found.setdefault(each.document, []).append(known)
    if file.exists():
        old = _read(waivers.read_baseline, file)
        kept, new = waivers.shrunk(old, found)
        gone = len(old) - len(kept)
    else:
        kept, new, gone = [each for group in found.values() for each in group], 0, 0
    _store(file, waivers.baseline_text(kept))
    if not settings.quiet:
        out(say(settings.lang, "baseline_written", file=named(file), n=len(kept), gone=gone, new=new) + "\n")
    return Exit.OK


def _written(file: Path) -> Written:
    """A report.json whose shape is right. Raises UsageFault for anything else."""
    from ipextract.verify import Broken, parse

    try:
        record = recorded.parsed(file)
    except recorded.Unusable as fault:
        raise UsageFault(f"{named(file)}: {fault}; write it again with ipextract run") from fault
    try:
        written = parse(record)
        for finding in written.record["findings"]:
            for key in ("finding_id", "code", "severity", "message"):
                if not isinstance(finding.get(key), str):
                    raise Broken("findings", f"{key} is no text")
    except Broken as broken:
        raise UsageFault(f"{named(file)}: {broken}; write it again with ipextract run") from broken
    return written


def _is_unread(file: Path) -> bool:
    """True for the report.json of a document that could not be read: it has no findings."""
    try:
        record = recorded.parsed(file)
    except recorded.Unusable:
        return False
    return isinstance(record, dict) and "unreadable" in record


def _findings(paths: Sequence[Path]) -> Iterator[tuple[Path, Written, Any]]:
    for file in recorded.reports(paths):
        if _is_unread(file):
            continue
        written = _written(file)
        for each in written.record["findings"]:
            yield file, written, each


def _the_finding(rule: str, finding: str, output: Path) -> tuple[Any, str, tuple[list[str], list[str]]]:
    """The one finding of a rule whose id begins as told, with or without its first letter.

    With it come the name of its document, and the quotes and indicators of its numbers.
    """
    beginning = finding if finding.startswith("f") else "f" + finding
    everything = [(each, _told(written, each), file) for file, written, each in _findings([output])]
    everything += [(each.finding, (each.document, each.subject), each.file) for each in between.findings([output])]
    found = [
        each for each in everything if each[0]["code"] == rule and str(each[0]["finding_id"]).startswith(beginning)
    ]
    exact = [each for each in found if each[0]["finding_id"] == beginning]
    found = exact or found
    if not found:
        other = next((each[0]["code"] for each in everything if each[0]["finding_id"].startswith(beginning)), "")
        mend = f"that is one of {other}" if other else "ipextract run writes them"
        raise UsageFault(f"no finding of {rule} begins with {beginning} in {named(output)}; {mend}")
    if len(found) > 1:
        places = ", ".join(f"{each['finding_id']} ({named(file)})" for each, _, file in found)
        raise UsageFault(f"{beginning} may be {places}; give more of the id, or one folder with --output")
    record, (document, subject), _ = found[0]
    return record, document, subject


def _told(written: Written, finding: Any) -> tuple[str, tuple[list[str], list[str]]]:
    claims = [written.claims[each["claim_id"]] for each in finding["evidence"]]
    quotes, names = [str(c["quote"]) for c in claims], [str(c["indicator"]) for c in claims]
    return Path(str(written.record["document"]["name"])).name, (quotes, names)


def _read(reader: Any, file: Path) -> Any:
    try:
        return reader(file)
    except FileFault as fault:
        raise UsageFault(str(fault)) from fault


def _store(file: Path, text: str) -> None:
    try:
        write_atomically(file, text.encode())
    except OSError as error:
        raise UsageFault(f"cannot write {named(file)}: {error.strerror}") from error


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(named(path) for path in paths)
