"""SHARES: what the shares of one whole say of it together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ipextract.exact.interval import add
from ipextract.model import Claim, Relation, Role
from ipextract.relations.closed import all_kinds
from ipextract.relations.ground import Ground
from ipextract.relations.passage import CLOSED, Passage
from ipextract.relations.pull import partitions
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


@dataclass(frozen=True, slots=True)
class _List:
    """Shares of one base in a sentence, by their indices; ``shares`` are those of all shares of it."""

    passage: Passage
    group: list[int]
    shares: list[int]
    rulebook: Rulebook

    @property
    def claims(self) -> list[Claim]:
        """The shares themselves."""
        return [self.passage.claims[i] for i in self.group]


def _listed(passage: Passage, shares: list[int], rulebook: Rulebook) -> Iterator[Relation]:
    """甲占 40%，乙占 35%，其他占 25%: shares of one base, each of a part of its own."""
    for group in _by_base(passage, shares):
        listed = _List(passage, group, shares, rulebook)
        if any(test(listed) for test in _NO_MIX):
            continue
        base = listed.claims[0].base or ""
        whole = not _begun_before(listed) and not _interrupted(listed)
        if whole and _ends_with_rest(listed):
            yield _shares(passage, group, "with-rest", base)
        elif whole and all_kinds([claim.indicator for claim in listed.claims], rulebook):
            yield _shares(passage, group, "all-kinds", base)
        elif len(group) > 2 and _all_of_it(listed.claims):
            yield _shares(passage, group, "covers-whole", base, echo=True)


def _by_base(passage: Passage, shares: list[int]) -> list[list[int]]:
    """占产量的 40%, 占产量的 60%: those of a sentence by base, unit and period, without 4:6 and closed brackets."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for i in shares:
        claim = passage.claims[i]
        if claim.base and passage.leads[i].strip() not in _RATIO and not passage.closed(i, None):
            groups.setdefault((claim.base, claim.unit, claim.period), []).append(i)
    return list(groups.values())


def _alone(listed: _List) -> bool:
    """True for 帆船占 40% with no other share of its base."""
    return len(listed.group) < 2


def _uncertain(listed: _List) -> bool:
    """True for 帆船占约 40%，帆船占 60%: a share that is not printed exactly, or two of one part."""
    names = {claim.indicator for claim in listed.claims}
    return len(names) < len(listed.claims) or any(claim.approx != "exact" for claim in listed.claims)


def _summed_up(listed: _List) -> bool:
    """True for 帆船占 40%，机动船占 35%，合计占 75%: one of the shares is of the others."""
    joined = listed.passage.lead_between(listed.group[0], listed.group[-1])
    return any(word in joined for word in listed.rulebook.words["stated_total"])


#: Asked in order: one that is True says that a list of shares is not all of its whole.
_NO_MIX: tuple[Callable[[_List], bool], ...] = (_alone, _uncertain, _summed_up)


def _begun_before(listed: _List) -> bool:
    """True for 40%，机动船占 35%: the list begins in a line that was not read with this one."""
    return listed.group[0] <= 1 and not listed.passage.leads[0].strip()


def _interrupted(listed: _List) -> bool:
    """True for 帆船占 40%，旧船占渔船的 9%，机动船占 35%: some of the list were read as shares of something else."""
    passage, last = listed.passage, listed.group[-1]
    return any(i < last and i not in listed.group and not passage.closed(i, last) for i in listed.shares)


def _ends_with_rest(listed: _List) -> bool:
    """True for 帆船占 40%，其他占 60%: the last is what is left over."""
    lead = CLOSED.sub("", listed.passage.lead_between(*listed.group[-2:]))
    return any(word in lead for word in listed.rulebook.words["other"])


def _all_of_it(claims: list[Claim]) -> bool:
    """True when the shares come to one hundred: nothing is left over, though no words say so."""
    known = [c.nearest for c in claims if c.nearest is not None]
    return len(known) == len(claims) and _HUNDRED in add(*known)


def _shares(passage: Passage, group: Iterable[int], rule: str, cue: str, *, echo: bool = False) -> Relation:
    roles = tuple(Role("share", passage.claims[i]) for i in group)
    return Relation("shares", rule, roles, cue, exhaustive=True, section=passage.section, echo=echo)


def find(ground: Ground) -> Iterator[Relation]:
    """The shares that a sentence gives of one whole."""
    for passage in ground.prose:
        yield from whole_shares(passage, ground.rulebook)
        for _, parts in partitions(passage, "ratio", ground):
            roles = tuple(Role("share", part) for part in parts)
            cue = parts[0].base or parts[0].indicator
            yield Relation("shares", "contributions", roles, cue, exhaustive=True, section=passage.section)
    yield from ground.tabled("shares")
