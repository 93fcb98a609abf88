"""The papers of this folder and the samples, and texts, read once for all tests of a module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ipextract import pipeline, rulebook
from ipextract.model import Report

ROOT = Path(__file__).resolve().parents[1]
BOOK = rulebook.load()
PAPERS = sorted([*(ROOT / "tests" / "corpus").glob("*.txt"), *(ROOT / "samples").glob("*.md")])


@cache
def read(text: str) -> Report:
    """The report of a text, by the rules of the package."""
    return pipeline.analyse_text(text, rulebook=BOOK)


@cache
def paper(path: Path) -> Report:
    """The report of a paper, by the rules of the package."""
    return pipeline.analyse_file(path, rulebook=BOOK)
