"""SUM of what came in: 新设商户 320 户，注销 110 户，净增 210 户."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Relation, Role
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

#: What comes in, what goes out and what is left.
_THREE = 3


def nets(ground: Ground) -> Iterator[Relation]:
    """What came in is what went out and what the first exceeds the second by: three levels in a row, told as that."""
    lists = ground.words("sum", "net_more", "came_in")
    for passage in ground.prose if lists is not None else ():
        for i in range(len(passage.claims) - _THREE + 1):
            three = passage.claims[i : i + _THREE]
            if lists is not None and _net_first(passage, i, (lists[0], lists[1]), ground.rulebook):
                net, total, out = three
                roles = (Role("total", total), Role("part", out), Role("part", net))
                yield Relation(
                    "sum",
                    "net-of-both",
                    roles,
                    net.printed,
                    exhaustive=True,
                    section=passage.section,
                    severity="warning",
                )
            if lists is not None and _alike(three) and _told(passage, i, (lists[0], lists[1]), ground.rulebook):
                total, out, net = three
                roles = (Role("total", total), Role("part", out), Role("part", net))
                cue = next(word for word in lists[0] if word in passage.leads[i + 2])
                yield Relation(
                    "sum", "net-of-both", roles, cue, exhaustive=True, section=passage.section, severity="warning"
                )


def _net_first(passage: Passage, at: int, lists: tuple[tuple[str, ...], tuple[str, ...]], rulebook: Rulebook) -> bool:
    """True for 净增 74 家，其中新登记 131 家、注销 57 家: what is left of the two, told before them."""
    (more, came_in), (net, came, went) = lists, passage.claims[at : at + _THREE]
    if (
        net.kind not in ("change", *LEVELS)
        or net.direction == "down"
        or came.kind not in LEVELS
        or went.kind not in LEVELS
    ):
        return False
    if len({(c.unit, c.scope, c.period, c.approx) for c in (net, came, went)}) > 1 or net.approx != "exact":
        return False
    first, second, third = (passage.outer(i) for i in (at, at + 1, at + 2))
    said = first.strip("，,、 ") + net.printed
    opened = any(word in second for word in rulebook.words["of_which"])
    inflow = any(word in second for word in (*rulebook.words["inflow"], *came_in))
    outflow = any(word in third for word in rulebook.words["outflow"])
    return opened and inflow and outflow and any(word in said for word in more)


def _alike(three: tuple[Claim, ...]) -> bool:
    """True for three levels of one unit, place and period."""
    frames = {(c.unit, c.scope, c.period) for c in three}
    return len(frames) == 1 and all(c.kind in LEVELS and not c.prior for c in three)


def _told(passage: Passage, at: int, lists: tuple[tuple[str, ...], tuple[str, ...]], rulebook: Rulebook) -> bool:
    """True where the words before the three say that it came in, that it went out and what is left of the two."""
    more, came_in = lists
    first, second, third = (passage.outer(i) for i in (at, at + 1, at + 2))
    inflow = any(word in first for word in (*rulebook.words["inflow"], *came_in))
    outflow = any(word in second for word in rulebook.words["outflow"])
    said = third.strip("，,、 ")
    net = next((word for word in more if said.startswith(word) or said.endswith(word)), "")
    # 净流入 is what flowed in less what flowed out: nothing of those who were born.
    same = net[1:] not in came_in or net[1:] in first
    return inflow and outflow and bool(net) and same and not any(word in first for word in more)
