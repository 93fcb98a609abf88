"""report.json → the figures and relations that the second implementation computes with; nothing is trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final, TypeAlias

from ipextract.exact.interval import Interval

Json: TypeAlias = Mapping[str, Any]

SCHEMA_VERSION: Final = "3"
"""The version of report.json that this module reads."""

_DECIMAL: Final = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?")
_SIGNED: Final = frozenset({"growth", "change", "difference"})


class Broken(Exception):  # noqa: N818 - named for what it says about the report
    """A report.json that lacks something or holds what cannot be read; ``where`` is the place in it."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim in its role, as written in the report. ``whole``, ``least``, ``most``, ``tolerance`` are the rule's."""

    role: str
    claim_id: str
    kind: str
    value: Fraction | None
    ranged: bool
    unit: str
    any: Interval | None
    nearest: Interval | None
    approx: str
    hedges: int
    direction: str | None
    modality: str
    period: str
    quote: str
    whole: int | None
    least: int | None
    most: int | None
    tolerance: int | None = None

    @property
    def falls(self) -> bool:
        """True when a word says that the number goes down: what is computed with is then negative."""
        return self.kind in _SIGNED and self.direction == "down"

    @property
    def exact_count(self) -> int | None:
        """The number of a count that is printed to the last one, ``None`` for anything else or none at all."""
        counted = self.kind == "count" and self.any is not None and self.any.exact
        return int(self.value) if counted and self.value else None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as written: its figures by role, its rule and cue, and the record with the verdict to be confirmed.

    ``official`` are the numbers from outside the report that the relation names.
    """

    where: str
    kind: str
    rule: str
    cue: str
    figures: tuple[Figure, ...]
    record: Json
    official: tuple[Interval, ...] = ()

    def of(self, role: str) -> tuple[Figure, ...]:
        """The figures that play ``role``, in the order written."""
        return tuple(f for f in self.figures if f.role == role)

    def one(self, role: str) -> Figure:
        """The figure that plays ``role``; Broken when there is not exactly one."""
        found = self.of(role)
        if len(found) != 1:
            raise Broken(self.where, f"{self.kind}: one {role} is needed, {len(found)} are written")
        return found[0]

    def maybe(self, role: str) -> Figure | None:
        """The figure that plays ``role``, if any."""
        return self.one(role) if self.of(role) else None


@dataclass(frozen=True, slots=True)
class Written:
    """A report.json whose shape is right: claims by id, and the record as parsed."""

    record: Json
    claims: Mapping[str, Json]

    @property
    def text(self) -> str:
        """The joined text that the offsets count in."""
        return str(self.record["text"])

    def place(self, claim_id: str) -> str:
        """Where a claim stands, as ``p3:l12``, the line alone in a plain text, or ``table2:row3:col4``."""
        claim = self.claims.get(claim_id)
        return "" if claim is None else str(claim["place"])

    def relation(self, index: int) -> Relation:
        """The relation at ``index`` with its figures; Broken when it names a claim that is not there."""
        record = self.record["relations"][index]
        where = f"relations[{index}]"
        roles = [_record(role, f"{where}.roles") for role in _list(record, "roles", where)]
        ids = [_text(role, "claim_id", where) for role in roles]
        for claim_id in ids:
            if claim_id not in self.claims:
                raise Broken(where, f"no claim has the id {claim_id}")
        last = max(ids, key=lambda each: int(self.claims[each]["char_start"]), default="")
        kind = _text(record, "kind", where)
        where = f"{where} {kind} {self.place(last)}".rstrip()
        figures = tuple(_figure(role, self.claims[each], where) for role, each in zip(roles, ids, strict=True))
        return Relation(
            where,
            kind,
            _text(record, "rule", where),
            _text(record, "cue", where),
            figures,
            record,
            _official(record, where),
        )


def parse(record: object) -> Written:
    """A parsed report.json, its shape tested; Broken names the first place that is not as it must be."""
    whole = _record(record, "report.json")
    for key in ("claims", "relations", "findings", "numbers"):
        for i, each in enumerate(_list(whole, key, "report.json")):
            _record(each, f"{key}[{i}]")
    _record(whole.get("document"), "document")
    _text(whole, "text", "report.json")
    claims: dict[str, Json] = {}
    for i, claim in enumerate(whole["claims"]):
        where = f"claims[{i}]"
        for key in ("char_start", "char_end", "page", "line"):
            if type(claim.get(key)) is not int:
                raise Broken(where, f"{key} is no integer")
        for key in ("claim_id", "kind", "unit", "quote", "place", "indicator", "scope", "period", "approx", "modality"):
            _text(claim, key, where)
        if claim["claim_id"] in claims:
            raise Broken(where, f"a second claim has the id {claim['claim_id']}")
        claims[claim["claim_id"]] = claim
    return Written(whole, claims)


def players(record: Json, key: str, where: str) -> list[tuple[str, str]]:
    """Who plays what, as pairs of role and claim id; Broken when that is not written."""
    rows = [_record(each, f"{where}.{key}") for each in _list(record, key, where)]
    return [(_text(each, "role", where), _text(each, "claim_id", where)) for each in rows]


def interval(record: Json | None, where: str) -> Interval | None:
    """An interval as written; Broken when its ends are no decimals or lie the wrong way round."""
    if record is None:
        return None
    low, high = number(record.get("lower"), where), number(record.get("upper"), where)
    try:
        return Interval(low, high, bool(record.get("lower_open")), bool(record.get("upper_open")))
    except ValueError as error:
        raise Broken(where, str(error)) from error


def number(text: object, where: str) -> Fraction | None:
    """A decimal as written, ``None`` for null; Broken for anything else."""
    if text is None:
        return None
    try:
        if not isinstance(text, str) or _DECIMAL.fullmatch(text) is None:
            raise InvalidOperation
        return Fraction(Decimal(text))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise Broken(where, f"{text!r} is no decimal") from error


def bounds(claim: Json, where: str) -> tuple[Interval | None, Interval | None]:
    """A claim under any rounding and under rounding to nearest; ``None`` for a claim without a number."""
    nearest = claim.get("nearest")
    if nearest is None:
        return None, None
    return interval(claim, where), interval(_record(nearest, where), where)


def _figure(role: Json, claim: Json, where: str) -> Figure:
    wide, nearest = bounds(claim, where)
    return Figure(
        role=_text(role, "role", where),
        claim_id=claim["claim_id"],
        kind=claim["kind"],
        value=number(claim.get("value"), where),
        ranged=claim.get("value_high") is not None,
        unit=claim["unit"],
        any=wide,
        nearest=nearest,
        approx=claim["approx"],
        hedges=len(_list(claim, "hedges", where)),
        direction=claim.get("direction"),
        modality=claim["modality"],
        period=claim["period"],
        quote="".join(claim["quote"].split()),
        whole=_constant(role, "whole", where),
        least=_constant(role, "least", where),
        most=_constant(role, "most", where),
        tolerance=_constant(role, "tolerance", where),
    )


def _official(record: Json, where: str) -> tuple[Interval, ...]:
    """The official numbers of a relation; reports of older versions have none."""
    written = _list(record, "references", where) if "references" in record else []
    found = (interval(_record(each, f"{where}.references"), where) for each in written)
    return tuple(each for each in found if each is not None)


def _constant(role: Json, key: str, where: str) -> int | None:
    found = number(role.get(key), where)
    return None if found is None else int(found)


def _record(value: object, where: str) -> Json:
    if not isinstance(value, dict):
        raise Broken(where, "no record is written here")
    return value


def _list(record: Json, key: str, where: str) -> list[Any]:
    value = record.get(key)
    if not isinstance(value, list):
        raise Broken(where, f"{key} is no list")
    return value


def _text(record: Json, key: str, where: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise Broken(where, f"{key} is no text")
    return value
