"""The official numbers of rules/reference/ by every name under which a report may speak of their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ipextract.exact.interval import Interval
from ipextract.exact.numeral import Numerals, parse, weight
from ipextract.model.reference import Reference
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.lexicon import Lexicon
from ipextract.rulebook.records import PopulationRecord


def references_of(
    records: Iterable[tuple[str, int, PopulationRecord]], words: Lexicon, numerals: Numerals
) -> Mapping[str, tuple[Reference, ...]]:
    """The references of records, each with its file and line, by the names of their places, oldest first.

    A place goes by the name in the record and, where no other one does, by that without its ending; the country by any
    of its names. Raises RuleError for a value that is no number and for two records of one place, year and kind.
    """
    by_place: dict[str, dict[tuple[str, str], Reference]] = {}
    for file, line, record in records:
        reference = _reference(file, line, record, numerals)
        known = by_place.setdefault(record.place, {})
        key = (reference.year, reference.kind)
        if key in known:
            told = f"{record.place}, {record.year}, {record.kind}"
            raise RuleError(file, line, f"{told}: there is a second record of this; leave one")
        known[key] = reference
    bare: dict[str, list[str]] = {}
    for place in by_place:
        for name in _names(place, words):
            bare.setdefault(name, []).append(place)
    owners = {name: places[0] for name, places in bare.items() if len(places) == 1} | {p: p for p in by_place}
    return MappingProxyType({n: tuple(by_place[p][key] for key in sorted(by_place[p])) for n, p in owners.items()})


def _reference(file: str, line: int, record: PopulationRecord, numerals: Numerals) -> Reference:
    value = parse(record.value, numerals)
    if value is None or value <= 0:
        raise RuleError(file, line, f"{record.place}, {record.year}: value: {record.value!r} is no positive number")
    half = Fraction(weight(record.value, numerals)) / 2
    return Reference(
        place=record.place,
        year=str(record.year),
        kind=record.kind,
        printed=record.value,
        interval=Interval(Fraction(value) - half, Fraction(value) + half),
        source=record.source,
        publisher=record.publisher,
        published=str(record.published),
    )


def _names(place: str, words: Lexicon) -> tuple[str, ...]:
    """What a place is called besides its name in full; a name of two places is dropped by who asks."""
    if place in words["nation"]:
        return words["nation"]
    return tuple(sorted((name for name in words["known_place"] if place.startswith(name)), key=len)[-1:])
