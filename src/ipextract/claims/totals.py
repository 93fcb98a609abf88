"""Which numbers a level is the total of: the edges of rules/cues/total-of.toml, from 合计 to each part before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ipextract.claims.draft import Draft, Link
from ipextract.claims.run import Run
from ipextract.structure.links import Spot
from ipextract.structure.totals import Addend, lined, totals


def join_totals(run: Run) -> None:
    """Joins each total of a sentence to the numbers of the list before it; what is aimed at adds up by itself."""
    for index, group in groupby(run.drafts, key=lambda draft: draft.sentence):
        sentence = run.tree.sentences[index]
        told = sorted(group, key=lambda draft: (draft.start, draft.end))
        for alike in ([d for d in told if not d.target], [d for d in told if d.target]):
            line = lined(run.tree, sentence.start, sentence.end, [_spot(draft) for draft in alike])
            for total in totals(line, run.rulebook) if alike else ():
                if not total.against:
                    alike[total.index].addends = [_link(alike, each) for each in total.addends]


def _spot(draft: Draft) -> Spot:
    return Spot(draft.start, draft.end, draft.kind, draft.unit, draft.indicator, draft.period)


def _link(told: Sequence[Draft], addend: Addend) -> Link:
    refused = tuple((told[other], why) for other, why in addend.refused)
    return Link(told[addend.index], addend.cue.id, addend.start, addend.end, refused)
