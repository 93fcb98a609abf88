"""Totals after their parts, parts after their whole: SUM and PART within a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ipextract.exact.interval import add, meet
from ipextract.model import PRIOR, Claim, Relation, Role, Severity
from ipextract.relations.addends import compared, in_passing, of_its_own, other_readings, part_itself
from ipextract.relations.holders import certainty, is_change, one_measure, paired
from ipextract.relations.misread import comes_out, misread, one_too_many, slipped, total_slipped
from ipextract.relations.narrower import adds_up, narrower
from ipextract.relations.nearly import nearly_all
from ipextract.relations.passage import CLOSED, Passage
from ipextract.rulebook import Rulebook
from ipextract.structure.links import opened

_OPENING = ("（", "(")
#: How many characters before a number may say that it is a mean.
_LEAD = 6
_MINUS = ("-", "－", "−")
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
        if not cue or part_itself(passage.outer(i), rulebook):
            continue
        total = passage.claims[i]
        before = [j for j in levels[:position] if not compared(passage, j, rulebook)]
        apart = [j for j in before if not passage.closed(j, i) and passage.claims[j].unit == total.unit]
        before = apart if len(apart) > 1 else before  # （其中 …） belongs to what stands before it
        parts: list[int] = []
        for j in reversed(before):
            part = passage.claims[j]
            if part.unit != total.unit or part.kind != total.kind or _closing(passage.leads[j], strong):
                break
            parts.insert(0, j)
            opens = (*rulebook.words["of_which"], *rulebook.words["among"])
            if any(word in passage.outer(j) for word in opens):
                if len(parts) > 1 and "；" in passage.lead_between(j, parts[1]):
                    parts.pop(0)  # 其中 ended with its own item of a list
                break
        members = [passage.claims[j] for j in _topped_up(passage, parts, i, rulebook)]
        cap: Severity | None = None if cue in strong else "warning"
        if cue not in strong and not comes_out(total, members) and _of_inflow(passage, parts, rulebook):
            continue  # 新增 8 家，总数 60 家: of all, not of the new ones
        if cue in strong and not (len(members) > 1 and comes_out(total, members)):
            members, cap = _as_read(passage, i, before, members, rulebook)
        if len(members) < 2 or misread(total, members):
            continue
        if members[0] is passage.claims[0] and not passage.leads[0].strip() and not comes_out(total, members):
            continue  # the list begins in a line that was not read with this one
        if _own_total(passage.outer(i), cue) and total.value != sum(m.value or 0 for m in members):
            continue
        cap = _certainty(passage.outer(i), cue, total, members) or cap
        yield _sum(passage, total, members, cue, "stated-total", exhaustive=True, severity=cap)


def _of_inflow(passage: Passage, parts: list[int], rulebook: Rulebook) -> bool:
    return any(word in passage.leads[j] for j in parts for word in rulebook.words["inflow"])


def _as_read(
    passage: Passage, total: int, before: list[int], members: list[Claim], rulebook: Rulebook
) -> tuple[list[Claim], Severity | None]:
    """The parts as first read, or in the nearest reading under which the total comes out, or would but for a slip.

    With them what caps a violation: what another reading says is no error of the report beyond doubt.
    """
    whole = passage.claims[total]
    levels = [j for j in before if (passage.claims[j].unit, passage.claims[j].kind) == (whole.unit, whole.kind)]
    closing = (k for k, j in enumerate(levels) if _closing(passage.leads[j], rulebook.words["stated_total"]))
    levels = levels[max(closing, default=-1) + 1 :]
    others = [[passage.claims[j] for j in reading] for reading in other_readings(passage, total, levels, rulebook)]
    out = next((found for found in others if comes_out(whole, found)), None)
    if out is not None:
        return out, None
    likely = [members, *others] if len(members) > 1 and one_too_many(whole, members) is None else []
    said = next((found for found in likely if total_slipped(whole, found)), members)
    return said, None if said is members else "warning"


def _certainty(lead: str, cue: str, total: Claim, members: list[Claim]) -> Severity | None:
    """What caps a total that does not come out: it may be one of other things, or leave a part out with good reason."""
    if comes_out(total, members):
        return None
    if len(members) > 2 and one_too_many(total, members) is not None:
        return "suspicion"
    return "suspicion" if of_its_own(lead, cue, members) and not slipped(total, members) else None


def _topped_up(passage: Passage, parts: list[int], total: int, rulebook: Rulebook) -> list[int]:
    """The parts of a total where 加上 sets some of them on top of a level: that level, and what stands from 加上 on.

    Its own parts (其中 …, （含 …）) do not count twice; nothing is left where the level stands in a sentence before.
    """
    added = next((j for j in parts if any(w in passage.leads[j] for w in rulebook.words["topped_up"])), None)
    if added is None:
        return parts
    unit = passage.claims[added].unit
    above = [j for j in passage.levels() if j < added and passage.claims[j].unit == unit]
    above = [j for j in above if not (compared(passage, j, rulebook) or in_passing(passage, j, total, rulebook))]
    base = next((j for j in reversed(above) if not passage.closed(j, added)), None)
    inner = [j for j in above if _opens_parts(passage.outer(j), rulebook) and not passage.closed(j, added)]
    if inner:
        base = next((j for j in reversed(above) if j < inner[-1] and not passage.closed(j, added)), None)
    return [] if base is None else [base, *(j for j in parts if j >= added)]


def _own_total(lead: str, cue: str) -> bool:
    """True for 甲 3 件、乙 4 件；库存总计 9 件: behind the semicolon the total has a name of its own."""
    return any(mark in lead for mark in "；;") and lead.strip("".join(_LIST)) != cue


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
            wide = [passage.claims[i] for i in _apart(passage, group[0], rulebook)]
            if len(wide) > 1 and _make_up(whole, wide):
                yield _sum(passage, whole, wide, first, "covers-whole", exhaustive=False)
            continue
        rest = _names_the_rest(passage, group, first, rulebook)
        value = sum(m.value or 0 for m in members)
        far = misread(whole, members)
        rest = rest and not far
        beyond = whole.approx == "exact" and whole.value is not None and value > whole.value
        if first in _OPENING and any(_takes_off(passage, i, rulebook) for i in group):
            continue  # 净开 2 家（关 3 家、开 5 家）
        if first in _OPENING and beyond and not far:
            # brackets behind a number break it down: their parts do not overlap
            yield _sum(passage, whole, members, first, "in-brackets", exhaustive=True, severity="warning")
            continue
        covers = whole.value == value or _rounded(whole, members)
        if rest or (covers and all(m.approx == "exact" for m in (whole, *members))):
            yield _sum(passage, whole, members, first, "with-rest" if rest else "covers-whole", exhaustive=rest)
            continue
        wide = [passage.claims[i] for i in _apart(passage, group[0], rulebook)]
        if len(wide) > len(members) and _make_up(whole, wide):
            yield _sum(passage, whole, wide, first, "covers-whole", exhaustive=False)
        elif _joined(passage, group, _LIST) == group and nearly_all(whole, members, passage.text, rulebook):
            yield _sum(passage, whole, members, first, "but-for-one-slip", exhaustive=False, severity="suspicion")


def _names_the_rest(passage: Passage, group: list[int], cue: str, rulebook: Rulebook) -> bool:
    """Whether a list ends with 其他; behind （含 the words 另有 bring something that is no part of the whole."""
    words = rulebook.words
    others = [w for w in words["other"] if w not in words["besides"] or cue not in words["including"]]
    behind = passage.text[passage.claims[group[-1]].char_end - passage.start :]
    if behind.startswith(words["open_list"]):
        return False  # 其他基金 15 亿元、利息 5 亿元等: the list goes on
    return any(word in passage.leads[i] for i in group for word in others)


def _apart(passage: Passage, first: int, rulebook: Rulebook) -> list[int]:
    """The parts of a list whose items stand apart, each with a growth or a share, up to the sentence's end."""
    unit, depth = passage.claims[first].unit, passage.depths[first]
    ends = (*rulebook.words["of_which"], *rulebook.words["stated_total"], *rulebook.words["cumulative"])
    group = [first]
    for j in passage.levels():
        if j <= first or passage.claims[j].unit != unit or passage.depths[j] > depth or is_change(passage, j, rulebook):
            continue
        if any(word in passage.outer(j) for word in ends):
            break
        group.append(j)
    return group


def _rounded(whole: Claim, parts: list[Claim]) -> bool:
    """True when rounded parts leave nothing of their whole over: 13.8 亿元，其中 9.7 亿元、4.0 亿元."""
    return all(p.interval is not None and not p.interval.exact for p in parts) and _make_up(whole, parts)


def _make_up(whole: Claim, parts: list[Claim]) -> bool:
    """True when parts leave nothing of their whole over, as far as rounding lets one tell."""
    known = [p.nearest for p in parts if p.nearest is not None and p.approx == "exact"]
    if len(known) < len(parts) or whole.nearest is None or whole.approx != "exact":
        return False
    return meet(add(*known), whole.nearest) is not None


def _groups(passage: Passage, rulebook: Rulebook) -> Iterator[tuple[Claim, list[int], str]]:
    """Each whole with the indices of the parts listed behind 其中, 包括 or an opening bracket, and the cue."""
    levels = passage.levels()
    for position, i in enumerate(levels):
        lead = passage.outer(i)
        cue = _opens_parts(lead, rulebook) or ("（" if passage.depths[i] and lead.strip().startswith(_OPENING) else "")
        if not cue:
            continue
        if cue in _OPENING and lead.strip().lstrip("".join(_OPENING)).startswith(rulebook.words["aside_added"]):
            continue
        members = _members(passage, levels[position:], rulebook)
        if wholes := paired(passage, levels[:position], members, rulebook):
            yield from ((whole, [j], cue) for whole, j in zip(wholes, members, strict=True))
            continue
        whole = passage.wholes[i]
        if whole is None:
            continue
        if not any(passage.leads[j].endswith(_MINUS) for j in members):  # -268 万元 among the parts: they offset
            yield whole, members, cue


def _opens_parts(lead: str, rulebook: Rulebook) -> str:
    """The cue of a list of parts in the words before a number."""
    found = (opened(cue, lead, rulebook.words) for cue in rulebook.cues if cue.at == "word")
    return next((word for each in found if each is not None for word in each[1:]), "")


def _members(passage: Passage, levels: list[int], rulebook: Rulebook) -> list[int]:
    """The parts of a list from its first on: same unit, same depth of brackets, until another list begins."""
    first = levels[0]
    group = [first]
    depth = passage.depths[first]
    for j in levels[1:]:
        deeper = passage.depths[j] - depth
        if deeper > 0:
            continue  # parts of a part
        if passage.closed(first, j):
            break  # the bracket that the list stands in
        lead = passage.lead_between(group[-1], j)
        if passage.claims[j].qualifier == PRIOR:
            break  # 其他 80 份，上年为 610 份: the level of the year before is no part
        if not one_measure(passage.claims[first], passage.claims[j], rulebook):
            continue  # 其中国有企业收入 12 亿元、支出 11 亿元: of another whole
        if deeper < 0 or passage.claims[j].unit != passage.claims[first].unit or _breaks(lead, rulebook):
            break
        group.append(j)
    return group


def _breaks(lead: str, rulebook: Rulebook) -> bool:
    """True when a list of parts ends before this number: a new 其中, a total, a semicolon or a closing bracket."""
    words = rulebook.words
    lead = CLOSED.sub("", lead)
    if any(mark in lead for mark in "；;"):
        return True
    return any(
        word in lead for word in (*words["of_which"], *words["stated_total"], *words["inflow"], *words["cumulative"])
    )


def parts(passage: Passage, sums: list[Relation], rulebook: Rulebook) -> list[Relation]:
    """What the words make a part of a whole: 其中, 从中, the greatest, a narrower name, a new one among all so far."""
    summed = {(r.of_role("total")[0].claim_id, c.claim_id) for r in sums for c in r.of_role("part")}
    found: list[Relation] = []
    for whole, group, cue in _groups(passage, rulebook):
        if not (adds_up(whole, rulebook) and all(adds_up(passage.claims[i], rulebook) for i in group)):
            continue
        if any(_mean(passage, i, rulebook) for i in group) or (
            whole in passage.claims and _mean(passage, passage.claims.index(whole), rulebook)
        ):
            continue
        sure = _joined(passage, group, _LIST)
        for i in group:
            part = passage.claims[i]
            if (whole.claim_id, part.claim_id) in summed:
                continue
            cap: Severity | bool | None = None
            if (part.value or 0) > (whole.value or 0):
                # 招生 14 万人，其中外来子女 3 万人，在校生 41 万人: what is more behind a comma is another thing
                certain = i in sure and (i == group[0] or not passage.leads[i].startswith("，"))
                # a bracket that does not say what it holds may say anything: 获评 2 人（全省 6 人）
                cap = certain and cue not in _OPENING and certainty(passage, i, whole, rulebook)
            if not isinstance(cap, bool):
                found.append(_part(passage, whole, part, cue, "of-which", cap))
        listed = _joined(passage, group, frozenset(rulebook.words["list_mark"]))
        alone = any((passage.claims[i].value or 0) > (whole.value or 0) for i in listed) or not whole.indicator
        if len(listed) > 1 and not alone and (whole.claim_id, passage.claims[group[0]].claim_id) not in summed:
            found.append(_together(passage, whole, [passage.claims[i] for i in listed], cue))
    known = {(r.of_role("whole")[0].claim_id, r.of_role("part")[0].claim_id) for r in found} | summed
    for relation in (*_chosen(passage, rulebook), *_greatest(passage, rulebook), *narrower(passage, rulebook)):
        pair = (relation.of_role("whole")[0].claim_id, relation.of_role("part")[0].claim_id)
        if pair not in known:
            known.add(pair)
            found.append(relation)
    return found


def _takes_off(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 关闭 3 家, 净减 5 人: what is taken off the whole, no part that adds to it."""
    said = (passage.leads[index] + passage.claims[index].indicator).replace(" ", "")
    return any(word in said for word in rulebook.words["taking_off"])


def _mean(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 平均 9 吨, 每吨 30 元: the words directly before the number make a mean or a rate of it."""
    said = passage.outer(index)[-_LEAD:]
    return any(word in said for word in rulebook.words["average_name"])


def _joined(passage: Passage, group: list[int], marks: frozenset[str]) -> list[int]:
    """The parts from the first on that follow each other with one of ``marks`` and no other number between them.

    Behind a growth or a share the list may be over, and what follows be a thing of its own.
    """
    found = group[:1]
    for one, other in pairwise(group):
        lead = CLOSED.sub("", passage.lead_between(one, other)).lstrip()
        between = [k for k in range(one + 1, other) if not passage.closed(k, other)]
        if between or not lead.startswith(tuple(marks)):
            break
        found.append(other)
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
        alike = (c for c in before if c.unit == claim.unit and c.scope == claim.scope and c.qualifier != PRIOR)
        # 最低押金 20 元 is no whole of 最高押金 700 元
        whole = next((c for c in alike if c.indicator.endswith(noun) and adds_up(c, rulebook)), None)
        if whole is not None:
            yield _part(passage, whole, claim, cue, "greatest-of", "warning")


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
