"""Lists of parts behind a whole: where 其中, 包括 or a bracket opens one, and which numbers belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ipextract.model import Claim
from ipextract.relations.holders import one_measure, paired
from ipextract.relations.passage import CLOSED, Passage
from ipextract.rulebook import Rulebook
from ipextract.structure.links import LIST_MARKS as LIST_MARKS  # noqa: PLC0414 - offered from here
from ipextract.structure.links import part_opened

OPENING = ("（", "(")
_MINUS = ("-", "－", "−")


def groups(passage: Passage, rulebook: Rulebook) -> Iterator[tuple[Claim, list[int], str]]:
    """Each whole with the indices of the parts listed behind 其中, 包括 or an opening bracket, and the cue."""
    levels = passage.levels()
    for position, i in enumerate(levels):
        lead = passage.outer(i)
        cue = part_opened(lead, rulebook) or ("（" if passage.depths[i] and lead.strip().startswith(OPENING) else "")
        if not cue:
            continue
        if cue in OPENING and lead.strip().lstrip("".join(OPENING)).startswith(rulebook.words["aside_added"]):
            continue
        members = _members(passage, levels[position:], rulebook)
        if wholes := paired(passage, levels[:position], members, rulebook):
            yield from ((whole, [j], cue) for whole, j in zip(wholes, members, strict=True))
            continue
        whole = passage.wholes[i]
        if whole is None:
            continue
        if not any(passage.leads[j].endswith(_MINUS) for j in members):  # -268 万元 among the parts: they offset
            yield whole, members, cue


def _members(passage: Passage, levels: list[int], rulebook: Rulebook) -> list[int]:
    """The parts of a list from its first on: same unit, same depth of brackets, until another list begins."""
    first = levels[0]
    group = [first]
    depth = passage.depths[first]
    for j in levels[1:]:
        deeper = passage.depths[j] - depth
        if deeper > 0:
            continue  # parts of a part
        if passage.closed(first, j):
            break  # the bracket that the list stands in
        lead = passage.lead_between(group[-1], j)
        if passage.claims[j].prior:
            break  # 其他 80 份，上年为 610 份: the level of the year before is no part
        if not one_measure(passage.claims[first], passage.claims[j], rulebook):
            continue  # 其中国有企业收入 12 亿元、支出 11 亿元: of another whole
        if deeper < 0 or passage.claims[j].unit != passage.claims[first].unit or _breaks(lead, rulebook):
            break
        group.append(j)
    return group


def _breaks(lead: str, rulebook: Rulebook) -> bool:
    """True when a list of parts ends before this number: a new 其中, a total, a semicolon or a closing bracket."""
    words = rulebook.words
    lead = CLOSED.sub("", lead)
    if any(mark in lead for mark in "；;"):
        return True
    return any(
        word in lead for word in (*words["of_which"], *words["stated_total"], *words["inflow"], *words["cumulative"])
    )


def joined(passage: Passage, group: list[int], marks: frozenset[str]) -> list[int]:
    """The parts from the first on that follow each other with one of ``marks`` and no other number between them.

    Behind a growth or a share the list may be over, and what follows be a thing of its own.
    """
    run = group[:1]
    for one, other in pairwise(group):
        lead = CLOSED.sub("", passage.lead_between(one, other)).lstrip()
        between = [k for k in range(one + 1, other) if not passage.closed(k, other)]
        if between or not lead.startswith(tuple(marks)):
            break
        run.append(other)
    return run
