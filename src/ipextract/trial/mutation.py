"""The audit audited: change one number of a report at a time and see whether a new finding cites it.

What is changed is the file as it was read, not its joined text, so that tables, indents and boxes stay as they are. The
faults that are found in the report as it stands are repaired first, with the best repair of each finding. A mutant is
killed when a finding that was not there before cites the changed number. Controls change what must not matter.
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

from ipextract.model import Claim, Finding, Relation, Report, Source
from ipextract.model.slips import numeral_of, other_powers
from ipextract.trial.edited import Edit, edited, exchanged, widened, wrapped

Analyse = Callable[[Source], Report]

OPERATORS = ("digit", "swap", "drop", "double", "last", "ten", "power")
"""Digit substituted, neighbours swapped, digit dropped, digit doubled, last digit ±1, ×10, great powers exchanged."""

CONTROLS = ("wrap", "width", "order", "together")
"""New line ends, full-width digits, independent sentences exchanged, a part and its total changed together."""

_SENTENCE = regex.compile(r"[^。\n]+(。)?")
_WRAPS = (23, 38)
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

    @property
    def edit(self) -> Edit:
        """The change as an edit of the document's text."""
        return Edit(self.start, self.end, self.text)


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
    """A report's trials; ``kinds`` are the relation kinds that check each claim, ``noise`` the findings of controls.

    ``stated`` is for each claim that counts as checked the part of other values (0 to 1) that the audit says it would
    notice.
    """

    claims: int
    kinds: Mapping[str, frozenset[str]]
    stated: Mapping[str, float]
    repaired: tuple[str, ...]
    left: int
    trials: tuple[Trial, ...]
    noise: Mapping[str, int] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)


def bench(
    source: Source, analyse: Analyse, powers: Mapping[str, Decimal], *, sample: int | None, seed: int = 0
) -> Bench:
    """Tries ``sample`` mutants of a file, drawn by ``seed`` from all numbers and operators; ``None`` for all."""
    chance = random.Random(seed)  # noqa: S311 - a draw that must repeat, not one that must surprise
    source, base, repaired = _mended(source, analyse)
    known = {_signature(f) for f in base.findings}
    drawn = ((mutant, edited(source, base.document, mutant.edit)) for mutant in _drawn(base, powers, sample, chance))
    trials = tuple(_trial(mutant, analyse(changed), known) for mutant, changed in drawn if changed is not None)
    noise, runs = _controls(source, base, analyse, chance)
    stated = {each.claim_id: each.power for each in base.coverage if each.checked}
    return Bench(len(base.claims), _kinds(base), stated, repaired, len(base.findings), trials, noise, runs)


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


def _trial(mutant: Mutant, report: Report, known: set[Signature]) -> Trial:
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


def _mended(source: Source, analyse: Analyse) -> tuple[Source, Report, tuple[str, ...]]:
    """The file and its report with known faults repaired, while that leaves fewer findings, and what was repaired."""
    base = analyse(source)
    done: list[str] = []
    tried: set[str] = set()
    for _ in range(_ROUNDS):
        finding = next((f for f in base.findings if f.repairs and f.finding_id not in tried), None)
        if finding is None:
            break
        tried.add(finding.finding_id)
        repair = finding.repairs[0]
        claim = next(r.claim for r in finding.roles if r.claim.claim_id == repair.claim_id)
        at = base.document.text.find(repair.printed, claim.char_start, claim.char_end)
        edit = Edit(at, at + len(repair.printed), repair.proposed)
        changed = edited(source, base.document, edit) if at >= 0 else None
        if changed is None:
            continue
        after = analyse(changed)
        if len(after.findings) < len(base.findings):
            source, base = changed, after
            done.append(f"{repair.printed} -> {repair.proposed}")
    return source, base, tuple(done)


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


def _controls(
    source: Source, base: Report, analyse: Analyse, chance: random.Random
) -> tuple[dict[str, int], dict[str, int]]:
    known = {_signature(f) for f in base.findings}
    noise, runs = Counter[str](), Counter[str]()
    for name, report in _control_reports(source, base, analyse, chance):
        runs[name] += 1
        noise[name] += sum(_signature(f) not in known for f in report.findings)
    return {name: noise[name] for name in CONTROLS}, {name: runs[name] for name in CONTROLS}


def _control_reports(
    source: Source, base: Report, analyse: Analyse, chance: random.Random
) -> Iterator[tuple[str, Report]]:
    document = base.document
    for width in _WRAPS:
        other = wrapped(source, document, width)
        if other is not None:
            yield "wrap", analyse(other)
    yield "width", analyse(widened(source))
    swapped = [each for spans in _reordered(base) if (each := exchanged(source, document, *spans)) is not None]
    for other in chance.sample(swapped, min(_MOST_CONTROLS, len(swapped))):
        report = analyse(other)
        if _facts(report) == _facts(base):  # else the second sentence took something from the first
            yield "order", report
    together = [each for edits in _together(base) if (each := edited(source, document, *edits)) is not None]
    for other in chance.sample(together, min(_MOST_CONTROLS, len(together))):
        yield "together", analyse(other)


def _reordered(base: Report) -> Iterator[tuple[int, int, int]]:
    """Where two sentences of a paragraph begin and end that no relation and no claim ties together."""
    text = base.document.text
    tied = [(e.relation.claims[0].char_start, max(c.char_end for c in e.relation.claims)) for e in base.relations]
    for block in base.document.blocks:
        if block.kind != "paragraph":
            continue
        sentences = [found for found in _SENTENCE.finditer(text, block.start, block.end) if found[1]]
        for one, other in pairwise(sentences):
            crossing = any(min(pair) < one.end() < max(pair) for pair in tied)
            if not crossing and one.end() == other.start():
                yield one.start(), one.end(), other.end()


def _facts(report: Report) -> Counter[tuple[str, ...]]:
    return Counter((c.kind, str(c.value), c.unit, c.indicator, c.scope, c.period) for c in report.claims)


def _together(base: Report) -> Iterator[tuple[Edit, ...]]:
    """The edits that make a part and its total one higher, where nothing else speaks of either."""
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


def _raised(text: str, relation: Relation, *claims: Claim) -> tuple[Edit, ...]:
    found: list[Edit] = []
    for claim in claims:
        numeral = numeral_of(claim)
        at = text.find(claim.printed, claim.char_start, claim.char_end)
        if numeral is None or at < 0 or numeral.text[-1] == "9" or not claim.value:
            return ()
        raised = numeral.text[:-1] + str(int(numeral.text[-1]) + 1)
        found.append(Edit(at, at + len(claim.printed), numeral.printed(raised)))
    return tuple(found) if len({_places(c) for c in relation.claims}) == 1 else ()


def _places(claim: Claim) -> int:
    numeral = numeral_of(claim)
    return -1 if numeral is None else len(numeral.text.partition(".")[2])
