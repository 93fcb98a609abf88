"""Where what is said of a number comes from: the words that gave a field of a claim, and what read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, get_args

Field: TypeAlias = Literal["indicator", "scope", "period", "basis", "base", "within", "of"]
FIELDS: tuple[Field, ...] = get_args(Field)
Spans: TypeAlias = tuple[tuple[int, int], ...]


class Reason(NamedTuple):
    """What gave a field: the name of the test or form that read it, and the spans of the words that it read."""

    by: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The words that gave ``field`` of a claim, half-open spans of the document text; none where no word says it.

    ``by`` names what read them: a form of shortening, a test of the basis, how far a place or a date is carried.
    """

    claim: str
    field: Field
    by: str
    spans: Spans = ()

    @property
    def id(self) -> str:
        """What ``explain`` answers for: basis:stands, scope:heading."""
        return f"{self.field}:{self.by}"
