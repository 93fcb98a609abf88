"""PART of what went beyond a plan: 超收 72 亿元，其中县级超收 41 亿元."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ipextract.model import Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS

#: What went beyond a plan may have been read as a level or as a distance from the plan.
_KINDS = LEVELS | {"difference", "change"}


def beyond(ground: Ground) -> Iterator[Relation]:
    """What 其中 names of it, in the same verb; a verb of rise or fall is none, for other parts may go the other way."""
    lists = ground.words("part", "beyond_plan")
    opens = ground.rulebook.words["of_which"]
    for passage in ground.prose if lists is not None else ():
        for at, (whole, part) in enumerate(pairwise(passage.claims)):
            verb = next((w for w in (lists or ((),))[0] if passage.outer(at).rstrip().endswith(w)), "")
            lead = passage.outer(at + 1).strip()
            if not verb or not lead.lstrip("，,、 ").startswith(opens) or not lead.endswith(verb):
                continue
            kinds = whole.kind in _KINDS and part.kind in _KINDS and "down" not in (whole.direction, part.direction)
            if kinds and whole.unit == part.unit and passage.wholes[at + 1] is None:
                roles = (Role("whole", whole), Role("part", part))
                yield Relation("part", "beyond-plan", roles, verb, section=passage.section, severity="warning")
