"""rules/definitions.toml: what names mean by definition, one typed record a definition."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Final, TypeAlias

from pydantic import Field

from ipextract.rulebook.list_examples import ListExample
from ipextract.rulebook.records import Record, Word

FILE: Final = "definitions.toml"

Names: TypeAlias = Annotated[tuple[Word, ...], Field(min_length=1)]
"""The namings of one thing."""


class Definition(Record):
    """What all definitions share.

    ``examples`` are texts of which something is read or found only because of the record, ``counterexamples`` texts
    with names that are or look like its own, which say the same without it.
    """

    id: str = Field(min_length=1, max_length=60)
    examples: tuple[ListExample, ...] = ()
    counterexamples: tuple[ListExample, ...] = ()

    def unknown(self, units: Container[str], indicators: Container[str]) -> str:  # noqa: ARG002 - most name neither
        """The unit or the indicator that it names and that there is not; empty where all are known."""
        return ""


class Sum(Definition):
    """A whole and the parts that make it up, each by its namings.

    ``fronted`` is True where what stands before the whole stands before its parts, too: 服务进出口, 服务出口, 服务进口.
    With a word of ``unless`` in their sentence the parts need not be all.
    """

    whole: Names
    parts: tuple[Names, ...] = Field(min_length=2)
    fronted: bool = False
    unless: tuple[Word, ...] = ()

    @cached_property
    def named_parts(self) -> tuple[tuple[str, ...], ...]:
        """The namings of each part, with those that say the whole behind it: 男性 is also called 男性总人口."""
        return tuple((*names, *(name + whole for name in names for whole in self.whole)) for names in self.parts)

    def has_part(self, name: str) -> bool:
        """True for a naming of one of its parts."""
        return any(name in names for names in self.parts)

    @property
    def told(self) -> str:
        """进出口 = 出口 + 进口: the identity in its own words."""
        return f"{self.whole[0]} = {' + '.join(names[0] for names in self.parts)}"


class Account(Definition):
    """A level that parts make up without what is taken off them, in tables, wherever the rows or columns stand.

    With a word of ``unless`` in the name of a row or column something else belongs to it, too.
    """

    whole: Names
    parts: tuple[Names, ...] = Field(min_length=1)
    less: tuple[Names, ...] = ()
    unless: tuple[Word, ...] = ()

    @property
    def told(self) -> str:
        """利润总额 = 营业利润 + 营业外收入 - 营业外支出: the identity in its own words."""
        taken = "".join(f" - {names[0]}" for names in self.less)
        return f"{self.whole[0]} = {' + '.join(names[0] for names in self.parts)}{taken}"


class Rate(Definition):
    """A rate whose name says of what it is: ``part`` by ``whole``; ``exact`` where it never means anything else.

    ``kinds`` are words before a naming that make a kind of it: 流动资产 is no 资产 that an exact rate is of.
    """

    rate: Names
    part: Names
    whole: Names
    exact: bool = False
    kinds: Names = ()

    @property
    def told(self) -> str:
        """结案率 = 审结 / 受理: the definition in its own words."""
        return f"{self.rate[0]} = {self.part[0]} / {self.whole[0]}"


class Outcome(Definition):
    """A rate of one of two outcomes: ``part`` by ``part`` and ``rest`` together."""

    rate: Names
    part: Names
    rest: Names

    @property
    def told(self) -> str:
        """合格率 = 合格 / (合格 + 不合格): the definition in its own words."""
        return f"{self.rate[0]} = {self.part[0]} / ({self.part[0]} + {self.rest[0]})"


class Narrower(Definition):
    """An indicator that is a part of another, both by their ids in rules/indicators.toml."""

    part: Word
    whole: Word

    def unknown(self, units: Container[str], indicators: Container[str]) -> str:  # noqa: ARG002
        """The first of both that is no known indicator."""
        return next((f"indicator {each!r}" for each in (self.part, self.whole) if each not in indicators), "")


class Vital(Definition):
    """A rate of the inhabitants and the name of the number that it is of."""

    rate: Word
    of: Word


class Average(Definition):
    """A word of an average and the units of what it is taken over."""

    word: Word
    units: Names

    def unknown(self, units: Container[str], indicators: Container[str]) -> str:  # noqa: ARG002
        """The first of its units that is none."""
        return next((f"unit {each!r}" for each in self.units if each not in units), "")


class Quotient(Definition):
    """A ratio of two other names: ``total`` by ``count``; an ``exact`` one is nothing else by any reckoning."""

    ratio: Names
    total: Names
    count: Names
    exact: bool = False

    @property
    def told(self) -> str:
        """生师比 = 在校生 / 专任教师: the definition in its own words."""
        return f"{self.ratio[0]} = {self.total[0]} / {self.count[0]}"


class Step(Record):
    """A stage of a procedure by its names; a ``sure`` one holds nothing but cases of the stage before."""

    names: Names
    sure: bool = False


class Procedure(Definition):
    """The stages of a procedure in their order."""

    stages: tuple[Step, ...] = Field(min_length=2)


class Measure(Definition):
    """Endings of names that say one thing about what is measured."""

    names: Names


class Enumeration(Definition):
    """What is told of each of several things of a kind; who they are is said with the first one alone."""

    names: tuple[Word, ...] = Field(min_length=2)


class Complete(Definition):
    """Labels that leave nothing of the whole above them out, in the order in which they stand."""

    names: tuple[Word, ...] = Field(min_length=2)


@dataclass(frozen=True)
class Definitions:
    """All definitions, by their kind."""

    sums: tuple[Sum, ...] = ()
    accounts: tuple[Account, ...] = ()
    rates: tuple[Rate, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    narrower: tuple[Narrower, ...] = ()
    vitals: tuple[Vital, ...] = ()
    averages: tuple[Average, ...] = ()
    quotients: tuple[Quotient, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    measures: tuple[Measure, ...] = ()
    complete: tuple[Complete, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, Definition]]:
        """Every record with the table that it stands in, in the order of tables and records."""
        for table, (name, _) in TABLES.items():
            yield from ((table, record) for record in getattr(self, name))

    def without(self, table: str, identity: str) -> Definitions:
        """The definitions but for one record. KeyError for a table that there is not."""
        name = TABLES[table][0]
        left = tuple(record for record in getattr(self, name) if record.id != identity)
        return replace(self, **{name: left})

    @cached_property
    def rate_endings(self) -> tuple[str, ...]:
        """The names of all rates of a part by its whole."""
        return tuple(name for each in self.rates for name in each.rate)

    @cached_property
    def outcome_endings(self) -> tuple[str, ...]:
        """The names of all rates of one of two outcomes."""
        return tuple(name for each in self.outcomes for name in each.rate)

    @cached_property
    def namings(self) -> tuple[frozenset[str], ...]:
        """The namings of each whole and part of a sum."""
        return tuple(frozenset(names) for each in self.sums for names in (each.whole, *each.parts))

    def average(self, name: str) -> tuple[str, tuple[str, ...]]:
        """The word of an average that stands first in a name and the units that it is taken over; empty for none."""
        found = [(name.find(each.word), -len(each.word), each) for each in self.averages if each.word in name]
        if not found:
            return "", ()
        first = min(found, key=lambda one: one[:2])[2]
        return first.word, first.units

    def measure(self, name: str) -> frozenset[str]:
        """The namings of what a name measures, by its ending; empty where none is known."""
        return next((frozenset(each.names) for each in self.measures if name.endswith(each.names)), frozenset())


TABLES: Final[Mapping[str, tuple[str, type[Definition]]]] = {
    "sum": ("sums", Sum),
    "account": ("accounts", Account),
    "rate": ("rates", Rate),
    "outcome": ("outcomes", Outcome),
    "narrower": ("narrower", Narrower),
    "vital": ("vitals", Vital),
    "average": ("averages", Average),
    "quotient": ("quotients", Quotient),
    "procedure": ("procedures", Procedure),
    "measure": ("measures", Measure),
    "complete": ("complete", Complete),
    "enumeration": ("enumerations", Enumeration),
}
"""Each table of the file: the field of ``Definitions`` that holds its records, and what these are."""
