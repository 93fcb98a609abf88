"""rules/cues/: the words that join numbers, each with the conditions for who may be joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, Self, TypeAlias, get_args

from pydantic import Field, model_validator

from ipextract.model import EdgeRole, Kind, Severity
from ipextract.rulebook.records import Before, Record

PartCondition: TypeAlias = Literal[
    "fact",
    "level",
    "not-prior",
    "same-unit",
    "outside-brackets",
    "not-a-change",
    "not-compared",
    "one-measure",
    "same-year",
]
ValueCondition: TypeAlias = Literal["level", "not-a-multiple", "no-percentage"]
ShareCondition: TypeAlias = Literal[
    "fact",
    "same-kind",
    "same-unit",
    "same-period",
    "same-scope",
    "not-prior",
    "outside-brackets",
    "not-divided",
    "of-that-name",
    "name-ends-so",
    "as-wide",
    "of-the-area",
    "alone",
    "long-name",
    "dated",
    "of-the-area-alone",
    "subject-before",
    "before-the-part",
]
BeforeCondition: TypeAlias = Literal["fact", "same-name", "same-unit", "same-scope", "not-prior"]
TotalCondition: TypeAlias = Literal[
    "level",
    "no-base-of-a-rate",
    "same-unit",
    "outside-brackets",
    "no-total",
]
Condition: TypeAlias = PartCondition | ValueCondition | ShareCondition | BeforeCondition | TotalCondition
ListTest: TypeAlias = Literal["two-or-more", "not-of-the-new", "of-one-basis", "begun-here", "named-like-them"]
Wish: TypeAlias = Literal["unit-of-base", "same-counted-unit"]
TotalWish: TypeAlias = Literal["outside-brackets"]
Way: TypeAlias = Literal[
    "words",
    "own-rate",
    "structure",
    "growth-named",
    "attribute-before",
    "in-order",
    "former-or-latter",
    "same-movement",
    "named",
    "nearest",
    "of-the-part",
    "spoken-of",
    "by-name",
    "by-name-of-part",
    "by-name-behind",
    "end-points",
    "said-before",
    "year-apart",
    "named-year",
    "on-top",
]
At: TypeAlias = Literal["word", "mark", "edge", "all"]
Reach: TypeAlias = Literal["sentence", "paragraph", "document"]
_CONDITIONS: Final[Mapping[EdgeRole, tuple[str, ...]]] = MappingProxyType(
    {
        "part-of": get_args(PartCondition),
        "value-of": get_args(ValueCondition),
        "share-of": get_args(ShareCondition),
        "before-of": get_args(BeforeCondition),
        "total-of": get_args(TotalCondition),
    }
)
#: The roles whose cues are lists of words; those of the others are numbers that a claim rule read.
_BY_WORDS: Final[Mapping[EdgeRole, frozenset[Way]]] = MappingProxyType(
    {"part-of": frozenset({"words"}), "total-of": frozenset({"words", "on-top"})}
)
_IN_WORDS: Final = frozenset().union(*_BY_WORDS.values())
_CAPPED: Final[frozenset[EdgeRole]] = frozenset({"share-of", "total-of"})


class EdgeExample(Record):
    """A little text and its edges of the role of the cue: ``QUOTE ROLE QUOTE``."""

    text: str
    edges: list[str]


class CueRecord(Record):
    """Words that join a number to another one."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    role: EdgeRole
    title: str = Field(min_length=1)
    title_zh: str = ""
    way: Way = "words"
    lists: list[str] = Field(default=[])
    at: At = "word"
    kinds: list[Kind] = Field(default=[])
    reaches: Reach = "sentence"
    takes: list[Condition] = Field(default=[])
    prefers: list[Wish | TotalWish] = Field(default=[])
    stops: list[TotalCondition] = Field(default=[])
    asks: list[ListTest] = Field(default=[])
    cap: Severity | None = None
    before: Before = ()
    examples: list[EdgeExample] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_words_or_a_way(self) -> Self:
        ways = _BY_WORDS.get(self.role)
        fits = self.way in ways and bool(self.lists) if ways else self.way not in _IN_WORDS and not self.lists
        if not fits:
            raise ValueError(f"role {self.role} takes {'lists of words' if ways else 'a way, and no lists'}")
        if self.role == "part-of" and (self.kinds or self.prefers):
            raise ValueError(f"role {self.role} takes no kinds and no prefers")
        if self.role != "total-of" and (self.stops or self.asks):
            raise ValueError(f"role {self.role} takes no stops and no asks")
        if self.cap is not None and self.role not in _CAPPED:
            raise ValueError(f"role {self.role} takes no cap")
        known = _CONDITIONS[self.role]
        strange = [name for name in self.takes if name not in known]
        if strange:
            raise ValueError(f"takes: {strange[0]} is no condition of role {self.role}; there are {', '.join(known)}")
        return self


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its words, where they stand, how far back they reach, and what a number has to be to be joined.

    A cue without words is a number that a claim rule read: ``kinds`` are those that it joins, all where there is none,
    ``way`` is how it looks for a level, and ``prefers`` decides among several that will do. ``cap`` is how loud a
    contradiction between the numbers that it joins may be said at most, ``None`` for as loud as the check says. The
    list before a total ends where one of ``stops`` does not hold; ``asks`` are of the total with its list.
    """

    id: str
    role: EdgeRole
    title: str
    title_zh: str
    words: tuple[str, ...]
    at: At
    way: Way
    kinds: tuple[Kind, ...]
    reaches: Reach
    takes: tuple[Condition, ...]
    prefers: tuple[Wish | TotalWish, ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    file: str
    before: tuple[str, ...] = ()
    cap: Severity | None = None
    stops: tuple[TotalCondition, ...] = ()
    asks: tuple[ListTest, ...] = ()


def cue_of(record: CueRecord, words: Mapping[str, tuple[str, ...]], file: str) -> Cue:
    """The cue with the words of its lists. ValueError names a list that there is not."""
    unknown = [name for name in record.lists if name not in words]
    if unknown:
        raise ValueError(f"cue {record.id}: lists: there is no list {', '.join(unknown)}")
    return Cue(
        id=record.id,
        role=record.role,
        title=record.title,
        title_zh=record.title_zh,
        words=tuple(word for name in record.lists for word in words[name]),
        at=record.at,
        way=record.way,
        kinds=tuple(record.kinds),
        reaches=record.reaches,
        takes=tuple(record.takes),
        prefers=tuple(record.prefers),
        examples=tuple((each.text, tuple(each.edges)) for each in record.examples),
        file=file,
        before=record.before,
        cap=record.cap,
        stops=tuple(record.stops),
        asks=tuple(record.asks),
    )
