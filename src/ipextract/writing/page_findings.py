"""A finding as the page shows it: the arithmetic in words, the intervals as a drawing, quotes, corrections."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from markupsafe import Markup

from ipextract.model import SEVERITIES, Claim, Finding, Related, Repair, Report, Role
from ipextract.verify import Answer, Broken, Written, judged, parse
from ipextract.writing import json
from ipextract.writing.page_arithmetic import SIGNS, told
from ipextract.writing.page_text import visible
from ipextract.writing.speech import doubt_of
from ipextract.writing.terminal import Lang, flat, name_of, role, say

CONTEXT: Final = 16
"""Characters of text on each side of a quote, more where a number would be cut."""

REPAIRS: Final = 4
"""Corrections shown of one finding; report.json has all."""

#: Signs of what names mean by definition, in the words of a relation: 进出口 = 出口 + 进口.
_DEFINED: Final = (" = ", " >= ")
_DRAWN: Final = 24
"""Findings with a drawing: the worst ones. A page of hundreds would be slow to load."""

_IN_NUMBER: Final = re.compile(r"[\d.,%\u2030]")

Answers: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Quote:
    """A number of a finding: what it plays, where it stands, and the words around it."""

    role: str
    claim: Claim
    before: Markup
    quote: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, ready for the page; ``main`` is the number that it stands at. Text is escaped by the template."""

    finding: Finding
    message: str
    main: Claim | None
    quotes: tuple[Quote, ...]
    sentence: str
    drawing: Markup
    facts: tuple[str, ...]
    repairs: tuple[tuple[str, str, str], ...]
    related: tuple[str, ...]
    accepted: str = ""


def shown(report: Report, lang: Lang) -> list[Shown]:
    """The findings of a report, worst first and then in text order; those that somebody accepted come last."""
    ordered = sorted(
        report.findings, key=lambda f: (f.waiver is not None or f.known, SEVERITIES.index(f.severity), _at(f))
    )
    answers = _answers(report, ordered[:_DRAWN]) if ordered else {}
    return [_one(each, answers.get(each.finding_id), report.document.text, lang) for each in ordered]


def message_of(finding: Finding | Related, lang: Lang) -> str:
    """What a finding says, in one line, with the signs of print."""
    message = flat(finding.message_zh if lang == "zh" and finding.message_zh else finding.message)
    for sign, printed in SIGNS:
        message = message.replace(f" {sign}", f" {printed}")
    return message


def place_in_words(place: str, lang: Lang) -> str:
    """A place as a reader says it: p2:l18 is page 2, line 18; the name of a file before it stays."""
    tokens = flat(place).split(":")
    found = [re.fullmatch(r"([a-z]*)(\d+)", token) for token in tokens]
    words = [name_of(lang, "places", each[1] or "l").replace("{}", each[2]) for each in found if each is not None]
    names = [token for token, each in zip(tokens, found, strict=True) if each is None]
    return " ".join([*names, name_of(lang, "places", "join").join(words)]).strip()


def main_claim(finding: Finding) -> Claim | None:
    """The number that a finding stands at: the last that is printed."""
    return max((each.claim for each in finding.roles), key=lambda claim: claim.char_start, default=None)


def _at(finding: Finding) -> int:
    claim = main_claim(finding)
    return 0 if claim is None else claim.char_start


def _answers(report: Report, findings: Sequence[Finding]) -> Answers:
    """The arithmetic of findings, computed once more as `ipextract verify` does; without those that cannot be."""
    wanted = {(each.rule, each.message, _players(each.roles)): each.finding_id for each in findings}
    violated = [
        (wanted.get((each.relation.rule, each.outcome.message, _players(each.relation.roles))), each)
        for each in report.relations
        if each.outcome.verdict == "violated"
    ]
    known = {finding_id: each for finding_id, each in violated if finding_id is not None}
    used = {role.claim.claim_id for each in known.values() for role in each.relation.roles}
    part = replace(
        report, claims=tuple(c for c in report.claims if c.claim_id in used), relations=tuple(known.values()),
        mentions=(), residue=(), findings=(), coverage=(),
    )  # fmt: skip
    written = parse(json.to_dict(part))
    answers = {finding_id: _judged(written, i) for i, finding_id in enumerate(known)}
    return {finding_id: answer for finding_id, answer in answers.items() if answer is not None}


def _players(roles: Sequence[Role]) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, each.claim.claim_id) for each in roles)


def _judged(written: Written, index: int) -> Answer | None:
    try:
        found = judged(written.relation(index))
    except Broken:  # a number beyond what the second arithmetic reads: the page does without
        return None
    return None if found is None else found[0]


def _one(finding: Finding, answer: Answer | None, text: str, lang: Lang) -> Shown:
    sentence, drawing = told(finding, answer, lang)
    return Shown(
        finding=finding,
        message=message_of(finding, lang),
        main=main_claim(finding),
        quotes=tuple(_quote(role(lang, each.name), each.claim, text) for each in finding.roles),
        sentence=sentence,
        drawing=drawing,
        facts=tuple(_facts(finding, text, lang)),
        repairs=tuple((flat(r.printed), flat(r.proposed), _slip(r, lang)) for r in finding.repairs[:REPAIRS]),
        related=tuple(f"{r.code} {message_of(r, lang)}" for r in finding.related),
        accepted=accepted(finding, lang),
    )  # fmt: skip


def _quote(name: str, claim: Claim, text: str) -> Quote:
    start, end = claim.char_start, claim.char_end
    left = max(start - CONTEXT, text.rfind("\n", 0, start) + 1, 0)
    right = min(end + CONTEXT, len(text) if (line := text.find("\n", end)) < 0 else line)
    while 0 < left < start and start - left < 2 * CONTEXT and _IN_NUMBER.match(text, left - 1):
        left -= 1
    while end < right < len(text) and right - end < 2 * CONTEXT and _IN_NUMBER.match(text, right):
        right += 1
    return Quote(
        name, claim, visible(_before(text, left, start)), visible(claim.quote), visible(_after(text, end, right))
    )


def _before(text: str, left: int, start: int) -> str:
    """The words before a quote: a line does not start with the mark that ends what was cut off."""
    words = text[left:start].lstrip()
    if not left or text[left - 1] == "\n":
        return words
    while words and unicodedata.category(words[0]) in ("Po", "Pe", "Pf"):
        words = words[1:]
    return f"\u2026{words.lstrip()}"


def _after(text: str, end: int, right: int) -> str:
    words = text[end:right].rstrip()
    return words if right >= len(text) or text[right] == "\n" else f"{words}\u2026"


def _facts(finding: Finding, text: str, lang: Lang) -> Iterator[str]:
    if finding.rounding:
        yield say(lang, f"rounding_{finding.rounding}")
    if finding.power:
        yield say(lang, "power", power=f"{finding.power * 100:.0f}")
    # some relations have no words of the text: what names mean by definition is told, the name of a rule is not
    if finding.cue and (finding.cue in text or any(sign in finding.cue for sign in _DEFINED)):
        yield say(lang, "page_cue", cue=flat(finding.cue))
    doubted = set(finding.doubts)
    for each in finding.roles:
        if each.claim.claim_id in doubted:
            yield doubt_of(each.claim, lang)
    for reference in finding.references:
        yield flat(
            f"{reference.place} {reference.year}: {reference.printed} ({reference.source}, {reference.publisher})"
        )


def accepted(finding: Finding, lang: Lang) -> str:
    """Who accepted a finding, why and until when, or that the baseline knows it; empty for an open one."""
    if finding.waiver is not None:
        waiver = finding.waiver
        return say(lang, "waived", reason=flat(waiver.reason), owner=flat(waiver.owner), expires=waiver.expires)
    return say(lang, "known") if finding.known else ""


def _slip(repair: Repair, lang: Lang) -> str:
    more = say(lang, "page_confirmed", n=repair.confirmations) if repair.confirmations else ""
    return name_of(lang, "edits", repair.edit) + more
