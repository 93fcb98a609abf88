"""PART: what was added within a period is no more than what there is at its end."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook


def increases(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """余额 320 亿元，比年初增加 40 亿元: the increase is no more than the level, unless its name can be below zero.

    Of counts, and where a growth or the level before is printed, the change itself is held against them.
    """
    by_id = {c.claim_id: c for c in passage.claims}
    for change in passage.claims:
        level = by_id.get(change.of or "")
        if change.kind != "change" or change.direction != "up" or level is None or level.kind != "amount":
            continue
        if level.unit != change.unit or _beside(passage, change) or _signed(level, rulebook):
            continue
        if not level.value:
            continue  # 事业收入 0 万元; 比上年增加 9 万元: nothing has not grown, another level is meant
        roles = (Role("whole", level), Role("part", change))
        yield Relation("part", "increase", roles, change.base or "", section=passage.section, severity="warning")


def _beside(passage: Passage, change: Claim) -> bool:
    """True where a growth of the same level is printed, too."""
    return any(c.kind == "growth" and c.of == change.of for c in passage.claims)


def _signed(level: Claim, rulebook: Rulebook) -> bool:
    """True for 利润 and 收支差额."""
    return any(word in level.indicator for word in rulebook.words["below_zero"])
