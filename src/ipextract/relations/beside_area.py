"""COMPARED with a wider area: 增长 6%，高于全省 1 个百分点 beside 全省增长 5%."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.structure.names import one_name

#: How many sentences back and ahead in its paragraph the number of the other area may stand.
_NEAR = 2


def beside_area(ground: Ground) -> Iterator[Relation]:
    """The differences from 全省 or 全国 with the number that they are told of and that of the other area.

    Both are of one name and one period, and told in one unit; where the other area has two such numbers near by, none.
    """
    prose = list(ground.prose)
    for index, passage in enumerate(prose):
        for step in passage.claims:
            area = _area(step, ground) if step.kind == "difference" and step.value is not None else ""
            level = _of(step, passage) if area else None
            if level is None or step.direction not in ("up", "down"):
                continue
            near = (p for p in prose[max(0, index - _NEAR) : index + _NEAR + 1] if _one_paragraph(p, passage))
            others = [c for p in near for c in p.claims if _of_area(c, level, area, ground)]
            if len(others) == 1:
                rule = "more-by" if step.direction == "up" else "less-by"
                roles = (Role("level", level), Role("other", others[0]), Role("by", step))
                cue = step.base or ""
                yield Relation("compared", rule, roles, cue, section=passage.section, severity="warning")


def _area(step: Claim, ground: Ground) -> str:
    """全省 of 全省平均水平: the area that a difference is from, where nothing else is said of it."""
    words, base = ground.rulebook.words, step.base or ""
    area = next((w for w in (*words["area_word"], *words["nation"]) if base.startswith(w)), "")
    ends = (ground.words("compared", "standard") or ((),))[0]
    rest = base.removeprefix(area)
    while rest != (shorter := rest.removesuffix(max((w for w in ends if rest.endswith(w)), key=len, default=""))):
        rest = shorter
    return area if not rest else ""


def _of(step: Claim, passage: Passage) -> Claim | None:
    """The growth or rate that a difference is told of."""
    found = next((c for c in passage.claims if c.claim_id == step.of), None)
    fits = found is not None and found.kind in ("growth", "ratio", "share") and found.direction != "flat"
    return found if fits else None


def _one_paragraph(one: Passage, other: Passage) -> bool:
    return one is other or one in other.earlier or other in one.earlier


def _of_area(claim: Claim, level: Claim, area: str, ground: Ground) -> bool:
    """True for the same of the other area, whose number stands under its word (全省) in the text."""
    alike = (claim.kind, claim.unit, claim.period, claim.base) == (level.kind, level.unit, level.period, level.base)
    if not alike or claim.scope != area or claim.scope == level.scope or claim.reckoned != level.reckoned:
        return False
    return claim.approx == level.approx == "exact" and one_name(claim.indicator, level.indicator, ground.rulebook)
