"""MULTIPLE: a level as a multiple of another, beside that other level or the growth between the two."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.model import Claim, Relation, Role, Severity, apart
from ipextract.relations.ground import Ground
from ipextract.relations.passage import Passage
from ipextract.relations.rates import before, in_other_prices
from ipextract.rulebook import Rulebook

#: A base that begins with a year in digits.
_YEAR = regex.compile(r"[12][0-9]{3}(?![0-9])")


def find(ground: Ground) -> Iterator[Relation]:
    """是上年的 2.2 倍，增长 120%: the multiples of a document with what else is printed of the same movement."""
    rules = {rule.id for rule in ground.rulebook.claims if rule.form == "multiple"}
    for passage in ground.prose:
        for multiple in passage.claims:
            if multiple.kind != "ratio" or not multiple.base:
                continue
            if multiple.rule in rules or _of_a_time(multiple, ground.rulebook):
                yield from _multiplied(passage, multiple, ground.rulebook)


def _of_a_time(multiple: Claim, rulebook: Rulebook) -> bool:
    """True for 恢复到 2029 年的 92% and 是上年的 92%: so much of what there was then; no share of anything else."""
    if multiple.unit not in rulebook.units_of("percent") or multiple.of is None:
        return False
    return bool(_YEAR.match(multiple.base or "")) or multiple.base in rulebook.words["last_year"]


def _multiplied(passage: Passage, multiple: Claim, rulebook: Rulebook) -> Iterator[Relation]:
    level = next((c for c in passage.claims if c.claim_id == multiple.of), None)
    prior = before(passage, level, multiple.base, rulebook) if level is not None else None
    growth = _growth(passage, multiple, rulebook)
    base = multiple.base or ""
    if level is not None and prior is not None:
        levels = (Role("level", level), Role("prior", prior), Role("multiple", multiple))
        yield Relation("multiple", "of-level", levels, base, section=passage.section)
    if growth is not None:
        cap: Severity | None = "info" if level is not None and in_other_prices(level, growth, rulebook) else None
        both = (Role("multiple", multiple), Role("growth", growth))
        yield Relation("multiple", "beside-growth", both, base, section=passage.section, severity=cap)


def _growth(passage: Passage, multiple: Claim, rulebook: Rulebook) -> Claim | None:
    """The growth of the same level, or of the multiple itself where no level is printed, against the same time."""
    at = passage.place(multiple)
    near = [c for c in passage.claims[at + 1 : at + 2] if c.kind == "growth" and not apart(c.qualifier)]
    mine = (c for c in near if c.of is not None and c.of in (multiple.of, multiple.claim_id))
    return next((c for c in mine if _one_base(c.base, multiple.base, rulebook)), None)


def _one_base(growth: str | None, multiple: str | None, rulebook: Rulebook) -> bool:
    """True where both are measured against last year, or against one year that both name."""
    yearly = (*rulebook.words["last_year"], rulebook.terms.year_ago)
    if multiple is None or growth is None:
        return False
    if growth in yearly:
        return multiple in yearly
    return growth[:4].isdecimal() and growth[:4] == multiple[:4]
