"""rules/cues/: the words that join numbers, each with the conditions for who may be joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import Field

from ipextract.model import EdgeRole
from ipextract.rulebook.records import Before, Record

Condition: TypeAlias = Literal[
    "fact", "level", "same-unit", "outside-brackets", "not-a-change", "not-compared", "one-measure", "same-year"
]
At: TypeAlias = Literal["word", "mark"]
Reach: TypeAlias = Literal["sentence", "paragraph"]


class EdgeExample(Record):
    """A little text and its edges of the role of the cue: ``QUOTE ROLE QUOTE``."""

    text: str
    edges: list[str]


class CueRecord(Record):
    """Words that join a number to another one."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    role: EdgeRole
    title: str = Field(min_length=1)
    lists: list[str] = Field(min_length=1)
    at: At
    reaches: Reach
    takes: list[Condition] = Field(min_length=1)
    before: Before = ()
    examples: list[EdgeExample] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its words, where they stand, how far back they reach, and what a number has to be to be joined."""

    id: str
    role: EdgeRole
    title: str
    words: tuple[str, ...]
    at: At
    reaches: Reach
    takes: tuple[Condition, ...]
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    file: str
    before: tuple[str, ...] = ()


def cue_of(record: CueRecord, words: Mapping[str, tuple[str, ...]], file: str) -> Cue:
    """The cue with the words of its lists. ValueError names a list that there is not."""
    unknown = [name for name in record.lists if name not in words]
    if unknown:
        raise ValueError(f"cue {record.id}: lists: there is no list {', '.join(unknown)}")
    return Cue(
        id=record.id,
        role=record.role,
        title=record.title,
        words=tuple(word for name in record.lists for word in words[name]),
        at=record.at,
        reaches=record.reaches,
        takes=tuple(record.takes),
        examples=tuple((each.text, tuple(each.edges)) for each in record.examples),
        file=file,
        before=record.before,
    )
