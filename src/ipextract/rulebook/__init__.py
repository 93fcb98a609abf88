"""rules/ → one frozen, typed ``Rulebook``; the only reader of rule files.

``load()`` finds the rules that travel with the package (or the checkout's), ``load(directory)`` another set.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from ipextract.rulebook.book import (
    ClaimRule,
    HedgeRule,
    PeriodRule,
    QuantityRule,
    Rulebook,
    SkipRule,
    UnitRule,
)
from ipextract.rulebook.catalogue import Catalogue, IndicatorRule
from ipextract.rulebook.checks import CheckCase, CheckRule
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.files import RuleFile, assemble, read_files
from ipextract.rulebook.layout import LayoutRules
from ipextract.rulebook.macros import MASKS, SLOTS

__all__ = [
    "MASKS",
    "SLOTS",
    "Catalogue",
    "CheckCase",
    "CheckRule",
    "ClaimRule",
    "HedgeRule",
    "IndicatorRule",
    "LayoutRules",
    "PeriodRule",
    "QuantityRule",
    "RuleError",
    "Rulebook",
    "SkipRule",
    "UnitRule",
    "default_directory",
    "lint",
    "load",
]


def default_directory() -> Path:
    """The rules that belong to this installation: inside the package, else beside the checkout's src/."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "rules"
    return shipped if shipped.is_dir() else package.parents[1] / "rules"


def load(directory: Path | None = None) -> Rulebook:
    """The rulebook of ``directory``; files that it lacks are taken from the default rules.

    Raises RuleError with file, line and mend for anything that cannot be used.
    """
    default = default_directory()
    files = read_files(default)
    if directory is not None and directory.resolve() != default:
        files = {**files, **read_files(directory)}
    return _assembled(tuple(sorted(files.values(), key=lambda f: f.name)))


@lru_cache(maxsize=4)
def _assembled(files: tuple[RuleFile, ...]) -> Rulebook:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.text.encode() + b"\0")
    return assemble({f.name: f for f in files}, digest.hexdigest()[:16])


def lint(directory: Path) -> list[str]:
    """What stands against using the rules of ``directory``, one line each with file, line and mend."""
    try:
        load(directory)
    except RuleError as error:
        return [str(error)]
    return []
