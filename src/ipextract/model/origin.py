"""Where what is said of a number comes from: the words that gave a field of a claim, and what read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, get_args

Field: TypeAlias = Literal["indicator", "scope", "period", "basis", "base", "within", "of"]
FrameField: TypeAlias = Literal["area", "issuer", "year", "title"]
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that the ``field`` of a document may have, and the first of the words that speak for it.

    ``by`` names the evidence: title, page-name, nation, seat, level, issuer, most-named, executed, review, speech,
    line, told, manifest. ``times`` is how often the text prints the value; ``taken`` is True for the one that the
    report has.
    """

    field: FrameField
    value: str
    by: str
    times: int
    spans: Spans = ()
    taken: bool = False
