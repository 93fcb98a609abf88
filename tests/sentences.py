"""What is read of a text at each step, in lines that a test can hold: clauses, readings, claims with their edges."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ipextract import claims, layout, mentions, pipeline, reading, segment, structure
from ipextract.claims.metadata import Metadata
from ipextract.claims.readings import read
from ipextract.claims.releases import framed
from ipextract.claims.scope import clauses
from ipextract.model import Claim, Document, Edge, Mention, Origin, Word
from ipextract.rulebook import load

BOOK = load()
TITLE = "海城市2031年渔业统计公报\n"


class Prepared(NamedTuple):
    """A text with what the stages before claims make of it."""

    document: Document
    mentions: tuple[Mention, ...]
    mask: str
    words: tuple[Word, ...]
    meta: Metadata


@cache
def prepared(text: str) -> Prepared:
    """A text as claims are read from it."""
    source = reading.read_string(text, "<text>", limits=pipeline.Options().limits)
    document = layout.compose(source, BOOK.layout)
    numbers = structure.with_years(document, mentions.find(document.text, BOOK), BOOK)
    mask = claims.masked(document.text, numbers)
    words = segment.words(mask, BOOK.lexicon)
    return Prepared(document, numbers, mask, words, claims.metadata(document, words, numbers, BOOK))


def built(text: str) -> tuple[tuple[Claim, ...], tuple[Edge, ...], tuple[Origin, ...]]:
    """The claims below the title, their edges, and what gave their fields."""
    given = prepared(TITLE + text)
    tree = structure.grown(given.document)
    sheets = structure.sheets(given.document, given.mentions, given.meta.year, BOOK)
    return claims.build(given.document, tree, sheets, given.mentions, given.words, given.mask, given.meta, BOOK)


def told(text: str) -> Iterator[str]:
    """All that is read of each number of ``text``, a line each.

    QUOTE KIND NAME (form of the name) PERIOD BASIS, then its place where it is not the title's, what it is held
    against, the edge to its level or whole, and the nearer numbers that the edge passed over, each with why.
    """
    read_so, joined, origins = built(text)
    quotes = {claim.claim_id: claim.quote for claim in read_so}
    forms = {origin.claim: origin.by for origin in origins if origin.field == "indicator"}
    for claim in read_so:
        form = forms.get(claim.claim_id, "")
        yield f"{claim.quote} {claim.kind} {claim.indicator} ({form}) {claim.period} {claim.basis}" + "".join(
            (
                f" in {claim.scope}" if claim.scope != "海城市" else "",
                f" {claim.modality}" if claim.modality != "fact" else "",
                f" base {claim.base}" if claim.base else "",
                *(_edge(edge, quotes) for edge in joined if edge.source == claim.claim_id),
            )
        )


def _edge(edge: Edge, quotes: dict[str, str]) -> str:
    passed = "".join(f", not {quotes[other]}: {why}" for other, why in edge.refused)
    return f" {edge.role} {quotes[edge.target]}{passed}"


def owners(text: str) -> list[str]:
    """The edges from what speaks of a level to that level: QUOTE QUOTE CUE."""
    read_so, joined, _ = built(text)
    quotes = {claim.claim_id: claim.quote for claim in read_so}
    return [f"{quotes[edge.source]} {quotes[edge.target]} {edge.cue}" for edge in joined if edge.role == "value-of"]


def clauses_of(text: str) -> Iterator[str]:
    """Each clause below the title: what it says of itself, then its place, period, list of places and comparison."""
    given = prepared(TITLE + text)
    frames = framed(given.document, given.mentions, given.meta, BOOK)
    for clause in clauses(structure.grown(given.document), given.words, given.mentions, BOOK, given.meta, frames):
        if clause.paragraph:
            said = given.document.text[clause.own_start : clause.end]
            places = f" {'/'.join(clause.places)}" if clause.places else ""
            against = f" against {clause.against} {clause.against_period}" if clause.against else ""
            yield f"{said} | {clause.scope} {clause.period}{places}{against}"


def readings_of(text: str) -> Iterator[str]:
    """Each reading of a number by a rule: quote, kind, and what else the rule says, its place in a list."""
    given = prepared(text)
    said = given.document.text
    for each in read(said, given.mask, given.mentions, BOOK):
        fields = (
            said[each.quote_start : each.quote_end],
            each.kind,
            each.direction,
            each.base and f"base {each.base}",
            each.within and f"within {each.within}",
            each.unit and f"unit {each.unit}",
            f"value {each.value}" if each.value is not None else "",
            each.noun and f"noun {each.noun}",
            f"{each.position} of {each.many} in {said[each.start : each.end]}",
            f"from {said[each.first]}" if each.many > 1 else "",
            f"against {'/'.join(said[a:b] for a, b in each.against)}" if each.against else "",
        )
        yield " ".join(filter(None, fields))
