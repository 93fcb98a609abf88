"""The names that prose and the labels of tables share when each says what the other leaves to its surroundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ipextract.model import Claim
from ipextract.relations.passage import Passage
from ipextract.relations.subjects import Subjects
from ipextract.structure import Row, Sheet

_FULL_STOP = "。"
_STEM = 2
#: A name of so many characters that a label spells out with words of its whole.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Printed:
    """The numbers that a report may say twice, with what tells of whom they are: sentences, tables and bare names."""

    claims: Sequence[Claim]
    passages: Mapping[str, Passage]
    sheets: Sequence[Sheet]
    subjects: Subjects
    endings: tuple[str, ...]


def completed(printed: Printed) -> dict[str, str]:
    """By claim_id the name under which prose and a table print one thing in different words.

    A label that the title completes (医疗保健 below 居民消费价格涨跌幅 is 医疗保健价格); a label that says the whole of
    its name in prose, too (住户存款 of 本外币存款余额 is 住户本外币存款余额); one name below one parent in both places.
    """
    cells = {row.place: row for row in _cells(printed.sheets)}
    prose = [c for c in printed.claims if c.origin == "prose"]
    tabled = [(c, cells[c.char_start]) for c in printed.claims if c.origin == "table" and c.char_start in cells]
    found = dict(_below_one_parent(prose, tabled, printed))
    found.update(_with_their_whole(prose, tabled, printed))
    found.update(_with_the_title(prose, tabled, printed))
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of a table at ``place``, the title of the table and the labels that may stand for all of its row."""

    place: int
    title: str
    parents: tuple[str, ...]


def _cells(sheets: Sequence[Sheet]) -> Iterator[_Cell]:
    for sheet in sheets:
        title = sheet.title.rpartition(_FULL_STOP)[2]  # a sentence above it is no title
        for i, row in enumerate(sheet.rows):
            parents = tuple(_parents(sheet.rows, i, title))
            for figure in row.figures.values():
                yield _Cell(figure.place.start, title, parents)


def _parents(rows: Sequence[Row], index: int, title: str) -> Iterator[str]:
    """The label that a row stands below by its print, and that of a first row of which the title speaks."""
    own = _depths(rows[index])
    at = next((i for i, depth in enumerate(own) if depth), None)
    if at is not None:
        higher = (rows[i].label for i in range(index - 1, -1, -1) if _depths(rows[i])[at] < own[at])
        yield next(higher, "")
    first = rows[0].label
    if index and first and first in title:
        yield first


def _depths(row: Row) -> tuple[int, int, int]:
    """How deep a row stands by 其中, by its enumerator and by its indent."""
    return row.which, row.order, row.indent


def _with_the_title(
    prose: Sequence[Claim], tabled: Sequence[tuple[Claim, _Cell]], printed: Printed
) -> Iterator[tuple[str, str]]:
    spoken: dict[str, set[str]] = defaultdict(set)
    for claim in prose:
        if not claim.indicator_id:
            name = printed.subjects.of(claim)
            spoken[name[:_STEM]].add(name)
    for claim, cell in tabled:
        label = printed.subjects.of(claim)
        if claim.indicator_id or len(label) < _STEM:
            continue
        longer = [n for n in spoken.get(label[:_STEM], ()) if _short_for(label, n, cell.title)]
        if len(longer) == 1:
            yield claim.claim_id, longer[0]


def _short_for(label: str, name: str, title: str) -> bool:
    """True where ``name`` is ``label`` with a word behind it that the title of the table has."""
    return len(name) - len(label) >= _STEM and name.startswith(label) and name[len(label) :] in title


def _with_their_whole(
    prose: Sequence[Claim], tabled: Sequence[tuple[Claim, _Cell]], printed: Printed
) -> Iterator[tuple[str, str]]:
    """The label of a part that has words of its whole: of several numbers of one name, where it is the only one."""
    wholes = dict(_wholes(prose, printed))
    parts: dict[tuple[str, ...], set[tuple[str, str, str]]] = defaultdict(set)
    for part in prose:
        name = printed.subjects.of(part)
        if part.claim_id in wholes and len(name) >= _NAMED:
            parts[_frame(part)].add((name, wholes[part.claim_id], part.indicator_id or name))
    labels: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for claim, _ in tabled:
        if not claim.indicator_id and _frame(claim) in parts:
            labels[_frame(claim)].add(printed.subjects.of(claim))
    names = {
        frame: {label: {key for name, whole, key in parts[frame] if _spelled_out(label, name, whole)} for label in each}
        for frame, each in labels.items()
    }
    for claim, _ in tabled:
        of_parts = names.get(_frame(claim), {})
        spoken = of_parts.get(printed.subjects.of(claim), set())
        if len(spoken) == 1 and sum(spoken <= said for said in of_parts.values()) == 1 and not claim.indicator_id:
            yield claim.claim_id, next(iter(spoken))


def _wholes(prose: Sequence[Claim], printed: Printed) -> Iterator[tuple[str, str]]:
    """By claim_id of a level, and of what is said of it, the bare name of its whole."""
    of_level: dict[str, str] = {}
    for claim in prose:
        passage = printed.passages.get(claim.claim_id)
        whole = passage.wholes[passage.place(claim)] if passage is not None else None
        if whole is not None:
            of_level[claim.claim_id] = printed.subjects.of(whole)
    for claim in prose:
        name = of_level.get(claim.of or claim.claim_id, "")
        if name:
            yield claim.claim_id, name


def _frame(claim: Claim) -> tuple[str, ...]:
    return claim.kind, claim.unit, claim.scope, claim.period.year


def _spelled_out(label: str, name: str, whole: str) -> bool:
    """True for 住户本外币存款余额, which is 住户存款 with words of 本外币存款余额 in it."""
    if name[:1] not in label or name[-1:] not in label:
        return False
    runs, at = [""], 0
    for ch in label:
        if at < len(name) and ch == name[at]:
            at += 1
            runs.append("")
        else:
            runs[-1] += ch
    added = [run for run in runs if run]
    return at == len(name) and bool(added) and all(run in whole for run in added)


def _below_one_parent(
    prose: Sequence[Claim], tabled: Sequence[tuple[Claim, _Cell]], printed: Printed
) -> Iterator[tuple[str, str]]:
    """The names that stand below one parent in prose and in a table, with the parent before them.

    Only where the bare names do not tell: prose says 医疗保健类, or two tables have a row 医疗保健.
    """
    above: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in prose:
        if not claim.indicator_id:
            for parent in _opening(claim, printed):
                above[claim.kind, parent, _without(printed.subjects.of(claim), printed.endings)].append(claim)
    places: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for claim, cell in tabled:
        places[printed.subjects.of(claim)].add((cell.title, *cell.parents))
    for claim, cell in tabled:
        label = printed.subjects.of(claim)
        if claim.indicator_id or len(label) < _STEM:
            continue
        for parent in cell.parents:
            spoken = above.get((claim.kind, parent, label), [])
            if any(printed.subjects.of(c) != label for c in spoken) or (spoken and len(places[label]) > 1):
                yield claim.claim_id, parent + label
                yield from ((c.claim_id, parent + label) for c in spoken)
                break


def _opening(claim: Claim, printed: Printed) -> set[str]:
    """The names with which a claim's sentence and the one before it begin."""
    passage = printed.passages.get(claim.claim_id)
    if passage is None:
        return set()
    first = (place.claims[0] for place in (passage, *passage.earlier[:1]))
    return {printed.subjects.of(c) for c in first if c is not claim and c.kind == claim.kind}


def _without(name: str, endings: tuple[str, ...]) -> str:
    """A name without the word for a kind behind it (医疗保健类)."""
    return next((name.removesuffix(word) for word in endings if name.endswith(word) and len(name) > _STEM), name)
