"""rules/terms.toml: single words that have a place in what is read or written, each asked for by its name."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from pydantic import Field

from ipextract.rulebook.records import Record, Word

FILE: Final = "terms.toml"


class TermRecord(Record):
    """One word and what it is for."""

    id: str = Field(pattern=r"^[a-z_]+$")
    note: str = Field(min_length=1)
    word: Word


class SynonymRecord(Record):
    """Words that are read as one ``name`` when the names of indicators are compared."""

    id: str = Field(pattern=r"^[a-z-]+$")
    note: str = Field(min_length=1)
    name: Word
    words: tuple[Word, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words by what they are for; rules/terms.toml says it of each."""

    share_of: str
    share_weight: str
    share_alone: str
    year_ago: str
    month_ago: str
    quarter_ago: str
    year_start: str
    year_end: str
    prize: str
    ranking_name: str
    year_mark: str
    year_word: str
    ordinal_mark: str
    event_count: str
    streak: str
    nation: str
    city_ending: str
    so_far: str
    and_mark: str

    @property
    def share(self) -> tuple[str, str, str]:
        """The words that the name of a share is made of."""
        return self.share_of, self.share_weight, self.share_alone

    @property
    def bases(self) -> tuple[str, str, str, str]:
        """The names of a base: the same period of last year, the period before, the turn of the year by either name."""
        return self.year_ago, self.month_ago, self.year_start, self.year_end

    @property
    def turns(self) -> tuple[str, str]:
        """The names of the turn of the year as a base: its beginning and the end of the last one."""
        return self.year_start, self.year_end

    def settled(self, base: str | None) -> str:
        """A base by one name: the end of the last year is the beginning of this one; empty for none."""
        return self.year_start if base == self.year_end else base or ""

    @property
    def yearly(self) -> tuple[str, str, str]:
        """The names of a base that is a year ago, or at the turn of the year for what is held."""
        return self.year_ago, *self.turns


TERMS: Final = frozenset(each.name for each in fields(Terms))
"""The ids that a term may have; each of them is needed."""
