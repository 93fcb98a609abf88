"""The rules that turn printed lines into paragraphs: rules/layout.toml and rules/radicals.toml as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import regex

from ipextract.rulebook.patterns import PatternFault, compiled

Table: TypeAlias = Mapping[str, object]

_PARTS = {"lines", "headings", "markers", "notes", "reports", "running", "page_numbers"}
_LINE_KEYS = {
    "title", "why", "sentence_end", "sentence_stop", "title_stop", "clause_end", "closing", "quotes",
    "longest_heading", "longest_title",
}  # fmt: skip
_FORM_KEYS = {"id", "pattern", "examples", "counterexamples"}


@dataclass(frozen=True, slots=True)
class HeadingForm:
    """How a heading begins; ``rank`` orders the forms from the outside in, a ``strict`` one bears no other number."""

    id: str
    rank: int
    pattern: regex.Pattern[str]
    strict: bool


@dataclass(frozen=True, slots=True)
class PageNumberForm:
    """How a whole line prints a page number; one that is not ``alone`` counts only in step with other pages."""

    id: str
    pattern: regex.Pattern[str]
    alone: bool


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """What layout knows about Chinese print.

    A line may end with a ``sentence_end``; a ``sentence_stop`` inside a line makes it prose, whatever it begins with.
    ``note`` begins a note at the foot of a page; ``report`` is a line without spaces that is named like a report;
    ``running`` are whole lines that are never text at the edge of one;
    ``radicals`` maps code points of radicals to those of ideographs.
    """

    headings: tuple[HeadingForm, ...]
    page_numbers: tuple[PageNumberForm, ...]
    running: tuple[regex.Pattern[str], ...]
    marker: regex.Pattern[str]
    note: regex.Pattern[str]
    report: regex.Pattern[str]
    sentence_end: frozenset[str]
    sentence_stop: frozenset[str]
    title_stop: frozenset[str]
    clause_end: frozenset[str]
    closing: frozenset[str]
    quotes: frozenset[str]
    longest_heading: int
    longest_title: int
    radicals: Mapping[int, int]


def parse_layout(table: Table, file: str, radicals: Mapping[int, int] | None = None) -> LayoutRules:
    """The rules of one layout table; ValueError names ``file`` and the key that is missing, unknown or wrong."""
    _no_unknown(
        table, {"lines", "headings", "markers", "notes", "reports", "running", "page_numbers"}, file, "the file"
    )
    lines = _table(table.get("lines"), file, "lines")
    _no_unknown(lines, _LINE_KEYS, file, "lines")
    headings, numbers, running = [], [], []
    seen: set[str] = set()
    for record in _records(table, "headings", file):
        key = _id(record, seen, "headings", file)
        _no_unknown(record, _FORM_KEYS | {"rank", "strict"}, file, key)
        found = _pattern(record, file, key)
        _try_examples(record, found, file, key, whole=False)
        headings.append(HeadingForm(key, _int(record, "rank", file, key), found, _bool(record, "strict", file, key)))
    for record in _records(table, "page_numbers", file):
        key = _id(record, seen, "page_numbers", file)
        _no_unknown(record, _FORM_KEYS | {"alone"}, file, key)
        found = _pattern(record, file, key)
        if "number" not in found.groupindex:
            raise ValueError(f"{file}: {key}.pattern: needs a slot (?P<number>...)")
        _try_examples(record, found, file, key, whole=True)
        numbers.append(PageNumberForm(key, found, _bool(record, "alone", file, key)))
    for record in _records(table, "running", file):
        key = _id(record, seen, "running", file)
        _no_unknown(record, _FORM_KEYS, file, key)
        found = _pattern(record, file, key)
        _try_examples(record, found, file, key, whole=True)
        running.append(found)
    return LayoutRules(
        headings=tuple(sorted(headings, key=lambda form: form.rank)),
        page_numbers=tuple(numbers),
        running=tuple(running),
        marker=_openings(table, "markers", seen, file),
        note=_openings(table, "notes", seen, file),
        report=_openings(table, "reports", seen, file),
        sentence_end=frozenset(_text(lines, "sentence_end", file, "lines")),
        sentence_stop=frozenset(_text(lines, "sentence_stop", file, "lines")),
        title_stop=frozenset(_text(lines, "title_stop", file, "lines")),
        clause_end=frozenset(_text(lines, "clause_end", file, "lines")),
        closing=frozenset(_text(lines, "closing", file, "lines")),
        quotes=frozenset(_text(lines, "quotes", file, "lines")),
        longest_heading=_int(lines, "longest_heading", file, "lines"),
        longest_title=_int(lines, "longest_title", file, "lines"),
        radicals=MappingProxyType(dict(radicals or {})),
    )


def _openings(table: Table, kind: str, seen: set[str], file: str) -> regex.Pattern[str]:
    """One pattern for all records of a kind that say how a line begins."""
    patterns: list[str] = []
    for record in _records(table, kind, file):
        key = _id(record, seen, kind, file)
        _no_unknown(record, _FORM_KEYS, file, key)
        found = _pattern(record, file, key)
        _try_examples(record, found, file, key, whole=False)
        patterns.append(f"(?:{found.pattern})")
    return regex.compile("|".join(patterns))


def parse_radicals(table: Table, file: str) -> dict[int, int]:
    """Code points of radicals to those of the ideographs they stand for; ValueError names ``file`` and the pair."""
    _no_unknown(table, {"radicals"}, file, "the file")
    body = _table(table.get("radicals"), file, "radicals")
    _no_unknown(body, {"title", "why", "pairs"}, file, "radicals")
    pairs = body.get("pairs")
    if not isinstance(pairs, list) or not pairs:
        raise ValueError(f"{file}: radicals.pairs: needs a list of two-character strings")
    found: dict[int, int] = {}
    for pair in pairs:
        if not isinstance(pair, str) or len(pair) != 2 or not 0x2E80 <= ord(pair[0]) <= 0x2FDF:
            raise ValueError(f"{file}: radicals.pairs: {pair!r} is not a radical followed by its ideograph")
        if ord(pair[0]) in found:
            raise ValueError(f"{file}: radicals.pairs: {pair!r} gives a second meaning to U+{ord(pair[0]):04X}")
        found[ord(pair[0])] = ord(pair[1])
    return found


def _no_unknown(table: Table, known: set[str], file: str, where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"{file}: {where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _table(value: object, file: str, key: str) -> Table:
    if not isinstance(value, dict):
        raise ValueError(f"{file}: {key}: the table [{key}] is missing")
    return value


def _records(table: Table, key: str, file: str) -> list[Table]:
    records = table.get(key)
    if not isinstance(records, list) or not records:
        raise ValueError(f"{file}: {key}: at least one [[{key}]] is needed")
    return [_table(record, file, key) for record in records]


def _id(record: Table, seen: set[str], key: str, file: str) -> str:
    name = _text(record, "id", file, key)
    if name in seen:
        raise ValueError(f"{file}: {key}: the id {name!r} is used twice")
    seen.add(name)
    return name


def _text(table: Table, key: str, file: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{file}: {where}.{key}: needs a string that is not empty")
    return value


def _int(table: Table, key: str, file: str, where: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{file}: {where}.{key}: needs a whole number above 0")
    return value


def _bool(table: Table, key: str, file: str, where: str) -> bool:
    value = table.get(key)
    if not isinstance(value, bool):
        raise ValueError(f"{file}: {where}.{key}: needs true or false")
    return value


def _pattern(record: Table, file: str, key: str) -> regex.Pattern[str]:
    source = _text(record, "pattern", file, key)
    try:
        found = compiled(source)
    except PatternFault as fault:
        raise ValueError(f"{file}: {key}.pattern: {fault}") from fault
    if found.fullmatch(""):
        raise ValueError(f"{file}: {key}.pattern: matches the empty string")
    return found


def _try_examples(record: Table, pattern: regex.Pattern[str], file: str, key: str, *, whole: bool) -> None:
    match = pattern.fullmatch if whole else pattern.match
    for name, wanted in (("examples", True), ("counterexamples", False)):
        lines = record.get(name)
        if not isinstance(lines, list) or not lines:
            raise ValueError(f"{file}: {key}.{name}: at least one line is needed")
        for line in lines:
            if not isinstance(line, str) or (match(line) is not None) != wanted:
                raise ValueError(f"{file}: {key}.{name}: {line!r} {'does not match' if wanted else 'matches'}")
