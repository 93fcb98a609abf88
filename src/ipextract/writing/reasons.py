"""Why a number was read as it was: what gave each field of a claim, whom edges join it to, and who was refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from ipextract.exact.numeral import half_width
from ipextract.model import Candidate, Claim, Edge, Field, Mention, Origin, Report, Spans, against_id
from ipextract.writing.columns import width, wrapped
from ipextract.writing.json import claim_record
from ipextract.writing.speech import Lang, Style, name_of, printable, say

Record: TypeAlias = dict[str, Any]
Titles: TypeAlias = Mapping[str, tuple[str, str]]
"""What ids are called, in English and in Chinese."""

UNTITLED: Final[Titles] = MappingProxyType({})
"""Where nobody told what the rules call ids: these stand alone."""

#: Characters of text shown on each side of a number.
_CONTEXT: Final = 30
#: How alike two numbers have to be for one to be offered for the other.
_ALIKE: Final = 0.5
_LABELLED: Final[tuple[Field, ...]] = ("indicator", "scope", "period", "basis", "base", "within")


@dataclass(frozen=True, slots=True)
class Asked:
    """The numbers of a report that somebody asks about: claims, and numbers that are none."""

    claims: tuple[Claim, ...]
    others: tuple[Mention, ...]


class Reading(NamedTuple):
    """One thing that was read of a claim: a field with its ``value``, or another claim that it is joined to.

    ``label`` is a key of the catalogue, ``by`` an id that ``explain`` answers for, ``otherwise`` what stands where the
    rules call the id nothing, ``spans`` the words. ``other`` is the claim_id of the other number, ``back`` the label
    of the edge as that one has it; both are empty where there is none.
    """

    label: str
    value: str
    other: str
    by: str
    otherwise: str
    spans: Spans = ()
    back: str = ""


def readings(report: Report) -> Mapping[str, list[Reading]]:
    """What was read of each claim, by claim_id: its fields, then its edges, each with the numbers it passed over."""
    fields: dict[str, dict[Field, Origin]] = defaultdict(dict)
    for origin in report.origins:
        fields[origin.claim][origin.field] = origin
    found: dict[str, list[Reading]] = defaultdict(list)
    for claim in report.claims:
        mine = fields[claim.claim_id]
        found[claim.claim_id] += (_field(claim, mine[name]) for name in _LABELLED if name in mine)
    for edge in report.edges:
        found[edge.source] += _joined(edge)
    return found


def joined_to(report: Report, claim: Claim) -> Iterator[Reading]:
    """The edges of other numbers that lead to a claim."""
    for edge in report.edges:
        if edge.target == claim.claim_id:
            yield Reading(f"why_has_{edge.role}", "", edge.source, edge.cue, edge.cue, ((edge.start, edge.end),))


def asked(report: Report, wanted: str) -> Asked:
    """What answers to a claim_id or to a number as printed, with its unit or without, white space left out.

    Empty where nothing does.
    """
    by_id = tuple(claim for claim in report.claims if claim.claim_id == wanted)
    if by_id:
        return Asked(by_id, ())
    key = _plain(wanted)
    exact = tuple(claim for claim in report.claims if _plain(claim.quote) == key)
    claims = exact or tuple(claim for claim in report.claims if _bare(claim.quote) == key or key in _plain(claim.quote))
    if claims:
        return Asked(claims, ())
    return Asked((), tuple(each for each in report.mentions if key and key in _plain(each.printed)))


def near(report: Report, wanted: str) -> list[str]:
    """The quotes of claims that are most like what was asked for."""
    quotes = dict.fromkeys(_flat(claim.quote) for claim in report.claims)
    return get_close_matches(wanted, quotes, cutoff=_ALIKE)


def record(report: Report, claim: Claim, titles: Titles) -> Record:
    """The claim, the origins of its fields, its edges and what speaks of it, as JSON values."""
    by_id = {each.claim_id: each for each in report.claims}
    return {
        "claim": claim_record(claim),
        "origins": [_origin(report, each, claim, titles) for each in report.origins if each.claim == claim.claim_id],
        "edges": [_edge(report, each, by_id, titles) for each in report.edges if each.source == claim.claim_id],
        "joined_to_it": [_edge(report, each, by_id, titles) for each in report.edges if each.target == claim.claim_id],
        "relations": list(_relations(report, claim)),
    }


def _relations(report: Report, claim: Claim) -> Iterator[Record]:
    for each in report.relations:
        if any(other.claim_id == claim.claim_id for other in each.relation.claims):
            yield {
                "kind": each.relation.kind,
                "rule": each.relation.rule,
                "verdict": each.outcome.verdict,
                "echo": each.relation.echo,
                "formula": each.outcome.formula,
                "reason": each.outcome.reason,
            }


def other_record(report: Report, mention: Mention) -> Record:
    """A number that is no claim, as JSON values."""
    place = report.document.where(mention.start, mention.end)
    return {"number": mention.printed, "place": place, "reason": mention.reason or "residue", "rule": mention.rule}


def title(titles: Titles, wanted: str, lang: Lang, otherwise: str = "") -> str:
    """What the rules call an id, with the id in brackets; the id alone where they call it nothing."""
    if wanted not in titles:
        return otherwise or wanted
    return f"{titles[wanted][lang == 'zh']} [{wanted}]"


def text(report: Report, found: Asked, path: str, titles: Titles, style: Style) -> str:
    """The answer for people: a number to a paragraph, its fields one a line with the words that gave them."""
    read = readings(report)
    lines: list[str] = []
    for claim in found.claims:
        told = [*read[claim.claim_id], *joined_to(report, claim)]
        lines += [*_claim(report, claim, told, path, titles, style), ""]
    for mention in found.others:
        other = other_record(report, mention)
        head = f"{path}:{other['place']}  {printable(mention.printed)}"
        reason = title(titles, str(other["reason"]), style.lang)
        lines += [head, f"{style.margin}{say(style.lang, 'why_no_claim', reason=reason, rule=other['rule'])}", ""]
    return "\n".join(lines)


def frame_records(report: Report) -> list[Record]:
    """The areas, issuers and years that the document may have, each field's best first, as JSON values."""
    return [
        {
            "field": each.field,
            "value": each.value,
            "by": each.by,
            "times": each.times,
            "taken": each.taken,
            "words": _spans(report, each.spans),
        }
        for each in report.candidates
    ]


def frames(report: Report, style: Style) -> str:
    """What the document was taken to be about and what else it may be, a candidate a line with its evidence."""
    lines: list[str] = []
    for each in report.candidates:
        label = say(style.lang, f"frame_{each.field}" if each.taken else _less(report, each))
        evidence = say(style.lang, f"evidence_{each.by}", times=each.times)
        lines.append(f"{style.margin}{label}  {printable(each.value)}  ← {_words(report, each.spans)}{evidence}")
    return "\n".join((*lines, ""))


def _less(report: Report, one: Candidate) -> str:
    """What a candidate is that was not taken: more evidence for the one that was, or another value."""
    taken = any(each.taken and (each.field, each.value) == (one.field, one.value) for each in report.candidates)
    return "frame_also" if taken else "why_refused"


def _claim(
    report: Report, claim: Claim, told: Iterable[Reading], path: str, titles: Titles, style: Style
) -> Iterator[str]:
    quote, lang = printable(_flat(claim.quote)), style.lang
    yield f"{path}:{report.document.where(claim.char_start, claim.char_end)}  {quote}  {claim.claim_id}"
    yield f"{style.margin}{_shown(report, claim)}"
    rows = [(name_of(lang, "kinds", claim.kind), quote, title(titles, claim.rule, lang, claim.rule))]
    rows += [(say(lang, each.label), *_value_and_reason(report, each, titles, lang)) for each in told]
    rows += [_relation_row(each, lang) for each in _relations(report, claim)]
    wide = max(width(label) for label, _, _ in rows)
    for label, value, reason in rows:
        start = f"{style.margin}{label}{' ' * (wide - width(label))}  "
        yield from wrapped(f"{value}  ← {reason}" if reason else value, style.columns, start, " " * (width(start) + 2))


def _field(claim: Claim, origin: Origin) -> Reading:
    label = "why_whole" if (origin.field, claim.kind) == ("base", "share") else f"column_{origin.field}"
    value = str(getattr(claim, origin.field) or "")
    return Reading(label, value, "", origin.id, origin.by, origin.spans)


def _joined(edge: Edge) -> Iterator[Reading]:
    span = (edge.start, edge.end)
    yield Reading(f"why_{edge.role}", "", edge.target, edge.cue, edge.cue, (span,), f"why_has_{edge.role}")
    for other, against in edge.refused:
        yield Reading("why_refused", "", other, against_id(against), against)


def _value_and_reason(report: Report, told: Reading, titles: Titles, lang: Lang) -> tuple[str, str]:
    value = _named(report, told.other) if told.other else printable(told.value) or say(lang, "explain_none")
    return value, f"{_words(report, told.spans)}{title(titles, told.by, lang, told.otherwise)}"


def _relation_row(told: Mapping[str, Any], lang: Lang) -> tuple[str, str, str]:
    standing = "echo" if told["echo"] and told["verdict"] == "compatible" else told["verdict"]
    verdict = say(lang, f"verdict_{standing}")
    return say(lang, "why_relation"), f"{told['formula'] or told['kind']}: {verdict}", str(told["rule"])


def _named(report: Report, claim_id: str) -> str:
    claim = next(each for each in report.claims if each.claim_id == claim_id)
    place = report.document.where(claim.char_start, claim.char_end)
    return f"{printable(_flat(claim.quote))} {printable(claim.indicator)} ({place})"


def _words(report: Report, spans: Spans) -> str:
    """“words” (place), …: what is printed at the spans."""
    document = report.document
    told = (f"“{printable(_flat(document.text[a:b]))}” ({document.where(a, b)})" for a, b in spans)
    found = " + ".join(told)
    return f"{found}: " if found else ""


def _shown(report: Report, claim: Claim) -> str:
    """The number in its line, between marks."""
    text, start, end = report.document.text, claim.char_start, claim.char_end
    low = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    high = min(at if (at := text.find("\n", end)) >= 0 else len(text), end + _CONTEXT)
    return printable(f"{_flat(text[low:start])}[{_flat(text[start:end])}]{_flat(text[end:high])}")


def _origin(report: Report, origin: Origin, claim: Claim, titles: Titles) -> Record:
    value = getattr(claim, origin.field)
    return {
        "field": origin.field,
        "value": None if value is None else str(value),
        "by": origin.id,
        "title": title(titles, origin.id, "en", origin.by),
        "words": _spans(report, origin.spans),
    }


def _edge(report: Report, edge: Edge, by_id: Mapping[str, Claim], titles: Titles) -> Record:
    return {
        "role": edge.role,
        "source": edge.source,
        "target": edge.target,
        "source_quote": by_id[edge.source].quote,
        "target_quote": by_id[edge.target].quote,
        "cue": edge.cue,
        "title": title(titles, edge.cue, "en", edge.cue),
        "words": _spans(report, ((edge.start, edge.end),)),
        "refused": [{"claim_id": o, "quote": by_id[o].quote, "because_not": against} for o, against in edge.refused],
    }


def _spans(report: Report, spans: Spans) -> list[Record]:
    document = report.document
    return [{"start": a, "end": b, "text": document.text[a:b], "place": document.where(a, b)} for a, b in spans]


def _flat(printed: str) -> str:
    return " ".join(printed.split())


def _plain(printed: str) -> str:
    return half_width("".join(printed.split()))


def _bare(quote: str) -> str:
    """The numeral of a quote: 1203 of 约1203件."""
    return "".join(ch for ch in _plain(quote) if ch.isdigit() or ch in ".-,%")
