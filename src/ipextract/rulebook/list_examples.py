"""What a list of words is shown by: a little text and what it changes in the reading of it."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ipextract.model import Severity


class _Shown(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Says(_Shown):
    """What the claim printed as ``quote`` must say; what is left out is free, an empty text asks for an empty field.

    ``of`` is the quote of the level that the claim is about.
    """

    quote: str = Field(min_length=1)
    kind: str | None = None
    indicator: str | None = None
    indicator_id: str | None = None
    scope: str | None = None
    period: str | None = None
    basis: str | None = None
    direction: str | None = None
    base: str | None = None
    within: str | None = None
    modality: str | None = None
    qualifier: str | None = None
    of: str | None = None


class Related(_Shown):
    """A relation of a ``kind`` between the claims printed as these, in the order of their roles; or an ``echo``."""

    kind: str = Field(min_length=1)
    claims: tuple[str, ...] = Field(min_length=1)
    echo: bool = False


class Found(_Shown):
    """A finding by its severity and the claims printed as these, in the order of their roles; of words, or an echo."""

    severity: Severity
    claims: tuple[str, ...] = Field(min_length=1)
    echo: bool = False


class ListExample(_Shown):
    """A text that is read as said only with the words of the list.

    ``edges``, ``relations`` and ``findings``, where they are given, are all of the text: ``QUOTE ROLE QUOTE`` of the
    roles that are named, relations that are no mere limit of one number, and everything that is found. With ``before``,
    the report of the year before, relations and findings are those between both. ``issues`` are the codes of
    all doubts of the reader.
    """

    text: str = Field(min_length=1)
    before: str = ""
    fields: tuple[Says, ...] = ()
    edges: tuple[str, ...] | None = None
    relations: tuple[Related, ...] | None = None
    findings: tuple[Found, ...] | None = None
    issues: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def something(self) -> ListExample:
        """An example that says nothing could not fail."""
        asked = (self.edges, self.relations, self.findings, self.issues)
        if not self.fields and all(each is None for each in asked):
            raise ValueError("say what is read: fields, edges, relations, findings or issues")
        return self


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of words that has examples."""

    id: str
    examples: tuple[ListExample, ...]
    file: str
