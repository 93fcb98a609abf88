"""MIX without levels: the growth of all, and those of kinds that by their names leave nothing of it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ipextract.model import Claim, Kind, Relation, Role, apart
from ipextract.relations.closed import all_kinds
from ipextract.relations.ground import Ground
from ipextract.relations.named import of_definitions
from ipextract.relations.narrower import adds_up
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_FEWEST: Final = 2
_GROWTH: Final[frozenset[Kind]] = frozenset({"growth"})
_MOST: Final = 4
_MARKS: Final = "，。；：、,;: \n（()）"


def grown_kinds(ground: Ground) -> Iterator[Relation]:
    """渔业增加值下降 1.9%。分规模看，大型企业下降 0.9%，中型企业下降 2.8%，小微型企业下降 2.4%."""
    for passage in ground.prose:
        for first, group in _groups(passage, ground.rulebook):
            whole = _whole(passage, first, ground)
            if whole is not None and _grows_alike(whole, group, ground):
                roles = (Role("whole", whole), *(Role("part", each) for each in group))
                cue = passage.outer(first).strip(_MARKS)
                yield Relation(
                    "mix", "kinds-grown", roles, cue, exhaustive=True, section=passage.section, severity="warning"
                )


def grown_names(ground: Ground) -> Iterator[Relation]:
    """零售额增长 5%。城镇零售额增长 3%，乡村零售额增长 4%: the growths of all that by definition makes up a whole."""
    signed = (ground.words("mix", "signed") or ((),))[0]
    for passage in ground.prose:
        for definition, whole, members in of_definitions(passage, _GROWTH, ground.rulebook):
            names = [each.indicator for each in (whole, *members)]
            if any(word in name for word in signed for name in names) or not _grows_alike(whole, members, ground):
                continue
            roles = (Role("whole", whole), *(Role("part", each) for each in members))
            yield Relation(
                "mix",
                "names-grown",
                roles,
                definition.told,
                exhaustive=True,
                section=passage.section,
                severity="warning",
            )


def _groups(passage: Passage, rulebook: Rulebook) -> Iterator[tuple[int, list[Claim]]]:
    """Growths one behind the other, no other number between, whose names are all kinds of one thing."""
    at = 0
    while at < len(passage.claims):
        for size in range(_MOST, _FEWEST - 1, -1):
            group = list(passage.claims[at : at + size])
            if len(group) == size and all(_alone(each) for each in group) and _kinds(group, rulebook):
                yield at, group
                at += size - 1
                break
        at += 1


def _kinds(group: Sequence[Claim], rulebook: Rulebook) -> bool:
    return all_kinds([each.indicator for each in group], rulebook)


def _alone(claim: Claim) -> bool:
    """True for a growth on its year before that has no level."""
    return claim.kind == "growth" and claim.of is None and bool(claim.indicator) and not apart(claim.qualifier)


def _whole(passage: Passage, first: int, ground: Ground) -> Claim | None:
    """The growth that 其中 or 分规模看 divides: the one before it, or that which the paragraph opens with."""
    words = ground.rulebook.words
    lead = passage.outer(first).lstrip(_MARKS)
    if first and lead.startswith(words["of_which"]):
        before = passage.claims[first - 1]
        return before if before.kind == "growth" and passage.depths[first] == passage.depths[first - 1] else None
    dividing = (ground.words("mix", "dividing") or ((),))[0]
    opens = (*words["of_which"], *dividing)
    if first or not lead.startswith(opens) or not passage.earlier:
        return None
    *between, top = passage.earlier
    if not all(each.text.lstrip(_MARKS).startswith(opens) for each in between):
        return None
    growths = [claim for claim in top.claims if claim.kind == "growth"]
    return growths[0] if growths and top.place(growths[0]) <= 1 else None


def _grows_alike(whole: Claim, group: Sequence[Claim], ground: Ground) -> bool:
    """True for rates of one base and time, of prices or what adds up; a mean may grow faster than all kinds."""
    prices = (ground.words("mix", "prices") or ((),))[0]
    if not whole.indicator.endswith(prices) and not adds_up(whole, ground.rulebook):
        return False
    if whole.direction == "flat" or apart(whole.qualifier):
        return False
    return all(
        (each.unit, each.base, each.period, each.scope) == (whole.unit, whole.base, whole.period, whole.scope)
        and each.direction != "flat"
        for each in group
    )
