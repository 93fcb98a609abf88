"""What this program is called where it is installed from, and its version; what is run is called ipextract."""

from __future__ import annotations

from typing import Final

NAME: Final = "ipextract-audit"
"""The name of the distribution. The bare name is that of another project: docs/decisions/name.md."""


VERSION: Final = "0.1.0"


def install(extra: str) -> str:
    """The command that adds an extra; the quotes are such that every shell takes them."""
    return f'pip install "{NAME}[{extra}]"'
