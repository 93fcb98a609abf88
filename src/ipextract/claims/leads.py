"""What a headline leaves to the paragraph below it: whose its number is, when it is of, and whether it has run up.

A headline says in short what the first paragraph says in full. The number there that has the same name, kind and unit
gives the one of the headline what its own words do not say.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import regex

from ipextract.claims.draft import Draft, Reason
from ipextract.claims.run import Run
from ipextract.model import Field
from ipextract.structure import Paragraph
from ipextract.structure.names import spelled_alike

_HEADLINE: Final = regex.compile(r"[^。；;！？\n]{6,64}")
_FULL_STOP: Final = "。"


def take_over(run: Run) -> None:
    """Gives the numbers of each headline the scope, period and basis of their number in the paragraph below it."""
    starts = [draft.start for draft in run.drafts]
    for index, above in groupby(run.drafts, key=lambda draft: draft.paragraph):
        lead = _lead(run, index)
        if lead is None:
            continue
        below = run.drafts[bisect_left(starts, lead.start) : bisect_left(starts, lead.end)]
        for draft in above if below else ():
            told = _told(run, draft, below)
            if told is not None:
                _take(run, draft, told)


def _lead(run: Run, index: int) -> Paragraph | None:
    """The paragraph of sentences below the headline ``index``; ``None`` where that is none."""
    paragraphs = run.tree.paragraphs
    if not 0 <= index < len(paragraphs) - 1:
        return None
    line, lead = paragraphs[index], paragraphs[index + 1]
    text = run.tree.text
    headed = _HEADLINE.fullmatch(text[line.start : line.end].strip()) is not None
    return lead if headed and _FULL_STOP in text[lead.start : lead.end] else None


def _told(run: Run, draft: Draft, below: Sequence[Draft]) -> Draft | None:
    """The number below that is the one of the headline: the only one of its name, or of several the equal one."""
    alike = [d for d in below if (d.kind, d.unit, d.target) == (draft.kind, draft.unit, draft.target) and not d.prior]
    named = [d for d in alike if spelled_alike(draft.indicator, d.indicator, run.rulebook)]
    equal = [d for d in named or alike if (d.value, d.direction) == (draft.value, draft.direction)]
    if len(named) == 1:
        return named[0]
    return equal[0] if equal else None


def _take(run: Run, draft: Draft, told: Draft) -> None:
    """Fills in what the words of the headline do not say."""
    line = run.tree.paragraphs[draft.paragraph]
    silent = set(_silent(draft, line))
    said = run.document.text[line.start : line.end]
    if any(word in said for word in (*run.rulebook.words["area_word"], *run.rulebook.words["region"])):
        silent.discard("scope")  # 我国 and 全市 say whose it is
    if "scope" in silent:
        draft.scope = told.scope
    if "period" in silent:
        draft.period = told.period
    if "basis" in silent:
        draft.basis = told.basis
    for field in silent:
        draft.why[field] = Reason("lead", told.why[field].spans)


def _silent(draft: Draft, line: Paragraph) -> Iterator[Field]:
    """The fields that nothing in the headline gave."""
    fields: tuple[Field, ...] = ("scope", "period", "basis")
    for field in fields:
        if not any(line.start <= start < line.end for start, _ in draft.why[field].spans):
            yield field
