"""The patterns of a rulebook that take more than linear time, each with its place in the rule files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import regex

from ipextract.rulebook.automaton import alphabet_of
from ipextract.rulebook.book import Rulebook
from ipextract.rulebook.directory import OWN, WORD_FILES, RuleFile, line_of
from ipextract.rulebook.errors import RuleError
from ipextract.rulebook.layout import LayoutRules
from ipextract.rulebook.linear import slow

_LAYOUT: Final = "layout.toml"
_FLAGS: Final = regex.ASCII | regex.IGNORECASE | regex.MULTILINE | regex.DOTALL | regex.VERBOSE | regex.VERSION1
#: A word of a list that reads like a pattern.
_PATTERN: Final = regex.compile(r"\\|\(\?|\[|[.)\]][*+{]")


class _Ruled(NamedTuple):
    """A pattern of a rule; an ``anchored`` one is tried at the head of a line only."""

    file: str
    rule: str
    source: str
    flags: int
    anchored: bool = False


def slow_rules(book: Rulebook, files: Mapping[str, RuleFile], known: Rulebook | None = None) -> tuple[RuleError, ...]:
    """What stands against the patterns of a rulebook that was made of some files; empty when they are all linear.

    Those that it shares with a ``known`` one, which was judged before, are passed over.
    """
    patterns = list(_patterns(book))
    before = {each[2:] for each in _patterns(known)} if known is not None else frozenset()
    alphabet = alphabet_of(each.source for each in patterns)
    return tuple(
        RuleError(*_place(each, files), f"rule {each.rule}: the pattern {fault}")
        for each in dict.fromkeys(patterns)
        if each[2:] not in before
        for fault in slow(each.source, each.flags, alphabet=alphabet, anchored=each.anchored)
    )


def _patterns(book: Rulebook) -> Iterator[_Ruled]:
    for rules in (book.quantities, book.skips, book.periods, book.claims):
        for rule in rules:
            yield _ruled(rule.file, rule.id, rule.pattern.compiled)
    for each in book.catalogue.rules.values():
        for told in filter(None, (each.where, each.unless)):
            yield _ruled(each.file, each.id, told.compiled)
    for check in book.checks.values():
        for limit in check.limits:
            for pattern in filter(None, (limit.indicator, limit.unless)):
                yield _ruled(check.file, limit.name, pattern)
    for name, words in book.patterns.items():
        for word in filter(_PATTERN.search, words):
            yield _Ruled("", name, word, 0)
    yield from _of_layout(book.layout)


def _of_layout(layout: LayoutRules) -> Iterator[_Ruled]:
    for heading in layout.headings:
        yield _ruled(_LAYOUT, heading.id, heading.pattern, anchored=True)
    for number in layout.page_numbers:
        yield _ruled(_LAYOUT, number.id, number.pattern, anchored=True)
    for name, pattern in (
        *(("running", each) for each in layout.running),
        ("markers", layout.marker),
        ("notes", layout.note),
        ("reports", layout.report),
    ):
        yield _ruled(_LAYOUT, name, pattern, anchored=True)


def _ruled(file: str, rule: str, pattern: regex.Pattern[str], *, anchored: bool = False) -> _Ruled:
    return _Ruled(file, rule, pattern.pattern, pattern.flags & _FLAGS, anchored)


def _place(ruled: _Ruled, files: Mapping[str, RuleFile]) -> tuple[str, int]:
    """The file and line of the record; a word list is in the file that has it, one of the user's before ours."""
    names = [ruled.file] if ruled.file else WORD_FILES
    for name in (*(OWN + name for name in names), *names):
        file = files.get(name)
        for quoted in (f"'{ruled.rule}'", f'"{ruled.rule}"', f"[[{ruled.rule}]]"):
            line = line_of(file.text, quoted) if file is not None else 0
            if file is not None and line:
                return file.name, line
    return ruled.file, 0
