"""The command line: arguments and exit codes, nothing else. Heavy packages load inside the commands."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ipextract import __version__
from ipextract.command import commands, comparing, console, followup, history, upkeep
from ipextract.command.console import Exit, UsageFault
from ipextract.command.options import (
    ARCHIVE,
    BASELINE,
    DAY,
    PATH,
    WAIVERS,
    accepts,
    archive_file,
    archived,
    bounded,
    dated,
    fails,
    knows,
    listed,
    reads,
    reported,
    settings,
    shared,
)

if TYPE_CHECKING:
    from ipextract.command import exports

NO_PICTURES = click.option("--no-pictures", is_flag=True, help="Leave out the pictures of the pages of a PDF.")
WITHIN = click.option(
    "--period", default="", metavar="PART", help="Only this part of the year: H1, Q3, 08, 01-08; also 2025H1, 2025-Q3."
)
FINDING = re.compile(r"f[0-9a-f]{10}(?:-\d+)?")
_COMPLETING = "_IPEXTRACT_COMPLETE"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 fine, 1 findings, 2 wrong call or rule file, 3 a document unread or without claims, "
    "4 internal error, 130 interrupted.",
)
@click.version_option(__version__, prog_name="ipextract")
def cli() -> None:
    """Turn every number of a Chinese official report into a claim, and audit the claims."""


@cli.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option(
    "--output", type=PATH, default=Path("output"), show_default=True, envvar="IPEXTRACT_OUTPUT", metavar="DIR"
)
@click.option("--excel", is_flag=True, help="Write claims.csv for spreadsheets: byte order mark, no formulas.")
@click.option(
    "--archive",
    type=PATH,
    default=None,
    envvar="IPEXTRACT_ARCHIVE",
    metavar="FILE",
    help="The archive of all reports to add to.  [default: archive.duckdb in the output folder]",
)
@click.option("--no-archive", is_flag=True, help="Keep nothing; compare only the reports of this run.")
@click.option("--no-pages", is_flag=True, help="Write neither report.html nor index.html.")
@NO_PICTURES
@fails
@reported
@accepts
@reads
@shared
def run(
    paths: tuple[Path, ...], output: Path, excel: bool, archive: Path | None, no_archive: bool, no_pages: bool,
    no_pictures: bool, fail_on: console.Threshold, report: tuple[str, ...], **told: Any,
) -> Exit:  # fmt: skip
    """Read reports (files or folders, default raw/), write what they say, and compare them over the years."""
    kept = None if no_archive else archive or output / ARCHIVE.name
    return commands.run(
        paths or (Path("raw"),), output, fail_on, settings(**told), excel=excel, archive=kept, report=report,
        page=not no_pages, pictures=not no_pictures,
    )  # fmt: skip


@cli.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--output", type=PATH, default=Path("output"), show_default=True, metavar="DIR")
@NO_PICTURES
@accepts
@reads
@shared
def report(paths: tuple[Path, ...], output: Path, no_pictures: bool, **told: Any) -> Exit:
    """Write only the pages for auditors: report.html for each document (default raw/), and index.html."""
    return commands.report(paths or (Path("raw"),), output, settings(**told), pictures=not no_pictures)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@fails
@reported
@accepts
@reads
@shared
def check(paths: tuple[Path, ...], fail_on: console.Threshold, report: tuple[str, ...], **told: Any) -> Exit:
    """Read reports and print what contradicts itself in them."""
    return commands.check(paths, fail_on, settings(**told), report)


@cli.command()
@click.argument("file", type=PATH)
@click.option("--format", "form", type=click.Choice(["json", "csv", "text"]), default="json", show_default=True)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, no formulas.")
@reads
@shared
def extract(file: Path, form: console.Format, excel: bool, **told: Any) -> Exit:
    """Print everything that one report says; findings do not change the exit code."""
    return commands.extract(file, form, settings(**told), excel=excel)


@cli.command()
@click.argument("wanted", metavar="ID")
@click.argument("paths", nargs=-1, type=PATH)
@shared
def explain(wanted: str, paths: tuple[Path, ...], **told: Any) -> Exit:
    """Explain whatever has an id, in English and Chinese: a finding of a run, a check (IPX101, sum), a rule.

    Every id that a column prints is known: rules, units, hedges, cues, mechanisms, issues, and the reasons why numbers
    are no claims.
    The arithmetic of a finding is read from report.json: in the folders or files named, else in output/.
    """
    if paths or FINDING.fullmatch(wanted):
        settings(**told)
        return followup.explain(wanted, paths or (Path("output"),))
    return upkeep.explain(wanted, settings(**told))


@cli.command()
@click.argument("file", type=PATH)
@click.argument("wanted", metavar="QUOTE|ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@reads
@shared
def why(file: Path, wanted: str, form: str, **told: Any) -> Exit:
    """Say why a number of FILE was read as it was: which words gave it name, place, period, basis and level.

    The number is named as printed (1203件, with its unit or without) or by its claim_id. Beside what was read stand the
    numbers that were passed over, each with the condition that it does not meet. `ipextract explain ID` tells more of
    whatever stands in square brackets.
    """
    return followup.why(file, wanted, form, settings(**told))


@cli.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option(
    "--source", type=PATH, default=None, metavar="PATH", help="The file, or the folder of files, that was read then."
)
@click.option(
    "--archive",
    type=PATH,
    default=None,
    envvar="IPEXTRACT_ARCHIVE",
    metavar="FILE",
    help="The archive that the run had.  [default: archive.duckdb in the output folder]",
)
@knows
@bounded
@shared
def verify(paths: tuple[Path, ...], source: Path | None, archive: Path | None, **told: Any) -> Exit:
    """Hold what a run wrote (folders or report.json, default output/) against what follows from its sources.

    The sources are read again as report.json says that they were, with the same rules, and every record, table and page
    is compared with what comes out. Besides, every relation is computed again from report.json alone, by a second
    implementation that shares no code with the checks but interval arithmetic.
    """
    return followup.verify(paths or (Path("output"),), source, archive, settings(**told))


@cli.command()
@click.argument("rule", metavar="RULE")
@click.argument("finding", metavar="FINDING")
@click.option("--reason", required=True, help="Why the finding is accepted.")
@click.option("--owner", required=True, metavar="NAME", help="Who answers for it.")
@click.option("--expires", type=DAY, required=True, help="The last day on which it holds.")
@click.option(
    "--evidence", default="", metavar="TEXT", help="Where the reason can be checked: a page, an errata, a link."
)
@click.option("--output", type=PATH, default=Path("output"), show_default=True, metavar="DIR", help="What a run wrote.")
@click.option(
    "--waivers", type=PATH, default=None, envvar="IPEXTRACT_WAIVERS", metavar="FILE", help="The file to add to."
)
@dated
@shared
def waive(
    rule: str, finding: str, reason: str, owner: str, expires: datetime, evidence: str, output: Path,
    waivers: Path | None, **told: Any,
) -> Exit:  # fmt: skip
    """Accept a FINDING of a RULE (IPX101 f1b2c3) until a day: it stays in the report, but fails no run."""
    return followup.waive(
        rule, finding, output, waivers or WAIVERS, settings(**told),
        reason=reason, owner=owner, expires=expires.date(), evidence=evidence,
    )  # fmt: skip


@cli.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--baseline", "file", type=PATH, default=BASELINE, show_default=True, metavar="FILE")
@dated
@shared
def baseline(paths: tuple[Path, ...], file: Path, **told: Any) -> Exit:
    """Take the findings of a run (default output/) as known: from now on only new ones fail.

    An existing baseline only shrinks: what is no longer found is taken out, what is new is left out.
    """
    return followup.baseline(paths or (Path("output"),), file, settings(**told))


@cli.command()
@click.argument("file", type=PATH)
@click.option("--sample", type=click.IntRange(1), default=300, show_default=True, help="How many changes to try.")
@click.option("--all", "every", is_flag=True, help="Try every change (minutes).")
@click.option("--seed", type=int, default=0, show_default=True, help="Which changes are drawn.")
@reads
@shared
def selftest(file: Path, sample: int, every: bool, seed: int, **told: Any) -> Exit:
    """Change one number of a report at a time and tell how many changes the audit notices."""
    return upkeep.selftest(file, None if every else sample, seed, settings(**told))


@cli.command()
@click.argument("indicator")
@click.option("--scope", default="", metavar="NAME", help="Only series whose scope has this in it.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@click.option("--excel", is_flag=True, help="CSV for spreadsheets: byte order mark, no formulas.")
@click.option("--plot", type=PATH, default=None, metavar="FILE.svg|png", help="Draw the series, too.")
@WITHIN
@archived
@shared
def series(
    indicator: str, archive: Path, scope: str, form: history.SeriesFormat, excel: bool, plot: Path | None, period: str,
    **told: Any,
) -> Exit:  # fmt: skip
    """Print an INDICATOR over the years: an id, a name as printed in any year, or a part of one.

    Each level stands with its growth as printed and as computed, what it implies for the year before, and its source.
    """
    asked = settings(**told)
    return history.series(
        indicator, archive, asked, commands.load(asked), scope=scope, form=form, plot=plot, excel=excel, period=period
    )


@cli.command()
@click.option("--unkeyed", is_flag=True, help="List the claims that belong to no series, and why.")
@click.option("--format", "form", type=click.Choice(["text", "csv", "json"]), default="text", show_default=True)
@archived
@shared
def catalog(archive: Path, unkeyed: bool, form: history.SeriesFormat, **told: Any) -> Exit:
    """List what the archive holds: reports, and indicators with the years that have them."""
    return history.catalog(archive, settings(**told), form=form, unkeyed=unkeyed)


@cli.command()
@click.argument("earlier")
@click.argument("later")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "html", "xlsx"]), default="text", show_default=True
)
@click.option("--output", type=PATH, default=None, metavar="FILE", help="Write there instead of standard output.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when a warning stands between the two reports.")
@WITHIN
@accepts
@listed
@bounded
@archived
@shared
def diff(
    earlier: str, later: str, archive: Path, form: comparing.DifferenceFormat, output: Path | None, exit_code: bool,
    period: str, **told: Any,
) -> Exit:  # fmt: skip
    """Compare the reports of two years (2023 2024) of the archive, or two files, side by side.

    A part of a year (2023H1 2024H1) compares what both reports say of it. A quarter is held against the same quarter,
    never against a half-year or a year; what both have for other parts of a year only is listed with the reason.
    """
    asked = settings(**told)
    return comparing.diff(
        earlier, later, archive, asked, commands.load(asked), commands.acceptances(asked),
        commands.reading_options(asked).limits, form=form, output=output, exit_code=exit_code, period=period,
    )  # fmt: skip


@cli.command()
@click.option(
    "--to",
    required=True,
    metavar="DIR|URL",
    envvar="IPEXTRACT_EXPORT_TO",
    help="Folder, or postgresql://… or sqlite:///FILE.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "csv"]),
    default="parquet",
    show_default=True,
    help="What a folder gets; csv is for spreadsheets.",
)
@archive_file
@shared
def export(to: str, form: exports.Form, archive: Path, **told: Any) -> Exit:
    """Write the archive to a folder (Parquet, CSV) or into a database, which then says what the archive says."""
    from ipextract.command import exports  # what it exchanges is made of more than --help needs

    return exports.export(archive, to, settings(**told), form=form)


@cli.group()
def rules() -> None:
    """Look after the rule files."""


@rules.command("lint")
@shared
def rules_lint(**told: Any) -> Exit:
    """Say what is wrong with the rule files."""
    return upkeep.rules_lint(settings(**told))


@rules.command("test")
@click.argument("pattern", default="*")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@shared
def rules_test(pattern: str, form: str, **told: Any) -> Exit:
    """Run the examples of all rules, or of those whose id fits PATTERN (growth-verb, 'growth-*', IPX101).

    Of an example that fails it says what was read instead, by which rule, and what became of a finding that is missing.
    """
    return upkeep.rules_test(pattern, form, settings(**told))


@rules.command("list")
@shared
def rules_list(**told: Any) -> Exit:
    """List the checks."""
    return upkeep.rules_list(settings(**told))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code; nothing leaves as a bare traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    verbose = "-v" in given or "--verbose" in given
    try:
        answer = cli.main(given, prog_name="ipextract", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return Exit.USAGE
    except UsageFault as wrong:
        console.log(f"ipextract: {wrong}")
        return Exit.USAGE
    except (console.PipeClosed, BrokenPipeError):
        # As if SIGPIPE had ended us. What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except (click.Abort, KeyboardInterrupt, SystemExit) as ended:
        return _ended(ended, verbose=verbose)
    except Exception as fault:  # noqa: BLE001 - a traceback exits 1, which CI would read as findings
        return _failed(fault, verbose=verbose)
    return int(answer or 0)


def _ended(how: BaseException, *, verbose: bool) -> Exit:
    """The exit code where somebody ended the run: the user, a shell that asked what may follow, a library."""
    if isinstance(how, SystemExit):
        if _COMPLETING in os.environ:
            return Exit.USAGE if how.code else Exit.OK
        return _failed(how, verbose=verbose)
    if isinstance(how.__cause__, EOFError):  # click takes it for ^D, and it is a process that died on us
        return _failed(how.__cause__, verbose=verbose)
    console.log("ipextract: interrupted; what is written is whole")
    return Exit.INTERRUPTED


def _failed(fault: BaseException, *, verbose: bool) -> Exit:
    """The exit code of what nobody expected, and of a rule file that cannot be used."""
    # Who raises a RuleError has imported it; importing it here may be what failed.
    errors = sys.modules.get("ipextract.rulebook.errors")
    if errors is not None and isinstance(fault, errors.RuleError):
        console.log(f"ipextract: {fault}")
        return Exit.USAGE
    console.internal("", fault, verbose=verbose)
    return Exit.INTERNAL
