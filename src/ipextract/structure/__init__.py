"""Document and mentions → one tree, its edges and its tables: the only reader of sentences and tables."""

from __future__ import annotations

from ipextract.structure.formulas import Formula
from ipextract.structure.sheets import sheets
from ipextract.structure.table import RANKS, Figure, Head, Row, Sheet, Total
from ipextract.structure.tree import CLOSING, OPENING, Bracket, Clause, Paragraph, Sentence, Tree, grown
from ipextract.structure.years import with_years

__all__ = [
    "CLOSING",
    "OPENING",
    "RANKS",
    "Bracket",
    "Clause",
    "Figure",
    "Formula",
    "Head",
    "Paragraph",
    "Row",
    "Sentence",
    "Sheet",
    "Total",
    "Tree",
    "grown",
    "sheets",
    "with_years",
]
