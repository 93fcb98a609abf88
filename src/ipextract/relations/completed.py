"""SHARE of a plan: what was done, what was planned and the rate of completion printed of the two."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

#: How many sentences back the plan may be printed: 年初预算 120 万元。决算 114 万元，完成年初预算的 95%.
_BACK = 1


def completions(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """支出年初预算 120 万元，决算 114 万元，完成年初预算的 95%: what was done by the plan that the rate names."""
    plans = rulebook.words["plan_noun"]
    yield from _of_plans_beside(passage, plans, rulebook)
    for rate in passage.claims:
        if rate.kind != "ratio" or not rate.base or not rate.base.endswith(plans):
            continue
        near = (passage, *passage.earlier[:_BACK])
        done = next((c for p in near for c in p.claims if c.claim_id == rate.of), None)
        if done is None or done.kind not in LEVELS:
            continue
        named = _without(done.indicator, rulebook.words["carried_out"])
        planned = [c for c in passage.claims if _plan_of(c, done, named, rate.base)]
        planned = planned or [c for p in near[1:] for c in p.claims if _plan_of(c, done, named, rate.base)]
        if len(planned) == 1:
            roles = (Role("part", done), Role("whole", planned[0]), Role("share", rate))
            yield Relation("share", "completed", roles, rate.base, section=passage.section)


def _of_plans_beside(passage: Passage, plans: tuple[str, ...], rulebook: Rulebook) -> Iterator[Relation]:
    """新增就业 12 万人，完成年度目标 10 万人的 120%: the plan stands between what was done and the rate."""
    for i in range(2, len(passage.claims)):
        done, planned, rate = passage.claims[i - 2 : i + 1]
        if rate.kind != "ratio" or rate.unit not in rulebook.units_of("percent"):
            continue
        if passage.leads[i].strip() not in rulebook.words["particle"] or not planned.indicator.endswith(plans):
            continue
        if done.kind in LEVELS and (done.kind, done.unit, done.period.year) == (
            planned.kind,
            planned.unit,
            planned.period.year,
        ):
            roles = (Role("part", done), Role("whole", planned), Role("share", rate))
            cue = planned.indicator
            yield Relation("share", "completed", roles, cue, section=passage.section, severity="warning")


def _without(name: str, endings: tuple[str, ...]) -> str:
    """渔港支出 of 渔港支出决算."""
    ending = next((each for each in endings if name.endswith(each)), "")
    return name.removesuffix(ending)


def _plan_of(claim: Claim, done: Claim, named: str, base: str) -> bool:
    """True for 渔港支出年初预算 of 渔港支出: the name of what was done and the plan, or the plan alone."""
    if claim.claim_id == done.claim_id or (claim.kind, claim.unit) != (done.kind, done.unit):
        return False
    if not claim.indicator.endswith(base) or claim.period.year != done.period.year or claim.scope != done.scope:
        return False
    return claim.indicator.removesuffix(base) in ("", named)
