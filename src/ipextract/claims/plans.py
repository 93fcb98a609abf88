"""Sections of next year's tasks and targets, and the year that a report looks back on, by their headings."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Block, Document
from ipextract.rulebook import Rulebook
from ipextract.structure.dates import years_in

_SENTENCE_MARK = regex.compile(r"[，。；：！？,;:!?\t]")
_LONGEST_HEAD = 40


def planned(document: Document, year: str, rulebook: Rulebook) -> tuple[tuple[int, int], ...]:
    """The spans of the sections on what shall be done, in text order; a year up to the report's heads none of them."""
    spans: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None  # where it begins and the level of its heading
    for block, text, level in _heads(document, rulebook):
        if opened is not None and level > opened[1]:
            continue
        if opened is not None:
            spans.append((opened[0], block.start))
            opened = None
        named = years_in(text, rulebook)
        ahead = not named or not year or max(named) > year
        large = level <= 1 or bool(named) or text.endswith(rulebook.words["next_heading"])
        dated = bool(named) and text.endswith(rulebook.words["dated_plan_heading"])
        if ahead and large and (dated or _is_plan(text, rulebook)):
            opened = (block.end, level)
    if opened is not None:
        spans.append((opened[0], len(document.text)))
    return tuple(spans)


def reviewed_year(document: Document, rulebook: Rulebook) -> str:
    """The year of a heading such as 一、2021年工作回顾; empty without one."""
    for _, text, _ in _heads(document, rulebook):
        years = years_in(text, rulebook)
        if years and text.endswith(rulebook.words["review_heading"]):
            return max(years)
    return ""


def _is_plan(text: str, rulebook: Rulebook) -> bool:
    words = rulebook.words
    return text.endswith(words["plan_heading"]) and not any(word in text for word in words["done_heading"])


def _heads(document: Document, rulebook: Rulebook) -> Iterator[tuple[Block, str, int]]:
    """The headings with their levels, and above them (level 0) the unnumbered lines that head a plan or a review."""
    for block in document.blocks:
        if block.kind == "table" or block.end - block.start > _LONGEST_HEAD:
            continue
        text = "".join(document.text[block.start : block.end].split())
        if block.kind == "heading":
            yield block, text, block.level
            continue
        parts = text.endswith(rulebook.words["review_heading"]) or _is_plan(text, rulebook)
        if parts and block.kind == "paragraph" and not _SENTENCE_MARK.search(text):
            yield block, text, 0
