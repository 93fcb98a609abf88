"""ANNUAL: an average growth per year with the levels at both ends, or with the growth over all the years."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import ANNUAL, COMPARABLE, Claim, Relation, Role, Severity
from ipextract.relations.accumulated import accumulated
from ipextract.relations.ground import Ground
from ipextract.relations.passage import LEVELS, Passage
from ipextract.relations.yearly_mean import yearly_means
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices

#: Over fewer years there is nothing to average.
_FEWEST = 2


def find(ground: Ground) -> Iterator[Relation]:
    """由 2026 年的 8 万元增加到 2031 年的 12 万元，年均增长 8.4%: where both years are printed."""
    yield from accumulated(ground)
    yield from yearly_means(ground)
    for passage in ground.prose:
        for growth in passage.claims:
            if growth.kind == "growth" and ANNUAL in growth.qualifier.split() and growth.of:
                yield from _grown(passage, growth, ground.rulebook)


def _grown(passage: Passage, growth: Claim, rulebook: Rulebook) -> Iterator[Relation]:
    at = next((i for i, c in enumerate(passage.claims) if c.claim_id == growth.of), None)
    if at is None or passage.claims[at].kind not in (*LEVELS, "ratio"):
        return
    level = passage.claims[at]
    prior = next((claim for claim, _ in passage.before[at] if _counted_from(claim, level, growth)), None)
    if prior is not None:
        roles = (Role("level", level), Role("prior", prior), Role("growth", growth))
        severity = _of_prices(level, growth, rulebook)
        yield Relation("annual", "compound", roles, growth.base or "", section=passage.section, severity=severity)


def _counted_from(prior: Claim, level: Claim, growth: Claim) -> bool:
    """True for the level of the year that the growth is counted from, of plain years or the same part of both."""
    first, last = prior.period, level.period
    if not (first.year and last.year) or first.part != last.part or first.is_span:
        return False
    base = growth.base or ""
    named = base.startswith(first.year) or not base[:4].isdecimal()
    return named and int(last.year) - int(first.year) >= _FEWEST


def _of_prices(level: Claim, growth: Claim, rulebook: Rulebook) -> Severity | None:
    """A growth in constant prices is not that of two printed sums of money."""
    comparable = COMPARABLE in growth.qualifier.split()
    return "info" if comparable or at_constant_prices(growth, level, rulebook) else None
