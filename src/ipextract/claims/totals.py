"""Which numbers a level is the total of: the edges of rules/cues/total-of.toml, from 合计 to each part before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ipextract.claims.draft import Draft, Link
from ipextract.claims.run import Run
from ipextract.structure.links import Spot
from ipextract.structure.totals import Addend, lined, totals


def join_totals(run: Run) -> None:
    """Joins each total of a sentence to the numbers of the list before it; what is aimed at adds up to nothing."""
    for index, group in groupby(run.drafts, key=lambda draft: draft.sentence):
        facts = sorted((d for d in group if not d.target), key=lambda draft: (draft.start, draft.end))
        sentence = run.tree.sentences[index]
        line = lined(run.tree, sentence.start, sentence.end, [_spot(draft) for draft in facts])
        for total in totals(line, run.rulebook):
            if not total.against:
                facts[total.index].addends = [_link(facts, each) for each in total.addends]


def _spot(draft: Draft) -> Spot:
    return Spot(draft.start, draft.end, draft.kind, draft.unit, draft.indicator, draft.period)


def _link(facts: Sequence[Draft], addend: Addend) -> Link:
    refused = tuple((facts[other], why) for other, why in addend.refused)
    return Link(facts[addend.index], addend.cue.id, addend.start, addend.end, refused)
