"""What names mean by definition is shown by texts: of each record one fails without it, look-alikes do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

import pytest

from ipextract.model import Report
from ipextract.pipeline import analyse_text
from ipextract.rulebook import Rulebook, load
from ipextract.rulebook.definitions import Definition
from ipextract.trial.list_examples import wrong

BOOK = load()
RECORDS = tuple(BOOK.definitions)
IDS = [f"{table}-{record.id}" for table, record in RECORDS]
#: Tables of which a record says that some things are all of another.
IDENTITIES = ("sum", "complete")


@cache
def read(text: str) -> Report:
    return analyse_text(text, rulebook=BOOK)


def without(table: str, record: Definition) -> Rulebook:
    return replace(BOOK, definitions=BOOK.definitions.without(table, record.id))


def words(value: object) -> Iterator[str]:
    """Every word in the values of a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (word for each in value.values() for word in words(each))
    elif isinstance(value, tuple | list):
        yield from (word for each in value for word in words(each))


def said(record: Definition) -> set[str]:
    """What a record names: no id, no example."""
    return set(words(record.model_dump(exclude={"id", "examples", "counterexamples"})))


@pytest.mark.parametrize(("table", "record"), RECORDS, ids=IDS)
def test_every_record_is_shown_and_missed(table: str, record: Definition) -> None:
    book = without(table, record)
    assert record.examples
    assert any(wrong(each, book, partial(analyse_text, rulebook=book)) for each in record.examples)


@pytest.mark.parametrize(("table", "record"), RECORDS, ids=IDS)
def test_what_looks_alike_says_the_same_without_the_record(table: str, record: Definition) -> None:
    book = without(table, record)
    assert record.counterexamples or table not in IDENTITIES
    for each in record.counterexamples:
        assert wrong(each, book, partial(analyse_text, rulebook=book)) == ""


def test_there_are_identities_of_every_field() -> None:
    assert sum(table in IDENTITIES for table, _ in RECORDS) >= 60
    assert sum(table == "sum" for table, _ in RECORDS) >= 60
