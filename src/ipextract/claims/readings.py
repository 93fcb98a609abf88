"""What the claim rules say of each number: kind, direction, base, population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from ipextract.model import Direction, Kind, Mention, Spans
from ipextract.rulebook import ClaimRule, Rulebook
from ipextract.structure.placed import cut

#: The slots of a pattern that say what a number is measured against.
_AGAINST: Final = ("year_ago", "month_ago", "year_start", "year_end", "base")


@dataclass(frozen=True, slots=True)
class Reading:
    """One rule's reading of one number, or of words that stand for one (``mention`` is ``None``).

    start/end span the rule's whole match; quote_start/quote_end the printed claim; ``position`` of ``many`` counts the
    numbers of a list and ``first`` is where its first number begins;
    ``stated`` is False where the base is only what the genre means, ``against`` where it is printed.
    """

    rule: ClaimRule
    kind: Kind
    mention: int | None
    start: int
    end: int
    quote_start: int
    quote_end: int
    direction: Direction | None
    base: str | None
    within: str | None
    value: Decimal | None
    unit: str | None
    noun: str
    position: int
    many: int
    first: int
    stated: bool
    against: Spans


def read(text: str, mask: str, mentions: tuple[Mention, ...], rulebook: Rulebook) -> tuple[Reading, ...]:
    """The best reading of each number, in text order: the longest match wins, then the rule that says ``before``."""
    by_start = {m.start: i for i, m in enumerate(mentions)}
    best: dict[int, tuple[int, int, Reading]] = {}
    worded: list[tuple[int, int, Reading]] = []
    for order, rule in enumerate(rulebook.claims):
        for match in rule.pattern.finditer(mask):
            length = match.end() - match.start()
            for reading in _readings(match, rule, text, mentions, by_start):
                rank = (-length, order, reading)
                if reading.mention is None:
                    worded.append(rank)
                elif reading.mention not in best or rank[:2] < best[reading.mention][:2]:
                    best[reading.mention] = rank
    chosen = [reading for _, _, reading in best.values()]
    for _, _, reading in sorted(worded, key=lambda r: r[:2]):
        if not any(r.quote_start < reading.quote_end and reading.quote_start < r.quote_end for r in chosen):
            chosen.append(reading)
    return tuple(sorted(chosen, key=lambda r: (r.quote_start, r.quote_end)))


def _readings(
    match: regex.Match[str], rule: ClaimRule, text: str, mentions: tuple[Mention, ...], by_start: dict[int, int]
) -> Iterator[Reading]:
    groups = match.groupdict()
    numbers = [span for span in match.spans("n") if span[0] >= match.start()] if "n" in groups else []
    nouns = [cut(text, *span) for span in match.spans("noun")] if "noun" in groups else []
    quoted = match.span("quote") if groups.get("quote") else None
    against = tuple(match.span(name) for name in _AGAINST if groups.get(name))
    for position, span in enumerate(numbers or [None]):
        index = None if span is None else by_start.get(span[0])
        if span is not None and index is None:
            continue
        mention = None if index is None else mentions[index]
        start, end = quoted or span or match.span()
        yield Reading(
            rule=rule,
            kind=rule.kind,
            mention=index,
            start=match.start(),
            end=match.end(),
            quote_start=start,
            quote_end=end,
            direction=rule.direction or _direction(match, end),
            base=_base(match, groups, rule, text),
            within=_cut(match, groups, "within", text),
            value=_value(rule, mention),
            unit=_unit(rule, mention, groups),
            noun=nouns[position] if position < len(nouns) else "",
            position=position,
            many=len(numbers),
            first=numbers[0][0] if numbers else start,
            stated=bool(against),
            against=against,
        )


def _direction(match: regex.Match[str], end: int) -> Direction | None:
    """The last word of direction before the number: a list may turn (下降 6.2%和增长 1.7%)."""
    groups = match.re.groupindex
    last: tuple[int, Direction] | None = None
    ways: tuple[Direction, Direction] = ("up", "down")
    for name in ways:
        for start, _ in match.spans(name) if name in groups else []:
            if match.start() <= start < end and (last is None or start > last[0]):
                last = (start, name)
    return last[1] if last else None


def _base(match: regex.Match[str], groups: dict[str, str | None], rule: ClaimRule, text: str) -> str | None:
    """The earlier level or other population that the number is measured against, in normal words."""
    for group, listed in (("year_ago", 0), ("month_ago", 1), ("year_start", 2), ("year_end", 3)):
        if groups.get(group):
            return rule.bases[listed]
    return _cut(match, groups, "base", text) or rule.base or None


def _cut(match: regex.Match[str], groups: dict[str, str | None], group: str, text: str) -> str | None:
    return cut(text, *match.span(group)) if groups.get(group) else None


def _value(rule: ClaimRule, mention: Mention | None) -> Decimal | None:
    if rule.value is None:
        return None
    if rule.value == "ordinal":
        return mention.value if mention is not None else None
    return Decimal(rule.value)


def _unit(rule: ClaimRule, mention: Mention | None, groups: dict[str, str | None]) -> str | None:
    if rule.unit is None:
        return None
    return rule.unit.format(
        unit=mention.unit if mention is not None else "", per=groups.get("per") or "", who=groups.get("who") or ""
    )
