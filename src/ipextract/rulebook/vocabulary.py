"""The lists of words and the single words of the rule files: each has a reader, and none that is read is missing."""

from __future__ import annotations

from collections.abc import Container, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, cast

import regex

from ipextract.rulebook.directory import RuleFile, line_of
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.lexicon import IN_PATTERNS, LISTS, Lexicon
from ipextract.rulebook.patterns import PatternFault, compiled
from ipextract.rulebook.records import WordsRecord
from ipextract.rulebook.terms import FILE, TERMS, TermRecord, Terms

_MACRO: Final = regex.compile(r"\{([a-z_]+)\}")
#: Characters of a word that a message has.
_SHOWN: Final = 40


def named_in_rules(parsed: Mapping[str, dict[str, Any]]) -> set[str]:
    """The lists that patterns of rules name as macros and cues as theirs."""
    tables = [table for data in parsed.values() for table in data.values() if isinstance(table, list)]
    records = [record for table in tables for record in table if isinstance(record, dict)]
    patterns = [str(record["pattern"]) for record in records if "pattern" in record]
    listed = [each for record in records if isinstance(record.get("lists"), list) for each in record["lists"]]
    return {name for pattern in patterns for name in _MACRO.findall(pattern)} | set(map(str, listed))


def lexicon_of(lists: list[tuple[RuleFile, WordsRecord]], named: Container[str]) -> Lexicon:
    """The lists by their names; RuleError for one that nothing reads and where one is missing."""
    words = {record.id: tuple(record.words) for _, record in lists}
    for file, record in lists:
        if record.id not in LISTS | IN_PATTERNS and record.id not in named:
            near = get_close_matches(record.id, LISTS, n=1)
            mend = f"did you mean {near[0]}?" if near else "name it in a pattern as {" + record.id + "}, or in a cue"
            message = f"{record.id}: no code, pattern or cue reads a list of this name; {mend}"
            raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), message)
    if missing := sorted(LISTS - set(words)):
        raise RuleError("words.toml", 0, f"the list {missing[0]!r} is missing; add [[words]] with its words")
    return cast("Lexicon", MappingProxyType(words))


def patterns_of(file: RuleFile, record: WordsRecord) -> tuple[str, ...]:
    """The patterns of a list, each of which has to be one by itself."""
    for pattern in record.patterns:
        try:
            compiled(pattern)
        except PatternFault as fault:
            line = line_of(file.text, pattern) or line_of(file.text, f"'{record.id}'")
            raise RuleError(file.name, line, f"{record.id}: {pattern[:_SHOWN]!r}: {fault}") from fault
    return tuple(record.patterns)


def terms_of(records: list[tuple[RuleFile, TermRecord]]) -> Terms:
    """The terms; RuleError for one that nothing asks for and where one is missing."""
    for file, record in records:
        if record.id not in TERMS:
            message = f"no term is called {record.id!r}; there are {', '.join(sorted(TERMS))}"
            raise RuleError(file.name, line_of(file.text, f"'{record.id}'"), message)
    found = {record.id: record.word for _, record in records}
    if missing := sorted(TERMS - set(found)):
        raise RuleError(FILE, 0, f"the term {missing[0]!r} is missing; add [[term]] with its word")
    return Terms(**found)
