"""Totals after their parts, parts after their whole: SUM and PART within a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Claim, Relation, Role, Severity
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_OPENING = ("（", "(")
_INSIDE = regex.compile(r"[（(][^（()）]*[）)]")
_LIST = frozenset("、，；,; \n（(")


def totals(passage: Passage, rulebook: Rulebook) -> list[Relation]:
    """The sums that a passage states: 合计 after parts, 其中 … 其他 after a whole, or parts that cover their whole."""
    return [*_stated(passage, rulebook), *_covered(passage, rulebook)]


def _stated(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """甲 3 件、乙 4 件，合计 7 件: the parts are the levels of the same unit directly before."""
    strong, weak = rulebook.words["stated_total"], rulebook.words["weak_total"]
    levels = passage.levels()
    for position, i in enumerate(levels):
        cue = _closing(passage.leads[i], strong) or _closing(passage.leads[i], weak, alone=True)
        if not cue:
            continue
        total = passage.claims[i]
        parts: list[Claim] = []
        for j in reversed(levels[:position]):
            part = passage.claims[j]
            if part.unit != total.unit or part.kind != total.kind or _closing(passage.leads[j], strong):
                break
            parts.insert(0, part)
            opens = (*rulebook.words["of_which"], *rulebook.words["among"])
            if any(word in passage.leads[j] for word in opens):
                break
        if len(parts) < 2:
            continue
        cap: Severity | None = None if cue in strong else "warning"
        yield _sum(passage, total, parts, cue, "stated-total", exhaustive=True, severity=cap)


def _closing(lead: str, cues: tuple[str, ...], *, alone: bool = False) -> str:
    """The cue that ends the words before a number (nothing else in them when ``alone``), or an empty string."""
    said = lead.strip("".join(_LIST))
    for cue in sorted(cues, key=len, reverse=True):
        if said == cue or (not alone and (said.endswith(cue) or said.startswith(cue))):
            return cue
    return ""


def _covered(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """The whole before 其中 and its parts: equal when the list names 其他, or when nothing is left over."""
    for whole, group, first in _groups(passage, rulebook):
        members = [passage.claims[i] for i in group]
        if len(members) < 2:
            continue
        rest = any(word in passage.leads[i] for i in group for word in rulebook.words["other"])
        value = sum(m.value or 0 for m in members)
        if first in _OPENING and whole.approx == "exact" and whole.value is not None and value > whole.value:
            # brackets behind a number break it down: their parts do not overlap
            yield _sum(passage, whole, members, first, "in-brackets", exhaustive=True, severity="warning")
            continue
        covers = whole.approx == "exact" and whole.value == value
        if rest or (covers and all(m.approx == "exact" for m in members)):
            yield _sum(passage, whole, members, first, "with-rest" if rest else "covers-whole", exhaustive=rest)


def _groups(passage: Passage, rulebook: Rulebook) -> Iterator[tuple[Claim, list[int], str]]:
    """Each whole with the indices of the parts listed behind 其中, 包括 or an opening bracket, and the cue."""
    cues = rulebook.words["of_which"]
    levels = passage.levels()
    for position, i in enumerate(levels):
        lead = passage.leads[i]
        cue = next((word for word in cues if word in lead), "") or (
            "（" if lead.strip().startswith(("（", "(")) else ""
        )
        if not cue:
            continue
        first = passage.claims[i]
        before = [passage.claims[j] for j in levels[:position] if passage.claims[j].unit == first.unit]
        if not before and passage.text.lstrip().startswith(cues) and passage.earlier:
            above = passage.earlier[0]
            before = [above.claims[j] for j in above.levels() if above.claims[j].unit == first.unit]
        if not before:
            continue
        yield before[-1], _members(passage, levels[position:], rulebook), cue


def _members(passage: Passage, levels: list[int], rulebook: Rulebook) -> list[int]:
    """The parts of a list from its first on: same unit, same depth of brackets, until another list begins."""
    first = levels[0]
    group = [first]
    depth = _depth(passage, first)
    for j in levels[1:]:
        deeper = _depth(passage, j) - depth
        if deeper > 0:
            continue  # parts of a part
        lead = passage.lead_between(group[-1], j)
        if deeper < 0 or passage.claims[j].unit != passage.claims[first].unit or _breaks(lead, rulebook):
            break
        group.append(j)
    return group


def _depth(passage: Passage, index: int) -> int:
    said = passage.text[: passage.claims[index].char_start - passage.start]
    return sum(said.count(ch) for ch in "（(") - sum(said.count(ch) for ch in "）)")


def _breaks(lead: str, rulebook: Rulebook) -> bool:
    """True when a list of parts ends before this number: a new 其中, a total, a semicolon or a closing bracket."""
    words = rulebook.words
    lead = _INSIDE.sub("", lead)
    if any(mark in lead for mark in "；;"):
        return True
    return any(
        word in lead for word in (*words["of_which"], *words["stated_total"], *words["inflow"], *words["cumulative"])
    )


def parts(passage: Passage, sums: list[Relation], rulebook: Rulebook) -> list[Relation]:
    """What the words make a part of a whole: 其中, 从中, the greatest, a narrower name, a new one among all so far."""
    summed = {(r.of_role("total")[0].claim_id, c.claim_id) for r in sums for c in r.of_role("part")}
    found = [
        relation
        for whole, group, cue in _groups(passage, rulebook)
        for relation in (_part(passage, whole, passage.claims[i], cue, "of-which", None) for i in group)
        if (whole.claim_id, relation.of_role("part")[0].claim_id) not in summed
    ]
    found += [
        _together(passage, whole, [passage.claims[i] for i in group], cue)
        for whole, group, cue in _groups(passage, rulebook)
        if len(group) > 1 and (whole.claim_id, passage.claims[group[0]].claim_id) not in summed
    ]
    known = {(r.of_role("whole")[0].claim_id, r.of_role("part")[0].claim_id) for r in found} | summed
    for relation in (*_chosen(passage, rulebook), *_greatest(passage, rulebook), *_narrower(passage, rulebook)):
        pair = (relation.of_role("whole")[0].claim_id, relation.of_role("part")[0].claim_id)
        if pair not in known:
            known.add(pair)
            found.append(relation)
    return found


def _together(passage: Passage, whole: Claim, members: list[Claim], cue: str) -> Relation:
    """The listed parts as one: they may overlap, so more than the whole is a suspicion at most."""
    roles = (Role("whole", whole), *(Role("part", m) for m in members))
    return Relation("part", "parts-together", roles, cue, section=passage.section, severity="suspicion")


def _chosen(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
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
        whole = next(
            (c for c in before if c.unit == claim.unit and c.indicator.endswith(noun) and c.scope == claim.scope), None
        )
        if whole is not None:
            yield _part(passage, whole, claim, cue, "greatest-of", "warning")


def _narrower(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """获奖方案 20 项 after 方案 125 项, 新增 5 家 beside 累计 60 家: the narrower name is a part of the wider."""
    negating = rulebook.words["negating"]
    levels = [passage.claims[i] for i in passage.levels()]
    for i, one in enumerate(levels):
        for other in levels[i + 1 :]:
            if (
                one.unit != other.unit
                or one.kind != other.kind
                or one.scope != other.scope
                or one.period[:4] != other.period[:4]
            ):
                continue
            if {one.basis, other.basis} in ({"flow", "cumulative"}, {"new", "cumulative"}):
                whole, part = (one, other) if one.basis == "cumulative" else (other, one)
                if _akin(one.indicator, other.indicator):
                    yield _part(passage, whole, part, rulebook.words["cumulative"][0], "flow-of-cumulative", "warning")
                continue
            qualifier = other.indicator.removesuffix(one.indicator)
            if other.indicator.endswith(rulebook.words["stated_total"]) or any(
                word in qualifier for word in rulebook.words["total"]
            ):
                continue
            short = len(one.indicator) < 3 or qualifier == other.indicator or not qualifier
            if not short and not qualifier.startswith(negating) and one.basis == other.basis:
                yield _part(passage, one, other, qualifier, "narrower-name", "suspicion")


def _akin(one: str, other: str) -> bool:
    """True when two names share most of their pairs of characters."""
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (one, other)]
    shared = len(pairs[0] & pairs[1])
    return shared >= 2 and 2 * shared >= min(len(pairs[0]), len(pairs[1]))


def _sum(
    passage: Passage,
    total: Claim,
    members: list[Claim],
    cue: str,
    rule: str,
    *,
    exhaustive: bool,
    severity: Severity | None = None,
) -> Relation:
    return Relation(
        kind="sum",
        rule=rule,
        roles=(Role("total", total), *(Role("part", m) for m in members)),
        cue=cue,
        exhaustive=exhaustive,
        section=passage.section,
        severity=severity,
    )


def _part(passage: Passage, whole: Claim, part: Claim, cue: str, rule: str, severity: Severity | None) -> Relation:
    return Relation(
        kind="part",
        rule=rule,
        roles=(Role("whole", whole), Role("part", part)),
        cue=cue,
        section=passage.section,
        severity=severity,
    )
