"""The audit audited: change one number of a report at a time and see whether a new finding cites it.

The faults that are found in the report as it stands are repaired first, with the best repair of each finding. A mutant
is killed when a finding that was not there before cites the changed number. Controls change what must not matter.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from unicodedata import normalize

import regex

from ipextract.model import Claim, Finding, Relation, Report
from ipextract.model.slips import numeral_of, other_powers

Analyse = Callable[[str], Report]

OPERATORS = ("digit", "swap", "drop", "double", "last", "ten", "power")
"""Digit substituted, neighbours swapped, digit dropped, digit doubled, last digit ±1, ×10, great powers exchanged."""

CONTROLS = ("wrap", "width", "order", "together")
"""New line ends, full-width digits, independent sentences exchanged, a part and its total changed together."""

_SENTENCE = regex.compile(r"[^。\n]+(。)?")
_WRAPS = (23, 38)
_FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in "0123456789"}
_MOST_CONTROLS = 12
_ROUNDS = 8

Signature = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of the text: the numeral at start..end of ``claim`` becomes ``text``."""

    operator: str
    claim: Claim
    start: int
    end: int
    text: str

    def apply(self, document: str) -> str:
        """The document with the change."""
        return document[: self.start] + self.text + document[self.end :]


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a mutant: whether it was killed, by which relation, and the culprit's rank among candidates.

    ``rank`` counts from 1, 0 where the changed number is no candidate; ``stray`` counts new findings that cite others.
    """

    mutant: Mutant
    killed: bool
    kind: str = ""
    rank: int = 0
    candidates: int = 0
    stray: int = 0


@dataclass(frozen=True, slots=True)
class Bench:
    """A report's trials; ``kinds`` are the relation kinds that check each claim, ``noise`` the findings of controls."""

    claims: int
    kinds: Mapping[str, frozenset[str]]
    repaired: tuple[str, ...]
    left: int
    trials: tuple[Trial, ...]
    noise: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)


def bench(text: str, analyse: Analyse, powers: Mapping[str, Decimal], *, sample: int | None, seed: int = 0) -> Bench:
    """Tries ``sample`` mutants of a text, drawn by ``seed`` from all numbers and operators; ``None`` for all."""
    chance = random.Random(seed)  # noqa: S311 - a draw that must repeat, not one that must surprise
    base, repaired = _mended(text, analyse)
    document = base.document.text
    known = {_signature(f) for f in base.findings}
    kinds = _kinds(base)
    trials = tuple(_trial(mutant, document, analyse, known) for mutant in _drawn(base, powers, sample, chance))
    noise, runs = _controls(base, analyse, chance)
    return Bench(len(base.claims), kinds, repaired, len(base.findings), trials, noise, runs)


def mutants(claim: Claim, document: str, powers: Mapping[str, Decimal]) -> Iterator[Mutant]:
    """Every change of a claim's numeral by every operator; none leaves the numeral as it was."""
    numeral = numeral_of(claim)
    if numeral is None:
        return
    at = document.find(claim.printed, claim.char_start, claim.char_end)
    if at < 0:
        return
    start = at + len(numeral.before)
    end = start + len(numeral.shown)
    seen = {numeral.text}
    for operator, text in _changed(numeral.text):
        if text not in seen:
            seen.add(text)
            yield Mutant(operator, claim, at, at + len(claim.printed), numeral.printed(text))
    for word, instead, _ in other_powers(numeral.after, powers):
        yield Mutant("power", claim, end, end + len(word), instead)


def _changed(text: str) -> Iterator[tuple[str, str]]:
    places = [i for i, ch in enumerate(text) if ch != "."]
    last = int(text[places[-1]])
    for digit in (last - 1, last + 1):
        if 0 <= digit <= 9:
            yield from _sound("last", text[: places[-1]] + str(digit) + text[places[-1] + 1 :])
    for i in places:
        for other in "0123456789":
            yield from _sound("digit", text[:i] + other + text[i + 1 :])
    for i, j in pairwise(places):
        yield from _sound("swap", text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :])
    for i in places:
        yield from _sound("drop", text[:i] + text[i + 1 :])
        yield from _sound("double", text[:i] + text[i] + text[i:])
    whole, dot, rest = text.partition(".")
    ten = whole + rest[:1] + (f".{rest[1:]}" if rest[1:] else "") if dot else text + "0"
    yield from _sound("ten", ten.lstrip("0") or "0")


def _sound(operator: str, text: str) -> Iterator[tuple[str, str]]:
    whole, dot, rest = text.partition(".")
    if whole and (rest or not dot) and (whole == "0" or whole[0] != "0") and float(text):
        yield operator, text


def _drawn(base: Report, powers: Mapping[str, Decimal], sample: int | None, chance: random.Random) -> list[Mutant]:
    """All mutants, or one of each operator for each claim in random order, as many as asked for."""
    document = base.document.text
    every: list[Mutant] = []
    for claim in base.claims:
        by_operator: dict[str, list[Mutant]] = {}
        for mutant in mutants(claim, document, powers):
            by_operator.setdefault(mutant.operator, []).append(mutant)
        for each in by_operator.values():
            every += each if sample is None else [chance.choice(each)]
    if sample is None or sample >= len(every):
        return every
    chosen = set(chance.sample(range(len(every)), sample))
    return [mutant for i, mutant in enumerate(every) if i in chosen]


def _trial(mutant: Mutant, document: str, analyse: Analyse, known: set[Signature]) -> Trial:
    report = analyse(mutant.apply(document))
    place = mutant.start + len(mutant.text)
    new = [f for f in report.findings if _signature(f) not in known]
    citing = [f for f in new if any(r.claim.char_start < place and mutant.start < r.claim.char_end for r in f.roles)]
    stray = len(new) - len(citing)
    if not citing:
        return Trial(mutant, killed=False, stray=stray)
    first = citing[0]
    culprit = next(
        r.claim.claim_id for r in first.roles if r.claim.char_start < place and mutant.start < r.claim.char_end
    )
    candidates = list(dict.fromkeys(each.claim_id for each in first.repairs))
    rank = candidates.index(culprit) + 1 if culprit in candidates else 0
    kind = next(e.relation.kind for e in report.relations if e.relation.roles == first.roles)
    return Trial(mutant, True, kind, rank, len(candidates), stray)


def _mended(text: str, analyse: Analyse) -> tuple[Report, tuple[str, ...]]:
    """The report with its known faults repaired, as far as repairs leave fewer findings, and what was repaired."""
    base = analyse(text)
    done: list[str] = []
    tried: set[str] = set()
    for _ in range(_ROUNDS):
        finding = next((f for f in base.findings if f.repairs and f.finding_id not in tried), None)
        if finding is None:
            break
        tried.add(finding.finding_id)
        repair = finding.repairs[0]
        claim = next(r.claim for r in finding.roles if r.claim.claim_id == repair.claim_id)
        document = base.document.text
        at = document.find(repair.printed, claim.char_start, claim.char_end)
        if at < 0:
            continue
        after = analyse(document[:at] + repair.proposed + document[at + len(repair.printed) :])
        if len(after.findings) < len(base.findings):
            base = after
            done.append(f"{repair.printed} -> {repair.proposed}")
    return base, tuple(done)


def _kinds(report: Report) -> dict[str, frozenset[str]]:
    return {
        each.claim_id: frozenset(report.relations[i].relation.kind for i in each.relations)
        for each in report.coverage
        if each.checked
    }


def _signature(finding: Finding) -> Signature:
    """What a finding says, whatever its width and line ends."""
    quotes = sorted("".join(normalize("NFKC", r.claim.quote).split()) for r in finding.roles)
    return finding.code, tuple(quotes)


# --- controls: what must raise nothing --------------------------------------------------------------------------------


def _controls(base: Report, analyse: Analyse, chance: random.Random) -> tuple[dict[str, int], dict[str, int]]:
    known = {_signature(f) for f in base.findings}
    noise, runs = Counter[str](), Counter[str]()
    for name, text in _control_texts(base, analyse, chance):
        report = analyse(text)
        runs[name] += 1
        noise[name] += sum(_signature(f) not in known for f in report.findings)
    return {name: noise[name] for name in CONTROLS}, {name: runs[name] for name in CONTROLS}


def _control_texts(base: Report, analyse: Analyse, chance: random.Random) -> Iterator[tuple[str, str]]:
    text = base.document.text
    for width in _WRAPS:
        yield "wrap", _wrapped(base, width)
    yield "width", text.translate(_FULL_WIDTH)
    swapped = list(_reordered(base))
    for each in chance.sample(swapped, min(_MOST_CONTROLS, len(swapped))):
        if _facts(analyse(each)) == _facts(base):  # else the second sentence took something from the first
            yield "order", each
    together = list(_together(base))
    for each in chance.sample(together, min(_MOST_CONTROLS, len(together))):
        yield "together", each


def _wrapped(base: Report, width: int) -> str:
    """The text with its paragraphs set in lines of ``width`` characters."""
    text = base.document.text
    pieces: list[str] = []
    at = 0
    for block in base.document.blocks:
        pieces.append(text[at : block.start])
        body = text[block.start : block.end]
        if block.kind == "paragraph" and len(body) > width:
            body = "\n".join(body[i : i + width] for i in range(0, len(body), width))
        pieces.append(body)
        at = block.end
    return "".join((*pieces, text[at:]))


def _reordered(base: Report) -> Iterator[str]:
    """The text with two sentences of a paragraph exchanged that no relation and no claim ties together."""
    text = base.document.text
    tied = [(e.relation.claims[0].char_start, max(c.char_end for c in e.relation.claims)) for e in base.relations]
    for block in base.document.blocks:
        if block.kind != "paragraph":
            continue
        sentences = [found for found in _SENTENCE.finditer(text, block.start, block.end) if found[1]]
        for one, other in pairwise(sentences):
            crossing = any(min(pair) < one.end() < max(pair) for pair in tied)
            if not crossing and one.end() == other.start():
                yield text[: one.start()] + other[0] + one[0] + text[other.end() :]


def _facts(report: Report) -> Counter[tuple[str, ...]]:
    return Counter((c.kind, str(c.value), c.unit, c.indicator, c.scope, c.period) for c in report.claims)


def _together(base: Report) -> Iterator[str]:
    """The text with a part and its total one higher, where nothing else speaks of either."""
    uses = Counter(c.claim_id for e in base.relations for c in e.relation.claims if e.relation.kind != "domain")
    for each in base.relations:
        relation = each.relation
        if relation.kind != "sum" or each.outcome.verdict != "holds":
            continue
        total = relation.of_role("total")[0]
        part = next((c for c in relation.of_role("part") if uses[c.claim_id] == 1), None)
        if part is not None and uses[total.claim_id] == 1:
            changed = _raised(base.document.text, relation, total, part)
            if changed:
                yield changed


def _raised(text: str, relation: Relation, *claims: Claim) -> str:
    for claim in sorted(claims, key=lambda c: -c.char_start):
        numeral = numeral_of(claim)
        at = text.find(claim.printed, claim.char_start, claim.char_end)
        if numeral is None or at < 0 or numeral.text[-1] == "9" or not claim.value:
            return ""
        raised = numeral.text[:-1] + str(int(numeral.text[-1]) + 1)
        text = text[:at] + numeral.printed(raised) + text[at + len(claim.printed) :]
    return text if len({_places(c) for c in relation.claims}) == 1 else ""


def _places(claim: Claim) -> int:
    numeral = numeral_of(claim)
    return -1 if numeral is None else len(numeral.text.partition(".")[2])
