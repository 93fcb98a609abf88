"""rules/mechanisms.toml: what reads and joins numbers without a pattern of its own, so that it can be explained."""

from __future__ import annotations

from string import Formatter
from typing import Final, Literal, TypeAlias

from pydantic import Field, field_validator, model_validator

from ipextract.rulebook.records import Record, Word

FILE: Final = "mechanisms.toml"
#: What the message of an issue may name.
_SLOTS: Final = frozenset({"place", "quote", "place2", "quote2", "more", "name", "key"})
Of: TypeAlias = Literal["number", "claim", "edge", "field", "condition", "relation", "issue"]


class Mechanism(Record):
    """A function with a name that outputs print: ``of`` what it stands beside, ``code`` its module below src/ipextract.

    An example with two texts is that of two reports, the earlier first. ``message`` is what an issue says, with slots.
    """

    id: str = Field(pattern=r"^([a-z][a-z-]*(:[a-z][a-z-]*)?|IPX\d{3})$")
    of: Of
    code: str = Field(pattern=r"^[a-z_/]+\.py$")
    title: str = Field(min_length=1)
    title_zh: str = Field(min_length=1)
    why: str = Field(min_length=1)
    why_zh: str = Field(min_length=1)
    message: str = ""
    message_zh: str = ""
    examples: list[Word | tuple[Word, Word]] = Field(default=[])
    counterexamples: list[Word] = Field(default=[])

    @field_validator("message", "message_zh")
    @classmethod
    def known_slots(cls, message: str) -> str:
        """A message says what an issue knows, and nothing else."""
        named = {name for _, name, _, _ in Formatter().parse(message) if name is not None}
        if unknown := sorted(named - _SLOTS):
            raise ValueError(f"no issue knows {', '.join(unknown)}; it knows {', '.join(sorted(_SLOTS))}")
        return message

    @model_validator(mode="after")
    def shown_by_texts(self) -> Mechanism:
        """Whatever reads a text has texts that show it."""
        if self.of != "issue" and not (self.examples and self.counterexamples):
            raise ValueError(f"{self.id}: needs an example and a counterexample")
        return self
