"""COMPARED with what is told elsewhere: 增长 6%，高于全省 1 个百分点 beside 全省增长 5%."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook
from ipextract.structure.names import one_name

#: How many sentences back and ahead in its paragraph the number of the other area may stand.
_NEAR = 2
#: A bracket at the end of a name: 固定资产投资（不含农户）.
_ASIDE = regex.compile(r"[（(][^（()）]*[）)]$")
#: A name of so many characters means one thing in a paragraph.
_LONG = 2


def beside_others(ground: Ground) -> Iterator[Relation]:
    """The differences from 全省, or from another thing by its name, with what they are told of and the other number.

    Both are of one period and told in one unit. Where near by there are two such numbers of the other, none is meant.
    """
    prose = list(ground.prose)
    for index, passage in enumerate(prose):
        for step in passage.claims:
            level = _of(step, passage) if step.kind == "difference" and step.value is not None else None
            if level is None or step.direction not in ("up", "down"):
                continue
            area = _area(step, ground)
            near = [p for p in prose[max(0, index - _NEAR) : index + _NEAR + 1] if _one_paragraph(p, passage)]
            if area:
                others = [c for p in near for c in p.claims if _of_area(c, level, area, ground.rulebook)]
            else:
                name = _name(step, ground)
                before = (passage, *passage.earlier)
                others = [c for p in before for c in p.claims if _of_name(c, level, name, ground.rulebook)]
                others = [c for c in others if c.char_start < step.char_start] or _of_all(
                    passage, level, step, name, ground
                )
            if len(others) == 1 and not _both_fell(level, others[0]):
                rule = "more-by" if step.direction == "up" else "less-by"
                roles = (Role("level", level), Role("other", others[0]), Role("by", step))
                cue = step.base or ""
                yield Relation("compared", rule, roles, cue, section=passage.section, severity="warning")


def _both_fell(level: Claim, other: Claim) -> bool:
    """True for two falls: 降幅高于全省 and 高于全省 then mean opposite things."""
    return level.direction == other.direction == "down"


def _of_all(passage: Passage, level: Claim, step: Claim, name: str, ground: Ground) -> list[Claim]:
    """固定资产投资增长 9% for 快于全部投资: the growth that the paragraph opens with, that of all it speaks of."""
    if not (step.base or "").startswith(ground.rulebook.words["quantifier"]) or not passage.earlier or not name:
        return []
    opening = next((c for c in passage.earlier[-1].claims if c.kind == level.kind), None)
    if opening is None or opening.scope != level.scope or not _alike(opening, level):
        return []
    return [opening] if _ASIDE.sub("", opening.indicator).endswith(name) else []


def _area(step: Claim, ground: Ground) -> str:
    """全省 of 全省平均水平: the area that a difference is from, where nothing else is said of it."""
    words, base = ground.rulebook.words, step.base or ""
    area = next((w for w in (*words["area_word"], *words["nation"]) if base.startswith(w)), "")
    return area if area and not _plain(base.removeprefix(area), ground) else ""


def _name(step: Claim, ground: Ground) -> str:
    """规模以上工业 of 全部规模以上工业平均增速: the name of what a difference is from."""
    name = step.base or ""
    for word in (*ground.rulebook.words["quantifier"], *ground.rulebook.words["area_word"]):
        name = name.removeprefix(word)
    return _plain(name, ground)


def _plain(name: str, ground: Ground) -> str:
    """A name without the words for the level or the growth that is meant: 平均水平, 整体增速."""
    ends = (*(ground.words("compared", "standard") or ((),))[0], *ground.rulebook.words["growth_subject"])
    while name != (shorter := name.removesuffix(max((w for w in ends if name.endswith(w)), key=len, default=""))):
        name = shorter
    return name


def _of(step: Claim, passage: Passage) -> Claim | None:
    """The growth or rate that a difference is told of."""
    found = next((c for c in passage.claims if c.claim_id == step.of), None)
    fits = found is not None and found.kind in ("growth", "ratio", "share") and found.direction != "flat"
    return found if fits else None


def _one_paragraph(one: Passage, other: Passage) -> bool:
    return one is other or one in other.earlier or other in one.earlier


def _alike(claim: Claim, level: Claim) -> bool:
    """True for two exact numbers of one kind, unit, period, base and reckoning."""
    one, other = (
        (c.kind, c.unit, c.period, c.base, c.reckoned, c.approx, c.direction == "flat") for c in (claim, level)
    )
    return one == other and claim.approx == "exact" and claim is not level


def _of_area(claim: Claim, level: Claim, area: str, rulebook: Rulebook) -> bool:
    """True for the same of the other area, whose number stands under its word (全省) in the text."""
    there = claim.scope == area != level.scope
    return there and _alike(claim, level) and one_name(claim.indicator, level.indicator, rulebook)


def _of_name(claim: Claim, level: Claim, name: str, rulebook: Rulebook) -> bool:
    """True for the number of that name; 工业 is 工业增加值 where 制造业增加值 is held against it."""
    if len(name) < _LONG or claim.scope != level.scope or not _alike(claim, level):
        return False
    measures = (word for word in rulebook.words["relational"] if level.indicator.endswith(word))
    measure = max(measures, key=len, default="")
    return claim.indicator in (name, name + measure) or one_name(claim.indicator, name, rulebook)
