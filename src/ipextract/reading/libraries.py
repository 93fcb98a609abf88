"""Which libraries read a document, with their versions: another version of one may read it otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ipextract.model import HowRead

_PACKAGES: Final = {
    "pdfium": ("pypdfium2",),
    "pdfminer": ("pdfminer.six", "pdfplumber"),
    "rapidocr": ("rapidocr", "onnxruntime"),
    "lxml": ("lxml",),
    "markdown-it": ("markdown-it-py",),
}
"""The packages behind each reader and witness."""


def engines(readers: Iterable[HowRead], *others: str) -> tuple[tuple[str, str], ...]:
    """The packages that read some pages, and ``others``, each with its version, in order of their names."""
    names = {name for how in readers for name in (how.reader, how.witness)}
    packages = {package for name in names for package in _PACKAGES.get(name, ())}
    return tuple((package, _version(package)) for package in sorted(packages.union(others)))


@cache
def _version(package: str) -> str:
    """The version of an installed package, empty where nobody knows it."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - processes that read start without it

    try:
        return version(package)
    except PackageNotFoundError:  # built into a program of somebody's own
        return ""
