"""PART between sentences: a campaign and its year, one office of several."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

_Key = tuple[str, ...]


def wider(prose: tuple[Passage, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """Two numbers under one name of which the words around them make one the narrower."""
    words = rulebook.words
    groups: dict[_Key, list[tuple[Claim, Passage]]] = {}
    for passage in prose:
        for claim in passage.claims:
            if claim.kind in LEVELS and not claim.prior and len(claim.indicator) > 1:
                name = stripped(claim.indicator_id or claim.indicator, rulebook)
                groups.setdefault((claim.kind, name, claim.unit, claim.period.year), []).append((claim, passage))
    for group in groups.values():
        if len(group) < 2:
            continue
        yield from _offices(group, rulebook)
        scopes: dict[str, list[tuple[Claim, Passage]]] = {}
        for each in group:
            scopes.setdefault(each[0].scope, []).append(each)
        for own in scopes.values():
            if len(own) > 1:
                yield from _campaign(own, words["campaign"], words["whole_year"])


def _campaign(
    group: list[tuple[Claim, Passage]], campaign: tuple[str, ...], year: tuple[str, ...]
) -> Iterator[Relation]:
    """What a campaign found is a part of what the whole year found, where the same paragraph says both."""
    for part, here in group:
        cue = next((word for word in campaign if word in here.text), "")
        if not cue or any(word in here.text for word in year):
            continue
        for whole, there in group:
            same = here in there.earlier or there in here.earlier
            if same and whole.indicator == part.indicator and not any(word in there.text for word in campaign):
                if there.text.lstrip().startswith(year):
                    roles = (Role("whole", whole), Role("part", part))
                    yield Relation("part", "campaign", roles, cue, section=part.section, severity="warning")
                break


def _offices(group: list[tuple[Claim, Passage]], rulebook: Rulebook) -> Iterator[Relation]:
    """What one of several offices did is a part of what they all did, within a paragraph."""
    marks = rulebook.words["list_mark"]
    joint = [(claim, passage) for claim, passage in group if any(mark in claim.scope for mark in marks)]
    for whole, there in joint:
        names = [whole.scope]
        for mark in marks:
            names = [name for each in names for name in each.split(mark)]
        for part, here in group:
            near = here is there or here in there.earlier or there in here.earlier
            if near and part.scope in names and part.scope != whole.scope:
                roles = (Role("whole", whole), Role("part", part))
                yield Relation("part", "one-of-offices", roles, whole.scope, section=part.section, severity="suspicion")


def stripped(name: str, rulebook: Rulebook) -> str:
    """A name without 新增, 累计 … before it."""
    for word in (*rulebook.words["inflow"], *rulebook.words["cumulative"]):
        name = name.removeprefix(word)
    return name
