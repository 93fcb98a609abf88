"""The rules' own examples as tests: every example of every rule is one case with an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial

from ipextract.mentions import find
from ipextract.model import Mention, Report
from ipextract.rulebook import ClaimRule, Rulebook
from ipextract.rulebook.cues import Cue
from ipextract.rulebook.definitions import FILE as DEFINITIONS
from ipextract.rulebook.mechanisms import FILE as MECHANISMS
from ipextract.rulebook.mechanisms import Mechanism
from ipextract.structure.dates import normal
from ipextract.trial import claim_examples, judged, list_examples

Analyse = Callable[[str], Report]

#: The year that relative dates of the examples in periods.toml are read against.
EXAMPLE_YEAR = "2020"


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one rule; ``run`` returns what is wrong, or an empty string.

    ``rules`` are the ids that its rule has, by which it can be asked for.
    """

    id: str
    file: str
    run: Callable[[], str]
    rules: tuple[str, ...] = ()

    def called(self, pattern: str) -> bool:
        """True when an id of the rule, or of the case itself, is or fits ``pattern`` (growth-*, IPX10?)."""
        return any(fnmatchcase(name.lower(), pattern.lower()) for name in (self.id, *self.rules))


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not come out as its rule says, and what came out instead."""

    id: str
    rule: str
    file: str
    wrong: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {self.wrong}"


@dataclass(frozen=True, slots=True)
class Trial:
    """How many examples were tried, and those that failed."""

    examples: int
    failures: tuple[Failure, ...]


def tried(rulebook: Rulebook, analyse: Analyse, pattern: str = "*") -> Trial:
    """The examples of the rules, or single ones, whose id is or fits ``pattern``."""
    chosen = [case for case in cases(rulebook, analyse) if case.called(pattern)]
    found = [(case, case.run()) for case in chosen]
    failures = (Failure(case.id, (case.rules or (case.id,))[0], case.file, wrong) for case, wrong in found if wrong)
    return Trial(len(chosen), tuple(failures))


def cases(rulebook: Rulebook, analyse: Analyse) -> Iterator[Case]:
    """Every example and counterexample of a rulebook."""
    yield from _number_cases(rulebook)
    yield from _skip_cases(rulebook)
    for claim in rulebook.claims:
        named = (claim.id,)
        for i, each in enumerate(claim.examples):
            run = partial(claim_examples.wrong, each, claim, analyse)
            yield Case(f"claim-{claim.id}-{i}", claim.file, run, named)
        for i, text in enumerate(claim.counterexamples):
            yield Case(f"claim-{claim.id}-not-{i}", claim.file, partial(_no_claim, text, claim, analyse), named)
    for cue in rulebook.cues:
        for i, (text, edges) in enumerate(cue.examples):
            yield Case(f"cue-{cue.id}-{i}", cue.file, partial(_edges, text, edges, cue, analyse), (cue.id,))
    yield from list_cases(rulebook, analyse)
    yield from definition_cases(rulebook, analyse)
    yield from _mechanism_cases(rulebook, analyse)
    for known in rulebook.catalogue.rules.values():
        for i, text in enumerate(known.examples):
            yield Case(
                f"indicator-{known.id}-{i}",
                known.file,
                partial(_indicator, text, known.id, analyse, wanted=True),
                (known.id,),
            )
        for i, text in enumerate(known.counterexamples):
            run = partial(_indicator, text, known.id, analyse, wanted=False)
            yield Case(f"indicator-{known.id}-not-{i}", known.file, run, (known.id,))
    for check in rulebook.checks.values():
        for i, case in enumerate(check.cases):
            run = partial(judged.wrong, check, case, rulebook, analyse)
            yield Case(f"check-{check.name}-{i}", check.file, run, (check.name, check.id))


def _mechanism_cases(rulebook: Rulebook, analyse: Analyse) -> Iterator[Case]:
    for each in rulebook.mechanisms:
        for i, example in enumerate(each.examples):
            texts = (example,) if isinstance(example, str) else example
            run = partial(_mechanism, texts, each, rulebook, analyse, wanted=True)
            yield Case(f"mechanism-{each.id}-{i}", MECHANISMS, run, (each.id,))
        for i, text in enumerate(each.counterexamples):
            run = partial(_mechanism, (text,), each, rulebook, analyse, wanted=False)
            yield Case(f"mechanism-{each.id}-not-{i}", MECHANISMS, run, (each.id,))


def list_cases(rulebook: Rulebook, analyse: Analyse) -> Iterator[Case]:
    """The examples of the lists of words."""
    for listed in rulebook.shown:
        for i, example in enumerate(listed.examples):
            yield Case(
                f"list-{listed.id}-{i}",
                listed.file,
                partial(list_examples.wrong, example, rulebook, analyse),
                (listed.id,),
            )


def definition_cases(rulebook: Rulebook, analyse: Analyse) -> Iterator[Case]:
    """The examples and counterexamples of what names mean by definition."""
    for table, record in rulebook.definitions:
        for mark, examples in (("", record.examples), ("not-", record.counterexamples)):
            for i, example in enumerate(examples):
                run = partial(list_examples.wrong, example, rulebook, analyse)
                yield Case(f"{table}-{record.id}-{mark}{i}", DEFINITIONS, run, (record.id,))


def _number_cases(rulebook: Rulebook) -> Iterator[Case]:
    for unit in dict.fromkeys(rulebook.units.values()):
        for i, text in enumerate(unit.examples):
            yield Case(
                f"unit-{unit.id}-{i}", unit.file, partial(_unit, text, unit.id, rulebook, wanted=True), (unit.id,)
            )
        for i, text in enumerate(unit.counterexamples):
            yield Case(
                f"unit-{unit.id}-not-{i}", unit.file, partial(_unit, text, unit.id, rulebook, wanted=False), (unit.id,)
            )
    for hedge in dict.fromkeys(rulebook.hedges.values()):
        for i, text in enumerate(hedge.examples):
            yield Case(f"hedge-{hedge.id}-{i}", hedge.file, partial(_hedge, text, hedge.id, rulebook), (hedge.id,))
    for rule in rulebook.quantities:
        for i, text in enumerate(rule.examples):
            run = partial(_rule, text, rule.id, rulebook, bare=rule.generous)
            yield Case(f"quantity-{rule.id}-{i}", rule.file, run, (rule.id,))
        for i, text in enumerate(rule.counterexamples):
            yield Case(f"quantity-{rule.id}-not-{i}", rule.file, partial(_no_rule, text, rule.id, rulebook), (rule.id,))


def _skip_cases(rulebook: Rulebook) -> Iterator[Case]:
    for skip in rulebook.skips:
        for i, text in enumerate(skip.examples):
            yield Case(f"skip-{skip.id}-{i}", skip.file, partial(_rule, text, skip.id, rulebook), (skip.id,))
        for i, text in enumerate(skip.counterexamples):
            yield Case(f"skip-{skip.id}-not-{i}", skip.file, partial(_no_rule, text, skip.id, rulebook), (skip.id,))
    for period in rulebook.periods:
        for i, example in enumerate(period.examples):
            run = partial(_period, example.text, period.id, example.period, rulebook)
            yield Case(f"period-{period.id}-{i}", period.file, run, (period.id,))


def _quantities(text: str, rulebook: Rulebook) -> list[Mention]:
    return [m for m in find(text, rulebook) if m.is_quantity]


def _unit(text: str, unit: str, rulebook: Rulebook, *, wanted: bool) -> str:
    numbers = _quantities(text, rulebook)
    if (unit in [m.unit for m in numbers]) == wanted:
        return ""
    read = ", ".join(f"{m.printed} in {m.unit or 'no unit'} by {m.rule}" for m in numbers)
    return f"{text}: wanted {'a' if wanted else 'no'} number with unit {unit}, read {read or 'none'}"


def _hedge(text: str, hedge: str, rulebook: Rulebook) -> str:
    numbers = _quantities(text, rulebook)
    if any(hedge in m.hedges for m in numbers):
        return ""
    read = ", ".join(f"{m.printed} with {' '.join(m.hedges) or 'no hedge'} by {m.rule}" for m in numbers)
    return f"{text}: no number is hedged by {hedge}, read {read or 'none'}"


def _rule(text: str, rule: str, rulebook: Rulebook, *, bare: bool = False) -> str:
    numbers = find(text, rulebook, bare=bare)
    if rule in [m.rule for m in numbers]:
        return ""
    won = ", ".join(f"{m.printed} by {m.rule}" for m in numbers)
    return f"{text}: {rule} explains nothing in it; explained are {won or 'no numbers'}"


def _no_rule(text: str, rule: str, rulebook: Rulebook) -> str:
    taken = [m.printed for m in find(text, rulebook) if m.rule == rule]
    return f"{text}: {rule} took {', '.join(taken)}" if taken else ""


def _period(text: str, rule: str, wanted: str, rulebook: Rulebook) -> str:
    record = next(p for p in rulebook.periods if p.id == rule)
    mentions = [m for m in find(text, rulebook) if m.rule == rule]
    got = normal(mentions[0].printed, record, rulebook.numerals, EXAMPLE_YEAR) if mentions else "no date"
    return "" if got == wanted else f"{text}: wanted {wanted}, read {got}"


def _edges(text: str, wanted: tuple[str, ...], cue: Cue, analyse: Analyse) -> str:
    report = analyse(text)
    if wrong := claim_examples.wrong_edges(report, wanted, cue.role):
        return f"{text!r} gives {wrong}"
    cues = sorted({e.cue for e in report.edges})
    return f"{text!r}: the edges are made by {', '.join(cues)}" if wanted and cue.id not in cues else ""


def _mechanism(
    texts: tuple[str, ...], mechanism: Mechanism, rulebook: Rulebook, analyse: Analyse, *, wanted: bool
) -> str:
    ids = judged.ids_of([analyse(text) for text in texts], rulebook)[mechanism.of]
    if (mechanism.id in ids) == wanted:
        return ""
    said = f"{mechanism.id} is {'not ' if wanted else ''}at work"
    return f"{' || '.join(texts)}: {said}; as {mechanism.of} there are {', '.join(sorted(ids)) or 'none'}"


def _no_claim(text: str, rule: ClaimRule, analyse: Analyse) -> str:
    taken = [c.quote for c in analyse(text).claims if c.rule == rule.id]
    return f"{text}: {rule.id} took {', '.join(taken)}" if taken else ""


def _indicator(text: str, known: str, analyse: Analyse, *, wanted: bool) -> str:
    got = [(c.indicator, c.unit, c.indicator_id) for c in analyse(text).claims]
    if not got or any(found == known for _, _, found in got) != wanted:
        read = ", ".join(f"{name or '(no name)'} in {unit} as {found or 'unknown'}" for name, unit, found in got)
        return f"{text}: wanted {'' if wanted else 'no '}claim about {known}, read {read or 'no claim'}"
    return ""
