"""FUNNEL and DUAL: stages of a procedure in their order, and cases beside the persons in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook
from ipextract.rulebook.definitions import Step

_MARKS = "，。；：、,;: \n（()）"
_APART = frozenset("；;")
_CLAUSE = regex.compile(r"[，。；：、,;:\n（()）]")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where in a procedure a number stands: its place from 0, the word that says so and what it is of.

    ``noun`` is empty where the words name the stage alone, which then is of what was named before.
    """

    place: int
    word: str
    noun: str
    sure: bool


def stages(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """Each stage of a procedure and the one before it in the sentence; cases with their persons at each stage."""
    partners = _partners(passage, rulebook)
    for cases, persons in partners.values():
        roles = (Role("cases", cases), Role("persons", persons))
        yield Relation("dual", "cases-and-persons", roles, persons.unit, section=passage.section, severity="suspicion")
    if len(passage.claims) < 2 or any(word in passage.text for word in rulebook.words["backlog"]):
        return
    seen: set[tuple[str, str]] = set()
    for chain in (each.stages for each in rulebook.definitions.procedures):
        if sum(any(name in passage.text for name in step.names) for step in chain) < _FEWEST:
            continue
        for earlier, later, stage in _steps(passage, chain, rulebook):
            if (earlier.claim_id, later.claim_id) in seen:
                continue
            seen.add((earlier.claim_id, later.claim_id))
            cap: Severity | None = None if stage.sure else "suspicion"
            roles = (Role("earlier", earlier), Role("later", later))
            yield Relation("funnel", "stages", roles, stage.word, section=passage.section, severity=cap)
            if earlier.claim_id in partners and later.claim_id in partners:
                pairs = (partners[earlier.claim_id], partners[later.claim_id])
                left = (*(Role("cases", p[0]) for p in pairs), *(Role("persons", p[1]) for p in pairs))
                yield Relation("dual", "left-over", left, stage.word, section=passage.section, severity="suspicion")


def _partners(passage: Passage, rulebook: Rulebook) -> dict[str, tuple[Claim, Claim]]:
    """By the id of the cases: 62 件 91 人, two numbers with nothing between them."""
    words = rulebook.words
    found: dict[str, tuple[Claim, Claim]] = {}
    for i, (cases, persons) in enumerate(pairwise(passage.claims), 1):
        if cases.unit not in words["case_unit"] or persons.unit not in words["person_unit"]:
            continue
        if passage.leads[i].strip() or cases.kind != "count" or persons.kind != "count":
            continue
        if any(word in cases.indicator for word in words["criminal"]):
            found[cases.claim_id] = (cases, persons)
    return found


def _steps(passage: Passage, chain: tuple[Step, ...], rulebook: Rulebook) -> Iterator[tuple[Claim, Claim, _Stage]]:
    """Two numbers of one unit, the later of a later stage of the same matter, with no semicolon between them."""
    last: dict[str, list[tuple[Claim, _Stage, str]]] = {}
    stage: _Stage | None = None
    for i, claim in enumerate(passage.claims):
        lead = passage.leads[i]
        if _APART & set(lead):
            last.clear()
        if claim.kind not in ("count", "amount") or claim.prior:
            continue
        if lead.strip():  # else the persons of the cases before: the same stage
            stage = _stage(claim, lead, chain, rulebook)
        if stage is None:
            continue
        noun = stage.noun
        before = last.setdefault(claim.unit, [])
        for earlier, known, of in reversed(before):
            if known.place >= stage.place:
                continue
            if (not noun or noun == of) and earlier.scope == claim.scope and earlier.period == claim.period:
                noun = of
                yield earlier, claim, stage
            break
        before.append((claim, stage, noun))


def _stage(claim: Claim, lead: str, chain: tuple[Step, ...], rulebook: Rulebook) -> _Stage | None:
    """The stage that the words before a number name at their beginning or at their end, the longest word first."""
    words = rulebook.words
    clause = _CLAUSE.split(lead.rstrip(_MARKS))[-1]
    for link in words["stage_front"]:
        clause = clause.removeprefix(link)
    texts = (clause, claim.indicator)
    best: tuple[int, bool, str, str] | None = None
    for place, step in enumerate(chain):
        for word in step.names:
            if best is not None and len(word) <= len(best[2]):
                continue
            for text in texts:
                front = text.removesuffix(word)
                if text.startswith(word) or (front != text and not front.endswith(words["negating"])):
                    best = (place, step.sure, word, text)
                    break
    if best is None:
        return None
    place, sure, word, text = best
    return _Stage(place, word, _noun(text, word, rulebook), sure)


def _noun(text: str, word: str, rulebook: Rulebook) -> str:
    """What a stage is of: the words without those of the stage and without fillers."""
    noun = text.replace(word, "", 1)
    for filler in rulebook.words["stage_filler"]:
        noun = noun.replace(filler, "")
    return noun.strip()
