"""Numbers that frame or announce and are no claims, made claims where the words hold them against something printed.

三点意见 counts nothing of the world, 53 年 only says how long: no measurement of a report, until its own words say what
they have to agree with. Only then does such a number join the claims, behind all others of its id.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

import regex

from ipextract.exact.interval import Interval, point
from ipextract.exact.numeral import Numerals, parse
from ipextract.model import ASIDE, Claim, Document, Kind, Mention, Period, Relation, Role, Unit, claim_key
from ipextract.rulebook import Rulebook

#: The greatest power that small numbers are spelled with.
_SPELLED: Final = 100
#: Why a number is no claim that may yet have to agree with what is printed beside it.
_FRAMING: Final = frozenset({"vague-count", "anniversary", "duration", "name"})


def worded(numerals: Numerals) -> str:
    """The characters that numbers below a thousand are spelled with, for a class of a pattern."""
    powers = (ch for ch, power in numerals.powers.items() if power <= _SPELLED)
    return regex.escape(
        "".join(sorted({ch for ch in (*numerals.digits, *powers) if len(ch) == 1 and not ch.isascii()}))
    )


class Figure(NamedTuple):
    """What a number says of itself: its kind, value and unit, and its readings under any and under nearest rounding."""

    kind: Kind
    value: Decimal
    unit: Unit
    wide: Interval
    nearest: Interval


class Asides:
    """The numbers of a text by where they stand: those that are claims, and those that may be asides."""

    def __init__(
        self, document: Document, numbers: tuple[Mention, ...], claims: Sequence[Claim], rulebook: Rulebook
    ) -> None:
        self.text = document.text
        self._document = document
        self._rulebook = rulebook
        self._numbers = numbers
        self._starts = [number.start for number in numbers]
        self._claims = sorted((c for c in claims if c.origin == "prose"), key=lambda c: c.char_start)
        self._claimed = [claim.char_start for claim in self._claims]
        self._made: dict[tuple[int, int], Claim] = {}

    def numbers_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The numbers, dates and skipped ones too, that begin in text[start:end]."""
        return self._numbers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def claims_in(self, start: int, end: int) -> Sequence[Claim]:
        """The claims of prose that begin in text[start:end]."""
        return self._claims[bisect_left(self._claimed, start) : bisect_left(self._claimed, end)]

    def at(self, start: int, end: int, unit: str, name: str, *, planned: bool = False) -> Claim | None:
        """The exact count printed at text[start:end] with its unit: its claim, or an aside under ``name``.

        ``None`` for what is hedged, a part of another number, a date or a label, and unless ``planned`` for a target.
        """
        claim = self._claim_over(start)
        if claim is not None:
            whole = claim.kind == "count" and claim.approx == "exact" and not claim.hedges
            fact = planned or claim.modality == "fact"
            return claim if whole and claim.value_high is None and fact else None
        number = self._number_over(start)
        if number is not None and (number.hedges or not (number.is_quantity or number.reason in _FRAMING)):
            return None
        if (start, end) not in self._made:
            value = parse(self.text[start:end].removesuffix(unit).rstrip(), self._rulebook.numerals)
            if value is None or value != int(value):
                return None
            exact = point(Fraction(int(value)))
            known = Unit(unit if self._rulebook.unit(unit) else "")  # 30 周年 and 六大 are parts of a name
            self._made[start, end] = self._aside((start, end), Figure("count", value, known, exact, exact), name)
        return self._made[start, end]

    def said(self, number: Mention, name: str, unit: Unit | None = None) -> Claim | None:
        """What a quantity is: its claim, or an aside under ``name``, in a ``unit`` of more words than are printed.

        ``None`` for one that is hedged or a span.
        """
        claim = self._claim_over(number.number_start)
        if claim is not None:
            return claim if claim.modality == "fact" and claim.value is not None else None
        wide, nearest = number.interval, number.nearest
        if number.hedges or number.value is None or number.value_high is not None or wide is None or nearest is None:
            return None
        figure = Figure("count", number.value, unit or Unit(number.unit), wide, nearest)
        return self._made.setdefault((number.start, number.end), self._aside((number.start, number.end), figure, name))

    def place(self, number: Mention, unit: str, name: str) -> Claim | None:
        """The place in a ranking that an ordinal is, with its ``unit`` behind it: its claim, or an aside."""
        claim = self._claim_over(number.start)
        if claim is not None or number.value is None:
            return claim if claim is not None and claim.kind == "rank" and claim.value is not None else None
        end = number.end + len(unit) if self.text.startswith(unit, number.end) else number.end
        exact = point(Fraction(number.value))
        figure = Figure("rank", number.value, Unit(unit), exact, exact)
        return self._made.setdefault((number.start, end), self._aside((number.start, end), figure, name))

    def _claim_over(self, start: int) -> Claim | None:
        i = bisect_right(self._claimed, start) - 1
        return self._claims[i] if i >= 0 and start < self._claims[i].char_end else None

    def _number_over(self, start: int) -> Mention | None:
        i = bisect_right(self._starts, start) - 1
        return self._numbers[i] if i >= 0 and start < self._numbers[i].end else None

    def _aside(self, span: tuple[int, int], figure: Figure, name: str) -> Claim:
        start, end = span
        quote = self.text[start:end]
        page, line = self._document.place(start, end)
        return Claim(
            claim_id=f"{ASIDE}:{start}", kind=figure.kind, value=figure.value, value_high=None, unit=figure.unit,
            interval=figure.wide, nearest=figure.nearest, approx="exact", indicator=name, scope="", period=Period(),
            basis="flow", direction=None, base=None, within=None, of=None, modality="fact", quote=quote,
            char_start=start, char_end=end, page=page, line=line, boxes=self._document.rectangles(start, end),
            section=(), origin="prose", rule=ASIDE, printed=quote, place=self._document.where(start, end),
        )  # fmt: skip


def settled(found: Iterable[Relation], claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """The relations with the ids of their asides given out in text order; without those whose id a claim has."""
    found = tuple(found)
    asides = {c.claim_id: c for each in found for c in each.claims if c.rule == ASIDE}
    known = {claim.claim_id.partition("-")[0] for claim in claims}
    seen: dict[str, int] = {}
    named: dict[str, Claim] = {}
    for claim in sorted(asides.values(), key=lambda c: (c.char_start, c.char_end)):
        key = claim_key(claim.kind, claim.indicator, claim.scope, claim.period, claim.unit, claim.quote)
        if key in known:
            continue
        seen[key] = seen.get(key, 0) + 1
        named[claim.claim_id] = replace(claim, claim_id=key if seen[key] == 1 else f"{key}-{seen[key]}")
    return tuple(_renamed(found, named))


def _renamed(found: Iterable[Relation], named: dict[str, Claim]) -> Iterator[Relation]:
    for relation in found:
        if all(claim.rule != ASIDE for claim in relation.claims):
            yield relation
        elif all(claim.rule != ASIDE or claim.claim_id in named for claim in relation.claims):
            roles = (Role(role.name, named.get(role.claim.claim_id, role.claim)) for role in relation.roles)
            yield replace(relation, roles=tuple(roles))


def with_asides(claims: tuple[Claim, ...], found: Iterable[Relation]) -> tuple[Claim, ...]:
    """The claims and the asides that relations hold, in text order."""
    asides = {c.claim_id: c for each in found for c in each.claims if c.rule == ASIDE}
    if not asides:
        return claims
    return tuple(sorted((*claims, *asides.values()), key=lambda c: (c.char_start, c.char_end)))
