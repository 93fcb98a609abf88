"""What this program is called where it is installed from, and its version; what is run is called ipextract."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

NAME: Final = "ipextract-audit"
"""The name of the distribution. The bare name is that of another project: docs/decisions/name.md."""


VERSION: Final = "0.1.0"


def install(extra: str) -> str:
    """The command that adds an extra; the quotes are such that every shell takes them."""
    return f'pip install "{NAME}[{extra}]"'


def modules(package: str) -> Iterator[tuple[str, ModuleType]]:
    """The modules of a package of ours with their bare names, in order of name, imported where they were not yet."""
    for found in sorted(iter_modules(import_module(package).__path__)):
        yield found.name, import_module(f"{package}.{found.name}")
