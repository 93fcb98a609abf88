"""The command line: arguments and exit codes, nothing else. Heavy packages load inside the commands."""

from __future__ import annotations

import io
import locale
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from ipextract import __version__, commands, console, followup
from ipextract.console import Exit, Settings, UsageFault

_Command = TypeVar("_Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])
WAIVERS, BASELINE = Path("waivers.toml"), Path("baseline.toml")
"""What is used when it exists and no other file is named."""

FINDING = re.compile(r"f[0-9a-f]{10}(?:-\d+)?")
FAIL_ON = click.Choice(["error", "warning", "suspicion", "info", "never"])


def shared(command: _Command) -> _Command:
    """The options that every command takes: --rules, --lang, -q, -v."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Say what is read; print tracebacks."),
        click.option("-q", "--quiet", is_flag=True, help="Print findings in one line each, nothing else."),
        click.option(
            "--lang",
            type=click.Choice(["zh", "en"]),
            default=None,
            envvar="IPEXTRACT_LANG",
            help="Language of the messages; the locale decides otherwise.",
        ),
        click.option(
            "--rules",
            type=PATH,
            default=None,
            envvar="IPEXTRACT_RULES",
            metavar="DIR",
            help="Rule files that replace or extend the shipped ones.",
        ),
    ):
        command = option(command)
    return command


def fails(command: _Command) -> _Command:
    """The option of the commands that judge: --fail-on."""
    return click.option(
        "--fail-on",
        type=FAIL_ON,
        default="error",
        show_default=True,
        envvar="IPEXTRACT_FAIL_ON",
        help="The mildest severity that makes the exit code 1.",
    )(command)


def bounded(command: _Command) -> _Command:
    """The options of the commands that open documents: --jobs, --second-reader, --limit."""
    for option in (
        click.option(
            "--limit",
            "limits",
            multiple=True,
            envvar="IPEXTRACT_LIMIT",
            metavar="NAME=VALUE",
            help="Bound on what a document may ask of the reader, as pages=9000 or memory=4G; may be given again.",
        ),
        click.option(
            "--second-reader",
            is_flag=True,
            envvar="IPEXTRACT_SECOND_READER",
            help="Read every PDF page with a second engine, also of long documents, and report where they differ.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 64),
            default=1,
            show_default=True,
            envvar="IPEXTRACT_JOBS",
            help="Processes that read the pages of a long PDF side by side.",
        ),
    ):
        command = option(command)
    return command


def reads(command: _Command) -> _Command:
    """The options of the commands that read reports: --area, --year and those of ``bounded``."""
    for option in (
        bounded,
        click.option(
            "--year",
            type=click.IntRange(1900, 2100),
            default=None,
            metavar="YYYY",
            help="Year that the reports are about, where the one that is read from them is wrong.",
        ),
        click.option(
            "--area",
            default="",
            metavar="NAME",
            help="Place that the reports are about, where the one that is read from them is wrong.",
        ),
    ):
        command = option(command)
    return command


def dated(command: _Command) -> _Command:
    """The option of the commands for which the day matters: --today."""
    return click.option(
        "--today",
        type=DAY,
        default=None,
        envvar="IPEXTRACT_TODAY",
        help="The day on which waivers are judged, if not this one.",
    )(command)


def accepts(command: _Command) -> _Command:
    """The options of the commands that know what people have accepted: --waivers, --baseline, --today."""
    for option in (
        click.option(
            "--baseline",
            type=PATH,
            default=None,
            envvar="IPEXTRACT_BASELINE",
            metavar="FILE",
            help="Findings known on adoption day: only new ones fail.  [default: baseline.toml, if there]",
        ),
        click.option(
            "--waivers",
            type=PATH,
            default=None,
            envvar="IPEXTRACT_WAIVERS",
            metavar="FILE",
            help="Findings that somebody has accepted.  [default: waivers.toml, if there]",
        ),
    ):
        command = option(command)
    return dated(command)


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
@fails
@accepts
@reads
@shared
def run(paths: tuple[Path, ...], output: Path, excel: bool, fail_on: console.Threshold, **told: Any) -> Exit:
    """Read reports (files or folders, default raw/) and write their claims, findings and totals."""
    return commands.run(paths or (Path("raw"),), output, fail_on, settings(**told), excel=excel)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@fails
@accepts
@reads
@shared
def check(paths: tuple[Path, ...], fail_on: console.Threshold, **told: Any) -> Exit:
    """Read reports and print what contradicts itself in them."""
    return commands.check(paths, fail_on, settings(**told))


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
    """Explain a check, by id (IPX101) or name (sum), or a finding of a run, by its id, in English and Chinese.

    The arithmetic of a finding is read from report.json: in the folders or files named, else in output/.
    """
    if paths or FINDING.fullmatch(wanted):
        settings(**told)
        return followup.explain(wanted, paths or (Path("output"),))
    return commands.explain(wanted, settings(**told))


@cli.command()
@click.argument("paths", nargs=-1, type=PATH)
@click.option(
    "--source", type=PATH, default=None, metavar="PATH", help="The file, or the folder of files, that was read then."
)
@bounded
@shared
def verify(paths: tuple[Path, ...], source: Path | None, **told: Any) -> Exit:
    """Hold written reports (folders or report.json, default output/) against their sources and their own arithmetic.

    The source is read again: hash, text and the place of every quote. Every relation is computed again from report.json
    alone, by a second implementation that shares no code with the checks but interval arithmetic.
    """
    return followup.verify(paths or (Path("output"),), source, settings(**told))


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
    return commands.selftest(file, None if every else sample, seed, settings(**told))


@cli.group()
def rules() -> None:
    """Look after the rule files."""


@rules.command("lint")
@shared
def rules_lint(**told: Any) -> Exit:
    """Say what is wrong with the rule files."""
    return commands.rules_lint(settings(**told))


@rules.command("test")
@shared
def rules_test(**told: Any) -> Exit:
    """Run the examples of all rules."""
    return commands.rules_test(settings(**told))


@rules.command("list")
@shared
def rules_list(**told: Any) -> Exit:
    """List the checks."""
    return commands.rules_list(settings(**told))


def settings(
    *,
    rules: Path | None,
    lang: str | None,
    quiet: bool,
    verbose: bool,
    area: str = "",
    year: int | None = None,
    waivers: Path | None = None,
    baseline: Path | None = None,
    today: datetime | None = None,
    limits: tuple[str, ...] = (),
    jobs: int = 1,
    second_reader: bool = False,
) -> Settings:
    """The options as one value. Raises UsageFault for a folder or file that is named and not there."""
    if rules is not None and not rules.is_dir():
        raise UsageFault(f"--rules {rules}: no such folder")
    for option, file in (("--waivers", waivers), ("--baseline", baseline)):
        if file is not None and not file.is_file():
            raise UsageFault(f"{option} {file}: no such file")
    speaks: Literal["zh", "en"] = "zh" if (lang or _locale_lang()) == "zh" else "en"
    told = Settings(rules, speaks, quiet, verbose, area.strip(), "" if year is None else str(year))
    return replace(
        told,
        waivers=waivers or (WAIVERS if WAIVERS.is_file() else None),
        baseline=baseline or (BASELINE if BASELINE.is_file() else None),
        today=told.today if today is None else today.date(),
        limits=limits,
        jobs=jobs,
        second_reader=second_reader,
    )


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
    except (click.Abort, KeyboardInterrupt):
        console.log("ipextract: interrupted; what is written is whole")
        return Exit.INTERRUPTED
    except (console.PipeClosed, BrokenPipeError):
        # As if SIGPIPE had ended us. What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.PIPE_CLOSED
    except Exception as fault:  # noqa: BLE001 - a traceback exits 1, which CI would read as findings
        from ipextract.rulebook import RuleError

        if isinstance(fault, RuleError):
            console.log(f"ipextract: {fault}")
            return Exit.USAGE
        console.internal("", fault, verbose=verbose)
        return Exit.INTERNAL
    return int(answer or 0)


def _locale_lang() -> str:
    """The language of the locale in POSIX order, then as the system reports it (Windows)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    return (locale.getlocale()[0] or "")[:2].lower()
