"""Claims → claims with the id of a known indicator; what is not surely known keeps its words and gets no id.

A name is used up word by word: by the indicator's own words, in one order or the other, by leading words of time and of
the claim's own place, and by words that change nothing. Whatever else is left makes it the name of something else.
Unit, kind and, for vague names, the words around must agree; two candidates are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain
from math import ceil
from operator import attrgetter
from typing import Final

import regex

from ipextract.model import Claim, Document, Kind, Near, Unknown
from ipextract.rulebook import Catalogue, IndicatorRule, Rulebook
from ipextract.rulebook.catalogue import Name, pairs_of
from ipextract.rulebook.patterns import Pattern

#: How alike the keys of one name are at least: twice the shared pairs of characters over all of their pairs.
ALIKE: Final = 0.5

#: Nothing below this is worth naming as a neighbour.
FAR: Final = 0.2

#: How many names that share a pair of characters are looked at for the nearest.
ENOUGH: Final = 40

#: All fields but the last, which is the id; dataclasses.replace would take half of the stage's time.
_OTHERS: Final = attrgetter(*(field.name for field in fields(Claim)[:-1]))

_LEVELS: Final = frozenset({"count", "amount", "ratio"})
_RELATIVE: Final = frozenset({"growth", "rank"})
_APART: Final = frozenset({"change", "difference"})

#: The kinds of claims that each kind of indicator is printed as: a rate often without what it is a rate per.
_KINDS: Final[Mapping[Kind, frozenset[Kind]]] = {
    "count": frozenset({"count"}),
    "amount": frozenset({"amount"}),
    "ratio": frozenset({"ratio", "share", "count", "amount"}),
    "share": frozenset({"share", "ratio"}),
}

#: The fewest characters of a name that are turned to its front or left at its end.
_WORD: Final = 2
_SENTENCE: Final = "。！？\n"
_BREAK: Final = regex.compile(r"[\d，、；,;]")


def identify(claims: tuple[Claim, ...], document: Document, rulebook: Rulebook) -> tuple[Claim, ...]:
    """The claims with ``indicator_id`` where the indicator is known.

    What speaks of a level (growth, change, difference, rank, share) has the level's id; a share may have its own.
    """
    ids = {c.claim_id: "" if _speaks(c) else _own(c, document.text, rulebook) for c in claims}
    for claim in claims:
        if _speaks(claim) and claim.of:
            own = _own(claim, document.text, rulebook) if claim.kind == "share" else ""
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


def _own(claim: Claim, text: str, rulebook: Rulebook) -> str:
    """The id of the one indicator that the claim's own name can be, or an empty string."""
    if _threshold(claim, text, rulebook):
        return ""
    catalogue = rulebook.catalogue
    before = _before(claim, text)
    key = catalogue.naming.key(_front(claim, before, catalogue) + claim.indicator)
    around = (claim.scope, before, *reversed(claim.section))
    cuts = tuple(_cuts(key, claim, catalogue))
    for cut in (*cuts, *_bodies(key, catalogue)):
        found = [rule for rule in _known(key, cut, claim, around, catalogue) if cut in cuts or _acts(rule, key, cut)]
        if found:
            return found[0].id if len(found) == 1 else ""
    return _adjacent(key, cuts, claim, catalogue) or _reworded(key, cuts, claim, catalogue)


def _threshold(claim: Claim, text: str, rulebook: Rulebook) -> bool:
    """True for a bound that says which things are meant, not how much there is of them: 500万元以上固定资产投资."""
    if claim.kind != "amount" or not text.startswith(claim.indicator, claim.char_end):
        return False
    return any(side == "after" and claim.quote.endswith(word) for side, word in rulebook.hedges)


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


def _cuts(key: str, claim: Claim, catalogue: Catalogue) -> Iterator[int]:
    """Where the name itself may begin: at the front and behind leading words; of places only the claim's own."""
    naming = catalogue.naming
    at = 0
    while len(key) - at > 1:
        yield at
        lead = naming.lead.match(key, at)
        if lead is None and (place := naming.place.match(key, at)) and place["name"] in claim.scope:
            lead = place
        if lead is None:
            return
        at = lead.end()


def _bodies(key: str, catalogue: Catalogue) -> Iterator[int]:
    """Where names of bodies that the key may begin with end."""
    return (found.end() for found in catalogue.naming.body.finditer(key, overlapped=True))


def _acts(rule: IndicatorRule, key: str, cut: int) -> bool:
    """True where the key up to ``cut`` is the name of a body whose acts the indicator counts."""
    return rule.by is not None and any(word.end() == cut for word in rule.by.finditer(key, 0, cut))


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


def _adjacent(key: str, cuts: Sequence[int], claim: Claim, catalogue: Catalogue) -> str:
    """The id of the one indicator whose vague name ends the key right behind its own words, or an empty string.

    In front of these words there is nothing left, or they are the end of the name of a body.
    """
    for cut in range(1, len(key) - 1):
        found = [
            rule
            for rule in catalogue.vague.get(key[cut:], ())
            if rule.where and cut in _reached(rule.where, key[:cut], cuts, catalogue) and _fits(rule, key, claim)
        ]
        if found:
            return found[0].id if len(found) == 1 else ""
    return ""


def _reached(where: Pattern, key: str, cuts: Iterable[int], catalogue: Catalogue) -> set[int]:
    """Where the words that ``where`` finds end, if nothing is left over before them or they name a body."""
    reached = set(cuts)
    found = False
    for word in where.finditer(key):
        found = True
        if word.start() in reached:
            reached.add(word.end())
    if found and catalogue.naming.body_end.search(key):
        reached.add(len(key))
    return reached


def _reworded(key: str, cuts: Sequence[int], claim: Claim, catalogue: Catalogue) -> str:
    """The id of the one indicator that the key names in another order or with words that change nothing."""
    if claim.kind == "share":  # A of B and B of A are made of the same words
        return ""
    bodies = tuple(_bodies(key, catalogue))
    found = {
        name.rule.id
        for _, name in _alike(key, catalogue, ALIKE)
        if _fits(name.rule, key, claim)
        and any(
            _consumed(key, cut, turned, catalogue.naming.neutral)
            for cut in (*cuts, *(body for body in bodies if _acts(name.rule, key, body)))
            for turned in _turned(name.key)
        )
    }
    return found.pop() if len(found) == 1 else ""


def _turned(name: str) -> Iterator[str]:
    """A name, and the name with its end in front: 案件办结, 办结案件."""
    yield name
    for cut in range(_WORD, len(name) - _WORD + 1):
        yield name[cut:] + name[:cut]


def _consumed(key: str, at: int, name: str, neutral: regex.Pattern[str]) -> bool:
    """True when nothing of the key from ``at`` on is left over but words that change nothing."""
    for character in name:
        while not key.startswith(character, at):
            extra = neutral.match(key, at)
            if extra is None:
                return False
            at = extra.end()
        at += 1
    while at < len(key):
        extra = neutral.match(key, at)
        if extra is None:
            return False
        at = extra.end()
    return True


def _fits(rule: IndicatorRule, key: str, claim: Claim) -> bool:
    """True where words, unit and kind allow the indicator; a growth or a rank says nothing of its level's unit."""
    if rule.unless is not None and rule.unless.search(key):
        return False
    if claim.kind in _RELATIVE:
        return True
    if claim.kind in _APART:
        return claim.unit in rule.units or "%" in rule.units  # of rates in points
    return claim.unit in rule.units and claim.kind in _KINDS[rule.kind]


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
