"""The whole of a share: which printed levels it may be a share of, the likeliest first.

``whole_candidates`` asks ``_SOURCES`` in order: the words name the whole (占…的), or 其中 does; else it is what the
paragraph is about, or the whole of that whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ipextract.exact.interval import divide, meet, scale
from ipextract.model import Claim, Severity
from ipextract.relations.above import Above, bare, core, undone
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook

_TELLING_DIGITS = 3
#: So many characters before the name of a whole say whose it is: 岛屿国家进出口.
_PARTNER = 4
#: What was planned and what was done differ by less than this part of it.
_CLOSE = 10

#: What may be the whole, with a cap on how loud a misfit may be.
Candidate: TypeAlias = tuple[Claim, Severity | None]


@dataclass(frozen=True, slots=True)
class Sought:
    """A share whose whole is looked for, with what stands before it.

    ``index`` is that of the share in its sentence; ``before`` are the claims before it that no closed bracket holds,
    the nearest first; ``larger`` those of its paragraph large enough to hold ``part``; ``stated`` is True where the
    words at the share name the whole.
    """

    passage: Passage
    above: Above
    index: int
    part: Claim
    rulebook: Rulebook
    before: list[Claim]
    larger: list[Claim]
    stated: bool

    @classmethod
    def of(cls, passage: Passage, above: Above, index: int, part: Claim, rulebook: Rulebook) -> Sought:
        """The share at ``index`` with what stands before it."""
        share = passage.claims[index]
        before = [passage.claims[j] for j in range(index - 1, -1, -1) if not passage.closed(j, index)]
        paragraph = [*before, *(c for p in passage.earlier for c in reversed(p.claims))]
        larger = [c for c in paragraph if c.unit == part.unit and c.kind == part.kind and _exceeds(c, part)]
        stated = share.base is not None and share.base in passage.leads[index]
        return cls(passage, above, index, part, rulebook, before, larger, stated)

    @property
    def share(self) -> Claim:
        """The share itself."""
        return self.passage.claims[self.index]

    @property
    def base(self) -> str:
        """The name of the whole; empty where no words name one."""
        return self.share.base or ""

    @property
    def of_area(self) -> bool:
        """True for 占全省渔业产值的: the name is of all in the area."""
        return any(word in self.base for word in self.rulebook.words["area_word"])


def whole_candidates(sought: Sought) -> list[Candidate]:
    """What the share may be a part of, the likeliest first, each with a cap on how loud a misfit may be."""
    candidates = [candidate for source in _SOURCES for candidate in source(sought)]
    candidates = candidates or _that_fits(sought)
    if sought.stated or not candidates:
        return candidates
    return [*candidates, *((c, "warning") for c in sought.larger)]


def _before_its_list(sought: Sought) -> list[Candidate]:
    """招生 300 人，其中男生 180 人，占 60%: the level before 其中, unless the words name another whole."""
    if sought.stated:
        return []
    passage, part = sought.passage, sought.part
    place = next(i for i, c in enumerate(passage.claims) if c.claim_id == part.claim_id)
    openings = (
        j
        for j in range(place, -1, -1)
        if not passage.closed(j, place) and any(w in passage.outer(j) for w in sought.rulebook.words["of_which"])
    )
    levels = [passage.claims[j] for j in range(next(openings, 0)) if not passage.closed(j, place)]
    alike = [c for c in levels if c.kind == part.kind and c.unit == part.unit]
    return [(c, None) for c in alike[-1:]]


def _named_before(sought: Sought) -> list[Candidate]:
    """产量 90 吨 for 占产量的 30%: what the paragraph prints under the name, certain where it can be no other."""
    if not sought.base:
        return []
    base, rulebook = sought.base, sought.rulebook
    named = [c for c in _named(base, _likely(sought), rulebook) if _as_wide(sought, c)]
    # 占总产值 after 建材业总产值, the only one that ends so; of several the one of that very name is meant
    titled = [c for c in named if undone(c.indicator, rulebook).endswith(base)]
    alone = next((claims for claims in (named, titled) if len(claims) == 1), [])
    certain: Severity | None = None if sought.stated or _proved(sought) else "warning"
    return [(c, certain if c in alone or _one_name(c.indicator, base, rulebook) else "suspicion") for c in named]


def _likely(sought: Sought) -> list[Claim]:
    """The larger levels; 渔船 30 艘，占 6% behind 渔轮 40 艘，占 8%: one with a share of its own is another part."""
    if sought.stated:
        return sought.larger
    places = (sought.passage, *sought.passage.earlier)
    parted = {c.of for p in places for c in p.claims if c.kind == "share"}
    return [c for c in sought.larger if c.claim_id not in parted]


def _as_wide(sought: Sought, whole: Claim) -> bool:
    """False for 对沿线国家出口 as the whole of 占全省出口的, unless the share fits it."""
    name = core(sought.base, sought.rulebook)
    narrow = sought.of_area and _narrower(whole, name, sought.rulebook)
    return not narrow or fits(sought.part, whole, sought.share)


def _named_above(sought: Sought) -> list[Candidate]:
    """全省渔业产值 of another paragraph for 占全省渔业产值的: the name is the whole area's, or the share fits.

    Another paragraph may speak of others.
    """
    name = core(sought.base, sought.rulebook)
    if not sought.base or not name:
        return []
    of_area = sought.of_area and sought.base in sought.passage.text
    return [
        (c, "warning")
        for c in sought.above.named(name, sought.part)
        if _exceeds(c, sought.part)
        and ((of_area and bare(c.indicator, sought.rulebook) == name) or fits(sought.part, c, sought.share))
    ]


#: Where a whole may stand, the likeliest first.
_SOURCES: tuple[Callable[[Sought], list[Candidate]], ...] = (_before_its_list, _named_before, _named_above)


def _that_fits(sought: Sought) -> list[Candidate]:
    """营收 80 亿元，税收 8 亿元，占全县的 10%: with no name to go by, what the share fits is its whole.

    What it does not fit is no contradiction.
    """
    if not sought.base or (sought.stated and len(_digits(sought.share)) < _TELLING_DIGITS):
        return []
    near = sought.larger
    if sought.stated:
        sentence_before = sought.passage.earlier[0].claims if sought.passage.earlier else ()
        near = [c for c in near if c in (*sought.before, *sentence_before)]
    exact = (c for c in near if c.approx == sought.share.approx == "exact")
    return [(c, "warning") for c in exact if fits(sought.part, c, sought.share)]


def _proved(sought: Sought) -> bool:
    """True for the third of 占产值的 20%、30%和 50%, where the first two hold against a whole of the name."""
    passage, share = sought.passage, sought.share
    by_id = {c.claim_id: c for c in passage.claims}
    others = [
        (by_id[c.of], c)
        for c in passage.claims
        if c.kind == "share" and c is not share and c.base == share.base and c.of in by_id
    ]
    wholes = (c for c in sought.larger if c.indicator == share.base)
    return any(sum(fits(part, whole, other) for part, other in others) > 1 for whole in wholes)


def carried_out(passage: Passage, part: Claim, whole: Claim, share: Claim) -> Claim | None:
    """完成投资 98 亿元 for 计划投资 100 亿元: a level close to the whole that was found, which the share fits."""
    if len(_digits(share)) < _TELLING_DIGITS or not whole.value:
        return None
    near = (c for p in (passage, *passage.earlier[:1]) for c in p.claims)
    alike = (c for c in near if c.unit == whole.unit and c.kind == whole.kind and c.value and c is not whole)
    close = (c for c in alike if abs((c.value or 0) - whole.value) * _CLOSE < whole.value)
    return next((c for c in close if _exceeds(c, part) and fits(part, c, share)), None)


def _digits(claim: Claim) -> str:
    return "".join(ch for ch in claim.printed if ch.isdecimal()).lstrip("0")


def _named(base: str, larger: list[Claim], rulebook: Rulebook) -> list[Claim]:
    """The claims whose indicator the base names, the exact name first; 收入完成 is what 收入 came to."""
    name = core(base, rulebook)
    titled = [(c, undone(c.indicator, rulebook)) for c in larger]
    exact = [c for c, title in titled if title == base]
    longer = [(c, title) for c, title in titled if title != base and _ends_in(bare(title, rulebook), name, rulebook)]
    longer.sort(key=lambda pair: (not _one_name(pair[0].indicator, base, rulebook), not pair[1].endswith(base)))
    return [*exact, *(c for c, _ in longer)]


def _one_name(name: str, base: str, rulebook: Rulebook) -> bool:
    """True when the name of a level and that of a whole are one, 总额 and 全市 left out, or two of one thing."""
    one, other = (core(undone(full, rulebook), rulebook) for full in (name, base))
    if one == other:
        return True
    return any(one in names and other in names for names in rulebook.definitions.namings)


def _narrower(whole: Claim, name: str, rulebook: Rulebook) -> bool:
    """True for 对沿线国家进出口 where the words name all 进出口 of the area."""
    front = bare(whole.indicator, rulebook).removesuffix(name)
    return bool(name) and (front.startswith(rulebook.words["partner"]) or len(front) >= _PARTNER)


def _ends_in(name: str, core: str, rulebook: Rulebook) -> bool:
    """True when a name is the core with words in front; one more character makes another word (进出口, 非税收入)."""
    front = name.removesuffix(core)
    if len(core) < 2 or front == name or (front and front.endswith(rulebook.words["not_before_name"])):
        return False
    return len(front) != 1 or front in rulebook.words["whole_prefix"]


def fits(part: Claim, whole: Claim, share: Claim, per: int = 100) -> bool:
    """True when the share (an average for ``per`` 1) can be part / whole, under any rounding."""
    if part.interval is None or whole.interval is None or share.interval is None:
        return False
    if (whole.interval.lower or 0) <= 0 or (part.interval.lower or 0) < 0:
        return False
    return meet(scale(divide(part.interval, whole.interval), per), share.interval) is not None


def _exceeds(whole: Claim, part: Claim) -> bool:
    """True for another claim that is large enough to hold the part: a smaller one is a sibling, not the whole."""
    if whole.claim_id == part.claim_id or whole.value is None or part.value is None:
        return False
    return whole.value >= part.value
