"""Which level a number is a part of: the edges that 其中, 包括 and brackets open, and how far a list of parts goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from ipextract.claims.draft import Link
from ipextract.claims.run import Group, Run, is_target
from ipextract.claims.scope import Clause
from ipextract.model import Mention, Period, Unit
from ipextract.rulebook.cues import Cue
from ipextract.structure.links import Spot, joined, opened

MOST: Final = 60
"""How many numbers back a whole may stand; no sentence that a person wrote has more between it and its parts."""


def enter(run: Run, mention: Mention, clause: Clause, name: str, period: Period) -> Group | None:
    """The list of parts that a level stands in, begun by a cue before it or going on from the level before."""
    sentence = clause.sentence
    lead = _lead(run, mention.start, len(run.drafts))
    source = Spot(mention.start, mention.end, "count", Unit(mention.unit), name, period, lead)
    bracketed = run.tree.bracket_at(mention.start) >= 0
    for cue in run.rulebook.cues_of("part-of"):
        if cue.at == "mark" and not bracketed:
            continue  # a bracket that never closes holds nothing
        found = opened(cue, source.lead, run.rulebook.words)
        if found is not None:
            source = replace(source, target=is_target(run, clause, mention.start))
            return _begun(run, cue, found[1], source, sentence)
    return run.group if run.group is not None and _goes_on(run, run.group, source, sentence) else None


def _begun(run: Run, cue: Cue, word: str, source: Spot, sentence: int) -> Group | None:
    places = list(islice(_candidates(run, cue, sentence), MOST))
    at = run.document.text.rfind(word, 0, source.start)
    spots = (_spot(run, each) for each in places)
    joint = joined(cue, (at, at + len(word)), source, spots, run.tree, run.rulebook)
    if joint is None:
        return None
    refused = tuple((run.drafts[places[k]], by) for k, by in joint.refused)
    part = Link(run.drafts[places[joint.chosen]], cue.id, joint.start, joint.end, refused)
    return Group(part, sentence, source.unit, run.tree.depth(source.start))


def _candidates(run: Run, cue: Cue, sentence: int) -> Iterator[int]:
    """The drafts before by their index, the nearest first; of earlier sentences where all between open with the cue."""
    text, sentences = run.document.text, run.tree.sentences
    below = sentence
    for index in range(len(run.drafts) - 1, -1, -1):
        draft = run.drafts[index]
        if draft.sentence == sentence:
            yield index
            continue
        if cue.reaches == "sentence" or draft.paragraph != run.drafts[-1].paragraph:
            return
        while draft.sentence < below:
            opening = text[sentences[below].start : sentences[below].end].lstrip()
            if not opening.startswith(cue.words):
                return
            below -= 1
        yield index


def _spot(run: Run, index: int) -> Spot:
    draft = run.drafts[index]
    lead = _lead(run, draft.start, index)
    return Spot(
        draft.start, draft.end, draft.kind, draft.unit, draft.indicator, draft.period, lead, draft.target, draft.prior
    )


def _lead(run: Run, start: int, index: int) -> str:
    """The words before a number since the number before it in its sentence, without the brackets between.

    ``index`` is that of the number among the drafts.
    """
    floor = run.tree.sentences[run.tree.sentence_at(start)].start
    before = run.drafts[index - 1].end if index else floor
    return run.tree.plain(max(floor, min(before, start)), start)


def _goes_on(run: Run, group: Group, source: Spot, sentence: int) -> bool:
    """False where another list, a total, ； or the end of its bracket ends the list before this number."""
    words = run.rulebook.words
    ends = (*words["of_which"], *words["stated_total"], *words["inflow"], *words["cumulative"])
    return (
        sentence == group.sentence
        and source.unit == group.unit
        and run.tree.depth(source.start) == group.depth
        and not any(mark in source.lead for mark in "；;")
        and not any(word in source.lead for word in ends)
    )
