"""BALANCE: what there was, what came in, what went out and what is left, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage

#: The roles, each called like its list of words in rules/checks/balance.toml.
_ROLES: Final = ("opening", "inflow", "outflow", "closing")


def find(ground: Ground) -> Iterator[Relation]:
    """旧存 12 件，新收 80 件，审结 74 件，未结 18 件: the sentences that name all four, each once."""
    lists = ground.words("balance", *_ROLES)
    for passage in ground.prose if lists is not None else ():
        claims = _named(passage, lists or ())
        if len(claims) == len(_ROLES) and _alike(claims):
            roles = tuple(Role(name, claim) for name, claim in zip(_ROLES, claims, strict=True))
            cue = claims[0].indicator
            yield Relation("balance", "left-and-come", roles, cue, section=passage.section, severity="warning")


def _named(passage: Passage, lists: tuple[tuple[str, ...], ...]) -> list[Claim]:
    """For each list the one level of a sentence that its words name, brackets left out; less where there is not one."""
    left = [i for i in passage.levels() if not passage.depths[i]]
    found: list[Claim] = []
    for words in lists:
        named = [i for i in left if any(word in passage.outer(i) for word in words)]
        left = [i for i in left if i not in named]  # 上年末未结 30 件 is no 未结
        found += [passage.claims[i] for i in named] if len(named) == 1 else []
    return found


def _alike(claims: list[Claim]) -> bool:
    """True for four numbers of one unit and kind, that all happened or are all planned."""
    ids = {claim.claim_id for claim in claims}
    return len(ids) == len(claims) and len({(claim.unit, claim.kind, claim.modality) for claim in claims}) == 1
