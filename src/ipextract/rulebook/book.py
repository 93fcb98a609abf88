"""The rulebook's nouns: rules with compiled patterns, ready for the stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ipextract.exact.numeral import Numerals
from ipextract.model import Approx, Direction, EdgeRole, Kind
from ipextract.model.reference import Reference
from ipextract.rulebook.catalogue import Catalogue
from ipextract.rulebook.checks import CheckRule
from ipextract.rulebook.cues import Cue
from ipextract.rulebook.definitions import Definitions
from ipextract.rulebook.layout import LayoutRules
from ipextract.rulebook.lexicon import Lexicon
from ipextract.rulebook.list_examples import ShownList
from ipextract.rulebook.mechanisms import Mechanism
from ipextract.rulebook.patterns import Pattern
from ipextract.rulebook.places import Places
from ipextract.rulebook.records import ClaimExample, PeriodExample
from ipextract.rulebook.terms import Terms

Dimension = Literal["count", "measure", "amount", "percent", "point", "times"]
Opening = Literal["power", "step", "ray", "closed", "half"]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A unit: ``id`` is its normal spelling."""

    id: str
    dimension: Dimension
    symbols: tuple[str, ...]
    spelled: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class HedgeRule:
    """Words that open an interval around a printed number (see mentions.py for the openings).

    A ``verb`` may say what was done instead, where another word hedges the number: 突破 500 多种.
    """

    id: str
    position: Literal["before", "inner", "after", "round", "part"]
    approx: Approx
    open: Opening
    verb: bool
    examples: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """A printed form of a quantity; ``generous`` forms are read in any text but no report.

    With ``parts`` the numbers between colons are one quantity each (3∶1∶4).
    ``unit``, ``dimension`` and ``factor`` are those of a form that prints no unit of its own (三成 is 30 %).
    """

    id: str
    title: str
    why: str
    pattern: Pattern
    near: tuple[str, ...]
    unit: str
    dimension: str
    factor: int
    parts: bool
    generous: bool
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    file: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkipRule:
    """A printed form of a number that is no claim; one that is ``first`` is taken out before other rules look."""

    id: str
    reason: str
    title: str
    why: str
    pattern: Pattern
    dimension: str
    near: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    file: str
    before: tuple[str, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """An expression of time; ``frame`` is False where it only names a basis of comparison."""

    id: str
    form: str
    pattern: Pattern
    shift: int
    plan: int
    first: str
    frame: bool
    examples: tuple[PeriodExample, ...]
    file: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """A way of saying something about a number, over the masked text."""

    id: str
    kind: Kind
    title: str
    why: str
    pattern: Pattern
    base: str
    bases: tuple[str, str, str, str]
    unit: str | None
    value: str | None
    direction: Direction | None
    form: str
    own_subject: bool
    second_order: bool
    same_unit: bool
    examples: tuple[ClaimExample, ...]
    counterexamples: tuple[str, ...]
    file: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule of one directory; ``digest`` identifies their exact text.

    ``units`` maps every spelling to its unit; ``hedges`` maps (position, word) to its rule; ``words`` are the shared
    lists, ``patterns`` the patterns in them, ``terms`` single words; ``lexicon`` are jieba's own words with their
    parts of speech; ``references`` are the official numbers of each place, by each of its names;
    ``shown`` are the lists that have examples.
    """

    digest: str
    numerals: Numerals
    units: Mapping[str, UnitRule]
    hedges: Mapping[tuple[str, str], HedgeRule]
    quantities: tuple[QuantityRule, ...]
    skips: tuple[SkipRule, ...]
    periods: tuple[PeriodRule, ...]
    words: Lexicon
    patterns: Mapping[str, tuple[str, ...]]
    terms: Terms
    definitions: Definitions
    claims: tuple[ClaimRule, ...]
    layout: LayoutRules
    checks: Mapping[str, CheckRule]
    lexicon: tuple[tuple[str, str], ...]
    radicals: Mapping[int, int]
    catalogue: Catalogue
    flat_width: Fraction = Fraction(1, 2)
    references: Mapping[str, tuple[Reference, ...]] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    shown: tuple[ShownList, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    places: Places = field(default_factory=lambda: Places({}, {}))
    _measuring: Mapping[Dimension, frozenset[str]] = field(init=False, repr=False, compare=False)
    _movements: frozenset[str] = field(init=False, repr=False, compare=False)
    _cues: Mapping[EdgeRole, tuple[Cue, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        measuring: dict[Dimension, set[str]] = {}
        for unit in self.units.values():
            measuring.setdefault(unit.dimension, set()).add(unit.id)
        cues: dict[EdgeRole, list[Cue]] = {}
        for cue in self.cues:
            cues.setdefault(cue.role, []).append(cue)
        object.__setattr__(self, "_cues", {role: tuple(known) for role, known in cues.items()})
        object.__setattr__(self, "_measuring", {each: frozenset(units) for each, units in measuring.items()})
        object.__setattr__(self, "_movements", frozenset(rule.id for rule in self.claims if rule.form == "ends"))

    def cues_of(self, role: EdgeRole) -> tuple[Cue, ...]:
        """The cues of edges of ``role``, in the order in which they are asked."""
        return self._cues.get(role, ())

    def check_named(self, name: str) -> CheckRule | None:
        """The rule of the check of that name (sum, share), or ``None`` where the rules have none."""
        return next((rule for rule in self.checks.values() if rule.name == name), None)

    def moves(self, rule: str) -> bool:
        """True for the id of a claim rule that reads both ends of a movement: 由 44 件增加到 53 件."""
        return rule in self._movements

    def units_of(self, dimension: Dimension) -> frozenset[str]:
        """The units that measure ``dimension``, in their normal spelling."""
        return self._measuring.get(dimension, frozenset())

    def unit(self, symbol: str) -> UnitRule | None:
        """The unit printed as ``symbol``, or ``None``."""
        return self.units.get(symbol)

    def undated(self, text: str) -> str:
        """``text`` without its dates, the longest first: 2031年1月末存栏 leaves 存栏."""
        found = (
            (m.start() - m.end(), m.start(), m.end()) for rule in self.periods for m in rule.pattern.finditer(text)
        )
        gone = bytearray(len(text))
        for _, start, end in sorted(found):
            if not any(gone[start:end]):
                gone[start:end] = b"\x01" * (end - start)
        return "".join(ch for ch, dated in zip(text, gone, strict=True) if not dated) if any(gone) else text


def sources(book: Rulebook) -> Iterator[str]:
    """What the patterns of rules and indicators are made of."""
    for rules in (book.quantities, book.skips, book.periods, book.claims):
        yield from (rule.pattern.source for rule in rules)
    for each in book.catalogue.rules.values():
        yield from (pattern.source for pattern in (each.where, each.unless) if pattern is not None)
