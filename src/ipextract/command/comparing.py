"""The command that puts two reports side by side: years of the archive, or files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from ipextract.command.console import Exit, Settings, UsageFault, binary, log, named, out, precious, write_atomically
from ipextract.command.history import accepting, inside_of, opened, usable
from ipextract.command.listings import manifest_of

if TYPE_CHECKING:
    from ipextract.reading import Limits
    from ipextract.review.manifest import Manifest
    from ipextract.review.waivers import Accepted
    from ipextract.rulebook import Rulebook
    from ipextract.years import Comparison, Difference, Edition

DifferenceFormat: TypeAlias = Literal["text", "json", "csv", "html", "xlsx"]


def diff(
    earlier: str, later: str, path: Path, settings: Settings, book: Rulebook, accepted: Accepted, limits: Limits, *,
    form: DifferenceFormat, output: Path | None, exit_code: bool, period: str = "",
) -> Exit:  # fmt: skip
    """Compares two reports: years of the archive, or files; of both only the ``period`` inside a year that is named.

    With ``exit_code`` a warning that nobody has accepted makes the exit code 1; a file that cannot be read makes it 3.
    """
    from ipextract import years
    from ipextract.model import UnreadableDocument

    if output is not None and any(output.resolve() == Path(each).resolve() for each in (earlier, later)):
        raise UsageFault(f"--output {named(output)}: a report that is to be compared; name another file")
    if output is not None and precious(output):
        raise UsageFault(f"--output {named(output)}: a file that holds something else; name another")
    earlier, later, part = _periods(earlier, later, period)
    try:
        pairs = _differences(earlier, later, path, settings, book, limits)
    except UnreadableDocument as unreadable:
        log(f"ipextract: {' '.join(str(unreadable).splitlines())}")
        return Exit.INCOMPLETE
    compared = [accepting(each, accepted, settings) for each in pairs]
    found = [years.difference(_within(each, part), book, part) for each in compared]
    _write_difference(found, form, output, settings)
    loud = [
        finding
        for each in found
        for finding in each.findings
        if finding.severity in ("error", "warning") and finding.waiver is None and not finding.known
    ]
    return Exit.FINDINGS if exit_code and loud else Exit.OK


def _periods(earlier: str, later: str, period: str) -> tuple[str, str, str | None]:
    """The two years or files, and the part of the year that is asked for (2023H1 2024H1, --period H1); None for all.

    UsageFault for a period that is none, that is of neither year, or that differs from another.
    """
    from ipextract.model import part_named

    asked = [inside_of(period)] if period else []
    years: list[str] = []
    for each in (earlier, later):
        named = part_named(each) if not Path(each).is_file() and not each.isdigit() else None
        asked += [] if named is None else [named.inside]
        years.append(each if named is None else named.year)
    told = part_named(period) if period else None
    if told is not None and told.year not in ("0000", *years) and all(each.isdigit() for each in years):
        raise UsageFault(f"--period {period}: of neither {years[0]} nor {years[1]}; name a part of one of them")
    if len(set(asked)) > 1:
        called = f"{earlier} {later} {period}".strip()
        raise UsageFault(f"{called}: different parts of a year are not compared; name one")
    return years[0], years[1], asked[0] if asked else None


def _within(compared: Comparison, part: str | None) -> Comparison:
    """The comparison with the findings that are about a part of the year."""
    if part is None:
        return compared
    from ipextract.years import period_of

    kept = (f for f in compared.findings if any(period_of(role.claim).inside == part for role in f.roles))
    return replace(compared, findings=tuple(kept))


def _differences(
    earlier: str, later: str, path: Path, settings: Settings, book: Rulebook, limits: Limits
) -> list[Comparison]:
    from ipextract import years

    files = [Path(each) for each in (earlier, later)]
    if all(each.is_file() for each in files):
        manifest = manifest_of(files, settings)
        one, other = (_edition(file, book, limits, manifest) for file in files)
        pairs = [(one, other)]
    else:
        for each in (earlier, later):
            if not each.isdigit():
                raise UsageFault(f"{each}: neither a year (2024) nor a file; name two of one kind (or 2024H1)")
        with usable():
            editions = opened(path).editions(area=settings.area, years=[earlier, later])
        pairs = _paired(editions, earlier, later, book)
        if not pairs:
            there = ", ".join(sorted({f"{each.area or '?'} {each.year}" for each in editions})) or "none of them"
            wanted = f"no reports of one place for {earlier} and {later}"
            raise UsageFault(f"{named(path)}: {wanted}, but {there}; `ipextract catalog` lists all")
    for one, other in pairs:
        if not settings.quiet and years.place_key(one.area, book) != years.place_key(other.area, book):
            places = " and ".join(each.area or "no place" for each in (one, other))
            log(f"ipextract: {one.name} and {other.name} are of {places}: what they share is compared all the same")
    try:
        return [years.compare(one, other, book) for one, other in pairs]
    except ValueError as fault:
        raise UsageFault(str(fault)) from fault


def _paired(editions: Sequence[Edition], earlier: str, later: str, book: Rulebook) -> list[tuple[Edition, Edition]]:
    """The reports of two years of one place: those that follow each other, else those of one series."""
    from ipextract import years

    found = [pair for pair in years.pairs(editions, book) if (pair[0].year, pair[1].year) == (earlier, later)]
    if found:
        return found
    return [
        (one, other)
        for other in editions
        if other.year == later
        for one in editions
        if one.year == earlier
        and years.place_key(one.area, book) == years.place_key(other.area, book)
        and years.series_title(one.title, book) == years.series_title(other.title, book)
    ]


def _edition(path: Path, book: Rulebook, limits: Limits, manifest: Manifest) -> Edition:
    from ipextract import pipeline, years
    from ipextract.batch import bounded

    options = pipeline.Options(limits=limits).listed(manifest.of(path))
    return years.edition_of(bounded.analyse_file(path, book=book, options=options))


def _write_difference(
    found: Sequence[Difference], form: DifferenceFormat, output: Path | None, settings: Settings
) -> None:
    from ipextract.writing import csv, terminal, terminal_years
    from ipextract.writing import years as records

    data = b""
    if form == "json":
        data = records.to_bytes([records.difference_json(each) for each in found])
    elif form == "csv":
        names = records.DIFFERENCE_COLUMNS
        rows = [row for each in found for row in records.columns(records.difference_records(each), names)]
        data = csv.rows_to_bytes(names, rows, guard=True)
    elif form == "html":
        from ipextract.writing import difference_page

        data = difference_page.to_bytes(found, settings.lang)
    elif form == "xlsx":
        from ipextract.writing import workbook

        data = workbook.differences(found, settings.lang)
    else:
        style = settings.style
        text = "\n".join(
            terminal_years.comparison(each.comparison, style)
            if settings.quiet
            else terminal_years.heading(each.comparison, style)
            + terminal_years.comparison(each.comparison, style)
            + terminal.accepted(each.findings, each.comparison.later.name, style)
            + terminal_years.difference(each, style)
            for each in found
        )
        if output is None:
            out(text)
            return
        data = text.encode("utf-8", "replace")
    if output is None:
        binary(data)
        return
    try:
        write_atomically(output, data)
    except OSError as error:
        raise UsageFault(f"cannot write {named(output)}: {error.strerror}; name another file") from error
