"""A claim while it is being put together: what is known before ids are given out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ipextract.claims.phrase import Phrase
from ipextract.claims.scope import Clause
from ipextract.exact.interval import Interval
from ipextract.model import (
    FIELDS,
    PRIOR,
    Approx,
    Basis,
    Claim,
    Direction,
    Document,
    Edge,
    EdgeRole,
    Field,
    Kind,
    Mention,
    Origin,
    Period,
    Unit,
    claim_key,
)
from ipextract.model import Reason as Reason  # noqa: PLC0414 - offered from here
from ipextract.model.recognition import lowest

#: Kinds that other numbers can speak of.
LEVELS: frozenset[Kind] = frozenset({"count", "amount", "ratio", "share"})


@dataclass(slots=True)
class Draft:
    """The fields of one claim; ``of`` is another draft. ``mention`` is the index of the number it explains, if any.

    ``before`` are the levels that it was before, ``addends`` those that it is the total of; ``why`` says what gave a
    field, for those that something gave.
    """

    kind: Kind
    value: Decimal | None
    unit: Unit
    interval: Interval | None
    nearest: Interval | None
    approx: Approx
    indicator: str
    scope: str
    period: Period
    basis: Basis
    start: int
    end: int
    sentence: int
    paragraph: int
    section: tuple[str, ...]
    rule: str
    phrase: Phrase
    clause: Clause | None
    mention: int | None = None
    value_high: Decimal | None = None
    direction: Direction | None = None
    base: str | None = None
    within: str | None = None
    of: Draft | None = None
    owner: Link | None = None
    part: Link | None = None
    whole: Link | None = None
    before: list[Link] = field(default_factory=list)
    addends: list[Link] = field(default_factory=list)
    target: bool = False
    hedges: tuple[str, ...] = ()
    table: bool = False
    prior: bool = False
    qualifier: str = ""
    why: dict[Field, Reason] = field(default_factory=dict)

    @property
    def level(self) -> bool:
        """True when growth, change, share or rank can speak of it."""
        return self.kind in LEVELS


@dataclass(frozen=True, slots=True)
class Link:
    """Why a draft is joined to ``target``: the cue and its words, and the drafts that it passed over, each with why."""

    target: Draft
    cue: str
    start: int
    end: int
    refused: tuple[tuple[Draft, str], ...] = ()


def interval_of(mention: Mention, *, rate: bool) -> tuple[Interval | None, Interval | None]:
    """The readings of a number; an integer that stands for a rate (39 件/万人) is rounded, not exact."""
    if not rate or mention.interval is None or mention.nearest is None or not mention.interval.exact:
        return mention.interval, mention.nearest
    value, step = mention.interval.lower, mention.step
    if value is None or step is None:
        return mention.interval, mention.nearest
    from_step = value.__class__(step)
    return (
        Interval(value - from_step, value + from_step, True, True),
        Interval(value - from_step / 2, value + from_step / 2),
    )


class Attached(NamedTuple):
    """What attachment ends with: the claims in text order, the edges between them, and where their fields come from."""

    claims: tuple[Claim, ...]
    edges: tuple[Edge, ...]
    origins: tuple[Origin, ...]


def finish(drafts: list[Draft], document: Document) -> Attached:
    """The claims of the drafts with their edges and origins; no id depends on line breaks or offsets."""
    ids: dict[int, str] = {}
    seen: dict[str, int] = {}
    ordered = sorted(drafts, key=lambda d: (d.start, d.end))
    for draft in ordered:
        quote = document.text[draft.start : draft.end]
        key = claim_key(draft.kind, draft.indicator, draft.scope, draft.period, draft.unit, quote)
        seen[key] = seen.get(key, 0) + 1
        ids[id(draft)] = key + (f"-{seen[key]}" if seen[key] > 1 else "")
    edges = tuple(edge for draft in ordered for edge in _edges(draft, ids))
    origins = (origin for draft in ordered for origin in _origins(draft, ids[id(draft)]))
    return Attached(tuple(_claim(draft, ids, document) for draft in ordered), edges, tuple(origins))


def _origins(draft: Draft, claim: str) -> Iterator[Origin]:
    said = (name for name in FIELDS if name in draft.why and getattr(draft, name))
    return (Origin(claim, name, *draft.why[name]) for name in said)


def _edges(draft: Draft, ids: dict[int, str]) -> Iterator[Edge]:
    joined: tuple[tuple[EdgeRole, Link | None], ...] = (
        ("part-of", draft.part),
        ("value-of", draft.owner),
        ("share-of", draft.whole),
        *(("before-of", link) for link in draft.before),
        *(("total-of", link) for link in draft.addends),
    )
    for role, link in joined:
        if link is not None:
            refused = tuple((ids[id(other)], why) for other, why in link.refused)
            yield Edge(role, ids[id(draft)], ids[id(link.target)], link.cue, link.start, link.end, refused)


def _claim(draft: Draft, ids: dict[int, str], document: Document) -> Claim:
    page, line = document.place(draft.start, draft.end)
    quote = document.text[draft.start : draft.end]
    return Claim(
        claim_id=ids[id(draft)],
        kind=draft.kind,
        value=draft.value,
        value_high=draft.value_high,
        unit=draft.unit,
        interval=draft.interval,
        nearest=draft.nearest,
        approx=draft.approx,
        indicator=str(draft.indicator),
        scope=str(draft.scope),
        period=draft.period,
        basis=draft.basis,
        direction=draft.direction,
        base=_plain(draft.base),
        within=_plain(draft.within),
        of=ids[id(draft.of)] if draft.of is not None else None,
        modality="target" if draft.target else "fact",
        quote=quote,
        char_start=draft.start,
        char_end=draft.end,
        page=page,
        line=line,
        boxes=document.rectangles(draft.start, draft.end),
        section=draft.section,
        origin="table" if draft.table else "prose",
        rule=draft.rule,
        printed=quote,
        hedges=draft.hedges,
        qualifier=PRIOR if draft.prior else draft.qualifier,
        place=document.where(draft.start, draft.end),
        confidence=lowest(document.scores, draft.start, draft.end),
    )


def _plain(name: str | None) -> str | None:
    return None if name is None else str(name)
