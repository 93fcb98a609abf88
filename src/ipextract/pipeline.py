"""The road in one screen: file → source → document → mentions → claims → relations → findings → report."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ipextract import checks, layout, mentions, reading, relations, segment, structure
from ipextract import claims as attach
from ipextract.claims import indicators
from ipextract.distribution import VERSION
from ipextract.model import (
    TOLD_FIELDS,
    Cited,
    Claim,
    Document,
    Evaluated,
    Issue,
    Listing,
    Mention,
    Relation,
    Report,
    Source,
    Term,
    Told,
)
from ipextract.rulebook import CheckRule, Rulebook, load
from ipextract.structure import marks
from ipextract.structure.sentences import LONGEST, overlong
from ipextract.tabular import rows
from ipextract.trial.selftest import Trial, tried

__all__ = ["Options", "analyse_file", "analyse_source", "analyse_text", "quantities", "selftest"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user knows better than the document says: ``area``, ``year``, ``title``, ``issuer``; limits of reading.

    ``manifest`` is the one that said some of it.
    """

    area: str = ""
    year: str = ""
    title: str = ""
    issuer: str = ""
    limits: reading.Limits = field(default_factory=reading.Limits)
    manifest: Cited | None = None

    @property
    def told(self) -> Told:
        """What of it a reader of the report has to know to read the document in the same way."""
        return Told(
            self.area, self.year, self.title, self.issuer, reading.departures(self.limits), self.limits.verify,
            self.manifest,
        )  # fmt: skip

    def listed(self, listing: Listing | None) -> Options:
        """The options for a file of a manifest: what it says where nobody said otherwise."""
        if listing is None:
            return self
        said = {name: getattr(listing, name) for name in TOLD_FIELDS if not getattr(self, name)}
        fields = tuple(name for name in TOLD_FIELDS if said.get(name))
        return replace(self, **said, manifest=Cited(listing.manifest, fields) if fields else None)


def analyse_file(path: Path, *, rulebook: Rulebook | None = None, options: Options | None = None) -> Report:
    """Reads and audits one file; UnreadableDocument when it cannot be read whole."""
    options = options or Options()
    return analyse_source(reading.read(path, limits=options.limits), rulebook=rulebook, options=options)


def analyse_text(
    text: str, *, name: str = "<text>", rulebook: Rulebook | None = None, options: Options | None = None
) -> Report:
    """Audits a text that is already in memory; lines and columns count from its start."""
    options = options or Options()
    return analyse_source(reading.read_string(text, name, limits=options.limits), rulebook=rulebook, options=options)


def analyse_source(source: Source, *, rulebook: Rulebook | None = None, options: Options | None = None) -> Report:
    """The road itself. Schema failures and crashed checks are ours and raise; they never become findings."""
    # No value of a report holds a circle, but the collector would walk over all of them again and again to find one.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _analysed(source, rulebook or load(), options or Options())
    finally:
        if collecting:
            gc.enable()


def _analysed(source: Source, rules: Rulebook, options: Options) -> Report:
    document = layout.compose(source, rules.layout)
    numbers = structure.with_years(document, mentions.find(document.text, rules), rules)
    mask = attach.masked(document.text, numbers)
    words = segment.words(mask, rules.lexicon)
    meta = attach.metadata(document, words, numbers, rules, options.told)
    tree = structure.grown(document)
    sheets = structure.sheets(document, numbers, meta.year, rules)
    claims, edges, origins = attach.build(document, tree, sheets, numbers, words, mask, meta, rules)
    claims = indicators.identify(claims, document, rules)
    unread = marks.unread(document, numbers, claims, rules.words["name_remains"])
    document = replace(document, issues=(*document.issues, *unread, *marks.headless(document, sheets)))
    found = relations.find(document, tree, sheets, claims, edges, rules, numbers)
    measured, claims = claims, relations.with_asides(claims, found)
    _promised(claims, document)
    evaluated = _evaluated(found, rules.checks, checks.Doubts(document.issues))
    repeated = (e.relation.claims for e in evaluated if e.relation.kind == "repeat" and e.outcome.verdict == "violated")
    unnamed = attach.clashes(measured, rules, repeated)
    effort = checks.Effort(len(claims))
    findings = checks.findings_of(evaluated, rules.checks, rules.numerals.powers, effort)
    return Report(
        document=replace(document, issues=(*document.issues, *unnamed, *_bounded(document, effort))),
        mentions=numbers,
        claims=claims,
        relations=evaluated,
        edges=edges,
        origins=origins,
        candidates=attach.candidates(document, words, numbers, meta, rules, options.told),
        findings=findings,
        area=meta.area,
        issuer=meta.issuer,
        year=meta.year,
        rules_digest=rules.digest,
        version=VERSION,
        residue=_residue(numbers, claims),
        unknown_indicators=indicators.unknown(measured, rules),
        coverage=checks.coverage_of(claims, evaluated),
        told=replace(options.told, second_reader=options.limits.verify and document.format == "pdf"),
        engines=reading.engines(document.readers, segment.PACKAGE),
    )


def quantities(text: str, *, rulebook: Rulebook | None = None) -> tuple[Mention, ...]:
    """The quantities of any text, without layout or claims; offsets count the characters of ``text`` as given.

    Numerals are read outside numeral position too, but a single character not where it is part of a word.
    """
    rules = rulebook or load()
    found = [m for m in mentions.find(text, rules, bare=True) if m.is_quantity]
    generous = {rule.id for rule in rules.quantities if rule.generous}
    doubtful = {m.start for m in found if m.rule in generous and m.end - m.start == 1}
    inside = _word_places(text, rules) & doubtful if doubtful else set()
    return tuple(m for m in found if m.start not in inside)


def _word_places(text: str, rules: Rulebook) -> set[int]:
    """The offsets of all characters of words that are more than a numeral with a classifier."""
    numerals = rules.numerals.digits.keys() | rules.numerals.powers.keys()
    longer = (word for word in segment.words(text, rules.lexicon) if len(word.text) > 1)
    found = (word for word in longer if not numerals >= set(word.text) and rules.unit(word.text[1:]) is None)
    return {at for word in found for at in range(word.start, word.end)}


def selftest(rulebook: Rulebook, pattern: str = "*") -> Trial:
    """What the rules' own examples say against them, of the rules whose id is or fits ``pattern``."""
    return tried(rulebook, lambda text: analyse_text(text, rulebook=rulebook), pattern)


def _promised(claims: tuple[Claim, ...], document: Document) -> None:
    """Holds the claims to what we promise of each. Raises SchemaFailure with every broken promise."""
    if not rows.kept(rows.table(claims), document.text):
        from ipextract.tabular import schema  # noqa: PLC0415 - pandas and pandera take longer to load than a short report takes

        schema.validate(claims, document)


def _evaluated(
    found: tuple[Relation, ...], rules: Mapping[str, CheckRule], doubts: checks.Doubts
) -> tuple[Evaluated, ...]:
    by_name = {rule.name: rule for rule in rules.values()}
    known = ((checks.doubted(r, doubts), by_name[r.kind]) for r in found if r.kind in by_name)
    return tuple(Evaluated(r, checks.judge(r, rule), _terms(r, rule)) for r, rule in known)


def _terms(relation: Relation, rule: CheckRule) -> tuple[Term, ...]:
    """What the rule says of each claim, so that whoever has the report alone can repeat the arithmetic."""
    limits = [rule.limit(claim) if rule.limits else None for claim in relation.claims]
    tolerance = rule.tolerance if relation.references else None
    return tuple(
        Term(rule.whole(claim.unit), *((None, None) if limit is None else (limit.least, limit.most)), tolerance)
        for claim, limit in zip(relation.claims, limits, strict=True)
    )


def _bounded(document: Document, effort: checks.Effort) -> Iterator[Issue]:
    """What was not looked at to the end so that no text takes for ever."""
    start = overlong(document.text)
    if start is not None:
        place = document.where(start, start + 1)
        message = f"{place}: a sentence of more than {LONGEST} characters was read in pieces, each for itself"
        yield Issue("IPX808", message, document.place(start, start + 1)[0] or None, start, start + 1)
    if effort.short:
        yield Issue("IPX809", f"{effort.short} findings are among too many numbers to look for a correction of one")


def _residue(numbers: tuple[Mention, ...], claims: tuple[Claim, ...]) -> tuple[Mention, ...]:
    """The numbers that are neither a claim nor a named non-claim."""
    spans = sorted((c.char_start, c.char_end) for c in claims)
    covered: list[Mention] = []
    at = 0
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        claimed = at < len(spans) and spans[at][0] < number.end
        if not claimed and (number.is_quantity or number.reason == "unexplained"):
            covered.append(number)
    return tuple(covered)
