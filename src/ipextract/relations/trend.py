"""WORDING beside a growth or a count: the trend that the next clause says it has, and counts of parts of a thing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import regex

from ipextract.model import Claim, Relation, Role, apart
from ipextract.relations.asides import worded
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.rulebook import Rulebook, alternatives

_NEXT: Final = regex.compile(r"\s?[，,]\s?([^，。；：、,;:\n（()）]{2,24})(?=[，。；,;\n]|$)")
_KINDS: Final = frozenset({"growth", "change"})
#: Below so many, a count with a fraction may be that of a mean.
_MANY: Final = 1000


class _Words(NamedTuple):
    """The lists of rules/checks/wording.toml."""

    trend_opening: tuple[str, ...]
    trend_between: tuple[str, ...]
    rising: tuple[str, ...]
    falling: tuple[str, ...]
    two_digits: tuple[str, ...]
    parted: tuple[str, ...]
    whole_things: tuple[str, ...]


def trends(ground: Ground) -> Iterator[Relation]:
    """增长 11.3%，实现两位数增长; 下降 16%，为近三年来最大降幅: what the clause behind a growth says of it."""
    lists = ground.words("wording", *_Words._fields)
    words = None if lists is None else _Words(*lists)
    for passage in ground.prose if words is not None else ():
        for i, claim in enumerate(passage.claims):
            if words is not None:
                yield from _said(passage, i, words, ground.rulebook)
                yield from _split(passage, claim, words, ground.rulebook)


def _said(passage: Passage, index: int, words: _Words, rulebook: Rulebook) -> Iterator[Relation]:
    claim = passage.claims[index]
    if claim.kind not in _KINDS or claim.direction not in ("up", "down") or claim.value is None or claim.value <= 0:
        return
    if apart(claim.qualifier):
        return
    found = _NEXT.match(passage.text, claim.char_end - passage.start)
    later = passage.claims[index + 1].char_start if index + 1 < len(passage.claims) else None
    if found is None or (later is not None and later < passage.start + found.end()):
        return
    clause = found[1].strip()
    for rule, ends in (
        ("two-digits-said", words.two_digits),
        ("rise-said", words.rising),
        ("fall-said", words.falling),
    ):
        end = max((word for word in ends if clause.endswith(word)), key=len, default="")
        if end and _between(words, worded(rulebook.numerals)).fullmatch(clause.removesuffix(end)):
            if rule != "two-digits-said" or (claim.kind == "growth" and claim.unit == "%"):
                yield Relation("wording", rule, (Role("claim", claim),), clause, section=passage.section)
            return


@cache
def _between(words: _Words, spelled: str) -> regex.Pattern[str]:
    """What may stand before the end of such a clause: a verb of lasting, then how and since when."""
    opening = alternatives(words.trend_opening)
    between = alternatives(words.trend_between)
    return regex.compile(rf"(?:{opening})(?:{between}|\p{{Nd}}|[{spelled}]|\s){{0,12}}+")


def _split(passage: Passage, claim: Claim, words: _Words, rulebook: Rulebook) -> Iterator[Relation]:
    """受理案件 18974.5 件: half a case, where the powers of ten were left out; means and conversions have such."""
    if claim.kind != "count" or claim.unit not in words.whole_things or claim.hedges:
        return
    if claim.value is None or claim.value < _MANY or claim.value == int(claim.value) or claim.value_high is not None:
        return
    lead = passage.leads[passage.place(claim)]
    named = (*words.parted, *rulebook.words["average_name"])
    if not any(word in lead or word in claim.indicator for word in named):
        yield Relation("wording", "part-of-a-thing", (Role("claim", claim),), claim.unit, section=passage.section)
