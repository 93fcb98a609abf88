"""The rules' own examples as tests: every example of every rule is one case with an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ipextract import years
from ipextract.claims.period import normal
from ipextract.mentions import find
from ipextract.model import Claim, Finding, Mention, Report
from ipextract.rulebook import CheckCase, CheckRule, ClaimRule, Rulebook
from ipextract.rulebook.cues import Cue

Analyse = Callable[[str], Report]

#: The year that relative dates of the examples in periods.toml are read against.
EXAMPLE_YEAR = "2020"


@dataclass(frozen=True, slots=True)
class Case:
    """One example of one rule; ``run`` returns what is wrong, or an empty string."""

    id: str
    file: str
    run: Callable[[], str]


def failures(rulebook: Rulebook, analyse: Analyse) -> list[str]:
    """One line for each example that does not come out as its rule says."""
    found = ((case, case.run()) for case in cases(rulebook, analyse))
    return [f"{case.file}: {case.id}: {wrong}" for case, wrong in found if wrong]


def cases(rulebook: Rulebook, analyse: Analyse) -> Iterator[Case]:
    """Every example and counterexample of a rulebook."""
    yield from _number_cases(rulebook)
    yield from _skip_cases(rulebook)
    for claim in rulebook.claims:
        for i, each in enumerate(claim.examples):
            yield Case(f"claim-{claim.id}-{i}", claim.file, partial(_claims, each.text, each.claims, claim, analyse))
        for i, text in enumerate(claim.counterexamples):
            yield Case(f"claim-{claim.id}-not-{i}", claim.file, partial(_no_claim, text, claim, analyse))
    for cue in rulebook.cues:
        for i, (text, edges) in enumerate(cue.examples):
            yield Case(f"cue-{cue.id}-{i}", cue.file, partial(_edges, text, edges, cue, analyse))
    for known in rulebook.catalogue.rules.values():
        for i, text in enumerate(known.examples):
            yield Case(
                f"indicator-{known.id}-{i}", known.file, partial(_indicator, text, known.id, analyse, wanted=True)
            )
        for i, text in enumerate(known.counterexamples):
            run = partial(_indicator, text, known.id, analyse, wanted=False)
            yield Case(f"indicator-{known.id}-not-{i}", known.file, run)
    for check in rulebook.checks.values():
        for i in range(len(check.cases)):
            yield Case(f"check-{check.name}-{i}", check.file, partial(_check, check, i, rulebook, analyse))


def _number_cases(rulebook: Rulebook) -> Iterator[Case]:
    for unit in dict.fromkeys(rulebook.units.values()):
        for i, text in enumerate(unit.examples):
            yield Case(f"unit-{unit.id}-{i}", unit.file, partial(_unit, text, unit.id, rulebook, wanted=True))
        for i, text in enumerate(unit.counterexamples):
            yield Case(f"unit-{unit.id}-not-{i}", unit.file, partial(_unit, text, unit.id, rulebook, wanted=False))
    for hedge in dict.fromkeys(rulebook.hedges.values()):
        for i, text in enumerate(hedge.examples):
            yield Case(f"hedge-{hedge.id}-{i}", hedge.file, partial(_hedge, text, hedge.id, rulebook))
    for rule in rulebook.quantities:
        for i, text in enumerate(rule.examples):
            run = partial(_rule, text, rule.id, rulebook, bare=rule.generous)
            yield Case(f"quantity-{rule.id}-{i}", rule.file, run)
        for i, text in enumerate(rule.counterexamples):
            yield Case(f"quantity-{rule.id}-not-{i}", rule.file, partial(_no_rule, text, rule.id, rulebook))


def _skip_cases(rulebook: Rulebook) -> Iterator[Case]:
    for skip in rulebook.skips:
        for i, text in enumerate(skip.examples):
            yield Case(f"skip-{skip.id}-{i}", skip.file, partial(_rule, text, skip.id, rulebook))
        for i, text in enumerate(skip.counterexamples):
            yield Case(f"skip-{skip.id}-not-{i}", skip.file, partial(_no_rule, text, skip.id, rulebook))
    for period in rulebook.periods:
        for i, example in enumerate(period.examples):
            run = partial(_period, example.text, period.id, example.period, rulebook)
            yield Case(f"period-{period.id}-{i}", period.file, run)


def _quantities(text: str, rulebook: Rulebook) -> list[Mention]:
    return [m for m in find(text, rulebook) if m.is_quantity]


def _unit(text: str, unit: str, rulebook: Rulebook, *, wanted: bool) -> str:
    units = [m.unit for m in _quantities(text, rulebook)]
    if (unit in units) == wanted:
        return ""
    return f"{text}: wanted {'a' if wanted else 'no'} number with unit {unit}, read {', '.join(units) or 'none'}"


def _hedge(text: str, hedge: str, rulebook: Rulebook) -> str:
    hedges = [h for m in _quantities(text, rulebook) for h in m.hedges]
    return "" if hedge in hedges else f"{text}: read the hedges {', '.join(hedges) or 'none'}"


def _rule(text: str, rule: str, rulebook: Rulebook, *, bare: bool = False) -> str:
    rules = [m.rule for m in find(text, rulebook, bare=bare)]
    return "" if rule in rules else f"{text}: explained by {', '.join(rules) or 'nothing'}"


def _no_rule(text: str, rule: str, rulebook: Rulebook) -> str:
    return f"{text}: taken for {rule}" if rule in [m.rule for m in find(text, rulebook)] else ""


def _period(text: str, rule: str, wanted: str, rulebook: Rulebook) -> str:
    record = next(p for p in rulebook.periods if p.id == rule)
    mentions = [m for m in find(text, rulebook) if m.rule == rule]
    got = normal(mentions[0].printed, record, rulebook.numerals, EXAMPLE_YEAR) if mentions else "no date"
    return "" if got == wanted else f"{text}: wanted {wanted}, read {got}"


def _edges(text: str, wanted: tuple[str, ...], cue: Cue, analyse: Analyse) -> str:
    report = analyse(text)
    quotes = {claim.claim_id: claim.quote for claim in report.claims}
    made = [f"{quotes[e.source]} {e.role} {quotes[e.target]}" for e in report.edges if e.role == cue.role]
    by_it = any(e.cue == cue.id for e in report.edges)
    if sorted(made) != sorted(wanted) or (wanted and not by_it):
        return f"{text!r} gives {made or 'no edge'}, not {list(wanted) or 'none'}"
    return ""


def _claims(text: str, wanted: list[str], rule: ClaimRule, analyse: Analyse) -> str:
    claims = analyse(text).claims
    by_id = {c.claim_id: c for c in claims}
    got = [_told(c, by_id) for c in claims]
    missing = [w for w in wanted if not any(_agrees(w, g) for g in got)]
    if missing:
        return f"{text}: wanted {missing[0]!r}, read {'; '.join(got) or 'nothing'}"
    used = {c.rule for c in claims}
    return "" if rule.id in used else f"{text}: read by {', '.join(sorted(used))}, not by {rule.id}"


def _no_claim(text: str, rule: ClaimRule, analyse: Analyse) -> str:
    taken = [c.quote for c in analyse(text).claims if c.rule == rule.id]
    return f"{text}: {rule.id} took {', '.join(taken)}" if taken else ""


def _indicator(text: str, known: str, analyse: Analyse, *, wanted: bool) -> str:
    got = [(c.indicator, c.unit, c.indicator_id) for c in analyse(text).claims]
    if not got or any(found == known for _, _, found in got) != wanted:
        read = ", ".join(f"{name or '(no name)'} in {unit} as {found or 'unknown'}" for name, unit, found in got)
        return f"{text}: wanted {'' if wanted else 'no '}claim about {known}, read {read or 'no claim'}"
    return ""


def _told(claim: Claim, by_id: dict[str, Claim]) -> str:
    words = [claim.quote, claim.kind, claim.direction or ""]
    level = by_id.get(claim.of or "")
    words += ["of", level.quote] if level else []
    words += ["base", claim.base] if claim.base else []
    return " ".join(w for w in words if w)


def _findings(case: CheckCase, rulebook: Rulebook, analyse: Analyse) -> tuple[Finding, ...]:
    """The findings of a case's document, or of the two reports of a case with a year before."""
    report = analyse(case.text)
    if not case.before:
        return report.findings
    return years.compare(years.edition_of(analyse(case.before)), years.edition_of(report), rulebook).findings


def _agrees(wanted: str, got: str) -> bool:
    """True when every word of ``wanted`` stands in ``got``: what an example leaves out is free."""
    return all(word in got.split() for word in wanted.split())


def _check(rule: CheckRule, number: int, rulebook: Rulebook, analyse: Analyse) -> str:
    case = rule.cases[number]
    everything = _findings(case, rulebook, analyse)
    found = [f for f in everything if f.code == rule.id]
    if case.verdict == "silent":
        loud = [f for f in everything if f.severity in ("error", "warning") or (case.before and f.severity != "info")]
        return f"{case.text}: should be silent, said: {loud[0].message}" if loud else ""
    if not found:
        return f"{case.text}: no {rule.id} finding"
    for finding in found:
        quotes = " ".join(role.claim.quote for role in finding.roles)
        if all(n in quotes for n in case.numbers) and case.severity in (None, finding.severity):
            return ""
    told = "; ".join(f"{f.severity}: {f.message}" for f in found)
    return f"{case.text}: wanted {case.severity or 'a finding'} about {', '.join(case.numbers)}, said {told}"
