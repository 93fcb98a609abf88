"""What all commands share: exit codes, settings, streams, files written whole."""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ipextract.command.streams import PipeClosed as PipeClosed  # noqa: PLC0414 - offered from here

if TYPE_CHECKING:
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


_PRECEDENCE: Final = (Exit.OK, Exit.FINDINGS, Exit.INCOMPLETE, Exit.USAGE, Exit.INTERNAL)


NARROWEST: Final = 24
"""Columns that lines are laid out for on a terminal that has, or says it has, even fewer."""


def _today() -> date:
    return datetime.now().astimezone().date()


class UsageFault(Exception):  # noqa: N818 - named for whose fault it is
    """Something about the call that the user has to mend: exit code 2."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What commands are told: the rules, how to speak, and area and year of the reports where the user says them.

    ``limits`` are what the user said of them (``pages=9000``), not yet read; ``jobs`` processes read a document, and
    ``second_reader`` asks a second engine for every page.
    ``waivers`` and ``baseline`` are files that exist, ``None`` for none; ``today`` decides what has expired.
    ``manifest`` is the one that was named, ``None`` for those that are found.
    """

    rules: Path | None = None
    lang: Literal["zh", "en"] = "en"
    quiet: bool = False
    verbose: bool = False
    area: str = ""
    year: str = ""
    waivers: Path | None = None
    baseline: Path | None = None
    today: date = field(default_factory=_today)
    limits: tuple[str, ...] = ()
    jobs: int = 1
    second_reader: bool = False
    manifest: Path | None = None

    @property
    def style(self) -> Style:
        """How to print on this standard output."""
        from ipextract.writing.speech import Style

        terminal = sys.stdout.isatty()
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = max(NARROWEST, shutil.get_terminal_size().columns) if terminal else None
        return Style(self.lang, colour, self.quiet, columns)


def worst(codes: Iterable[Exit]) -> Exit:
    """The exit code of several: internal before usage before incomplete before findings before fine."""
    return max(codes, key=_PRECEDENCE.index, default=Exit.OK)


#: Endings of files that this program reads or keeps and never writes when it is asked for a format.
_PRECIOUS: Final = frozenset({".pdf", ".docx", ".doc", ".toml", ".duckdb", ".py"})


def write_atomically(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all: a temporary neighbour is renamed over it.

    What is there and no file (/dev/stdout, a pipe to another program) is written to, and stays what it is.
    """
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def precious(path: Path) -> bool:
    """True for a file that no output may take the place of: a source, rules, waivers, an archive, a README."""
    return path.is_file() and (path.suffix.lower() in _PRECIOUS or path.stem.lower() == "readme")


def log(message: str) -> None:
    """Lines on standard error; whatever came into them from a file or its name cannot act on a terminal."""
    from ipextract.writing.terminal import printable

    sys.stderr.write("\n".join(printable(line) for line in message.split("\n")) + "\n")


def watching(path: Path, done: int, total: int, settings: Settings) -> AbstractContextManager[None]:
    """Shows how far the run is while a document is read, to somebody who watches a terminal and wants more than -q."""
    if settings.verbose:
        log(f"ipextract: reading {named(path)}")
    if settings.quiet or settings.verbose or not sys.stderr.isatty():
        return nullcontext()
    from ipextract.writing import progress

    return progress.reading(str(path), done, total)


def internal(where: str, fault: BaseException, *, verbose: bool) -> None:
    """Logs a fault of the program in one line, with the traceback where asked for."""
    if verbose:
        log("".join(traceback.format_exception(fault)).rstrip())
    hint = "" if verbose else " (run with -v for the traceback, and please report it)"
    log(f"ipextract: {where}internal error: {type(fault).__name__}: {fault}{hint}")


def named(path: Path) -> str:
    """A path for a terminal."""
    from ipextract.writing.terminal import printable

    return printable(str(path))


def indented(text: str) -> str:
    """The lines of a text below each other, four columns in."""
    return "\n    ".join(text.strip().splitlines())


def out(text: str) -> None:
    """Results go to standard output; PipeClosed when nobody reads it any more."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError as gone:
        raise PipeClosed from gone


def binary(data: bytes) -> None:
    """Machine formats are UTF-8 whatever the locale says."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError as gone:
        raise PipeClosed from gone
