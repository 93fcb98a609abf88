"""Two consecutive reports held against each other: what they assert together, and where that fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ipextract import checks
from ipextract.exact.interval import Interval, scale
from ipextract.model import Claim, Evaluated, Finding, Relation, Role
from ipextract.rulebook import CheckRule, Rulebook
from ipextract.years.edition import Edition
from ipextract.years.relations import find
from ipextract.years.uncompared import Uncompared

#: So many growths that miss, and so large a part of all, are a basis and no slips.
_MANY: Final = 5
_OFTEN: Final = Fraction(1, 8)
_RELATIVE: Final = frozenset({"year-growth", "year-change"})
#: Growth at constant prices misses levels at current ones by its nature: no slip is looked for.
_REAL: Final = "year-growth-real"
_LEVELS: Final = frozenset({"level", "prior", "claim"})
#: A point moved by one place, and great powers exchanged: what no revision makes of a number.
_POWERS: Final = tuple(Fraction(10) ** power for power in (1, -1, 4, -4))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relations between two editions with their outcomes, and the findings, worst first.

    ``uncompared`` are the claims of the later report that look back at the year before and meet nothing in its report.
    """

    earlier: Edition
    later: Edition
    relations: tuple[Evaluated, ...]
    findings: tuple[Finding, ...]
    uncompared: tuple[Uncompared, ...] = ()


def compare(earlier: Edition, later: Edition, rulebook: Rulebook) -> Comparison:
    """Holds a report against an earlier one. ValueError where the years are not known or do not rise.

    Only consecutive years assert something together: further apart there are no relations, and so no findings.
    """
    if not (earlier.year.isdigit() and later.year.isdigit() and int(later.year) > int(earlier.year)):
        years = f"{earlier.year or 'no year'} and {later.year or 'no year'}"
        raise ValueError(f"{earlier.name} and {later.name} are of {years}; the earlier report comes first")
    if int(later.year) != int(earlier.year) + 1:
        return Comparison(earlier, later, (), ())
    by_name = {rule.name: rule for rule in rulebook.checks.values()}
    each = tuple(find(earlier, later, rulebook))
    found = [relation for relation in each if isinstance(relation, Relation) and relation.kind in by_name]
    relations = _judged(found, by_name)
    if _comparable(relations):
        found = [_noted(relation) for relation in found]
    relations = _judged([_louder(relation, by_name) for relation in found], by_name)
    findings = checks.findings_of(_one_each(relations), rulebook.checks)
    return Comparison(earlier, later, relations, findings, tuple(one for one in each if isinstance(one, Uncompared)))


def _judged(found: Sequence[Relation], by_name: Mapping[str, CheckRule]) -> tuple[Evaluated, ...]:
    return tuple(Evaluated(relation, checks.judge(relation, by_name[relation.kind])) for relation in found)


def _comparable(relations: Sequence[Evaluated]) -> bool:
    """True where so many growths miss the levels of last year's report that they are of another basis throughout.

    Offices that revise last year's levels, or compute growth over the same units or at constant prices, seldom say so
    in each sentence. A slip is alone among growths that fit.
    """
    growths = [each for each in relations if each.relation.kind in _RELATIVE]
    missed = sum(each.outcome.verdict == "violated" for each in growths)
    return missed >= _MANY and missed >= _OFTEN * len(growths)


def _noted(relation: Relation) -> Relation:
    return replace(relation, severity="info") if relation.kind in _RELATIVE else relation


def _louder(relation: Relation, by_name: Mapping[str, CheckRule]) -> Relation:
    """A relation that is but noted as a suspicion where one level with its point or its power moved would mend it."""
    rated = relation.kind in _RELATIVE or relation.kind == "restated"
    if relation.severity != "info" or not rated or relation.rule == _REAL:
        return relation
    rule = by_name[relation.kind]
    if checks.judge(relation, rule).verdict != "violated":
        return relation
    mended = (
        _moved(relation, i, power) for i, role in enumerate(relation.roles) if role.name in _LEVELS for power in _POWERS
    )
    slipped = any(checks.judge(each, rule).verdict in {"holds", "compatible"} for each in mended)
    return replace(relation, severity="suspicion") if slipped else relation


def _moved(relation: Relation, index: int, power: Fraction) -> Relation:
    """The relation with the level of one of its roles so many times as much."""
    role = relation.roles[index]
    claim = role.claim
    value = None if claim.value is None else claim.value * power.numerator / power.denominator
    claim = replace(claim, value=value, interval=_times(claim.interval, power), nearest=_times(claim.nearest, power))
    return replace(relation, roles=(*relation.roles[:index], Role(role.name, claim), *relation.roles[index + 1 :]))


def _times(interval: Interval | None, power: Fraction) -> Interval | None:
    return None if interval is None else scale(interval, power)


def _one_each(relations: Sequence[Evaluated]) -> list[Evaluated]:
    """The relations without the faults that say again what another one says of the same level of the year before.

    A level that was restated makes growth and change differ, too; growth is often printed twice, exactly and rounded.
    """
    blamed: set[str] = set()
    kept: list[Evaluated] = []
    for each in relations:
        if each.outcome.verdict == "violated":
            then = _then(each)
            if then is not None and then.claim_id in blamed:
                continue
            if then is not None:
                blamed.add(then.claim_id)
        kept.append(each)
    return kept


def _then(each: Evaluated) -> Claim | None:
    """The claim of the earlier report that a relation rests on."""
    for role in each.relation.roles:
        if role.name in ("prior", "earlier"):
            return role.claim
    return each.relation.roles[0].claim if each.relation.kind == "restated" else None
