"""The indicator catalogue: known indicators by the keys of their names, built once when the rules are loaded.

A key is a name without what does not tell indicators apart: width, white space, brackets, particles, words for "number
of" at its end. Two spellings of one name have one key.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import regex

from ipextract.model import Basis, Kind
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.lexicon import Lexicon
from ipextract.rulebook.patterns import Judged, Pattern, PatternFault
from ipextract.rulebook.records import IndicatorRecord
from ipextract.rulebook.terms import SynonymRecord

_MARKS = regex.compile(r"[^\p{L}\p{N}]+")
_NOTES = regex.compile(r"[\[［〔【][\p{Lo}\d]{1,3}[\]］〕】]|[⁰¹²³⁴-⁹\u2460-\u2473]|^[(（]?\d{1,2}[)）.．、]")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """A known indicator; its ``field`` is the first part of its id.

    ``names`` say it wherever they stand, ``vague`` names only beside words that ``where`` finds; no name that
    ``unless`` finds is it. The name of a body that ends with what ``by`` finds may stand in front. ``inflow`` is
    the id of what comes in over a year, for a stock that grows by nothing else.
    """

    id: str
    name: str
    name_en: str
    names: tuple[str, ...]
    vague: tuple[str, ...]
    units: frozenset[str]
    kind: Kind
    basis: Basis
    where: Pattern | None
    unless: Pattern | None
    by: Pattern | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    file: str
    inflow: str = ""

    @property
    def field(self) -> str:
        """The field of work that the indicator belongs to."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one indicator: its key, and the pairs of characters in the key."""

    rule: IndicatorRule
    key: str
    pairs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Naming:
    """How names become keys; made of the word lists of naming.toml."""

    same: Mapping[str, str]
    spelled: regex.Pattern[str]
    tail: regex.Pattern[str]
    lead: regex.Pattern[str]
    place: regex.Pattern[str]
    front: regex.Pattern[str]
    neutral: regex.Pattern[str]
    body: regex.Pattern[str]
    body_end: regex.Pattern[str]

    def key(self, name: str) -> str:
        """The key of a name; empty for a name without letters."""
        plain = _MARKS.sub("", unicodedata.normalize("NFKC", _NOTES.sub("", name))).upper()
        plain = self.spelled.sub(lambda found: self.same[found[0]], plain)
        while (cut := self.tail.search(plain)) and cut.start() >= _SHORTEST:
            plain = plain[: cut.start()]
        return plain


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The known indicators. ``clear`` and ``vague`` find them by key, ``pairs`` lists the names that hold a pair."""

    rules: Mapping[str, IndicatorRule]
    naming: Naming
    clear: Mapping[str, tuple[IndicatorRule, ...]]
    vague: Mapping[str, tuple[IndicatorRule, ...]]
    names: tuple[Name, ...]
    pairs: Mapping[str, tuple[int, ...]]


def pairs_of(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a key; the key itself where it has but one character."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1)) or frozenset({key})


def naming_of(words: Lexicon, leading: Iterable[str], synonyms: Iterable[SynonymRecord]) -> Naming:
    """The naming of the word lists ``name_*``, of synonyms, and of the bodies and places of scopes.toml.

    ``leading`` are patterns of what a name may begin with, next to the words of that list.
    """
    same = dict.fromkeys(words["name_drop"], "") | {
        word: each.name for each in synonyms for word in (*each.words, each.name)
    }
    own = (*words["name_lead"], *words["area_word"], *words["nation"])
    places = (*words["area"], *words["region"], *words["known_place"])
    return Naming(
        same=MappingProxyType(same),
        spelled=regex.compile(_any(same)),
        tail=regex.compile(f"{_any(words['name_tail'])}$"),
        lead=regex.compile("|".join((_any(own), *leading))),
        place=regex.compile(f"(?<name>{_any(places)}){_any(words['place_suffix'])}?"),
        front=regex.compile(f"{_any(words['name_front'])}$"),
        neutral=regex.compile(_any(words["name_neutral"])),
        body=regex.compile(_any(words["body"])),
        body_end=regex.compile(f"{_any((*words['body'], *words['event'], *words['campaign']))}$"),
    )


def catalogue_of(
    records: Iterable[tuple[str, int, IndicatorRecord]],
    units: Mapping[str, str],
    powers: str,
    naming: Naming,
    *,
    judged: Judged,
) -> Catalogue:
    """The catalogue of records, each with its file and line; patterns ``judged`` before are not compiled.

    ``units`` maps each known unit to its normal spelling, ``powers`` are the numerals that may stand in front of one.
    Raises RuleError for an unknown unit, a pattern that does not compile, a vague name without ``where`` and a clear
    name that two indicators of one unit share.
    """
    rules: dict[str, IndicatorRule] = {}
    clear: defaultdict[str, list[IndicatorRule]] = defaultdict(list)
    vague: defaultdict[str, list[IndicatorRule]] = defaultdict(list)
    names: list[Name] = []
    listed = list(records)
    for file, line, record in listed:
        rule = _rule(file, line, record, units, powers, judged=judged)
        rules[rule.id] = rule
        for key in dict.fromkeys(map(naming.key, rule.names)):
            rival = next((r for r in clear[key] if r.units & rule.units), None)
            if rival is not None:
                raise RuleError(
                    file, line, f"{rule.id}: {rival.id} has the name {key!r} with the same unit; make one vague"
                )
            clear[key].append(rule)
            names.append(Name(rule, key, pairs_of(key)))
        for key in dict.fromkeys(map(naming.key, rule.vague)):
            vague[key].append(rule)
    for file, line, record in listed:
        if record.inflow and record.inflow not in rules:
            raise RuleError(file, line, f"{record.id}: inflow: there is no indicator {record.inflow!r}")
    pairs: defaultdict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        for pair in sorted(name.pairs):
            pairs[pair].append(i)
    return Catalogue(
        rules=MappingProxyType(rules),
        naming=naming,
        clear=MappingProxyType({key: tuple(found) for key, found in clear.items()}),
        vague=MappingProxyType({key: tuple(found) for key, found in vague.items()}),
        names=tuple(names),
        pairs=MappingProxyType({pair: tuple(found) for pair, found in pairs.items()}),
    )


def _rule(
    file: str, line: int, record: IndicatorRecord, units: Mapping[str, str], powers: str, *, judged: Judged
) -> IndicatorRule:
    for unit in record.units:
        parts = (unit,) if unit in units else unit.split("/")
        for part in (each if each in units else each.lstrip(powers) for each in parts):
            if not _rate_over(part) and units.get(part) != part:
                raise RuleError(file, line, f"{record.id}: no unit is spelled {part!r} in units.toml")
    if bool(record.vague) != (record.where is not None):
        raise RuleError(file, line, f"{record.id}: vague names and where go together")
    return IndicatorRule(
        id=record.id,
        name=record.name,
        name_en=record.name_en,
        names=(record.name, *record.aliases),
        vague=tuple(record.vague),
        units=frozenset(record.units),
        kind=record.kind,
        basis=record.basis,
        where=_pattern(file, line, record, record.where, judged=judged),
        unless=_pattern(file, line, record, record.unless, judged=judged),
        by=_pattern(file, line, record, record.by, judged=judged),
        examples=tuple(record.examples),
        counterexamples=tuple(record.counterexamples),
        file=file,
        inflow=record.inflow,
    )


def _rate_over(part: str) -> bool:
    """True for what stands before or behind the stroke of /10万 and names no unit."""
    return not part or part[0].isdigit()


def _pattern(file: str, line: int, record: IndicatorRecord, pattern: str | None, *, judged: Judged) -> Pattern | None:
    if pattern is None:
        return None
    found = Pattern(pattern)
    if judged(pattern):
        return found
    try:
        empty = found.compiled.search("")
    except PatternFault as fault:
        raise RuleError(file, line, f"{record.id}: {fault}") from fault
    if empty is not None:
        raise RuleError(file, line, f"{record.id}: pattern matches the empty string; make one part required")
    return found


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
