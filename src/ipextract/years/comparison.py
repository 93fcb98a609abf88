"""Two consecutive reports held against each other: what they assert together, and where that fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipextract import checks
from ipextract.model import Claim, Evaluated, Finding
from ipextract.rulebook import Rulebook
from ipextract.years.edition import Edition
from ipextract.years.relations import find


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relations between two editions with their outcomes, and the findings, worst first."""

    earlier: Edition
    later: Edition
    relations: tuple[Evaluated, ...]
    findings: tuple[Finding, ...]


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
    relations = tuple(
        Evaluated(relation, checks.judge(relation, by_name[relation.kind]))
        for relation in find(earlier, later, rulebook)
        if relation.kind in by_name
    )
    return Comparison(earlier, later, relations, checks.findings_of(_one_each(relations), rulebook.checks))


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
