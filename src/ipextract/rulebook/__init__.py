"""rules/ → one frozen, typed ``Rulebook``; the only reader of rule files.

``load()`` finds the rules that travel with the package (or the checkout's), ``load(directory)`` another set.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from ipextract.rulebook.book import (
    ClaimRule,
    HedgeRule,
    PeriodRule,
    QuantityRule,
    Rulebook,
    SkipRule,
    UnitRule,
    sources,
)
from ipextract.rulebook.catalogue import Catalogue, IndicatorRule
from ipextract.rulebook.checks import CheckCase, CheckRule
from ipextract.rulebook.directory import RuleFile, overlaid, read_files
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.files import assemble
from ipextract.rulebook.layout import LayoutRules
from ipextract.rulebook.macros import MASKS, SLOTS, alternatives
from ipextract.rulebook.patterns import Judged

__all__ = [
    "MASKS",
    "SLOTS",
    "Catalogue",
    "CheckCase",
    "CheckRule",
    "ClaimRule",
    "Files",
    "HedgeRule",
    "IndicatorRule",
    "LayoutRules",
    "PeriodRule",
    "QuantityRule",
    "RuleError",
    "Rulebook",
    "SkipRule",
    "UnitRule",
    "alternatives",
    "default_directory",
    "files_of",
    "lint",
    "load",
    "of_files",
]

Files: TypeAlias = tuple[tuple[str, RuleFile], ...]
"""Rule files by their names, in the order of these."""

#: The digest of the rules of this version, whose patterns have all been compiled (`make docs` writes it).
_JUDGED: Final = Path(__file__).with_name("judged.txt")
#: Digest → the files that were assembled.
_SOURCES: dict[str, Files] = {}


def default_directory() -> Path:
    """The rules that belong to this installation: inside the package, else beside the checkout's src/."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def load(directory: Path | None = None) -> Rulebook:
    """The rulebook of ``directory`` on top of the default rules.

    A file that is a list of records (units.toml, words.toml, …) adds its records to ours or puts them in the place of
    ours with the same id, and leaves out what its ``without`` names; any other file takes the place of ours.

    Raises RuleError with file, line and mend for anything that cannot be used.
    """
    files = _files(directory)
    book = of_files(files)
    if directory is not None and files != _files(None):
        for fault in _slow(files):
            raise fault
    return book


def files_of(book: Rulebook) -> Files:
    """The rule files that ``load`` made a rulebook of; ``of_files`` makes it again. ValueError for any other one."""
    files = _SOURCES.get(book.digest)
    if files is None:
        raise ValueError("a rulebook that was not loaded from rule files")
    return files


def of_files(files: Files) -> Rulebook:
    """The rulebook of a set of files, as ``files_of`` gives them to another process."""
    return _assembled(files, trusting=True)


def _files(directory: Path | None) -> Files:
    default = default_directory()
    files = read_files(default)
    if directory is not None and directory.resolve() != default:
        files = overlaid(files, read_files(directory))
    return tuple(sorted(files.items()))


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for name, file in files:
        digest.update(name.encode() + b"\0" + file.text.encode() + b"\0")
    return digest.hexdigest()[:16]


@lru_cache(maxsize=4)
def _assembled(files: Files, *, trusting: bool) -> Rulebook:
    """The rulebook of some files; ``trusting``, what is known of our own patterns is not asked again."""
    book = assemble(dict(files), _digest(files), judged=_judged(files) if trusting else _nothing)
    _SOURCES[book.digest] = files
    return book


def _judged(files: Files) -> Judged:
    """Which patterns of some files are those of this version."""
    ours = _files(None)
    if _digest(ours) != _JUDGED.read_text("ascii").strip():
        return _nothing
    if files == ours:
        return lambda _: True
    return frozenset(sources(of_files(ours))).__contains__


def _nothing(_: str) -> bool:
    return False


@lru_cache(maxsize=4)
def _slow(files: Files) -> tuple[RuleError, ...]:
    from ipextract.rulebook.growth import slow_rules  # noqa: PLC0415 - only the user's own rules are judged in a run

    ours = _files(None)
    return slow_rules(of_files(files), dict(files), None if files == ours else of_files(ours))


def lint(directory: Path) -> list[str]:
    """What stands against using the rules of ``directory``, one line each with file, line and mend."""
    try:
        files = _files(directory)
        _assembled(files, trusting=False)
    except RuleError as error:
        return [str(error)]
    return [str(fault) for fault in _slow(files)]
