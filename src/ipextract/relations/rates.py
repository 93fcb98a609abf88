"""What a percentage asserts of the levels beside it: SHARE, GROWTH and CHANGE."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook


def growths(passage: Passage) -> Iterator[Relation]:
    """A printed growth and the level it speaks of; growth over several years asserts nothing about last year."""
    by_id = _by_id(passage)
    for claim in passage.claims:
        level = by_id.get(claim.of or "")
        if (
            claim.kind == "growth"
            and level is not None
            and level.kind in (*LEVELS, "ratio")
            and "/" not in claim.period
        ):
            roles = (Role("level", level), Role("growth", claim), *_prior(passage, level))
            yield Relation("growth", claim.rule, roles, claim.base or "", section=passage.section)


def changes(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """An absolute change, the level it led to and, where printed, the level before and the growth."""
    points = frozenset(u.id for u in rulebook.units.values() if u.dimension == "point")
    by_id = _by_id(passage)
    for claim in passage.claims:
        level = by_id.get(claim.of or "")
        if claim.kind != "change" or level is None or not _changes(claim, level, points):
            continue
        growth = next(
            (g for g in passage.claims if g.kind == "growth" and g.of == claim.of and g.base == claim.base), None
        )
        grown = (Role("growth", growth),) if growth is not None else ()
        roles = (Role("level", level), Role("change", claim), *_prior(passage, level), *grown)
        yield Relation("change", claim.rule, roles, claim.base or "", section=passage.section)


def _changes(change: Claim, level: Claim, points: frozenset[str]) -> bool:
    """True when the change is of the level itself: in its unit, or in points of a rate."""
    if level.unit in ("%", "‰"):
        return change.unit in points
    return level.kind in (*LEVELS, "ratio") and change.unit == level.unit


def _prior(passage: Passage, level: Claim) -> tuple[Role, ...]:
    """The level of the year before, where the sentence prints it."""
    for claim in passage.claims:
        same = claim.indicator == level.indicator and claim.unit == level.unit and claim.kind == level.kind
        if same and claim.qualifier == "prior" and claim.scope == level.scope:
            return (Role("prior", claim),)
    return ()


def shares(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """A printed share, its part and, where the text prints it, the whole."""
    by_id = _by_id(passage)
    for i, claim in enumerate(passage.claims):
        part = by_id.get(claim.of or "")
        if claim.kind != "share" or part is None or part.kind not in LEVELS:
            continue
        whole = _whole(passage, i, part, claim, rulebook)
        roles = (Role("part", part), *((Role("whole", whole),) if whole is not None else ()), Role("share", claim))
        yield Relation("share", claim.rule, roles, claim.base or "", section=passage.section)


def _whole(passage: Passage, index: int, part: Claim, share: Claim, rulebook: Rulebook) -> Claim | None:
    """The level that the share is a part of: the one its base names, or the one before 其中."""
    place = next(i for i, c in enumerate(passage.claims) if c.claim_id == part.claim_id)
    same = [
        c for c in passage.claims[:index] if c.kind == part.kind and c.unit == part.unit and c.claim_id != part.claim_id
    ]
    if share.base:
        core = _core(share.base, rulebook)
        earlier = [*reversed(same), *(c for p in passage.earlier for c in reversed(p.claims) if c.unit == part.unit)]
        return next((c for c in earlier if len(core) > 1 and c.indicator.endswith(core) and c.kind == part.kind), None)
    cues = rulebook.words["of_which"]
    for j in range(place, -1, -1):
        if any(word in passage.leads[j] for word in cues):
            before = [c for c in passage.claims[:j] if c.kind == part.kind and c.unit == part.unit]
            return before[-1] if before else None
    return None


def _core(base: str, rulebook: Rulebook) -> str:
    """The noun of a whole without 全部, 总 … before it and 总数 … behind it."""
    core = base
    for prefix in rulebook.words["whole_prefix"]:
        core = core.removeprefix(prefix)
    for suffix in rulebook.words["whole_suffix"]:
        core = core.removesuffix(suffix)
    return core


def _by_id(passage: Passage) -> dict[str, Claim]:
    return {c.claim_id: c for c in passage.claims}
