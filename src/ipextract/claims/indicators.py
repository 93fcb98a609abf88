"""Claims → claims with the id of a known indicator; what is not surely known keeps its words and gets no id.

A name is looked up as it stands, then without leading words of place, body and time, then among the most similar names.
Unit, words that tell names apart and, for vague names, the words around must agree; two candidates are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain
from math import ceil
from operator import attrgetter
from typing import Final

import regex

from ipextract.model import Claim, Document, Near, Unknown
from ipextract.rulebook import Catalogue, IndicatorRule, Rulebook
from ipextract.rulebook.catalogue import Name, pairs_of

#: How alike two keys must be to be one name: twice the shared pairs of characters over all of their pairs.
ALIKE: Final = 0.8

#: How far the best similar name must be ahead of the next.
APART: Final = 0.08

#: Nothing below this is worth naming as a neighbour.
FAR: Final = 0.2

#: How many names that share a pair of characters are looked at for the nearest.
ENOUGH: Final = 40

#: All fields but the last, which is the id; dataclasses.replace would take half of the stage's time.
_OTHERS: Final = attrgetter(*(field.name for field in fields(Claim)[:-1]))

_LEVELS: Final = frozenset({"count", "amount", "ratio"})
_RELATIVE: Final = frozenset({"growth", "rank", "change", "difference"})
_SENTENCE: Final = "。！？\n"
_BREAK: Final = regex.compile(r"[\d，、；,;]")


def identify(claims: tuple[Claim, ...], document: Document, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The claims with ``indicator_id`` where the indicator is known.

    What speaks of a level (growth, change, difference, rank, share) has the level's id; a share may have its own.
    """
    ids = {c.claim_id: "" if _speaks(c) else _own(c, document.text, rulebook.catalogue) for c in claims}
    for claim in claims:
        if _speaks(claim) and claim.of:
            own = _own(claim, document.text, rulebook.catalogue) if claim.kind == "share" else ""
            ids[claim.claim_id] = own or ids.get(claim.of, "")
    return tuple(Claim(*(*_OTHERS(c), ids[c.claim_id])) if ids[c.claim_id] else c for c in claims)


def unknown(claims: Iterable[Claim], rulebook: Rulebook) -> tuple[Unknown, ...]:
    """Every indicator that no claim got an id for, in order of appearance, with its nearest known names."""
    names: dict[str, bool] = {}
    for claim in claims:
        if claim.indicator and not _speaks(claim):
            names[claim.indicator] = names.get(claim.indicator, False) or bool(claim.indicator_id)
    return tuple(Unknown(name, nearest(name, rulebook)) for name, known in names.items() if not known)


def nearest(indicator: str, rulebook: Rulebook, n: int = 3) -> tuple[Near, ...]:
    """The ``n`` known indicators whose names are most like ``indicator``, best first, scores from 0.2 to 1.

    Only names that share one of its rarer pairs of characters are compared.
    """
    catalogue = rulebook.catalogue
    pairs = pairs_of(catalogue.naming.key(indicator))
    near: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: (len(catalogue.pairs.get(pair, ())), pair)):
        near.update(catalogue.pairs.get(pair, ()))
        if len(near) >= ENOUGH:  # the pairs left are in so many names that they say little
            break
    best: dict[str, tuple[float, str]] = {}
    size = len(pairs)
    for i in near:
        name = catalogue.names[i]
        score = 2 * len(pairs & name.pairs) / (size + len(name.pairs))  # _score, without its call: the hottest line
        if score >= FAR and score > best.get(name.rule.id, (0.0, ""))[0]:
            best[name.rule.id] = score, name.rule.name
    ranked = sorted((-score, key, name) for key, (score, name) in best.items())
    return tuple(Near(key, name, -score) for score, key, name in ranked[:n])


def _speaks(claim: Claim) -> bool:
    """True for a claim about a level that is itself a claim."""
    return claim.of is not None and claim.kind not in _LEVELS


def _own(claim: Claim, text: str, catalogue: Catalogue) -> str:
    """The id of the one indicator that the claim's own name can be, or an empty string."""
    before = _before(claim, text)
    key = catalogue.naming.key(_front(claim, before, catalogue) + claim.indicator)
    around = (claim.scope, before, *reversed(claim.section))
    for cut in _cuts(key, catalogue):
        found = _known(key, cut, claim, around, catalogue)
        if found:
            return found[0].id if len(found) == 1 else ""
    return _adjacent(key, claim, catalogue) or _similar(key, claim, catalogue)


def _before(claim: Claim, text: str) -> str:
    """The sentence of a claim up to its number, at most two hundred characters."""
    end = claim.char_start
    start = max(0, end - 200)
    return text[max(start, *(text.rfind(mark, start, end) + 1 for mark in _SENTENCE)) : end]


def _front(claim: Claim, before: str, catalogue: Catalogue) -> str:
    """A word of the name that the phrase lacks: it stands right in front of it, and the number right behind."""
    at = before.rfind(claim.indicator)
    if at <= 0 or _BREAK.search(before, at + len(claim.indicator)):
        return ""
    found = catalogue.naming.front.search(before, max(0, at - 8), at)
    return found[0] if found else ""


def _cuts(key: str, catalogue: Catalogue) -> Iterator[int]:
    """Where the name itself may begin: at the front, behind leading words, behind the name of a body."""
    naming = catalogue.naming
    seen: set[int] = set()
    for begin in chain((0,), (found.end() for found in naming.body.finditer(key, overlapped=True))):
        at = begin
        while at not in seen and len(key) - at > 1:
            seen.add(at)
            yield at
            lead = naming.lead.match(key, at)
            at = lead.end() if lead else at


def _known(key: str, cut: int, claim: Claim, around: Sequence[str], catalogue: Catalogue) -> list[IndicatorRule]:
    """The indicators that have the key from ``cut`` on as a name; a vague one needs its words close by."""
    name = key[cut:]
    vague = [rule for rule in catalogue.vague.get(name, ()) if _fits(rule, key, claim)]
    if vague:
        for words in (key[:cut], *around):
            found = [rule for rule in vague if rule.where is not None and rule.where.search(words)]
            if found:
                return found
    return [rule for rule in catalogue.clear.get(name, ()) if _fits(rule, key, claim)]


def _adjacent(key: str, claim: Claim, catalogue: Catalogue) -> str:
    """The id of the one indicator whose vague name ends the key right behind its own words, or an empty string."""
    for cut in range(1, len(key) - 1):
        found = [
            rule
            for rule in catalogue.vague.get(key[cut:], ())
            if _fits(rule, key, claim) and rule.where and any(w.end() == cut for w in rule.where.finditer(key, 0, cut))
        ]
        if found:
            return found[0].id if len(found) == 1 else ""
    return ""


def _similar(key: str, claim: Claim, catalogue: Catalogue) -> str:
    """The id of the indicator that has by far the most similar name, or an empty string."""
    if claim.kind == "share":  # A of B and B of A are made of the same words
        return ""
    telling = catalogue.naming.told(key)
    best: dict[str, float] = {}
    for score, name in _alike(key, catalogue, ALIKE - APART):
        if name.telling == telling and _within(key, name.key) and _fits(name.rule, key, claim):
            best[name.rule.id] = max(score, best.get(name.rule.id, 0))
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < ALIKE or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < APART):
        return ""
    return ranked[0][0]


def _within(one: str, other: str) -> bool:
    """True when all characters of one key are in the other: more words or another order, but no word for another."""
    first, second = Counter(one), Counter(other)
    return first <= second or second <= first


def _fits(rule: IndicatorRule, key: str, claim: Claim) -> bool:
    """True where unit and words allow the indicator; a growth or a rank says nothing of its level's unit."""
    if rule.unless is not None and rule.unless.search(key):
        return False
    return claim.unit in rule.units or claim.kind in _RELATIVE


def _alike(key: str, catalogue: Catalogue, least: float) -> list[tuple[float, Name]]:
    """The names whose score against ``key`` is at least ``least``, in no order that matters.

    A name that reaches it shares so many pairs that it holds one of the rarest; only those are looked up.
    """
    pairs = pairs_of(key)
    floor = ceil(least * len(pairs) / (2 - least))
    rarest = sorted(pairs, key=lambda pair: len(catalogue.pairs.get(pair, ())))[: len(pairs) - floor + 1]
    near = set(chain.from_iterable(catalogue.pairs.get(pair, ()) for pair in rarest))
    scored = ((_score(pairs, catalogue.names[i].pairs), catalogue.names[i]) for i in near)
    return [(score, name) for score, name in scored if score >= least]


def _score(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
