"""Reads the rule files and assembles them into a Rulebook; every refusal names file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

import regex
from pydantic import ValidationError

from ipextract.exact.numeral import Numerals
from ipextract.files import textfile
from ipextract.rulebook.book import ClaimRule, HedgeRule, PeriodRule, QuantityRule, Rulebook, SkipRule, UnitRule
from ipextract.rulebook.catalogue import Catalogue, catalogue_of, naming_of
from ipextract.rulebook.checks import CheckRule, parse_check
from ipextract.rulebook.cues import Cue, CueRecord, cue_of
from ipextract.rulebook.directory import OWN, WORD_FILES, RuleFile
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.layout import parse_layout, parse_radicals
from ipextract.rulebook.macros import number_macros, pattern_of, word_macros
from ipextract.rulebook.mechanisms import FILE as MECHANISMS
from ipextract.rulebook.mechanisms import Mechanism
from ipextract.rulebook.patterns import Judged, Pattern, PatternFault, bound, compiled
from ipextract.rulebook.places import places_of
from ipextract.rulebook.records import (
    ClaimRecord,
    HedgeRecord,
    IndicatorRecord,
    LexiconRecord,
    NumeralsRecord,
    PeriodRecord,
    PlaceRecord,
    PopulationRecord,
    QuantityRecord,
    Record,
    SkipRecord,
    UnitRecord,
    WordsRecord,
)
from ipextract.rulebook.references import references_of

R = TypeVar("R", bound=Record)
_PLACE = "ns"
#: Where a record begins, as a table of its own or as one line of a list.
_POPULATION = regex.compile(r"^[ \t]*(\[\[[ \t]*population[ \t]*\]\]|\{)", regex.MULTILINE)
#: In a file of the user's: the ids of our records that are to go.
_WITHOUT = "without"
_WORDS = "words"
#: Lists whose words have a place each, and how many those are; a list whose words are two names, and what parts them.
_PLACES = {"bases": 3, "share_name": 3}
_PAIRS = {"part_of_names": "<"}
#: Characters of a word that a message has.
_SHOWN = 40


def assemble(files: Mapping[str, RuleFile], digest: str, *, judged: Judged) -> Rulebook:
    """The Rulebook of a set of files; RuleError for whatever cannot be used.

    Patterns that were ``judged`` before are compiled when they are first tried.
    """
    parsed = {name: _parsed(file) for name, file in files.items()}
    numerals = _numerals(files, parsed)
    units = _records(files, parsed, ["units.toml"], "unit", UnitRecord)
    hedges = _records(files, parsed, ["hedges.toml"], "hedge", HedgeRecord)
    words = {
        record.id: _words(file, record)
        for file, record in _records(files, parsed, [n for n in WORD_FILES if n in parsed], _WORDS, WordsRecord)
    }
    numbers = number_macros(numerals, [r for _, r in units], [r for _, r in hedges], words)
    spoken = {**numbers, **word_macros(words)}
    bases = (words["bases"][0], words["bases"][1], words["bases"][2])
    claim_files = sorted(n for n in parsed if n.startswith("claims/"))
    check_files = sorted(n for n in parsed if n.startswith("checks/"))
    radicals = _guard(files["radicals.toml"], lambda f: parse_radicals(parsed[f.name], f.name))
    layout = _guard(files["layout.toml"], lambda f: parse_layout(parsed[f.name], f.name, radicals))
    return Rulebook(
        digest=digest,
        numerals=numerals,
        units=MappingProxyType(_unit_rules(units)),
        hedges=MappingProxyType(
            {
                (r.position, word): HedgeRule(r.id, r.position, r.approx, r.open, r.verb, tuple(r.examples), f.name)
                for f, r in hedges
                for word in r.words
            }
        ),
        quantities=tuple(
            QuantityRule(
                r.id,
                r.title,
                r.why,
                _pattern(f, r.id, r.pattern, numbers, judged=judged),
                tuple(r.near),
                r.unit,
                r.dimension,
                r.factor,
                r.generous,
                tuple(r.examples),
                tuple(r.counterexamples),
                f.name,
            )
            for f, r in _records(files, parsed, ["quantities.toml"], "quantity", QuantityRecord)
        ),
        skips=tuple(
            SkipRule(
                r.id,
                r.reason,
                r.title,
                r.why,
                _pattern(f, r.id, r.pattern, numbers, judged=judged),
                r.dimension,
                tuple(r.near),
                tuple(r.examples),
                tuple(r.counterexamples),
                f.name,
            )
            for f, r in _records(files, parsed, ["skips.toml"], "skip", SkipRecord)
        ),
        periods=tuple(
            PeriodRule(
                r.id,
                r.form,
                _pattern(f, r.id, r.pattern, numbers, judged=judged),
                r.shift,
                r.plan,
                r.first,
                r.frame,
                tuple(r.examples),
                f.name,
            )
            for f, r in _records(files, parsed, ["periods.toml"], "period", PeriodRecord)
        ),
        words=MappingProxyType(words),
        claims=tuple(
            ClaimRule(
                r.id,
                r.kind,
                r.title,
                r.why,
                _pattern(f, r.id, r.pattern, spoken, judged=judged),
                r.base,
                bases,
                r.unit,
                r.value,
                r.direction,
                r.form,
                r.own_subject,
                r.second_order,
                r.same_unit,
                tuple(r.examples),
                tuple(r.counterexamples),
                f.name,
            )
            for f, r in _records(files, parsed, claim_files, "claim", ClaimRecord)
        ),
        cues=tuple(
            _guard(f, partial(_cue, r, words))
            for f, r in _records(files, parsed, sorted(n for n in parsed if n.startswith("cues/")), "cue", CueRecord)
        ),
        mechanisms=tuple(r for _, r in _mechanisms(files, parsed, check_files)),
        layout=layout,
        checks=MappingProxyType(_check_rules(files, parsed, check_files)),
        lexicon=tuple((place, _PLACE) for place in words["known_place"])
        + tuple(
            (word, r.tag)
            for _, r in _records(files, parsed, ["lexicon.toml"], "lexicon", LexiconRecord, key="note")
            for word in r.words
        ),
        radicals=MappingProxyType(radicals),
        catalogue=_catalogue(files, parsed, units, words, numerals, judged=judged),
        places=places_of(r for _, r in _records(files, parsed, ["places.toml"], "place", PlaceRecord, key="name")),
        references=references_of(_populations(files, parsed), words, numerals),
    )


def line_of(text: str, needle: str) -> int:
    """The 1-based line on which ``needle`` first stands, 0 when it does not."""
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _parsed(file: RuleFile) -> dict[str, Any]:
    try:
        return textfile.tables_of(file.text)
    except textfile.TextFault as fault:
        raise RuleError(file.name, fault.line, str(fault)) from fault


def _records(
    files: Mapping[str, RuleFile],
    parsed: Mapping[str, dict[str, Any]],
    names: Iterable[str],
    table: str,
    model: type[R],
    key: str = "id",
) -> list[tuple[RuleFile, R]]:
    """The validated records of a table over several files; ids are unique across them.

    A record of the user's own file takes the place of ours with its id, or comes behind all of ours; those that its
    ``without`` names are left out.
    """
    ours: dict[str, tuple[RuleFile, R]] = {}
    for name in names:
        if name not in files:
            raise RuleError(name, 0, "the rules directory lacks this file")
        _collect(files[name], parsed[name], table, model, key, ours)
        if (own := files.get(OWN + name)) is not None:
            told = dict(parsed[OWN + name])
            _leave_out(own, told.pop(_WITHOUT, []), table, ours)
            found: dict[str, tuple[RuleFile, R]] = {}
            _collect(own, told, table, model, key, found)
            ours.update(found)
    return list(ours.values())


def _leave_out(own: RuleFile, identities: object, table: str, ours: dict[str, Any]) -> None:
    """Takes those of our records away that a file of the user's names."""
    if not isinstance(identities, list) or not all(isinstance(each, str) for each in identities):
        raise RuleError(own.name, line_of(own.text, _WITHOUT), f"{_WITHOUT}: needs a list of ids in quotes")
    for identity in identities:
        line = line_of(own.text, f"'{identity}'")
        if table == _WORDS:
            message = f"{_WITHOUT}: a list of words cannot be left out, for others name it; give it other words"
            raise RuleError(own.name, line, message)
        if identity not in ours:
            raise RuleError(own.name, line, f"{_WITHOUT}: no {table} {identity!r} to leave out")
        del ours[identity]


def _collect(
    file: RuleFile,
    parsed: Mapping[str, Any],
    table: str,
    model: type[R],
    key: str,
    found: dict[str, tuple[RuleFile, R]],
) -> None:
    """Adds the validated records of one file to those ``found`` before; none of them may have the same id."""
    unknown = sorted(set(parsed) - {table})
    if unknown:
        line = line_of(file.text, unknown[0])
        raise RuleError(file.name, line, f"unknown key {unknown[0]!r}; this file holds [[{table}]]")
    for raw in _listed(file, parsed.get(table, []), table):
        record = _validated(file, raw, model)
        identity = str(getattr(record, key))
        if identity in found:
            first = found[identity][0]
            at = line_of(first.text, f"'{identity}'")
            message = f"{table} {identity!r} is already defined in {first.name}:{at}"
            raise RuleError(file.name, _last_line_of(file.text, identity), message)
        found[identity] = (file, record)


def _listed(file: RuleFile, records: object, table: str) -> list[object]:
    if not isinstance(records, list):
        raise RuleError(file.name, line_of(file.text, table), f"{table} must be tables, each headed [[{table}]]")
    return records


def _populations(
    files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[str, int, PopulationRecord]]:
    """The records of all files below reference/, with the line on which each begins."""
    for name in sorted(n for n in parsed if n.startswith("reference/")):
        file = files[name]
        if unknown := sorted(set(parsed[name]) - {"population"}):
            line = line_of(file.text, unknown[0])
            raise RuleError(name, line, f"unknown key {unknown[0]!r}; this file holds population records")
        begin = [file.text.count("\n", 0, found.start(1)) + 1 for found in _POPULATION.finditer(file.text)]
        for i, raw in enumerate(_listed(file, parsed[name].get("population", []), "population")):
            line = begin[i] if i < len(begin) else 0
            yield name, line, _validated(file, raw, PopulationRecord, line)


def _validated(file: RuleFile, raw: object, model: type[R], line: int = 0) -> R:
    identity = str(raw.get("id", raw.get("note", ""))) if isinstance(raw, dict) else ""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        # a key that nobody knows explains the key that is missing
        faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        first = faults[0]
        where = ".".join(str(part) for part in first["loc"])
        line = line or line_of(file.text, f"'{identity}'") or line_of(file.text, f'"{identity}"')
        name = f"{identity}: " if identity else ""
        raise RuleError(file.name, line, f"{name}{where}: {first['msg']}") from error


def _last_line_of(text: str, identity: str) -> int:
    at = max(text.rfind(f"'{identity}'"), text.rfind(f'"{identity}"'))
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _words(file: RuleFile, record: WordsRecord) -> tuple[str, ...]:
    """The words of a list; some lists hold patterns, and each of those has to be one by itself."""
    for word in record.words:
        try:
            (compiled if "\\" in word else bound)(word)
        except PatternFault as fault:
            line = line_of(file.text, word) or line_of(file.text, f"'{record.id}'")
            raise RuleError(file.name, line, f"{record.id}: {word[:_SHOWN]!r}: {fault}") from fault
    mark, places = _PAIRS.get(record.id), _PLACES.get(record.id, len(record.words))
    if places != len(record.words):
        message = f"{record.id}: needs {places} words, each in its place, as the shipped list has them"
        raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), message)
    if mark is not None and any(word.count(mark) != 1 for word in record.words):
        message = f"{record.id}: needs two names in each word, with one {mark} between"
        raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), message)
    return tuple(record.words)


def _pattern(file: RuleFile, rule: str, source: str, macros: Mapping[str, str], *, judged: Judged) -> Pattern:
    try:
        return pattern_of(source, macros, judged=judged)
    except PatternFault as fault:
        raise RuleError(file.name, line_of(file.text, f"'{rule}'"), f"rule {rule}: {fault}") from fault


def _numerals(files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]]) -> Numerals:
    name = "numerals.toml"
    if name not in files:
        raise RuleError(name, 0, "the rules directory lacks this file")
    record = _validated(files[name], parsed[name], NumeralsRecord)
    return Numerals(
        digits=MappingProxyType({ch: value for value, chars in enumerate(record.digits) for ch in chars}),
        powers=MappingProxyType({ch: Decimal(10) ** p.exponent for p in record.power for ch in p.symbols}),
        zero=frozenset(record.zero),
        points=frozenset(record.points),
        separators=frozenset(record.separators),
        signs=frozenset(record.signs),
        halves=frozenset(record.halves),
    )


def _unit_rules(records: list[tuple[RuleFile, UnitRecord]]) -> dict[str, UnitRule]:
    out: dict[str, UnitRule] = {}
    for file, r in records:
        rule = UnitRule(
            r.id, r.dimension, tuple(r.symbols), r.spelled, tuple(r.examples), tuple(r.counterexamples), file.name
        )
        for symbol in r.symbols:
            if symbol in out:
                raise RuleError(
                    file.name,
                    _last_line_of(file.text, symbol),
                    f"unit symbol {symbol!r} belongs to {out[symbol].id!r} already",
                )
            out[symbol] = rule
    return out


def _catalogue(
    files: Mapping[str, RuleFile],
    parsed: Mapping[str, dict[str, Any]],
    units: list[tuple[RuleFile, UnitRecord]],
    words: Mapping[str, tuple[str, ...]],
    numerals: Numerals,
    *,
    judged: Judged,
) -> Catalogue:
    records = _records(files, parsed, ["indicators.toml"], "indicator", IndicatorRecord)
    placed = ((f.name, line_of(f.text, f"'{r.id}'"), r) for f, r in records)
    known = {symbol: r.id for _, r in units for symbol in r.symbols}
    return catalogue_of(placed, known, "".join(numerals.powers), naming_of(words), judged=judged)


def _mechanisms(
    files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]], check_files: Iterable[str]
) -> list[tuple[RuleFile, Mechanism]]:
    """Those of mechanisms.toml, and what the file of a check says of the finder of its relations."""
    table = "mechanism"
    own = {name: {table: parsed[name][table]} for name in check_files if table in parsed[name]}
    return _records(files, {**parsed, **own}, [MECHANISMS, *own], table, Mechanism)


def _check_rules(
    files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]], names: Iterable[str]
) -> dict[str, CheckRule]:
    out: dict[str, CheckRule] = {}
    for name in names:
        rule = _guard(files[name], lambda f: parse_check(parsed[f.name], f.name))
        if rule.id in out:
            raise RuleError(
                name, line_of(files[name].text, rule.id), f"check id {rule.id} is taken by {out[rule.id].file}"
            )
        out[rule.id] = rule
    return out


T = TypeVar("T")


def _cue(record: CueRecord, words: Mapping[str, tuple[str, ...]], file: RuleFile) -> Cue:
    return cue_of(record, words, file.name)


def _guard(file: RuleFile, parse: Callable[[RuleFile], T]) -> T:
    """Runs a parser that raises ValueError with the file's name in it, and adds the line where one can be found."""
    try:
        return parse(file)
    except ValueError as error:
        message = str(error).removeprefix(f"{file.name}: ")
        quoted = regex.findall(r"'([^']+)'", message)
        line = next((n for n in (line_of(file.text, q) for q in quoted) if n), 0)
        raise RuleError(file.name, line, message) from error
