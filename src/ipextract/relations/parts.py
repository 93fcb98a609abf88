"""PART in prose: what the words make a part of a whole, in a list or by a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.holders import certainty
from ipextract.relations.lists import LIST_MARKS, OPENING, groups, joined
from ipextract.relations.loudness import Loudness
from ipextract.relations.narrower import adds_up, narrower
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

#: How many characters before a number may say that it is a mean.
_LEAD = 6
#: What is said so of a sum leaves open whether it is one: its parts are held against their whole one by one, too.
_DOUBTED: Final[frozenset[Severity | None]] = frozenset({"suspicion", "info"})


def parts(passage: Passage, sums: list[Relation], rulebook: Rulebook) -> list[Relation]:
    """What the words make a part of a whole: 其中, 从中, the greatest, a narrower name, a new one among all so far."""
    asserted = (relation for relation in sums if not relation.echo and relation.severity not in _DOUBTED)
    known = {(r.of_role("total")[0].claim_id, c.claim_id) for r in asserted for c in r.of_role("part")}
    relations = list(_listed(passage, known, rulebook))
    known |= {_pair(r) for r in relations}
    for relation in (*_chosen(passage, rulebook), *_greatest(passage, rulebook), *narrower(passage, rulebook)):
        if _pair(relation) not in known:
            known.add(_pair(relation))
            relations.append(relation)
    return relations


def _pair(relation: Relation) -> tuple[str, str]:
    """The ids of a whole and its first part."""
    return relation.of_role("whole")[0].claim_id, relation.of_role("part")[0].claim_id


def _listed(passage: Passage, summed: set[tuple[str, str]], rulebook: Rulebook) -> Iterator[Relation]:
    """学校 30 所，其中小学 18 所、中学 9 所: each part of a list, then those that 、 joins together."""
    for whole, group, cue in groups(passage, rulebook):
        if not _parted(passage, whole, group, rulebook):
            continue
        sure = joined(passage, group, LIST_MARKS)
        for i in group:
            part = passage.claims[i]
            if (whole.claim_id, part.claim_id) in summed:
                continue
            cap: Loudness = None
            if _more(part, whole):
                # a bracket that does not say what it holds may say anything: 获评 2 人（全省 6 人）
                certain = cue not in OPENING and i in sure and _goes_on(passage, i, group)
                cap = certain and certainty(passage, i, whole, rulebook)
            if cap is not False:
                yield _part(passage, whole, part, cue, "of-which", cap)
        if (whole.claim_id, passage.claims[group[0]].claim_id) not in summed:
            yield from _together(passage, whole, group, cue, rulebook)


def _parted(passage: Passage, whole: Claim, group: list[int], rulebook: Rulebook) -> bool:
    """False for 平均 9 吨, 每吨 30 元: means and rates have no parts and are none."""
    if not adds_up(whole, rulebook) or not all(adds_up(passage.claims[i], rulebook) for i in group):
        return False
    if whole in passage.claims and _mean(passage, passage.place(whole), rulebook):
        return False
    return not any(_mean(passage, i, rulebook) for i in group)


def _mean(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 平均 9 吨, 每吨 30 元: the words directly before the number make a mean or a rate of it."""
    lead = passage.outer(index)[-_LEAD:]
    return any(word in lead for word in rulebook.words["average_name"])


def _more(part: Claim, whole: Claim) -> bool:
    """True for 其中小学 40 所 of 学校 30 所."""
    return (part.value or 0) > (whole.value or 0)


def _goes_on(passage: Passage, index: int, group: list[int]) -> bool:
    """False for 在校生 of 招生 14 万人，其中外来子女 3 万人，在校生 41 万人: behind a comma it is another thing."""
    return index == group[0] or not passage.leads[index].startswith("，")


def _together(passage: Passage, whole: Claim, group: list[int], cue: str, rulebook: Rulebook) -> Iterator[Relation]:
    """The listed parts as one: they may overlap, so more than the whole is a suspicion at most."""
    run = joined(passage, group, frozenset(rulebook.words["list_mark"]))
    members = [passage.claims[i] for i in run]
    if len(members) < 2 or not whole.indicator or any(_more(part, whole) for part in members):
        return
    roles = (Role("whole", whole), *(Role("part", m) for m in members))
    yield Relation("part", "parts-together", roles, cue, section=passage.section, severity="suspicion")


def _chosen(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """报名 90 人，从中选拔 12 人: what is chosen is a part of the level before in its unit."""
    levels = passage.levels()
    for position, i in enumerate(levels):
        cue = next((word for word in rulebook.words["from_among"] if word in passage.leads[i]), "")
        same = [passage.claims[j] for j in levels[:position] if passage.claims[j].unit == passage.claims[i].unit]
        if cue and same and cue not in rulebook.words["of_which"]:
            yield _part(passage, same[-1], passage.claims[i], cue, "chosen-from", "warning")


def _greatest(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """最大标的 is no more than the 标的 of all, in this sentence or one before it in the paragraph."""
    for i in passage.levels():
        claim = passage.claims[i]
        cue = next((w for w in rulebook.words["largest"] if claim.indicator.startswith(w)), "")
        noun = claim.indicator[len(cue) :]
        if not cue or len(noun) < 2:
            continue
        before = [c for p in passage.earlier for c in reversed(p.claims)]
        before = [*reversed(passage.claims[:i]), *before]
        alike = (c for c in before if c.unit == claim.unit and c.scope == claim.scope and not c.prior)
        # 最低押金 20 元 is no whole of 最高押金 700 元
        whole = next((c for c in alike if c.indicator.endswith(noun) and adds_up(c, rulebook)), None)
        if whole is not None:
            yield _part(passage, whole, claim, cue, "greatest-of", "warning")


def _part(passage: Passage, whole: Claim, part: Claim, cue: str, rule: str, severity: Severity | None) -> Relation:
    return Relation(
        kind="part",
        rule=rule,
        roles=(Role("whole", whole), Role("part", part)),
        cue=cue,
        section=passage.section,
        severity=severity,
    )
