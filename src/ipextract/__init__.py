"""Reads official Chinese reports and audits their numbers: ``analyse()``, ``quantities()`` and ``Report``.

Importing the package costs next to nothing: pandas, the rules and the readers load with the first call.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ipextract.distribution import VERSION

if TYPE_CHECKING:
    from ipextract.api import Quantity, Report, analyse, quantities

__version__ = VERSION
__all__ = ["Quantity", "Report", "__version__", "analyse", "quantities"]


if not TYPE_CHECKING:  # a type checker knows the names from above, and would take any other for an object

    def __getattr__(name: str) -> object:
        """The public names, loaded from ``ipextract.api`` when first asked for (PEP 562)."""
        if name.startswith("_") or name not in __all__:
            raise AttributeError(f"module 'ipextract' has no attribute {name!r}")
        return getattr(import_module("ipextract.api"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
