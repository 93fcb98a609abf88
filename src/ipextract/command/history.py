"""What a run does over the years (the archive, comparisons), and the commands that ask the archive."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ipextract.command.console import Exit, Settings, UsageFault, binary, log, named, out, write_atomically
from ipextract.distribution import install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipextract.archive import Archive
    from ipextract.model import Listed, Report
    from ipextract.review.waivers import Accepted
    from ipextract.rulebook import Rulebook
    from ipextract.years import Comparison, Difference, Edition, Series

SeriesFormat: TypeAlias = Literal["text", "csv", "json"]

#: Rows of a difference and series that a run prints; the commands print all of them.
_ROWS: Final = 12
_SERIES: Final = 8


class Years:
    """What a run does with its reports over the years: each goes into the archive, then consecutive ones are compared.

    Without a path nothing is kept: the reports of the run are compared with each other alone. With ``findings_only``
    neither differences nor series are printed.
    """

    def __init__(self, path: Path | None, book: Rulebook, settings: Settings, *, findings_only: bool = False) -> None:
        self.path, self.book, self.settings, self.findings_only = path, book, settings, findings_only
        self.started = datetime.now(UTC)
        self.reports: list[Edition] = []
        self.ingested = 0
        self.current: frozenset[str] = frozenset()
        self._differences: dict[tuple[str, str], Difference] = {}
        self.pairs: tuple[tuple[str, str], ...] = ()

    def prove(self) -> None:
        """Raises UsageFault for an archive that cannot be used, before anything is read for it."""
        if self.path is not None:
            with usable():
                self._archive().proved()

    def take(self, report: Report) -> None:
        """Puts a report into the archive and says so where something was replaced."""
        from ipextract import years

        self.reports.append(years.edition_of(report))
        if self.path is None:
            return
        with usable():
            done = self._archive().ingest(report, self.book)
        self.ingested += done.state != "known"
        if done.state == "corrects" or self.settings.verbose:
            from ipextract.writing.terminal import say

            state = say(self.settings.lang, f"archived_{done.state}", replaced=done.replaced)
            self._say(say(self.settings.lang, "archived", file=named(self.path), state=state))

    def _say(self, text: str) -> None:
        if not self.settings.quiet:
            log(f"ipextract: {text}")

    def close(self, accepted: Accepted) -> tuple[Comparison, ...]:
        """Compares each report of the run with its neighbours in time and prints what that shows."""
        if self.path is not None:
            with usable():
                version, digest = self._version()
                self._archive().log_run(self.started, version, digest, len(self.reports), self.ingested)
        found = self.compared(accepted)
        if self.path is not None:
            with usable():
                self._archive().compared(found, self.pairs)
        self._print(found)
        return found

    def compared(self, accepted: Accepted) -> tuple[Comparison, ...]:
        """Each report of the run beside its neighbours in time, with what somebody has accepted of the findings."""
        return tuple(accepting(each, accepted, self.settings) for each in self._compared())

    def difference(self, compared: Comparison) -> Difference:
        """The two reports of a comparison side by side, made once for all who show them."""
        from ipextract import years

        pair = (compared.earlier.sha256, compared.later.sha256)
        if pair not in self._differences:
            self._differences[pair] = years.difference(compared, self.book)
        return self._differences[pair]

    def _archive(self) -> Archive:
        from ipextract.archive import Archive

        assert self.path is not None  # noqa: S101 - callers ask first
        return Archive(self.path)

    def _version(self) -> tuple[str, str]:
        from ipextract import __version__

        return __version__, self.book.digest

    def _compared(self) -> Iterator[Comparison]:
        from ipextract import years

        ours = {each.sha256 for each in self.reports}
        if self.path is None:
            for earlier, later in years.pairs(self.reports, self.book):
                yield years.compare(earlier, later, self.book)
            return
        with usable():
            archive = self._archive()
            documents = archive.documents()
            for each in documents:
                if each.superseded_by and each.sha256 in ours:
                    self._say(f"{each.name}: superseded by {each.superseded_by} in {self.path}; not compared")
            if len(documents) > 1:
                for dateless in (each for each in self.reports if not each.year and each.claims):
                    mend = "name it with --year or in a manifest"
                    self._say(f"{dateless.name}: no year found in it: it is compared with none; {mend}")
            held = [each for each in documents if not each.superseded_by]
            self.current = frozenset(each.sha256 for each in held)
            pairs = list(years.pairs(held, self.book))
            self.pairs = tuple((one.sha256, other.sha256) for one, other in pairs)
            for one, other in pairs:
                if ours & {one.sha256, other.sha256}:
                    earlier, later = archive.editions(sources=[one.sha256, other.sha256])
                    yield years.compare(earlier, later, self.book)

    def _print(self, found: Sequence[Comparison]) -> None:
        from ipextract import years
        from ipextract.writing import terminal, terminal_years

        style = self.settings.style
        for each in found:
            brief = style.brief or self.findings_only
            if not brief:
                title = terminal.say(style.lang, "year_over_year")
                out(terminal_years.heading(each, style, title))
            out(terminal_years.comparison(each, style))
            out(terminal.accepted(each.findings, each.later.name, style))
            if brief:
                continue
            out(terminal_years.difference(self.difference(each), style, _ROWS))
            main = terminal_years.main_series(years.series_of([each.earlier, each.later], self.book), _SERIES, style)
            out(f"  {terminal.say(style.lang, 'main_series')}\n{main}" if main else "")
            area = f" --area {each.later.area}" if each.later.area else ""
            see = {"earlier": each.earlier.year, "later": each.later.year, "area": area}
            out(terminal.noted(terminal.say(style.lang, "see_difference", **see), style) + "\n")


def write_years(found: Sequence[Comparison], output: Path, years: Years) -> list[Path]:
    """Writes years.json below ``output``: these comparisons, and earlier ones that the archive still bears out.

    It is removed where nothing is left to say. Gives the file, if there is one.
    """
    from ipextract.command import between
    from ipextract.writing import years as records

    target = output / between.YEARS
    differences = [records.difference_json(years.difference(each)) for each in found]
    ours = {report.sha256 for report in years.reports}
    for old in between.comparisons(target) if target.is_file() and years.current else []:
        pair = {old["earlier"]["sha256"], old["later"]["sha256"]}
        if pair <= years.current and not pair & ours:
            differences.append(old)
    differences.sort(key=records.order)
    try:
        if differences:
            write_atomically(target, records.to_bytes({"tool": "ipextract", "comparisons": differences}))
        else:
            target.unlink(missing_ok=True)
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; choose another with --output") from error
    return [target] if differences else []


def series(
    wanted: str, path: Path, settings: Settings, book: Rulebook, *, scope: str, form: SeriesFormat, plot: Path | None,
    excel: bool, period: str = "",
) -> Exit:  # fmt: skip
    """Prints the series of an indicator: an id, a name as printed in any year, or a part of one.

    With a ``period`` inside a year (H1) only its levels in that part of each year.
    """
    from ipextract import years
    from ipextract.writing import csv, terminal_years
    from ipextract.writing import years as records

    with usable():
        editions = opened(path).editions(area=settings.area, indicator=wanted)
    found = [
        each for each in years.listed(years.series_of(editions, book), wanted) if not scope or scope in each.key.scope
    ]
    if period:
        part = inside_of(period)
        kept = (replace(s, points=tuple(p for p in s.points if p.period.inside == part)) for s in found)
        found = [each for each in kept if each.points]
    if not found:
        raise UsageFault(f"{wanted}: no such indicator in {named(path)}; `ipextract catalog` lists what is there")
    if plot is not None:
        _plot(found, plot)
    names = records.SERIES_COLUMNS
    if form == "json":
        binary(records.to_bytes(records.series_records(found)))
    elif form == "csv":
        rows = records.columns(records.series_records(found), names)
        binary(csv.rows_to_bytes(names, rows, excel=excel))
    else:
        out(terminal_years.series(found, settings.style))
    return Exit.OK


def inside_of(period: str) -> str:
    """H1 of H1, 2025H1, 2025-H1, 01-06; UsageFault for what is no year and no part of one."""
    from ipextract.model import part_named

    named = part_named(period)
    if named is None:
        mend = "write H1, Q3, 08 or 01-08, with a year or without (2025H1)"
        raise UsageFault(f"--period {period}: no part of a year; {mend}")
    return named.inside


def catalog(path: Path, settings: Settings, *, form: SeriesFormat, unkeyed: bool) -> Exit:
    """Prints what the archive holds: reports, indicators with their years, or the claims that belong to no series."""
    from ipextract import years
    from ipextract.writing import csv, terminal_years
    from ipextract.writing import years as records

    with usable():
        archive = opened(path)
        if unkeyed:
            editions = archive.editions(area=settings.area)
            names: Sequence[str] = ("document", "place", "quote", "kind", "indicator", "why")
            rows: Sequence[Sequence[object]] = [
                (each.name, claim.place, " ".join(claim.quote.split()), claim.kind, claim.indicator, why)
                for each in editions
                for claim in each.claims
                if (why := years.unkeyed(claim)) and not (claim.of and claim.kind not in years.LEVELS)
            ]
        else:
            names = ("indicator_id", "indicator", "scope", "first_year", "last_year", "claims", "change", "other_names")
            rows = [
                (
                    each.indicator_id, each.name, each.scope, each.first_year, each.last_year, each.claims,
                    _change(each), "; ".join(each.other_names),
                )
                for each in archive.indicators()
                if not settings.area or each.scope.startswith(settings.area)
            ]  # fmt: skip
        held = archive.documents()
    if form == "json":
        documents = [{"name": d.name, "year": d.year, "area": d.area, "title": d.title, "sha256": d.sha256,
                      "claims": d.claims, "superseded_by": d.superseded_by} for d in held]  # fmt: skip
        listed = [dict(zip(names, row, strict=True)) for row in rows]
        binary(records.to_bytes({"documents": documents, "unkeyed" if unkeyed else "indicators": listed}))
    elif form == "csv":
        binary(csv.rows_to_bytes(names, rows, guard=True))
    else:
        out(terminal_years.documents(held, settings.style))
        out(terminal_years.listing(names, rows, settings.style))
    return Exit.OK


def _change(each: Listed) -> str:
    """When an indicator came and went, as a word that all forms print: since-2024, until-2023."""
    came = [f"since-{each.first_year}"] if each.appeared else []
    went = [f"until-{each.last_year}"] if each.vanished else []
    return " ".join(came + went)


def accepting(compared: Comparison, accepted: Accepted, settings: Settings) -> Comparison:
    """The comparison with its findings marked where somebody has accepted them."""
    from ipextract.review import waivers

    return replace(compared, findings=waivers.apply(compared.findings, compared.later.name, accepted, settings.today))


def opened(path: Path) -> Archive:
    """An archive that is there; UsageFault where it is not."""
    from ipextract.archive import Archive, ArchiveFault

    try:
        return Archive(path, create=False)
    except ArchiveFault as fault:
        raise UsageFault(str(fault)) from fault


@contextmanager
def usable() -> Iterator[None]:
    """An archive that cannot be used is a fault of the call, not of the program."""
    from ipextract.archive import ArchiveFault

    try:
        yield
    except ArchiveFault as fault:
        raise UsageFault(str(fault)) from fault


def _plot(found: Sequence[Series], target: Path) -> None:
    if target.suffix.lower() not in (".svg", ".png"):
        raise UsageFault(f"--plot {named(target)}: a picture is .svg or .png")
    try:
        from ipextract.writing import plot
    except ModuleNotFoundError as fault:
        if fault.name != "matplotlib":
            raise  # one that is there and broken
        raise UsageFault(f"--plot needs matplotlib: {install('plot')}") from fault
    try:
        write_atomically(target, plot.to_bytes(found, target.suffix.lower()[1:]))
    except OSError as error:
        raise UsageFault(f"cannot write {named(target)}: {error.strerror}; name another file") from error
