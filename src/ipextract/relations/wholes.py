"""SHARES and MIX: what the parts of one whole say of it together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipextract.exact.interval import add
from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import CLOSED, Passage
from ipextract.rulebook import Rulebook

_RATIO = frozenset("：:∶")
_HUNDRED = 100


def whole_shares(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """Shares that are all of one whole: 5.1:40.2:54.7, or a list of shares whose last is of the rest."""
    shares = [i for i, c in enumerate(passage.claims) if c.kind == "share" and c.value is not None]
    if len(shares) < 2:
        return
    group: list[int] = []
    for i in shares:
        if group and group[-1] == i - 1 and passage.leads[i].strip() in _RATIO:
            group.append(i)
            continue
        yield from _structure(passage, group)
        group = [i]
    yield from _structure(passage, group)
    yield from _listed(passage, shares, rulebook)


def _structure(passage: Passage, group: list[int]) -> Iterator[Relation]:
    if len(group) > 1:
        yield _shares(passage, group, "structure", passage.leads[group[1]].strip())


def _listed(passage: Passage, shares: list[int], rulebook: Rulebook) -> Iterator[Relation]:
    """甲占 40%，乙占 35%，其他占 25%: shares of one base, each of a part of its own."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for i in shares:
        claim = passage.claims[i]
        if claim.base and passage.leads[i].strip() not in _RATIO and not passage.closed(i, None):
            groups.setdefault((claim.base, claim.unit, claim.period), []).append(i)
    words = rulebook.words
    for group in groups.values():
        claims = [passage.claims[i] for i in group]
        if len({c.indicator for c in claims}) < len(claims) or any(c.approx != "exact" for c in claims):
            continue
        joined = passage.lead_between(group[0], group[-1])
        if len(group) < 2 or any(word in joined for word in words["stated_total"]):
            continue
        if group[0] <= 1 and not passage.leads[0].strip() and not _all_of_it(claims):
            continue  # the list begins in a line that was not read with this one
        rest = any(word in CLOSED.sub("", passage.lead_between(group[-2], group[-1])) for word in words["other"])
        between = [i for i in shares if i < group[-1] and i not in group and not passage.closed(i, group[-1])]
        if between and not _all_of_it(claims):
            continue  # some of the list were read as shares of something else
        if rest or (len(group) > 2 and _all_of_it(claims)):
            yield _shares(passage, group, "with-rest" if rest else "covers-whole", claims[0].base or "")


def _all_of_it(claims: list[Claim]) -> bool:
    """True when the shares come to one hundred: then they leave nothing over, else more may not be listed."""
    known = [c.nearest for c in claims if c.nearest is not None]
    return len(known) == len(claims) and _HUNDRED in add(*known)


def _shares(passage: Passage, group: Iterable[int], rule: str, cue: str) -> Relation:
    roles = tuple(Role("share", passage.claims[i]) for i in group)
    return Relation("shares", rule, roles, cue, exhaustive=True, section=passage.section)


def mixes(sums: Iterable[Relation], growths: Iterable[Relation]) -> Iterator[Relation]:
    """The growth of a whole beside those of parts that are all of it."""
    by_level: dict[str, Claim] = {}
    for relation in growths:
        by_level.setdefault(relation.of_role("level")[0].claim_id, relation.of_role("growth")[0])
    if len(by_level) < 3:
        return
    for relation in sums:
        total, parts = relation.of_role("total")[0], relation.of_role("part")
        whole = by_level.get(total.claim_id)
        grown = [by_level.get(part.claim_id) for part in parts]
        alike = [g for g in grown if g is not None and whole is not None and _alike(g, whole)]
        if whole is None or len(alike) < len(parts) or (not relation.exhaustive and relation.rule != "covers-whole"):
            continue
        roles = (Role("whole", whole), *(Role("part", g) for g in alike), Role("level", total))
        roles = (*roles, *(Role("level", part) for part in parts))
        yield Relation("mix", relation.rule, roles, relation.cue, exhaustive=True, section=relation.section)


def _alike(part: Claim, whole: Claim) -> bool:
    return (part.unit, part.base, part.qualifier, part.period) == (
        whole.unit,
        whole.base,
        whole.qualifier,
        whole.period,
    )
