"""The options that commands share, and the settings that they become."""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from ipextract.command.console import Settings, UsageFault
from ipextract.command.reporting import FACES, FORMATS

_Command = TypeVar("_Command", bound=Callable[..., Any])

PATH = click.Path(path_type=Path, readable=False)
DAY = click.DateTime(formats=["%Y-%m-%d"])
WAIVERS, BASELINE = Path("waivers.toml"), Path("baseline.toml")
"""What is used when it exists and no other file is named."""

ARCHIVE = Path("output/archive.duckdb")

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


def reported(command: _Command) -> _Command:
    """The option of the commands that CI runs: --report."""
    return click.option(
        "--report",
        multiple=True,
        metavar="FORMAT=PATH",
        help=f"Write the findings for a machine, too ({', '.join(FORMATS)}; PATH - is standard output, and may be left "
        f"out for github) or for people ({FACES[0]}, to a folder; {FACES[1]}). May be given again.",
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
    """The options of the commands that read reports: --area, --year, --manifest and those of ``bounded``."""
    for option in (
        bounded,
        listed,
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


def listed(command: _Command) -> _Command:
    """The option of the commands that read files of which somebody may have said what they are: --manifest."""
    return click.option(
        "--manifest",
        type=PATH,
        default=None,
        envvar="IPEXTRACT_MANIFEST",
        metavar="FILE.csv|toml",
        help="Place, year, title and issuer of many files; --area and --year win over it, it wins over what is read.  "
        "[default: reports.toml here and beside the files, if there]",
    )(command)


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
    """The options of the commands that judge by what people have accepted: --waivers, --baseline, --today."""
    return dated(knows(command))


def knows(command: _Command) -> _Command:
    """The options of the commands that know what people have accepted: --waivers, --baseline."""
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
    return command


def archive_file(command: _Command) -> _Command:
    """The option of the commands that open the archive: --archive."""
    return click.option(
        "--archive",
        type=PATH,
        default=ARCHIVE,
        show_default=True,
        envvar="IPEXTRACT_ARCHIVE",
        metavar="FILE",
        help="The archive that `ipextract run` fills.",
    )(command)


def archived(command: _Command) -> _Command:
    """The options of the commands that ask the archive about a place: --archive, --area."""
    return archive_file(click.option("--area", default="", metavar="NAME", help="Only reports of this place.")(command))


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
    manifest: Path | None = None,
) -> Settings:
    """The options as one value. Raises UsageFault for a folder or file that is named and not there."""
    if rules is not None and not rules.is_dir():
        raise UsageFault(f"--rules {rules}: no such folder")
    for option, file in (("--waivers", waivers), ("--baseline", baseline), ("--manifest", manifest)):
        if file is not None and not os.path.lexists(file):
            raise UsageFault(f"{option} {file}: no such file")
    speaks: Literal["zh", "en"] = "zh" if (lang or _locale_lang()) == "zh" else "en"
    told = Settings(rules, speaks, quiet, verbose, area.strip(), "" if year is None else str(year))
    return replace(
        told,
        # Whatever stands there is meant: a folder or a broken link of that name must not let waivers go unread.
        waivers=waivers or (WAIVERS if os.path.lexists(WAIVERS) else None),
        baseline=baseline or (BASELINE if os.path.lexists(BASELINE) else None),
        today=told.today if today is None else today.date(),
        limits=limits,
        jobs=jobs,
        second_reader=second_reader,
        manifest=manifest,
    )


def _locale_lang() -> str:
    """The language of the locale in POSIX order, then as the system reports it (Windows)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2].lower()
    return (locale.getlocale()[0] or "")[:2].lower()
