"""Document and mentions → one tree and its edges: the only reader of sentences and tables."""

from __future__ import annotations

from ipextract.structure.tree import CLOSING, OPENING, Bracket, Clause, Paragraph, Sentence, Tree, grown

__all__ = ["CLOSING", "OPENING", "Bracket", "Clause", "Paragraph", "Sentence", "Tree", "grown"]
