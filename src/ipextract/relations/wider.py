"""PART between sentences: a campaign and its year, one office of several, a place and its country."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.narrower import adds_up
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
    for passage in prose:
        yield from _of_nation(passage, rulebook)


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


def _of_nation(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """全国出口海藻 47 亿元。云海省出口海藻 10 亿元: a place of the country in the paragraph that tells of all of it."""
    nation = (*rulebook.words["nation_level"], rulebook.terms.nation)
    places = rulebook.words["province_suffix"]
    for i in passage.levels():
        part = passage.claims[i]
        if not part.scope.endswith(places) or not part.indicator or not adds_up(part, rulebook):
            continue
        told = (c for place in (passage, *passage.earlier) for c in place.claims if c.char_start < part.char_start)
        whole = next((c for c in told if c.scope in nation and _one_thing(c, part)), None)
        if whole is not None:
            roles = (Role("whole", whole), Role("part", part))
            section = passage.section
            yield Relation("part", "place-of-nation", roles, whole.scope, section=section, severity="warning")


def _one_thing(one: Claim, other: Claim) -> bool:
    """True for what is printed under one name, of one time and reckoned in one way."""
    same = (one.kind, one.indicator, one.unit, one.basis) == (other.kind, other.indicator, other.unit, other.basis)
    timed = one.period == other.period and one.reckoned == other.reckoned and not one.prior and not other.prior
    return same and timed and bool(one.value and other.value)


def stripped(name: str, rulebook: Rulebook) -> str:
    """A name without 新增, 累计 … before it."""
    for word in (*rulebook.words["inflow"], *rulebook.words["cumulative"]):
        name = name.removeprefix(word)
    return name
