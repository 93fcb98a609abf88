"""Reads the rule files and assembles them into a Rulebook; every refusal names file and line."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

import regex
from pydantic import ValidationError

from ipextract.exact.numeral import Numerals
from ipextract.files import textfile
from ipextract.rulebook.book import ClaimRule, HedgeRule, PeriodRule, QuantityRule, Rulebook, SkipRule, UnitRule
from ipextract.rulebook.cache import PARSED
from ipextract.rulebook.catalogue import Catalogue, Naming, catalogue_of, naming_of
from ipextract.rulebook.checks import CheckRule, parse_check
from ipextract.rulebook.cues import Cue, CueRecord, cue_of
from ipextract.rulebook.definitions import FILE as DEFINITIONS
from ipextract.rulebook.definitions import TABLES, Definition, Definitions
from ipextract.rulebook.directory import OWN, WORD_FILES, RuleFile, line_of
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.layout import parse_layout, parse_radicals
from ipextract.rulebook.lexicon import Lexicon, by_name
from ipextract.rulebook.list_examples import ShownList
from ipextract.rulebook.macros import number_macros, pattern_of, word_macros
from ipextract.rulebook.mechanisms import FILE as MECHANISMS
from ipextract.rulebook.mechanisms import Mechanism
from ipextract.rulebook.order import in_order
from ipextract.rulebook.patterns import Judged, Pattern, PatternFault
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
from ipextract.rulebook.terms import FILE as TERMS_FILE
from ipextract.rulebook.terms import SynonymRecord, TermRecord
from ipextract.rulebook.vocabulary import lexicon_of, named_in_rules, patterns_of, terms_of

R = TypeVar("R", bound=Record)
K = TypeVar("K", QuantityRecord, SkipRecord, PeriodRecord, ClaimRecord, CueRecord)
T = TypeVar("T")
_PLACE = "ns"
#: Where a record begins, as a table of its own or as one line of a list.
_POPULATION = regex.compile(r"^[ \t]*(\[\[[ \t]*population[ \t]*\]\]|\{)", regex.MULTILINE)
#: In a file of the user's: the ids of our records that are to go.
_WITHOUT = "without"
_WORDS = "words"
#: What cannot be left out.
_NEEDED = {_WORDS: "a list of words", "term": "a term"}
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
    lists = _records(files, parsed, [n for n in WORD_FILES if n in parsed], _WORDS, WordsRecord)
    words = lexicon_of(lists, named_in_rules(parsed))
    patterns = {record.id: patterns_of(file, record) for file, record in lists if record.patterns}
    terms = terms_of(_records(files, parsed, [TERMS_FILE], "term", TermRecord))
    numbers = number_macros(numerals, [r for _, r in units], [r for _, r in hedges], words, terms)
    spoken = {**numbers, **word_macros(by_name(words), patterns)}
    below = partial(_below, parsed)
    ranked = partial(_ranked, files, parsed)
    radicals = _guard(files["radicals.toml"], lambda f: parse_radicals(parsed[f.name], f.name))
    layout = _guard(files["layout.toml"], lambda f: parse_layout(parsed[f.name], f.name, radicals))
    unit_rules = _unit_rules(units)
    naming = _naming(files, parsed, words, patterns.get("name_lead", ()))
    catalogue = _catalogue(files, parsed, units, naming, numerals, judged=judged)
    return Rulebook(
        digest=digest,
        numerals=numerals,
        units=MappingProxyType(unit_rules),
        hedges=MappingProxyType(_hedge_rules(hedges)),
        quantities=tuple(
            _made(QuantityRule, r, file=f.name, pattern=_pattern(f, r.id, r.pattern, numbers, judged=judged))
            for f, r in ranked(["quantities.toml"], "quantity", QuantityRecord)
        ),
        skips=tuple(
            _made(SkipRule, r, file=f.name, pattern=_pattern(f, r.id, r.pattern, numbers, judged=judged))
            for f, r in ranked(["skips.toml"], "skip", SkipRecord)
        ),
        periods=tuple(
            _made(PeriodRule, r, file=f.name, pattern=_pattern(f, r.id, r.pattern, numbers, judged=judged))
            for f, r in ranked(["periods.toml"], "period", PeriodRecord)
        ),
        words=words,
        patterns=MappingProxyType(patterns),
        terms=terms,
        definitions=_definitions(files, parsed, frozenset(r.id for _, r in units), catalogue.rules),
        claims=tuple(
            _made(
                ClaimRule,
                r,
                file=f.name,
                pattern=_pattern(f, r.id, r.pattern, spoken, judged=judged),
                bases=terms.bases,
            )
            for f, r in ranked(below("claims/"), "claim", ClaimRecord)
        ),
        cues=tuple(_guard(f, partial(_cue, r, words)) for f, r in ranked(below("cues/"), "cue", CueRecord)),
        shown=tuple(ShownList(r.id, r.examples, f.name) for f, r in lists if r.examples),
        mechanisms=tuple(r for _, r in _mechanisms(files, parsed, below("checks/"))),
        layout=layout,
        checks=MappingProxyType(_check_rules(files, parsed, below("checks/"))),
        lexicon=_tagged(
            _records(files, parsed, ["lexicon.toml"], "lexicon", LexiconRecord, key="note"), words["known_place"]
        ),
        radicals=MappingProxyType(radicals),
        catalogue=catalogue,
        places=places_of(r for _, r in _records(files, parsed, ["places.toml"], "place", PlaceRecord, key="name")),
        references=references_of(_populations(files, parsed), words, numerals),
    )


def _below(parsed: Mapping[str, dict[str, Any]], folder: str) -> list[str]:
    return sorted(name for name in parsed if name.startswith(folder))


def _made(noun: Callable[..., T], record: Record, **told: object) -> T:
    """A noun of the rulebook: the fields of its record by their names, lists frozen, and what else is ``told``."""
    names = {each.name for each in fields(noun)} - set(told)  # type: ignore[arg-type]
    kept = {name: getattr(record, name) for name in names if name in type(record).model_fields}
    return noun(**{name: tuple(it) if isinstance(it, list) else it for name, it in kept.items()}, **told)


def _ranked(
    files: Mapping[str, RuleFile],
    parsed: Mapping[str, dict[str, Any]],
    names: Iterable[str],
    table: str,
    model: type[K],
) -> list[tuple[RuleFile, K]]:
    """The records of a table, each before those that it names; the order of files and of records in them is nothing.

    Of two that do not say which is first, one of ours comes before one of the user's; the rest is arbitrary.
    """
    names = list(names)
    found = _records(files, parsed, names, table, model)
    left = {each for name in names for each in parsed.get(OWN + name, {}).get(_WITHOUT, [])}
    known = left | {record.id for _, record in found}
    for file, record in found:
        for other in record.before:
            if other not in known:
                message = f"{record.id}: before: there is no {table} {other!r}"
                raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), message)
    by_id = {record.id: file for file, record in found}
    rows = sorted(
        found, key=lambda row: (row[0].name.startswith(OWN), row[1].model_dump_json(exclude={"id", "before"}))
    )
    try:
        return [(by_id[record.id], record) for record in in_order(record for _, record in rows)]
    except ValueError as error:
        first = next(file for file, record in found if record.before)
        raise RuleError(first.name, line_of(first.text, "before"), str(error)) from error


def _parsed(file: RuleFile) -> dict[str, Any]:
    cached = PARSED.get(file.text)
    if cached is not None:
        return cached
    try:
        tables = textfile.tables_of(file.text)
    except textfile.TextFault as fault:
        raise RuleError(file.name, fault.line, str(fault)) from fault
    PARSED.add(file.text, tables)
    return tables


def _records(
    files: Mapping[str, RuleFile],
    parsed: Mapping[str, dict[str, Any]],
    names: Iterable[str],
    table: str,
    model: type[R],
    key: str = "id",
    tables: frozenset[str] = frozenset(),
) -> list[tuple[RuleFile, R]]:
    """The validated records of a table over several files; ids are unique across them.

    A file may hold other ``tables``, too.

    A record of the user's own file takes the place of ours with its id, or comes behind all of ours; those that its
    ``without`` names are left out.
    """
    ours: dict[str, tuple[RuleFile, R]] = {}
    for name in names:
        if name not in files:
            raise RuleError(name, 0, "the rules directory lacks this file")
        beside = tables - {table}
        _collect(files[name], _without(parsed[name], beside), table, model, key, ours)
        if (own := files.get(OWN + name)) is not None:
            told = _without(parsed[OWN + name], beside)
            others = {each["id"] for other in beside for each in parsed[name].get(other, ())}
            _leave_out(own, told.pop(_WITHOUT, []), table, ours, others)
            found: dict[str, tuple[RuleFile, R]] = {}
            _collect(own, told, table, model, key, found)
            ours.update(found)
    return list(ours.values())


def _without(parsed: Mapping[str, Any], tables: frozenset[str]) -> dict[str, Any]:
    return {key: each for key, each in parsed.items() if key not in tables}


def _leave_out(own: RuleFile, identities: object, table: str, ours: dict[str, Any], others: set[str]) -> None:
    """Takes those of our records away that a file of the user's names; ``others`` are ids of its other tables."""
    if not isinstance(identities, list) or not all(isinstance(each, str) for each in identities):
        raise RuleError(own.name, line_of(own.text, _WITHOUT), f"{_WITHOUT}: needs a list of ids in quotes")
    for identity in identities:
        line = line_of(own.text, f"'{identity}'")
        if table in _NEEDED:
            message = f"{_WITHOUT}: {_NEEDED[table]} cannot be left out, for others name it; give it other words"
            raise RuleError(own.name, line, message)
        if identity in others:
            continue
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


def _definitions(
    files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]], units: frozenset[str], known: Container[str]
) -> Definitions:
    """The definitions; RuleError for one that names a unit or an indicator that there is not."""
    found: dict[str, Any] = {}
    for table, (field, model) in TABLES.items():
        records: list[tuple[RuleFile, Definition]] = _records(
            files, parsed, [DEFINITIONS], table, model, tables=frozenset(TABLES)
        )
        for file, record in records:
            if wrong := record.unknown(units, known):
                raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), f"{record.id}: there is no {wrong}")
        found[field] = tuple(record for _, record in records)
    return Definitions(**found)


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
        alike=MappingProxyType({ord(ch): each[0] for each in record.alike for ch in each[1:]}),
    )


def _hedge_rules(records: list[tuple[RuleFile, HedgeRecord]]) -> dict[tuple[str, str], HedgeRule]:
    """The hedges by position and word; RuleError for a word that two records have at one position."""
    out: dict[tuple[str, str], HedgeRule] = {}
    for file, r in records:
        rule = _made(HedgeRule, r, file=file.name)
        for word in (w + p for w in r.words for p in ("", *(r.particles if len(w) > 1 else ""))):
            if (taken := out.get((r.position, word))) is not None:
                message = f"{r.id}: {word!r}, {r.position} a number, belongs to {taken.id!r} already"
                raise RuleError(file.name, _last_line_of(file.text, r.id), message)
            out[r.position, word] = rule
    return out


def _tagged(records: list[tuple[RuleFile, LexiconRecord]], places: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The tagger's words of our own with their parts of speech; RuleError for a word that two records tag apart."""
    tags = dict.fromkeys(places, _PLACE)
    for file, r in records:
        for word in r.words:
            if word not in places and tags.get(word, r.tag) != r.tag:
                message = f"{r.note[:_SHOWN]}: {word!r} has the tag {tags[word]!r} already; leave one"
                raise RuleError(file.name, _last_line_of(file.text, word), message)
            tags[word] = r.tag
    return tuple(sorted(tags.items()))


def _unit_rules(records: list[tuple[RuleFile, UnitRecord]]) -> dict[str, UnitRule]:
    out: dict[str, UnitRule] = {}
    for file, r in records:
        rule = _made(UnitRule, r, file=file.name)
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
    naming: Naming,
    numerals: Numerals,
    *,
    judged: Judged,
) -> Catalogue:
    records = _records(files, parsed, ["indicators.toml"], "indicator", IndicatorRecord)
    placed = ((f.name, line_of(f.text, f"'{r.id}'"), r) for f, r in records)
    known = {symbol: r.id for _, r in units for symbol in r.symbols}
    return catalogue_of(placed, known, "".join(numerals.powers), naming, judged=judged)


def _naming(
    files: Mapping[str, RuleFile], parsed: Mapping[str, dict[str, Any]], words: Lexicon, leading: Iterable[str]
) -> Naming:
    synonyms = (r for _, r in _records(files, parsed, ["synonyms.toml"], "synonym", SynonymRecord))
    return naming_of(words, leading, synonyms)


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


def _cue(record: CueRecord, words: Lexicon, file: RuleFile) -> Cue:
    return cue_of(record, by_name(words), file.name)


def _guard(file: RuleFile, parse: Callable[[RuleFile], T]) -> T:
    """Runs a parser that raises ValueError with the file's name in it, and adds the line where one can be found."""
    try:
        return parse(file)
    except ValueError as error:
        message = str(error).removeprefix(f"{file.name}: ")
        quoted = regex.findall(r"'([^']+)'", message)
        line = next((n for n in (line_of(file.text, q) for q in quoted) if n), 0)
        raise RuleError(file.name, line, message) from error
