"""SHARE of several parts: 木船 30 艘、铁船 50 艘，合计占登记渔船的 20%."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage

#: What may stand between the parts and their share: it speaks of one of them.
_SAID_OF = frozenset({"growth", "change", "difference", "rank"})
_PARTED = regex.compile(r"[；;。]")
_MOST = 8


def shared_together(ground: Ground) -> Iterator[Relation]:
    """The shares that words say are of all parts just listed, with these parts and the whole that the share has."""
    lists = ground.words("share", "joined_share")
    if lists is None:
        return
    for passage in ground.prose:
        for i, share in enumerate(passage.claims):
            joint = passage.divided[i]
            if share.kind != "share" or joint is None or not _is_joint(passage, i, lists[0], ground):
                continue
            whole = joint[0]
            parts = _listed_before(passage, i, ground)
            if len(parts) > 1 and whole not in parts and all(part.unit == whole.unit for part in parts):
                roles = (*(Role("part", part) for part in parts), Role("whole", whole), Role("share", share))
                cap: Severity = "warning"
                yield Relation("share", "of-several", roles, share.base or "", section=passage.section, severity=cap)


def _is_joint(passage: Passage, index: int, joined: tuple[str, ...], ground: Ground) -> bool:
    """True for 合计占 and 发电量合计占比: the word stands right before that of the share."""
    lead = passage.outer(index)
    front = lead.partition(ground.rulebook.terms.share_of)[0] if ground.rulebook.terms.share_of in lead else ""
    return front.rstrip().endswith(joined)


def _listed_before(passage: Passage, index: int, ground: Ground) -> list[Claim]:
    """The levels of one list that ends right before a share, growths of theirs left out; none where ； parts them."""
    words = ground.rulebook.words["told_together"]
    found: list[int] = []
    for i in range(index - 1, -1, -1):
        claim = passage.claims[i]
        if not found and claim.kind in _SAID_OF:
            continue
        if claim.kind not in LEVELS or claim.prior or len(found) == _MOST:
            break
        if found and not _goes_on(passage, i, found[-1], words):
            break
        found.append(i)
    if not found or _PARTED.search(passage.lead_between(found[0], index)):
        return []
    return [passage.claims[i] for i in reversed(found)]


def _goes_on(passage: Passage, one: int, other: int, words: tuple[str, ...]) -> bool:
    """True for two numbers of one list: nothing is between them but its mark and a name."""
    a, b = passage.claims[one], passage.claims[other]
    return other == one + 1 and (a.kind, a.unit) == (b.kind, b.unit) and passage.leads[other].strip().startswith(words)
