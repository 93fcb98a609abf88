"""Reads the rule files and assembles them into a Rulebook; every refusal names file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

import regex
from pydantic import ValidationError

from ipextract.numeral import Numerals
from ipextract.rulebook.book import ClaimRule, HedgeRule, PeriodRule, QuantityRule, Rulebook, SkipRule, UnitRule
from ipextract.rulebook.catalogue import Catalogue, catalogue_of, naming_of
from ipextract.rulebook.checks import CheckRule, parse_check
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.layout import parse_layout, parse_radicals
from ipextract.rulebook.macros import compile_pattern, number_macros, word_macros
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
WORD_FILES = ("words.toml", "phrases.toml", "scopes.toml", "relations.toml", "naming.toml", "years.toml")
#: Files that are one list of records with ids.
_LISTS = frozenset(
    {*WORD_FILES, "units.toml", "hedges.toml", "quantities.toml", "skips.toml", "indicators.toml", "places.toml"}
)


#: Before the name of a file of the user's that adds to one of ours.
OWN: Final = "own/"
#: In such a file: the ids of our records that are to go.
_WITHOUT = "without"
_FOLDERS = ("claims/", "checks/", "reference/")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule file: its name relative to the rules directory and its text."""

    name: str
    text: str


def read_files(directory: Path) -> dict[str, RuleFile]:
    """Every TOML file below ``directory`` by its relative name; RuleError when there is none or one is not UTF-8."""
    if not directory.is_dir():
        raise RuleError(str(directory), 0, "no such rules directory; name one with --rules")
    found: dict[str, RuleFile] = {}
    for path in sorted(directory.rglob("*.toml")):
        name = path.relative_to(directory).as_posix()
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise RuleError(name, 0, f"not UTF-8 at byte {error.start}; save the file as UTF-8") from error
        found[name] = RuleFile(name, text)
    if not found:
        raise RuleError(str(directory), 0, "no rule file (*.toml) in it")
    return found


def overlaid(default: Mapping[str, RuleFile], own: Mapping[str, RuleFile]) -> dict[str, RuleFile]:
    """Our files with those of the user: lists of records are added to (see ``_records``), other files take our place.

    RuleError for a file that nothing would read.
    """
    files = dict(default)
    for name, file in own.items():
        if name not in default and not name.startswith(_FOLDERS):
            known = ", ".join(sorted(n for n in default if "/" not in n))
            raise RuleError(
                name, 0, f"no rule file of this name; there are {known}, and files below claims/ and checks/"
            )
        files[OWN + name if name in default and name in _LISTS else name] = file
    return files


def assemble(files: Mapping[str, RuleFile], digest: str) -> Rulebook:
    """The Rulebook of a set of files; RuleError for whatever cannot be used."""
    parsed = {name: _parsed(file) for name, file in files.items()}
    numerals = _numerals(files, parsed)
    units = _records(files, parsed, ["units.toml"], "unit", UnitRecord)
    hedges = _records(files, parsed, ["hedges.toml"], "hedge", HedgeRecord)
    words = {
        record.id: tuple(record.words)
        for _, record in _records(files, parsed, [n for n in WORD_FILES if n in parsed], "words", WordsRecord)
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
                _compiled(f, r.id, r.pattern, numbers),
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
                _compiled(f, r.id, r.pattern, numbers),
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
                _compiled(f, r.id, r.pattern, numbers),
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
                _compiled(f, r.id, r.pattern, spoken),
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
        layout=layout,
        checks=MappingProxyType(_check_rules(files, parsed, check_files)),
        lexicon=tuple((place, _PLACE) for place in words["known_place"])
        + tuple(
            (word, r.tag)
            for _, r in _records(files, parsed, ["lexicon.toml"], "lexicon", LexiconRecord, key="note")
            for word in r.words
        ),
        radicals=MappingProxyType(radicals),
        catalogue=_catalogue(files, parsed, units, words, numerals),
        places=places_of(r for _, r in _records(files, parsed, ["places.toml"], "place", PlaceRecord, key="name")),
        references=references_of(_populations(files, parsed), words, numerals),
    )


def line_of(text: str, needle: str) -> int:
    """The 1-based line on which ``needle`` first stands, 0 when it does not."""
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _parsed(file: RuleFile) -> dict[str, Any]:
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"line (\d+)", str(error))
        raise RuleError(file.name, int(found.group(1)) if found else 0, f"not valid TOML: {error}") from error


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
        own, told = files.get(OWN + name), dict(parsed.get(OWN + name, {}))
        for identity in told.pop(_WITHOUT, []):
            if identity not in ours:
                line = line_of(own.text, f"'{identity}'") if own is not None else 0
                raise RuleError(name, line, f"{_WITHOUT}: no {table} {identity!r} to leave out")
            del ours[identity]
        if own is not None:
            found: dict[str, tuple[RuleFile, R]] = {}
            _collect(own, told, table, model, key, found)
            ours.update(found)
    return list(ours.values())


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
    for raw in parsed.get(table, []):
        record = _validated(file, raw, model)
        identity = str(getattr(record, key))
        if identity in found:
            first = found[identity][0]
            at = line_of(first.text, f"'{identity}'")
            message = f"{table} {identity!r} is already defined in {first.name}:{at}"
            raise RuleError(file.name, _last_line_of(file.text, identity), message)
        found[identity] = (file, record)


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
        for i, raw in enumerate(parsed[name].get("population", [])):
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


def _compiled(file: RuleFile, rule: str, pattern: str, macros: Mapping[str, str]) -> regex.Pattern[str]:
    return compile_pattern(pattern, macros, file=file.name, line=line_of(file.text, f"'{rule}'"), rule=rule)


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
) -> Catalogue:
    records = _records(files, parsed, ["indicators.toml"], "indicator", IndicatorRecord)
    placed = ((f.name, line_of(f.text, f"'{r.id}'"), r) for f, r in records)
    known = {symbol: r.id for _, r in units for symbol in r.symbols}
    return catalogue_of(placed, known, "".join(numerals.powers), naming_of(words))


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


def _guard(file: RuleFile, parse: Callable[[RuleFile], T]) -> T:
    """Runs a parser that raises ValueError with the file's name in it, and adds the line where one can be found."""
    try:
        return parse(file)
    except ValueError as error:
        message = str(error).removeprefix(f"{file.name}: ")
        quoted = regex.findall(r"'([^']+)'", message)
        line = next((n for n in (line_of(file.text, q) for q in quoted) if n), 0)
        raise RuleError(file.name, line, message) from error
