"""rules/mechanisms.toml: what reads and joins numbers without a pattern of its own, so that it can be explained."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from pydantic import Field, model_validator

from ipextract.rulebook.records import Record, Word

FILE: Final = "mechanisms.toml"
Of: TypeAlias = Literal["number", "claim", "edge", "field", "condition", "relation", "issue"]


class Mechanism(Record):
    """A function with a name that outputs print: ``of`` what it stands beside, ``code`` its module below src/ipextract.

    An example with two texts is that of two reports, the earlier first.
    """

    id: str = Field(pattern=r"^([a-z][a-z-]*(:[a-z][a-z-]*)?|IPX\d{3})$")
    of: Of
    code: str = Field(pattern=r"^[a-z_/]+\.py$")
    title: str = Field(min_length=1)
    title_zh: str = Field(min_length=1)
    why: str = Field(min_length=1)
    why_zh: str = Field(min_length=1)
    examples: list[Word | tuple[Word, Word]] = Field(default=[])
    counterexamples: list[Word] = Field(default=[])

    @model_validator(mode="after")
    def shown_by_texts(self) -> Mechanism:
        """Whatever reads a text has texts that show it."""
        if self.of != "issue" and not (self.examples and self.counterexamples):
            raise ValueError(f"{self.id}: needs an example and a counterexample")
        return self
