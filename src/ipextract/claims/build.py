"""The order of attachment: each number in text order becomes a level or says something about one before it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ipextract.claims.apart import told_apart
from ipextract.claims.attributes import attribute, plain
from ipextract.claims.before import join_counterparts, join_ends
from ipextract.claims.divided import join_wholes
from ipextract.claims.draft import Attached, Draft, Link, finish
from ipextract.claims.leads import take_over
from ipextract.claims.levels import end_point, is_level, level
from ipextract.claims.metadata import Metadata
from ipextract.claims.plans import planned
from ipextract.claims.readings import Reading, read
from ipextract.claims.releases import framed
from ipextract.claims.run import Run
from ipextract.claims.scope import Clause, clauses
from ipextract.claims.table import read_tables
from ipextract.claims.totals import join_totals
from ipextract.claims.words import Words
from ipextract.model import Document, Mention, Word
from ipextract.rulebook import Rulebook
from ipextract.structure import Sheet, Tree


def _link_back(run: Run, level: Draft) -> None:
    """A growth that stood before its level (增长 5%，达 30 亿元) speaks of it."""
    last = run.drafts[-1] if run.drafts else None
    if last is None or last.kind != "growth" or last.of is not None or not level.level:
        return
    named = last.sentence == level.sentence and last.indicator and last.indicator == level.indicator
    if named and not run.parted(last.end, level.start):
        last.of, last.owner = level, Link(level, "level-behind", last.end, level.start)


def _link_to_tables(drafts: list[Draft], cells: list[Draft]) -> None:
    """A share or growth whose subject only a table prints (餐饮收入占 16%) speaks of that cell."""
    levels: dict[tuple[str, str], Draft | None] = {}
    for cell in cells:
        if cell.level and cell.kind != "share":
            key = (cell.indicator, cell.period)
            levels[key] = None if key in levels else cell
    for draft in drafts if levels else ():
        if draft.of is None and not draft.prior and draft.kind in ("share", "growth") and draft.clause is not None:
            level = levels.get((draft.phrase.text, draft.period))
            if level is not None:
                draft.of, draft.owner = level, Link(level, "cell-of-that-name", draft.start, draft.end)


#: Why a number is none that belongs to what it is glued to: no name holds it.
_MARKS = frozenset({"list-number", "footnote", "in-doubt"})

#: 生产总值②: the number of a footnote in a circle, behind a word.
_CIRCLED = regex.compile(r"(?<=[\p{Han}%％）”])[①-⑳㉑-㉟]")


def _without_marks(text: str, words: tuple[Word, ...], mentions: tuple[Mention, ...]) -> tuple[str, tuple[Word, ...]]:
    """The text with blanks for list numbers and marks of footnotes, and the words that are no part of one."""
    marks = [(m.start, m.end) for m in mentions if m.reason in _MARKS]
    marks += [found.span() for found in _CIRCLED.finditer(text)]
    if not marks:
        return text, words
    gone = {at for start, end in marks for at in range(start, end)}
    blank = "".join(" " if at in gone else ch for at, ch in enumerate(text))
    return blank, tuple(word for word in words if word.start not in gone)


def _frames(run: Run, mention: Mention) -> bool:
    """True for a duration (3 年), which frames a sentence and is no figure that was not read."""
    return mention.unit in run.rulebook.words["time_unit"]


def build(
    document: Document,
    tree: Tree,
    sheets: Sequence[Sheet],
    mentions: tuple[Mention, ...],
    words: tuple[Word, ...],
    mask: str,
    meta: Metadata,
    rulebook: Rulebook,
) -> Attached:
    """The claims of a document, their edges and origins; a quantity that becomes none stays in the ledger."""
    text, words = _without_marks(document.text, words, mentions)
    frames = framed(document, mentions, meta, rulebook)
    found = clauses(tree, words, mentions, rulebook, meta, frames)
    run = Run(
        document=document,
        mentions=mentions,
        words=Words(text, mask, words, rulebook.words),
        rulebook=rulebook,
        clauses=found,
        starts=[c.start for c in found],
        offsets=[m.start for m in mentions],
        frames=frames,
        percents=rulebook.units_of("percent"),
        tree=tree,
        plans=planned(document, meta.year, rulebook),
    )
    for start, index, reading in _numbers(mentions, read(document.text, mask, mentions, rulebook)):
        clause = run.clause_at(start)
        if clause is not None:
            run.at = start
            _take(run, index, reading, clause)
    take_over(run)
    join_counterparts(run)
    join_totals(run)
    join_wholes(run)
    cells = list(read_tables(sheets, rulebook, meta))
    _link_to_tables(run.drafts, cells)
    run.drafts += cells
    return told_apart(finish(run.drafts, document), tree, run.words)


def _numbers(
    mentions: tuple[Mention, ...], readings: tuple[Reading, ...]
) -> list[tuple[int, int | None, Reading | None]]:
    """Where each number stands, its index among the mentions and its reading, in text order.

    Words that stand for a number have no index; a quantity that no rule read has no reading.
    """
    by_mention = {reading.mention: reading for reading in readings if reading.mention is not None}
    known = (i for i, mention in enumerate(mentions) if mention.is_quantity or i in by_mention)
    found: list[tuple[int, int | None, Reading | None]] = [(mentions[i].start, i, by_mention.get(i)) for i in known]
    found += [(reading.quote_start, None, reading) for reading in readings if reading.mention is None]
    return sorted(found, key=lambda item: (item[0], item[1] is None))


def _take(run: Run, index: int | None, reading: Reading | None, clause: Clause) -> None:
    """Takes a number in as what it is, or remembers that it was not read."""
    mention = run.mentions[index] if index is not None else None
    draft = _draft(run, mention, reading, clause)
    if draft is not None:
        draft.mention = index
        _link_back(run, draft)
        if reading is not None and reading.rule.form == "ends":
            join_ends(run, draft, reading)
        run.add(draft)
        run.floor = max(run.floor, draft.end, draft.phrase.end)
    elif mention is not None and mention.is_quantity and not _frames(run, mention):
        run.unread = mention.start


def _draft(run: Run, mention: Mention | None, reading: Reading | None, clause: Clause) -> Draft | None:
    """One of two ends, a level, what is said of a level, or a rate that no rule read."""
    if mention is not None and reading is not None and reading.rule.form == "ends":
        return end_point(run, mention, reading, clause)
    if mention is not None and mention.is_quantity and is_level(mention, reading):
        return level(run, mention, reading, clause)
    if reading is not None:
        return attribute(run, mention, reading, clause)
    return plain(run, mention, clause) if mention is not None else None
