"""The records of the rule files as pydantic models: unknown keys and missing examples are refused here."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ipextract.model.reference import PopulationKind
from ipextract.rulebook.list_examples import ListExample

Identifier = Field(min_length=1, max_length=40)
Examples = Field(min_length=1)
_WITH_LOOKS = 2
Word = Annotated[str, Field(min_length=1)]
Before = tuple[Annotated[str, Field(min_length=1)], ...]
"""The ids of records of the same table that this one speaks before where both fit equally well."""


class Record(BaseModel):
    """What all records share: no unknown keys, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class PowerRecord(Record):
    """One power of ten and every character that writes it."""

    exponent: int = Field(ge=1, le=16)
    symbols: str = Field(min_length=1)


class NumeralsRecord(Record):
    """rules/numerals.toml: the characters that numbers are printed with."""

    digits: list[str] = Field(min_length=10, max_length=10)
    zero: str
    points: str
    separators: str
    signs: str
    halves: str
    alike: list[str] = []
    power: list[PowerRecord]

    @field_validator("alike")
    @classmethod
    def a_digit_first(cls, alike: list[str]) -> list[str]:
        """Each entry is a digit and the characters that are taken for it."""
        if wrong := [each for each in alike if len(each) < _WITH_LOOKS or not ("0" <= each[0] <= "9")]:
            raise ValueError(f"a digit and what looks like it, not {wrong[0]!r}")
        return alike


class UnitRecord(Record):
    """One unit or classifier with its spellings; ``divides_as`` are those behind a stroke alone (元/月)."""

    id: str = Identifier
    symbols: list[Word] = Field(min_length=1)
    dimension: Literal["count", "measure", "amount", "percent", "point", "times"]
    examples: list[str] = Examples
    counterexamples: list[str] = []
    spelled: bool = True
    not_before: str = ""
    divides_as: list[Word] = []


class PlaceRecord(Record):
    """A province or a prefecture by its name in full, what it lies in, and its counties and districts."""

    name: str = Identifier
    within: str = ""
    counties: list[str] = []


class HedgeRecord(Record):
    """Words that turn a number into a bound or a neighbourhood."""

    id: str = Identifier
    position: Literal["before", "inner", "after", "round", "part"]
    approx: Literal["over", "under", "about"]
    open: Literal["power", "step", "ray", "closed", "half"]
    words: list[Word] = Field(min_length=1)
    not_after: str = ""
    not_before: list[str] = []
    particles: str = ""
    verb: bool = False
    examples: list[str] = Examples


class QuantityRecord(Record):
    """One form in which a quantity is printed."""

    id: str = Identifier
    title: str
    title_zh: str = ""
    why: str = ""
    pattern: str = Field(min_length=1)
    near: list[str] = []
    unit: str = ""
    dimension: Literal["", "percent", "point", "times", "ordinal", "doubling"] = ""
    factor: int = Field(default=1, ge=1)
    parts: bool = False
    generous: bool = False
    before: Before = ()
    examples: list[str] = Examples
    counterexamples: list[str] = []


class SkipRecord(Record):
    """One form of a number that is no claim, with the reason that the ledger prints."""

    id: str = Identifier
    reason: str = Identifier
    title: str
    title_zh: str = ""
    why: str = ""
    pattern: str = Field(min_length=1)
    dimension: Literal["skip", "ordinal"] = "skip"
    first: bool = False
    near: list[str] = []
    before: Before = ()
    examples: list[str] = Examples
    counterexamples: list[str] = []


class PeriodExample(Record):
    """A text and the period it names when the report's year is 2020."""

    text: str
    period: str


class PeriodRecord(Record):
    """One expression of time."""

    id: str = Identifier
    form: Literal[
        "year",
        "month",
        "day",
        "half",
        "quarter",
        "year-span",
        "month-span",
        "day-span",
        "month-in-year",
        "day-in-year",
        "months-from-start",
        "quarters-from-start",
        "year-to-date",
        "relative",
        "plan",
        "past-year",
        "years-back",
        "years-ago",
    ]
    pattern: str = Field(min_length=1)
    examples: list[PeriodExample] = Examples
    shift: int = 0
    plan: int = 0
    first: str = ""
    frame: bool = True
    before: Before = ()


class WordsRecord(Record):
    """A list of words, and of patterns of words, that patterns name as a macro; code reads the words alone."""

    id: str = Field(pattern=r"^[a-z_]+$")
    note: str = Field(min_length=1)
    words: list[Word] = []
    patterns: list[Word] = []
    examples: tuple[ListExample, ...] = ()

    @model_validator(mode="after")
    def some(self) -> WordsRecord:
        """A list of nothing would stop every rule that names it."""
        if not self.words and not self.patterns:
            raise ValueError("words: needs at least one")
        return self

    @field_validator("words")
    @classmethod
    def no_word_twice(cls, words: list[str]) -> list[str]:
        """A word that stands twice is a slip of the pen."""
        twice = sorted(word for word, times in Counter(words).items() if times > 1)
        if twice:
            raise ValueError(f"listed twice: {', '.join(twice)}")
        return words


class ClaimFields(Record):
    """What the claim printed as ``quote`` must say; what is left out is free, an empty text asks for an empty field."""

    quote: Word
    indicator: str | None = None
    scope: str | None = None
    period: str | None = None
    basis: str | None = None


class ClaimExample(Record):
    """A little text and the claims that must come out of it: ``quote kind [direction] [of quote]``.

    ``fields`` say more of single claims; ``edges`` are all of the text, ``QUOTE ROLE QUOTE`` as in rules/cues/.
    """

    text: str
    claims: list[str]
    fields: list[ClaimFields] = []
    edges: list[str] | None = None


class ClaimRecord(Record):
    """One way of saying something about a number."""

    id: str = Identifier
    kind: Literal["count", "amount", "growth", "change", "difference", "share", "ratio", "rank"]
    title: str
    title_zh: str = ""
    why: str = ""
    pattern: str = Field(min_length=1)
    examples: list[ClaimExample] = Examples
    counterexamples: list[str] = []
    base: str = ""
    unit: str | None = None
    value: str | None = None
    direction: Literal["up", "down", "flat"] | None = None
    form: Literal["", "ends", "turning", "annual", "rank", "multiple", "contribution", "predicate"] = ""
    own_subject: bool = False
    second_order: bool = False
    same_unit: bool = False
    before: Before = ()


class IndicatorRecord(Record):
    """One known indicator: its names, what it is counted in, and texts in which a claim is about it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$", max_length=60)
    name: str = Field(min_length=2)
    name_en: str = Field(min_length=2)
    aliases: list[str] = []
    units: list[str] = Field(min_length=1)
    kind: Literal["count", "amount", "ratio", "share"]
    basis: Literal["flow", "stock", "cumulative", "new"]
    vague: list[str] = []
    where: str | None = None
    unless: str | None = None
    by: str | None = None
    inflow: str = ""
    examples: list[str] = Examples
    counterexamples: list[str] = Examples


class LexiconRecord(Record):
    """User words for jieba: each ``words`` entry gets the part of speech ``tag``."""

    tag: str = Field(min_length=1)
    note: str = Field(min_length=1)
    words: list[Word] = Field(min_length=1)


class PopulationRecord(Record):
    """How many people lived at a place at one time, and who published it where and when."""

    place: str = Field(min_length=2)
    year: int = Field(ge=1949, le=2100)
    kind: PopulationKind = "resident, year end"
    value: str = Field(min_length=1)
    source: str = Field(min_length=2)
    publisher: str = Field(min_length=2)
    published: int = Field(ge=1949, le=2100)
